"""Where movements start and end: home, "from Gao to Niamey", "left for Kabul", "ordered to leave" by the host."""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.antecedent import land_of
from mapper.extract.discourse import Discourse
from mapper.extract.draft import AWAY, DEPARTING, Draft
from mapper.extract.items import Item, Row
from mapper.extract.phrase import COLLECTIVE, Group
from mapper.extract.place import Spot, role_of
from mapper.extract.spots import rank_spots
from mapper.extract.verbs import Use
from mapper.model import Location, Status

TOWARDS = {
    Status.LEAVING: Status.ARRIVING,
    Status.LEFT: Status.ARRIVING,
    Status.PLANNED_DEPARTURE: Status.PLANNED_ARRIVAL,
}
"""What setting out is at the place that it is for: "200 soldiers left for Kabul"."""
BOUND = "bound.come"
SIZES = frozenset({"subject.be", "part.including", "np.loose"})
"""Rules that may tell no more than how many a body is."""
MOST_BEFORE = 40
"""How many drafts back the movement of a body is looked for."""
ORDER_REACH = 12
"""How many items before a verb of ordering the state that orders may stand."""


def moved_from(row: Row, group: Group, moved: Draft, uses: list[Use]) -> list[Draft]:
    """Draft the leaving of the place that personnel are moved from: "moved 100 soldiers from Mali to Niger".

    Parameters
    ----------
    row : Row
    group : Group
    moved : Draft
        The movement itself.
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    list of Draft
        None or one.
    """
    use = moved.use
    if use is None or "transfer" not in use.frames or moved.status not in AWAY:
        return []
    places = [s for s in rank_spots(row.items, group, use, "departure", uses) if s.role == "from"]
    if not places or not any(s.role == "to" for s in moved.options):
        return []
    one = Draft(row, replace(group, tail=[]), "moved.go", AWAY[moved.status], options=places, use=use)
    one.whole = moved
    return [one]


def bound_for(row: Row, group: Group, moved: Draft, uses: list[Use]) -> list[Draft]:
    """Draft the arrival that a departure leads to: "left Toulon for Beirut", "departed for a base in Estonia".

    Parameters
    ----------
    row : Row
    group : Group
    moved : Draft
        The departure.
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    list of Draft
        None or one.
    """
    use = moved.use
    if use is None or "go" not in use.frames or moved.status not in TOWARDS:
        return []
    goal = _goal(row.items, use)
    if goal < 0:
        return []
    places = [s for s in rank_spots(row.items, group, use, "arrival", uses) if s.item > goal]
    moved.options = [s for s in moved.options if s.item < goal]
    if not places:
        return []
    one = Draft(row, group, BOUND, TOWARDS[moved.status], options=places, use=use)
    one.whole = moved
    return [one]


def _goal(items: list[Item], use: Use) -> int:
    """Position of the preposition that brings in where a departure leads, -1 for none."""
    for i in range(use.last + 1, len(items)):
        if items[i].low in ".;:" or items[i].tags & {"clause", "relative"} or items[i].verbs:
            return -1
        if "toward" in items[i].tags:
            return i
        if "infinitive" in items[i].tags and "to" in items[i].tags and i + 1 < len(items) and items[i + 1].verbs:
            # "left Toulon to support the mission in Albania"
            return i if any(item.place is not None for item in items[i + 1 :]) else -1
    return -1


def sets_out(draft: Draft) -> bool:
    """Whether personnel only leave their own country for elsewhere: "French soldiers left Toulon for Beirut".

    Parameters
    ----------
    draft : Draft
        With its sender.

    Returns
    -------
    bool
    """
    if draft.status not in DEPARTING or draft.use is None or "go" not in draft.use.frames:
        return False
    if _goal(draft.items, draft.use) < 0:
        return False
    start = draft.options[0].mention.location if draft.options else None
    return start is None or (start.country is not None and start.country == draft.sender)


def homeward(draft: Draft, spots: list[Spot]) -> list[Spot]:
    """Take the place that is left where a state moves its own home: "Italy flew 65 soldiers from Niamey to Rome".

    Parameters
    ----------
    draft : Draft
        With its sender.
    spots : list of Spot
        Its places, best first.

    Returns
    -------
    list of Spot
        Unchanged for any other movement.
    """
    goal = spots[0].mention.location if spots else None
    if goal is None or draft.status not in AWAY or goal.country is None or goal.country != draft.sender:
        return spots
    start = draft.use.last if draft.use is not None else draft.group.last
    for i in range(start + 1, len(draft.items)):
        place = draft.items[i].place
        if place is None or place.location is None or place.location.country in {None, draft.sender}:
            continue
        role, begins = role_of(draft.items, i)
        if role == "from" and begins > start:
            return [Spot(place, i, role, "post", abs(begins - start))]
    return spots


def places_left(draft: Draft) -> set[Location | None]:
    """Collect the places of the sentence that its verb moves personnel from: none of them is where they arrive.

    Parameters
    ----------
    draft : Draft

    Returns
    -------
    set of Location
    """
    start = draft.use.last if draft.use is not None else draft.group.last
    items = draft.items
    return {
        item.place.location
        for i, item in enumerate(items)
        if i > start and item.place is not None and role_of(items, i)[0] == "from"
    }


def ordered_off(draft: Draft, discourse: Discourse) -> Spot | None:
    """Take the land of the state that orders foreign personnel to leave: "Mali ordered the mission to leave".

    Parameters
    ----------
    draft : Draft
        With its sender.
    discourse : Discourse

    Returns
    -------
    Spot or None
    """
    use, items = draft.use, draft.items
    going = draft.status is Status.PLANNED_DEPARTURE or draft.rule == "whole.present"
    if not going or use is None or use.governor < 0:
        return None
    if "order" not in items[use.governor].tags:
        return None
    for i in range(use.governor - 1, max(-1, use.governor - ORDER_REACH), -1):
        who = items[i].who
        if items[i].low in ".;:":
            return None
        if who is not None and who.kind != "organisation":
            return land_of(who.code, items[i], i, "there", discourse) if who.code != draft.sender else None
    return None


def carry_status(drafts: list[Draft]) -> None:
    """Give the size of a body that is on its way, or yet to come, the status that was told of it just before.

    "Chad will send a contingent to Mali. The advance contingent is made up of 120 soldiers."

    Parameters
    ----------
    drafts : list of Draft
        A report's, in text order, with senders and places; changed in place.
    """
    for index, draft in enumerate(drafts):
        if draft.status is not Status.PRESENT or draft.rule not in SIZES or draft.group.count is None:
            continue
        if draft.spot is None or draft.spot.tie not in {"carried", "near", "main"}:
            continue
        bodies = {draft.group.kind, draft.whole.group.kind if draft.whole is not None else ""}
        if bodies.isdisjoint(COLLECTIVE):
            continue
        for other in reversed(drafts[max(0, index - MOST_BEFORE) : index]):
            apart = draft.row.number - other.row.number
            if apart > 2:
                break
            if apart > 0 and other.group.kind in COLLECTIVE and other.host == draft.host and other.status in AWAY:
                draft.status = other.status
                break
