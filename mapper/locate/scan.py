"""Finding names in a text: every longest run of words that the gazetteer knows, with its exact offsets.

The text is cut into chunks (a capital word with the capital words and connecting words after it); names are looked
up inside a chunk only. Work is linear in the length of the text, whatever it holds.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from mapper.locate.countries import countries
from mapper.locate.curated import read_table, split
from mapper.locate.fold import APOSTROPHES, ELISION, expand_word, fold_word
from mapper.locate.gazetteer import Gazetteer
from mapper.locate.place import Hit

MAX_CHUNK_WORDS = 40
_COUNTRY = 10_000_000
"""What being a country weighs, in people."""


def _capitals() -> str:
    ranges: list[list[int]] = []
    for code in range(0x250 + 0x400):
        if unicodedata.category(chr(code)) in {"Lu", "Lt"}:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    return "".join(f"{chr(a)}-{chr(b)}" if a != b else chr(a) for a, b in ranges) + "Ḁ-Ỹ"


UPPER = f"[{_capitals()}]"
_CONNECT = (
    r"(?:of|the|de|du|des|la|le|les|los|las|del|do|da|dos|das|di|al|el|ar|as|ad|an|ash|ez|es|et|and|y|e|on|upon|"
    r"sur|sous|en|in|by|am|der|den|im|bei|aux|au|à|op|ben|bin|ou|abu|bou|près|près)"
)
_HEADS = (
    "mer|océan|golfe|détroit|lac|fleuve|bande|péninsule|désert|vallée|plateau|massif|monts|île|îles|"
    "base|camp|caserne|aéroport|aérodrome|fort|garnison|emprise|quartier|port"
)
"""Common nouns that French writes small at the head of a name ("mer Noire", "bande de Gaza", "base de Kidal")."""
_KINDS = "aérienne|aérea|avancée|navale|naval|militaire|militar|international|internationale|général"
"""Adjectives that may follow such a noun inside a name ("base aérienne de Niamey")."""


_SITES = frozenset(
    ["air", "naval", "base", "airbase", "airfield", "camp", "barracks", "outpost", "airport", "aerodrome", "garrison"]
)
"""Common nouns that English writes small at the end of a site's name ("Clark air base")."""


def _tails() -> str:
    """Words that the tables of names write small after a capital ("République centrafricaine", "Asie centrale")."""
    names = [name for country in countries().values() for name in country.all_names]
    for table in ("areas.csv", "waters.csv"):
        names += [name for row in read_table("places", table) for name in split(row["aliases_fr"])]
    words = {word for name in names for word in name.split()[1:] if word.isalpha() and word.islower()} | _SITES
    connecting = re.compile(_CONNECT)
    return "|".join(
        sorted(word for word in words if (len(word) > 3 or word in _SITES) and not connecting.fullmatch(word))
    )


_WORD = rf"(?:(?:{UPPER}\.){{2,6}}|{UPPER}\w*(?:[{APOSTROPHES}]\w+){{0,3}})"
_GAP = r"(?:[ \u00a0\u202f]|[ ]?\r?\n[ ]?|[-–‑]|\. ?|/)"
_LEAD = (
    rf"(?:(?:[lLdD]|qu)[{APOSTROPHES}](?={UPPER})|(?:al|el|ad|as|ar|an|at|az|ash|es|ed|et|er|ez)[-‑ ](?={UPPER}))?"
)
CHUNK = re.compile(
    rf"(?<![\w])(?:(?:{_HEADS}) (?:(?:{_KINDS}) )?(?:(?:de la|de|du|des) )?)?{_LEAD}{_WORD}"
    rf"(?: (?:{_tails()})(?!\w)|{_GAP}(?:{_CONNECT}[ \u00a0\-‑](?:{_CONNECT}[ \u00a0\-‑])?|(?<=[-‑])\w+[ \-‑])?"
    rf"{_LEAD}{_WORD}"
    rf"|[-‑]\w+){{0,{MAX_CHUNK_WORDS}}}"
)
_ARTICLES = frozenset(("le", "la", "les", "el", "los", "las"))
_SMALL_ARTICLES = frozenset(("al", "el", "ad", "as", "ar", "an", "at", "az", "ash", "es", "ed", "et", "er", "ez"))
_HEAD_WORDS = frozenset(_HEADS.split("|"))
UNIT = re.compile(rf"(?:{UPPER}\.){{2,6}}|\w+(?:[{APOSTROPHES}]\w+){{0,3}}")
POSSESSIVE = re.compile(rf"(?i:[{APOSTROPHES}]s)$")


class Unit(NamedTuple):
    """A word of a chunk with its folded form; ``bare`` lacks an elided article before and a possessive s after."""

    start: int
    end: int
    text: str
    key: str
    bare_start: int
    bare_end: int


class Name(NamedTuple):
    """A stretch of the text that the gazetteer knows, with the places of that name.

    ``units`` are the indexes of its first and last word (exclusive) in the chunk's units ``chunk``.
    """

    start: int
    end: int
    key: str
    hits: tuple[Hit, ...]
    chunk: tuple[Unit, ...]
    first: int
    last: int


def find_names(text: str, gazetteer: Gazetteer) -> Iterator[Name]:
    """Longest known names in reading order; they do not overlap.

    Parameters
    ----------
    text : str
        Any text at all.
    gazetteer : Gazetteer

    Yields
    ------
    Name
        ``text[name.start:name.end]`` is the name as written, without a possessive ``'s`` or an elided article.
    """
    for match in CHUNK.finditer(text):
        units = tuple(_units(text, match.start(), match.end()))
        position = 0
        while position < len(units):
            name = _longest(text, units, position, gazetteer)
            if name is not None and units[position].key in _ARTICLES and position + 1 < len(units):
                name = _further(name, _longest(text, units, position + 1, gazetteer))
            if name is None:
                position += 1
            else:
                yield name
                position = name.last


def _further(name: Name, later: Name | None) -> Name:
    """Prefer a name after an article that ends further on ("Côte d'Ivoire" to "La Côte") or is a country."""
    if later is None or later.last < name.last:
        return name
    country = _weight(later) >= _COUNTRY > _weight(name)
    return later if later.last > name.last or country else name


def _units(text: str, start: int, end: int) -> Iterator[Unit]:
    for match in UNIT.finditer(text, start, end):
        word = match.group()
        a, b = match.span()
        if word.isascii() and word.isalnum():  # no apostrophe in it
            yield Unit(a, b, sys.intern(word), fold_word(word), a, b)
            continue
        bare_a = a + len(elided.group()) if (elided := ELISION.match(word)) else a
        bare_b = b - len(owned.group()) if (owned := POSSESSIVE.search(word)) else b
        yield Unit(a, b, sys.intern(word), fold_word(word), bare_a, max(bare_b, bare_a))


def _longest(text: str, units: tuple[Unit, ...], position: int, gazetteer: Gazetteer) -> Name | None:
    unit = units[position]
    best = _from(text, units, position, gazetteer, unit.start)
    if unit.bare_start != unit.start:
        bare = _from(text, units, position, gazetteer, unit.bare_start)
        if bare is not None and (best is None or bare.last > best.last or _weight(bare) > _weight(best)):
            best = bare
    return best


def _weight(name: Name) -> float:
    return max((hit.place.population + _COUNTRY * (hit.place.kind == "country") for hit in name.hits), default=0)


class _Begin(NamedTuple):
    """Where a name may begin: its offset, its first word folded alone, in full, and without a possessive s."""

    start: int
    word: str
    head: str
    bare: str


def _from(text: str, units: tuple[Unit, ...], position: int, gazetteer: Gazetteer, start: int) -> Name | None:
    unit = units[position]
    if not text[start].isupper() and not _lead(text, units, position) and unit.text not in _HEAD_WORDS:
        return None
    word = unit.key if start == unit.start else fold_word(text[start : unit.end])
    bare = fold_word(text[start : unit.bare_end]) if unit.bare_end != unit.end else ""
    begin = _Begin(start, word, expand_word(word), bare)
    span = _reach(units, position, begin.head, gazetteer) if begin.head != word or len(word) > 1 else 0
    if bare or begin.head != word:
        span = max(span, 1)
    for length in range(span, 0, -1):
        inner = range(position, position + length - 1)
        if any(_broken(text, units[i], units[i + 1]) for i in inner):
            continue
        for key, end in _keys(text, units[position : position + length], begin):
            hits = gazetteer.lookup_key(key)
            if hits:
                return Name(start, end, key, hits, units, position, position + length)
    return None


def _reach(units: tuple[Unit, ...], position: int, head: str, gazetteer: Gazetteer) -> int:
    """How many words a name that starts here can have at most."""
    span = gazetteer.span(head)
    if span < 2 or position + 1 == len(units):
        return min(span, 1)
    following = units[position + 1]
    longest = gazetteer.span(f"{head} {following.key}")
    if following.bare_end != following.end:
        bare = fold_word(
            following.text[following.bare_start - following.start : following.bare_end - following.start]
        )
        longest = max(longest, gazetteer.span(f"{head} {bare}"))
    return min(max(longest, 1), len(units) - position)


def _keys(text: str, words: tuple[Unit, ...], begin: _Begin) -> Iterator[tuple[str, int]]:
    """Keys that these words may stand under, with the end of the name."""
    last = words[-1]
    if len(words) == 1:
        yield (begin.bare, last.bare_end) if begin.bare else (begin.word, last.end)
        return
    first = " ".join([begin.head, *(word.key for word in words[1:-1])])
    yield f"{first} {last.key}", last.end
    if last.bare_end != last.end:
        yield f"{first} {fold_word(text[last.start : last.bare_end])}", last.bare_end


def _lead(text: str, units: tuple[Unit, ...], position: int) -> bool:
    """Whether an Arabic article written small begins a name here: "al-Fashir", "in el-Fasher"."""
    if units[position].text not in _SMALL_ARTICLES or position + 1 == len(units):
        return False
    following = units[position + 1]
    joined = text[units[position].end : following.start] in ("-", "‑")
    return position == 0 or (joined and following.text[0].isupper())


def _broken(text: str, left: Unit, right: Unit) -> bool:
    """Whether a full stop ends a sentence between two words (it does not after ``St.``, ``Ft.``, ``U.S.``)."""
    gap = text[left.end : right.start]
    return "." in gap and len(left.text) > 3
