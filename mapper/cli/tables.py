"""Plain tables and words for numbers, for commands that print to a terminal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import IO, Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def print_table(stream: IO[str], head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write rows in columns as wide as their widest cell."""
    widths = [max(len(str(row[at])) for row in [head, *rows]) for at in range(len(head))]
    for row in [head, *rows]:
        cells = (str(cell).ljust(width) for cell, width in zip(row, widths, strict=True))
        stream.write("  ".join(cells).rstrip() + "\n")


def count_words(count: tuple[int | None, int | None] | None) -> str:
    """Headcount interval in words.

    Examples
    --------
    >>> count_words((3000, 3000)), count_words((3000, None)), count_words((None, 400)), count_words((200, 999))
    ('3,000', 'at least 3,000', 'at most 400', '200-999')
    >>> count_words((None, None)), count_words(None), count_words((0, None))
    ('not stated', '-', 'not stated')
    """
    if count is None:
        return "-"
    low, high = count
    if high is None:
        return f"at least {low:,}" if low else "not stated"
    if low is None:
        return f"at most {high:,}"
    return f"{low:,}" if low == high else f"{low:,}-{high:,}"


def day_option(*names: str, text: str, required: bool = False) -> Callable[[F], F]:
    """Add an option that takes a day."""
    return click.option(*names, required=required, metavar="DATE", callback=_day, help=text)


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:  # noqa: ARG001
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day; expected YYYY-MM-DD") from None
