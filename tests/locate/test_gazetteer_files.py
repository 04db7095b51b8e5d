"""A user's own places and GeoNames dumps: what is read, and how broken files are refused."""

from __future__ import annotations

import zipfile

import pytest

from mapper.errors import GazetteerError
from mapper.locate.dump import dump_rows
from mapper.locate.packages import RegionNames
from mapper.locate.user import check_swapped, read_user_file

CODES = {"ML": "MLI", "NL": "NLD"}
NAMES = RegionNames({("MLI", "09"): "Gao"}, {})
LINE = "\t".join(
    ["2457163", "Gao", "Gao", "GAQ,Gawo,gaw", "16.27167", "-0.04472", "P", "PPLA", "ML", "", "09", "", "", "", "133110",
     "", "226", "Africa/Bamako", "2023-01-01"]
)  # fmt: skip


def write(path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return path


def test_a_table_is_read_with_its_optional_columns(tmp_path):
    text = "site;latitude;longitude;iso3;aliases;kind\nPost Nine;16,30;-0.05;MLI;P9|Poste 9;site\n"
    (row,) = read_user_file(write(tmp_path / "mine.csv", text), CODES)
    assert row.names == ("Post Nine", "P9", "Poste 9")
    assert (row.kind, row.country, row.lat, row.lon, row.source) == ("site", "MLI", 16.3, -0.05, "user:mine.csv")


def test_a_geojson_polygon_is_kept_as_a_shape(tmp_path):
    text = (
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Box","country":"MLI"},'
        '"geometry":{"type":"Polygon","coordinates":[[[0,16],[1,16],[1,17],[0,17],[0,16]]]}}]}'
    )
    (row,) = read_user_file(write(tmp_path / "box.geojson", text), CODES)
    assert row.shape.startswith("wkt:POLYGON")
    assert row.radius_m > 30_000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,longitude\nGao,1\n", "no column for the latitude; expected one of lat, latitude"),
        ("place,lat,lon\nGao,sixteen,0\n", "row 2: lat 'sixteen' is not a number"),
        ("place,lat,lon\nGao,116.2,16.0\n", "row 2: latitude 116.2 is out of the range -90 to 90; .*swapped"),
        ("place,lat,lon\nGao,16.2,516\n", "row 2: longitude 516 is out of the range"),
        ("place,lat,lon\n,16.2,0\n", "row 2 has no name"),
        ("place,lat,lon\n", "holds no places"),
    ],
)
def test_a_broken_table_is_refused_in_one_line(tmp_path, text, message):
    with pytest.raises(GazetteerError, match=message) as caught:
        read_user_file(write(tmp_path / "bad.csv", text), CODES)
    assert "\n" not in str(caught.value)


def test_another_encoding_is_named(tmp_path):
    with pytest.raises(GazetteerError, match="is not UTF-8"):
        read_user_file(write(tmp_path / "latin.csv", "name,lat,lon\nMénaka,15.9,2.4\n", "latin-1"), CODES)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(GazetteerError, match="there is no such file"):
        read_user_file(tmp_path / "none.csv", CODES)


def test_swapped_columns_are_seen_by_the_country(tmp_path):
    path = write(tmp_path / "swap.csv", "name,lat,lon,country\nGao,-0.04,16.27,MLI\nKidal,1.41,18.44,MLI\n")
    with pytest.raises(GazetteerError, match="look swapped in 2 of 2"):
        check_swapped(read_user_file(path, CODES), {"MLI": (-12.3, 10.1, 4.3, 25.0)}, path)


def test_places_in_their_country_are_not_taken_for_swapped(tmp_path):
    path = write(tmp_path / "right.csv", "name,lat,lon,country\nGao,16.27,-0.04,MLI\n")
    check_swapped(read_user_file(path, CODES), {"MLI": (-12.3, 10.1, 4.3, 25.0)}, path)


def test_a_dump_line_becomes_a_row(tmp_path):
    (row,) = dump_rows([write(tmp_path / "ML.txt", LINE + "\n")], NAMES, CODES)
    assert row.names == ("Gao", "Gawo")
    assert (row.kind, row.country, row.admin1, row.population, row.geonameid) == (
        "town",
        "MLI",
        "Gao",
        133110,
        2457163,
    )


def test_a_zipped_dump_is_read_as_published(tmp_path):
    path = tmp_path / "ML.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("ML.txt", LINE + "\n")
    assert len(list(dump_rows([path], NAMES, CODES))) == 1


def test_a_truncated_zip_is_refused(tmp_path):
    path = tmp_path / "ML.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ML.txt", (LINE + "\n") * 500)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(GazetteerError, match="truncated or damaged zip"):
        list(dump_rows([path], NAMES, CODES))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("AD.06\tSant Julia\tSant Julia\t3039162\n", "line 1: expected GeoNames' 19 tab-separated columns, found 4"),
        (LINE.replace("16.27167", "96.3") + "\n", "line 1: latitude 96.3 .* out of range"),
        (LINE.replace("16.27167", "north") + "\n", "are no numbers"),
        ("", "is empty"),
    ],
)
def test_a_file_that_is_no_dump_is_refused(tmp_path, text, message):
    with pytest.raises(GazetteerError, match=message):
        list(dump_rows([write(tmp_path / "x.txt", text)], NAMES, CODES))


def test_a_dump_in_another_encoding_is_refused(tmp_path):
    with pytest.raises(GazetteerError, match="not UTF-8"):
        list(dump_rows([write(tmp_path / "x.txt", LINE.replace("Gawo", "Gaö") + "\n", "latin-1")], NAMES, CODES))


@pytest.mark.shared
def test_a_published_dump_reads_whole(shared):
    rows = list(dump_rows([shared / "data" / "geonames" / "NL.txt"], NAMES, CODES))
    assert len(rows) > 5_000
    assert {row.country for row in rows} == {"NLD"}
