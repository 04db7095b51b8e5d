"""Who a force is: one identity over its names, and which forces count others among their own.

A sender's unnamed personnel hold its named forces; a mission holds its national contingents (a state's peacekeepers
of no named mission are taken to be in the one of their country); a force holds its units. Contingents of another's
mission and contractors are not among a state's unnamed troops.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from mapper.model import ORGANISATIONS, Claim, Personnel
from mapper.reconcile.options import UNITARY_KINDS, WHOLE_KINDS, Force

PEACE_SENDERS = ("AU", "EAC", "ECOWAS", "SADC", "UN")
"""Organisations whose missions make their members peacekeepers (codebook, house decisions)."""
STATE = frozenset({Personnel.TROOPS, Personnel.ADVISERS, Personnel.SPECIAL_FORCES})


@dataclass(frozen=True, slots=True, order=True)
class ForceKey:
    """Identity of a force: its sender, its line of names (``""`` = unnamed) and, when unnamed, its personnel.

    The police of a named force have their personnel too where reports count them beside its other people. ``owner``
    is who runs the named force (``UN`` for a contingent of MINUSMA sent by ``DEU``).
    """

    sender: str
    line: str
    personnel: str
    owner: str

    @property
    def named(self) -> bool:
        """Whether a text named the force."""
        return bool(self.line)


def fold(name: str) -> str:
    """Name without case, marks and punctuation, so that spellings of one name agree.

    Examples
    --------
    >>> fold("Opération Barkhane"), fold("Task-Force  Takuba")
    ('operation barkhane', 'task force takuba')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def name_of(claim: Claim) -> str:
    """Id of the force that a claim names, or its folded name; empty when unnamed."""
    return claim.force_id or (fold(claim.force) if claim.force else "")


def last_name(name: str, forces: Mapping[str, Force]) -> str:
    """Id at the end of a line of succession (Barkhane for Serval), the same name when there is none."""
    seen = {name}
    while (known := forces.get(name)) and known.successor and known.successor not in seen:
        seen.add(known.successor)
        name = known.successor
    return name


def force_key(claim: Claim, forces: Mapping[str, Force], lines: Mapping[str, str]) -> ForceKey:
    """Identity of the force of a claim; a force that another's mission took over is in the line of that mission.

    Parameters
    ----------
    claim : Claim
    forces : mapping of str to Force
    lines : mapping of str to str
        ``last_name`` of every force in the table.
    """
    name = name_of(claim)
    known = forces.get(name)
    sender = claim.sender or (known.sender if known else None) or ""
    owner = (known.sender if known else None) or sender
    if name and not (known and known.kind in WHOLE_KINDS and owner == sender):
        line = lines.get(name, name)
        heir = forces.get(line)
        heir_sender = (heir.sender if heir else None) or owner
        return ForceKey(heir_sender if sender == owner else sender, line, "", heir_sender)
    return ForceKey(sender, "", str(claim.personnel), sender)


def contains_force(whole: ForceKey, part: ForceKey, *, kinds: frozenset[str], forces: Mapping[str, Force]) -> bool:
    """Whether the personnel of ``part`` are among those of ``whole`` wherever both are.

    Parameters
    ----------
    whole, part : ForceKey
    kinds : frozenset of str
        Kinds of personnel that claims give to the part.
    forces : mapping of str to Force
    """
    if whole == part:
        return True
    if whole.named:
        return (not whole.personnel or kinds == {whole.personnel}) and _named_contains(whole, part, forces)
    if not whole.sender:
        return False
    if part.named and part.owner != part.sender:
        return whole.sender in (part.sender, part.owner) and _among(whole.personnel, kinds, contingent=True)
    return whole.sender == part.sender and _among(whole.personnel, kinds, contingent=False)


def _named_contains(whole: ForceKey, part: ForceKey, forces: Mapping[str, Force]) -> bool:
    if not part.named:
        return whole.sender in PEACE_SENDERS and is_state(part.sender) and part.personnel == Personnel.PEACEKEEPERS
    same_line = whole.line == part.line or whole.line in parents(part.line, forces)
    same_side = whole.sender == part.sender
    return same_line and (same_side or (not is_state(whole.sender) and is_state(part.sender)))


def are_beside(one: ForceKey, other: ForceKey) -> bool:
    """Whether two are the police and the other people of one sender in one force, neither among the other."""
    same = one.named and (one.sender, one.line) == (other.sender, other.line)
    return same and one.personnel != other.personnel


def is_state(sender: str) -> bool:
    """Whether a sender is a state (and not an organisation or unknown)."""
    return bool(sender) and sender not in ORGANISATIONS


def parents(name: str, forces: Mapping[str, Force]) -> tuple[str, ...]:
    """Ids of the forces above one, nearest first."""
    found: list[str] = []
    known = forces.get(name)
    while known and known.parent and known.parent not in found:
        found.append(known.parent)
        known = forces.get(known.parent)
    return tuple(found)


def is_unitary(name: str, forces: Mapping[str, Force]) -> bool:
    """Whether a force can be all that its sender has at a place (an operation, not a unit)."""
    known = forces.get(name)
    return bool(known and known.kind in UNITARY_KINDS)


def _among(personnel: str, kinds: frozenset[str], *, contingent: bool) -> bool:
    """Whether unnamed personnel of a kind include those kinds."""
    if personnel in kinds:
        return True
    return personnel == Personnel.TROOPS and not contingent and bool(kinds & STATE)
