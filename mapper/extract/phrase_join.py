"""Join phrases that name one body of people: "a mission" and "with 15,000 personnel"."""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.items import Count, Item
from mapper.extract.phrase import Group, take_force
from mapper.model import Personnel

SIZE_REACH = 8
"""How many items may stand between a body and the words that say how many it is."""


def join_groups(items: list[Item], groups: list[Group]) -> list[Group]:
    """Join "a mission" with "with 15,000 personnel" and "a force" with "of 3,000 men": one body of people.

    Parameters
    ----------
    items : list of Item
    groups : list of Group
        Of one sentence, in order; the first of two that are joined takes up the second.

    Returns
    -------
    list of Group
    """
    joined: list[Group] = []
    for group in groups:
        before = joined[-1] if joined else None
        if before is not None and _strength_of(items, before, group):
            before.count, before.last = _of_unit(before.count, group.count), group.last
            before.senders += group.senders
        elif before is not None and _one_body(items, before, group):
            _merge(before, group)
        elif before is not None and _sized(items, before, group):
            before.count = group.count
        elif before is not None and _whose(before, group) and _belongs_to(items, before, group):
            if group.force is not None:
                take_force(before, group.force)
            before.senders += group.senders
            before.last = group.last
        else:
            joined.append(group)
    return joined


def _whose(people: Group, named: Group) -> bool:
    """Whether a body says whose it is, or in whose force others serve: "Chadian soldiers of the G5 force"."""
    return bool(named.force or named.senders or (named.kind == "force" and named.tail and people.senders))


def _belongs_to(items: list[Item], people: Group, named: Group) -> bool:
    """Whether "of" and a force's name follow the phrase: "French soldiers of Operation Barkhane"."""
    lent = named.kind == "force" and named.tail and people.senders
    loose = named.kind in {"unit", "force"} and not people.count and not lent
    if named.count is not None or people.force is not None or loose:
        return False
    if named.kind not in {"named", "unit", "force"}:
        return False
    if people.kind not in {"people", "member", "unit", "force"}:
        return False
    first = named.head if named.kind == "named" else named.first
    between = [item for item in items[people.last + 1 : first] if "definite" not in item.tags]
    return len(between) == 1 and "of" in between[0].tags


def _strength_of(items: list[Item], whole: Group, part: Group) -> bool:
    if whole.kind not in {"force", "unit", "named"} or part.kind not in {"member", "people", "count"}:
        return False
    between = items[whole.last + 1 : part.first]
    unstated = whole.count is None or (whole.count.form == "echelon" and whole.count.units in {None, 1})
    states = part.count is not None and part.count.low is not None and unstated
    return states and len(between) == 1 and bool(between[0].tags & {"with", "of"})


def _of_unit(unit: Count | None, count: Count | None) -> Count | None:
    """Keep the echelon of "a company of 120 men" beside its number."""
    return count if unit is None or count is None else replace(count, echelon=unit.echelon, units=unit.units)


def _sized(items: list[Item], whole: Group, part: Group) -> bool:
    """Whether a number says how many a body is, at some distance: "the contingent in Mali numbers 850"."""
    count = part.count
    if (
        whole.kind not in {"force", "unit", "named", "people"}
        or whole.count is not None
        or whole.quantity is not None
    ):
        return False
    if count is None or (count.low, count.high) == (None, None) or part.senders or part.tail or part.force:
        return False
    between = items[whole.last + 1 : part.first]
    if not between or len(between) > SIZE_REACH or part.kind not in {"count", "member", "people"}:
        return False
    strong = (count.form == "strength" and part.kind == "count") or _in_all(items, part)
    if not (strong or "numbering" in between[-1].tags):
        return False
    return all(
        g.place is not None
        or g.low in {",", ")"}
        or g.plain
        or g.tags & {"at", "be", "now", "relative", "definite", "numbering"}
        for g in between
    )


def _in_all(items: list[Item], part: Group) -> bool:
    """Whether a number is said to be that of all: "French troops in Senegal, some 350 in all"."""
    after = items[part.last + 1] if part.last + 1 < len(items) else None
    return part.kind == "count" and after is not None and "in_all" in after.tags


def _one_body(items: list[Item], first: Group, second: Group) -> bool:
    """Whether one number counts both: "200 soldiers and police officers", "15 officers and enlisted personnel"."""
    people = {"people", "member"}
    if first.count is None or first.count.form == "echelon" or first.kind not in people or second.kind not in people:
        return False
    if second.count is not None or second.senders or second.force or second.quantity is not None:
        return False
    between = items[first.last + 1 : second.first]
    return len(between) == 1 and "and" in between[0].tags and not (second.flags - {"peace"})


def _merge(first: Group, second: Group) -> None:
    """Take the second phrase of one body into the first."""
    first.last = second.last
    first.tail += second.tail
    first.implied = first.implied or second.implied
    if second.personnel is Personnel.TROOPS:
        first.personnel = second.personnel
