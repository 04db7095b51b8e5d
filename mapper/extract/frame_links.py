"""How a phrase hangs on the verbs and nouns of its sentence: as agent or company, before a participle, after a noun.

Its verbs as their object and as their subject have modules of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

from mapper.extract.clauses import company_use, contact_use
from mapper.extract.ground import agent_use, ground_of
from mapper.extract.items import Item
from mapper.extract.phrase import MOVES, Group
from mapper.extract.place import holds_ground
from mapper.extract.spots import without_asides
from mapper.extract.verbs import Use

ASIDE_GAP = 20
ASIDES = frozenset({"relative", "now", "extra"})
"""Tags of what may stand between a phrase and its participle or relative clause."""
FRAME_ORDER = ("leave", "remain", "keep", "deploy", "send", "withdraw", "cut", "go", "come", "add", "handover",
               "end", "host", "hold", "at", "have", "strike", "replace", "invite", "lead", "be")  # fmt: skip
TRANSITIVE = frozenset({"leave", "remain", "keep", "deploy", "send", "withdraw", "cut", "add", "host", "have",
                        "replace", "invite", "lead", "end", "strike"})  # fmt: skip
GROUND = frozenset({"hold", "at", "strike", "come", "keep", "handover"})
"""Frames of which the passive with "by" tells who is at the place that is its subject."""
INTRANSITIVE = frozenset({"hold", "remain", "at", "be", "come", "go", "strike", "deploy", "handover", "withdraw"})


@dataclass(frozen=True, slots=True)
class Link:
    """How a phrase hangs on a verb or noun: relation is object, subject, post, passive or noun."""

    relation: str
    use: Use | None
    frame: str
    noun: int = -1


def pick_frame(use: Use, allowed: frozenset[str]) -> str:
    """Pick the frame of a use that the relation allows, in a fixed order.

    Parameters
    ----------
    use : Use
    allowed : frozenset of str

    Returns
    -------
    str
        Empty when there is none.
    """
    return next((f for f in FRAME_ORDER if f in use.frames and f in allowed), "")


def company_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    """Find the verb in whose company the phrase stands.

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    Link or None
    """
    use = company_use(items, group, uses)
    frame = pick_frame(use, INTRANSITIVE) if use is not None else ""
    return Link("company", use, frame) if frame else None


def post_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    """Find the participle or relative clause after the phrase: "troops (who are) stationed in ...".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    Link or None
    """
    contact = contact_use(items, group, uses)
    if contact is not None:
        frame = pick_frame(contact, TRANSITIVE)
        return Link("post", contact, frame) if frame else None
    for use in uses:
        if use.start <= group.last or use.start - group.last > ASIDE_GAP:
            continue
        gap = [items[i] for i in without_asides(items, group.last + 1, use.start)]
        if len(gap) > 5:
            continue
        relative = any("relative" in g.tags for g in gap)
        hanging = "gerund" in use.forms  # "troops also serving in"
        light = all(
            g.tags & ASIDES or (hanging and "adverb" in g.tags) or g.low in {",", "-"} or g.manner for g in gap
        )
        standing = use.forms & {"gerund", "participle"} and not use.aux & {"be", "have", "future", "could"}
        if light and relative and not use.passive:
            frame = pick_frame(use, INTRANSITIVE if holds_ground(items, use.last) else INTRANSITIVE - {"hold"})
            return Link("post", use, frame) if frame else None
        if light and (
            relative or (standing and not ("past" in use.forms and not use.frames & {"keep", "deploy", "send"}))
        ):
            if not relative and _takes_object(items, use):
                return None
            active = "gerund" in use.forms or (not use.passive and not standing)
            frame = pick_frame(use, INTRANSITIVE if active else (TRANSITIVE | INTRANSITIVE) - {"hold"})
            return Link("post", use, frame) if frame else None
        if not light:
            break
    return None


def _takes_object(items: list[Item], use: Use) -> bool:
    """Whether a form that is past tense or participle has an object, and so is the past tense: "committed acts"."""
    if "past" not in use.forms or use.last + 1 >= len(items):
        return False
    after = items[use.last + 1]
    return bool(after.low in {'"', "“", "«"} or after.tags & {"determiner", "definite", "possessive"} or after.noun)


def noun_link(items: list[Item], group: Group) -> Link | None:
    """Find "withdrawal of", "deployment of", "presence of" before the phrase.

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group

    Returns
    -------
    Link or None
    """
    j = group.first - 1
    if j < 1 or not items[j].tags & {"of", "by"}:
        return None
    for k in range(j - 1, max(-1, j - 4), -1):
        noun = items[k].noun
        if noun is not None and noun.kind in MOVES:
            return Link("noun", None, "come" if noun.kind == "posting" else noun.kind, k)
        if not (items[k].plain or items[k].tags & {"by", "of", "adverb"}):
            break
    return None


def agent_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    """Find the passive whose agent the phrase is: "a town occupied by Russian soldiers".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    Link or None
    """
    use = agent_use(items, group, uses)
    if use is None:
        return None
    frame = pick_frame(use, GROUND if ground_of(items, use) is not None else GROUND - {"hold"})
    return Link("agent", use, frame) if frame else None
