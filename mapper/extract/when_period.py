"""Periods: closed day intervals with a grain, their EDTF, and their parts (early 2020, the end of the month)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from mapper.edtf import bounds

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Bare figures are years only between these (both included)."""
EARLIEST, LATEST = 1000, 9000
"""Years from which a report's date may count; outside them the calendar would end too soon."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days ``low`` to ``high`` (both included); ``grain`` is the unit in which a text names them."""

    low: date
    high: date
    grain: str

    def edtf(self) -> str:
        """Shortest EDTF level 1 expression for exactly these days."""
        return interval(self.low, self.high)


def day(year: int, month: int, number: int) -> Period | None:
    """Period of one day, ``None`` where the calendar has no such day."""
    try:
        when = date(year, month, number)
    except ValueError:
        return None
    return Period(when, when, "day")


def month_of(year: int, month: int, *, count: int = 1) -> Period:
    """Period of ``count`` months from a month."""
    last = year * 12 + month - 1 + count - 1
    return Period(date(year, month, 1), _month_end(last // 12, last % 12 + 1), "month" if count == 1 else "season")


def year_of(year: int, *, count: int = 1) -> Period:
    """Period of ``count`` years from a year."""
    grain = {1: "year", 10: "decade", 100: "century"}.get(count, "years")
    return Period(date(year, 1, 1), date(year + count - 1, 12, 31), grain)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def interval(low: date | None, high: date | None) -> str:
    """EDTF of an interval, an open end where ``None``; whole months and years are written as such."""
    if low is None or high is None:
        left = ".." if low is None else _short(low, starts=True)
        right = ".." if high is None else _short(high, starts=False)
        return f"{left}/{right}"
    if low == high:
        return low.isoformat()
    if (low.month, low.day) == (1, 1) and (high.month, high.day) == (12, 31):
        return f"{low.year:04d}" if low.year == high.year else f"{low.year:04d}/{high.year:04d}"
    if low.day == 1 and high == _month_end(high.year, high.month):
        same = (low.year, low.month) == (high.year, high.month)
        return f"{low:%Y-%m}" if same else f"{low:%Y-%m}/{high:%Y-%m}"
    return f"{low.isoformat()}/{high.isoformat()}"


def _short(when: date, *, starts: bool) -> str:
    """Write an end of an open interval as a year or month where it is the edge of one."""
    if (when.month, when.day) == ((1, 1) if starts else (12, 31)):
        return f"{when.year:04d}"
    edge = 1 if starts else monthrange(when.year, when.month)[1]
    return f"{when:%Y-%m}" if when.day == edge else when.isoformat()


def reference(published: str | None) -> Period | None:
    """Period of a report's date; ``None`` where it is missing, open or not EDTF."""
    if not published:
        return None
    try:
        low, high = bounds(published)
    except ValueError:
        return None
    if low is None or high is None or low.year < EARLIEST or high.year > LATEST:
        return None
    days = (high - low).days
    return Period(low, high, "day" if days == 0 else "month" if days < 31 else "year" if days < 366 else "years")


def shift(base: date, unit: str, count: int) -> date | None:
    """Move a day by whole units; clipped to the end of a shorter month; ``None`` outside the calendar."""
    try:
        if unit in {"day", "week", "fortnight", "weekend"}:
            return base + timedelta(days=count * {"day": 1, "fortnight": 14}.get(unit, 7))
        months = base.year * 12 + base.month - 1 + count * _MONTHS[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(base.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}


def around(when: date, unit: str) -> Period:
    """Calendar period of a unit in which a day lies; weeks start on Monday (ISO 8601)."""
    if unit in {"week", "fortnight", "weekend"}:
        monday = when - timedelta(days=when.weekday())
        first, last = (5, 6) if unit == "weekend" else (0, 6)
        return Period(monday + timedelta(days=first), monday + timedelta(days=last), "week")
    if unit in {"month", "quarter"}:
        count = 1 if unit == "month" else 3
        return month_of(when.year, (when.month - 1) // count * count + 1, count=count)
    if unit in {"decade", "century"}:
        size = 10 if unit == "decade" else 100
        return year_of(when.year // size * size, count=size)
    return Period(when, when, "day") if unit == "day" else year_of(when.year)


_PARTS_OF_YEAR = {  # part of a year: its first month and the number of months
    "early": (1, 4), "start": (1, 1), "middle": (5, 4), "late": (9, 4), "end": (12, 1), "first_half": (1, 6),
    "second_half": (7, 6),
}  # fmt: skip
_PARTS_OF_DECADE = {  # part of a decade or century: its first tenth and the number of tenths
    "early": (0, 4), "start": (0, 1), "middle": (4, 3), "late": (7, 3), "end": (9, 1), "first_half": (0, 5),
    "second_half": (5, 5),
}  # fmt: skip
_PARTS_OF_MONTH = {  # part of a month: its first and last day
    "early": (1, 10), "start": (1, 7), "middle": (11, 20), "late": (21, 31), "end": (25, 31), "first_half": (1, 15),
    "second_half": (16, 31),
}  # fmt: skip


def part_of(period: Period, part: str) -> Period:
    """Part of a period: early, middle and late are thirds, start and end its first and last month, week or day."""
    if period.grain == "year":
        first, count = _PARTS_OF_YEAR[part]
        return month_of(period.low.year, first, count=count)
    if period.grain in {"decade", "century"}:
        span = (period.high.year - period.low.year + 1) // 10
        first, count = _PARTS_OF_DECADE[part]
        return year_of(period.low.year + first * span, count=count * span)
    if period.grain == "month":
        first, last = _PARTS_OF_MONTH[part]
        size = period.high.day
        low, high = period.low.replace(day=min(first, size)), period.low.replace(day=min(last, size))
        return Period(low, high, "day" if low == high else "part")
    if part == "end":
        return Period(period.high, period.high, "day")
    if part == "start":
        return Period(period.low, period.low, "day")
    return period
