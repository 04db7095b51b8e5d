"""From a weighed draft to a claim: the codebook's fields, the quote, the trail and a stable id."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

from mapper.extract.draft import Draft
from mapper.extract.items import Item
from mapper.extract.place import role_of
from mapper.extract.stretches import moved_claim
from mapper.model import Claim, Confidence, Location, Mark, Personnel, Report, Status

TIE_SCORE = {"post": 0.95, "object": 0.95, "clause": 0.8, "purpose": 0.8, "front": 0.8, "there": 0.75,
             "theatre": 0.7, "carried": 0.6, "near": 0.4, "main": 0.4, "loose": 0.4}  # fmt: skip
TIE_REASON = {
    "post": "follows the phrase for the personnel", "object": "object of the verb", "clause": "in the same clause",
    "purpose": "where they are sent to act",
    "front": "opens the clause", "there": "what the words for 'there' refer to", "theatre": "where the force serves",
    "carried": "carried over from an earlier sentence", "near": "last place named",
    "main": "the country the report names most", "loose": "elsewhere in the sentence",
}  # fmt: skip
HOW_REASON = {
    "said": "named in the phrase", "owner": "named as their owner", "from": "where they are from",
    "force": "that of the named force", "noun": "implied by the noun", "subject": "the verb's subject",
    "pronoun": "what the pronoun takes up", "speaker": "whoever speaks", "topic": "whom the text is about",
    "carried": "of a sentence before", "voted": "the report's main one", "home": "the country itself",
    "several": "more than one", "none": "not stated",
}  # fmt: skip
SOURCE_REACH = 9


def make_claim(report: Report, draft: Draft, begin: int = 0) -> Claim:
    """Build the claim of a draft.

    Parameters
    ----------
    report : Report
        Or a stretch of one.
    draft : Draft
        Accepted, with its score.
    begin : int
        Where the stretch begins in its report.

    Returns
    -------
    Claim
        ``quote`` is the text from ``start`` to ``end``, the whole sentence; offsets are into the whole report.
    """
    start, end = draft.row.sentence.start, draft.row.sentence.end
    spot, count = draft.spot, draft.count
    claim = Claim(
        id="",
        report_id=report.id,
        quote=report.text[start:end],
        sender=draft.sender,
        force=force_text(report.text, draft),
        personnel=draft.personnel,
        count_low=count.low if count else None,
        count_high=count.high if count else None,
        count_text=draft.count_text,
        place=spot.mention.text if spot else None,
        host=draft.host,
        precision=draft.location.precision if draft.location else None,
        status=draft.status,
        when=draft.when,
        source=source_of(draft, report.text),
        optional=draft.optional,
        start=start,
        end=end,
        rule=draft.rule,
        force_id=draft.force.force_id if draft.force else "",
        echelon=count.echelon if count else "",
        units=count.units if count else None,
        location=draft.location,
        origin=draft.origin or origin_of(draft),
        unlocated="" if draft.location else (spot.mention.reason if spot else "no place stated"),
        marks=marks_of(draft),
        confidence=confidence_of(draft),
        published=report.published,
        publisher=report.publisher,
    )
    claim = moved_claim(claim, begin)
    return replace(claim, id=claim_id(claim))


def link_parts(drafts: list[Draft], claims: list[Claim]) -> tuple[Claim, ...]:
    """Tell the claims that are parts of another's total.

    Parameters
    ----------
    drafts : list of Draft
    claims : list of Claim
        Of the drafts, in the same order.

    Returns
    -------
    tuple of Claim
        A part has the id of its total in ``part_of``; both share it as ``group``. A part whose total is no claim
        of the report stands alone.
    """
    homes = {key: i for i, draft in reversed(list(enumerate(drafts))) for key in (draft.key, *draft.repeats)}
    linked = list(claims)
    for i, draft in enumerate(drafts):
        home = homes.get(draft.total.key) if draft.total is not None else None
        if home is None or home == i or draft.total is None or not _holds(claims[home], claims[i]):
            continue
        name = claims[home].id
        linked[i] = replace(linked[i], part_of=name, group=linked[i].group or name)
        linked[home] = replace(linked[home], group=linked[home].group or name)
    return tuple(linked)


def _holds(whole: Claim, part: Claim) -> bool:
    """Whether a total can hold a part: another claim, and not a larger number."""
    most = whole.count_high if whole.count_high is not None else whole.count_low
    least = part.count_low if part.count_low is not None else part.count_high
    if whole.id == part.id or most is None:
        return False
    return least is None or least <= most or whole.count_high is None


def claim_id(claim: Claim) -> str:
    """Digest of the report, the span and the fields: the same claim has the same id in every run."""
    parts = (claim.report_id, claim.start, claim.end, claim.sender, claim.force, claim.personnel, claim.count_low,
             claim.count_high, claim.place, claim.host, claim.status, claim.when)  # fmt: skip
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def force_text(text: str, draft: Draft) -> str | None:
    """Words of the text that name the force, without its article."""
    if draft.force is not None:
        return draft.force.name or text[draft.force.start : draft.force.end]
    return None


def origin_of(draft: Draft) -> Location | None:
    """Where a movement comes from: the place after "from" beside the one that is meant."""
    if draft.status not in {Status.ARRIVING, Status.PLANNED_ARRIVAL} or draft.spot is None:
        return None
    for spot in draft.options:
        if spot.role == "from" and spot.mention is not draft.spot.mention:
            return spot.mention.location
    for i, item in enumerate(draft.items):
        if item.place is not None and item.place is not draft.spot.mention and role_of(draft.items, i)[0] == "from":
            return item.place.location
    return None


def marks_of(draft: Draft) -> tuple[Mark, ...]:
    """Spans of the text that made the claim, in text order."""
    items, group = draft.items, draft.group
    low, high = draft.row.sentence.start, draft.row.sentence.end
    marks = [Mark(start=items[group.head].start, end=items[group.head].end, role="personnel")]
    marks += [
        Mark(start=items[at].start, end=items[at].end, role="sender")
        for code, at in group.senders
        if code == draft.sender
    ]
    if draft.count is not None:
        marks.append(Mark(start=draft.count.start, end=draft.count.end, role="count"))
    if draft.force is not None:
        marks.append(Mark(start=draft.force.start, end=draft.force.end, role="force"))
    if draft.use is not None:
        marks.append(Mark(start=items[draft.use.at].start, end=items[draft.use.at].end, role="verb"))
    if draft.spot is not None:
        marks.append(Mark(start=draft.spot.mention.start, end=draft.spot.mention.end, role="place"))
    inside = {m for m in marks if (low <= m.start and m.end <= high) or m.role == "place"}
    return tuple(sorted(inside, key=lambda m: (m.start, m.end, m.role)))


def confidence_of(draft: Draft) -> tuple[Confidence, ...]:
    """How sure the extraction, the place and the date are, each with its reason."""
    rows = [
        Confidence(
            part="extraction", score=round(draft.score, 3), reason=f"sender {HOW_REASON.get(draft.how, draft.how)}"
        )
    ]
    if draft.spot is not None:
        score, reason = TIE_SCORE[draft.spot.tie], TIE_REASON[draft.spot.tie]
        why = draft.spot.mention.reason or (draft.location.reason if draft.location else "")
        rows.append(Confidence(part="place", score=score, reason=f"{reason}; {why}" if why else reason))
    stated = draft.when is not None
    why = "stated in the sentence" if stated else "the report's date"
    rows.append(Confidence(part="date", score=0.9 if stated else 0.6, reason=why))
    return tuple(rows)


def source_of(draft: Draft, text: str) -> str | None:
    """Who is cited: the words before "said" or after "according to", as written.

    Returns
    -------
    str or None
    """
    items = draft.items
    for i, item in enumerate(items):
        if "according" in item.tags:
            return _words_after(items, i, text)
        if "saying" in item.tags:
            return _words_before(items, i, text)
    return None


def _words_before(items: list[Item], i: int, text: str) -> str | None:
    j = i
    while j > 0 and i - j < SOURCE_REACH and not _stops(items[j - 1]):
        j -= 1
    return text[items[j].start : items[i - 1].end] if j < i else None


def _words_after(items: list[Item], i: int, text: str) -> str | None:
    j = i
    while j + 1 < len(items) and j - i < SOURCE_REACH and not _stops(items[j + 1]):
        j += 1
    return text[items[i + 1].start : items[j].end] if j > i else None


def _stops(item: Item) -> bool:
    return item.low in ',;:."“”«»()—–' or bool(item.tags & {"clause", "relative"})


def ignorable(draft: Draft) -> bool:
    """Whether reasonable readers differ on such a claim, by the codebook's house decisions."""
    if draft.personnel is Personnel.FIGHTERS:
        return True
    own = draft.sender is not None and draft.sender == draft.host
    return own and not draft.numbered
