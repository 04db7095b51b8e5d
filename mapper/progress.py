"""Progress bars on standard error, silent when nobody is watching."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def announce(message: str) -> None:
    """Say on standard error what takes a while, whether or not anyone sees a bar."""
    print(message, file=sys.stderr, flush=True)


def track(items: Iterable[T], label: str, *, total: int | None = None, unit: str = "it") -> Iterator[T]:
    """Yield the items while a bar on standard error counts them (only when it is a terminal).

    Parameters
    ----------
    items : iterable
    label : str
        Shown before the bar.
    total : int, optional
        How many items will come, when known.
    unit : str
        What one item is.
    """
    if not sys.stderr.isatty():
        yield from items
        return
    from tqdm import tqdm

    yield from tqdm(items, desc=label, total=total, unit=unit, leave=False, delay=0.5)
