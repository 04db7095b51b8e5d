"""Parts of countries and regions, seas off their coasts, shared borders: worked out beforehand, read when needed.

``scripts/build_parts.py`` and ``build_region_parts.py`` make the files; nothing here imports a geometry package.
"""

from __future__ import annotations

import gzip
import json
import zipfile
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

DIRECTIONS = ("n", "ne", "e", "se", "s", "sw", "w", "nw", "c")
BEARINGS = {"n": 0.0, "ne": 45.0, "e": 90.0, "se": 135.0, "s": 180.0, "sw": 225.0, "w": 270.0, "nw": 315.0}


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of ground or sea: a point in it, the radius (m) that holds it, and its polygon as well-known text."""

    lon: float
    lat: float
    radius_m: float
    wkt: str


@dataclass(frozen=True, slots=True)
class Border:
    """The line two countries share: its middle, the radius (m) that holds it, and its pieces as lon-lat points."""

    pair: tuple[str, str]
    lon: float
    lat: float
    radius_m: float
    lines: tuple[tuple[tuple[float, float], ...], ...]


def _read(name: str) -> Any:
    data = files("mapper.geodata").joinpath("boundaries", name).read_bytes()
    return json.loads(gzip.decompress(data))


@cache
def _parts() -> dict[str, dict[str, list[Any]]]:
    found: dict[str, dict[str, list[Any]]] = _read("parts.json.gz")
    return found


@cache
def _borders() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = _read("borders.json.gz")
    return found


def part_of(iso3: str, direction: str) -> Part | None:
    """Part of a country in a direction (``n``, ``ne`` ... ``nw``, ``c``), or the sea off its ``coast``; None if none.

    Examples
    --------
    >>> part_of("MLI", "n").lat > 15.5, part_of("MLI", "coast") is None, part_of("XXX", "n") is None
    (True, True, True)
    """
    row = _parts().get(iso3, {}).get(direction)
    return Part(row[0], row[1], float(row[2]), row[3]) if row else None


@cache
def _archive() -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(files("mapper.geodata").joinpath("boundaries", "region_parts.zip").read_bytes()))


@cache
def _region_parts(member: str) -> dict[str, list[list[float] | None]]:
    """Points and radii of the parts of a country's first-level regions, or of the areas, in ``DIRECTIONS`` order."""
    try:
        found: dict[str, list[list[float] | None]] = json.loads(_archive().read(f"{member}.json"))
    except KeyError:  # no such country
        return {}
    return found


def region_part(shape: str, direction: str) -> tuple[float, float, float] | None:
    """Point (lon, lat) and radius (m) of a region's part in a direction; None if unknown here, which is rare.

    Parameters
    ----------
    shape : str
        ``admin1:ISO3:Name`` or ``area:ID``.
    direction : str
        One of ``DIRECTIONS``.

    Examples
    --------
    >>> region_part("admin1:MLI:Mopti", "n")[1] > region_part("admin1:MLI:Mopti", "s")[1]
    True
    >>> region_part("admin1:XXX:Nowhere", "n") is None
    True
    """
    kind, _, rest = shape.partition(":")
    member, _, name = rest.partition(":") if kind == "admin1" else ("areas", "", rest)
    row = _region_parts(member).get(name, [])
    found = dict(zip(DIRECTIONS, row, strict=False)).get(direction)
    return (found[0], found[1], found[2]) if found else None


def border_of(one: str, other: str) -> Border | None:
    """Land border of two countries in either order, or None where they share none."""
    pair = (one, other) if one < other else (other, one)
    row = _borders()["pairs"].get("|".join(pair))
    if row is None:
        return None
    lines = tuple(tuple((x, y) for x, y in line) for line in row[3])
    return Border(pair, row[0], row[1], float(row[2]), lines)


def neighbours(iso3: str) -> tuple[str, ...]:
    """Countries that share a land border with one, in order of code."""
    pairs = (pair.split("|") for pair in _borders()["pairs"])
    return tuple(sorted({b if a == iso3 else a for a, b in pairs if iso3 in (a, b)}))


def meeting_points(codes: tuple[str, str, str]) -> tuple[tuple[float, float], ...]:
    """Points (lon, lat) where three countries meet; none where they do not."""
    rows = _borders()["triples"].get("|".join(sorted(codes)), [])
    return tuple((x, y) for x, y in rows)
