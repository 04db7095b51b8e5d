"""Every row of areas.csv and waters.csv: ids, names, hosts, points, definitions and sources."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest
import shapely

from mapper.locate.areas import area_geometry, areas, part_areas
from mapper.locate.boundaries import country_polygon, disputed_territories
from mapper.locate.countries import countries
from mapper.locate.parts import DIRECTIONS
from mapper.model import Precision

ROOT = Path(__file__).resolve().parents[2] / "geodata" / "places"
TABLES = {
    name: list(csv.DictReader((ROOT / name).read_text("utf-8").splitlines())) for name in ("areas.csv", "waters.csv")
}
AREA_KINDS = {
    "region",
    "conflict area",
    "historical",
    "continent",
    "islands",
    "mountains",
    "desert",
    "line",
    "global",
}
WATER_KINDS = {"sea", "ocean", "gulf", "strait", "canal", "river", "lake", "desert"}
SAMPLE = sorted(areas())


def test_there_are_as_many_as_reports_need():
    assert len(TABLES["areas.csv"]) >= 160
    assert len(TABLES["waters.csv"]) >= 60


def test_ids_are_unique_over_both_tables():
    ids = [row["id"] for rows in TABLES.values() for row in rows]
    assert len(ids) == len(set(ids)) == len(areas())


def test_no_name_is_claimed_by_two_rows_unless_one_says_so():
    claimed = defaultdict(set)
    for area in areas().values():
        for name in area.names:
            claimed[name.casefold()].add(area.id)
    double = {name: ids for name, ids in claimed.items() if len(ids) > 1}
    assert {n: sorted(i) for n, i in double.items() if not any(areas()[x].note for x in i)} == {}


@pytest.mark.parametrize("identifier", SAMPLE)
def test_a_row_is_whole_and_its_ground_agrees_with_it(identifier):
    area = areas()[identifier]
    assert area.kind in AREA_KINDS | WATER_KINDS
    assert area.source
    assert area.radius_m > 0
    assert area.precision in {Precision.ADMIN, Precision.AREA, Precision.COUNTRY, Precision.GLOBAL}
    assert set(area.countries) <= set(countries())
    assert area.host == "" or area.countries == (area.host,)
    geometry = area_geometry(identifier)
    assert not geometry.is_empty
    point = shapely.Point(area.lon, area.lat)
    assert geometry.distance(point) < 0.1
    if area.host:
        assert country_polygon(area.host).distance(point) < 0.27, "more than 30 km off its host"


@pytest.mark.parametrize(
    ("identifier", "inside", "outside"),
    [
        ("sahel", [(-0.05, 16.3), (15.0, 14.0)], [(2.1, 6.4), (9.0, 30.0)]),
        ("liptako-gourma", [(0.0, 14.0), (1.0, 14.5)], [(-8.0, 12.6)]),
        ("lake-chad-basin", [(13.15, 11.85), (12.6, 13.3)], [(3.4, 6.5)]),
        ("donbas", [(37.8, 48.0), (39.3, 48.57)], [(36.2, 50.0)]),
        ("ghouta", [(36.45, 33.53)], [(36.7, 34.7)]),
        ("idlib-pocket", [(36.63, 35.93)], [(36.3, 33.5)]),
        ("rojava", [(40.74, 36.5), (39.0, 35.95), (40.9, 35.0)], [(37.16, 36.2)]),
        ("kurdistan-region", [(44.0, 36.19), (45.4, 35.56)], [(43.1, 36.3)]),
        ("baltic-states", [(24.75, 59.4), (25.28, 54.69)], [(21.0, 52.2)]),
        ("eastern-flank", [(26.1, 44.4), (21.0, 52.2)], [(13.4, 52.5)]),
        ("line-of-control", [(74.05, 33.8)], [(77.2, 28.6)]),
        ("korean-dmz", [(126.68, 37.95)], [(127.0, 37.55)]),
        ("suwalki-gap", [(23.2, 54.1)], [(21.0, 52.2)]),
        ("gulf-states", [(51.5, 25.3), (46.7, 24.7)], [(44.4, 33.3)]),
        ("al-tanf-zone", [(38.62, 33.5)], [(38.3, 34.55)]),
        ("northern-ireland", [(-5.93, 54.6)], [(-6.26, 53.35), (-3.2, 55.95)]),
        ("horn-of-africa", [(43.15, 11.6), (45.3, 2.05)], [(36.8, -1.3)]),
        ("indo-pacific", [(151.2, -33.9), (139.7, 35.7)], [(-74.0, 40.7)]),
        ("black-sea", [(34.0, 43.0)], [(34.1, 45.0)]),
        ("persian-gulf", [(51.0, 27.0)], [(58.5, 25.0)]),
        ("strait-of-hormuz", [(56.4, 26.5)], [(51.0, 27.0)]),
        ("eastern-mediterranean", [(33.0, 33.5)], [(5.0, 40.0)]),
        ("euphrates", [(40.14, 35.33), (39.0, 35.95)], [(36.3, 33.5)]),
        ("dnipro", [(35.05, 48.46), (32.6, 46.65)], [(36.2, 50.0)]),
        ("lake-chad", [(14.4, 13.0)], [(15.05, 12.11)]),
        ("sahara", [(5.0, 24.0), (20.0, 24.0)], [(2.35, 48.9), (3.4, 6.5)]),
    ],
)
def test_areas_hold_the_places_that_everybody_puts_in_them(identifier, inside, outside):
    geometry = area_geometry(identifier)
    for point in inside:
        assert geometry.distance(shapely.Point(point)) < 0.05, point
    for point in outside:
        assert not geometry.contains(shapely.Point(point)), point


def test_every_disputed_territory_of_weight_is_also_a_name_to_be_found():
    named = {definition for area in areas().values() for definition in area.definition.split("+")}
    for identifier in (
        "crimea",
        "golan",
        "kashmir-indian",
        "abkhazia",
        "transnistria",
        "northern-cyprus",
        "somaliland",
    ):
        assert identifier in disputed_territories()
        assert f"disputed:{identifier}" in named


def test_parts_with_an_extent_of_their_own_are_areas_in_their_country():
    for (iso3, direction), identifier in part_areas().items():
        assert direction in DIRECTIONS
        assert areas()[identifier].host == iso3
