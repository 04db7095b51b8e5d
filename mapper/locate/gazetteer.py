"""The compiled gazetteer: opening it, and looking names up in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from functools import lru_cache
from marshal import loads as unpack
from pathlib import Path

from mapper.errors import GazetteerError
from mapper.locate.build import FORMAT, HIT
from mapper.locate.cache import DUMP_FILE, USER_FILE, cache_folder, default_file
from mapper.locate.fold import fold, loosen
from mapper.locate.place import Hit, Place

HITS_KEPT, HEADS_KEPT = 20_000, 60_000


class Gazetteer:
    """Names and places, read from compiled files; a user's own places come before all others.

    Parameters
    ----------
    path : Path
        A file that ``write_gazetteer`` made.
    user : Path, optional
        A second such file with a user's own places.

    Raises
    ------
    GazetteerError
        A file is not a gazetteer.
    """

    def __init__(self, path: Path, *, user: Path | None = None) -> None:
        self.path = path
        self._files = [_File(file) for file in (user, path) if file is not None]
        self.lookup_key = lru_cache(maxsize=HITS_KEPT)(self._lookup_key)
        self.span = lru_cache(maxsize=HEADS_KEPT)(self._span)

    def lookup(self, name: str, country: str | None = None) -> tuple[Hit, ...]:
        """Places that bear a name, the most important first, a user's own before all.

        Parameters
        ----------
        name : str
            As written; case, accents, hyphens and apostrophes do not matter.
        country : str, optional
            ISO 3166-1 alpha-3; only places there.

        Returns
        -------
        tuple of Hit
            Empty when the name is not known.
        """
        hits = self.lookup_key(fold(name))
        return hits if country is None else tuple(hit for hit in hits if hit.place.country == country)

    def lookup_loose(self, name: str, country: str) -> tuple[Hit, ...]:
        """Places of a country whose name is the same but for transliteration, articles and doubled letters."""
        key = loosen(fold(name))
        found = [hit for file in self._files for hit in file.loose(country, key)]
        return tuple(found)

    def keys_of(self, country: str) -> list[str]:
        """Loose keys of all names of a country, for near matches inside it."""
        return sorted({key for file in self._files for key in file.loose_keys(country)})

    def by_loose_key(self, country: str, key: str) -> tuple[Hit, ...]:
        """Places behind one of the keys that ``keys_of`` gives."""
        return tuple(hit for file in self._files for hit in file.loose(country, key))

    def meta(self) -> dict[str, str]:
        """Facts kept in the file: sources, versions, counts."""
        return self._files[-1].meta()

    def counts(self) -> dict[str, int]:
        """Number of places by kind and source."""
        totals: dict[str, int] = {}
        for file in self._files:
            for name, number in file.counts():
                totals[name] = totals.get(name, 0) + number
        return dict(sorted(totals.items()))

    def extents(self) -> dict[str, tuple[float, float, float, float]]:
        """West, south, east and north (degrees) of the places of each country, the countries' own points left out."""
        boxes = self._files[-1].extents()
        return {country: (west, south, east, north) for country, west, south, east, north in boxes}

    def close(self) -> None:
        """Close the files."""
        for file in self._files:
            file.close()

    def _lookup_key(self, key: str) -> tuple[Hit, ...]:
        if len(self._files) == 1:
            return tuple(self._files[0].hits(key))
        return tuple(hit for file in self._files for hit in file.hits(key))

    def _span(self, word: str) -> int:
        """Number of words of the longest name that begins with these one or two words; 0 when none does."""
        return max(file.span(word) for file in self._files)


_new = tuple.__new__


class _File:
    """One compiled file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._db.execute("PRAGMA mmap_size=268435456")
            found = self._db.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        except sqlite3.Error as error:
            raise GazetteerError(
                f"{path} is not a gazetteer ({error}); delete it and it will be built again"
            ) from error
        if found is None or found[0] != FORMAT:
            raise GazetteerError(
                f"{path} was made by another version of mapper; delete it and make it again with "
                "`mapper gazetteer build` or `mapper gazetteer add`"
            )

    def hits(self, key: str) -> Sequence[Hit]:
        row = self._db.execute("SELECT hits, packed FROM names WHERE key = ?", (key,)).fetchone()
        if row is None:
            return ()
        hits, packed = row
        if packed is not None:
            both = unpack(packed)  # noqa: S302  (a file that this program made, as .pyc files are)
            return [_new(Hit, (_new(Place, fields), strong)) for fields, strong in both]
        return self._load(hits)

    def loose(self, country: str, key: str) -> Sequence[Hit]:
        row = self._db.execute("SELECT hits FROM loose WHERE country = ? AND key = ?", (country, key)).fetchone()
        return self._load(row[0]) if row else ()

    def loose_keys(self, country: str) -> Iterator[str]:
        return (key for (key,) in self._db.execute("SELECT key FROM loose WHERE country = ?", (country,)))

    def span(self, word: str) -> int:
        row = self._db.execute("SELECT span FROM heads WHERE word = ?", (word,)).fetchone()
        return int(row[0]) if row else 0

    def meta(self) -> dict[str, str]:
        return dict(self._db.execute("SELECT key, value FROM meta ORDER BY key"))

    def counts(self) -> Iterator[tuple[str, int]]:
        return iter(self._db.execute("SELECT name, number FROM counts"))

    def extents(self) -> Iterator[tuple[str, float, float, float, float]]:
        return iter(self._db.execute("SELECT country, west, south, east, north FROM extents"))

    def close(self) -> None:
        self._db.close()

    def _load(self, hits: bytes) -> list[Hit]:
        one = self._db.execute
        sql = "SELECT fields FROM places WHERE id = ?"
        return [
            Hit(_new(Place, unpack(one(sql, (number >> 1,)).fetchone()[0])), bool(number & 1))  # noqa: S302  (as above)
            for (number,) in HIT.iter_unpack(hits)
        ]


def open_gazetteer(path: Path | None = None) -> Gazetteer:
    """Open the gazetteer, building it first when this machine has none for the installed packages and data.

    Parameters
    ----------
    path : Path, optional
        A compiled gazetteer to open as it is; otherwise the one in ``cache_folder()``.

    Raises
    ------
    GazetteerError
        It cannot be built or opened.
    """
    if path is not None:
        if not path.is_file():
            raise GazetteerError(f"{path}: no such gazetteer")
        return Gazetteer(path)
    folder = cache_folder()
    user = folder / USER_FILE
    dump = folder / DUMP_FILE
    compiled = dump if dump.is_file() else default_file(folder)
    return Gazetteer(compiled, user=user if user.is_file() else None)
