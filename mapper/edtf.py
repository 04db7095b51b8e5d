"""The part of EDTF level 1 (ISO 8601-2:2019, annex A) that claims use, as day bounds.

Days, months, years and intervals of them with open ends (``..``); the qualifiers ``?``, ``~`` and ``%`` are
accepted and do not change the bounds. Pure and clock-free: nothing here knows today's date.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?\Z")


@lru_cache(maxsize=4096)
def bounds(text: str) -> tuple[date | None, date | None]:
    """First and last day (both inclusive) that an EDTF expression may mean; ``None`` for an open end.

    Parameters
    ----------
    text : str
        ``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD`` or ``A/B`` with ``..`` (or nothing) for an open end.

    Returns
    -------
    tuple of (date or None, date or None)

    Raises
    ------
    ValueError
        The text is not such an expression, or its end is before its start.

    Examples
    --------
    >>> bounds("2022-08")
    (datetime.date(2022, 8, 1), datetime.date(2022, 8, 31))
    >>> bounds("../2022-08-15")
    (None, datetime.date(2022, 8, 15))
    """
    if "/" in text:
        left, _, right = text.partition("/")
        first = None if left in ("..", "") else _point(left)[0]
        last = None if right in ("..", "") else _point(right)[1]
        if first and last and last < first:
            raise ValueError(f"{text!r} ends before it starts")
        return first, last
    return _point(text)


def is_edtf(text: str) -> bool:
    """Whether ``bounds`` can read the text.

    Examples
    --------
    >>> is_edtf("2022-13"), is_edtf("2013/2022")
    (False, True)
    """
    try:
        bounds(text)
    except ValueError:
        return False
    return True


def first_day(text: str) -> date | None:
    """Earliest day of an expression, ``None`` when its start is open."""
    return bounds(text)[0]


def last_day(text: str) -> date | None:
    """Latest day of an expression, ``None`` when its end is open."""
    return bounds(text)[1]


def _point(text: str) -> tuple[date, date]:
    found = _POINT.match(text)
    if not found:
        raise ValueError(f"{text!r} is not an EDTF date (YYYY, YYYY-MM, YYYY-MM-DD or an interval of these)")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None  # noqa: S101  (the pattern requires it)
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
