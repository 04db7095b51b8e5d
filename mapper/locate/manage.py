"""Changing the gazetteer in use: building it from GeoNames dumps, adding a user's own places."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from mapper.locate import curated, packages
from mapper.locate.build import write_gazetteer
from mapper.locate.cache import DUMP_FILE, USER_FILE, cache_folder, default_file, only_builder
from mapper.locate.dump import dump_rows
from mapper.locate.gazetteer import Gazetteer
from mapper.locate.place import Row
from mapper.locate.sources import package_rows, versions
from mapper.locate.user import check_swapped, read_user_file
from mapper.progress import track

KEPT_ROWS = "user-places.jsonl"


def build_from_dumps(paths: Sequence[Path]) -> tuple[Path, int]:
    """Build the gazetteer from GeoNames dumps, over the countries, regions and sites that it always has.

    Parameters
    ----------
    paths : sequence of Path
        ``allCountries.zip``, ``ML.zip``, ``NL.txt`` ...

    Returns
    -------
    path : Path
        The gazetteer, from now on the one in use.
    places : int

    Raises
    ------
    GazetteerError
        A file is broken; the gazetteer in use stays as it was.
    """
    path = cache_folder() / DUMP_FILE
    facts = versions() | {f"dump:{item.name}": str(item.stat().st_size) for item in paths if item.is_file()}
    with only_builder(path):
        return path, write_gazetteer(_dump_and_packages(paths), path, facts)


def _dump_and_packages(paths: Sequence[Path]) -> Iterator[Row]:
    codes = packages.alpha3_of()
    names = curated.region_names(curated.read_regions())
    seen: set[int] = set()
    for row in track(dump_rows(paths, names, codes), "reading GeoNames", unit="place"):
        seen.add(row.geonameid)
        yield row
    for row in package_rows():
        if row.geonameid not in seen:
            yield row


def add_places(paths: Sequence[Path], *, replace: bool = False) -> tuple[int, int]:
    """Add a user's own places, which win over all others.

    Parameters
    ----------
    paths : sequence of Path
        CSV, GeoJSON or GeoPackage.
    replace : bool
        Forget those that were added before.

    Returns
    -------
    added : int
    total : int

    Raises
    ------
    GazetteerError
        A file is broken; then nothing is added, not even from the others.
    """
    folder = cache_folder()
    codes = packages.alpha3_of()
    added: list[Row] = []
    with only_builder(folder / USER_FILE):
        boxes = _extents(default_file(folder))
        for path in paths:
            rows = read_user_file(path, codes)
            check_swapped(rows, boxes, path)
            added += rows
        kept = [] if replace else _kept(folder)
        rows = list({(row.names[0], row.country, row.lon, row.lat): row for row in (*kept, *added)}.values())
        write_gazetteer(rows, folder / USER_FILE, {"user": ", ".join(sorted({row.source for row in rows}))})
        _keep(folder, rows)
    return len(added), len(rows)


def _kept(folder: Path) -> list[Row]:
    path = folder / KEPT_ROWS
    if not path.is_file():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    return [Row(**(record | {"names": tuple(record["names"])})) for record in map(json.loads, lines)]


def _keep(folder: Path, rows: list[Row]) -> None:
    partial = folder / (KEPT_ROWS + ".partial")
    partial.write_text(
        "".join(json.dumps(row._asdict(), ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
    partial.replace(folder / KEPT_ROWS)


def _extents(path: Path) -> dict[str, tuple[float, float, float, float]]:
    with closing(Gazetteer(path)) as gazetteer:
        return gazetteer.extents()


def forget_dumps() -> bool:
    """Go back to the gazetteer of the installed packages; whether there was another."""
    path = cache_folder() / DUMP_FILE
    there = path.is_file()
    path.unlink(missing_ok=True)
    return there


def describe(gazetteer: Gazetteer) -> dict[str, object]:
    """What a gazetteer holds: its file, sources and counts by kind and source."""
    return {"file": str(gazetteer.path), "sources": gazetteer.meta(), "places": gazetteer.counts()}
