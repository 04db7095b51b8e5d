"""``mapper extract``: the claims that reports make, as JSON Lines; or one report explained."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import click

from mapper.cli.inputs import Tally, open_output, output_option, published_option, reports_argument, say
from mapper.model import Claim, Extraction


@click.command("extract", short_help="Print the claims that reports make, as JSON Lines.")
@reports_argument
@output_option
@published_option
@click.option(
    "--explain", is_flag=True, help="Show each report with its spans marked, and why each claim was made or dropped."
)
def command(inputs: tuple[str, ...], output: Path | None, published: str | None, explain: bool) -> None:
    """Print the claims that each report makes, one report a line.

    \b
    INPUT is any mix of text files, JSON Lines, CSV tables, HTML pages, folders,
    glob patterns, URLs and - (standard input).

    \b
    mapper extract report.txt --published 2022-08-20
    FORCE_COLOR=1 mapper extract --explain report.txt | less -R
    """
    tally = Tally()
    claims = 0
    with open_output(output) as stream:
        for extraction in _extractions(inputs, published, tally, explain=explain):
            claims += len(extraction.claims)
            stream.write(_explained(extraction, stream) if explain else as_line(extraction))
        stream.flush()
    if not tally.reports:
        raise click.ClickException("nothing usable was read, so there are no claims")
    say(f"mapper: {tally.reports} reports, {claims} claims, {tally.rejected} left out")


def _extractions(
    inputs: tuple[str, ...], published: str | None, tally: Tally, *, explain: bool
) -> Iterator[Extraction]:
    from mapper.pipeline import extract_reports
    from mapper.read import read_reports

    items: Iterator[Any] = tally.watch(read_reports(inputs, published=published))
    if not explain:
        from mapper.progress import track

        items = iter(track(items, "extracting", unit="report"))
    for extraction in extract_reports(items):
        if isinstance(extraction, Extraction):
            yield extraction


def as_line(extraction: Extraction) -> str:
    """One report's claims as a line of JSON: the codebook's fields, ``start``, ``end``, ``rule`` and the trail.

    Examples
    --------
    >>> as_line(Extraction(report=Report(id="r1", text="")))
    '{"id": "r1", "title": "", "published": null, "claims": [], "rejected": []}\\n'
    """
    report = extraction.report
    row = {
        "id": report.id,
        "title": report.title,
        "published": report.published,
        "claims": [claim_row(claim) for claim in extraction.claims],
        "rejected": [{"where": r.where, "reason": r.reason, "text": r.text} for r in extraction.rejected],
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


def claim_row(claim: Claim) -> dict[str, Any]:
    """A claim's fields in the contract's order, with its trail after them."""
    place = claim.location
    return {
        "quote": claim.quote,
        "sender": claim.sender,
        "force": claim.force,
        "personnel": claim.personnel.value,
        "count_low": claim.count_low,
        "count_high": claim.count_high,
        "count_text": claim.count_text,
        "place": claim.place,
        "host": claim.host,
        "precision": claim.precision.value if claim.precision else None,
        "lat": round(place.lat, 5) if place else None,
        "lon": round(place.lon, 5) if place else None,
        "status": claim.status.value,
        "when": claim.when,
        "source": claim.source,
        "optional": claim.optional,
        "start": claim.start,
        "end": claim.end,
        "rule": claim.rule,
        "id": claim.id,
        "group": claim.group,
        "part_of": claim.part_of,
        "host_then": _host_then(claim),
        "origin": claim.origin.name if claim.origin else None,
        "echelon": claim.echelon,
        "units": claim.units,
        "confidence": {c.part: c.score for c in claim.confidence},
        "marks": [[m.start, m.end, m.role] for m in claim.marks],
    }


def _host_then(claim: Claim) -> str | None:
    """Name of the host's state at the time of the claim, where it was another than today's ("Czechoslovakia")."""
    from mapper.edtf import first_day
    from mapper.locate.countries import host_as_of

    text = claim.when or claim.published
    day = first_day(text) if text else None
    if day is None or claim.host is None or claim.location is None:
        return None
    return host_as_of(claim.host, claim.location.lon, claim.location.lat, day)


def _explained(extraction: Extraction, stream: IO[str]) -> str:
    from mapper.extract.explain import explain_report

    width = shutil.get_terminal_size((100, 24)).columns
    return explain_report(extraction, color=colors_wanted(stream, os.environ), width=width)


def colors_wanted(stream: IO[str], environment: Mapping[str, str]) -> bool:
    """Whether to write colours: on a terminal unless ``NO_COLOR`` is set; elsewhere only if ``FORCE_COLOR`` is."""
    if environment.get("NO_COLOR"):
        return False
    return bool(environment.get("FORCE_COLOR")) or (stream.isatty() and environment.get("TERM") != "dumb")
