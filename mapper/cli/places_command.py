"""``mapper places``: every place name in reports, as JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from mapper.cli.inputs import Tally, open_output, output_option, published_option, reports_argument
from mapper.model import Extraction, Mention, Rejected


@click.command("places", short_help="Print every place name in reports, as JSON Lines.")
@reports_argument
@published_option
@output_option
def command(inputs: tuple[str, ...], published: str | None, output: Path | None) -> None:
    """Print every place name that INPUT mentions, with where it is and why.

    \b
    mapper places report.txt
    mapper places reports.jsonl -o places.jsonl

    One report a line: {"id", "mentions": [{"start", "end", "text", "lat", "lon", "precision", "country", "geonameid",
    "reason", "name", "radius_m"}]}; "name" is the gazetteer's, "radius_m" the extent of the place. Offsets count
    characters of the report's text; lat and lon are null, and name and radius_m missing, where no place could be
    chosen.
    """
    from mapper.locate import find_mentions, open_gazetteer
    from mapper.progress import track
    from mapper.read import read_reports

    gazetteer = open_gazetteer()
    tally = Tally()
    items = track(tally.watch(read_reports(list(inputs), published=published)), "places", unit="report")
    with open_output(output) as stream:
        for item in items:
            if isinstance(item, Rejected):
                continue
            report = item.report if isinstance(item, Extraction) else item
            mentions = [mention_record(mention) for mention in find_mentions(report, gazetteer)]
            stream.write(json.dumps({"id": report.id, "mentions": mentions}, ensure_ascii=False) + "\n")
    if not tally.reports:
        raise click.ClickException("nothing usable was read")


def mention_record(mention: Mention) -> dict[str, Any]:
    """A mention as it is printed."""
    place = mention.location
    record: dict[str, Any] = {"start": mention.start, "end": mention.end, "text": mention.text}
    if place is None:
        return (
            record | dict.fromkeys(("lat", "lon", "precision", "country", "geonameid")) | {"reason": mention.reason}
        )
    return record | {
        "lat": round(place.lat, 5),
        "lon": round(place.lon, 5),
        "precision": str(place.precision),
        "country": place.country,
        "geonameid": place.geonameid,
        "reason": mention.reason or place.reason,
        "name": place.name,
        "radius_m": round(place.radius_m),
    }
