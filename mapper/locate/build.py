"""Compiling the gazetteer: rows of places in, one SQLite file out, in place only when it is whole."""

from __future__ import annotations

import marshal
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, groupby
from operator import itemgetter
from pathlib import Path

from mapper.errors import GazetteerError
from mapper.locate.fold import fold, loosen
from mapper.locate.place import ADMIN1, ADMIN2, AERODROME, AREA, COUNTRY, QUARTER, SITE, TOWN, WATER, ZONE, Place, Row

FORMAT = "2"
"""Layout of the file; a file of another layout is not opened."""
SCHEMA = """
CREATE TABLE places (id INTEGER PRIMARY KEY, fields BLOB);
CREATE TABLE names (key TEXT PRIMARY KEY, hits BLOB, packed BLOB) WITHOUT ROWID;
CREATE TABLE loose (country TEXT, key TEXT, hits BLOB, PRIMARY KEY (country, key)) WITHOUT ROWID;
CREATE TABLE heads (word TEXT PRIMARY KEY, span INTEGER) WITHOUT ROWID;
CREATE TABLE counts (name TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID;
CREATE TABLE extents (country TEXT PRIMARY KEY, west REAL, south REAL, east REAL, north REAL) WITHOUT ROWID;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TEMP TABLE staged (key TEXT, place INTEGER, strong INTEGER, weight REAL, country TEXT);
"""
PACKING = 4
"""Version of ``marshal`` that places are packed with: the fields of ``Place``, plain texts and numbers. It is what
Python's own ``.pyc`` files hold, and it unpacks a place in a microsecond without an import."""
RANK = {
    COUNTRY: 9.0, AREA: 8.0, ZONE: 7.5, ADMIN1: 7.0, WATER: 6.5, SITE: 6.0, ADMIN2: 3.5, TOWN: 3.0, QUARTER: 2.0,
    AERODROME: 1.0,
}  # fmt: skip
HIT = struct.Struct("<I")
AMBIGUOUS = 3
"""A name of so many places or more holds them all packed beside it, so that one read answers."""
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
    count = 0
    counts: Counter[str] = Counter()
    extents: dict[str, tuple[float, float, float, float]] = {}
    for batch in _batches(rows, 10_000):
        numbered = list(enumerate(batch, count + 1))
        db.executemany(
            "INSERT INTO places VALUES (?, ?)", [(number, _packed(number, row)) for number, row in numbered]
        )
        db.executemany(
            "INSERT INTO staged VALUES (?, ?, ?, ?, ?)",
            chain.from_iterable(_keys(number, row) for number, row in numbered),
        )
        counts.update(f"{row.kind} ({row.source})" for row in batch)
        for row in batch:
            if row.kind != COUNTRY:
                extents[row.country] = _widened(extents.get(row.country), row.lon, row.lat)
        count += len(batch)
    _index(db)
    _index_loose(db)
    db.executemany("INSERT INTO counts VALUES (?, ?)", sorted(counts.items()))
    db.executemany(
        "INSERT INTO extents VALUES (?, ?, ?, ?, ?)", [(key, *box) for key, box in sorted(extents.items())]
    )
    facts = {**meta, "format": FORMAT, "places": str(count)}
    db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(facts.items()))
    db.commit()
    return count


def _widened(
    box: tuple[float, float, float, float] | None, lon: float, lat: float
) -> tuple[float, float, float, float]:
    west, south, east, north = box or (lon, lat, lon, lat)
    return min(west, lon), min(south, lat), max(east, lon), max(north, lat)


def _batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _packed(number: int, row: Row) -> bytes:
    fields = Place(
        number, row.names[0], row.kind, row.country, float(row.lon), float(row.lat), row.source, row.feature,
        row.admin1, row.admin2, row.population, float(row.radius_m), row.geonameid, row.place_id, row.shape,
        row.countries,
    )  # fmt: skip
    return marshal.dumps(tuple(fields), PACKING)


def _keys(number: int, row: Row) -> Iterator[tuple[str, int, int, float, str]]:
    seen = set()
    rank = RANK[row.kind] + min(row.population, 50_000_000) / 5e7
    for position, name in enumerate(row.names):
        key = fold(name)
        if key and key not in seen and key.count(" ") < MAX_WORDS:
            seen.add(key)
            strong = int(position < row.strong)
            yield key, number, strong, strong + rank, row.country


def _index(db: sqlite3.Connection) -> None:
    sql = "SELECT key, place * 2 + strong FROM staged ORDER BY key, weight DESC, place"
    reader = db.cursor()
    spans: dict[str, int] = {}

    def grouped() -> Iterator[tuple[str, bytes, bytes | None]]:
        for key, group in groupby(reader.execute(sql), itemgetter(0)):
            words = key.split(" ")
            for prefix in (words[0], " ".join(words[:2])):
                spans[prefix] = max(spans.get(prefix, 1), len(words))
            hits = [hit for _, hit in group][:MAX_HITS]
            packed = _packed_hits(db, hits) if len(hits) >= AMBIGUOUS else None
            yield key, b"".join(map(HIT.pack, hits)), packed

    db.executemany("INSERT INTO names VALUES (?, ?, ?)", grouped())
    db.executemany("INSERT INTO heads VALUES (?, ?)", sorted(spans.items()))


def _packed_hits(db: sqlite3.Connection, hits: list[int]) -> bytes:
    """Fields of the places of a name, each with whether the name is a main one."""
    one = "SELECT fields FROM places WHERE id = ?"
    places = [marshal.loads(db.execute(one, (hit >> 1,)).fetchone()[0]) for hit in hits]  # noqa: S302  (packed above)
    return marshal.dumps([(place, bool(hit & 1)) for place, hit in zip(places, hits, strict=True)], PACKING)


def _index_loose(db: sqlite3.Connection) -> None:
    sql = "SELECT country, key, place * 2 + strong FROM staged"
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
