"""``mapper review``: claims out as a table, corrections in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from mapper.cli.inputs import SHOWN, output_option, say

FORMS = (".csv", ".xlsx", ".geojson", ".json")
"""Endings of the files that a review is written to."""


@click.command("review", short_help="Write claims as a table to correct, or take corrections in.")
@click.argument("store", type=click.Path(dir_okay=False, path_type=Path))
@output_option
@click.option("--apply", "table", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Take in a table that a person has filled in (.csv, .xlsx, .geojson).")  # fmt: skip
@click.option("--who", default="", metavar="NAME", help="Who corrected, for rows that do not say.")
@click.option("--when", metavar="DATE", help="Date of the corrections (YYYY-MM-DD); today when not given.")
def command(store: Path, output: Path | None, table: Path | None, who: str, when: str | None) -> None:
    """Write the claims of STORE as a table, or take a corrected table in.

    The extension of -o chooses the form: .xlsx, .geojson, or CSV for any other. In the column action say accept,
    reject, edit or add; a changed cell alone is an edit. Corrections say who (in the column or with --who), when and
    why, and outlive re-ingestion and new rules. docs/output.md lists the columns that may be changed.

    \b
    mapper review desk.gpkg -o claims.csv
    mapper review desk.gpkg --apply claims.csv --who "A. Analyst"
    """
    if table is not None:
        _apply(store, table, who=who, when=_day(when))
        return
    from mapper.store import open_store, review_rows
    from mapper.store.table import csv_text, write_table

    if output is not None and output.suffix.lower() not in FORMS:
        raise click.UsageError(f"{output}: a review is written as {', '.join(FORMS)}; choose one of these endings")
    with open_store(store) as opened:
        rows = review_rows(opened)
    if output is None:
        click.echo(csv_text(rows), nl=False)
    else:
        write_table(rows, output)
    say(f"mapper: {len(rows)} claims to review" + (f" in {output}" if output else ""))


def _apply(store: Path, table: Path, *, who: str, when: str) -> None:
    from mapper.desk import refresh_presences
    from mapper.store import apply_review, open_store
    from mapper.store.table import read_table

    rows = list(read_table(table))
    with open_store(store, write=True) as opened:
        done = apply_review(opened, rows, when=when, who=who)
        refresh_presences(opened)
    for line in done.errors[:SHOWN]:
        say(f"mapper: left out: {line}")
    if len(done.errors) > SHOWN:
        say(f"mapper: left out: {len(done.errors) - SHOWN} more rows")
    say(
        f"mapper: {done.applied} corrections taken in, {done.untouched} rows say nothing new, "
        f"{len(done.errors)} left out"
    )
    if done.vanished:
        say(f"mapper: {done.vanished} corrections have lost their claim; see mapper status {store} --corrections")
    if done.errors and not done.applied and not done.untouched:
        raise click.ClickException(f"no row of {table} could be taken in")


def _day(given: str | None) -> str:
    if given is None:
        return datetime.now(tz=UTC).date().isoformat()
    try:
        return datetime.strptime(given, "%Y-%m-%d").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        raise click.BadParameter(f"{given!r} is not a day; expected YYYY-MM-DD", param_hint="--when") from None
