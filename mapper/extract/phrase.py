"""A phrase that names personnel: who they are, how many, and how the words limit them."""

from __future__ import annotations

from dataclasses import dataclass, field

from mapper.extract.grammar import Noun
from mapper.extract.items import Count, Item, Named
from mapper.model import Personnel

COLLECTIVE = frozenset({"force", "unit", "named"})
"""Kinds of phrase that name a body, not its people one by one."""
MOVES = frozenset({"stay", "come", "posting", "go"})
MOST_PLAIN = 4
"""How many unknown words in a row are still taken for adjectives of one phrase."""
REACH = 24
"""How many items the reading of one phrase may go from its head, so that work per phrase is bounded."""


@dataclass(slots=True)
class Group:
    """A phrase that names personnel, as item positions ``first`` to ``last`` (inclusive) around ``head``.

    ``at`` is the item of a place inside the phrase, -1 for none.
    ``implied`` is the sender that a noun implies ("blue helmets").
    ``kind`` is people, member, unit, force, named (a force's name), actor (a state or its people as such),
    count (a number alone) or act (the noun of a movement or stay). ``senders`` are (code, item position).
    """

    first: int
    last: int
    head: int
    kind: str
    noun: Noun | None = None
    personnel: Personnel = Personnel.TROOPS
    senders: list[tuple[str, int]] = field(default_factory=list)
    force: Named | None = None
    count: Count | None = None
    flags: set[str] = field(default_factory=set)
    quantity: tuple[int, int] | None = None
    implied: str = ""
    at: int = -1
    tail: list[tuple[str, int]] = field(default_factory=list)

    def has(self, *flags: str) -> bool:
        """Whether any of the flags is set."""
        return not self.flags.isdisjoint(flags)


def take_force(group: Group, force: Named) -> None:
    """Make the phrase one of a named force, with the kind of personnel that this force has.

    Parameters
    ----------
    group : Group
        Keeps a narrower kind that it states itself: police, observers, advisers.
    force : Named
    """
    if group.force is None or force.kind != "generic":
        group.force = force
    if force.personnel is not None and group.kind in {"named", "force", "unit", "people", "member"}:
        keep = group.personnel in {Personnel.POLICE, Personnel.OBSERVERS, Personnel.ADVISERS}
        if not (keep and force.personnel is Personnel.TROOPS):
            group.personnel = force.personnel


def finer(item: Item) -> bool:
    """Whether the item is a place smaller than a country.

    Parameters
    ----------
    item : Item

    Returns
    -------
    bool
        False for what is no located place.
    """
    location = item.place.location if item.place else None
    return location is not None and location.precision.value not in {"country", "area", "global"}
