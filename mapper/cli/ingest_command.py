"""``mapper ingest``: reports into a store."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli.inputs import Tally, published_option, reports_argument, say


@click.command("ingest", short_help="Add reports and their claims to a store.")
@click.argument("store", type=click.Path(dir_okay=False, path_type=Path))
@reports_argument
@published_option
@click.option("--columns", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Your own column maps for deployment tables (TOML; see docs/datasets.md).")  # fmt: skip
@click.option("--sources", "grades", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Grades of publishers (sources.csv: publisher, reliability A-F, credibility 1-6).")  # fmt: skip
@click.option("--wait", type=click.FloatRange(min=0), default=60.0, show_default=True, metavar="SECONDS",
              help="How long to wait while another process writes.")  # fmt: skip
def command(
    store: Path,
    inputs: tuple[str, ...],
    published: str | None,
    columns: Path | None,
    grades: Path | None,
    wait: float,
) -> None:
    """Add INPUT to STORE, one GeoPackage file that is made when it is not there.

    Running it again with the same input changes nothing; a changed report replaces
    its claims, and its old version is kept. Stopping it at any moment loses nothing.

    \b
    mapper ingest desk.gpkg reports/
    mapper ingest desk.gpkg today.jsonl && mapper map desk.gpkg -o map.html
    """
    from mapper.desk import ingest_items
    from mapper.progress import track
    from mapper.read import read_reports
    from mapper.store import open_store, read_grades, write_grades

    tally = Tally()
    with open_store(store, create=True, timeout_s=wait) as opened:
        if grades is not None:
            say(f"mapper: {write_grades(opened, read_grades(grades))} publishers graded")
        items = tally.watch(read_reports(inputs, published=published, columns=columns))
        done = ingest_items(opened, track(items, "ingesting", unit="report"))
    say(
        f"mapper: {done.added} reports added, {done.changed} changed, {done.again} read again by new rules, "
        f"{done.unchanged} unchanged; {done.claims} claims, {done.copies} copies of a known story, "
        f"{tally.rejected} records left out"
    )
    if not tally.reports:
        raise click.ClickException("nothing usable was read, so nothing was stored")
