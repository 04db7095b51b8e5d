"""A report's text to drafts: sentences that can speak of personnel, their phrases, frames and discourse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from mapper.edtf import first_day, last_day
from mapper.extract.amounts import read_frames
from mapper.extract.discourse import Discourse
from mapper.extract.draft import AHEAD, AWAY, Draft
from mapper.extract.grammar import WORD, Grammar
from mapper.extract.headings import Heading, find_headings, heading_at
from mapper.extract.items import Count, Item, Named, Row, Who, attach_dates, build_row
from mapper.extract.phrase import Group
from mapper.extract.phrase_find import find_groups
from mapper.extract.place import AFAR, is_country
from mapper.extract.resolve import resolve
from mapper.extract.sentence import Sentence, split_sentences
from mapper.extract.subject import acting_state
from mapper.extract.timing import date_of
from mapper.extract.verbs import find_uses
from mapper.extract.weigh import Standing, add_features
from mapper.extract.when import find_dates
from mapper.model import Location, Mention, Personnel, Precision, Status

PEACE_SENDERS = frozenset({"UN", "AU", "ECOWAS", "EAC"})
MISSION_REACH = 2
"""Within how many sentences a mission was spoken of to which a state contributes."""
LONG_AGO = 3
"""Years after which a stay is history."""
ARTICLE = 4
"""Characters that an article before a country's name takes."""
DATELINE = 3
"""Characters before the place of a dateline at most."""
LEDE = 400
"""Characters from its beginning in which a report says what it is about."""
SHORT_NAME = 3
"""Letters of the abbreviations of states, which qualify a noun more often than they act."""
AFTER_NOUN = frozenset({
    "be", "have", "and", "future", "could", "clause", "saying", "planned", "relative", "at", "to", "from", "of", "by",
    "with", "like", "now", "determiner", "definite", "adverb", "not", "begin", "finish", "past_time", "deny",
    "demand",
})  # fmt: skip
"""Tags of words that follow a noun and no adjective: "left **Iraq** this week"."""
RANK = {"count": 0, "force": 1, "place": 2, "who": 3}


@dataclass(frozen=True, slots=True)
class Known:
    """The spans found in a report before its sentences are read, each list in text order."""

    mentions: tuple[Mention, ...]
    who: tuple[Who, ...]
    forces: tuple[Named, ...]
    counts: tuple[Count, ...]
    published: str | None
    points: Mapping[str, Location]
    capitals: Mapping[str, Location] = field(default_factory=dict)


def draft_claims(text: str, grammar: Grammar, known: Known) -> list[Draft]:
    """Draft every claim that a text may make, with features, not yet weighed.

    Parameters
    ----------
    text : str
    grammar : Grammar
    known : Known

    Returns
    -------
    list of Draft
        In text order.
    """
    mentions = _no_names(_sound(text, known.mentions, grammar), known)
    known = replace(known, mentions=mentions, who=_one_state(known.who, mentions))
    headings = find_headings(text, known.published, grammar.lang)
    drafts, topics = _read_sentences(text, grammar, known, headings)
    for draft in drafts:
        _settle_number(draft)
    introduced = frozenset(m.start for m in known.mentions if _introduced(text, m, grammar))
    standing = standing_of(tuple(m for m in known.mentions if m.start in introduced))
    main = tuple(standing) or _dateline_country(mentions)
    nouns = tuple(m for m in known.mentions if m.start in introduced or _stands_alone(text, m, grammar))
    discourse = Discourse(nouns, known.points, known.capitals, topics=topics, main=main, introduced=introduced)
    drafts = resolve(drafts, discourse, text)
    tied = [d for d in drafts if d.spot is not None and d.spot.tie in {"post", "object"}]
    seen = Counter((d.sender, d.host) for d in tied)
    missions = sorted({d.row.number for d in drafts if d.sender in PEACE_SENDERS})
    for draft in drafts:
        _settle(draft, missions)
        draft.when = date_of(draft, known.published)
        heading = heading_at(headings, draft.row.sentence.start)
        if heading is not None and draft.when is None and draft.status not in AHEAD:
            draft.when = heading.edtf
        add_features(draft, text, standing, seen)
        if _long_ago(draft.when, known.published):
            draft.features.add("old&numbered" if draft.numbered else "old&bare")
    return drafts


def _read_sentences(
    text: str, grammar: Grammar, known: Known, headings: tuple[Heading, ...]
) -> tuple[list[Draft], dict[int, str]]:
    """Read each sentence by itself: the drafts, and who acts in the sentences of which numbers."""
    covers = _covers(known)
    starts = [c[0] for c in covers]
    drafts: list[Draft] = []
    topics: dict[int, str] = {}
    for number, sentence in enumerate(split_sentences(text, grammar.abbreviations)):
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        inside = [c for c in covers[low:high] if c[1] <= sentence.end]
        if not _may_speak(text, sentence, grammar, inside):
            continue
        row = build_row(text, sentence, number, grammar, inside)
        topic = acting_state(row.items)
        if topic is not None:
            topics[number] = topic
        heading = heading_at(headings, sentence.start)
        drafts += _row_drafts(row, text, grammar, heading.reference if heading else known.published)
    return drafts, topics


def _dateline_country(mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    """Tell the country of the place that a report begins with, where it brings in no other: "GAO, 14 Nov"."""
    first = mentions[0] if mentions and mentions[0].start <= DATELINE else None
    code = first.location.country if first is not None and first.location is not None else None
    return (code,) if code is not None else ()


def _long_ago(when: str | None, published: str | None) -> bool:
    """Whether a claim holds for a time that ended years before the report: history, told in passing."""
    end, now = last_day(when) if when else None, first_day(published) if published else None
    return end is not None and now is not None and now.year - end.year >= LONG_AGO


def _sound(text: str, mentions: tuple[Mention, ...], grammar: Grammar) -> tuple[Mention, ...]:
    """Leave out what reads as an ordinary word of the language unless a preposition brings it in ("But", "Long")."""
    return tuple(
        m for m in mentions
        if m.text.lower() not in grammar.single or (not m.text.isupper() and _introduced(text, m, grammar))
    )  # fmt: skip


def _one_state(who: tuple[Who, ...], mentions: tuple[Mention, ...]) -> tuple[Who, ...]:
    """Give a state that is also a place the place's span, and of two states of one name ("Congo") its own.

    An article that belongs to the name ("the Philippines") would hide the place in it.
    """
    placed = {m.end: m for m in mentions if m.location is not None and is_country(m)}
    settled = []
    for one in who:
        place = placed.get(one.end)
        if place is not None and one.start <= place.start <= one.start + ARTICLE and one.kind == "name":
            code = place.location.country if place.location is not None else None
            settled.append(replace(one, start=place.start, code=code or one.code))
        else:
            settled.append(one)
    return tuple(settled)


def _no_names(mentions: tuple[Mention, ...], known: Known) -> tuple[Mention, ...]:
    """Leave out places that only bear the name of a force, an organisation or a person ("NATO", "President Bush")."""
    named = {(f.start, f.end) for f in known.forces} | {
        (w.start, w.end) for w in known.who if w.kind == "organisation"
    }
    people = [w for w in known.who if w.kind == "leader"]
    ends = [w.end for w in people]
    starts = [f.start for f in known.forces]
    return tuple(
        _beside_force(m, known.forces, starts)
        for m in mentions
        if (m.start, m.end) not in named
        and not ((k := bisect_right(ends, m.start)) < len(people) and people[k].start < m.end)
    )


def _beside_force(mention: Mention, forces: tuple[Named, ...], starts: list[int]) -> Mention:
    """Leave a force's name out of that of its camp, so that both are read: "le camp de la Minusma à Kidal"."""
    k = bisect_left(starts, mention.start)
    if k >= len(forces) or not (mention.start < forces[k].start and forces[k].end < mention.end):
        return mention
    after = next(
        (m for m in WORD.finditer(mention.text, forces[k].end - mention.start) if m.group()[0].isupper()), None
    )
    if after is None:
        return mention
    return replace(mention, start=mention.start + after.start(), text=mention.text[after.start() :])


def _introduced(text: str, mention: Mention, grammar: Grammar) -> bool:
    """Whether a preposition of place stands right before a mention, or one article or adjective earlier."""
    words = WORD.findall(text[max(0, mention.start - 30) : mention.start].lower())[-3:]
    return any(grammar.entry(word).tags & {"at", "to", "from", "of"} for word in words)


def _stands_alone(text: str, mention: Mention, grammar: Grammar) -> bool:
    """Whether a country's name is a noun here ("Mali's", "Mali has") and no adjective ("U.S. officials")."""
    if not is_country(mention) or grammar.adjectives_follow:
        return is_country(mention)  # where adjectives follow a country's name is none: "le Niger", but "nigérien"
    following = WORD.search(text, mention.end, mention.end + 24)
    if following is None or not following.group()[0].isalpha():
        return True
    word = following.group()
    if word.islower() and word.endswith(grammar.past_endings) and mention.end - mention.start > SHORT_NAME:
        return True  # "since Kenya gained independence"
    entry = grammar.entry(word.lower())
    return bool(entry.verbs or entry.tags & AFTER_NOUN)


def _row_drafts(row: Row, text: str, grammar: Grammar, published: str | None) -> list[Draft]:
    groups = find_groups(row.items, grammar)
    if not groups:
        return []
    start, end = row.sentence.start, row.sentence.end
    attach_dates(row, find_dates(text, published, grammar.lang, start=start, end=end), 0)
    return read_frames(row, groups, find_uses(row.items))


def _may_speak(text: str, sentence: Sentence, grammar: Grammar, inside: list[tuple[int, int, int, object]]) -> bool:
    """Whether a sentence names personnel, a force, or a movement of a state."""
    if any(c[2] == RANK["force"] for c in inside) or _counts_nationals(inside):
        return True
    words = text[sentence.start : sentence.end].lower()
    return not (grammar.triggers.isdisjoint(words.split()) and grammar.triggers.isdisjoint(WORD.findall(words)))


def _counts_nationals(inside: list[tuple[int, int, int, object]]) -> bool:
    """Whether a number stands right before people of a state: "a further 400 Chileans"."""
    for before, after in pairwise(inside):
        nationals = isinstance(after[3], Who) and after[3].kind == "people"
        if nationals and before[2] == RANK["count"] and after[0] - before[1] <= 1:
            return True
    return False


def _covers(known: Known) -> list[tuple[int, int, int, object]]:
    rows: list[tuple[int, int, int, object]] = []
    rows += [(m.start, m.end, RANK["place"], m) for m in known.mentions]
    rows += [(w.start, w.end, RANK["who"], w) for w in known.who]
    rows += [(f.start, f.end, RANK["force"], f) for f in known.forces]
    rows += [(c.start, c.end, RANK["count"], c) for c in known.counts]
    rows.sort(key=lambda r: (r[0], r[1], r[2]))
    return rows


def standing_of(mentions: tuple[Mention, ...]) -> dict[str, Standing]:
    """Tell how much a report is about each country: the most named first; of equals the first in the alphabet.

    Parameters
    ----------
    mentions : tuple of Mention
        The places that a preposition brings in.

    Returns
    -------
    dict of (str, Standing)
    """
    placed = [m for m in mentions if m.location is not None and m.location.country]
    votes = Counter(m.location.country for m in placed if m.location is not None and m.location.country)
    lede = {m.location.country for m in placed if m.location is not None and m.start < LEDE}
    order = sorted(votes, key=lambda c: (-votes[c], c))
    return {c: Standing(rank, votes[c] / len(placed), c in lede) for rank, c in enumerate(order)}


def _settle(draft: Draft, missions: list[int]) -> None:
    """Take over from the phrase what needs no choice: force and kind of personnel."""
    group = draft.group
    if draft.status is Status.LEFT and _leaves_a_part(draft):
        draft.status = Status.LEAVING
    if draft.spot is not None and draft.spot.role == "from" and draft.spot.tie not in AFAR:
        draft.status = AWAY.get(draft.status, draft.status)
    body = draft.whole.group if draft.whole is not None and _is_bare(draft) else group
    draft.force = body.force if _may_be_of(body.force, draft.sender) else None
    draft.personnel = body.personnel
    if draft.sender in PEACE_SENDERS and body.personnel in {Personnel.TROOPS, Personnel.POLICE}:
        draft.personnel = Personnel.PEACEKEEPERS
    total = (draft.total or draft.whole) if draft.rule == "part.including" else None
    if total is not None and total.sender in PEACE_SENDERS and draft.personnel is Personnel.TROOPS:
        draft.personnel = Personnel.PEACEKEEPERS
    if draft.rule == "with.have" and draft.personnel is Personnel.TROOPS and _contributes(draft, missions):
        draft.personnel = Personnel.PEACEKEEPERS


def _contributes(draft: Draft, missions: list[int]) -> bool:
    """Whether a state's personnel are its contribution to a mission spoken of: "the main contributor with 2,300"."""
    last = bisect_right(missions, draft.row.number) - 1
    near = last >= 0 and draft.row.number - missions[last] <= MISSION_REACH
    return near and any("contributor" in item.tags for item in draft.items[: draft.group.first])


def _is_bare(draft: Draft) -> bool:
    """Whether a number has no noun of its own: "1,000 mercenaries in Mali and up to **2,000** in Libya"."""
    return draft.group.kind == "count" and draft.group.force is None and draft.rule.startswith(("part.", "gapped."))


def _leaves_a_part(draft: Draft) -> bool:
    """Whether what is left is less than the place taken: bases in a country, or a town that is not known."""
    if draft.location is None or draft.spot is None:
        return False
    wide = draft.location.precision in {Precision.ADMIN, Precision.COUNTRY, Precision.AREA}
    if draft.group.kind == "site":
        return wide and not draft.group.has("whole")
    if draft.rule.endswith(".handover") and draft.spot.tie not in {"post", "object"}:
        return True  # "AMISOM hands over base"
    before = draft.use is not None and draft.spot.item < draft.use.start
    return wide and (draft.spot.tie in AFAR or before) and _leaves_unknown(draft)


def _leaves_unknown(draft: Draft) -> bool:
    """Whether the verb has a name as its object that is no known place: "all soldiers have left Xyz"."""
    if draft.use is None or draft.use.last + 1 >= len(draft.items):
        return False
    after = draft.items[draft.use.last + 1]
    if "from" in after.tags and draft.use.last + 2 < len(draft.items):
        after = draft.items[draft.use.last + 2]
    return after.upper and after.plain and after.place is None and after.who is None


def _may_be_of(force: Named | None, sender: str | None) -> bool:
    """Whether a sender's personnel can be of a force: a state's army is nobody else's."""
    return force is None or force.kind != "army" or sender is None or force.sender in {None, sender}


def _settle_number(draft: Draft) -> None:
    """Take over the phrase's number, or the words that stand for one."""
    group = draft.group
    if group.count is not None and not _casualties(draft):
        draft.count = group.count
        draft.count_text = group.count.text
    elif group.quantity is not None:
        first, last = group.quantity
        draft.count_text = " ".join(item.low for item in draft.items[first : last + 1])


def _casualties(draft: Draft) -> bool:
    """Whether the phrase's number counts the killed, wounded or captured."""
    items, group = draft.items, draft.group
    if draft.rule == "passive.strike":
        return True
    around = [*range(max(0, group.first - 2), group.first), *range(group.last + 1, min(len(items), group.last + 5))]
    return any("casualty" in items[k].tags and not _harms(items, k, group) for k in around)


def _harms(items: list[Item], k: int, group: Group) -> bool:
    """Whether the personnel of a phrase do the harm, or suffer one told apart: "300 soldiers killed 12 rebels"."""
    after = items[k + 1] if k > group.last and k + 1 < len(items) else None
    if after is None:
        return False
    return after.count is not None or bool(after.tags & {"determiner", "definite", "possessive"})
