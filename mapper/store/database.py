"""Opening a store: a file that is safe to read beside a writer, to kill at any moment, and to move as one file.

While a store is written it is in SQLite's write-ahead mode, so that readers go on reading; on closing it is folded
back into one file in rollback mode, which opens from read-only media as well.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

from mapper.errors import StoreError
from mapper.store.migration import SCHEMA_VERSION, check_version, migrate, stored_version
from mapper.store.schema import APPLICATION_ID, create_schema

TIMEOUT_S = 60.0
_MAGIC = b"SQLite format 3\x00"
_ADVICE = {
    "SQLITE_FULL": "the disk is full; free some space and run it again, what was stored is kept",
    "SQLITE_READONLY": "it cannot be written (read-only); copy it to a place where you may write",
    "SQLITE_CANTOPEN": "it cannot be opened; check that the folder exists and that you may write there",
    "SQLITE_NOTADB": "it is no GeoPackage; give a store made by mapper ingest",
    "SQLITE_CORRUPT": "it is damaged; restore it from a copy, or ingest the reports into a new store",
    "SQLITE_IOERR": "reading or writing it failed (disk full, file too large or drive gone); what was stored is kept",
    "SQLITE_BUSY": "another program is writing to it; wait until that has ended and run it again",
    "SQLITE_PERM": "you may not open it; check its permissions",
}


@dataclass
class Store:
    """An open store; use it as a context manager."""

    path: Path
    connection: sqlite3.Connection
    writable: bool

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Fold the file back into one and close it; harmless when done twice."""
        with suppress(sqlite3.Error):
            if self.writable:
                self.connection.execute("PRAGMA busy_timeout = 0")
                self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                self.connection.execute("PRAGMA journal_mode = DELETE")
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Statements that see one state of the store, whatever others write meanwhile."""
        with translated(self.path):
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self.connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Statements that are stored whole or not at all; one writer at a time, others wait.

        Raises
        ------
        StoreError
            The store is read-only, the disk is full, or another writer did not end in time.
        """
        if not self.writable:
            raise StoreError(f"{self.path} was opened for reading only")
        with translated(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                with suppress(sqlite3.Error):
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into one line that names the file and says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = str(getattr(error, "sqlite_errorname", "") or "")
        kind = next((kind for kind in _ADVICE if name.startswith(kind)), "")
        raise StoreError(f"{path}: {_ADVICE.get(kind) or f'the store refused a statement ({error})'}") from error


def open_store(path: Path | str, *, create: bool = False, write: bool = False, timeout_s: float = TIMEOUT_S) -> Store:
    """Open a store, or make one.

    Parameters
    ----------
    path : Path or str
        A GeoPackage file made by ``mapper ingest``.
    create : bool
        Make the file when it is not there; implies ``write``.
    write : bool
        Open for writing; a store of an older version is migrated.
    timeout_s : float
        How long (s) to wait while another process writes.

    Returns
    -------
    Store

    Raises
    ------
    StoreError
        No such file, no store, cut short, damaged, read-only, made by a newer mapper, or being written.
    """
    path = Path(path)
    if create:
        _sweep(path) if path.exists() else _create(path)
    check_file(path)
    write = write or create
    if not write and _is_old(path, timeout_s) and os.access(path, os.W_OK):
        open_store(path, write=True, timeout_s=timeout_s).close()
    with translated(path):
        connection = _connect(path, write=write, timeout_s=timeout_s)
        try:
            check_version(connection, path)
            if write:
                _prepare_writing(connection, path)
            else:
                connection.execute("PRAGMA query_only = 1")
        except BaseException:
            connection.close()
            raise
    return Store(path, connection, writable=write)


def _is_old(path: Path, timeout_s: float) -> bool:
    """Whether a store is of an earlier version, and so has to be migrated before it is read."""
    with translated(path), closing(_connect(path, write=False, timeout_s=timeout_s)) as connection:
        version = stored_version(connection)
        return version is not None and version < SCHEMA_VERSION


def check_file(path: Path) -> None:
    """Refuse what is no store, or only a part of one, before SQLite touches it.

    Raises
    ------
    StoreError
        With the reason and what to do, in one line.
    """
    if not path.exists():
        raise StoreError(f"{path}: no such store; make one with: mapper ingest {path} REPORTS...")
    if not path.is_file():
        raise StoreError(f"{path} is not a file; a store is one .gpkg file")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise StoreError(f"{path}: {_ADVICE['SQLITE_PERM']} ({error.strerror})") from None
    if len(head) < 100 or not head.startswith(_MAGIC):
        raise StoreError(f"{path} is no store (its first bytes are {head[:8]!r}); give one made by mapper ingest")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise StoreError(f"{path} is an SQLite file but no GeoPackage; give a store made by mapper ingest")
    page = int.from_bytes(head[16:18], "big")
    whole = (65_536 if page == 1 else page) * int.from_bytes(head[28:32], "big")
    counted = head[24:28] == head[92:96]
    if counted and size < whole and not Path(f"{path}-wal").exists():
        raise StoreError(f"{path} is cut short ({size:,} of {whole:,} bytes); restore it from a copy")


def _connect(path: Path, *, write: bool, timeout_s: float) -> sqlite3.Connection:
    """Connection in autocommit mode; a file that may only be read is opened so, and as it stands if need be."""
    name = quote(str(path.absolute()))
    tries = ["mode=rw"] if write else ["mode=rw", "mode=ro", "mode=ro&immutable=1"]
    for at, options in enumerate(tries):
        connection = sqlite3.connect(
            f"file:{name}?{options}", uri=True, timeout=timeout_s, isolation_level=None, cached_statements=256
        )
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if at == len(tries) - 1:
                raise
        except sqlite3.Error:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError(tries)


def _prepare_writing(connection: sqlite3.Connection, path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise StoreError(f"{path}: {_ADVICE['SQLITE_READONLY']}")
    with suppress(sqlite3.OperationalError):  # a reader is at it: stay in rollback mode, which is as safe
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    migrate(connection, path)


def _create(path: Path) -> None:
    """Make an empty store beside its place and put it there whole; another process may be first."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
    with translated(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh.unlink(missing_ok=True)
            with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
                connection.execute("PRAGMA page_size = 4096")
                connection.execute("PRAGMA journal_mode = OFF")
                connection.execute("BEGIN")
                create_schema(connection)
                connection.execute("COMMIT")
                migrate(connection, path)
            with suppress(FileExistsError):
                os.link(fresh, path)
            _sweep(path)
        except FileNotFoundError:
            if not path.exists():  # else another process was first and has swept ours away
                raise StoreError(f"{path} cannot be made; choose another place") from None
        except OSError as error:
            raise StoreError(f"{path} cannot be made ({error.strerror}); choose another place") from None
        finally:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


def _sweep(path: Path) -> None:
    """Remove what processes that were killed while making this store have left beside it."""
    for entry in path.parent.iterdir():
        if entry.name.startswith(f".{path.name}.") and entry.name.endswith(".new"):
            entry.unlink(missing_ok=True)
