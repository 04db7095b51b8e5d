"""``mapper export``: presences (and claims) for other tools."""

from __future__ import annotations

from pathlib import Path

import click

from mapper.cli.inputs import (
    as_of_option,
    columns_option,
    published_option,
    reports_argument,
    say,
    say_left_out,
    stated_option,
)
from mapper.export import FORMATS, SUFFIXES


@click.command("export", short_help="Write presences for other tools.")
@reports_argument
@click.option(
    "--to", "to", type=click.Choice(FORMATS), help="Format; taken from the file's extension when not given."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help="File to write.",
)
@click.option("--claims", is_flag=True, help="Write the claims with their sentences, not the presences.")
@published_option
@columns_option
@as_of_option
@stated_option
def command(
    inputs: tuple[str, ...],
    to: str | None,
    output: Path,
    claims: bool,
    published: str | None,
    columns: Path | None,
    as_of: str | None,
    stated_only: bool,
) -> None:
    """Write the presences of INPUT (reports, or one store) for other tools.

    \b
    mapper export desk.gpkg --to geojson -o presences.geojson
    mapper export reports/ --claims -o claims.csv
    """
    from mapper.export import claim_rows, export_rows, presence_rows
    from mapper.pipeline import load_ledger, shapes_of

    to = to or SUFFIXES.get(output.suffix.lower())
    if to is None:
        raise click.UsageError(f"the extension of {output} names no format; say which with --to {'|'.join(FORMATS)}")
    ledger = load_ledger(inputs, published=published, columns=columns, as_of=as_of, stated_only=stated_only)
    say_left_out(ledger.rejected)
    if not ledger.reports:
        raise click.ClickException("nothing usable was read, so nothing was written")
    rows = claim_rows(ledger.claims, ledger.reports) if claims else presence_rows(ledger.presences)
    export_rows(rows, output, to=to, shapes=shapes_of(ledger), layer="claims" if claims else "presences")
    say(f"wrote {len(rows)} {'claims' if claims else 'presences'} to {output} ({to})")
