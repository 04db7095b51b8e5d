"""Terse statements of deployments: "990 Central African Republic (MINUSCA); 1,075 Mali (MINUSMA) (March 2020)".

The sender is the table row's and not in the text. A statement is a row of segments parted by semicolons; a
segment gives a number and a place, either first, with the mission, additional police and remarks in brackets,
and the date of all of it in the last bracket. Remarks after "note" are prose and left to be reported as such.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from mapper.extract.headcount import Headcount
from mapper.extract.lexicon import Actor, Lexicon
from mapper.extract.statements_cut import Found, Segment, as_of, body_of, cut_segments, notes_of
from mapper.extract.statements_place import Place, host_of, location_of
from mapper.model import (
    Claim,
    Confidence,
    Extraction,
    Mark,
    Mention,
    Personnel,
    Precision,
    Rejected,
    Report,
)

_UNKNOWN = "no place of this name is known"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A number at a place: what becomes a claim."""

    count: Headcount
    place: Place
    rule: str
    personnel: Personnel | None = None
    extra: bool = False


def extract_statement(report: Report, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Extraction:
    """Extract the claims of one terse statement.

    Parameters
    ----------
    report : Report
        ``sender`` is the row's state or organisation (ISO 3166-1 alpha-3 or the codebook's code).
    mentions : tuple of Mention
        The text's place names; names of states that are missing there are taken from the lexicon.
    lexicon : Lexicon

    Returns
    -------
    Extraction
        Claims in text order: one a number and place; one number over several places is one claim of precision
        area with an optional claim for each state. Numbers without a place and notes are rejected with reasons.

    Notes
    -----
    Counts and house decisions are the codebook's. ``when`` is the date in the statement's last bracket.
    """
    text = report.text
    body = body_of(text)
    found = Found(report, mentions, lexicon)
    when = as_of(text, body, report.published)
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    for segment in cut_segments(text, body, found):
        pairs, lost = _pairs(segment)
        for pair in pairs:
            claims += _claims(report, segment, pair, when, len(claims))
        rejected += [_reject(report, count) for count in lost]
    for low, high in notes_of(text, body):
        rejected.append(
            Rejected(
                source=report.id,
                where=f"characters {low}-{high}",
                reason="a note in prose",
                text=text[low:high][:200],
            )
        )
    return Extraction(report=report, claims=tuple(claims), rejected=tuple(rejected))


def _pairs(segment: Segment) -> tuple[list[_Pair], list[Headcount]]:
    """Pair the numbers of a segment with its places; numbers left over are returned apart."""
    pairs: list[_Pair] = []
    lost: list[Headcount] = []
    used: set[int] = set()
    anchor: Place | None = None
    for number, count in enumerate(segment.counts):
        police = count.noun is not None and count.noun.personnel is Personnel.POLICE and bool(pairs or number)
        bracket = segment.bracket(count.start)
        if bracket >= 0:
            pair = _in_bracket(segment, count, bracket, used, anchor, police=police)
        else:
            pair = _outside(segment, count, number, used)
        if pair is None:
            lost.append(count)
            continue
        if not pair.extra:
            used.add(pair.place.start)
            anchor = pair.place
        pairs.append(pair)
    return pairs, lost


def _outside(segment: Segment, count: Headcount, number: int, used: set[int]) -> _Pair | None:
    """Pair a number outside brackets with the place after it, in the next bracket, or before it."""
    limit = next((c.start for c in segment.counts[number + 1 :] if segment.bracket(c.start) < 0), segment.end)
    free = [p for p in segment.places if p.start not in used and segment.bracket(p.start) < 0]
    limit = min([limit, *(a for a in segment.apart if a > count.end)])
    after = next((p for p in free if count.end <= p.start < limit), None)
    if after is not None:
        return _Pair(count, after, "statement.number-place", _kind(count))
    for low, high in segment.brackets:
        if count.end <= low < limit:
            within = next((p for p in segment.places if low <= p.start < high), None) or _of_force(segment, low, high)
            if within is not None:
                return _Pair(count, within, "statement.number-bracket", _kind(count))
    force = _of_force(segment, count.end, limit)
    if force is not None:
        return _Pair(count, force, "statement.number-mission", _kind(count))
    edge = max([segment.start, *(a for a in segment.apart if a < count.start)])
    before = next((p for p in reversed(free) if edge <= p.start and p.end <= count.start), None)
    return None if before is None else _Pair(count, before, "statement.place-number", _kind(count))


def _in_bracket(
    segment: Segment, count: Headcount, bracket: int, used: set[int], anchor: Place | None, *, police: bool
) -> _Pair | None:
    """Read a number in brackets: the place's own, additional police, or a part of the number before."""
    low = segment.brackets[bracket][0]
    if police:
        after = next((p for p in segment.places if p.start > low and segment.bracket(p.start) < 0), None)
        place = anchor or after
        return None if place is None else _Pair(count, place, "statement.police", Personnel.POLICE, extra=True)
    before = next((p for p in reversed(segment.places) if p.end <= low and segment.bracket(p.start) < 0), None)
    if before is not None and before.start not in used:
        return _Pair(count, before, "statement.place-number", _kind(count))
    return None


def _of_force(segment: Segment, low: int, high: int) -> Place | None:
    """Where a mission serves that is named between two offsets, when it serves in one state only."""
    for force in segment.forces:
        if low <= force.start < high and len(force.hosts) == 1:
            return Place(force.start, force.end, force.hosts, Precision.COUNTRY)
    return None


def _kind(count: Headcount) -> Personnel | None:
    return count.noun.personnel if count.noun is not None else None


def _claims(report: Report, segment: Segment, pair: _Pair, when: str | None, number: int) -> list[Claim]:
    """Make the claim of a pair, with an optional one for each state when it names several."""
    force = _force_of(segment, pair)
    place, shared = pair.place, bool(pair.place.parts)
    location = location_of(report.text, place)
    start, end = _trim(report.text, segment.start, segment.end)
    marks = [Mark(start=pair.count.start, end=pair.count.end, role="count")]
    marks.append(Mark(start=place.start, end=place.end, role="place"))
    if force is not None:
        marks.append(Mark(start=force.start, end=force.end, role="force"))
    claim = Claim(
        id=f"{report.id}#{number}", report_id=report.id, quote=report.text[start:end], start=start, end=end,
        sender=report.sender, force=force.text if force else None, force_id=force.force_id if force else "",
        personnel=_personnel(pair, force), count_low=pair.count.low, count_high=pair.count.high,
        count_text=pair.count.text, place=report.text[place.start : place.end], host=host_of(place),
        precision=location.precision if location is not None else place.precision,
        when=_when(segment, pair, when), rule=pair.rule,
        group=f"{report.id}#s{number}" if shared else "", location=location,
        unlocated="" if location else _UNKNOWN, marks=tuple(marks), published=report.published,
        publisher=report.publisher, confidence=(Confidence(part="extraction", score=0.95, reason=pair.rule),),
    )  # fmt: skip
    return [claim, *_parts(report.text, claim, place, number)] if shared else [claim]


def _when(segment: Segment, pair: _Pair, when: str | None) -> str | None:
    """Date that the segment itself gives for a number in prose, else the statement's."""
    dates = [d for d in segment.dates if pair.count.end <= d.start] or segment.dates
    return dates[0].edtf if dates else when


def _parts(text: str, claim: Claim, place: Place, number: int) -> list[Claim]:
    """Make an optional claim without a number for each place that shares one number."""
    parts = []
    for offset, part in enumerate(place.parts, start=1):
        of_part = replace(
            claim, id=f"{claim.report_id}#{number + offset}", count_low=None, count_high=None, count_text=None,
            place=text[part.start : part.end], host=host_of(part), precision=part.precision, location=part.location,
            unlocated="" if part.location else _UNKNOWN, optional=True, part_of=claim.id,
            rule="statement.one-of-several",
        )  # fmt: skip
        parts.append(of_part)
    return parts


def _force_of(segment: Segment, pair: _Pair) -> Actor | None:
    """Mission named for a pair: the first after its place, before the next number outside brackets.

    A mission with a number of its own ("5,000 Somalia (1,200 for the mission, the rest ...)") is but a part of the
    pair's; where numbers stand in brackets after their places, what follows the next place is not this one's.
    """
    edge = max(pair.count.end, pair.place.end)
    if pair.extra:
        after = [f for f in segment.forces if min(pair.place.start, edge) <= f.start]
        return next(iter(after or segment.forces), None)
    ends = [c.start for c in segment.counts if c.start > edge and segment.bracket(c.start) < 0]
    if pair.rule == "statement.place-number":
        ends += [p.start for p in segment.places if p.start > edge and segment.bracket(p.start) < 0]
    limit = min(ends, default=segment.end)
    after = [f for f in segment.forces if min(pair.place.start, edge) <= f.start < limit]
    return next((f for f in after if not _is_counted_apart(segment, pair, f)), None)


def _is_counted_apart(segment: Segment, pair: _Pair, force: Actor) -> bool:
    """Whether a number of its own stands before a mission in its bracket."""
    bracket = segment.bracket(force.start)
    own = (c for c in segment.counts if c.start != pair.count.start and c.end <= force.start)
    return bracket >= 0 and any(segment.bracket(c.start) == bracket for c in own)


def _personnel(pair: _Pair, force: Actor | None) -> Personnel:
    if pair.personnel is Personnel.POLICE:
        return Personnel.POLICE
    if force is not None and force.personnel is not None:
        return force.personnel
    return pair.personnel or Personnel.TROOPS


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _reject(report: Report, count: Headcount) -> Rejected:
    return Rejected(
        source=report.id,
        where=f"characters {count.start}-{count.end}",
        reason="a number without a place of its own",
        text=report.text[max(0, count.start - 40) : count.end + 60],
    )
