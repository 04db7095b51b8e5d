"""Names that the gazetteer has in another spelling, looked for only in the countries that the report names.

"Boutcha" in a French report of Ukraine is Bucha, "Deir Ezzor" in one of Syria is Deir ez-Zor.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from mapper.locate.countries import countries
from mapper.locate.cues import Guards
from mapper.locate.fold import APOSTROPHES, fold, fold_word
from mapper.locate.gazetteer import Gazetteer
from mapper.locate.place import ADMIN1, SITE, TOWN, Hit
from mapper.locate.resolve import Question, locate, resolve
from mapper.locate.scan import UPPER
from mapper.model import Location, Mention

REASON = "another spelling of its name in a country that the report names; check it"
MOST_COUNTRIES = 5
FEWEST_LETTERS = 5
MOST_SPEAKERS = 80.0
"""Percent of a country's people who speak the report's language; with more, its names are spelled as there."""
LEAST_TOWN = 5_000
"""People of a town that is found by the sound of its name alone."""
_WORD = rf"(?:(?:[ea][ldnrsz]|ash)[-‑]|(?:[EA][ldnrsz]|Ash)[-‑ ])?{UPPER}[\w{APOSTROPHES}]+"
_NAME = re.compile(rf"(?<![\w-]){_WORD}(?:[ \u00a0-]{_WORD}){{0,2}}")
_GAP = re.compile("[ \u00a0-]")
_BEFORE = re.compile(r"\n?(?:[ \u00a0](?:al|el|sel))?[ \u00a0\n](\w+)")
"""The word before a name, with or without an article between; read backwards from the name on."""
_MEASURED = re.compile(
    r"(?:km|kilomètres|kilometres|kilometers|miles|nord|sud|est|ouest|north|south|east|west) (?:de|of) $"
)
_JOINED = re.compile(r",? (?:et|and|y|e|ou|or)(?: (?:à|in|en|de))? |, ")
_ARTICLE = re.compile(r"\b([ae])([dlnrstz])\2(?=\w)")
"""An article written as one with its noun: "Ezzor" for "ez-Zor"."""


@cache
def _respelling(lang: str) -> tuple[re.Pattern[str], tuple[str, ...]] | None:
    """Patterns of ``geodata/lang/<lang>/spelling.toml`` as one, and what each is replaced by."""
    path = resources.files("mapper.geodata").joinpath("lang", lang, "spelling.toml")
    if not path.is_file():
        return None
    rules = tomllib.loads(path.read_text(encoding="utf-8"))["replace"]
    return re.compile("|".join(f"({rule['pattern']})" for rule in rules)), tuple(rule["by"] for rule in rules)


def spellings(name: str, lang: str) -> tuple[str, ...]:
    """Folded spellings that a name of another script may have in the gazetteer, its own first.

    Examples
    --------
    >>> spellings("Lyssytchansk", "fr"), spellings("Deir Ezzor", "en")
    (('lyssytchansk', 'lysychansk'), ('deir ezzor', 'deir ez zor'))
    """
    found = [fold(name)]
    rules = _respelling(lang)
    if rules is not None:
        pattern, by = rules
        found.append(pattern.sub(lambda match: by[(match.lastindex or 1) - 1], found[0]))
    found += [_ARTICLE.sub(r"\1\2 \2", key) for key in found]
    return tuple(dict.fromkeys(found))


def with_respelled(
    text: str, mentions: Sequence[Mention], known: Sequence[tuple[int, int]], gazetteer: Gazetteer, guards: Guards,
    lang: str,
) -> tuple[Mention, ...]:  # fmt: skip
    """The mentions of a text, with places that the gazetteer has only in another spelling.

    Parameters
    ----------
    text : str
    mentions : sequence of Mention
        Resolved, in reading order, not overlapping.
    known : sequence of tuple of int
        Spans of all names that the gazetteer has as they stand, places or not, in reading order.
    gazetteer : Gazetteer
    guards : Guards
        Words that are no names.
    lang : str

    Returns
    -------
    tuple of Mention
        In reading order. A place added lies in a country of another mention, and its reason says how it was found.
    """
    there = _countries(mentions, _native(lang))
    if not there:
        return tuple(mentions)
    ends = {mention.end for mention in mentions}
    starts = [start for start, _ in known]
    added: list[Mention] = []
    answers: dict[str, Location | None] = {}
    for match in _NAME.finditer(text):
        at = match.start()
        if _overlaps(at, at + 1, known, starts) or not _placed(text, at, ends, guards):
            continue
        for start, end in _stretches(match):
            if _overlaps(start, end, known, starts):
                continue
            name = text[start:end]
            if name not in answers:
                answers[name] = _find(name, there, gazetteer, guards, lang)
            location = answers[name]
            if location is not None:
                added.append(Mention(start=start, end=end, text=name, location=location))
                ends.add(end)
                break
    return tuple(sorted([*mentions, *added], key=lambda m: m.start)) if added else tuple(mentions)


def _countries(mentions: Sequence[Mention], native: frozenset[str]) -> list[str]:
    counts = Counter(m.location.country for m in mentions if m.location is not None and m.location.country)
    return [country for country, _ in counts.most_common() if country not in native][:MOST_COUNTRIES]


@cache
def _native(lang: str) -> frozenset[str]:
    """Countries whose people speak the report's language, by Unicode CLDR."""
    from babel.core import get_global

    spoken = get_global("territory_languages")
    return frozenset(
        code
        for code, country in countries().items()
        if spoken.get(country.iso2, {}).get(lang, {}).get("population_percent", 0.0) > MOST_SPEAKERS
    )


def _stretches(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The whole run of capital words, then without its last ones."""
    start, end = match.span()
    yield start, end
    for cut in reversed([gap.start() for gap in _GAP.finditer(match.string, start, end)]):
        if cut - start < FEWEST_LETTERS - 1:
            return
        yield start, cut


def _overlaps(start: int, end: int, known: Sequence[tuple[int, int]], starts: list[int]) -> bool:
    i = bisect_left(starts, end)
    return i > 0 and known[i - 1][1] > start


def _placed(text: str, start: int, ends: set[int], guards: Guards) -> bool:
    """Whether what stands before says that a place follows: "in", "à", or a place and a comma or "and"."""
    head = text[max(0, start - 24) : start]
    before = _BEFORE.match(head[::-1])
    if before is not None and fold_word(before.group(1)[::-1]) in guards.place_prepositions:
        return True
    if head.endswith(("de ", "of ", "de \n", "of \n")) and _MEASURED.search(head):
        return True
    return any(_JOINED.fullmatch(text, start - size, start) for size in range(2, 9) if start - size in ends)


def _find(name: str, there: Sequence[str], gazetteer: Gazetteer, guards: Guards, lang: str) -> Location | None:
    words = fold(name).split()
    opening = (guards.function_words, guards.demonyms, guards.titles, guards.never)
    if len(name) < FEWEST_LETTERS or any(words[0] in group for group in opening):
        return None
    single = (guards.words, guards.first_names, guards.surnames)
    if any(word in group for word in words for group in single):
        return None
    keys = spellings(name, lang)
    for country in there:
        hits = _places(hit for key in keys for hit in gazetteer.lookup(key, country))
        hits = hits or _places(hit for key in keys for hit in gazetteer.lookup_loose(key, country) if _known(hit))
        if hits:
            return locate(resolve([Question(fold(name), hits)])[0], reason=REASON)
    return None


def _known(hit: Hit) -> bool:
    return hit.place.kind != TOWN or hit.place.population >= LEAST_TOWN


def _places(found: Iterator[Hit]) -> tuple[Hit, ...]:
    """Towns and sites of the names found, or else the regions."""
    hits = tuple(found)
    points = tuple(hit for hit in hits if hit.place.kind in (TOWN, SITE))
    return points or tuple(hit for hit in hits if hit.place.kind == ADMIN1)
