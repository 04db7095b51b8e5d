"""The file itself: a GeoPackage that others open, and clear words about one that is no store."""

from __future__ import annotations

import gzip
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import weakref
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from build_reports import contents, extraction, report

from mapper import store
from mapper.errors import StoreError
from mapper.pipeline import reconcile_sourced
from mapper.store.migration import SCHEMA_VERSION
from mapper.store.schema import FEATURES

HERE = Path(__file__).parent


@pytest.fixture
def path(tmp_path):
    from shapely.geometry import MultiPolygon, box

    made = tmp_path / "desk.gpkg"
    with store.open_store(made, create=True) as opened:
        store.ingest(opened, [extraction(report(at, 500 + at, place="Mali" if at % 2 else "Gao")) for at in range(4)])
        store.refresh(opened, reconcile_sourced, shape_of=lambda _: MultiPolygon([box(-12, 10, 4, 25)]))
    return made


def rows(path, query):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_closed_store_is_one_file(path):
    assert [entry.name for entry in path.parent.iterdir()] == ["desk.gpkg"]
    assert path.read_bytes()[18:20] == b"\x01\x01"  # rollback mode: opens from read-only media


def test_outlines_are_stored_one_at_a_time_and_let_go(tmp_path):
    from shapely.geometry import MultiPolygon, box

    made = []

    def shape_of(name):
        assert all(one() is None for one in made), "the outline before is still held"
        outline = MultiPolygon([box(0, 0, 1, len(name))])
        made.append(weakref.ref(outline))
        return outline

    with store.open_store(tmp_path / "desk.gpkg", create=True) as opened:
        for at, name in enumerate(("country:MLI", "country:NER", "area:sahel")):
            made_up = extraction(report(at, 500 + at, place="Mali"))
            claim = made_up.claims[0]
            place = replace(claim.location, name=name, shape=name, country=name[-3:], lon=float(at))
            store.ingest(opened, [replace(made_up, claims=(replace(claim, location=place, place=name),))])
        store.refresh(opened, reconcile_sourced, shape_of=shape_of)
        stored = opened.connection.execute("SELECT shape FROM areas ORDER BY shape").fetchall()
    assert stored == [("area:sahel",), ("country:MLI",), ("country:NER",)]
    assert len(made) == len(stored)


def test_geopackage_says_what_it_is(path):
    assert rows(path, "PRAGMA application_id") == [(0x47504B47,)]
    assert rows(path, "PRAGMA user_version") == [(10300,)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    assert rows(path, "PRAGMA foreign_key_check") == []


def test_geopackage_has_the_mandatory_rows(path):
    # OGC 12-128r17: requirements 10, 11 (reference systems), 13 to 16 (contents), 21 to 30 (geometry columns).
    assert {row[0] for row in rows(path, "SELECT srs_id FROM gpkg_spatial_ref_sys")} >= {-1, 0, 4326}
    named = {row[0] for row in rows(path, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
    listed = dict(rows(path, "SELECT table_name, data_type FROM gpkg_contents"))
    assert set(listed) <= named
    assert {name for name in named if not name.startswith(("gpkg_", "sqlite_"))} == set(listed)
    assert set(listed.values()) == {"features", "attributes"}
    dates = [row[0] for row in rows(path, "SELECT last_change FROM gpkg_contents")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", date) for date in dates)
    columns = rows(
        path, "SELECT table_name, column_name, geometry_type_name, srs_id, z, m FROM gpkg_geometry_columns"
    )
    assert sorted(columns) == sorted((name, "geom", kind, 4326, 0, 0) for name, (kind, _) in FEATURES.items())


def test_every_table_has_an_integer_primary_key(path):
    for name, kind in rows(
        path, "SELECT name, type FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ):
        keys = [(row[1], row[2]) for row in rows(path, f"PRAGMA table_info({name})") if row[5]]
        assert name.startswith("gpkg_") or (kind == "table" and [key[1] for key in keys] == ["INTEGER"]), name


def test_geometry_has_the_standard_s_header_and_lies_in_the_stated_extent(path):
    for name in FEATURES:
        (extent,) = rows(path, f"SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = '{name}'")
        for (blob,) in rows(path, f"SELECT geom FROM {name} WHERE geom IS NOT NULL"):
            assert blob[:3] == b"GP\x00"
            assert int.from_bytes(blob[4:8], "little") == 4326
        assert extent[0] is not None
        assert extent[0] <= extent[2]


@pytest.mark.parametrize("layer", ["presences", "presence_areas", "claims", "places"])
def test_geopandas_reads_each_layer(path, layer):
    import geopandas

    frame = geopandas.read_file(path, layer=layer)
    assert len(frame)
    assert frame.crs.to_epsg() == 4326
    assert frame.geometry.is_valid.all()


def test_time_fields_are_dates_that_the_default_style_names(path):
    import geopandas

    frame = geopandas.read_file(path, layer="presences")
    assert str(frame["start"].dtype).startswith("datetime64")
    for name in ("presences", "presence_areas"):
        ((style,),) = rows(
            path, f"SELECT styleQML FROM layer_styles WHERE f_table_name = '{name}' AND useAsDefault = 1"
        )
        from xml.etree import ElementTree as ET

        temporal = ET.fromstring(style).find("temporal")
        assert {key: temporal.get(key) for key in ("mode", "enabled", "startField", "endField")} == {
            "mode": "2",
            "enabled": "1",
            "startField": "start",
            "endField": "end",
        }


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="needs ogrinfo (Debian package gdal-bin)")
def test_ogrinfo_has_no_warning(path):
    done = subprocess.run(["ogrinfo", "-al", "-so", path], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "Layer name: presences" in done.stdout


@pytest.mark.parametrize("version", [1])
def test_store_of_an_earlier_version_opens_and_keeps_all(tmp_path, version):
    old = tmp_path / "old.gpkg"
    old.write_bytes(gzip.decompress((HERE / "data" / f"schema-{version}.gpkg.gz").read_bytes()))
    before = rows(old, "SELECT id, text FROM reports ORDER BY id")
    with store.open_store(old) as opened:
        ledger = store.load_ledger(opened, reconcile=reconcile_sourced)
        summary = store.summarise(opened)
    assert summary.schema == SCHEMA_VERSION
    assert [(one.id, one.text) for one in sorted(ledger.reports, key=lambda r: r.id)] == before
    assert (summary.claims, summary.versions, summary.corrections) == (2, 1, 1)
    assert [name for (name,) in rows(old, "SELECT name FROM migrations")] == ["add-grades"]
    with store.open_store(old, write=True) as opened:
        assert store.ingest(opened, [extraction(report(9))]).added == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", r"is no store \(its first bytes are b''\)"),
        (b"PK\x03\x04 a zip file, not a store" + b"." * 200, "is no store"),
        (b"a text file\n" * 20, "is no store"),
    ],
)
def test_foreign_file_is_named_as_such(tmp_path, content, words):
    other = tmp_path / "other.gpkg"
    other.write_bytes(content)
    with pytest.raises(StoreError, match=words) as caught:
        store.open_store(other, create=True)
    assert "\n" not in str(caught.value)
    assert other.read_bytes() == content


def test_foreign_sqlite_file_and_foreign_geopackage_are_left_alone(tmp_path):
    import geopandas
    from shapely.geometry import Point

    plain = tmp_path / "plain.gpkg"
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("CREATE TABLE t (a)")
        connection.commit()
    with pytest.raises(StoreError, match="no GeoPackage"):
        store.open_store(plain, create=True)
    other = tmp_path / "other.gpkg"
    geopandas.GeoDataFrame({"a": [1]}, geometry=[Point(0, 0)], crs="EPSG:4326").to_file(other, driver="GPKG")
    before = other.read_bytes()
    with pytest.raises(StoreError, match="not a store of mapper; ingest into a new file"):
        store.open_store(other, create=True)
    assert other.read_bytes() == before


def test_truncated_store_says_how_much_is_missing(path):
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(StoreError, match=r"cut short \([\d,]+ of [\d,]+ bytes\); restore it from a copy"):
        store.open_store(path)


def test_store_of_a_newer_version_asks_for_a_newer_program(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
        connection.commit()
    with pytest.raises(StoreError, match="schema 99"):
        store.open_store(path)


def test_missing_store_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="no such store; make one with: mapper ingest"):
        store.open_store(tmp_path / "none.gpkg")


def test_damaged_page_is_a_message_and_not_a_traceback(path):
    whole = bytearray(path.read_bytes())
    for at in range(4096, len(whole), 4096):
        whole[at : at + 600] = b"\xff" * 600
    path.write_bytes(whole)
    with pytest.raises(StoreError, match=r"damaged|refused"), store.open_store(path) as opened:
        store.load_ledger(opened, reconcile=reconcile_sourced)


def run_child(code, *arguments, **options):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE,
        **options,
    )


READ_ONLY = """
import os, sys
from mapper import store
from mapper.errors import StoreError
from mapper.pipeline import reconcile_sourced
def read():
    with store.open_store(sys.argv[1]) as opened:
        return len(store.load_ledger(opened, reconcile=reconcile_sourced).reports)
read()  # everything that is imported late is imported now
if os.getuid() == 0:
    os.setgid(65534); os.setuid(65534)
print(read())
try:
    store.open_store(sys.argv[1], write=True)
except StoreError as error:
    print(error)
"""


def test_read_only_store_is_read_and_not_written(path):
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        only = Path(shutil.copy(path, folder))
        only.chmod(0o444)
        Path(folder).chmod(0o555)
        done = run_child(READ_ONLY, only)
        Path(folder).chmod(0o755)
    assert done.stderr == ""
    assert done.stdout.splitlines()[0] == "4"
    assert "cannot be written (read-only)" in done.stdout


FULL = """
import sys
sys.path.insert(0, ".")
from build_reports import FILLER, extraction, report
from mapper import store
from mapper.errors import StoreError
try:
    with store.open_store(sys.argv[1], write=True) as opened:
        store.ingest(opened, [extraction(report(at, words=FILLER * 20)) for at in range(5000)])
except StoreError as error:
    print(error)
"""


def test_full_disk_keeps_what_was_stored(path):
    limit = path.stat().st_size + 600_000

    def no_more():
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = run_child(FULL, path, preexec_fn=no_more)
    assert done.stderr == ""
    assert re.search("disk is full|disk full", done.stdout)
    with store.open_store(path, write=True) as opened:
        ledger = store.load_ledger(opened, reconcile=reconcile_sourced)
        assert 4 <= len(ledger.reports) < 5000
        assert {claim.report_id for claim in ledger.claims} == {one.id for one in ledger.reports}


def test_second_writer_waits_and_then_says_so(path):
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(StoreError, match="another program is writing to it; wait"),
            store.open_store(path, write=True, timeout_s=0.05) as opened,
        ):
            store.ingest(opened, [extraction(report(50))])


def test_reader_goes_on_beside_a_writer(path):
    with store.open_store(path, write=True) as writer, store.open_store(path) as reader:
        with writer.writing() as connection:
            connection.execute("DELETE FROM reports")
            assert len(store.load_ledger(reader).reports) == 4
        assert len(store.load_ledger(reader, reconcile=reconcile_sourced).reports) == 0


def test_reader_cannot_write(path):
    with store.open_store(path) as opened, pytest.raises(StoreError, match="for reading only"), opened.writing():
        pass


def test_leftovers_of_a_killed_start_are_swept_away(tmp_path):
    (tmp_path / ".desk.gpkg.99999.new").write_bytes(b"half")
    store.open_store(tmp_path / "desk.gpkg", create=True).close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["desk.gpkg"]


def test_contents_are_the_same_after_reopening(path):
    with store.open_store(path) as opened:
        before = contents(opened)
    with store.open_store(path, write=True) as opened:
        assert contents(opened) == before
