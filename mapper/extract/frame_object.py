"""The verb whose object a phrase is, past dates and places between them: "sent to Iraq a team of 300"."""

from __future__ import annotations

from itertools import pairwise

from mapper.extract.frame_links import INTRANSITIVE, TRANSITIVE, Link, pick_frame
from mapper.extract.items import Item
from mapper.extract.phrase import Group
from mapper.extract.verbs import Use

HAVE_GAP = frozenset({"now", "extra", "whole", "part", "of", "not", "adverb"})
OBJECT_GAP = 6
OTHER_PHRASE = frozenset(',;:."“”«»')
"""Marks after which a verb's object is another phrase."""
LEFT_SITE = (TRANSITIVE | {"go", "handover"}) - {"leave"}
"""Frames with a base as their object, which can be left and handed over."""


def object_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    """Find the verb whose object the phrase is: "France has sent 300 soldiers".

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
        Also of a subject that stands after its verb, and of "there are".
    """
    for use in reversed(uses):
        if use.last >= group.first:
            continue
        gap = _past_place(_past_dates(items[use.last + 1 : group.first]))
        if gap and "object_marker" in gap[0].tags:
            gap = gap[1:]
        if len(gap) > OBJECT_GAP or _other_object(gap):
            return None
        if use.passive and not use.frames & {"be"}:
            return _inverted_link(items, use, gap)
        if use.frames <= {"have", "be"} and not all(g.tags & HAVE_GAP for g in gap):
            return None
        frame = (
            ""
            if _lets_act(items, group, use, uses) or _is_adjective(items, group)
            else pick_frame(use, _takes(group, use))
        )
        if not frame and use.frames & {"be"} and _existential(items, use):
            return Link("there", use, "be")
        return Link("object", use, frame) if frame else _inverted_link(items, use, gap)
    return None


def _past_dates(gap: list[Item]) -> list[Item]:
    """Leave out the dates between a verb and its object: "la France compte depuis 2013 quelque 1 600 hommes"."""
    if all(item.time is None for item in gap):
        return gap
    kept: list[Item] = []
    until = -1
    for item in gap:
        until = item.time.end if item.time is not None else until
        if item.start >= until:
            kept.append(item)
    return kept


def _past_place(gap: list[Item]) -> list[Item]:
    """Leave out a place that stands between a verb and its object: "send to Iraq a team of 300"."""
    if not gap or not gap[0].tags & {"to", "at", "from"} or len(gap) > OBJECT_GAP:
        return gap
    last = next((k for k in range(len(gap) - 1, 0, -1) if gap[k].place is not None), 0)
    inside = all(g.place or g.plain or g.tags & {"definite", "at", "of"} for g in gap[1 : last + 1])
    return gap[last + 1 :] if last and inside else gap


def _is_adjective(items: list[Item], group: Group) -> bool:
    """Whether a noun that is also an adjective stands before the noun it qualifies: "military cooperation"."""
    i = group.head
    after = items[i + 1] if i + 1 < len(items) and "attributive" in items[i].tags else None
    return after is not None and after.plain and after.low.isalpha() and not after.upper and not after.manner


def _lets_act(items: list[Item], group: Group, use: Use, uses: list[Use]) -> bool:
    """Whether the object of a promise is the subject of what is promised: "authorised the force to go to Haiti"."""
    if "pledging" not in items[use.at].tags:
        return False
    return any(u.start == group.last + 1 and u.aux == {"infinitive"} for u in uses)


def _other_object(gap: list[Item]) -> bool:
    """Whether the words between a verb and a phrase hold another object: "increase trade in", "rising fears of"."""
    if any(
        g.verbs or g.tags & {"clause", "relative", "at", "to", "by", "with"} or g.low in OTHER_PHRASE for g in gap
    ):
        return True
    return any(before.plain and "of" in of.tags for before, of in pairwise(gap))


def _takes(group: Group, use: Use) -> frozenset[str]:
    """Frames whose object a phrase can be: bases are handed over, people are not ended."""
    if "host" in use.frames and group.kind != "site":
        return frozenset({"host"})  # "Al Udeid, which houses 10,000 soldiers"
    if group.kind == "site":
        return LEFT_SITE
    return TRANSITIVE - {"end"} if group.kind in {"people", "member"} else TRANSITIVE


def _inverted_link(items: list[Item], use: Use, gap: list[Item]) -> Link | None:
    """Read a subject after its verb: "où sont stationnés 400 soldats", "the town where 400 soldiers serve" turned."""
    led = use.start > 0 and bool(items[use.start - 1].tags & {"where", "there"})
    if not led or not all(g.tags & {"determiner", "definite", "now"} for g in gap):
        return None
    frame = pick_frame(use, TRANSITIVE if use.passive else INTRANSITIVE)
    return Link("passive" if use.passive else "subject", use, frame) if frame else None


def _existential(items: list[Item], use: Use) -> bool:
    return "existential" in items[use.at].tags or (use.start > 0 and "there" in items[use.start - 1].tags)
