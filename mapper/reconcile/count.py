"""Headcount intervals: adding, subtracting, agreeing, and the sides of a disagreement.

An interval is ``(low, high)``, inclusive; ``None`` is an open or unstated bound, ``(None, None)`` no number.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

Count = tuple[int | None, int | None]
NOTHING: Count = (None, None)
ZERO: Count = (0, 0)


def stated(count: Count) -> bool:
    """Whether a count has a number at all."""
    return count != NOTHING


def add(level: Count, change: Count) -> Count:
    """Level after an arrival; an unstated arrival leaves the upper bound open.

    Examples
    --------
    >>> add((4500, 4500), (600, 600)), add((None, None), (600, 600)), add((100, 200), (None, None))
    ((5100, 5100), (600, None), (100, None))
    >>> add((None, 1000), (None, None))
    (None, None)
    """
    if not stated(level) and not stated(change):
        return NOTHING
    low = (level[0] or 0) + (change[0] or 0)
    high = None if level[1] is None or change[1] is None else level[1] + change[1]
    return (low or None, None) if high is None else (low, high)


def subtract(level: Count, change: Count) -> Count:
    """Level after a departure, never below nobody; an unstated departure leaves the lower bound open.

    Examples
    --------
    >>> subtract((5000, 5000), (2000, 2000)), subtract((100, 200), (None, None)), subtract((40, None), (50, 50))
    ((3000, 3000), (None, 200), (None, None))
    """
    low = None if level[0] is None or change[1] is None else max(0, level[0] - change[1])
    high = None if level[1] is None else max(0, level[1] - (change[0] or 0))
    return (low or None, None) if high is None else (low, high)


def total(counts: Iterable[Count]) -> Count:
    """Sum of counts of different people; one that is not stated leaves the sum open above.

    Examples
    --------
    >>> total([(100, 100), (200, 300)]), total([(100, 100), (None, None)]), total([])
    ((300, 400), (100, None), (0, 0))
    """
    low, high = 0, 0.0
    for count in counts:
        low += count[0] or 0
        high += math.inf if count[1] is None else count[1]
    return low, None if math.isinf(high) else int(high)


def agree(one: Count, other: Count, *, tolerance: float) -> bool:
    """Whether both can be true of the same people, rounding allowed for."""
    low, high = max(one[0] or 0, other[0] or 0), min(_high(one), _high(other))
    return low <= high * (1 + tolerance)


def meet(one: Count, other: Count) -> Count:
    """What two agreeing counts leave possible; two roundings of one number give the span between them.

    Examples
    --------
    >>> meet((200, 999), (400, 400)), meet((5000, 5000), (5100, 5100))
    ((400, 400), (5000, 5100))
    """
    lows = [count[0] for count in (one, other) if count[0] is not None]
    highs = [count[1] for count in (one, other) if count[1] is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    return (high, low) if low is not None and high is not None and low > high else (low, high)


def widest(counts: Iterable[Count]) -> Count:
    """Smallest interval that holds all of the counts."""
    known = list(counts)
    lows, highs = [count[0] for count in known], [count[1] for count in known]
    low = None if None in lows else min((x for x in lows if x is not None), default=None)
    high = None if None in highs else max((x for x in highs if x is not None), default=None)
    return low, high


def ratio(one: Count, other: Count) -> float:
    """How many times the greater of two stated counts is the smaller; 1 when they meet.

    Examples
    --------
    >>> ratio((9, 9), (1100, 1100)) > 100, ratio((200, 999), (400, 400))
    (True, 1.0)
    """
    low, high = max(one[0] or 0, other[0] or 0), min(_high(one), _high(other))
    return max(1.0, low / max(high, 0.5))


def _high(count: Count) -> float:
    return math.inf if count[1] is None else count[1]
