"""``mapper diff``: what changed between two days."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapper.cli.inputs import open_output, output_option, say
from mapper.cli.tables import count_words, day_option, print_table

if TYPE_CHECKING:
    from mapper.model import Presence


@click.command("diff", short_help="Say what changed in a store between two dates.")
@click.argument("store", type=click.Path(dir_okay=False, path_type=Path))
@day_option("--from", "first", required=True, text="First day (YYYY-MM-DD).")
@day_option("--to", "second", required=True, text="Second day (YYYY-MM-DD).")
@click.option(
    "--hindsight", is_flag=True, help="Compare both days as they are known now, not as they were known then."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@output_option
def command(store: Path, first: str, second: str, hindsight: bool, as_json: bool, output: Path | None) -> None:
    """Say who arrived, left, grew, shrank or otherwise changed in STORE between two days.

    Each day is taken as it was known on that day: the reports published by then. "arrived" and "left" are said by a
    report; "newly reported" and "no longer reported" only begin or cease to be told of. "grew" and "shrank" compare
    numbers, "changed" is a range that became wider or narrower, "corrected" was by a person, and "retracted" is what
    is no longer said of the first day. The last columns are the number on either day and who tells of it.

    \b
    mapper diff desk.gpkg --from 2022-08-01 --to 2022-09-01
    """
    from mapper.desk import ledger_on
    from mapper.difference import compare

    if first > second:
        raise click.UsageError(f"--from {first} is after --to {second}; swap them")
    before = ledger_on(store, None if hindsight else first, corrected_by=first)
    found = compare(before, ledger_on(store, None if hindsight else second), first=first, second=second)
    with open_output(output) as stream:
        if as_json:
            rows = [{"change": d.word, "day": d.day, "before": d.before and asdict(d.before),
                     "after": d.after and asdict(d.after)} for d in found]  # fmt: skip
            stream.write(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        else:
            lines = [
                [d.word, d.day, d.row.sender or "?", d.row.force or str(d.row.personnel), d.row.place or "",
                 _count(d.before), _count(d.after), "; ".join(d.last.publishers)]
                for d in found
            ]  # fmt: skip
            print_table(stream, ["change", "day", "sender", "force", "place", first, second, "publishers"], lines)
        stream.flush()
    say(f"mapper: {len(found)} changes from {first} to {second}")


def _count(row: Presence | None) -> str:
    return count_words((row.low, row.high) if row else None)
