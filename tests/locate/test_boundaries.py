"""The shipped boundaries agree with the house decisions, with one another and with themselves."""

import pytest
import shapely

from mapper.locate import boundaries as shipped
from mapper.locate.parts import border_of, meeting_points, neighbours, part_of


@pytest.mark.parametrize(
    ("place", "lon", "lat", "host"),
    [
        ("Simferopol", 34.10, 44.95, "UKR"), ("Sevastopol", 33.55, 44.58, "UKR"), ("Katzrin", 35.69, 32.99, "SYR"),
        ("Gaza", 34.45, 31.50, "PSE"), ("Ramallah", 35.20, 31.90, "PSE"), ("Pristina", 21.16, 42.66, "XKX"),
        ("Laayoune", -13.19, 27.15, "ESH"), ("Smara", -11.67, 26.74, "ESH"), ("Tifariti", -10.57, 26.16, "ESH"),
        ("Taipei", 121.53, 25.05, "TWN"), ("Hargeisa", 44.06, 9.56, "SOM"), ("Kyrenia", 33.32, 35.32, "CYP"),
        ("Sukhumi", 41.02, 43.01, "GEO"), ("Tskhinvali", 43.97, 42.23, "GEO"), ("Tiraspol", 29.63, 46.84, "MDA"),
        ("Stepanakert", 46.75, 39.82, "AZE"), ("Juba", 31.58, 4.85, "SSD"), ("Akrotiri", 32.96, 34.60, "CYP"),
        ("Guantanamo Bay base", -75.10, 19.93, "CUB"), ("Baikonur", 63.31, 45.62, "KAZ"), ("Cayenne", -52.33, 4.93, "GUF"),
        ("Kaliningrad", 20.5, 54.7, "RUS"), ("Cabinda", 12.2, -5.56, "AGO"), ("Lhasa", 91.1, 29.65, "CHN"),
    ],
)  # fmt: skip
def test_hosts_are_as_the_house_decided(place, lon, lat, host):
    assert shipped.country_at(lon, lat) == host


def test_the_open_sea_has_no_host():
    assert shipped.country_at(-30.0, 30.0) is None
    assert shipped.country_at(-150.0, 66.0) == "USA"


@pytest.mark.parametrize("code", shipped.country_codes())
def test_every_country_is_valid_ground_of_sensible_extent(code):
    polygon = shipped.country_polygon(code)
    assert polygon.is_valid
    assert polygon.geom_type in {"Polygon", "MultiPolygon"}
    assert polygon.area > 0
    for part in shapely.get_parts(polygon):
        west, south, east, north = part.bounds
        assert east - west < 180 or code == "ATA"
        assert -90 <= south < north <= 90


def test_joined_outlines_are_their_union_with_islands_untouched():
    left, right, island = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1), shapely.box(5, 5, 6, 6)
    whole = shipped.join_outlines([shapely.MultiPolygon([left, island]), right])
    assert whole.equals(shapely.union_all([left, right, island]))
    assert sorted(part.area for part in whole.geoms) == [1.0, 2.0]
    assert shipped.join_outlines([island]) is island


def test_outlines_of_many_countries_are_not_all_kept():
    for code in shipped.country_codes():
        shipped.country_polygon(code)
    assert shipped.country_polygon.cache_info().currsize < len(shipped.country_codes()) / 4


def test_countries_do_not_overlap():
    codes = shipped.country_codes()
    shapes = [shipped.country_polygon(code) for code in codes]
    tree = shapely.STRtree(shapes)
    lefts, rights = tree.query(shapes, predicate="overlaps")
    for i, j in zip(lefts, rights, strict=True):
        assert shapes[i].intersection(shapes[j]).area < 1e-3, (codes[i], codes[j])


def test_every_unit_has_a_valid_polygon_in_its_country():
    keys = sorted(shipped.units())
    assert len(keys) > 4500
    for key in keys[::17]:
        unit, polygon = shipped.units()[key], shipped.unit_polygon(key)
        assert polygon.is_valid, key
        assert polygon.area > 0, key
        country = shipped.country_polygon(unit.iso3)
        assert polygon.intersection(country).area > 0.5 * polygon.area, key
        assert polygon.buffer(0.02).contains(shapely.Point(unit.lon, unit.lat)), key


def test_unit_keys_name_their_country_and_are_unique_folded():
    for key, unit in shipped.units().items():
        assert key == f"{unit.iso3}:{unit.name}"
        assert unit.iso3 in shipped.country_codes()
        assert unit.basis


@pytest.mark.parametrize("identifier", sorted(shipped.disputed_territories()))
def test_every_disputed_territory_lies_in_its_host_and_says_its_status(identifier):
    territory = shipped.disputed_territories()[identifier]
    polygon = shipped.disputed_polygon(identifier)
    host = shipped.country_polygon(territory.host)
    assert polygon.is_valid
    assert polygon.intersection(host).area > 0.95 * polygon.area
    assert len(territory.parties) >= 2
    assert territory.status
    assert territory.source.startswith("http")


@pytest.mark.parametrize(
    ("lon", "lat", "identifier"),
    [(34.1, 45.0, "crimea"), (35.7, 33.0, "golan"), (74.8, 34.1, "kashmir-indian"), (73.5, 34.4, "kashmir-pakistani"),
     (121.0, 24.0, "taiwan"), (46.75, 39.82, "nagorno-karabakh"), (28.4, 9.7, "abyei")],
)  # fmt: skip
def test_a_point_tells_the_disputes_over_it(lon, lat, identifier):
    assert identifier in {territory.id for territory in shipped.disputed_at(lon, lat)}


def test_a_point_in_no_dispute_tells_none():
    assert shipped.disputed_at(2.35, 48.86) == ()


def test_disputed_lines_run_between_the_parties():
    sides = [set(between) for between, _ in shipped.disputed_lines()]
    assert {"UKR/", "UKR/crimea"} in sides
    assert {"SRB/", "XKX/kosovo"} in sides
    assert {"KOR/", "PRK/"} in sides
    assert {"MAR/", "ESH/western-sahara-west"} in sides
    assert {"DEU/", "FRA/"} not in sides


def test_the_layers_name_source_vintage_and_licence():
    layers = shipped.boundary_sources()
    assert {layer["id"] for layer in layers} == {"countries", "basemap", "admin1", "disputed", "parts"}
    for layer in layers:
        assert all(layer[field] for field in ("name", "source", "vintage", "licence", "note", "files"))


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [("MLI", "NER", True), ("NER", "MLI", True), ("MLI", "FRA", False), ("RUS", "POL", True)],
)
def test_borders_are_found_in_either_order(one, other, shared):
    border = border_of(one, other)
    assert (border is not None) == shared
    if border:
        assert set(border.pair) == {one, other}
        assert all(len(line) >= 2 for line in border.lines)


def test_neighbours_are_those_that_share_a_land_border():
    assert neighbours("PRT") == ("ESP",)
    assert set(neighbours("MLI")) == {"DZA", "BFA", "CIV", "GIN", "MRT", "NER", "SEN"}
    assert neighbours("ISL") == ()


def test_three_countries_meet_at_one_point_or_at_none():
    assert len(meeting_points(("MLI", "NER", "BFA"))) == 1
    assert meeting_points(("MLI", "NER", "FRA")) == ()


@pytest.mark.parametrize("code", shipped.country_codes()[::6])
@pytest.mark.parametrize("direction", ["n", "e", "s", "w", "c"])
def test_parts_lie_in_or_at_their_country(code, direction):
    part = part_of(code, direction)
    if part is None:
        return
    shape = shapely.from_wkt(part.wkt)
    assert shape.is_valid
    assert shapely.get_num_coordinates(shape) <= 80
    country = shipped.country_polygon(code)
    assert country.distance(shapely.Point(part.lon, part.lat)) < 0.3
    assert part.radius_m > 0


@pytest.mark.parametrize("identifier", sorted(shipped.disputed_territories()))
def test_a_disputed_territory_holds_what_its_polygon_holds(identifier):
    polygon = shipped.disputed_polygon(identifier)
    if polygon is None:
        assert not shipped.disputed_holds(identifier, 0.0, 0.0)
        return
    west, south, east, north = polygon.bounds
    steps = [-0.03 + 0.0531 * k for k in range(21)]
    points = [(west + a * (east - west), south + b * (north - south)) for a in steps for b in steps]
    held = [shipped.disputed_holds(identifier, lon, lat) for lon, lat in points]
    assert any(held)
    assert held == [bool(shapely.contains_xy(polygon, lon, lat)) for lon, lat in points]
