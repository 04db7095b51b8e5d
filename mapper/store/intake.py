"""Taking reports in: what is new, what changed, and each report whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from mapper import edtf
from mapper.model import Claim, Extraction, Item, Location, Rejected, Report
from mapper.store.codec import content_digest, encode, encode_claim, location_id, location_json
from mapper.store.copies import add_signature, drop_signature, signature_of, similarity
from mapper.store.database import Store, translated
from mapper.store.geopackage import point_blob

SAME_PAGE_SIMILARITY = 0.3
"""At one address, a text at least this like the old one is its new version, and not another report."""


@dataclass
class Intake:
    """What an ingest did, counted in reports (and claims, and rejected records).

    ``before`` is the row id of the last report that was stored before it began.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    again: int = 0
    claims: int = 0
    rejected: int = 0
    copies: int = 0
    before: int = 0

    @property
    def wrote(self) -> bool:
        """Whether anything was stored."""
        return bool(self.added or self.changed or self.again or self.rejected)


def unseen(store: Store, items: Iterable[Item], intake: Intake, *, rules: str) -> Iterator[Item]:
    """Reports that the store does not hold yet in this form, made by these rules; the rest is only counted.

    Parameters
    ----------
    store : Store
    items : iterable of Report, Extraction or Rejected
    intake : Intake
        ``unchanged`` counts what is left out.
    rules : str
        Version of what makes claims; reports whose claims an older one made come again.

    Yields
    ------
    Report, Extraction or Rejected
    """
    find = "SELECT id, rules FROM reports WHERE digest = ?"
    for item in items:
        if isinstance(item, Rejected):
            yield item
            continue
        report = item.report if isinstance(item, Extraction) else item
        with translated(store.path):
            row = store.connection.execute(find, (content_digest(report),)).fetchone()
        if row is None:
            yield item
        elif row[1] == rules:
            intake.unchanged += 1
        else:
            yield _renamed(item, row[0])


def _renamed(item: Report | Extraction, name: str) -> Report | Extraction:
    """A report under the id that it has in the store already."""
    if isinstance(item, Report):
        return replace(item, id=name)
    claims = tuple(replace(claim, report_id=name) for claim in item.claims)
    return replace(item, report=replace(item.report, id=name), claims=claims)


def ingest(
    store: Store, extractions: Iterable[Extraction | Rejected], *, rules: str = "", intake: Intake | None = None
) -> Intake:
    """Store what was extracted, each report with its claims in one transaction.

    Parameters
    ----------
    store : Store
        Open for writing.
    extractions : iterable of Extraction or Rejected
    rules : str
        Version of what made the claims.
    intake : Intake, optional
        Counts to go on with.

    Returns
    -------
    Intake

    Raises
    ------
    StoreError
        The store cannot be written; the reports before stay stored.
    """
    intake = intake or Intake()
    with store.reading() as connection:
        intake.before = int(connection.execute("SELECT ifnull(max(fid), 0) FROM reports").fetchone()[0])
    for item in extractions:
        if isinstance(item, Rejected):
            with store.writing() as connection:
                _add_rejected(connection, item, intake)
            continue
        signature = None if _is_table_row(item) else signature_of(item.report.text)
        with store.writing() as connection:
            _add(connection, item, signature, rules, intake)
    return intake


def _is_table_row(item: Extraction) -> bool:
    """Whether a report is a row of a data set, which is neither a version nor a copy of the rows beside it."""
    return bool(item.claims) and all(claim.rule.startswith("dataset:") for claim in item.claims)


def _add(
    connection: sqlite3.Connection, item: Extraction, signature: bytes | None, rules: str, intake: Intake
) -> None:
    report, digest = item.report, content_digest(item.report)
    row = connection.execute("SELECT id, rules FROM reports WHERE digest = ?", (digest,)).fetchone()
    if row is not None and row[1] == rules:
        intake.unchanged += 1
        return
    if row is not None:
        _clear_claims(connection, row[0])
        _write_claims(connection, row[0], item)
        connection.execute("UPDATE reports SET rules = ? WHERE id = ?", (rules, row[0]))
        intake.again += 1
    else:
        older = _older_version(connection, report, signature, intake.before)
        if older is not None:
            _retire(connection, older, digest)
        _write_report(connection, report, digest, rules)
        intake.copies += bool(add_signature(connection, report.id, signature))
        _write_claims(connection, report.id, item)
        intake.changed += older is not None
        intake.added += older is None
    intake.claims += len(item.claims)
    intake.rejected += len(item.rejected)
    touch(connection)


def _older_version(
    connection: sqlite3.Connection, report: Report, signature: bytes | None, before: int
) -> str | None:
    """Id of the report that this one is a new version of: the same id, or the same address and a like text.

    Rows of a table share their table's address and are never versions of one another.
    """
    row = connection.execute("SELECT id FROM reports WHERE id = ?", (report.id,)).fetchone()
    if row is not None:
        return str(row[0])
    if not report.url or report.sender or signature is None:
        return None
    rows = connection.execute(
        "SELECT r.id, r.fid, s.hashes FROM reports r LEFT JOIN signatures s ON s.report_id = r.id "
        "WHERE r.url = ? AND r.publisher = ? LIMIT 2",
        (report.url, report.publisher),
    ).fetchall()
    if len(rows) != 1 or rows[0][1] > before or rows[0][2] is None:
        return None  # an address of several reports, or of one that came with this one, is a collection's
    return str(rows[0][0]) if similarity(signature, rows[0][2]) >= SAME_PAGE_SIMILARITY else None


def _retire(connection: sqlite3.Connection, name: str, replaced_by: str) -> None:
    """Move a report and its claims to the earlier versions."""
    row = connection.execute("SELECT * FROM reports WHERE id = ?", (name,))
    report = dict(zip([column[0] for column in row.description], row.fetchone(), strict=True))
    claims = [
        data
        for (data,) in connection.execute("SELECT data FROM claims WHERE report_id = ? ORDER BY position", (name,))
    ]
    connection.execute(
        "INSERT INTO versions (report_id, digest, replaced_by, data) VALUES (?, ?, ?, ?)",
        (name, report["digest"], replaced_by, encode({"report": report, "claims": claims})),
    )
    drop_signature(connection, name)
    _clear_claims(connection, name)
    connection.execute("DELETE FROM reports WHERE id = ?", (name,))


def _clear_claims(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("DELETE FROM claims WHERE report_id = ?", (name,))
    connection.execute("DELETE FROM rejected WHERE report_id = ?", (name,))


def _write_report(connection: sqlite3.Connection, report: Report, digest: str, rules: str) -> None:
    connection.execute(
        "INSERT INTO reports (id, digest, rules, title, publisher, published, day, url, lang, origin, sender, story, "
        "text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (report.id, digest, rules, report.title, report.publisher, report.published, _day(report.published),
         report.url, report.lang, report.origin, report.sender, report.id, report.text),
    )  # fmt: skip


def _write_claims(connection: sqlite3.Connection, report_id: str, item: Extraction) -> None:
    rows = [claim_row(claim, report_id, position) for position, claim in enumerate(item.claims)]
    for claim in item.claims:
        for location in (claim.location, claim.origin):
            if location is not None:
                write_place(connection, location)
    connection.executemany(CLAIM_INSERT, rows)
    connection.executemany(
        "INSERT INTO rejected (report_id, source, position, reason, text) VALUES (?, ?, ?, ?, ?)",
        [(report_id, one.source, one.where, one.reason, one.text) for one in item.rejected],
    )


CLAIM_INSERT = (
    "INSERT INTO claims (geom, id, report_id, position, quote, sender, force, personnel, count_low, count_high, "
    'count_text, place, host, precision, status, "when", source, optional, rule, published, day, publisher, '
    "place_id, origin_id, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


def claim_row(claim: Claim, report_id: str, position: int) -> tuple[object, ...]:
    """Values of a claim in the order of ``CLAIM_INSERT``."""
    place, origin = claim.location, claim.origin
    return (
        point_blob(place), claim.id, report_id, position, claim.quote, claim.sender, claim.force,
        str(claim.personnel), claim.count_low, claim.count_high, claim.count_text, claim.place, claim.host,
        str(claim.precision) if claim.precision else None, str(claim.status), claim.when, claim.source,
        claim.optional, claim.rule, claim.published, _day(claim.when or claim.published), claim.publisher,
        location_id(place) if place else None, location_id(origin) if origin else None, encode_claim(claim),
    )  # fmt: skip


def write_place(connection: sqlite3.Connection, location: Location) -> None:
    """Store a place once."""
    connection.execute(
        "INSERT OR IGNORE INTO places (geom, id, name, precision, country, radius_m, shape, provenance, data) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (point_blob(location), location_id(location), location.name, str(location.precision), location.country,
         location.radius_m, location.shape, location.provenance, location_json(location)),
    )  # fmt: skip


def _add_rejected(connection: sqlite3.Connection, item: Rejected, intake: Intake) -> None:
    values = (item.source, item.where, item.reason, item.text)
    known = connection.execute(
        "SELECT 1 FROM rejected WHERE report_id IS NULL AND source = ? AND position = ? AND reason = ? AND text = ?",
        values,
    ).fetchone()
    if known is None:
        connection.execute("INSERT INTO rejected (source, position, reason, text) VALUES (?, ?, ?, ?)", values)
        touch(connection)
        intake.rejected += 1


def touch(connection: sqlite3.Connection) -> None:
    """Count a change, so that presences made before it are known to be old."""
    connection.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")


def _day(text: str | None) -> str | None:
    """First day of an EDTF expression (its last when the start is open), for date columns."""
    if not text or not edtf.is_edtf(text):
        return None
    first, last = edtf.bounds(text)
    day = first or last
    return day.isoformat() if day else None
