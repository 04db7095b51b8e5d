"""What a sentence leaves open, filled from the report around it: whose troops these are, and where "there" is.

The nearest plain antecedent wins: the subject of the clause, then the sentence, then the sentences before.
What had to be carried is marked in the draft, and weighs against it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from mapper.extract.draft import Draft
from mapper.extract.items import Item, Row
from mapper.extract.place import Spot, is_country, role_of
from mapper.model import Location, Mention, Precision, Status

CARRY_SENTENCES = 4
ORGANISED = frozenset({"UN", "AU", "EU", "NATO", "ECOWAS", "G5S", "SADC", "EAC", "CSTO"})
DEPARTING = frozenset({Status.LEAVING, Status.LEFT, Status.PLANNED_DEPARTURE})


@dataclass(slots=True)
class Discourse:
    """What the report has said so far, and where its countries are."""

    mentions: tuple[Mention, ...]
    points: dict[str, Location]
    drafts: list[Draft] = field(default_factory=list)

    def before(self, at: int, wanted: frozenset[Precision] | None = None, avoid: str | None = None) -> Mention | None:
        """Return the last located mention before a character offset, of a wanted precision, not in ``avoid``."""
        for mention in reversed(self.mentions):
            if mention.start >= at or mention.location is None:
                continue
            if avoid is not None and mention.location.country == avoid:
                continue
            if wanted is None or mention.location.precision in wanted:
                return mention
        return None


def resolve(drafts: list[Draft], discourse: Discourse) -> list[Draft]:
    """Fill senders and places of a report's drafts, in text order; one draft may become several.

    Parameters
    ----------
    drafts : list of Draft
    discourse : Discourse

    Returns
    -------
    list of Draft
        Two senders of one phrase ("British and American troops") are two drafts.
    """
    for draft in drafts:
        for one in _by_sender(draft):
            _fill_place(one, discourse)
            discourse.drafts.append(one)
    _fill_carried_senders(discourse)
    return discourse.drafts


def _by_sender(draft: Draft) -> list[Draft]:
    codes, how = _own_senders(draft)
    if not codes:
        subject = _subject(draft)
        codes, how = ([subject], "subject") if subject else ([], "none")
    if len(codes) > 1 and draft.numbered:
        draft.sender, draft.how = None, "several"
        return [draft]
    if not codes:
        return [draft]
    drafts = [draft, *(replace(draft, features=set(draft.features)) for _ in codes[1:])]
    for one, code in zip(drafts, codes, strict=True):
        one.sender, one.how = code, how
    return drafts


def _own_senders(draft: Draft) -> tuple[list[str], str]:
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
    if codes:
        states = [c for c in codes if c not in ORGANISED]
        return (codes if len(states) == len(codes) else codes[:1]), "owner" if group.has("owned") else "said"
    tail = [code for code, at in group.tail if not _is_origin(draft, at)]
    if tail:
        return list(dict.fromkeys(tail)), "from"
    if group.force is not None and group.force.sender:
        return [group.force.sender], "force"
    return [], "none"


def _is_origin(draft: Draft, at: int) -> bool:
    """Whether the state after "from" is the place that is left, not the sender."""
    item = draft.items[at]
    if item.place is None or draft.status not in DEPARTING:
        return False
    return role_of(draft.items, at)[0] == "from"


def _subject(draft: Draft) -> str | None:
    """Who acts: the nearest state or organisation to the left that no preposition governs."""
    items, group = draft.items, draft.group
    use = draft.use
    edge = use.start if use is not None and use.start < group.first else group.first
    possessive = group.has("possessive")
    objective = use is not None and use.last < group.first
    if not (possessive or objective):
        return None
    for i in range(edge - 1, max(-1, edge - 30), -1):
        item = items[i]
        if item.low in ";:" or item.low == "." and i < edge - 1:
            return None
        if item.who is None or item.who.kind == "people":
            continue
        if item.who.kind == "demonym" and not _heads_actor(items, i):
            continue
        role, _ = role_of(items, i)
        if role in {"at", "from", "to", "of", "like"} and not (role == "of" and item.who.kind == "demonym"):
            continue
        return item.who.code
    return None


def _heads_actor(items: list[Item], i: int) -> bool:
    """Whether a demonym qualifies a government and the like ("the French president", "US officials")."""
    return i + 1 < len(items) and (items[i + 1].plain or items[i + 1].noun is not None)


def _fill_place(draft: Draft, discourse: Discourse) -> None:
    """Choose the place: the best of the sentence that is not the sender itself, else what the report gives."""
    tail = {at for _, at in draft.group.tail} if draft.how == "from" else set()
    fits = [s for s in draft.options if s.item not in tail and not _is_sender(draft, s)]
    spot = fits[0] if fits else None
    if spot is None or spot.tie == "loose":
        spot = _there(draft, discourse) or _theatre(draft, discourse) or spot or _carried(draft, discourse)
    draft.spot = spot
    if spot is not None:
        draft.location = spot.mention.location
        draft.host = draft.location.country if draft.location else None


def _is_sender(draft: Draft, spot: Spot) -> bool:
    """Whether a place is just the sending state's name, which no force is sent to."""
    location = spot.mention.location
    if location is None or draft.sender is None or location.country != draft.sender:
        return False
    return is_country(spot.mention) and (spot.tie != "post" or spot.role != "at")


def _there(draft: Draft, discourse: Discourse) -> Spot | None:
    """Resolve "there", "in the country", "on the ground" near the phrase or its verb."""
    items, group = draft.items, draft.group
    edge = group.last if draft.use is None else max(group.last, draft.use.last)
    for i in range(group.last + 1, min(len(items), edge + 9)):
        tags = items[i].tags
        if items[i].low in ";:.":
            break
        if not tags & {"there", "that_country", "on_ground"}:
            continue
        if "there" in tags and i + 1 < len(items) and "be" in items[i + 1].tags:
            continue
        mention = _antecedent(items, i, tags, draft, discourse)
        return Spot(mention, i, "at", "there", i - edge) if mention is not None else None
    return None


def _antecedent(items: list[Item], i: int, tags: frozenset[str], draft: Draft, discourse: Discourse) -> Mention | None:
    at = items[i].start
    whole = frozenset({Precision.COUNTRY})
    if "that_country" in tags:
        low = items[i].low
        town = {"city", "town", "village", "ville", "village", "ciudad", "pueblo", "capital", "capitale"} & set(low.split())
        if town:
            return discourse.before(at, frozenset({Precision.SETTLEMENT}), draft.sender)
        if {"region", "area", "province", "territory", "région", "territoire", "zone", "región"} & set(low.split()):
            return discourse.before(at, frozenset({Precision.ADMIN, Precision.AREA, Precision.COUNTRY}), draft.sender)
        return discourse.before(at, whole, draft.sender)
    return discourse.before(at, None, draft.sender)


def _theatre(draft: Draft, discourse: Discourse) -> Spot | None:
    """Use the place where a named force serves when the text names none ("MINUSMA's 13,000 peacekeepers")."""
    force = draft.group.force
    if force is None or len(force.theatre) != 1:
        return None
    host = force.theatre[0]
    for mention in reversed(discourse.mentions):
        if is_country(mention) and mention.location is not None and mention.location.country == host:
            return Spot(mention, draft.group.head, "at", "theatre")
    point = discourse.points.get(host)
    if point is None:
        return None
    span = force.start, force.end
    return Spot(Mention(start=span[0], end=span[1], text=point.name, location=point), draft.group.head, "at", "theatre")


def _carried(draft: Draft, discourse: Discourse) -> Spot | None:
    """Take the place of the last draft of the same sender or force, a few sentences back at most."""
    for other in reversed(discourse.drafts):
        if draft.row.number - other.row.number > CARRY_SENTENCES:
            break
        if other.spot is None or other.location is None or other.spot.tie == "loose":
            continue
        same_force = draft.group.force is not None and other.group.force is not None and draft.group.force.force_id == other.group.force.force_id
        if same_force or draft.sender is None or other.sender == draft.sender:
            if other.host == draft.sender and draft.sender is not None:
                continue
            return replace(other.spot, tie="carried", gap=draft.row.number - other.row.number)
    mention = discourse.before(draft.items[draft.group.first].start, None, draft.sender)
    if mention is not None and draft.items[0].start - mention.start < 600:
        return Spot(mention, draft.group.head, "none", "near")
    return None


def _fill_carried_senders(discourse: Discourse) -> None:
    """Give drafts without a sender the one that the report gives most to their host, or overall."""
    by_host: dict[str | None, Counter[str]] = {}
    for draft in discourse.drafts:
        if draft.sender is not None and draft.sender != draft.host:
            by_host.setdefault(draft.host, Counter())[draft.sender] += 1
    for index, draft in enumerate(discourse.drafts):
        if draft.sender is not None or draft.how == "several" or draft.group.has("backed"):
            continue
        near = _near_sender(discourse.drafts, index)
        if near is not None:
            draft.sender, draft.how = near, "carried"
            continue
        votes = by_host.get(draft.host)
        if votes:
            draft.sender, draft.how = min(votes, key=lambda c: (-votes[c], c)), "voted"


def _near_sender(drafts: list[Draft], index: int) -> str | None:
    draft = drafts[index]
    for other in reversed(drafts[:index]):
        if draft.row.number - other.row.number > 2:
            return None
        if other.sender is not None and other.host == draft.host and other.how not in {"none", "carried"}:
            return other.sender
    return None


def sentence_of(row: Row, text: str) -> str:
    """Return the sentence's text."""
    return text[row.sentence.start : row.sentence.end]
