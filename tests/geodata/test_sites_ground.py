"""Military sites stand on, or within 30 km of, the ground of their host."""

import csv
from pathlib import Path

import pytest
import shapely
import shapely.ops

from mapper.geo import distance_m
from mapper.locate.boundaries import country_at, country_polygon

ROWS = list(
    csv.DictReader(
        (Path(__file__).resolve().parents[2] / "geodata" / "places" / "sites.csv").read_text("utf-8").splitlines()
    )
)


ISLETS = {  # reefs and islets that the 1:10m layer of countries does not draw; most are claimed by several states
    "fiery-cross-reef", "mischief-reef", "subi-reef", "rancudo-airfield", "itu-aba", "pratas-island", "snake-island",
    "spratly-island-base",
}  # fmt: skip


@pytest.mark.parametrize("row", [r for r in ROWS if r["id"] not in ISLETS], ids=lambda row: row["id"])
def test_a_site_is_on_its_hosts_ground_or_within_30_km(row):
    lon, lat = float(row["lon"]), float(row["lat"])
    host = country_polygon(row["host"])
    assert host is not None
    near = shapely.ops.nearest_points(host, shapely.Point(lon, lat))[0]
    assert distance_m(lon, lat, near.x, near.y) <= 30_000


@pytest.mark.parametrize("identifier", sorted(ISLETS))
def test_an_islet_lies_at_sea_on_the_map(identifier):
    row = next(r for r in ROWS if r["id"] == identifier)
    assert country_at(float(row["lon"]), float(row["lat"])) is None
