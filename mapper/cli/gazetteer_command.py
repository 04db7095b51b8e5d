"""``mapper gazetteer``: what it holds, building it from GeoNames, adding one's own places."""

from __future__ import annotations

import json
from pathlib import Path

import click

from mapper.cli.inputs import say

FILES = click.Path(path_type=Path)


@click.group("gazetteer", short_help="Show, build or extend the gazetteer.")
def command() -> None:
    """Show, build or extend the gazetteer, the file of places that names are looked up in.

    It is built from the installed packages on first use, in the user's cache directory; the environment variable
    MAPPER_CACHE names another.
    """


@command.command("info")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def info(as_json: bool) -> None:
    """Say what the gazetteer holds and where it is from."""
    from mapper.locate import open_gazetteer
    from mapper.locate.manage import describe

    facts = describe(open_gazetteer())
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False))
        return
    click.echo(f"file    {facts['file']}")
    for label in ("places", "sources"):
        table = facts[label]
        for name, value in sorted(table.items()) if isinstance(table, dict) else ():
            click.echo(f"{label:7} {name}: {value:,}" if isinstance(value, int) else f"{label:7} {name}: {value}")


@command.command("build")
@click.argument("dumps", metavar="[DUMP...]", nargs=-1, type=FILES)
@click.option("--default", "default", is_flag=True, help="Go back to the gazetteer of the installed packages.")
def build(dumps: tuple[Path, ...], default: bool) -> None:
    """Build the gazetteer from GeoNames dumps, as published (allCountries.zip, ML.zip, NL.txt).

    \b
    mapper gazetteer build allCountries.zip
    mapper gazetteer build ML.zip NE.zip BF.zip
    mapper gazetteer build --default

    Countries, regions, areas and military sites stay; the dump's places come on top of the packages' towns.
    """
    from mapper.locate.manage import build_from_dumps, forget_dumps

    if default == bool(dumps):
        raise click.UsageError("name GeoNames dumps to build from, or give --default")
    if default:
        say("back to the packages' gazetteer" if forget_dumps() else "the packages' gazetteer is in use already")
        return
    path, places = build_from_dumps(dumps)
    say(f"built {path} with {places:,} places; it is in use from now on")


@command.command("add")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILES)
@click.option("--replace", is_flag=True, help="Forget places that were added before.")
def add(files: tuple[Path, ...], replace: bool) -> None:
    """Add your own places from CSV, GeoJSON or GeoPackage; they win over all others.

    \b
    mapper gazetteer add my-sites.csv

    A table needs columns name, lat and lon; country (ISO 3166), aliases (a|b), kind (site, settlement, admin, area),
    admin1, radius_m and population are read when there.
    """
    from mapper.locate.manage import add_places

    added, total = add_places(files, replace=replace)
    say(f"added {added:,} places; {total:,} of your own are in use")
