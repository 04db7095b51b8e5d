"""Stretches of a text in which something may stand, so that patterns are tried there and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Window = tuple[int, int]
"""First character of a stretch, and the one after its last."""


def lower_text(text: str) -> str:
    """Lower-case text of the same length; a letter whose small form is longer stays as it is."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def starts_of(text: str, words: Iterable[str]) -> list[int]:
    """Where any of some words stands in a text, also as a part of a longer word, in order.

    Examples
    --------
    >>> starts_of("northern roads, the north", ["north", "road"])
    [0, 9, 20]
    """
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


def around(starts: Iterable[int], before: int, after: int) -> list[Window]:
    """Stretches from ``before`` characters before each place to ``after`` behind its first, as one where they meet.

    Examples
    --------
    >>> around([2, 9, 40], 5, 5)
    [(0, 14), (35, 45)]
    """
    return joined((max(0, at - before), at + after) for at in starts)


def joined(windows: Iterable[Window]) -> list[Window]:
    """Stretches in order of their start, as one where they meet."""
    found: list[Window] = []
    for start, end in windows:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def common(one: Sequence[Window], other: Sequence[Window]) -> Iterator[Window]:
    """Stretches that lie in both of two lists of stretches, each in order.

    Examples
    --------
    >>> list(common([(0, 10), (20, 30)], [(5, 25)]))
    [(5, 10), (20, 25)]
    """
    i = k = 0
    while i < len(one) and k < len(other):
        start, end = max(one[i][0], other[k][0]), min(one[i][1], other[k][1])
        if start < end:
            yield start, end
        if one[i][1] < other[k][1]:
            i += 1
        else:
            k += 1
