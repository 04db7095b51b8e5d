"""``mapper map``: reports or a store in, one HTML map out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from mapper.cli.inputs import (
    SHOWN,
    Tally,
    as_of_option,
    columns_option,
    published_option,
    reports_argument,
    say,
    stated_option,
)
from mapper.model import Kind, Ledger

DEFAULT_OUTPUT = Path("map.html")


@click.command("map", short_help="Draw a time map from reports or a store.")
@reports_argument
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=DEFAULT_OUTPUT,
              show_default=True, metavar="FILE", help="The HTML file to write.")  # fmt: skip
@published_option
@columns_option
@as_of_option
@stated_option
@click.option("--title", metavar="TEXT", help="Title of the map.")
@click.option("--subtitle", metavar="TEXT", help="A line under the title.")
@click.option("--credits", "credit", metavar="TEXT", help="Who made the map.")
@click.option(
    "--lang", type=click.Choice(["en", "fr"]), default="en", show_default=True, help="Language of the page."
)
@click.option("--embed", is_flag=True, help="Compact layout for an iframe.")
@click.option("--app6", is_flag=True, help="Draw units with an echelon as APP-6 symbols (extra: symbols).")
@click.option("--tiles", metavar="NAME", help="Background tiles by xyzservices name; the page then asks that host.")
@click.option("--coarsen", type=click.FloatRange(min=0), metavar="KM", help="Move points onto a grid of this size.")
@click.option("--delay", type=click.IntRange(min=0), metavar="DAYS", help="Hold back what is newer than this.")
@click.option("--boundaries", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Your own boundaries (GeoJSON, GeoPackage).")  # fmt: skip
def command(
    inputs: tuple[str, ...],
    output: Path,
    published: str | None,
    columns: Path | None,
    as_of: str | None,
    stated_only: bool,
    **choices: Any,
) -> None:
    """Draw INPUT as one self-contained HTML map.

    \b
    INPUT is any mix of text files, JSON Lines, CSV tables, HTML pages, folders,
    glob patterns, URLs and - (standard input), or one store (.gpkg).

    \b
    mapper map reports/ -o map.html
    mapper map desk.gpkg --as-of 2022-08-20 --title "The Sahel, as known then"
    """
    ledger = _ledger(inputs, published=published, columns=columns, as_of=as_of, stated_only=stated_only)
    if not ledger.reports:
        raise click.ClickException("nothing usable was read, so no map was drawn")
    _draw(ledger, output, as_of=as_of, **choices)
    _summary(ledger, output)


def _ledger(
    inputs: tuple[str, ...], *, published: str | None, columns: Path | None, as_of: str | None, stated_only: bool
) -> Ledger:
    from mapper import pipeline
    from mapper.progress import track
    from mapper.read import read_reports

    if any(Path(name).suffix.lower() == pipeline.STORE_SUFFIX for name in inputs):
        return pipeline.load_ledger(inputs, published=published, as_of=as_of, stated_only=stated_only)
    items = track(Tally().watch(read_reports(inputs, published=published, columns=columns)), "reading", unit="report")
    return pipeline.build_ledger(pipeline.extract_reports(items), as_of=as_of, stated_only=stated_only)


def _draw(ledger: Ledger, output: Path, *, as_of: str | None, boundaries: Path | None, **choices: Any) -> None:
    from mapper.draw import DrawOptions
    from mapper.pipeline import draw_ledger

    options = DrawOptions(
        title=choices["title"] or "Reported troop presences",
        subtitle=choices["subtitle"] or "",
        credits=choices["credit"] or "",
        as_of=as_of or "",
        lang=choices["lang"],
        embed=choices["embed"],
        tiles=choices["tiles"],
        app6=choices["app6"],
        coarsen_km=choices["coarsen"] or 0.0,
        delay_days=choices["delay"] or 0,
    )
    drawn = draw_ledger(ledger, options=options, boundaries=boundaries)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        drawn.save(str(output))
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written ({error.strerror}); choose another with -o") from None


def _summary(ledger: Ledger, output: Path) -> None:
    located = sum(claim.location is not None for claim in ledger.claims)
    kinds = Counter(row.kind for row in ledger.presences)
    publishers = {report.publisher for report in ledger.reports if report.publisher}
    undated = sum(report.published is None for report in ledger.reports)
    say(f"read      {len(ledger.reports)} reports by {len(publishers)} publishers" + _and(undated, "undated"))
    say(f"found     {len(ledger.claims)} claims, {located} located")
    say(f"mapped    {kinds[Kind.PRESENCE]} presences, {kinds[Kind.PLAN]} plans, {kinds[Kind.MOVEMENT]} movements")
    reasons = Counter(item.reason for item in ledger.unmapped)
    say(
        f"left out  {len(ledger.unmapped)} claims not on the map (listed on the page), {len(ledger.rejected)} records"
    )
    for reason, number in reasons.most_common(SHOWN // 4):
        say(f"          {number} x {reason}")
    say(f"map       {output} ({output.stat().st_size / 1000:,.0f} KB); open it in any browser")


def _and(number: int, word: str) -> str:
    return f", {number} {word}" if number else ""
