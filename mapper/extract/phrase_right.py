"""Read a phrase to the right of its head: adjectives after the noun, and "of/from" with a state or a force."""

from __future__ import annotations

from mapper.extract.grammar import Grammar
from mapper.extract.items import Item
from mapper.extract.phrase import REACH, Group, finer, take_force

QUOTES = frozenset('"”»')


def read_right(items: list[Item], group: Group, free: int, grammar: Grammar) -> None:
    """Read what follows the head: adjectives after the noun, "(ISAF)", and "of/from" with a sender or force.

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
        Gains senders, force and flags; its ``last`` moves right.
    free : int
        Position from which items belong to the phrase after.
    grammar : Grammar
        Says whether adjectives follow their noun.
    """
    i = group.last + 1
    end = min(free, group.head + REACH, len(items))
    if grammar.adjectives_follow:
        i = _adjectives(items, group, i, end)
    while i < end:
        step = _of_whom(items, group, i, end)
        if step == i:
            break
        i = step
    group.last = max(group.last, min(i, end) - 1) if i > group.last + 1 else group.last


def _adjectives(items: list[Item], group: Group, i: int, end: int) -> int:
    plain = 0
    last = i
    while i < end:
        item = items[i]
        if item.who is not None and item.who.kind in {"demonym", "people", "organisation"} and not item.place:
            group.senders.append((item.who.code, i))
            last = i + 1
        elif item.force is not None:
            take_force(group, item.force)
            last = i + 1
        elif item.noun is not None and item.noun.kind in {"people", "member"} and item.noun.personnel is not None:
            last = i + 1
        elif item.tags & {"extra", "whole"}:
            group.flags |= item.tags & {"extra", "whole"}
            last = i + 1
        elif item.low in QUOTES and i == last and _is_nationality(items, i + 1, end):
            pass
        elif item.plain and plain < 2:
            plain += 1
            last = i + 1 if item.low.endswith(("s", "x", "e")) and not item.upper else last
        elif ("and" in item.tags or (item.low == "," and group.senders)) and _is_nationality(items, i + 1, end):
            pass
        else:
            break
        i += 1
    return last


def _is_nationality(items: list[Item], i: int, end: int) -> bool:
    """Whether a nationality stands at ``i``, so that a list of them goes on: "rwandais, russes et français"."""
    return i < end and items[i].who is not None and not items[i].place


def _of_whom(items: list[Item], group: Group, i: int, end: int) -> int:  # noqa: PLR0911
    """Read "of the Afghan National Army", "from Uganda and Burundi", "du groupe Wagner"; the position after."""
    item = items[i]
    if item.force is not None and not group.force and i == group.last + 1:
        take_force(group, item.force)
        return i + 1
    if not item.tags & {"of", "from_sender"} or i + 1 >= end:
        return i
    j = i + 1
    while j < end and (items[j].tags & {"definite", "determiner"} or items[j].plain) and j - i < 4:
        j += 1
    if j >= end:
        return i
    target = items[j]
    if target.count is not None and j + 1 < len(items) and "nations" in items[j + 1].tags:
        group.implied = "COALITION"  # "200 soldiers from six nations"
        return j + 2
    if target.force is not None:
        take_force(group, target.force)
        return j + 1
    if target.noun is not None and target.noun.kind in {"force", "unit", "people"} and "of" in item.tags:
        return i
    if target.who is None or (target.place and finer(target)) or _qualifies_land(items, j):
        return i
    group.tail.append((target.who.code, j))
    while j + 2 < end and ("and" in items[j + 1].tags or items[j + 1].low == ","):
        comma = items[j + 1].low == ","
        j += 2
        while j + 1 < end and items[j].tags & {"and", "from_sender", "definite"} and items[j].who is None:
            j += 1
        who = items[j].who
        if who is None or who.kind == "leader" or (comma and _speaks(items, j)):
            break  # "its soldiers from Mali, France said"
        group.tail.append((who.code, j))
    # "from" after a verb of leaving is the place left, so the words stay outside the phrase
    return i


def _speaks(items: list[Item], j: int) -> bool:
    """Whether a name is the subject of the verb right after it."""
    after = items[j + 1] if j + 1 < len(items) else None
    return after is not None and bool(after.tags & {"saying", "have", "be", "future", "could"} or after.verbs)


def _qualifies_land(items: list[Item], j: int) -> bool:
    """Whether a nationality only says whose ground it is: "from Lebanese soil"."""
    return j + 1 < len(items) and bool(items[j + 1].tags & {"soil", "ground"})
