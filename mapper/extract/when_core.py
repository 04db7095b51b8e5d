"""Single dates in tokens: calendar dates, months, years, weekdays, and periods counted from the report's date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from mapper.extract.headcount_numeral import read_numeral
from mapper.extract.tokens import Tokens
from mapper.extract.when_period import (
    FIRST_YEAR,
    LAST_YEAR,
    Period,
    around,
    day,
    month_of,
    part_of,
    shift,
    year_of,
)
from mapper.extract.when_words import DateWords


@dataclass(frozen=True, slots=True)
class Core:
    """A date in tokens ``first`` to ``last``.

    ``past`` is its reading in a report about what happened, ``future`` in one about what is to come; both
    ``None`` with a ``reason`` where it cannot be worked out. ``month`` and ``number`` are set while a year is
    missing and may be taken from the other end of a range. ``sure`` is false for a bare figure or word that is a
    date only beside a word of time. ``kind`` is point, span or duration.
    """

    first: int
    last: int
    past: Period | None = None
    future: Period | None = None
    reason: str = ""
    month: int = 0
    number: int = 0
    sure: bool = True
    kind: str = "point"
    shift: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """What every reader of a date needs: the tokens, the words, and the report's date."""

    tokens: Tokens
    words: DateWords
    today: Period | None

    def low(self, i: int) -> str:
        """Lower-case token ``i``, empty outside the text."""
        return self.tokens.lows[i] if 0 <= i < len(self.tokens.lows) else ""

    def capital(self, i: int) -> bool:
        """Whether token ``i`` is written with a capital, where the language asks for one."""
        return not self.words.capital or self.tokens.text[self.tokens.starts[i]].isupper()


NO_DATE = "the report has no date to count from"
NO_DAY = "the report's date is not exact enough to count from"


def read_core(scan: Scan, i: int) -> Core | None:
    """Read the date that starts at token ``i``.

    Parameters
    ----------
    scan : Scan
    i : int

    Returns
    -------
    Core or None
    """
    low = scan.low(i)
    if low[:1].isdecimal():
        return _numeric(scan, i) or _day_month(scan, i) or _decade(scan, i) or _year(scan, i) or _amount(scan, i)
    fixed = scan.words.fixed.at(scan.tokens, i)
    if fixed is not None:
        return _fixed(scan, i, fixed[0] - 1, fixed[1])
    decade = scan.words.decade_words.at(scan.tokens, i)
    if decade is not None and _is_year(scan, decade[0]) and scan.low(decade[0]).endswith("0"):
        period = year_of(int(scan.low(decade[0])), count=10)
        return Core(i, decade[0], period, period)
    readers = (_month, _weekday, _shifted, _season, _period, _amount)
    for read in readers:
        core = read(scan, i)
        if core is not None:
            return core
    return None


def _joined(scan: Scan, first: int, last: int) -> bool:
    return all(scan.tokens.joined(k) for k in range(first + 1, last + 1))


def _numeric(scan: Scan, i: int) -> Core | None:
    """Read 2022-08-15, 15/08/2022 and 15.08.2022."""
    if i + 4 >= len(scan.tokens) or not _joined(scan, i, i + 4):
        return None
    a, sep, b, again, c = scan.tokens.lows[i : i + 5]
    if sep not in {"-", "/", "."} or again != sep or not (b.isdecimal() and c.isdecimal()):
        return None
    if scan.tokens.joined(i) and scan.low(i - 1) in {"-", "/", ".", "_"}:
        return None
    if len(a) == 4 and len(b) <= 2 and len(c) <= 2:
        return _calendar(i, i + 4, day(int(a), int(b), int(c)))
    if len(c) != 4 or len(a) > 2 or len(b) > 2:
        return None
    first, second = int(a), int(b)
    if scan.words.order == "mdy" and first <= 12 and second <= 12 and first != second:
        return Core(i, i + 4, reason="day and month cannot be told apart")
    number, month = (second, first) if scan.words.order == "mdy" and second > 12 else (first, second)
    return _calendar(i, i + 4, day(int(c), month, number))


def _calendar(first: int, last: int, period: Period | None) -> Core | None:
    return None if period is None else Core(first, last, period, period)


def _number(scan: Scan, i: int) -> tuple[int, int] | None:
    """Day of the month at token ``i`` ("15", "15th", "1er"): the number and its last token."""
    low = scan.low(i)
    if not low.isdecimal() or len(low) > 2 or not 1 <= int(low) <= 31:
        return None
    if scan.tokens.joined(i) and scan.low(i - 1) in {".", ",", "/", ":", "$", "€", "£"}:
        return None
    if i + 1 < len(scan.tokens) and scan.tokens.joined(i + 1) and scan.low(i + 1) in scan.words.ordinals:
        return int(low), i + 1
    return int(low), i


def _day_month(scan: Scan, i: int) -> Core | None:
    """Read "15 August 2022", "15th of August", "15-17 August", "le 15 août"."""
    first = _number(scan, i)
    if first is None:
        return None
    numbers, k = [first[0]], first[1] + 1
    if scan.low(k) in scan.words.range_joins or scan.low(k) in scan.words.between_joins:
        second = _number(scan, k + 1)
        if second is not None and second[0] > first[0]:
            numbers, k = [first[0], second[0]], second[1] + 1
    while scan.low(k) in scan.words.of:
        k += 1
    month = scan.words.months.get(scan.low(k))
    if month is None or not scan.capital(k):
        return None
    return _dated(scan, i, k, month, numbers)


def _month(scan: Scan, i: int) -> Core | None:
    """Read "August", "August 15", "August 15-17, 2022", "August 2022", "last August"."""
    month = scan.words.months.get(scan.low(i))
    if month is None or not scan.capital(i):
        return None
    k = i + 1
    if scan.low(k) == "." and scan.tokens.joined(k):
        k += 1
    number = _number(scan, k)
    numbers: list[int] = []
    last = k - 1
    if number is not None and scan.words.order == "mdy":
        numbers, last = [number[0]], number[1]
        if scan.low(last + 1) in scan.words.range_joins:
            second = _number(scan, last + 2)
            if second is not None and second[0] > number[0]:
                numbers, last = [number[0], second[0]], second[1]
    return _dated(scan, i, last, month, numbers)


def _dated(scan: Scan, first: int, last: int, month: int, numbers: list[int]) -> Core | None:
    """Add the year, or choose it from the report's date, to a month or its days."""
    k = last + 1
    while scan.low(k) in {",", "."} | scan.words.of and scan.low(k):
        k += 1
    if _is_year(scan, k):
        return _calendar(first, k, _days(int(scan.low(k)), month, numbers))
    unit = scan.words.shift_before.at(scan.tokens, last + 1)
    if unit is not None and scan.words.units.get(scan.low(unit[0])) == "year":
        return _in_year(scan, first, unit[0], month, numbers, unit[1])
    after = scan.words.shift_after.at(scan.tokens, last + 1)
    if after is not None:
        return _shifted_month(scan, first, after[0] - 1, month, numbers, after[1])
    sure = bool(numbers) or scan.low(first) not in scan.words.unsure_months
    core = Core(first, last, month=month, number=numbers[0] if len(numbers) == 1 else 0, sure=sure)
    if scan.today is None:
        return replace(core, reason=NO_DATE)
    if scan.today.grain == "years" or (scan.today.grain == "year" and numbers):
        return replace(core, reason=NO_DAY)
    year = scan.today.high.year
    readings = [_days(y, month, numbers) for y in (year - 1, year, year + 1)]
    past = [p for p in readings if p is not None and p.low <= scan.today.high]
    coming = [p for p in readings if p is not None and p.high >= scan.today.low]
    return replace(core, past=past[-1] if past else None, future=coming[0] if coming else None)


def _days(year: int, month: int, numbers: list[int]) -> Period | None:
    if not numbers:
        return month_of(year, month)
    first, last = day(year, month, numbers[0]), day(year, month, numbers[-1])
    if first is None or last is None:
        return None
    return Period(first.low, last.high, "day" if first == last else "part")


def _shifted_month(scan: Scan, first: int, last: int, month: int, numbers: list[int], count: int) -> Core:
    """Read "novembre dernier", "last August": the nearest one on that side of the report."""
    if scan.today is None:
        return Core(first, last, reason=NO_DATE)
    year = scan.today.low.year
    readings = [_days(y, month, numbers) for y in (year - 1, year, year + 1)]
    if count < 0:
        fits = [p for p in readings if p is not None and p.low < scan.today.low.replace(day=1)]
        chosen = fits[-1] if fits else None
    elif count > 0:
        fits = [p for p in readings if p is not None and p.low > scan.today.high]
        chosen = fits[0] if fits else None
    else:
        chosen = readings[1]
    return Core(first, last, chosen, chosen, reason="" if chosen else NO_DAY)


def _in_year(scan: Scan, first: int, last: int, month: int, numbers: list[int], count: int) -> Core:
    if scan.today is None:
        return Core(first, last, reason=NO_DATE)
    period = _days(scan.today.low.year + count, month, numbers)
    return Core(first, last, period, period)


def _is_year(scan: Scan, k: int) -> bool:
    low = scan.low(k)
    return len(low) == 4 and low.isdecimal() and FIRST_YEAR <= int(low) <= LAST_YEAR and not _grouped(scan, k)


def _grouped(scan: Scan, k: int) -> bool:
    """Whether digits belong to something longer than a year."""
    if scan.tokens.joined(k) and scan.low(k - 1) in {",", ".", "$", "€", "£", ":"} and scan.tokens.joined(k - 1):
        return True
    after = k + 1
    return (
        after + 1 < len(scan.tokens)
        and scan.tokens.joined(after)
        and scan.low(after) in {",", ".", ":"}
        and scan.tokens.joined(after + 1)
        and scan.low(after + 1).isdecimal()
    )


def _year(scan: Scan, i: int) -> Core | None:
    """Read "2014", "2013-2022", "2021-22"; a bare year is a date only beside a word of time or in brackets."""
    if not _is_year(scan, i) or (scan.tokens.joined(i) and scan.low(i - 1).isalpha()):
        return None
    year, last, high = int(scan.low(i)), i, int(scan.low(i))
    if scan.low(i + 1) in {"-", "/"} and scan.tokens.joined(i + 1) == (
        i + 2 < len(scan.tokens) and scan.tokens.joined(i + 2)
    ):
        second = scan.low(i + 2)
        if _is_year(scan, i + 2) and int(second) > year:
            last, high = i + 2, int(second)
        elif len(second) == 2 and second.isdecimal() and int(second) > year % 100:
            last, high = i + 2, year // 100 * 100 + int(second)
    if high != year:
        return Core(i, last, year_of(year, count=high - year + 1), year_of(year, count=high - year + 1), kind="span")
    if i + 1 < len(scan.tokens) and scan.tokens.joined(i + 1) and scan.low(i + 1).isalpha():
        return None
    bracket = scan.low(i - 1) in {"(", ","} and scan.low(i + 1) in {")", ","}
    sure = (bracket or scan.low(i + 1) == "'") and not scan.tokens.joined(i)
    if scan.low(i - 1) == "(" and scan.low(i + 1) == ")":
        sure = True
    return Core(i, i, year_of(year), year_of(year), sure=sure)


def _decade(scan: Scan, i: int) -> Core | None:
    """Read "1990s", "the 2000s"."""
    low = scan.low(i)
    if not (len(low) == 4 and low.isdecimal() and low.endswith("0") and i + 1 < len(scan.tokens)):
        return None
    k = i + 1
    if scan.low(k) == "'" and scan.tokens.joined(k):
        k += 1
    if k >= len(scan.tokens) or scan.low(k) not in scan.words.decade_suffix or not scan.tokens.joined(k):
        return None
    year = int(low)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    period = year_of(year, count=100 if year % 100 == 0 and year < 2000 else 10)
    return Core(i, k, period, period)


def _weekday(scan: Scan, i: int) -> Core | None:
    number = scan.words.weekdays.get(scan.low(i))
    if number is None or not scan.capital(i):
        return None
    k = i + 1
    while scan.low(k) in {",", "("} | scan.words.of and scan.low(k):
        k += 1
    exact = _day_month(scan, k) or (_month(scan, k) if k < len(scan.tokens) else None)
    if exact is not None and (exact.number or (exact.past is not None and exact.past.grain == "day")):
        return replace(exact, first=i)
    after = scan.words.shift_after.at(scan.tokens, i + 1)
    if after is not None:
        return _named_day(scan, i, after[0] - 1, number, after[1])
    return _named_day(scan, i, i, number, None)


def _named_day(scan: Scan, first: int, last: int, number: int, count: int | None) -> Core:
    """Weekday nearest to the report: the last on or before its date, or the next on or after it."""
    if scan.today is None:
        return Core(first, last, reason=NO_DATE)
    if scan.today.grain != "day":
        return Core(first, last, reason=NO_DAY)
    today = scan.today.low
    back = (today.weekday() - number) % 7
    past = _move(today, -back)
    future = past if back == 0 else _move(today, 7 - back)
    if count is not None and count < 0:
        past = future = _move(today, -(back or 7))
    elif count is not None and count > 0:
        past = future = _move(today, 7 - back)
    return Core(first, last, past, future)


def _move(base: date, days: int) -> Period | None:
    when = shift(base, "day", days)
    return None if when is None else Period(when, when, "day")


def _shifted(scan: Scan, i: int) -> Core | None:
    """Read "last month", "this week", "next summer", "last August", "next Monday"."""
    found = scan.words.shift_before.at(scan.tokens, i)
    if found is None:
        return None
    k, count = found
    low = scan.low(k)
    if low in scan.words.units:
        return _counted(scan, i, k, scan.words.units[low], count)
    if low in scan.words.months and scan.capital(k):
        core = _month(scan, k)
        if core is not None and core.month:
            numbers = [core.number] if core.number else []
            return _shifted_month(scan, i, core.last, core.month, numbers, count)
        return None
    if low in scan.words.weekdays and scan.capital(k):
        return _named_day(scan, i, k, scan.words.weekdays[low], count)
    if low in scan.words.seasons:
        return _shifted_season(scan, i, k, low, count)
    return None


def _counted(scan: Scan, first: int, last: int, unit: str, count: int) -> Core:
    """Calendar period ``count`` units from the report's own."""
    if scan.today is None:
        return Core(first, last, reason=NO_DATE)
    if not _exact(scan.today, unit):
        return Core(first, last, reason=NO_DAY)
    base = around(scan.today.low, unit).low if unit not in {"day", "week", "weekend"} else scan.today.low
    moved = shift(base, unit, count)
    if moved is None:
        return Core(first, last, reason=NO_DAY)
    period = around(moved, unit)
    if unit == "weekend" and count == 0 and scan.today.low.weekday() < 5:
        period = replace(period)
    return Core(first, last, period, period, shift=count, unit=unit)


def _exact(today: Period, unit: str) -> bool:
    order = {"day": 0, "week": 0, "weekend": 0, "fortnight": 0, "month": 1, "quarter": 1}
    return {"day": 0, "month": 1, "year": 2}.get(today.grain, 3) <= order.get(unit, 2)


def _fixed(scan: Scan, first: int, last: int, row: tuple[str, int, str]) -> Core:
    unit, count, part = row
    if part == "christmas":
        part, unit, count = "end", "year", 0
    core = _counted(scan, first, last, unit, count)
    if part and core.past is not None:
        narrowed = part_of(core.past, part)
        return replace(core, past=narrowed, future=narrowed, shift=None)
    return core


def _season(scan: Scan, i: int) -> Core | None:
    """Read "summer 2020", "the summer of 2020"; a season without a year needs a word of time before it."""
    low = scan.low(i)
    season = scan.words.seasons.get(low)
    if season is None:
        return None
    k = i + 1
    while scan.low(k) in scan.words.of and scan.low(k):
        k += 1
    if _is_year(scan, k):
        return _calendar(i, k, month_of(int(scan.low(k)), season[0], count=season[1]))
    after = scan.words.shift_after.at(scan.tokens, i + 1)
    if after is not None:
        return _shifted_season(scan, i, after[0] - 1, low, after[1])
    core = _shifted_season(scan, i, i, low, -1)
    coming = _shifted_season(scan, i, i, low, 1)
    return replace(core, future=coming.future, sure=False)


def _shifted_season(scan: Scan, first: int, last: int, name: str, count: int) -> Core:
    if scan.today is None:
        return Core(first, last, reason=NO_DATE)
    start, size = scan.words.seasons[name]
    year = scan.today.low.year
    readings = [month_of(y, start, count=size) for y in (year - 1, year, year + 1)]
    if count < 0:
        fits = [p for p in readings if p.low < scan.today.low]
        chosen = fits[-1] if fits else None
    elif count > 0:
        fits = [p for p in readings if p.low > scan.today.high]
        chosen = fits[0] if fits else None
    else:
        chosen = readings[1]
    return Core(first, last, chosen, chosen)


def _period(scan: Scan, i: int) -> Core | None:
    """Read "the year" after a part ("the end of the year"), and "la semaine dernière"."""
    unit = scan.words.units.get(scan.low(i))
    after = scan.words.shift_after.at(scan.tokens, i + 1)
    if unit is not None and after is not None:
        return _counted(scan, i, after[0] - 1, unit, after[1])
    found = scan.words.bare.at(scan.tokens, i)
    if found is None:
        return None
    after = scan.words.shift_after.at(scan.tokens, found[0])
    if after is not None:
        return _counted(scan, i, after[0] - 1, found[1], after[1])
    return replace(_counted(scan, i, found[0] - 1, found[1], 0), sure=False, shift=None)


def _amount(scan: Scan, i: int) -> Core | None:
    """Read amounts of time: "two weeks ago", "over the past three years", "after nine years", "il y a un an"."""
    for phrases, role in (
        (scan.words.ago_before, "ago"),
        (scan.words.past_before, "past"),
        (scan.words.ahead_before, "ahead"),
        (scan.words.stay, "for"),
    ):
        found = phrases.at(scan.tokens, i)
        if found is not None:
            core = _span_of(scan, i, found[0], role)
            if core is not None:
                return core
    return _span_of(scan, i, i, "")


def _span_of(scan: Scan, first: int, k: int, role: str) -> Core | None:
    amount = _how_many(scan, k, implied=role in {"past", "ahead"})
    if amount is None:
        return None
    count, k = amount
    unit = scan.words.units.get(scan.low(k))
    if unit is None:
        return None
    elsewhere = scan.words.elsewhere.at(scan.tokens, k + 1)
    if elsewhere is not None:
        return Core(first, elsewhere[0] - 1, reason="counted from a date that the report does not give")
    found = scan.words.ago_after.at(scan.tokens, k + 1)
    if found is not None and role in {"", "for"}:
        return _ago(scan, first, found[0] - 1, unit, count, -1)
    ahead = scan.words.ahead_after.at(scan.tokens, k + 1)
    if ahead is not None:
        return _ago(scan, first, ahead[0] - 1, unit, count, 1)
    if role == "ago":
        return _ago(scan, first, k, unit, count, -1)
    if role in {"past", "ahead"}:
        return _stretch(scan, first, k, unit, count, -1 if role == "past" else 1)
    if role == "for":
        core = _stretch(scan, first, k, unit, count, -1)
        return replace(core, kind="duration")
    return None


def _how_many(scan: Scan, k: int, *, implied: bool) -> tuple[int | None, int] | None:
    """Read an amount at token ``k``: its value (``None`` when vague) and the token after it."""
    vague = scan.words.vague.at(scan.tokens, k)
    if vague is not None:
        return None, vague[0]
    numeral = read_numeral(scan.tokens, k, scan.words.numbers)
    if numeral is not None and 0 < numeral.value <= 1000:
        return numeral.value, numeral.last + 1
    if scan.low(k) in scan.words.one:
        return 1, k + 1
    if not implied or scan.low(k) not in scan.words.units:
        return None
    return (None if scan.low(k) in scan.words.plural else 1), k


def _ago(scan: Scan, first: int, last: int, unit: str, count: int | None, sign: int) -> Core:
    if count is None:
        return Core(first, last, reason="the text gives no exact amount of time")
    if scan.today is None:
        return Core(first, last, reason=NO_DATE)
    if not _exact(scan.today, unit):
        return Core(first, last, reason=NO_DAY)
    moved = shift(scan.today.low, unit, sign * count)
    if moved is None or not 1 <= moved.year <= 9998:
        return Core(first, last, reason=NO_DAY)
    period = around(moved, "day" if unit in {"day"} else unit)
    return Core(first, last, period, period)


def _stretch(scan: Scan, first: int, last: int, unit: str, count: int | None, sign: int) -> Core:
    """Period of ``count`` units that ends (or starts) at the report."""
    if count is None:
        return Core(first, last, reason="the text gives no exact amount of time", kind="span")
    if scan.today is None:
        return Core(first, last, reason=NO_DATE, kind="span")
    if not _exact(scan.today, unit):
        return Core(first, last, reason=NO_DAY, kind="span")
    moved = shift(scan.today.low, unit, sign * count)
    if moved is None or not 1 <= moved.year <= 9998:
        return Core(first, last, reason=NO_DAY, kind="span")
    grain = (
        "day"
        if unit in {"day", "week", "weekend", "fortnight"}
        else "month"
        if unit in {"month", "quarter"}
        else "year"
    )
    far, near = around(moved, grain), around(scan.today.low, grain)
    low, high = (far.low, near.high) if sign < 0 else (near.low, far.high)
    if high - low > timedelta(days=400 * 366):
        return Core(first, last, reason=NO_DAY, kind="span")
    period = Period(low, high, "span")
    return Core(first, last, period, period, kind="span")
