"""Export: every format opens again in a second reader with the same content."""

from __future__ import annotations

import csv
import json

import geopandas
import pytest
from shapely.geometry import box

from mapper.errors import MapperError, UsageError
from mapper.export import FORMATS, claim_rows, export_rows, presence_rows
from mapper.model import Claim, Kind, Location, Personnel, Precision, Presence, Report, Status

GAO = Location(name="Gao", lon=-0.04, lat=16.27, precision=Precision.SETTLEMENT, country="MLI", radius_m=3000)
NIGER = Location(name="Niger", lon=9.4, lat=17.4, precision=Precision.COUNTRY, country="NER", shape="country:NER")
SHAPES = {"country:NER": box(0.2, 11.7, 16.0, 23.5)}


def presence(number, location, **changes):
    values = {
        "id": f"p{number}", "series": "s", "kind": Kind.PRESENCE, "sender": "FRA", "force": "Operation Barkhane",
        "personnel": Personnel.TROOPS, "host": location.country, "place": location.name, "location": location,
        "low": 1000, "high": None, "count_text": "more than 1,000", "status": Status.PRESENT,
        "start": "2020-01-01", "end": None, "claims": ("c1",), "publishers": ("Wire",),
    }  # fmt: skip
    return Presence(**(values | changes))


ROWS = presence_rows([presence(1, GAO), presence(2, NIGER, force=None, low=None, end="2023-12-22")])


@pytest.mark.parametrize("to", ["geojson", "gpkg", "geoparquet", "kml"])
def test_geometry_is_a_point_for_a_town_and_a_polygon_for_a_country(tmp_path, to):
    path = tmp_path / f"out.{to}"
    export_rows(ROWS, path, to=to, shapes=SHAPES)
    frame = geopandas.read_parquet(path) if to == "geoparquet" else geopandas.read_file(path)
    assert frame.crs.to_epsg() == 4326
    assert [kind.removeprefix("Multi") for kind in frame.geometry.geom_type] == ["Point", "Polygon"]
    assert frame.geometry.iloc[0].x == pytest.approx(GAO.lon)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_unknown_numbers_and_open_ends_stay_empty(tmp_path):
    path = tmp_path / "out.geojson"
    export_rows(ROWS, path, to="geojson", shapes=SHAPES)
    first, second = (feature["properties"] for feature in json.loads(path.read_text())["features"])
    assert (first["low"], first["high"], first["end"]) == (1000, None, None)
    assert (second["low"], second["end"]) == (None, "2023-12-22")


def test_kml_carries_a_time_span(tmp_path):
    path = tmp_path / "out.kml"
    export_rows(ROWS, path, to="kml", shapes=SHAPES)
    text = path.read_text()
    assert "<TimeSpan>" in text
    assert "<begin>2020-01-01" in text


def test_csv_of_claims_keeps_quotes_and_disarms_formulas(tmp_path):
    claim = Claim(id="c1", report_id="r1", quote='=cmd|"/C calc"!A0 said, "go"', location=GAO, count_low=300)
    rows = claim_rows([claim], [Report(id="r1", text="x", title="@title", url="https://a.example")])
    export_rows(rows, tmp_path / "c.csv", to="csv")
    (row,) = csv.DictReader((tmp_path / "c.csv").read_text(encoding="utf-8").splitlines())
    assert row["quote"] == "'" + claim.quote
    assert row["title"] == "'@title"
    assert (row["low"], row["high"], row["lat"]) == ("300", "", "16.27")


@pytest.mark.parametrize("to", FORMATS)
def test_no_rows_make_an_empty_file(tmp_path, to):
    export_rows([], tmp_path / f"out.{to}", to=to)
    assert (tmp_path / f"out.{to}").exists()


def test_unwritable_target_and_unknown_format_are_said(tmp_path):
    with pytest.raises(UsageError, match="geojson"):
        export_rows(ROWS, tmp_path / "x", to="shp")
    (tmp_path / "dir").write_text("a file")
    with pytest.raises(MapperError, match="cannot be written"):
        export_rows(ROWS, tmp_path / "dir" / "x.csv", to="csv")
