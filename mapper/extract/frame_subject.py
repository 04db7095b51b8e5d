"""The verb or verbs whose subject a phrase is: "the troops left Gao and arrived in Niamey"."""

from __future__ import annotations

from itertools import zip_longest

from mapper.extract.frame_links import INTRANSITIVE, TRANSITIVE, Link, pick_frame
from mapper.extract.items import Item
from mapper.extract.phrase import Group
from mapper.extract.place import holds_ground
from mapper.extract.spots import SUBJECT_GAP, acts_as_state, in_aside
from mapper.extract.verbs import Use

COORDINATE_GAP = 12
"""How many items may stand between two verbs of one subject."""
OF_MOVES = frozenset({"remain", "keep", "add", "cut", "end", "have"})
"""Frames whose subject may be a movement or stay itself: "the deployment was cut"."""


def subject_link(items: list[Item], group: Group, uses: list[Use], post: Link | None) -> Link | None:
    """Find the verb whose subject the phrase is: "300 soldiers have arrived".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
    uses : list of Use
        All of the sentence's.
    post : Link or None
        That of the participle or clause after the phrase, which is not its main verb.

    Returns
    -------
    Link or None
    """
    if _governed(items, group):
        return None
    for use in uses:
        if use.start <= group.last or (post is not None and use is post.use):
            continue
        if _out_of_reach(items, group, use) or in_aside(items, group, use):
            return None
        if use.passive:
            frame = pick_frame(use, TRANSITIVE)
            if frame:
                return Link("passive", use, frame)
        hanging = use.forms == {"gerund"} and "be" not in use.aux and "begin" not in use.governors
        purpose = use.aux == {"infinitive"} and not use.governors
        if hanging or purpose or _reduced(items, use):
            continue
        allowed = INTRANSITIVE if holds_ground(items, use.last) else INTRANSITIVE - {"hold"}
        frame = pick_frame(use, allowed)
        if not frame and _comes_to_end(items, group, use):
            return Link("passive", use, "end")
        return Link("subject", use, frame) if frame else None
    return None


def coordinate_link(items: list[Item], uses: list[Use], first: Link | None) -> Link | None:
    """Find the second verb of one subject: "the troops left Gao and **arrived** in Niamey".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    uses : list of Use
        All of the sentence's.
    first : Link or None
        How the phrase hangs on the first.

    Returns
    -------
    Link or None
    """
    if first is None or first.use is None or first.relation not in {"subject", "passive"}:
        return None
    use = next((u for u in uses if u.start > first.use.last), None)
    if use is None or use.start - first.use.last > COORDINATE_GAP or use.aux & {"infinitive"}:
        return None
    if use.forms == {"gerund"} or "and" not in items[use.start - 1].tags | _lone_conjunction(items[use.start - 1]):
        return None
    if any(acts_as_state(items, k) or items[k].low in ";:." for k in range(first.use.last + 1, use.start)):
        return None
    if use.passive:
        frame = pick_frame(use, TRANSITIVE - {"strike", "replace"})
        return Link("passive", use, frame) if frame else None
    allowed = INTRANSITIVE - {"be", "strike"}
    frame = pick_frame(use, allowed if holds_ground(items, use.last) else allowed - {"hold"})
    return Link("subject", use, frame) if frame else None


def _undated(gap: list[Item]) -> list[Item]:
    """Leave out a word that brings in a date and no clause: "since 2005", "after Monday"."""
    return [g for g, after in zip_longest(gap, gap[1:]) if g.time is None and (after is None or after.time is None)]


def _out_of_reach(items: list[Item], group: Group, use: Use) -> bool:
    """Whether the phrase cannot be the verb's subject: too far, another clause, another subject, or a mere event."""
    gap = items[group.last + 1 : use.start]
    if len(gap) > SUBJECT_GAP:
        return True
    if any(g.low in ";:." or ("clause" in g.tags and "relative" not in g.tags) for g in _undated(gap)):
        return True
    if _says_of_others(gap):
        return True
    if group.kind == "act" and not use.frames & OF_MOVES:
        return True  # an invasion does not arrive
    # "having lost 2,400 soldiers, America left"
    return any(acts_as_state(items, k) for k in range(group.last + 1, use.start))


def _comes_to_end(items: list[Item], group: Group, use: Use) -> bool:
    """Whether a force or its stay ends, with no object: "the mission will end on July 15"."""
    if "end" not in use.frames or group.kind not in {"force", "named", "act"}:
        return False
    after = items[use.last + 1] if use.last + 1 < len(items) else None
    return after is None or after.time is not None or bool(after.tags & {"at", "by", "after"}) or after.low in ".,;"


def _says_of_others(gap: list[Item]) -> bool:
    """Whether "that" and other personnel follow a phrase, which only says what they do: "experts say that troops"."""
    that = next((k for k, g in enumerate(gap) if {"relative", "definite"} <= g.tags), -1)
    return that > 0 and any(g.noun is not None and g.noun.kind == "people" for g in gap[that:])


def _lone_conjunction(item: Item) -> frozenset[str]:
    """Tell "but" as "and": both join the verbs of one subject."""
    return frozenset({"and"}) if "contrast" in item.tags else frozenset()


def _governed(items: list[Item], group: Group) -> bool:
    """Whether a named force only qualifies the subject: "the goals of Serval", "over to the Malian army"."""
    i = group.first - 1
    if group.kind != "named" or i < 1:
        return False
    if "to" in items[i].tags:
        return True
    return "of" in items[i].tags and "about" in items[i - 1].tags


def _reduced(items: list[Item], use: Use) -> bool:
    """Whether a bare participle only qualifies the phrase: "a team led by a major arrived"."""
    if use.aux or "participle" not in use.forms:
        return False
    return use.last + 1 < len(items) and "by" in items[use.last + 1].tags
