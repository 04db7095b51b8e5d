"""Options that several commands share, and how they report what was left out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from mapper.model import Item, Rejected

F = TypeVar("F", bound=Callable[..., Any])
SHOWN = 20


def reports_argument(command: F) -> F:
    """Add INPUT..., files, folders, patterns, URLs or ``-``."""
    return click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)(command)


def published_option(command: F) -> F:
    """Add ``--published``."""
    text = "Publication date of reports that state none (YYYY-MM-DD); goes before a date in the file name."
    return click.option("--published", metavar="DATE", help=text)(command)


def columns_option(command: F) -> F:
    """Add ``--columns``."""
    path = click.Path(exists=True, dir_okay=False, path_type=Path)
    text = "Your own column maps for deployment tables (TOML; see docs/datasets.md)."
    return click.option("--columns", type=path, metavar="FILE", help=text)(command)


def as_of_option(command: F) -> F:
    """Add ``--as-of``."""
    text = "State of knowledge on this date: later reports are left out."
    return click.option("--as-of", metavar="DATE", help=text)(command)


def stated_option(command: F) -> F:
    """Add ``--stated-only``."""
    text = "Only numbers that reports state: a battalion without one gets no usual range."
    return click.option("--stated-only", is_flag=True, help=text)(command)


def output_option(command: F) -> F:
    """Add ``-o``."""
    path = click.Path(dir_okay=False, path_type=Path)
    return click.option("-o", "--output", type=path, metavar="FILE", help="Write here, not to standard output.")(
        command
    )


def say(message: str) -> None:
    """Print a message to standard error."""
    click.echo(message, err=True)


def describe(item: Rejected) -> str:
    """One line for a rejected record: where it stands and why."""
    place = f"{item.source} {item.where}".strip()
    return f"{place}: {item.reason}"


def say_left_out(items: Sequence[Rejected]) -> None:
    """Say what could not be used on standard error: the first twenty, then only how many more."""
    for item in items[:SHOWN]:
        say(f"mapper: left out: {describe(item)}")
    if len(items) > SHOWN:
        say(f"mapper: left out: {len(items) - SHOWN} more like these")


class Tally:
    """Passes reports through, says at once what cannot be used, and remembers how much of each there was."""

    def __init__(self) -> None:
        self.reports = 0
        self.rejected = 0

    def watch(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield the items; a rejected one is said on standard error (the first twenty, then only counted)."""
        for item in items:
            if isinstance(item, Rejected):
                self.rejected += 1
                if self.rejected <= SHOWN:
                    say(f"mapper: left out: {describe(item)}")
            else:
                self.reports += 1
            yield item
        if self.rejected > SHOWN:
            say(f"mapper: left out: {self.rejected - SHOWN} more like these")


def open_output(path: Path | None) -> IO[str]:
    """Text stream to write to: the file, or standard output in UTF-8."""
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        return sys.stdout
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written ({error.strerror}); choose another file") from None
