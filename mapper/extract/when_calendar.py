"""Calendar dates in tokens: days, months, years and decades, the year added where a text leaves it out."""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.when_core import NO_DATE, NO_DAY, Core, Scan
from mapper.extract.when_period import FIRST_YEAR, LAST_YEAR, Period, day, month_of, year_of


def _joined(scan: Scan, first: int, last: int) -> bool:
    return all(scan.tokens.joined(k) for k in range(first + 1, last + 1))


def read_numeric(scan: Scan, i: int) -> Core | None:
    """Read 2022-08-15, 15/08/2022 and 15.08.2022."""
    if i + 4 >= len(scan.tokens) or not _joined(scan, i, i + 4):
        return None
    a, sep, b, again, c = scan.tokens.lows[i : i + 5]
    inside = scan.tokens.joined(i) and scan.low(i - 1) in {"-", "/", ".", "_"}
    if inside or sep not in {"-", "/", "."} or again != sep or not (b.isdecimal() and c.isdecimal()):
        return None
    if len(a) == 4 and len(b) <= 2 and len(c) <= 2:
        return calendar_core(i, i + 4, day(int(a), int(b), int(c)))
    if len(c) != 4 or len(a) > 2 or len(b) > 2:
        return None
    return _written_out(scan, i, int(a), int(b), int(c))


def _written_out(scan: Scan, i: int, first: int, second: int, year: int) -> Core | None:
    """Tell day and month of 15/08/2022 apart by the language's order, or say that it cannot be done."""
    if scan.words.order == "mdy" and first <= 12 and second <= 12 and first != second:
        return Core(i, i + 4, reason="day and month cannot be told apart")
    number, month = (second, first) if scan.words.order == "mdy" and second > 12 else (first, second)
    return calendar_core(i, i + 4, day(year, month, number))


def calendar_core(first: int, last: int, period: Period | None) -> Core | None:
    """Make a date of a calendar period, ``None`` where the calendar has no such day."""
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


def read_day_month(scan: Scan, i: int) -> Core | None:
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


def read_month(scan: Scan, i: int) -> Core | None:
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
    if is_year(scan, k):
        return calendar_core(first, k, _days(int(scan.low(k)), month, numbers))
    unit = scan.words.shift_before.at(scan.tokens, last + 1)
    if unit is not None and scan.words.units.get(scan.low(unit[0])) == "year":
        return _in_year(scan, first, unit[0], month, numbers, unit[1])
    after = scan.words.shift_after.at(scan.tokens, last + 1)
    if after is not None:
        return shifted_month(scan, first, after[0] - 1, month, numbers, after[1])
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


def shifted_month(scan: Scan, first: int, last: int, month: int, numbers: list[int], count: int) -> Core:
    """Read "novembre dernier", "last August": the nearest one on that side of the report."""
    if scan.today is None:
        return Core(first, last, reason=NO_DATE)
    year = scan.today.low.year
    readings = [_days(y, month, numbers) for y in (year - 1, year, year + 1)]
    if count < 0:  # of the report's own month only a day can be the last: "le 15 août dernier" on 20 August
        edge = scan.today.low if numbers and scan.today.grain == "day" else scan.today.low.replace(day=1)
        fits = [p for p in readings if p is not None and p.high < edge]
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


def is_year(scan: Scan, k: int) -> bool:
    """Whether token ``k`` is a figure of four digits that can be a year."""
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


def read_year(scan: Scan, i: int) -> Core | None:
    """Read "2014", "2013-2022", "2021-22"; a bare year is a date only beside a word of time or in brackets."""
    if not is_year(scan, i) or (scan.tokens.joined(i) and scan.low(i - 1).isalpha()):
        return None
    year = int(scan.low(i))
    last = _second_year(scan, i)
    if last is not None:
        period = year_of(year, count=last - year + 1)
        return Core(i, i + 2, period, period, kind="span")
    if i + 1 < len(scan.tokens) and scan.tokens.joined(i + 1) and scan.low(i + 1).isalpha():
        return None
    bracket = scan.low(i - 1) in {"(", ","} and scan.low(i + 1) in {")", ","}
    sure = (bracket or scan.low(i + 1) == "'") and not scan.tokens.joined(i)
    inside = scan.low(i - 1) == "(" and scan.low(i + 1) == ")"
    return Core(i, i, year_of(year), year_of(year), sure=sure or inside)


def _second_year(scan: Scan, i: int) -> int | None:
    """Year after a dash: "2013-2022", "2021/22"; ``None`` where there is none or it is not later."""
    year, second = int(scan.low(i)), scan.low(i + 2)
    if scan.low(i + 1) not in {"-", "/"} or not second:
        return None
    if scan.tokens.joined(i + 1) != scan.tokens.joined(i + 2):
        return None
    if is_year(scan, i + 2):
        return int(second) if int(second) > year else None
    short = len(second) == 2 and second.isdecimal() and int(second) > year % 100
    return year // 100 * 100 + int(second) if short else None


def read_decade(scan: Scan, i: int) -> Core | None:
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
