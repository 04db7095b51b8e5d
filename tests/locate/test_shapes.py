"""Shapes by name become geometry, and a user's own boundaries win."""

import json
import subprocess
import sys

import pytest
import shapely

from mapper.errors import GazetteerError
from mapper.locate.parts import DIRECTIONS, region_part
from mapper.locate.shapes import has_shape, part_point, shape_geometry


@pytest.mark.parametrize(
    ("shape", "inside", "outside"),
    [
        ("country:MLI", (-3.0, 17.0), (2.0, 12.0)),
        ("country:UKR", (34.1, 45.0), (38.9, 45.0)),
        ("country:SYR", (35.78, 33.0), (35.2, 32.8)),
        ("country:ESH", (-15.5, 23.8), (-9.0, 29.0)),
        ("country:SOM", (44.06, 9.56), (42.6, 11.6)),
        ("country:CYP", (33.36, 35.3), (33.0, 36.5)),
        ("country:XKX", (21.16, 42.66), (21.9, 43.32)),
        ("country:PSE", (34.45, 31.5), (34.8, 31.25)),
        ("country:CUB", (-75.10, 19.93), (-73.0, 19.0)),
        ("country:RUS", (-175.0, 66.8), (-150.0, 65.0)),
        ("admin1:MLI:Gao", (-0.045, 16.27), (2.4, 15.92)),
        ("admin1:MLI:Gao Region", (-0.045, 16.27), (2.4, 15.92)),
        ("admin1:MLI:Menaka", (2.4, 15.92), (-0.045, 16.27)),
        ("admin1:COD:North Kivu", (29.23, -1.66), (28.86, -2.5)),
        ("admin1:COD:Ituri", (30.25, 1.56), (25.2, 0.5)),
        ("admin1:UKR:Donetsk Oblast", (37.8, 48.0), (39.3, 48.57)),
        ("admin1:UKR:Crimea", (34.1, 45.0), (36.0, 46.5)),
        ("admin1:KEN:Garissa", (39.65, -0.45), (36.8, -1.28)),
        ("disputed:abkhazia", (41.0, 43.0), (42.7, 42.3)),
        ("disputed:western-sahara-west", (-15.0, 23.7), (-12.0, 23.5)),
        ("area:donbas", (37.8, 48.0), (36.2, 50.0)),
        ("area:baltic-states", (24.1, 56.95), (28.0, 53.5)),
        ("area:three-borders", (0.5, 14.7), (-4.2, 14.5)),
        ("area:black-sea", (34.0, 43.0), (34.1, 45.0)),
        ("country:LBN+country:SYR", (35.5, 33.9), (36.2, 31.9)),
    ],
)
def test_a_shape_holds_what_it_names_and_no_more(shape, inside, outside):
    geometry = shape_geometry(shape)
    assert geometry.is_valid
    assert geometry.contains(shapely.Point(inside))
    assert not geometry.contains(shapely.Point(outside))
    assert has_shape(shape)


def test_a_region_without_an_outline_is_a_circle_around_its_point():
    assert has_shape("admin1:ISL:Garðabær")
    assert shape_geometry("admin1:ISL:Garðabær").contains(shapely.Point(-21.9, 64.08))


@pytest.mark.parametrize("shape", ["country:ZZZ", "admin1:MLI:Nowhere", "area:nowhere", "galaxy:milky-way", ""])
def test_an_unknown_shape_is_refused_with_what_was_expected(shape):
    assert not has_shape(shape)
    with pytest.raises(GazetteerError, match=r"no shape .*expected country:ISO3"):
        shape_geometry(shape)


def test_text_that_is_no_wkt_is_refused():
    with pytest.raises(GazetteerError, match="is not well-known text"):
        shape_geometry("wkt:POLYGON((0 0")


def square(x, y, size=1.0):
    return json.loads(shapely.to_geojson(shapely.box(x, y, x + size, y + size)))


@pytest.fixture
def own(tmp_path):
    features = [
        {"type": "Feature", "properties": {"ISO_A3": "MLI", "NAME": "Mali"}, "geometry": square(0, 0)},
        {"type": "Feature", "properties": {"shapeGroup": "MLI", "shapeName": "Gao"}, "geometry": square(2, 0)},
        {"type": "Feature", "properties": {"shape": "area:sahel"}, "geometry": square(4, 0)},
    ]
    path = tmp_path / "own.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


@pytest.mark.parametrize(
    ("shape", "x"), [("country:MLI", 0), ("admin1:MLI:Gao", 2), ("admin1:MLI:Gao Region", 2), ("area:sahel", 4)]
)
def test_a_users_own_boundaries_win(own, shape, x):
    assert shape_geometry(shape, boundaries=own).bounds == (x, 0, x + 1, 1)


def test_shapes_that_the_users_file_lacks_are_ours(own):
    assert shape_geometry("country:NER", boundaries=own).equals(shape_geometry("country:NER"))


def test_boundaries_that_name_no_shape_are_refused(tmp_path):
    path = tmp_path / "empty.geojson"
    path.write_text('{"type": "FeatureCollection", "features": []}', "utf-8")
    with pytest.raises(GazetteerError, match=r"empty\.geojson: no feature names a shape"):
        shape_geometry("country:MLI", boundaries=path)


def test_boundaries_that_cannot_be_read_are_refused(tmp_path):
    path = tmp_path / "broken.geojson"
    path.write_text("{", "utf-8")
    with pytest.raises(GazetteerError, match=r"broken\.geojson: cannot be read as boundaries"):
        shape_geometry("country:MLI", boundaries=path)


def test_a_geopackage_of_boundaries_is_read(tmp_path):
    import geopandas

    path = tmp_path / "own.gpkg"
    frame = geopandas.GeoDataFrame(
        {"iso3": ["NER"], "level": ["0"]}, geometry=[shapely.box(0, 0, 1, 1)], crs="EPSG:4326"
    )
    frame.to_file(path, driver="GPKG")
    assert shape_geometry("country:NER", boundaries=path).bounds == (0, 0, 1, 1)


def test_finding_parts_of_mali_imports_no_geometry_package():
    code = (
        "import sys; from mapper.locate.expressions import find_expressions; "
        "from mapper.model import Location, Mention, Precision; "
        "mali = Location(name='Mali', lon=0, lat=17, precision=Precision.COUNTRY, country='MLI'); "
        "found = find_expressions('in western Mali; northern Mali', [Mention(start=i, end=i + 4, text='Mali', location=mali) for i in (11, 26)], 'en'); "
        "assert [m.location.shape[:4] for m in found] == ['wkt:', 'area']; "
        "print([m for m in ('shapely', 'pyproj', 'geopandas', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_finding_parts_of_a_region_imports_no_geometry_package():
    code = (
        "import sys; from mapper.locate.ground import BUILDERS; from mapper.locate.expressions import find_expressions; "
        "from mapper.model import Location, Mention, Precision; "
        "gao = Location(name='Gao', lon=0, lat=17, precision=Precision.ADMIN, country='MLI', shape='admin1:MLI:Gao'); "
        "found = find_expressions('in northern Gao', [Mention(start=12, end=15, text='Gao', location=gao)], 'en'); "
        "print(found[0].location.shape, [m for m in ('shapely', 'pyproj', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "part:n:admin1:MLI:Gao []"


@pytest.mark.parametrize("shape", ["admin1:MLI:Gao", "admin1:ETH:Tigray", "admin1:JPN:Hokkaidō", "area:kivu"])
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_part_of_a_region_is_what_the_table_of_points_says(shape, direction):
    whole, point = shape_geometry(shape), region_part(shape, direction)
    assert point == part_point(whole, direction)
    if point is None:
        return
    piece = shape_geometry(f"part:{direction}:{shape}")
    assert has_shape(f"part:{direction}:{shape}")
    assert piece.buffer(1e-4).contains(shapely.Point(point[:2]))
    assert whole.buffer(0.05).contains(piece)


def test_a_part_of_nothing_is_no_shape():
    assert not has_shape("part:n:area:nowhere")
    with pytest.raises(GazetteerError, match="no shape"):
        shape_geometry("part:n:area:nowhere")
