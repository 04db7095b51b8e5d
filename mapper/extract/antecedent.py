"""The places that other words than names mean: "there", "the country", a force's theatre, the place before."""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.discourse import Discourse
from mapper.extract.draft import Draft
from mapper.extract.items import GENITIVE, Item
from mapper.extract.place import FINE, Spot, is_country
from mapper.extract.subject import acting_state
from mapper.model import Location, Mention, Precision

THOSE = {
    "that_town": frozenset({Precision.SETTLEMENT}),
    "that_island": frozenset({Precision.SITE, Precision.ADMIN, Precision.AREA, Precision.COUNTRY}),
    "that_region": frozenset({Precision.ADMIN, Precision.COUNTRY}),
}
"""How fine the place is that "the town", "the island" or "the region" takes up."""
CARRY_SENTENCES = 4
NEAR_CHARACTERS = 600
AREA_CHARACTERS = 2_000


def there_spot(draft: Draft, discourse: Discourse) -> Spot | None:
    """Resolve "there", "in the country", "on the ground" near the phrase or its verb.

    Parameters
    ----------
    draft : Draft
    discourse : Discourse
        What the report has said so far.

    Returns
    -------
    Spot or None
    """
    items, group = draft.items, draft.group
    edge = group.last if draft.use is None else max(group.last, draft.use.last)
    before = [draft.use.start - 1] if draft.use is not None and 0 < draft.use.start <= group.first else []
    for i in (*before, *range(group.last + 1, min(len(items), edge + 9))):
        tags = items[i].tags
        if items[i].low in ";:.":
            break
        if "abroad" in tags:
            return Spot(_world(items[i]), i, "at", "there", i - edge)
        if seat := seat_of(items, i, discourse):
            return Spot(seat, i, "at", "there", i - edge)
        owner = _landlord(items, i, draft, discourse)
        if owner is not None:
            return land_of(owner, items[i], i, "there", discourse)
        if "nation" in tags and any("definite" in item.tags for item in items[max(0, i - 4) : i]):
            mention = _country_of_last(items[i].start, draft, discourse)
            return Spot(mention, i, "at", "there", i - edge) if mention is not None else None
        if not tags & {"there", "that_country", "that_site", "on_ground"}:
            continue
        if "on_ground" in tags and i + 2 < len(items) and "at" in items[i + 1].tags and items[i + 2].place:
            continue  # "on the ground in Mali"
        existential = i != group.last + 1 and i + 1 < len(items) and "be" in items[i + 1].tags
        if "there" in tags and "clitic" not in tags and existential:
            continue
        named = i + 2 < len(items) and "of" in items[i + 1].tags and items[i + 2].place
        if named and tags & {"that_country", "that_site"}:
            continue
        if "that_site" in tags and i + 2 < len(items) and "that_country" in items[i + 2].tags:
            continue  # "l'aéroport de la capitale"
        mention = _antecedent(items, i, tags, draft, discourse)
        return Spot(mention, i, "at", "there", i - edge) if mention is not None else None
    return None


def seat_of(items: list[Item], i: int, discourse: Discourse) -> Mention | None:
    """Tell the capital that the word at ``i`` means: "the Somali **capital**", "Mali's capital", "capital of Chad".

    Parameters
    ----------
    items : list of Item
    i : int
    discourse : Discourse

    Returns
    -------
    Mention or None
        None where it tells no country or the capital's name stands beside it.
    """
    if not items[i].tags & {"seat", "that_seat"}:
        return None
    before = items[i - 1] if i > 0 else None
    if before is not None and before.low in GENITIVE and i > 1:
        before = items[i - 2]
    code = before.who.code if before is not None and before.who is not None else None
    after = items[i + 1 : i + 4]
    if code is None and after and after[0].who is not None and after[0].who.kind == "demonym":
        code = after[0].who.code
    if code is None and len(after) > 1 and "of" in after[0].tags:
        named = next((item for item in after[1:] if "definite" not in item.tags), None)
        place = named.place.location if named is not None and named.place is not None else None
        code = place.country if place is not None and place.precision is Precision.COUNTRY else None
    return _capital(code, items[i], discourse) if code is not None else None


def seated(spot: Spot, draft: Draft, discourse: Discourse) -> Spot:
    """Put a country's name beside "capital" at the capital: "the capital of **Mali**", "**Somalia**'s capital".

    Parameters
    ----------
    spot : Spot
    draft : Draft
    discourse : Discourse

    Returns
    -------
    Spot
    """
    items, i = draft.items, spot.item
    here = items[i].place if i < len(items) else None
    if here is not spot.mention or not is_country(here):
        return spot
    near = [i + 2] if items[i + 1 : i + 2] and items[i + 1].low in GENITIVE else [i - 2, i - 3]
    seats = (seat_of(items, k, discourse) for k in near if 0 <= k < len(items))
    seat = next((s for s in seats if s is not None), None)
    return replace(spot, mention=seat) if seat is not None else spot


def _seat_at_hand(item: Item, draft: Draft, discourse: Discourse) -> Mention | None:
    """Take "the capital" as that of the country spoken of last; a town of its name that stands before as itself."""
    last = discourse.before(item.start, None, draft.sender)
    town = discourse.before(item.start, frozenset({Precision.SETTLEMENT}), draft.sender)
    code = last.location.country if last is not None and last.location is not None else None
    code = code or next(iter(discourse.main), None)
    seat = _capital(code, item, discourse) if code is not None else None
    if seat is None or seat.location is None or town is None or town.location is None:
        return seat if seat is not None else town
    return town if town.location.geonameid == seat.location.geonameid else seat


def _capital(code: str, item: Item, discourse: Discourse) -> Mention | None:
    point = discourse.capitals.get(code)
    return Mention(start=item.start, end=item.end, text=item.low, location=point) if point is not None else None


def _landlord(items: list[Item], i: int, draft: Draft, discourse: Discourse) -> str | None:
    """Tell whose land the word at ``i`` means: "Malian soil", "le territoire malien", "off its soil"."""
    tags = items[i].tags
    if not tags & {"soil", "that_country"}:
        return None
    after = items[i + 1].who if i + 1 < len(items) else None
    if after is not None and after.kind == "demonym":
        return after.code
    if "soil" not in tags or i == 0:
        return None
    before = items[i - 1]
    if before.who is not None:
        return before.who.code
    return (acting_state(items) or discourse.topic(draft.row.number)) if "possessive" in before.tags else None


def _world(item: Item) -> Mention:
    """Make the place of "abroad" and "around the world"."""
    world = Location(name=item.low, lon=0.0, lat=0.0, precision=Precision.GLOBAL, reason="no place on Earth is named")
    return Mention(start=item.start, end=item.end, text=item.low, location=world)


def _antecedent(
    items: list[Item], i: int, tags: frozenset[str], draft: Draft, discourse: Discourse
) -> Mention | None:
    at = items[i].start
    if "that_site" in tags:
        return discourse.before(at, frozenset({Precision.SITE}), draft.sender)
    if "that_country" not in tags:
        return discourse.before(_before_subject(items, i), None, draft.sender)
    if "that_seat" in tags:
        return _seat_at_hand(items[i], draft, discourse)
    if "that_region" in tags:
        area = discourse.before(at, frozenset({Precision.AREA}))
        if area is not None and at - area.start < AREA_CHARACTERS:
            return area
    wanted = next((found for tag, found in THOSE.items() if tag in tags), None)
    return discourse.before(at, wanted, draft.sender) if wanted else _country_of_last(at, draft, discourse)


def _before_subject(items: list[Item], i: int) -> int:
    """Offset before the subject that stands right before "y", which is not there: "l'Italie et la France y ont"."""
    k = i
    while "clitic" in items[i].tags and k > 0 and _of_subject(items[k - 1]):
        k -= 1
    return items[k].start


def _of_subject(item: Item) -> bool:
    return item.who is not None or item.low == "," or bool(item.tags & {"and", "definite", "not", "now"})


def _country_of_last(at: int, draft: Draft, discourse: Discourse) -> Mention | None:
    """Take "the country" as the one that the last place lies in; a town in it counts as well as its name."""
    whole = discourse.before(at, frozenset({Precision.COUNTRY}), draft.sender)
    last = discourse.before(at, FINE, draft.sender)
    code = last.location.country if last is not None and last.location is not None else None
    if whole is None and last is None and discourse.main:
        land = land_of(discourse.main[0], draft.items[draft.group.head], draft.group.head, "there", discourse)
        return land.mention if land is not None else None
    if last is None or code is None or (whole is not None and whole.start > last.start):
        return whole
    named = discourse.country(code)
    if named is not None:
        return named
    point = discourse.points.get(code)
    return replace(last, location=point) if point is not None else whole


def theatre_spot(draft: Draft, discourse: Discourse) -> Spot | None:
    """Use the place where a named force serves when the text names none ("MINUSMA's 13,000 peacekeepers").

    Parameters
    ----------
    draft : Draft
    discourse : Discourse
        What the report has said so far.

    Returns
    -------
    Spot or None
    """
    force = draft.group.force
    if force is None or len(force.theatre) != 1 or force.theatre[0] == force.sender:
        return None
    return land_of(force.theatre[0], draft.items[draft.group.head], draft.group.head, "theatre", discourse)


def land_of(code: str, item: Item, at: int, tie: str, discourse: Discourse) -> Spot | None:
    """Make the place of a country that other words than its name mean ("Lebanese soil", a mission's theatre).

    Parameters
    ----------
    code : str
        ISO 3166-1 alpha-3.
    item : Item
        The words that mean it.
    at : int
        Their position.
    tie : str
        That of the spot.
    discourse : Discourse

    Returns
    -------
    Spot or None
        None for a country that the report does not name and that has no point.
    """
    mention = discourse.country(code)
    point = discourse.points.get(code)
    if mention is None and point is not None:
        mention = Mention(start=item.start, end=item.end, text=point.name, location=point)
    return Spot(mention, at, "at", tie) if mention is not None else None


def _acting(draft: Draft) -> frozenset[int]:
    """Offsets of the states that act with a draft's sender, not where they act: "Chad and Togo have left"."""
    edge = draft.use.start if draft.use is not None else draft.group.first
    items = draft.items
    found: set[int] = set()
    for k in range(min(edge, len(items)) - 1, -1, -1):
        who = items[k].who
        if who is not None and who.code == draft.sender:
            found |= {items[i].start for i in (*_listed(items, k, 1), *_listed(items, k, -1))}
    return frozenset(found)


def _listed(items: list[Item], k: int, step: int) -> list[int]:
    """Positions of the states that "and" and commas join to the one at ``k``, to one side."""
    found, i = [], k + step
    while 0 <= i < len(items) and (items[i].low == "," or items[i].tags & {"and", "definite"} or items[i].who):
        if items[i].who is not None:
            found.append(i)
        i += step
    return found


def carried_spots(draft: Draft, discourse: Discourse) -> list[Spot]:
    """List places from before: of the last draft of the same sender or force, the last named, the main one.

    Parameters
    ----------
    draft : Draft
    discourse : Discourse
        What the report has said so far.

    Returns
    -------
    list of Spot
        Best guess first.
    """
    spots: list[Spot] = []
    for other in reversed(discourse.drafts):
        if draft.row.number - other.row.number > CARRY_SENTENCES or spots:
            break
        if other.spot is None or other.location is None or other.spot.tie in {"loose", "near", "main"}:
            continue
        if other.host == draft.sender and draft.sender is not None:
            continue
        same_force = (
            draft.group.force is not None
            and other.group.force is not None
            and draft.group.force.force_id == other.group.force.force_id
        )
        if same_force or draft.sender is None or other.sender == draft.sender:
            spots.append(replace(other.spot, tie="carried", gap=draft.row.number - other.row.number))
    for mention in discourse.nearest(draft.items[draft.group.first].start, draft.sender, _acting(draft)):
        if draft.items[0].start - mention.start < NEAR_CHARACTERS:
            role = "at" if mention.start in discourse.introduced else "none"
            spots.append(Spot(mention, draft.group.head, role, "near"))
    for code in [c for c in discourse.main if c != draft.sender][:2]:
        land = land_of(code, draft.items[draft.group.head], draft.group.head, "main", discourse)
        if land is not None:
            spots.append(replace(land, role="none"))
    return spots
