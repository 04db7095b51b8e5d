"""What the words around a name say about it: cues for and against its being a place."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from mapper.locate.curated import read_table, split
from mapper.locate.fold import fold, fold_word
from mapper.locate.place import ADMIN1, ADMIN2, AERODROME, AREA, COUNTRY, SITE, WATER, ZONE
from mapper.locate.scan import Name

_SMALL = frozenset(("tiny", "village", "alternate"))
"""Sizes of a namesake too small to speak against a compound of common nouns ("Air Base", "Main Camp")."""
_BEFORE = re.compile(r"\n?[ \u00a0\n]{0,2}\.?([\w'’]+)")
"""Read backwards, as ``_SENTENCE_END`` is, from the name on: a pattern that ends where it does is found at once."""
_AFTER = re.compile(r"(['’]s)?[ \u00a0\n]?([-,(—–]*)[ ]?([\w'’]+)?")
_SENTENCE_END = re.compile(r"\n?[\"“«'‘(]?\s*(?:\Z|[.!?:;\"”“»«(\[\n—–•*|]|''|['’\")][.!?])")
_DATELINE = re.compile(r"(?:, [\w. ]{2,20})?(?: \([\w/ .]{1,20}\))? ?(?:--|—|–|-|:)[ \w]")


@dataclass(frozen=True, slots=True)
class Guards:
    """Word lists of a language by which names are told from other words. All folded."""

    titles: frozenset[str]
    place_prepositions: frozenset[str]
    weak_prepositions: frozenset[str]
    function_words: frozenset[str]
    never: frozenset[str]
    street_after: frozenset[str]
    organisation_after: frozenset[str]
    newspaper_after: frozenset[str]
    place_after: frozenset[str]
    person_verbs: frozenset[str]
    words: frozenset[str]
    first_names: frozenset[str]
    surnames: frozenset[str]
    demonyms: frozenset[str]


@cache
def open_guards(language: str) -> Guards:
    """Guard lists of a language; English ones serve where it has none."""
    folder = resources.files("mapper.geodata").joinpath("lang")
    english = tomllib.loads(folder.joinpath("en", "toponyms.toml").read_text(encoding="utf-8"))
    path = folder.joinpath(language, "toponyms.toml")
    own = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    names = [n for n in Guards.__dataclass_fields__ if n in english]
    lists = {
        name: frozenset(fold_word(w) for table in (english, own) for w in table.get(name, "").split())
        for name in names
    }
    return Guards(
        **lists,
        words=_read_list(language, "words") or _read_list("en", "words"),
        first_names=_read_list("en", "firstnames") | _read_list(language, "firstnames"),
        surnames=_read_list("en", "surnames"),
        demonyms=_demonyms(language),
    )


_FRENCH = re.compile(r"\b(?:les|des|une|dans|est|sur|pour|avec|qui|aux)\b")
_SPANISH = re.compile(r"\b(?:los|las|una|en|del|por|con|que|para|es)\b")
_ENGLISH = re.compile(r"\b(?:the|and|of|to|in|for|with|was|is|that)\b")


def guess_language(text: str) -> str:
    """Language code of a text by its small words, among those we have guard lists for; English when in doubt."""
    head = text[:2500].lower()
    counts = {code: len(pattern.findall(head)) for code, pattern in (("fr", _FRENCH), ("es", _SPANISH))}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > len(_ENGLISH.findall(head)) else "en"


@cache
def _demonyms(language: str) -> frozenset[str]:
    """Folded names of countries' people and adjectives; in French and Spanish they are written small."""
    column = f"demonyms_{language}" if language in ("en", "fr", "es") else "demonyms_en"
    names = {fold(name) for row in read_table("countries", "countries.csv") for name in split(row[column])}
    return frozenset(name for name in names if len(name) > 2)


@cache
def _read_list(language: str, name: str) -> frozenset[str]:
    path = resources.files("mapper.geodata").joinpath("lang", language, f"toponyms.{name}.txt")
    if not path.is_file():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def cues_of(text: str, name: Name, guards: Guards) -> set[str]:
    """Names of the cues that hold for one name in its text."""
    cues = {_size(name)}
    word = name.key
    single = " " not in word
    if single:
        for cue, group in (("word", guards.words), ("first", guards.first_names), ("surname", guards.surnames)):
            if word in group:
                cues.add(cue)
        if len(word) < 4:
            cues.add("short")
    else:
        cues.add("long")
    shown = text[name.start : name.end]
    if word in guards.demonyms:
        cues.add("demonym")
    if shown.isupper() and len(word) < 6:
        cues.add("capitals" if "country" in cues or "admin1" in cues else "acronym")
    elif not shown[:1].isupper():
        cues.add("lower")
    _before(text, name, guards, cues)
    _after(text, name, guards, cues)
    return cues


def _size(name: Name) -> str:
    kinds = {hit.place.kind for hit in name.hits}
    if COUNTRY in kinds:
        return "country"
    for kind in (AREA, ZONE, WATER, SITE, ADMIN1):
        if kind in kinds:
            return kind
    if kinds <= {AERODROME}:
        return "aerodrome"
    people = max((hit.place.population for hit in name.hits if hit.strong), default=0)
    if not people:
        return "alternate" if not any(hit.strong for hit in name.hits) else "tiny"
    top = max(name.hits, key=lambda hit: (hit.strong, hit.place.population)).place
    if top.kind == ADMIN2 and not any(hit.place.kind == "town" for hit in name.hits):
        return "admin2"
    return (
        "village" if people < 5_000 else "town" if people < 50_000 else "city" if people < 500_000 else "metropolis"
    )


def _before(text: str, name: Name, guards: Guards, cues: set[str]) -> None:
    adjacent = name.chunk[name.first - 1] if name.first else None
    before = text[max(0, name.start - 30) : name.start][::-1]
    if _SENTENCE_END.match(before):
        cues.add("start")
        if _DATELINE.match(text, name.end):
            cues.add("dateline")
        return
    match = _BEFORE.match(before)
    if match is None:
        cues.add("after_mark")
        return
    word = fold_word(match.group(1)[::-1])
    if adjacent is not None and adjacent.end >= name.start - 2:
        _after_capital(word, guards, cues)
    elif word in guards.place_prepositions:
        cues.add("place_preposition")
    elif word in guards.weak_prepositions:
        cues.add("preposition")
    elif word in guards.titles:
        cues.add("after_title")
    elif word == "the":
        cues.add("the")
    else:
        cues.add("after_word")


def _after_capital(word: str, guards: Guards, cues: set[str]) -> None:
    if word in guards.titles:
        cues.add("after_title")
    elif word in guards.place_prepositions and word not in {"north", "south", "east", "west"}:
        cues.add("place_preposition")
    elif word in guards.function_words:
        cues.add("after_function_word")
    elif word in guards.first_names or len(word) == 1:
        cues.add("after_first_name")
    else:
        cues.add("after_capital")


def _after(text: str, name: Name, guards: Guards, cues: set[str]) -> None:
    match = _AFTER.match(text, name.end)
    if match is None:
        return
    owned, mark, shown = match.groups()
    if owned:
        cues.add("owned")
    if mark:
        cues.add("before_comma" if mark[0] in ",(" else "before_dash")
        return
    if not shown:
        return
    word = fold_word(shown)
    if text[name.end : name.end + 1] == ".":
        return
    if not shown[0].isupper():
        cues.update(
            ["before_verb"]
            if word in guards.person_verbs
            else ["before_place_noun"]
            if word in guards.place_after
            else []
        )
    elif word in guards.street_after:
        cues.add("before_street")
    elif word in guards.place_after:
        cues.add("before_capital" if name.key in guards.words and cues & _SMALL else "before_place")
    elif word in guards.newspaper_after:
        cues.add("before_newspaper")
    elif word in guards.organisation_after:
        cues.add("before_organisation")
    elif word not in guards.function_words:
        cues.add("before_surname" if word in guards.surnames else "before_capital")
