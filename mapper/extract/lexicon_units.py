"""Numbered and named formations in a text: "82nd Airborne Division", "1re compagnie du 2e REP", "Arce Battalion".

No list of formations is kept: a number or a capitalised name, words of a branch, and the noun of an echelon make
one. Its state is for the context to say.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mapper.extract.tokens import Phrases, Tokens

_BACK = 6  # tokens between a formation's number and its noun
_CHAIN = 3  # formations named one inside the other


@dataclass(frozen=True, slots=True)
class Unit:
    """A formation in tokens ``first`` to ``last`` (included) and the echelon of its smallest part."""

    first: int
    last: int
    echelon: str


@dataclass(frozen=True)
class UnitWords:
    """How one language names formations."""

    echelons: Phrases[str]
    suffixes: frozenset[str]
    ordinals: frozenset[str]
    romans: frozenset[str]
    numbers: frozenset[str]
    branch: frozenset[str]
    chain: Phrases[str]
    acronyms: frozenset[str]
    follows: bool
    not_names: frozenset[str]
    named: frozenset[str]


@cache
def open_unit_words(lang: str) -> UnitWords:
    """Open the unit words of a language; English for one that has none.

    Parameters
    ----------
    lang : str
        ISO 639-1 code.

    Returns
    -------
    UnitWords
    """
    where = files("mapper.geodata") / "lang"
    if lang not in {entry.name for entry in where.iterdir()} or not (where / lang / "units.toml").is_file():
        lang = "en"
    raw = tomllib.loads((where / lang / "units.toml").read_text(encoding="utf-8"))
    order = raw["ordinals"]
    return UnitWords(
        echelons=Phrases(raw["echelons"]), suffixes=frozenset(order["suffix"]), ordinals=frozenset(order["words"]),
        romans=frozenset(order["roman"]), numbers=frozenset(order["number"]),
        branch=frozenset(raw["branch"]["words"]),
        chain=Phrases(dict.fromkeys(raw["chain"]["words"], "")), acronyms=frozenset(raw["chain"]["acronyms"]),
        follows=bool(raw["chain"]["follows"]), not_names=frozenset(raw["not_names"]["words"]),
        named=frozenset(raw["names"]["echelons"]),
    )  # fmt: skip


def find_units(tokens: Tokens, lang: str, names: frozenset[int]) -> list[Unit]:
    """Find the formations of a text.

    Parameters
    ----------
    tokens : Tokens
    lang : str
    names : frozenset of int
        Tokens that belong to a state's name or demonym, which are no formation's name.

    Returns
    -------
    list of Unit
        In text order, disjoint.
    """
    words = open_unit_words(lang)
    found: list[Unit] = []
    floor = 0
    heads, acronyms = words.echelons.starts(), words.acronyms
    for i in [i for i, low in enumerate(tokens.lows) if low in heads or low in acronyms]:
        unit = _at(tokens, i, floor, words, names) if i >= floor else None
        if unit is not None:
            unit = _chained(tokens, unit, words, names)
            found.append(unit)
            floor = unit.last + 1
    return found


def _at(tokens: Tokens, i: int, floor: int, words: UnitWords, names: frozenset[int]) -> Unit | None:
    """Read the formation whose noun (or acronym) is token ``i``."""
    if tokens.lows[i] in words.acronyms and tokens.slice(i, i)[0].isupper():
        first = _number_before(tokens, i, floor, words)
        return None if first is None else Unit(first, i, "regiment")
    noun = words.echelons.at(tokens, i) if tokens.lows[i] in words.echelons else None
    if noun is None:
        return None
    last = _after(tokens, noun[0] - 1, words)
    first = _number_before(tokens, i, floor, words)
    if first is not None:
        return Unit(first, last, noun[1])
    if tokens.lows[i] == "marines":
        return None
    numbered = _number_after(tokens, noun[0], words)
    if numbered is not None:
        return Unit(_name_before(tokens, i, floor, words, names), numbered, noun[1])
    first = _name_before(tokens, i, floor, words, names)
    named = noun[1] in words.named and tokens.slice(i, i)[0].isupper() and first < i
    return Unit(first, noun[0] - 1, noun[1]) if named else None


def _number_before(tokens: Tokens, i: int, floor: int, words: UnitWords) -> int | None:
    """First token of the ordinal before a formation's noun, with branch words and names between."""
    for k in range(i - 1, max(floor, i - _BACK) - 1, -1):
        low = tokens.lows[k]
        if k > floor and low in words.suffixes and tokens.joined(k) and tokens.lows[k - 1].isdecimal():
            return k - 1
        capital = tokens.slice(k, k)[0].isupper()
        if low in words.ordinals and (capital or k == i - 1 or words.follows):
            return k if capital or words.follows else None
        if low in words.romans and tokens.slice(k, k).isupper() and k == i - 1:
            return k
        if low not in words.branch and not (capital and low.isalpha() and low not in words.not_names):
            return None
    return None


def _number_after(tokens: Tokens, k: int, words: UnitWords) -> int | None:
    """Last token of a number after the noun: "Detachment No. 4"."""
    if k >= len(tokens) or tokens.lows[k] not in words.numbers:
        return None
    k += 1
    if k < len(tokens) and tokens.lows[k] == ".":
        k += 1
    return k if k < len(tokens) and tokens.lows[k].isdecimal() else None


def _name_before(tokens: Tokens, i: int, floor: int, words: UnitWords, names: frozenset[int]) -> int:
    """First token of the capitalised name before a noun; ``i`` itself where there is none."""
    first = i
    for k in range(i - 1, max(floor, i - 4) - 1, -1):
        low, text = tokens.lows[k], tokens.slice(k, k)
        hyphen = low == "-" and tokens.joined(k) and first < i
        if k in names or low in words.not_names or not (hyphen or (text[0].isupper() and low.isalpha())):
            break
        first = k
    return first if tokens.lows[first] != "-" else first + 1


def _after(tokens: Tokens, last: int, words: UnitWords) -> int:
    """Extend over words that describe a formation after its noun: "régiment étranger de parachutistes"."""
    if not words.follows:
        return last
    k, end = last + 1, last
    while k < min(len(tokens), last + 7) and tokens.lows[k] in words.branch:
        if len(tokens.lows[k]) > 3:
            end = k
        k += 1
    return end


def _chained(tokens: Tokens, unit: Unit, words: UnitWords, names: frozenset[int]) -> Unit:
    """Extend over the larger formations named after it: "2nd Battalion, 5th Marines"."""
    for _ in range(_CHAIN):
        join = words.chain.at(tokens, unit.last + 1)
        if join is None:
            return unit
        larger = None
        for k in range(join[0] + 1, min(len(tokens), join[0] + _BACK + 1)):
            larger = _at(tokens, k, join[0], words, names)
            if larger is not None:
                break
        if larger is None or larger.first != join[0]:
            return unit
        unit = Unit(unit.first, larger.last, unit.echelon)
    return unit
