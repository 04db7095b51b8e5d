"""Find the noun phrases that name personnel: who they are, how many, and how the phrase limits them.

A phrase is read outward from its head ("the roughly 2,000 US **troops**", "quelque 3.000 **militaires**
français"): to the left over numbers, nationalities, names, adjectives and determiners, to the right over
adjectives where the language puts them there, and over "of/from" with a state or a force.
"""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.grammar import Grammar
from mapper.extract.items import Item
from mapper.extract.phrase import Group, take_force
from mapper.extract.phrase_head import head_kind
from mapper.extract.phrase_join import join_groups
from mapper.extract.phrase_left import read_left
from mapper.extract.phrase_right import read_right

COMING_ABOUT = 5
"""How many items after the noun of a departure the word may stand that says that it begins or ends."""
EMPLOYS = frozenset({"have", "deploy", "send", "keep", "remain"})
COMPANIONS = 20
"""Up to how many others are still counted together with the one who is named."""


def find_groups(items: list[Item], grammar: Grammar) -> list[Group]:
    """Find the phrases that name personnel in one sentence, in order.

    Parameters
    ----------
    items : list of Item
    grammar : Grammar

    Returns
    -------
    list of Group
        Non-overlapping. A named force inside a longer phrase ("82nd Airborne soldiers") belongs to it.
    """
    groups: list[Group] = []
    free = len(items)
    for i in range(len(items) - 1, -1, -1):
        if i >= free:
            continue
        group = _group_at(items, i, free, grammar)
        if group is not None:
            groups.append(group)
            free = group.first
    groups.reverse()
    return join_groups(items, groups)


def _group_at(items: list[Item], i: int, free: int, grammar: Grammar) -> Group | None:
    item = items[i]
    kind = head_kind(items, i)
    if not kind:
        return None
    group = Group(i, i, i, kind, noun=item.noun)
    if item.noun is not None and item.noun.personnel is not None:
        group.personnel = item.noun.personnel
        group.implied = item.noun.sender
    if item.force is not None:
        take_force(group, item.force)
    if item.count is not None:
        group.count = item.count
        group.flags |= {"extra"} if item.count.delta else set()
    if item.who is not None:
        group.senders.append((item.who.code, i))
    if kind == "count" and item.count is None:
        group.quantity = (i, i)
        group.flags.add("part")
    read_right(items, group, free, grammar)
    read_left(items, group)
    _add_companion(items, group)
    if kind == "member" and not _is_personnel(items, group):
        return None
    if kind == "act" and _is_begun(items, group):
        group.flags.add("possessive")
    known = _is_owned(group) or (kind == "act" and (_goes_somewhere(items, group) or _comes_about(items, group)))
    if kind in {"act", "site"} and not known:
        return None
    return group


def _is_begun(items: list[Item], group: Group) -> bool:
    """Whether a departure without an owner is that of who begins it: "has begun a gradual withdrawal"."""
    i = group.first - 1
    if group.noun is None or group.noun.kind != "go" or i < 1 or group.senders or group.tail:
        return False
    verb = items[i]
    return (
        "begin" in verb.tags and verb.noun is None and bool(items[i - 1].tags & {"have", "be"} or items[i - 1].force)
    )


def _employed(items: list[Item], group: Group) -> bool:
    """Whether an organisation has the persons counted: "the UN has more than 15,000 people in Mali"."""
    for k in range(group.first - 1, max(0, group.first - 4), -1):
        if any(v.frame in EMPLOYS for v in items[k].verbs):
            who = items[k - 1].who
            return who is not None and who.kind == "organisation"
    return False


def _is_personnel(items: list[Item], group: Group) -> bool:
    """Whether members are personnel: of a state or force, or counted unless they may be anyone ("50,000 people")."""
    item = items[group.head]
    counted = group.count is not None and ("anyone" not in item.tags or _employed(items, group))
    return bool(counted or group.senders or group.force or group.tail or group.implied)


def _goes_somewhere(items: list[Item], group: Group) -> bool:
    """Whether a movement's place follows it: "the pullout from Khan Younis", "an incursion into Rafah"."""
    if group.noun is None or group.noun.kind not in {"come", "go", "stay"}:
        return False
    after = items[group.head + 1 : group.head + 5]
    if not after or not after[0].tags & {"from", "to", "of", "at"}:
        return False
    place = next((item for item in after[1:] if item.place is not None), None)
    before = after[: after.index(place)] if place is not None else []
    return place is not None and all(
        item.tags & {"from", "to", "of", "at", "definite"} or item.plain for item in before
    )


def _comes_about(items: list[Item], group: Group) -> bool:
    """Whether a departure spoken of before begins or ends: "the withdrawal is complete", "the pullout began"."""
    if group.noun is None or group.noun.kind != "go" or not group.has("definite"):
        return False
    for item in items[group.last + 1 : group.last + 1 + COMING_ABOUT]:
        if item.tags & {"begin", "finish"}:
            return True
        if not (item.tags & {"be", "have", "future", "could", "now", "adverb", "not", "infinitive"} or item.plain):
            return False
    return False


def _is_owned(group: Group) -> bool:
    """Whether a movement, campaign or base is somebody's; a military one needs no owner beside it."""
    military = group.noun is not None and (
        group.noun.kind == "base" or (group.noun.kind == "campaign" and " " in group.noun.lemma)
    )
    return military or bool(group.senders or group.force or group.at >= 0 or group.has("possessive"))


def _add_companion(items: list[Item], group: Group) -> None:
    """Count the one with whom others are: "he and two other marines" are three."""
    count, i = group.count, group.first - 1
    if count is None or i < 1 or "and" not in items[i].tags or "alone" not in items[i - 1].tags:
        return
    others = any("extra" in item.tags for item in items[i + 1 : group.last + 1])
    if others and count.low is not None and count.low == count.high and count.low < COMPANIONS:
        group.count = replace(count, low=count.low + 1, high=count.high + 1)
