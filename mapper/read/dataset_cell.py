"""Cells of a deployment table as values: numbers of people, times and points, or the reason why not."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from mapper import edtf
from mapper.read.fields import clean_date

MAX_HEADCOUNT = 10_000_000
"""More people than any force has had; a greater number is a slip."""
FIRST_YEAR, LAST_YEAR = 1000, 2100
_GROUPED = re.compile(r"\d{1,3}(?:[ ,'\u00a0\u2009\u202f]\d{3})+\Z")
_PLAIN = re.compile(r"\d+(?:\.\d+)?\Z")
_RANGE = re.compile(r"(\d[^-–]*?)\s*(?:[-–]|to)\s*(\d.*)\Z")
_YEAR = re.compile(r"(\d{4})\.0+\Z")
_WHOLE = re.compile(r"(\d{1,2})(?:\.0+)?\Z")


class CellError(ValueError):
    """A cell that cannot be what its column says; the message says what was expected."""


@lru_cache(maxsize=8192)
def headcount(cell: str) -> tuple[int | None, int | None]:
    """Lowest and highest number of people (inclusive) that a cell states; ``None`` for an open side.

    Raises
    ------
    CellError
        Negative, no number, or one that can be read in two ways.

    Examples
    --------
    >>> headcount("1,200"), headcount("500-600"), headcount("500+"), headcount("~ 90"), headcount("92.5")
    ((1200, 1200), (500, 600), (500, None), (90, 90), (92, 93))
    """
    text = cell.strip()
    if text.startswith(("-", "−")):
        raise CellError(f"{cell[:30]!r} is negative; expected how many people are there")
    text = text.lstrip("~≈").strip()
    if text.endswith("+") or text.startswith((">", "≥")):
        return _people(text.strip("+>=≥ "), cell)[0], None
    if text.startswith(("<", "≤")):
        return None, _people(text.strip("<=≤ "), cell)[1]
    several = _RANGE.match(text)
    if several:
        low, high = _people(several.group(1), cell)[0], _people(several.group(2), cell)[1]
        if low > high:
            raise CellError(f"{cell[:30]!r} has its lower number last")
        return low, high
    return _people(text, cell)


@lru_cache(maxsize=4096)
def moment(cell: str, month: str = "") -> str:
    """EDTF date of a cell, with the month of another where there is one.

    Raises
    ------
    CellError

    Examples
    --------
    >>> moment("2015"), moment("2015.0", "3"), moment("2015-03-02T00:00:00Z")
    ('2015', '2015-03', '2015-03-02')
    """
    year = _YEAR.match(cell)
    text = year.group(1) if year else clean_date(cell)
    if text is None:
        raise CellError(f"{cell[:30]!r} is no date; expected a year, YYYY-MM, YYYY-MM-DD or an EDTF interval")
    if month and len(text) == 4:
        found = _WHOLE.match(month)
        if not found or not 1 <= int(found.group(1)) <= 12:
            raise CellError(f"the month {month[:30]!r} is none of 1 to 12")
        text = f"{text}-{int(found.group(1)):02d}"
    if any(day and not FIRST_YEAR <= day.year <= LAST_YEAR for day in edtf.bounds(text)):
        raise CellError(f"{cell[:30]!r} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return text


def interval(start: str, end: str) -> str | None:
    """EDTF interval of two cells, ``None`` when both are blank; a blank one leaves its side open.

    Raises
    ------
    CellError
        One is no date, or the end is before the start.

    Examples
    --------
    >>> interval("2013", "2022-08-15"), interval("2013", ""), interval("", "2022"), interval("", "")
    ('2013/2022-08-15', '2013/..', '../2022', None)
    """
    if not start and not end:
        return None
    first, last = (moment(cell) if cell else ".." for cell in (start, end))
    for cell in (first, last):
        if "/" in cell:
            raise CellError(f"{cell[:30]!r} is an interval; start and end are a date each")
    if first != ".." and last != ".." and not edtf.is_edtf(f"{first}/{last}"):
        raise CellError(f"ends ({last}) before it starts ({first})")
    return f"{first}/{last}"


def degrees(lat: str, lon: str) -> tuple[float, float]:
    """Latitude and longitude (WGS 84, decimal degrees) of two cells.

    Raises
    ------
    CellError
        No number, out of range, or swapped as the ranges alone tell.
    """
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        raise CellError(f"{lat[:20]!r}, {lon[:20]!r} are no decimal degrees") from None
    if abs(north) <= 90 and abs(east) <= 180:
        return north, east
    if 90 < abs(north) <= 180 and abs(east) <= 90:
        raise CellError(f"{lat[:20]}, {lon[:20]} look swapped: no latitude is beyond 90 degrees")
    raise CellError(f"{lat[:20]}, {lon[:20]} are out of range; expected latitude -90 to 90, longitude -180 to 180")


def _people(text: str, cell: str) -> tuple[int, int]:
    text = text.strip()
    if _GROUPED.match(text):
        text = re.sub(r"\D", "", text)
    if not _PLAIN.match(text):
        raise CellError(f"{cell[:30]!r} is no number of people")
    whole, _, part = text.partition(".")
    if len(part) == 3 and 0 < int(whole) < 1000:
        raise CellError(f"{cell[:30]!r} may be {whole}{part} or {whole} and a part; write it without the point")
    number = float(text) if part else int(text)
    if number > MAX_HEADCOUNT:
        raise CellError(f"{cell[:30]!r} is more than {MAX_HEADCOUNT:,} people")
    return math.floor(number), math.ceil(number)
