"""``mapper locate``: geocode names given as arguments or as JSON Lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapper.cli.inputs import open_output, output_option, say
from mapper.errors import UsageError
from mapper.model import Candidate

if TYPE_CHECKING:
    from mapper.locate import Gazetteer


@click.command("locate", short_help="Geocode place names.")
@click.argument("names", metavar="[NAME...]", nargs=-1)
@click.option("--country", metavar="ISO3", help="Only places of this country (MLI; a name or two letters will do).")
@click.option("--admin1", metavar="REGION", help="First-level region that the places lie in.")
@output_option
def command(names: tuple[str, ...], country: str | None, admin1: str | None, output: Path | None) -> None:
    """Say where each NAME is; without a NAME, read JSON Lines from standard input.

    \b
    mapper locate Gao "Bagram Airfield"
    mapper locate Gao Tessalit --country MLI
    mapper locate < names.jsonl

    Input lines are {"id", "name", "country"?, "admin1"?}. One line comes out for each: {"id", "name", "lat", "lon",
    "precision", "country", "geonameid", "reason", "alternatives"}; lat and lon are null where no place fits.
    """
    from mapper.locate import open_gazetteer

    gazetteer = open_gazetteer()
    code = country_code(country, gazetteer) if country else None
    asked = ({"id": name, "name": name} for name in names) if names else _read_lines()
    done = 0
    with open_output(output) as stream:
        for line in asked:
            record = _answer({"country": code, "admin1": admin1} | line, gazetteer)
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
            done += 1
    if not done:
        raise click.ClickException('no name was given; name places, or send lines {"id", "name"} to standard input')


def country_code(text: str, gazetteer: Gazetteer) -> str:
    """ISO 3166-1 alpha-3 code of a country given by code or name.

    Raises
    ------
    UsageError
        No country is known by it.
    """
    from mapper.locate.countries import countries

    if text.upper() in countries():
        return text.upper()
    codes = {hit.place.country for hit in gazetteer.lookup(text) if hit.place.kind == "country"}
    if len(codes) == 1:
        return codes.pop()
    raise UsageError(
        f"{text!r} is no country that the gazetteer knows; give its ISO 3166-1 alpha-3 code, such as MLI"
    )


def _read_lines() -> Iterator[dict[str, Any]]:
    if sys.stdin.isatty():
        say('mapper: reading lines {"id", "name"} from standard input; end with Ctrl-D')
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            name = record["name"]
        except (ValueError, KeyError, TypeError):
            say(f'mapper: left out: standard input line {number} is not a JSON object with a "name"')
            continue
        if isinstance(name, str):
            yield {"id": number} | {key: value for key, value in record.items() if value is not None}
        else:
            say(f"mapper: left out: standard input line {number} has a name that is no text")


def _answer(line: dict[str, Any], gazetteer: Gazetteer) -> dict[str, Any]:
    from mapper.locate import locate_name

    country, admin1 = line.get("country"), line.get("admin1")
    if isinstance(country, str) and country:
        try:
            country = country_code(country, gazetteer)
        except UsageError as error:
            return _record(line, None, str(error), ())
    place, reason, others = locate_name(
        line["name"],
        gazetteer,
        country=country if isinstance(country, str) and country else None,
        admin1=admin1 if isinstance(admin1, str) and admin1 else None,
    )
    return _record(line, place, reason, others)


def _record(line: dict[str, Any], place: Any, reason: str, others: tuple[Candidate, ...]) -> dict[str, Any]:
    return {
        "id": line["id"],
        "name": line["name"],
        "lat": round(place.lat, 5) if place else None,
        "lon": round(place.lon, 5) if place else None,
        "precision": str(place.precision) if place else None,
        "country": place.country if place else None,
        "geonameid": place.geonameid if place else None,
        "reason": reason,
        "alternatives": [_alternative(other) for other in others],
    }


def _alternative(other: Candidate) -> dict[str, Any]:
    return {
        "name": other.name, "lat": round(other.lat, 5), "lon": round(other.lon, 5), "country": other.country,
        "precision": str(other.precision), "geonameid": other.geonameid,
    }  # fmt: skip
