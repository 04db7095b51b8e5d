"""Out of the store: reports, claims with their corrections, and the presences they make."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mapper import edtf
from mapper.errors import StoreError, UsageError
from mapper.model import Claim, Ledger, Location, Presence, Rejected, Report, Unmapped
from mapper.store.codec import (
    decode_claim,
    decode_location,
    decode_presence,
    encode_presence,
    location_id,
)
from mapper.store.copies import name_stories
from mapper.store.correction import apply_changes, read_changes, resolve
from mapper.store.database import Store
from mapper.store.geopackage import point_blob, polygon_blob, update_extents
from mapper.store.intake import write_place

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

Reconcile = Callable[[Sequence[Claim], Mapping[str, str]], tuple[tuple[Presence, ...], tuple[Unmapped, ...]]]
"""Claims and the source that each report counts as, to presences and the claims that make none."""
ShapeOf = Callable[[str], "BaseGeometry"]


def read_reports(connection: sqlite3.Connection) -> tuple[Report, ...]:
    """Reports in their present version, ordered by date and id."""
    rows = connection.execute(
        "SELECT id, text, title, publisher, published, url, lang, origin, sender FROM reports "
        "ORDER BY ifnull(published, ''), id"
    )
    return tuple(
        Report(id=row[0], text=row[1], title=row[2], publisher=row[3], published=row[4], url=row[5], lang=row[6],
               origin=row[7], sender=row[8])
        for row in rows
    )  # fmt: skip


def read_claims(
    connection: sqlite3.Connection, *, slim: bool = False, corrected: bool = True, corrected_by: str | None = None
) -> tuple[Claim, ...]:
    """Claims with the corrections in force on them, ordered by date, report and place in the text.

    Parameters
    ----------
    connection : sqlite3.Connection
    slim : bool
        Leave out sentences, marks and confidences, which reconciling does not need.
    corrected : bool
        With the corrections in force; else as they were extracted.
    corrected_by : str, optional
        ISO day: corrections that people made later are left out.
    """
    changes = read_changes(connection) if corrected else []
    changes = [change for change in changes if corrected_by is None or change.when[:10] <= corrected_by]
    found = apply_changes(_stored_claims(connection, slim=slim), changes)
    return tuple(sorted(found, key=lambda claim: (claim.published or "", claim.report_id, claim.start, claim.id)))


def _stored_claims(connection: sqlite3.Connection, *, slim: bool) -> Iterator[Claim]:
    rows = connection.execute(
        "SELECT c.data, p.data, o.data FROM claims c LEFT JOIN places p ON p.id = c.place_id "
        "LEFT JOIN places o ON o.id = c.origin_id ORDER BY c.report_id, c.position"
    )
    for data, place, origin in rows:
        here = decode_location(place) if place else None
        yield decode_claim(data, here, decode_location(origin) if origin else None, slim=slim)


def read_sources(connection: sqlite3.Connection) -> dict[str, str]:
    """For each report that is a copy, the name of the source that it counts as: its story's publisher."""
    rows = connection.execute(
        "SELECT r.id, s.publisher, s.id FROM reports r JOIN reports s ON s.id = r.story WHERE r.story <> r.id"
    )
    return {name: publisher or story for name, publisher, story in rows}


def read_rejected(connection: sqlite3.Connection) -> tuple[Rejected, ...]:
    """What could not be used, with the reasons."""
    rows = connection.execute("SELECT source, position, reason, text FROM rejected ORDER BY source, position, reason")
    return tuple(Rejected(source=row[0], where=row[1], reason=row[2], text=row[3]) for row in rows)


def load_ledger(
    store: Store,
    *,
    as_of: str | None = None,
    reconcile: Reconcile | None = None,
    rules: str | None = None,
    corrected_by: str | None = None,
) -> Ledger:
    """Everything that a map shows, from a store.

    Parameters
    ----------
    store : Store
    as_of : str, optional
        EDTF date: reports published later, and undated ones, are left out.
    reconcile : callable, optional
        Makes presences of claims; needed with ``as_of``, and when the stored presences are older than the claims.
    rules : str, optional
        Version of what reconciles; presences that another one made are made anew.
    corrected_by : str, optional
        ISO day: corrections that people made later are left out. They say what a report says and not what was
        known, so ``as_of`` alone leaves none out.

    Returns
    -------
    Ledger

    Raises
    ------
    UsageError
        ``as_of`` is not a date.
    StoreError
        Presences have to be made and there is no ``reconcile``, or the store cannot be read.
    """
    limit = _limit(as_of)
    with store.reading() as connection:
        reports, claims = read_reports(connection), read_claims(connection, corrected_by=corrected_by)
        rejected, sources = read_rejected(connection), read_sources(connection)
        fresh = as_of is None and corrected_by is None and is_fresh(connection, rules)
        rows = _read_presences(connection) if fresh else ()
        unmapped = _read_unmapped(connection) if fresh else ()
    if as_of is not None:
        reports = tuple(report for report in reports if _known(report.published, limit))
        claims = tuple(claim for claim in claims if _known(claim.published, limit))
    if not fresh:
        if reconcile is None:
            raise StoreError(f"{store.path}: its presences are older than its claims; run mapper ingest on it again")
        rows, unmapped = reconcile(claims, sources)
    return Ledger(reports, claims, rows, unmapped, rejected)


def _limit(as_of: str | None) -> str | None:
    if as_of is None:
        return None
    try:
        last = edtf.last_day(as_of)
    except ValueError as error:
        raise UsageError(f"--as-of: {error}") from None
    return last.isoformat() if last else "9999-12-31"


def _known(published: str | None, limit: str | None) -> bool:
    if not published or not edtf.is_edtf(published) or limit is None:
        return False
    last = edtf.last_day(published)
    return last is not None and last.isoformat() <= limit


def is_fresh(connection: sqlite3.Connection, rules: str | None = None) -> bool:
    """Whether the stored presences were made from the claims as they are now, and by these rules if any are given."""
    facts = {str(key): str(value) for key, value in connection.execute("SELECT key, value FROM meta")}
    same_rules = rules is None or facts.get("presences_rules") == rules
    return facts.get("revision") == facts.get("presences_revision") and same_rules


def refresh(store: Store, reconcile: Reconcile, *, rules: str = "", shape_of: ShapeOf | None = None) -> bool:
    """Make the stored presences anew where claims or rules changed.

    Parameters
    ----------
    store : Store
        Open for writing.
    reconcile : callable
        Makes presences of claims.
    rules : str
        Version of what reconciles.
    shape_of : callable, optional
        Geometry (shapely, EPSG:4326) of a shape's name, for the polygons of the areas.

    Returns
    -------
    bool
        Whether they were made anew.

    Raises
    ------
    StoreError
        The store cannot be written.
    """
    with store.reading() as connection:
        if is_fresh(connection, rules):
            return False
    with store.writing() as connection:
        name_stories(connection)
        resolve(connection)
        revision = _revision(connection)
        claims, sources = read_claims(connection, slim=True), read_sources(connection)
    rows, unmapped = reconcile(claims, sources)
    del claims  # they weigh as much as the outlines, which are made next
    if shape_of is not None:
        _write_areas(store, {row.location.shape for row in rows if row.location.shape}, shape_of)
    with store.writing() as connection:
        if _revision(connection) != revision:
            return False  # another ingest has written since, and makes them itself when it ends
        _write_presences(connection, rows, unmapped)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'presences_revision'", (str(revision),))
        connection.execute("UPDATE meta SET value = ? WHERE key = 'presences_rules'", (rules,))
        update_extents(connection)
    return True


def _write_areas(store: Store, shapes: Iterable[str], shape_of: ShapeOf) -> None:
    """Store the outlines that are not there yet, one at a time: all at once they would weigh more than the claims."""
    with store.reading() as connection:
        known = {name for (name,) in connection.execute("SELECT shape FROM areas")}
    for name in sorted(set(shapes) - known):
        blob = polygon_blob(shape_of(name))
        with store.writing() as connection:
            connection.execute("INSERT OR IGNORE INTO areas (shape, geom) VALUES (?, ?)", (name, blob))


def _revision(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()[0])


def _write_presences(connection: sqlite3.Connection, rows: Iterable[Presence], unmapped: Iterable[Unmapped]) -> None:
    connection.execute("DELETE FROM presences")
    connection.execute("DELETE FROM unmapped")
    connection.execute("DELETE FROM sqlite_sequence WHERE name IN ('presences', 'unmapped')")
    seen: set[str] = set()
    for row in rows:
        for place in (row.location, row.origin):
            if place is not None and location_id(place) not in seen:
                seen.add(location_id(place))
                write_place(connection, place)
        connection.execute(
            "INSERT INTO presences (geom, id, series, kind, sender, force, personnel, host, place, precision, low, "
            'high, count_text, status, "start", "end", start_basis, end_basis, last_reported, derived, disputed, '
            "within, publishers, independent, shape, corrected, data) VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _presence_values(row),
        )
    connection.executemany(
        "INSERT INTO unmapped (claim_id, reason) VALUES (?, ?)", [(item.claim, item.reason) for item in unmapped]
    )


def _presence_values(row: Presence) -> tuple[object, ...]:
    by = ", ".join(sorted({correction.who for correction in row.corrected}))
    return (
        point_blob(row.location), row.id, row.series, str(row.kind), row.sender, row.force, str(row.personnel),
        row.host, row.place, str(row.precision), row.low, row.high, row.count_text, str(row.status), row.start,
        row.end, row.start_basis, row.end_basis, row.last_reported or None, row.derived, row.disputed,
        row.within or None, "; ".join(row.publishers), len(row.publishers), row.location.shape or None, by or None,
        encode_presence(row),
    )  # fmt: skip


def _read_presences(connection: sqlite3.Connection) -> tuple[Presence, ...]:
    places: dict[str, Location] = {
        name: decode_location(data) for name, data in connection.execute("SELECT id, data FROM places")
    }
    rows = connection.execute("SELECT data FROM presences ORDER BY fid")
    return tuple(decode_presence(data, places) for (data,) in rows)


def _read_unmapped(connection: sqlite3.Connection) -> tuple[Unmapped, ...]:
    rows = connection.execute("SELECT claim_id, reason FROM unmapped ORDER BY fid")
    return tuple(Unmapped(claim=claim, reason=reason) for claim, reason in rows)
