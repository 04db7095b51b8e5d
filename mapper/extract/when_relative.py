"""Dates counted from the report's: weekdays, seasons, "last month", "two weeks ago", "over the past year"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from mapper.extract.headcount_numeral import read_numeral
from mapper.extract.when_calendar import calendar_core, is_year, read_day_month, read_month, shifted_month
from mapper.extract.when_core import NO_DATE, NO_DAY, Core, Scan
from mapper.extract.when_period import Period, around, month_of, part_of, shift, year_of


def read_weekday(scan: Scan, i: int) -> Core | None:
    """Read "Monday", "lundi dernier", and a weekday with its date: "Monday, August 15"."""
    number = scan.words.weekdays.get(scan.low(i))
    if number is None or not scan.capital(i):
        return None
    k = i + 1
    while scan.low(k) in {",", "("} | scan.words.of and scan.low(k):
        k += 1
    exact = read_day_month(scan, k) or (read_month(scan, k) if k < len(scan.tokens) else None)
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


def read_shifted(scan: Scan, i: int) -> Core | None:
    """Read "last month", "this week", "next summer", "last August", "next Monday"."""
    found = scan.words.shift_before.at(scan.tokens, i)
    if found is None:
        return None
    k, count = found
    low = scan.low(k)
    if low in scan.words.units:
        return _counted(scan, i, k, scan.words.units[low], count)
    if low in scan.words.seasons:
        return _shifted_season(scan, i, k, low, count)
    if low in scan.words.weekdays and scan.capital(k):
        return _shifted_day(scan, i, k, count)
    core = read_month(scan, k) if low in scan.words.months else None
    if core is None or not core.month:
        return None
    return shifted_month(scan, i, core.last, core.month, [core.number] if core.number else [], count)


def _shifted_day(scan: Scan, first: int, k: int, count: int) -> Core:
    exact = read_weekday(scan, k) if count == 0 else None
    if exact is not None and exact.last > k:  # "ce lundi 15 août"
        return replace(exact, first=first)
    return _named_day(scan, first, k, scan.words.weekdays[scan.low(k)], count)


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
    return Core(first, last, period, period, shift=count, unit=unit)


def _exact(today: Period, unit: str) -> bool:
    order = {"day": 0, "week": 0, "weekend": 0, "fortnight": 0, "month": 1, "quarter": 1}
    return {"day": 0, "month": 1, "year": 2}.get(today.grain, 3) <= order.get(unit, 2)


def read_fixed(scan: Scan, first: int, last: int, row: tuple[str, int, str]) -> Core:
    """Read a fixed phrase ("yesterday", "year-end"): a unit, a number of units, and a part."""
    unit, count, part = row
    if part == "christmas":
        part, unit, count = "end", "year", 0
    core = _counted(scan, first, last, unit, count)
    if part and core.past is not None:
        narrowed = part_of(core.past, part)
        return replace(core, past=narrowed, future=narrowed, shift=None)
    return core


def read_season(scan: Scan, i: int) -> Core | None:
    """Read "summer 2020", "the summer of 2020"; a season without a year needs a word of time before it."""
    low = scan.low(i)
    season = scan.words.seasons.get(low)
    if season is None:
        return None
    k = i + 1
    while scan.low(k) in scan.words.of and scan.low(k):
        k += 1
    if is_year(scan, k):
        return calendar_core(i, k, month_of(int(scan.low(k)), season[0], count=season[1]))
    after = scan.words.shift_after.at(scan.tokens, i + 1)
    if after is not None:
        return _shifted_season(scan, i, after[0] - 1, low, after[1])
    core = _shifted_season(scan, i, i, low, -1)
    return replace(core, future=_coming_season(scan, low), sure=False)


def _coming_season(scan: Scan, name: str) -> Period | None:
    """Season that runs, or else the next one: in June "at the end of the summer" is of this year's."""
    if scan.today is None:
        return None
    start, size = scan.words.seasons[name]
    year = scan.today.low.year
    readings = (month_of(y, start, count=size) for y in (year - 1, year, year + 1))
    return next((p for p in readings if p.high >= scan.today.low), None)


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


def read_period(scan: Scan, i: int) -> Core | None:
    """Read "the year" ("the end of the year", "l'année 2022"), "la semaine dernière", "le mois de mai"."""
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
    named = _named_period(scan, found[0], found[1])
    if named is not None:
        return replace(named, first=i)
    return replace(_counted(scan, i, found[0] - 1, found[1], 0), sure=False, shift=None)


def _named_period(scan: Scan, k: int, unit: str) -> Core | None:
    """Read the year or month that "the year", "le mois de" bring in, at token ``k``."""
    if unit == "year" and is_year(scan, k):
        period = year_of(int(scan.low(k)))
        return Core(k, k, period, period)
    if unit == "month" and scan.low(k) in scan.words.of and scan.low(k):
        while scan.low(k) in scan.words.of and scan.low(k):
            k += 1
        core = read_month(scan, k) if k < len(scan.tokens) else None
        return replace(core, sure=True) if core is not None else None
    return None


def read_amount(scan: Scan, i: int) -> Core | None:
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
    """Read an amount and unit of time at token ``k``, and say by its words what it is counted from."""
    amount = _how_many(scan, k, implied=role in {"past", "ahead"})
    unit = scan.words.units.get(scan.low(amount[1])) if amount is not None else None
    if amount is None or unit is None:
        return None
    count, k = amount
    elsewhere = scan.words.elsewhere.at(scan.tokens, k + 1)
    if elsewhere is not None:
        return Core(first, elsewhere[0] - 1, reason="counted from a date that the report does not give")
    sign, last = _side(scan, k, role)
    if sign:
        return _ago(scan, first, last, unit, count, sign)
    if role in {"past", "ahead"}:
        return _stretch(scan, first, k, unit, count, -1 if role == "past" else 1)
    return replace(_stretch(scan, first, k, unit, count, -1), kind="duration") if role == "for" else None


def _side(scan: Scan, k: int, role: str) -> tuple[int, int]:
    """Say whether an amount ending at token ``k`` lies before (-1) or after (1) the report, and where it ends."""
    ago = scan.words.ago_after.at(scan.tokens, k + 1)
    if ago is not None and role in {"", "for"}:
        return -1, ago[0] - 1
    ahead = scan.words.ahead_after.at(scan.tokens, k + 1)
    if ahead is not None:
        return 1, ahead[0] - 1
    return (-1, k) if role == "ago" else (0, k)


def _how_many(scan: Scan, k: int, *, implied: bool) -> tuple[int | None, int] | None:
    """Read an amount at token ``k``: its value (``None`` when vague) and the token after it."""
    round_number = scan.words.numbers.fixed.at(scan.tokens, k)
    if round_number is not None:  # "une dizaine d'années"
        after = round_number[0]
        while scan.low(after) in scan.words.of and scan.low(after):
            after += 1
        return round_number[1], after
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
    period = around(moved, "year" if unit in {"decade", "century"} else unit)  # "a decade ago" is ten years ago
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
