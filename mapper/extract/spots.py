"""Which places of a sentence a phrase or verb may mean, by preposition and by how tightly they are tied to it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from mapper.extract.items import Item
from mapper.extract.phrase import Group
from mapper.extract.place import SITES, Spot, is_country, leaves, role_of, usable
from mapper.extract.subject import acts, begins_clause
from mapper.extract.verbs import Use
from mapper.model import Precision

PLACE_REACH = 40
"""How many items a place may stand from its phrase and verb."""
SUBJECT_GAP = 14
"""How many items may stand between a subject and its verb."""
VENUE_REACH = 4
"""How many items before the preposition of a place the verb of saying may stand of which it is the venue."""
FINENESS = {precision: rank for rank, precision in enumerate(Precision)}
"""Precisions from the finest to the widest."""
OWNER_REACH = 14
"""How many items before a state in a list the body may stand that is its own."""
OWNED = frozenset({"force", "unit"})
TIE = {"post": 3.0, "object": 3.0, "clause": 2.0, "purpose": 1.8, "front": 1.6, "there": 2.2, "loose": 0.4}
ROLE_FIT = {
    "stay": {"at": 2.0, "object": 1.5, "to": 0.4, "of": 0.2, "none": -0.5, "modifier": 0.2},
    "arrival": {"to": 2.5, "at": 1.5, "object": 2.0, "of": 0.2, "none": -0.5},
    "departure": {"from": 3.0, "object": 2.2, "at": 1.2, "of": 0.4, "none": -0.5},
}


def attached_place(items: list[Item], group: Group) -> Spot | None:
    """Find the place right after the phrase: "troops in northern Mali", "peacekeepers near Gao".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group

    Returns
    -------
    Spot or None
    """
    i = group.last + 1
    steps = 0
    while i < len(items) and steps < 7:
        item = items[i]
        if item.place is not None and usable(item.place):
            role, begins = role_of(items, i)
            if role == "at" and begins > group.last:
                return Spot(item.place, i, role, "post", steps)
            return None
        if item.tags & {"there", "on_ground"} and steps <= 1:
            return None
        light = (
            item.tags & {"at", "definite", "now", "extra", "possessive", "that_site"}
            or item.plain
            or (item.noun is not None and item.noun.kind in SITES)
        )
        if not light or (steps == 0 and not item.tags & {"at", "now"}):
            return None
        i += 1
        steps += 1
    return None


def place_before(items: list[Item], use: Use) -> Spot | None:
    """Find the place that is a verb's subject: "Qatar hosts ...", "Kherson, which was occupied by ...".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    use : Use

    Returns
    -------
    Spot or None
    """
    for i in range(use.start - 1, max(-1, use.start - SUBJECT_GAP), -1):
        item = items[i]
        if item.place is not None and usable(item.place):
            at = _before_aside(items, i)
            return Spot(items[at].place or item.place, at, "object", "object", use.start - at)
        if item.low in ";:." or item.verbs:
            return None
    return None


def _before_aside(items: list[Item], i: int) -> int:
    """Step from a place that only tells where another is to that one: "the Kati camp, near Bamako, hosts"."""
    if i < 2 or items[i + 1].low != "," or items[i - 1].low != ",":
        return i
    before = items[i - 2].place
    return i - 2 if before is not None and usable(before) else i


def subject_place(items: list[Item], group: Group, groups: list[Group], uses: list[Use]) -> Spot | None:
    """Find the place of the verb's subject: "its operation in the Sahel would retain 3,000 troops".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
        Gains the force that is the subject, when it names none itself.
    groups : list of Group
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    Spot or None
    """
    use = next((u for u in reversed(uses) if u.last < group.first), None)
    if use is None:
        return None
    subject = next((g for g in reversed(groups) if g.last < use.start), None)
    end = subject.last + 1 if subject is not None else 0
    subject = (named_before(items, subject, groups) or subject) if subject is not None else None
    if subject is None or subject.kind not in {"named", "force", "unit", "act"} or in_aside(items, subject, use):
        return None
    if any(items[k].low in ";:" or acts_as_state(items, k) for k in range(end, use.start)):
        return None  # "SAMIM deployed; Botswana sent 300"
    if subject.kind == "named" and group.force is None:
        group.force = subject.force  # "Operation Barkhane would retain 3,000 troops"
    near = attached_place(items, subject)
    return replace(near, tie="front") if near is not None else None


def named_before(items: list[Item], group: Group, groups: list[Group]) -> Group | None:
    """Find the named force that a phrase stands beside: "Takuba, **a French-led unit**, has 900 soldiers".

    Parameters
    ----------
    items : list of Item
    group : Group
    groups : list of Group
        All of the sentence's.

    Returns
    -------
    Group or None
    """
    if group.kind not in {"unit", "force"} or group.first < 2 or items[group.first - 1].low != ",":
        return None
    if group.count is not None and group.count.low is not None:
        return None
    return next((g for g in groups if g.kind == "named" and g.last == group.first - 2), None)


def in_aside(items: list[Item], group: Group, use: Use) -> bool:
    """Whether a phrase stands in an aside that ends before a verb: "Germany, which heads the mission, has ...".

    Parameters
    ----------
    items : list of Item
    group : Group
    use : Use

    Returns
    -------
    bool
    """
    if items[use.start - 1].low != ",":
        return False
    for item in reversed(items[max(0, group.first - 16) : group.first]):
        if "relative" in item.tags:
            return True
        if item.low in ",;:":
            return False
    return False


def rank_spots(items: list[Item], group: Group, use: Use | None, kind: str, uses: list[Use]) -> list[Spot]:
    """Rank the places of the sentence by how well they fit a reading, the best first.

    Parameters
    ----------
    items : list of Item
    group : Group
    use : Use or None
        The verb, when the reading hangs on one.
    kind : str
        stay, arrival or departure: which prepositions fit.
    uses : list of Use
        All of the sentence's, to see what stands between.

    Returns
    -------
    list of Spot
        Only those that fit at all.
    """
    ranked: list[tuple[float, int, Spot]] = []
    inside = items[group.at].place if group.at >= 0 else None
    if inside is not None:
        return [Spot(inside, group.at, "at", "post")]
    anchor = use.at if use is not None else group.head
    low, high = min(group.first, anchor) - PLACE_REACH, max(group.last, anchor) + PLACE_REACH
    for i in range(max(0, low), min(len(items), high)):
        item = items[i]
        if item.place is None or not usable(item.place) or group.first <= i <= group.last:
            continue
        if any(at == i for _, at in group.senders) or acts_as_state(items, i) or _owns_force(items, i, kind):
            continue
        if _is_venue(items, i) or _holds_place_before(items, i):
            continue
        spot = _tie(items, i, group, use, uses)
        if spot is None:
            continue
        if kind == "departure" and i > anchor and leaves(items, i):
            spot = replace(spot, role="from")
        fit = ROLE_FIT[kind].get(spot.role, -1.0)
        if spot.role in {"from", "to"} and fit < 0 and kind != "stay":
            continue
        value = TIE[spot.tie] + fit - 0.06 * spot.gap
        if value > 0.5:
            ranked.append((-value, i, spot))
    return [spot for _, _, spot in sorted(ranked, key=lambda r: (r[0], r[1]))]


def _owns_force(items: list[Item], i: int, kind: str) -> bool:
    """Whether a state only says whose another body is: "fight beside the armies of Mali, Chad and Niger"."""
    if kind == "departure" or items[i].who is None or not is_country(items[i].place):
        return False
    of = False
    for k in range(i - 1, max(-1, i - 1 - OWNER_REACH), -1):
        item = items[k]
        if item.noun is not None and item.noun.kind in OWNED:
            return of
        of = of or "of" in item.tags
        chained = item.who is not None or item.low == "," or item.plain
        if not (chained or item.tags & {"of", "and", "definite"}) or item.verbs:
            return False
    return False


def _is_venue(items: list[Item], i: int) -> bool:
    """Whether a place is only where something was said: "he said in Paris", "announced on Monday in Toulon"."""
    role, begins = role_of(items, i)
    if role != "at":
        return False
    for item in reversed(items[max(0, begins - VENUE_REACH) : begins]):
        if "saying" in item.tags:
            return True
        if not (item.time is not None or item.plain or "at" in item.tags):
            return False
    return False


def _holds_place_before(items: list[Item], i: int) -> bool:
    """Whether a place only says where the finer one before it is: "Tessalit, in north-eastern Mali"."""
    here = items[i].place
    k = i - 1
    while k > 0 and items[k].tags & {"at", "definite", "of", "seat", "that_country"}:
        k -= 1
    if here is None or here.location is None or k < 1 or items[k].low != ",":
        return False
    inner = items[k - 1].place
    if inner is None or inner.location is None or inner.location.country != here.location.country:
        return False
    return FINENESS[inner.location.precision] < FINENESS[here.location.precision]


def _owner_of_object(items: list[Item], i: int, role: str) -> bool:
    """Whether a place owns the object of a verb of purpose: "sent to help Haiti's police"."""
    j = i - 1
    while j > 0 and items[j].tags & {"definite"}:
        j -= 1
    return role == "possessive" and j > 0 and bool(items[j].verbs) and items[j].noun is None


def acts_as_state(items: list[Item], i: int) -> bool:
    """Whether a capital or country is a subject and no place: "the troops Addis Ababa has deployed".

    Parameters
    ----------
    items : list of Item
    i : int
        Position of the name.

    Returns
    -------
    bool
    """
    if items[i].who is None or not acts(items, i):
        return False
    return role_of(items, i)[0] == "none" or begins_clause(items, i)


def _tie(items: list[Item], i: int, group: Group, use: Use | None, uses: list[Use]) -> Spot | None:
    mention = items[i].place
    if mention is None:
        return None
    role, begins = role_of(items, i)
    anchor = max(group.last, use.last if use is not None else group.last)
    if i > group.last or (use is not None and i > use.last):
        edge = anchor if begins > anchor else min(group.last if i > group.last else anchor, begins)
        if use is not None and use.last < begins <= i and begins <= group.first:
            edge = use.last
        if _owner_of_object(items, i, role):
            role = "object"
        between = without_asides(items, edge + 1, begins + (role == "none"))
        tie = _tie_after(items, between, role, begins - edge, uses)
        if role == "object" and use is not None and use.start <= begins <= use.last:
            tie = "object"
        return Spot(mention, i, role, tie, abs(begins - edge))
    headed = i == 0 and items[1].low == ":"  # "Nagorno-Karabakh: peacekeepers go home"
    if headed or (role == "at" and _opens_clause(items, begins)) or _where_after(items, i):
        return Spot(mention, i, "at", "front", group.first - i)
    if role in {"possessive", "none"} and is_country(mention):
        return None
    return Spot(mention, i, role, "loose", group.first - i)


def without_asides(items: list[Item], start: int, stop: int) -> list[int]:
    """List the items of a stretch without what stands in brackets or dashes: "sent 300 men - engineers - to Chad".

    Parameters
    ----------
    items : list of Item
    start, stop : int
        First position, and that after the last.

    Returns
    -------
    list of int
        Positions.
    """
    kept: list[int] = []
    opened = -1
    for i in range(start, stop):
        kept.append(i)
        if opened >= 0 and items[i].low in {"—", "–", ")"}:
            del kept[opened:]
            opened = -1
        elif opened < 0 and items[i].low in {"—", "–", "("}:
            opened = len(kept) - 1
    return kept


def _tie_after(items: list[Item], between: list[int], role: str, gap: int, uses: list[Use]) -> str:
    inside = frozenset(between)
    inner = _chains([use for use in uses if use.at in inside])
    words = [items[i] for i in between]
    hard = sum(g.low in ";:." for g in words) + sum("clause" in g.tags for g in words)
    if hard or len(inner) > 1 or _says_more(words):
        return "loose"
    if not inner and gap <= 2 and role != "none":
        return "post"
    if inner and "infinitive" in inner[0].aux and inner[0].governor not in inside and role in {"at", "object", "to"}:
        return "purpose"
    return "clause" if not inner or all(not g.verbs or g.tags for g in words) else "loose"


def _says_more(words: list[Item]) -> bool:
    """Whether somebody goes on to say something else: "sent troops and said it would strike Iraq"."""
    return any(
        "saying" in said.tags and following.tags & {"pronoun", "relative"} for said, following in pairwise(words)
    )


def _chains(uses: list[Use]) -> list[Use]:
    """Keep the first of verbs that follow one another at once: "to help fight", "began to withdraw"."""
    return [use for k, use in enumerate(uses) if k == 0 or use.start > uses[k - 1].last + 1]


def _opens_clause(items: list[Item], begins: int) -> bool:
    return begins <= 1 or items[begins - 1].low in ',;:—–-"“' or bool(items[begins - 1].tags & {"clause", "and"})


def _where_after(items: list[Item], i: int) -> bool:
    """Whether "where" takes up the place: "in eastern Congo, where it has sent troops"."""
    following = items[i + 1 : i + 3]
    return any("where" in item.tags for item in following) and all(
        item.low == "," or "where" in item.tags for item in following[:1]
    )
