"""What a sentence leaves open, filled from the report around it: whose troops these are, and where "there" is.

The nearest plain antecedent wins: the subject of the clause, then the sentence, then the sentences before.
What had to be carried is marked in the draft, and weighs against it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mapper.extract.draft import Draft
from mapper.extract.items import Item, Row
from mapper.extract.place import Spot, is_country, join_locations, leaves, role_of
from mapper.extract.stance import DEPARTURE
from mapper.extract.subject import acting_state, acts, find_subjects
from mapper.extract.verbs import Use
from mapper.model import Location, Mention, Precision, Status

CARRY_SENTENCES = 4
BACKWARD = 60
"""How many places back an antecedent is looked for."""
NEAR_CHARACTERS = 600
MOST_OPTIONS = 8
AREA_CHARACTERS = 2_000
IN_SENTENCE = frozenset({"post", "object", "clause", "purpose", "front", "loose"})
FINE = frozenset({Precision.SITE, Precision.SETTLEMENT, Precision.ADMIN})
TOWNS = frozenset({Precision.SITE, Precision.SETTLEMENT})
ORGANISED = frozenset({"UN", "AU", "EU", "NATO", "ECOWAS", "G5S", "SADC", "EAC", "CSTO"})
COLLECTIVE = frozenset({"force", "unit", "named"})
SENDING = frozenset({"send", "deploy", "keep"})
STRUCK = frozenset({"object.strike", "passive.strike"})
DEPARTING = frozenset({Status.LEAVING, Status.LEFT, Status.PLANNED_DEPARTURE})


@dataclass(slots=True)
class Discourse:
    """What the report has said so far, and where its countries are.

    ``introduced`` are the offsets of the places that a preposition brings in.
    """

    mentions: tuple[Mention, ...]
    points: Mapping[str, Location]
    drafts: list[Draft] = field(default_factory=list)

    topics: dict[int, str] = field(default_factory=dict)
    main: tuple[str, ...] = ()
    introduced: frozenset[int] = frozenset()

    starts: list[int] = field(init=False)
    countries: dict[str, Mention] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [mention.start for mention in self.mentions]
        self.countries = {}
        for mention in self.mentions:
            if is_country(mention) and mention.location is not None and mention.location.country:
                self.countries.setdefault(mention.location.country, mention)

    def country(self, code: str) -> Mention | None:
        """Return a mention of a country as a whole, by its code."""
        return self.countries.get(code)

    def topic(self, number: int) -> str | None:
        """Return the acting state of the last sentence before ``number`` that has one, three back at most."""
        return next((self.topics[n] for n in range(number - 1, number - 4, -1) if n in self.topics), None)

    def nearest(self, at: int, avoid: str | None) -> list[Mention]:
        """Return the last mention before an offset and, if that was no place somebody was at, the last that was."""
        last = self.before(at, None, avoid)
        if last is None or last.start in self.introduced:
            return [last] if last is not None else []
        k = bisect_left(self.starts, last.start)
        for mention in reversed(self.mentions[max(0, k - BACKWARD) : k]):
            located = mention.location is not None and mention.location.country != avoid
            if located and mention.start in self.introduced:
                return [last, mention]
        return [last]

    def before(self, at: int, wanted: frozenset[Precision] | None = None, avoid: str | None = None) -> Mention | None:
        """Return the last located mention before a character offset, of a wanted precision, not in ``avoid``."""
        last = bisect_left(self.starts, at)
        for mention in reversed(self.mentions[max(0, last - BACKWARD) : last]):
            if mention.location is None:
                continue
            if avoid is not None and mention.location.country == avoid:
                continue
            if wanted is None or mention.location.precision in wanted:
                return mention
        return None


def resolve(drafts: list[Draft], discourse: Discourse, text: str) -> list[Draft]:
    """Fill senders and places of a report's drafts, in text order; one draft may become several.

    Parameters
    ----------
    drafts : list of Draft
    discourse : Discourse
    text : str
        The report's text.

    Returns
    -------
    list of Draft
        Two senders of one phrase ("British and American troops") are two drafts.
    """
    for draft in drafts:
        for one in _by_sender(draft, discourse):
            placed = _place_options(one, discourse)
            discourse.drafts += [part for option in placed for part in _over_places(option, text)]
    _fill_carried_senders(discourse)
    return discourse.drafts


def _by_sender(draft: Draft, discourse: Discourse) -> list[Draft]:
    """Find the senders; a phrase of several without a number of its own makes one draft each."""
    codes, how = _own_senders(draft)
    if how == "force" and draft.group.has("possessive") and codes[0] in ORGANISED:
        lent, said = find_subjects(draft, discourse.topic(draft.row.number))  # "its soldiers of MINUSMA"
        codes, how = (lent, said) if lent else (codes, how)
    if not codes and draft.whole is not None and draft.whole.sender is not None:
        codes, how = [draft.whole.sender], draft.whole.how
    if not codes and not (draft.whole is not None and draft.rule.startswith("level")):
        codes, how = find_subjects(draft, discourse.topic(draft.row.number))
    if len(codes) > 1 and draft.numbered:
        # several states under one number are an ad hoc coalition
        draft.sender, draft.how = "COALITION", "several"
        return [draft]
    if not codes:
        return [draft]
    drafts = [draft, *(_copy(draft) for _ in codes[1:])]
    for one, code in zip(drafts, codes, strict=True):
        one.sender, one.how = code, how
    return drafts


def _own_senders(draft: Draft) -> tuple[list[str], str]:  # noqa: PLR0911 (one return a source)
    """Senders that the phrase itself names, and how."""
    group = draft.group
    if group.has("backed"):
        return [], "none"
    if group.has("led"):
        # a led coalition: the organisation when one is named, otherwise ad hoc
        named = [c for c, _ in group.senders if c in ORGANISED]
        own = [group.force.sender] if group.force is not None and group.force.sender else []
        return (named or own or ["COALITION"])[:1], "said"
    codes = list(dict.fromkeys(code for code, _ in group.senders))
    if group.implied == "COALITION" and not any(c in ORGANISED for c in codes):
        return ["COALITION"], "noun"
    if codes:
        states = [c for c in codes if c not in ORGANISED]
        return (codes if len(states) == len(codes) else codes[:1]), "owner" if group.has("owned") else "said"
    tail = [code for code, at in group.tail if not _is_origin(draft, at)]
    contributed = len(tail) > 1 and draft.use is not None and "have" in draft.use.frames
    if tail and not contributed:
        return list(dict.fromkeys(tail)), "from"
    if group.force is not None and group.force.sender:
        return [group.force.sender], "force"
    by = _sent_by(draft.items, group.last + 1)
    return ([by], "said") if by else ([], "none")


def _sent_by(items: list[Item], after: int) -> str | None:
    """Find who sent the personnel, said right after them: "a mission recently dispatched by SADC"."""
    for i in range(after, min(after + 3, len(items) - 2)):
        sent = any(v.form == "participle" and v.frame in SENDING for v in items[i].verbs)
        if sent and "by" in items[i + 1].tags:
            name = next((item for item in items[i + 2 : i + 4] if "definite" not in item.tags), None)
            return name.who.code if name is not None and name.who is not None else None
        if items[i].low in ";:." or (items[i].verbs and not items[i].tags):
            break
    return None


def _is_origin(draft: Draft, at: int) -> bool:
    """Whether the state after "from" is the place that is left, not the sender."""
    item = draft.items[at]
    departs = draft.use is not None and not draft.use.frames.isdisjoint(DEPARTURE)
    if item.place is None or not (draft.status in DEPARTING or departs):
        return False
    return role_of(draft.items, at)[0] == "from" or leaves(draft.items, at)


def _place_options(draft: Draft, discourse: Discourse) -> list[Draft]:
    """List what may be the draft's place, best guess first: the sentence's, then what the report gives.

    Each option is a draft of its own; the weights choose between them later. A tight tie admits no others.
    """
    tail = {at for _, at in draft.group.tail} if draft.how == "from" else set()
    fits = [s for s in draft.options if s.item not in tail and not _is_sender(draft, s)]
    spots = _hosting(draft, discourse) or [s for s in fits if s.tie != "loose"][:2]
    if not spots or spots[0].tie not in {"post", "object"}:
        spots += [s for s in fits if s.tie == "loose"][:2]
        given = (
            _where_total(draft, discourse),
            _there(draft, discourse),
            _theatre(draft, discourse),
            *_carried(draft, discourse),
        )
        spots += [s for s in given if s is not None]
    else:
        spots = spots[:1]
    drafts: list[Draft] = []
    seen: set[tuple[str | None, str]] = set()
    for spot in spots:
        if spot.mention.location is None:
            continue
        location = _own_side(spot.mention.location, draft)
        if (location.country, location.name) in seen or len(drafts) >= MOST_OPTIONS:
            continue
        seen.add((location.country, location.name))
        one = _copy(draft, spot=spot, location=location, host=location.country, option=len(drafts))
        drafts.append(one)
    return drafts or [draft]


def _hosting(draft: Draft, discourse: Discourse) -> list[Spot]:
    """Take the subject of a verb of hosting as the place: "Estonia, beside Russia, has hosted British troops"."""
    if draft.rule != "object.host" or draft.use is None:
        return []
    codes, how = find_subjects(draft, discourse.topic(draft.row.number))
    if how not in {"subject", "pronoun"} or codes[0] == draft.sender:
        return []
    land = _land(codes[0], draft.items[draft.use.start], draft.use.start, "object", discourse)
    return [replace(land, role="object")] if land is not None else []


def _own_side(location: Location, draft: Draft) -> Location:
    """Put a state's troops at its own border on its own side, unless they leave: "sent to the border with Mexico"."""
    own = location.feature == "border" and draft.sender in location.countries and draft.status not in DEPARTING
    return replace(location, country=draft.sender, precision=Precision.ADMIN) if own else location


def _over_places(draft: Draft, text: str) -> list[Draft]:
    """Treat one statement over several places: an area when they lie in several countries.

    A movement without a number ("expelled from Burkina Faso and Mali") and a plural ("missions in Haiti and
    Liberia") are one statement for each place, and so is a stay without a number in several towns of one country.
    """
    spot = draft.spot
    if spot is None or spot.tie not in IN_SENTENCE:
        return [draft]
    series = _series(draft.items, spot.item, draft.use)
    hosts = {m.location.country for m in series if m.location}
    if len(series) < 2:
        return [draft]
    if len(hosts) < 2:
        towns = all(m.location is not None and m.location.precision in TOWNS for m in series)
        return [_at(draft, m) for m in series] if towns and not draft.numbered else [draft]
    apart = not draft.numbered and (
        draft.status is not Status.PRESENT or draft.group.kind in {"act", "unit", "force", "named"}
    )
    if apart:
        return [_at(draft, m) for m in series]
    start, end = series[0].start, series[-1].end
    area = join_locations(series, text[start:end])
    joined = Mention(start=start, end=end, text=text[start:end], location=area)
    return [_at(draft, joined)]


def _at(draft: Draft, mention: Mention) -> Draft:
    spot = replace(draft.spot, mention=mention) if draft.spot else None
    host = mention.location.country if mention.location else None
    return _copy(draft, spot=spot, location=mention.location, host=host)


def _copy(draft: Draft, **changes: Any) -> Draft:
    """Copy a draft with features of its own."""
    return replace(draft, features=set(draft.features), place_features=set(draft.place_features), **changes)


def _series(items: list[Item], i: int, use: Use | None) -> list[Mention]:
    """Collect the places that "and" and commas join to the one at item ``i``, to both sides."""
    found: list[Mention] = []
    i = _series_start(items, i)
    while i < len(items):
        mention = items[i].place
        if mention is None or mention.location is None:
            break
        found.append(mention)
        k = i + 1
        if k < len(items) and items[k].low == ",":
            k += 1
        if k < len(items) and "and" in items[k].tags:
            k += 1
        if k == i + 1:
            break
        while k < len(items) and items[k].tags & {"definite", "at", "from"}:
            k += 1
        own = (
            use is not None and k < use.start <= k + 2 and any("and" in item.tags for item in items[i + 1 : k])
        )  # "troops in Niger and Chad are training"
        if k < len(items) and items[k].place is not None and acts(items, k) and not own:
            break
        i = k
    outer = {m.container for m in found if m.container is not None}
    return [m for m in found if m is found[0] or (m.container is None and (m.start, m.end) not in outer)]


def _series_start(items: list[Item], i: int) -> int:
    """Position of the first place of the series that the place at ``i`` stands in."""
    while True:
        k = i - 1
        while k > 0 and items[k].tags & {"definite", "at", "from"}:
            k -= 1
        if k < 1 or not ("and" in items[k].tags or items[k].low == ","):
            return i
        k -= 2 if items[k - 1].low == "," and "and" in items[k].tags else 1
        if k < 0 or items[k].place is None or (items[k].who is not None and acts(items, k)):
            return i
        i = k


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


def _there(draft: Draft, discourse: Discourse) -> Spot | None:
    """Resolve "there", "in the country", "on the ground" near the phrase or its verb."""
    items, group = draft.items, draft.group
    edge = group.last if draft.use is None else max(group.last, draft.use.last)
    before = [draft.use.start - 1] if draft.use is not None and 0 < draft.use.start <= group.first else []
    for i in (*before, *range(group.last + 1, min(len(items), edge + 9))):
        tags = items[i].tags
        if items[i].low in ";:.":
            break
        if "abroad" in tags:
            return Spot(_world(items[i]), i, "at", "there", i - edge)
        owner = _landlord(items, i, draft, discourse)
        if owner is not None:
            return _land(owner, items[i], i, "there", discourse)
        if "nation" in tags and any("definite" in item.tags for item in items[max(0, i - 4) : i]):
            mention = _country_of_last(items[i].start, draft, discourse)
            return Spot(mention, i, "at", "there", i - edge) if mention is not None else None
        if not tags & {"there", "that_country", "that_site", "on_ground"}:
            continue
        if "there" in tags and "clitic" not in tags and i + 1 < len(items) and "be" in items[i + 1].tags:
            continue
        if "that_country" in tags and i + 2 < len(items) and "of" in items[i + 1].tags and items[i + 2].place:
            continue
        mention = _antecedent(items, i, tags, draft, discourse)
        return Spot(mention, i, "at", "there", i - edge) if mention is not None else None
    return None


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
    if "that_country" in tags:
        low = items[i].low
        town = {"city", "town", "village", "ville", "ciudad", "pueblo", "capital", "capitale"} & set(low.split())
        if town:
            return discourse.before(at, frozenset({Precision.SETTLEMENT}), draft.sender)
        if {"region", "area", "province", "territory", "région", "territoire", "zone", "región"} & set(low.split()):
            area = discourse.before(at, frozenset({Precision.AREA}))
            if area is not None and at - area.start < AREA_CHARACTERS:
                return area
            return discourse.before(at, frozenset({Precision.ADMIN, Precision.COUNTRY}), draft.sender)
        return _country_of_last(at, draft, discourse)
    return discourse.before(at, None, draft.sender)


def _country_of_last(at: int, draft: Draft, discourse: Discourse) -> Mention | None:
    """Take "the country" as the one that the last place lies in; a town in it counts as well as its name."""
    whole = discourse.before(at, frozenset({Precision.COUNTRY}), draft.sender)
    last = discourse.before(at, FINE, draft.sender)
    code = last.location.country if last is not None and last.location is not None else None
    if last is None or code is None or (whole is not None and whole.start > last.start):
        return whole
    named = discourse.country(code)
    if named is not None:
        return named
    point = discourse.points.get(code)
    return replace(last, location=point) if point is not None else whole


def _theatre(draft: Draft, discourse: Discourse) -> Spot | None:
    """Use the place where a named force serves when the text names none ("MINUSMA's 13,000 peacekeepers")."""
    force = draft.group.force
    if force is None or len(force.theatre) != 1 or force.theatre[0] == force.sender:
        return None
    return _land(force.theatre[0], draft.items[draft.group.head], draft.group.head, "theatre", discourse)


def _land(code: str, item: Item, at: int, tie: str, discourse: Discourse) -> Spot | None:
    """Make the place of a country that other words than its name mean ("Lebanese soil", a mission's theatre)."""
    mention = discourse.country(code)
    point = discourse.points.get(code)
    if mention is None and point is not None:
        mention = Mention(start=item.start, end=item.end, text=point.name, location=point)
    return Spot(mention, at, "at", tie) if mention is not None else None


def _carried(draft: Draft, discourse: Discourse) -> list[Spot]:
    """List places from before: of the last draft of the same sender or force, the last named, the main one."""
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
    for mention in discourse.nearest(draft.items[draft.group.first].start, draft.sender):
        if draft.items[0].start - mention.start < NEAR_CHARACTERS:
            role = "at" if mention.start in discourse.introduced else "none"
            spots.append(Spot(mention, draft.group.head, role, "near"))
    for code in [c for c in discourse.main if c != draft.sender][:2]:
        main = discourse.country(code)
        if main is not None:
            spots.append(Spot(main, draft.group.head, "none", "main"))
    return spots


def _fill_carried_senders(discourse: Discourse) -> None:
    """Give drafts without a sender the one that the report gives most to their host, or overall."""
    by_host: dict[str | None, Counter[str]] = {}
    strikers: dict[int, set[str]] = {}
    for draft in discourse.drafts:
        if draft.rule == "subject.strike" and draft.sender is not None:
            strikers.setdefault(draft.row.number, set()).add(draft.sender)
        if draft.sender is not None and draft.sender != draft.host:
            by_host.setdefault(draft.host, Counter())[draft.sender] += 1
    for index, draft in enumerate(discourse.drafts):
        if draft.sender is not None or draft.how == "several" or draft.group.has("backed"):
            continue
        near = _near_sender(discourse.drafts, index)
        if near is not None:
            draft.sender, draft.how = near, "carried"
            continue
        if draft.group.implied:
            draft.sender, draft.how = draft.group.implied, "noun"
            continue
        if draft.parted:
            draft.sender, draft.how = "COALITION", "several"
            continue
        votes = by_host.get(draft.host)
        if votes and draft.rule in STRUCK:
            votes = Counter({c: n for c, n in votes.items() if c not in strikers.get(draft.row.number, ())})
        if votes:
            draft.sender, draft.how = min(votes, key=lambda c: (-votes[c], c)), "voted"
        elif draft.host is not None and draft.status in {Status.PRESENT, Status.ARRIVING}:
            draft.sender, draft.how = draft.host, "home"


def _near_sender(drafts: list[Draft], index: int) -> str | None:
    """Find the sender of a draft close before that may be the same personnel: same host, or "the force"."""
    draft = drafts[index]
    taken_up = draft.group.kind == "pronoun"
    collective = taken_up or (draft.group.kind in {"force", "unit"} and draft.group.has("definite"))
    for other in reversed(drafts[:index]):
        apart = draft.row.number - other.row.number
        if apart > (8 if collective else 2):
            return None
        if other.sender is None or other.how in {"none", "carried", "voted"}:
            continue
        if apart == 0 and draft.rule in STRUCK:
            continue  # who strikes is not who is struck
        if collective and other.group.kind in ({*COLLECTIVE, "people"} if taken_up else COLLECTIVE):
            return other.sender
        if apart <= 2 and other.host == draft.host:
            return other.sender
    return None


def sentence_of(row: Row, text: str) -> str:
    """Return the sentence's text."""
    return text[row.sentence.start : row.sentence.end]
