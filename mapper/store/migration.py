"""Named changes of the schema, applied once each, in order, to stores of earlier versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from mapper.errors import StoreError
from mapper.store.schema import register

Step = Callable[[sqlite3.Connection], None]


def add_grades(connection: sqlite3.Connection) -> None:
    """Grades that people give to publishers."""
    connection.execute(
        "CREATE TABLE grades (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, publisher TEXT NOT NULL UNIQUE, "
        "reliability TEXT NOT NULL, credibility TEXT NOT NULL, who TEXT NOT NULL, note TEXT NOT NULL)"
    )
    register(connection, "grades", "attributes", "Admiralty grades of publishers, where a person set them.")


MIGRATIONS: tuple[tuple[int, str, Step], ...] = ((2, "add-grades", add_grades),)
"""Schema version that a step leads to, its name, and the step itself; each runs in one transaction."""
SCHEMA_VERSION = MIGRATIONS[-1][0]


def stored_version(connection: sqlite3.Connection) -> int | None:
    """Schema version of an open file, ``None`` when it is no store of ours."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not {"meta", "reports", "claims"} <= tables:
        return None
    row = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()
    return int(row[0]) if row and str(row[0]).isdigit() else None


def check_version(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a GeoPackage of others and a store of a later version.

    Raises
    ------
    StoreError
    """
    version = stored_version(connection)
    if version is None:
        raise StoreError(f"{path} is a GeoPackage but not a store of mapper; ingest into a new file")
    if version > SCHEMA_VERSION:
        raise StoreError(
            f"{path} was written by a newer mapper (schema {version}; this one knows {SCHEMA_VERSION}); upgrade it"
        )


def migrate(connection: sqlite3.Connection, path: Path) -> tuple[str, ...]:
    """Bring an older store to this version, one named step after the other.

    Returns
    -------
    tuple of str
        Names of the steps that were applied.

    Raises
    ------
    StoreError
        There is no step that leads on from the file's version.
    """
    applied = []
    version = stored_version(connection)
    for target, name, step in MIGRATIONS:
        if version is not None and version < target:
            if _apply(connection, target, name, step):
                applied.append(name)
            version = stored_version(connection)
    if version != SCHEMA_VERSION:
        raise StoreError(f"{path} has schema {version}, and no migration leads from it to {SCHEMA_VERSION}")
    return tuple(applied)


def _apply(connection: sqlite3.Connection, target: int, name: str, step: Step) -> bool:
    """Run one step whole or not at all, unless another process has run it meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        due = stored_version(connection) == target - 1
        if due:
            step(connection)
            connection.execute("INSERT INTO migrations (name) VALUES (?)", (name,))
            connection.execute("UPDATE meta SET value = ? WHERE key = 'schema'", (str(target),))
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return due
