"""What may be the place of a draft: the places of its sentence first, then what the report gives."""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.antecedent import carried_spots, land_of, seated, theatre_spot, there_spot
from mapper.extract.discourse import Discourse
from mapper.extract.draft import AWAY, DEPARTING, Draft, copy_draft
from mapper.extract.movement import homeward, ordered_off, places_left, sets_out
from mapper.extract.place import AFAR, Spot, is_country
from mapper.extract.subject import find_subjects
from mapper.model import Location, Precision

MOST_OPTIONS = 8
HOSTING = frozenset({"object.host", "object.invite", "object.withdraw"})
"""Rules of which the subject, where it is another state than the sender, is where the personnel are."""


def place_options(draft: Draft, discourse: Discourse) -> list[Draft]:
    """List what may be the draft's place, best guess first: the sentence's, then what the report gives.

    Parameters
    ----------
    draft : Draft
    discourse : Discourse
        What the report has said so far.

    Returns
    -------
    list of Draft
        Each option is a draft of its own; the weights choose between them later. A tight tie admits no others, and
        none is left where a state's personnel only set out from home.
    """
    listed = len(draft.group.tail) > 1 and draft.status not in DEPARTING  # "5,000 soldiers from Mali, Niger and Chad"
    tail = {at for _, at in draft.group.tail} if listed or draft.how in {"from", "several"} else set()
    fits = [s for s in draft.options if s.item not in tail and not _is_sender(draft, s)]
    spots = _hosting(draft, discourse) or [s for s in fits if s.tie != "loose"][:2]
    spots = homeward(draft, spots)
    if next_to := _right_there(draft, discourse):
        spots = [next_to]
    elif not spots or spots[0].tie not in {"post", "object"}:
        there = there_spot(draft, discourse)
        spots += [_taken_up(s, there) for s in fits if s.tie == "loose"][:2]
        given = (
            _where_total(draft, discourse),
            there,
            theatre_spot(draft, discourse),
            *carried_spots(draft, discourse),
        )
        left = places_left(draft) if draft.status in AWAY else set()
        spots += [s for s in given if s is not None and not _is_left(s, left)]
    else:
        spots = spots[:1]
    host = ordered_off(draft, discourse) if not spots or spots[0].tie in AFAR else None
    spots = [host] if host is not None else spots
    if sets_out(draft):
        return []
    drafts: list[Draft] = []
    seen: set[tuple[str | None, str]] = set()
    for found in spots:
        spot = seated(found, draft, discourse)
        if spot.mention.location is None:
            continue
        location = _own_side(spot.mention.location, draft)
        if (location.country, location.name) in seen or len(drafts) >= MOST_OPTIONS:
            continue
        seen.add((location.country, location.name))
        one = copy_draft(draft, spot=spot, location=location, host=location.country, option=len(drafts))
        drafts.append(one)
    return drafts or [draft]


def _right_there(draft: Draft, discourse: Discourse) -> Spot | None:
    """Return the place of "there" right after the phrase: "the 1,500-strong garrison **there** is its largest"."""
    at = draft.group.last + 1
    if at >= len(draft.items) or "there" not in draft.items[at].tags:
        return None
    spot = there_spot(draft, discourse)
    return spot if spot is not None and spot.item == at else None


def _is_left(spot: Spot, left: set[Location | None]) -> bool:
    """Whether a place, or one inside it, is what the sentence says is left: nobody arrives there by it."""
    here = spot.mention.location
    return here in left or (is_country(spot.mention) and any(p and here and p.country == here.country for p in left))


def _taken_up(spot: Spot, there: Spot | None) -> Spot:
    """Return the tighter of two ties to one place: "left Iraq, leaving 50,000 troops **in the country**"."""
    here, again = spot.mention.location, there.mention.location if there is not None else None
    same = here is not None and again is not None and (here.country, here.name) == (again.country, again.name)
    return there if same and there is not None else spot


def _hosting(draft: Draft, discourse: Discourse) -> list[Spot]:
    """Take the subject of a verb of hosting or expelling as the place: "Estonia hosts", "Burkina expelled" others."""
    if draft.rule not in HOSTING or draft.use is None:
        return []
    expels = draft.rule == "object.withdraw"
    if expels and (draft.how not in {"said", "from", "force"} or any(s.tie != "loose" for s in draft.options)):
        return []
    codes, how = find_subjects(draft, discourse.topic(draft.row.number))
    if how not in {"subject", "pronoun"} or codes[0] == draft.sender:
        return []
    land = land_of(codes[0], draft.items[draft.use.start], draft.use.start, "object", discourse)
    return [replace(land, role="object")] if land is not None else []


def _own_side(location: Location, draft: Draft) -> Location:
    """Put a state's troops at its own border on its own side, unless they leave: "sent to the border with Mexico"."""
    own = location.feature == "border" and draft.sender in location.countries and draft.status not in DEPARTING
    return replace(location, country=draft.sender, precision=Precision.ADMIN) if own else location


def _is_sender(draft: Draft, spot: Spot) -> bool:
    """Whether a place is just the sending state's name, which no force is sent to."""
    location = spot.mention.location
    if location is None or draft.sender is None or location.country != draft.sender:
        return False
    who = draft.items[spot.item].who if spot.item < len(draft.items) else None
    if who is not None and who.code == draft.sender and who.kind == "capital" and not draft.numbered:
        return True
    return is_country(spot.mention) and (spot.tie != "post" or spot.role != "at")


def _where_total(draft: Draft, discourse: Discourse) -> Spot | None:
    """Take the place of the total of which a draft is a part, as far as it is found."""
    if draft.total is None or draft.options:
        return None
    own = (d for d in reversed(discourse.drafts) if d.row is draft.row)
    return next((d.spot for d in own if d.key == draft.total.key and d.option == 0), None)
