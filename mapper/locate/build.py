"""Compiling the gazetteer: rows of places in, one SQLite file out, in place only when it is whole."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from mapper.errors import GazetteerError
from mapper.locate.fold import fold, loosen
from mapper.locate.place import ADMIN1, ADMIN2, AERODROME, AREA, COUNTRY, QUARTER, SITE, TOWN, WATER, ZONE, Row

SCHEMA = """
CREATE TABLE places (
    id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT, lon REAL, lat REAL, source TEXT, feature TEXT,
    admin1 TEXT, admin2 TEXT, population INTEGER, radius_m REAL, geonameid INTEGER, place_id TEXT, shape TEXT,
    countries TEXT, rank REAL
);
CREATE TABLE names (key TEXT PRIMARY KEY, hits BLOB) WITHOUT ROWID;
CREATE TABLE loose (country TEXT, key TEXT, hits BLOB, PRIMARY KEY (country, key)) WITHOUT ROWID;
CREATE TABLE heads (word TEXT PRIMARY KEY, span INTEGER) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TEMP TABLE staged (key TEXT, place INTEGER, strong INTEGER);
"""
RANK = {
    COUNTRY: 9.0, AREA: 8.0, ZONE: 7.5, ADMIN1: 7.0, WATER: 6.5, SITE: 6.0, ADMIN2: 3.5, TOWN: 3.0, QUARTER: 2.0,
    AERODROME: 1.0,
}  # fmt: skip
HIT = struct.Struct("<I")
MAX_HITS = 400
MAX_WORDS = 8


def write_gazetteer(rows: Iterable[Row], path: Path, meta: dict[str, str]) -> int:
    """Write places and the index of their names into a new SQLite file.

    Parameters
    ----------
    rows : iterable of Row
        Read once, so a dump of millions streams through.
    path : Path
        Written beside it under another name first, and put in place by one rename when complete.
    meta : dict
        Facts to keep in the file (sources, versions).

    Returns
    -------
    int
        How many places were written.

    Raises
    ------
    GazetteerError
        The folder cannot be written. Whatever stood at ``path`` is untouched after any error.
    """
    partial = path.with_name(path.name + ".partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with closing(sqlite3.connect(partial)) as db:
            count = _fill(db, rows, meta)
        partial.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"{path} cannot be written ({error}); set MAPPER_CACHE to a folder that can") from error
    finally:
        partial.unlink(missing_ok=True)
    return count


def _fill(db: sqlite3.Connection, rows: Iterable[Row], meta: dict[str, str]) -> int:
    db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE;" + SCHEMA)
    marks = ",".join("?" * 17)
    insert = f"INSERT INTO places VALUES ({marks})"  # noqa: S608  (question marks only)
    count = 0
    for batch in _batches(rows, 10_000):
        db.executemany(insert, [_record(count + i, row) for i, row in enumerate(batch, 1)])
        db.executemany(
            "INSERT INTO staged VALUES (?, ?, ?)",
            chain.from_iterable(_keys(count + i, row) for i, row in enumerate(batch, 1)),
        )
        count += len(batch)
    _index(db)
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted({**meta, "places": str(count)}.items()))
    db.commit()
    return count


def _batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _record(number: int, row: Row) -> tuple[object, ...]:
    rank = RANK[row.kind] + min(row.population, 50_000_000) / 5e7
    return (
        number, row.names[0], row.kind, row.country, row.lon, row.lat, row.source, row.feature, row.admin1,
        row.admin2, row.population, row.radius_m, row.geonameid, row.place_id, row.shape, row.countries, rank,
    )  # fmt: skip


def _keys(number: int, row: Row) -> Iterator[tuple[str, int, int]]:
    seen = set()
    for position, name in enumerate(row.names):
        key = fold(name)
        if key and key not in seen and key.count(" ") < MAX_WORDS:
            seen.add(key)
            yield key, number, int(position < row.strong)


def _index(db: sqlite3.Connection) -> None:
    sql = (
        "SELECT s.key, s.place * 2 + s.strong FROM staged s JOIN places p ON p.id = s.place"
        " ORDER BY s.key, s.strong + p.rank DESC, s.place"
    )
    reader = db.cursor()
    spans: dict[str, int] = {}

    def grouped() -> Iterator[tuple[str, bytes]]:
        for key, group in groupby(reader.execute(sql), itemgetter(0)):
            words = key.split(" ")
            for prefix in (words[0], " ".join(words[:2])):
                spans[prefix] = max(spans.get(prefix, 1), len(words))
            yield key, b"".join(HIT.pack(hit) for _, hit in group)[: HIT.size * MAX_HITS]

    db.executemany("INSERT INTO names VALUES (?, ?)", grouped())
    db.executemany("INSERT INTO heads VALUES (?, ?)", sorted(spans.items()))
    _index_loose(db)


def _index_loose(db: sqlite3.Connection) -> None:
    sql = "SELECT p.country, s.key, s.place * 2 + s.strong FROM staged s JOIN places p ON p.id = s.place"
    db.execute("CREATE TEMP TABLE loosened (country TEXT, key TEXT, hit INTEGER)")
    db.executemany(
        "INSERT INTO loosened VALUES (?, ?, ?)",
        ((country, loosen(key), hit) for country, key, hit in db.cursor().execute(sql) if country and key.isascii()),
    )
    ordered = db.cursor().execute(
        "SELECT country, key, max(hit) AS best FROM loosened WHERE length(key) > 2"
        " GROUP BY country, key, hit / 2 ORDER BY country, key, best"
    )
    db.executemany(
        "INSERT INTO loose VALUES (?, ?, ?)",
        (
            (country, key, b"".join(HIT.pack(hit) for _, _, hit in group)[: HIT.size * MAX_HITS])
            for (country, key), group in groupby(ordered, itemgetter(0, 1))
        ),
    )
