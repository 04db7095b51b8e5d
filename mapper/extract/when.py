"""Dates in a text, as EDTF counted from the report's own date; nothing here knows today's date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from mapper.extract.tokens import find_openings, tokenise
from mapper.extract.when_calendar import is_year, read_day_month, read_decade, read_month, read_numeric, read_year
from mapper.extract.when_core import Core, Scan
from mapper.extract.when_period import Period, day, interval, month_of, part_of, reference, year_of
from mapper.extract.when_relative import (
    read_amount,
    read_fixed,
    read_period,
    read_season,
    read_shifted,
    read_weekday,
)
from mapper.extract.when_words import open_date_words

_KINDS = {"since": "since", "until": "until", "by": "by", "before": "before", "after": "after", "during": "during"}

_LIMITS = {"month": ("by", "until", "before"), "year": ("before",)}  # before an end: its last day, not its last part


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in a text: ``text == report.text[start:end]``.

    ``edtf`` is its reading in a statement about what is or was, ``future`` in one about what is to come (they
    differ for "on Monday", "in August"); both ``None`` where the date cannot be worked out, with the
    ``reason``. ``kind`` is point, span, since, until, by, before, after, during, duration or peak; ``relation``
    the word's role before the date (since, until, by, before, after, during, in, between, from) or empty.
    """

    start: int
    end: int
    text: str
    edtf: str | None
    kind: str = "point"
    relation: str = ""
    future: str | None = None
    reason: str = ""


def find_dates(
    text: str, published: str | None, lang: str = "en", *, start: int = 0, end: int | None = None
) -> tuple[DateMention, ...]:
    """Find the dates of a text, or of ``text[start:end]`` alone.

    Parameters
    ----------
    text : str
        Any text.
    published : str or None
        EDTF date of the report; without it, dates that are counted from it have no ``edtf``.
    lang : str
        ISO 639-1 code; a language without vocabulary is read as English.
    start, end : int
        What stands outside is not looked at; offsets are into the whole text all the same.

    Returns
    -------
    tuple of DateMention
        In text order, spans disjoint.

    Notes
    -----
    EDTF level 1 (ISO 8601-2:2019, annex A) restricted to days, months, years and intervals of them. Early,
    middle and late are thirds of a year or month; seasons are the northern hemisphere's.

    Examples
    --------
    >>> [d.edtf for d in find_dates("since 2014, on Monday, by next summer", "2022-08-17")]
    ['2014/..', '2022-08-15', '2023-06/2023-08']
    >>> find_dates("on Monday", None)[0].edtf is None
    True
    """
    words = open_date_words(lang)
    tokens = tokenise(text)
    scan = Scan(tokens if end is None else tokens.within(start, end), words, reference(published))
    found: list[DateMention] = []
    floor = 0
    for i in find_openings(scan.tokens, words.starters):
        mention = _mention(scan, i, floor) if i >= floor else None
        if mention is not None:
            found.append(mention[0])
            floor = mention[1] + 1
    return tuple(found)


def _mention(scan: Scan, i: int, floor: int) -> tuple[DateMention, int] | None:
    core = _read_core(scan, i)
    if core is None:
        return None
    first, core, parted = _take_part(scan, core, floor)
    before = scan.words.relation.before(scan.tokens, first, floor=floor)
    relation = ""
    if before is not None and not (core.kind in {"duration", "span"} and core.reason == "" and core.unit):
        first, relation = before
    if not core.sure and not _believed(scan, core, relation, parted=parted):
        return None
    if relation in {"between", "from", "since"}:
        joined = _join(scan, core, relation)
        if joined is not None:
            return _finish(scan, first, joined, "between")
    if relation == "between":
        relation = "in"
    return _finish(scan, first, core, relation)


def _read_core(scan: Scan, i: int) -> Core | None:
    """Read the date that starts at token ``i``."""
    low = scan.low(i)
    if low[:1].isdecimal():
        figures = (read_numeric, read_day_month, read_decade, read_year, read_amount)
        return next((core for core in (read(scan, i) for read in figures) if core is not None), None)
    fixed = scan.words.fixed.at(scan.tokens, i)
    if fixed is not None:
        return read_fixed(scan, i, fixed[0] - 1, fixed[1])
    decade = scan.words.decade_words.at(scan.tokens, i)
    if decade is not None and is_year(scan, decade[0]) and scan.low(decade[0]).endswith("0"):
        period = year_of(int(scan.low(decade[0])), count=10)
        return Core(i, decade[0], period, period)
    words = (read_month, read_weekday, read_shifted, read_season, read_period, read_amount)
    return next((core for core in (read(scan, i) for read in words) if core is not None), None)


def _take_part(scan: Scan, core: Core, floor: int) -> tuple[int, Core, bool]:
    """Narrow a date by a part before it: "early 2020", "the end of the year", "earlier this week"."""
    found = scan.words.part.before(scan.tokens, core.first, floor=floor)
    if found is None or core.kind != "point":
        return core.first, core, False
    first, part = found
    if core.past is None or core.past.grain in {"day", "part"}:
        return (first, core, True) if core.past is None else (core.first, core, False)
    if core.shift == 0 and part in {"early", "late"} and scan.today is not None:
        low = core.past.low if part == "early" else scan.today.low
        high = scan.today.high if part == "early" else core.past.high
        if low <= high:
            period = Period(low, high, "part")
            return first, replace(core, past=period, future=period), True
    role = scan.words.relation.before(scan.tokens, first, floor=floor) if part == "end" else None
    if role is not None and role[1] in _LIMITS.get(core.past.grain, ()):
        last = [None if p is None else Period(p.high, p.high, "day") for p in (core.past, core.future)]
        return first, replace(core, past=last[0], future=last[1]), True
    past = part_of(core.past, part)
    future = part_of(core.future, part) if core.future is not None else None
    return first, replace(core, past=past, future=future), True


def _believed(scan: Scan, core: Core, relation: str, *, parted: bool) -> bool:
    """Whether a figure or word that may be no date is one, from what stands around it."""
    if parted:
        return True
    if not relation:
        return False
    if scan.low(core.first).isdecimal():
        head = scan.words.numbers.heads.at(scan.tokens, core.last + 1)
        before = scan.low(core.first - 1)
        return head is None or (before not in scan.words.of and relation not in {"until", "from"})
    return (core.unit == "" and scan.low(core.first) in scan.words.months) or scan.low(
        core.first
    ) in scan.words.seasons


def _join(scan: Scan, left: Core, relation: str) -> Core | None:
    """Join the two ends of "between June and September", "from 2013 to 2022"."""
    joins = scan.words.between_joins if relation == "between" else scan.words.from_joins
    k = left.last + 1
    if scan.low(k) not in joins:
        return None
    k += 1
    parts = scan.words.part.at(scan.tokens, k)
    start = parts[0] if parts is not None else k
    right = _read_core(scan, start) or (_read_core(scan, start + 1) if start + 1 < len(scan.tokens) else None)
    if right is None or right.kind != "point":
        return None
    if parts is not None and right.past is not None and right.past.grain not in {"day", "part"}:
        narrowed = part_of(right.past, parts[1])
        right = replace(right, past=narrowed, future=narrowed)
    if left.past is None or right.past is None:
        return replace(left, last=right.last, kind="span", reason=left.reason or right.reason, past=None, future=None)
    low, high = _agree(left, right)
    if low is None or low.low > high.high:
        return None
    period = Period(low.low, high.high, "span")
    return replace(left, last=right.last, past=period, future=period, kind="span")


def _agree(left: Core, right: Core) -> tuple[Period | None, Period]:
    """Give an end without a year the other's: the start takes the end's year, or the one before."""
    low, high = left.past, right.past
    assert high is not None  # noqa: S101  (the caller looked)
    if low is None or not left.month or right.month:
        if low is not None and low.low > high.high and right.month and left.month and right.future is not None:
            return low, right.future
        return low, high
    for year in (high.high.year, high.high.year - 1):
        fits = day(year, left.month, left.number) if left.number else month_of(year, left.month)
        if fits is not None and fits.low <= high.high:
            return fits, high
    return low, high


def _finish(scan: Scan, first: int, core: Core, relation: str) -> tuple[DateMention, int]:
    start, end = scan.tokens.starts[first], scan.tokens.ends[core.last]
    kind = _KINDS.get(relation, core.kind)
    if core.kind == "duration":
        kind = "duration"
    if _at_peak(scan, first):
        kind = "peak"
    mention = DateMention(
        start=start, end=end, text=scan.tokens.text[start:end], edtf=_edtf(core.past, kind, relation),
        kind=kind, relation=relation, future=_edtf(core.future, kind, relation), reason=core.reason,
    )  # fmt: skip
    if mention.edtf is None and not mention.reason:
        mention = replace(mention, reason="no such day")
    return mention, core.last


def _edtf(period: Period | None, kind: str, relation: str) -> str | None:
    if period is None:
        return None
    if kind in {"since", "after"}:
        return interval(period.low, None)
    if kind == "until":
        return interval(None, period.high)
    if kind == "before":
        return interval(None, period.low - timedelta(days=1)) if period.low.toordinal() > 1 else None
    del relation
    return period.edtf()


def _at_peak(scan: Scan, first: int) -> bool:
    """Whether a word for a highest number stands shortly before the date in the same sentence."""
    for k in range(first - 1, max(-1, first - 5), -1):
        if scan.low(k) in {".", ";", "!", "?"}:
            return False
        if scan.low(k) in scan.words.peak:
            return True
    return False
