"""What a sentence says of personnel: present, arriving, leaving, left, planned, or denied.

The status follows from the frame (what kind of verb or noun), its tense and modality, what governs it, and
how the phrase for the personnel limits it ("its last troops" against "2,000 troops").
"""

from __future__ import annotations

from dataclasses import dataclass

from mapper.extract.phrase import Group
from mapper.extract.verbs import Use
from mapper.model import Status

ARRIVAL = frozenset({"send", "deploy", "come", "add"})
DEPARTURE = frozenset({"withdraw", "go", "cut", "end", "handover"})
STAY = frozenset(
    {"leave", "remain", "keep", "at", "be", "have", "host", "hold", "strike", "lead", "replace", "invite"}
)


@dataclass(frozen=True, slots=True)
class Stance:
    """A status with what qualifies it; ``flags`` are doubts that the weights may hold against a claim."""

    status: Status
    flags: frozenset[str] = frozenset()


def of_verb(use: Use, frame: str, group: Group, *, bound_to: bool = False) -> Stance:
    """Tell the status from a verb.

    Parameters
    ----------
    use : Use
    frame : str
        The one of ``use.frames`` that applies.
    group : Group
        The personnel.
    bound_to : bool
        Whether the place follows a preposition of direction ("to", "into").

    Returns
    -------
    Stance
    """
    flags = {g for g in use.governors if g in {"if", "demand", "deny"}}
    if "not" in use.aux:
        flags.add("not")
    unreal = bool(use.aux & {"future", "could"}) or bool(use.governors & {"planned", "demand", "order"})
    done = "have" in use.aux and "participle" in use.forms  # "is accused of having sent", "d'avoir envoyé"
    if "infinitive" in use.aux and not use.governors & {"begin", "finish"} and not done:
        unreal = True
        if not use.governors & {"planned", "demand", "order"}:
            flags.add("infinitive")
    if "hearsay" in use.aux and frame not in STAY and not (frame == "deploy" and use.passive):
        unreal = True  # "serait envoyé" is a prospect, "seraient stationnés" what is heard
    if "could" in use.aux:
        flags.add("could")
    if frame in ARRIVAL and "if" in flags and use.forms & {"base", "present"} and not use.aux - {"not"}:
        unreal = True  # "if Turkey sends soldiers"
    denied = bool(flags & {"not", "deny"})
    if frame in ARRIVAL:
        directed = bound_to or group.has("extra")
        status = Status.DENIED if denied else _arrival(use, unreal=unreal, bound_to=directed)
    elif frame in DEPARTURE:
        conditional = "if" in flags and not use.aux & {"future"}
        status = Status.PRESENT if denied or conditional else _departure(use, group, unreal=unreal)
    elif frame in STAY and ("no_longer" in use.aux or group.has("no_longer")):
        status = Status.PLANNED_DEPARTURE if unreal else Status.LEFT  # "ne sont plus au Mali"
    elif frame == "remain" and use.start > group.last and (group.has("not") or "not" in flags) and not unreal:
        status = Status.LEFT  # "no soldiers remain"
    else:
        status = Status.DENIED if denied or group.has("not") else _stay(frame, unreal=unreal)
    return Stance(status, frozenset(flags))


def _arrival(use: Use, *, unreal: bool, bound_to: bool) -> Status:
    if unreal:
        return Status.PLANNED_ARRIVAL
    if "deploy" in use.frames and not bound_to and not use.progressive and (use.passive or "have" in use.aux):
        return Status.PRESENT
    return Status.ARRIVING


def _departure(use: Use, group: Group, *, unreal: bool) -> Status:
    if unreal:
        return Status.PLANNED_DEPARTURE
    if use.progressive or "begin" in use.governors or (use.forms == {"gerund"} and not use.aux):
        return Status.LEAVING
    if use.frames & {"cut"}:
        return Status.LEAVING
    if group.has("part", "extra") and not group.has("whole"):
        return Status.LEAVING
    numbered = group.count is not None or group.quantity is not None
    if numbered and not group.has("definite", "possessive", "whole"):
        return Status.LEAVING
    return Status.LEFT


def _stay(frame: str, *, unreal: bool) -> Status:
    if unreal and frame not in {"leave", "remain", "strike", "invite"}:
        return Status.PLANNED_ARRIVAL
    return Status.PRESENT


def of_noun(kind: str, context: set[str], *, partial: bool = False) -> Stance:  # noqa: PLR0911
    """Tell the status from the noun of a movement or stay and the tags of the words that govern it.

    Parameters
    ----------
    kind : str
        stay, come, go or campaign.
    context : set of str
        Tags of the governing words: planned, demand, deny, begin, finish, after, if, future.

    partial : bool
        Whether the phrase means a part of the personnel only.

    Returns
    -------
    Stance
    """
    flags = frozenset(context & {"if", "demand", "deny"})
    unreal = bool(context & {"planned", "demand", "future", "could"})
    if "deny" in context:
        return Stance(Status.PRESENT if kind == "go" else Status.DENIED, flags)
    if kind == "campaign" and unreal:
        return Stance(Status.PLANNED_ARRIVAL, flags)
    if kind == "stay" and "finish" in context and "begin" not in context:
        return Stance(Status.PLANNED_DEPARTURE if unreal else Status.LEFT, flags)  # "ended its presence in Mali"
    if kind in {"stay", "campaign"} or (kind == "come" and "prolong" in context):
        return Stance(Status.PRESENT, flags)  # what is extended is there
    if kind == "come":
        return Stance(Status.PLANNED_ARRIVAL if unreal else Status.ARRIVING, flags)
    if "finish" in context and not context & {"future", "could", "planned"}:
        return Stance(Status.LEFT, flags)
    if "after" in context and not unreal:
        return Stance(Status.LEAVING if partial else Status.LEFT, flags)
    if "begin" in context and not unreal:
        return Stance(Status.LEAVING, flags)
    return Stance(Status.PLANNED_DEPARTURE, flags)
