"""Wordings of spatial expressions, read from ``geodata/lang/<lang>/spatial.toml`` and compiled once a language.

A rule's template is a regular expression with slots in braces. Place slots match the stand-ins that
``expressions.py`` puts where mentions are, so that a rule sees what kind of place stands there and nothing else.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

POINT, REGION, COUNTRY, AREA, OTHER = "\ue001", "\ue002", "\ue003", "\ue004", "\ue000"
"""Stand-ins for a mention's characters: town or site, first-level region, country, area or water, anything else."""

PLACE_SLOTS = {
    "point": f"{POINT}+",
    "land": f"(?:{COUNTRY}+|{REGION}+)",
    "country": f"{COUNTRY}+",
    "water": f"{AREA}+",
}
LANGUAGES = ("en", "es", "fr")
_SLOT = re.compile(r"\{(\w+)\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_CAPITAL = re.compile(r"\\.|\(\?P|[A-Z]")
_DEMONYM = r"(?:[^\W\d_]+(?:[ -](?:Leonean|Lankan|Rican|Korean|Sudanese|Arabian|African|Guinean))?)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One wording: its id, what it means, the pattern of lower-case text, and texts that it must and must not match.

    ``anchored`` where a place stands in every match, so that only the text around the places need be read. ``needs``
    are words of which every match holds one, so that only the text around these need be read; a rule that is
    ``measured`` has none, since every match of it holds a distance.
    """

    id: str
    kind: str
    pattern: re.Pattern[str]
    example: str
    counter: str
    anchored: bool = True
    needs: tuple[str, ...] = ()
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Wording:
    """The wordings of a language, with the values of its words (folded to lower case)."""

    lang: str
    rules: tuple[Rule, ...]
    directions: dict[str, str]
    units: dict[str, float]
    unit: re.Pattern[str]
    numbers: dict[str, float]
    combining: dict[str, str]


@cache
def open_wording(lang: str) -> Wording:
    """Wordings of a language (``en``, ``fr`` or ``es``); any other language gets English.

    Raises
    ------
    re.error
        A template of the file is no regular expression.
    """
    code = lang if lang in LANGUAGES else "en"
    with files("mapper.geodata").joinpath("lang", code, "spatial.toml").open("rb") as stream:
        data = tomllib.load(stream)
    words = {slot: _inverse(data.get(slot, {})) for slot in ("direction", "part", "after")}
    directions = words["direction"] | words["part"] | words["after"]
    slots = _slots(data)
    rules = tuple(
        Rule(
            row["id"],
            row["kind"],
            _compile(row["template"], slots),
            row["example"],
            row["counter"],
            "{demonym}" not in row["template"],
            _needs(row.get("needs", []), words),
            "{distance}" in row["template"],
        )
        for row in data["rule"]
    )
    units = {word: float(value) for word, value in _inverse(data["unit"]).items()}
    numbers = {word: float(value) for word, value in _inverse(data["number"]).items()}
    written = _spaced(_any(units), "[ \u00a0]")
    unit = re.compile(rf"[\d \u00a0'’-](?:{written})(?!\w)")
    return Wording(code, rules, directions, units, unit, numbers, _inverse(data.get("combining", {})))


def _needs(given: list[str], words: dict[str, dict[str, str]]) -> tuple[str, ...]:
    """Words given, those of a slot for its name: the longest part of each, without what holds another."""
    found: set[str] = set()
    for one in given:
        slot = _SLOT.fullmatch(one)
        found |= {max(word.split(), key=len) for word in words[slot[1]]} if slot else {one}
    return tuple(sorted(one for one in found if not any(other in one for other in found - {one})))


def _inverse(table: dict[str, list[str]]) -> dict[str, str]:
    return {word.lower(): key for key, words in table.items() for word in words}


def _any(words: list[str] | dict[str, Any]) -> str:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(word).replace("\\ ", " ") for word in ordered)


def _spaced(pattern: str, space: str) -> str:
    """Put ``space`` for every blank of a pattern, and a no-break space beside the blanks of its character classes."""
    written, inside = [], False
    for before, sign in zip("\0" + pattern, pattern, strict=False):
        if sign in "[]" and before != "\\":
            inside = sign == "["
        written.append(("\u00a0 " if inside else space) if sign == " " else sign)
    return "".join(written)


def _slots(data: dict[str, Any]) -> dict[str, str]:
    numbers = _any(_inverse(data["number"]))
    units = _any(_inverse(data["unit"]))
    about = _any(data["words"]["about"])
    count = rf"(?P<count>\d{{1,4}}(?:[.,]\d{{1,3}})?|(?:{numbers})(?!\w))"
    upper = r"(?:\s?(?:-|–|to|à|a|et|y|or|ou|o)\s?\d{1,4})?"
    return {
        "direction": rf"(?P<direction>{_any(_inverse(data['direction']))})(?!\w)",
        "part": rf"(?<!\w)(?P<direction>{_any(_inverse(data['part']))})(?!\w)",
        "after": rf"(?P<direction>{_any(_inverse(data.get('after', {})) or {'-': ''})})(?!\w)",
        "distance": rf"(?:(?:{about}) ){{0,2}}{count}{upper}[ -]?(?:d['’])?(?P<unit>{units})(?!\w)",
        "of": data["of"],
        "demonym": f"(?P<people>{_DEMONYM})",
        **{name: f"(?P<{name}>{pattern})" for name, pattern in PLACE_SLOTS.items()},
    }


def _compile(template: str, slots: dict[str, str]) -> re.Pattern[str]:
    """Fill the slots; a group that comes back gets a number behind its name."""
    seen: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f"(?P<{match[1]}{seen[match[1]] if seen[match[1]] > 1 else ''}>"

    def fill(match: re.Match[str]) -> str:
        return _GROUP.sub(number, slots[match[1]])

    spaced = _spaced(template, r"(?:[ \u00a0\n]+)")
    filled = _SLOT.sub(lambda m: _spaced(fill(m), r"[ \u00a0]") if m[1] in slots else m[0], spaced)
    start = "" if template.startswith(("{land}", "{country}")) else r"(?<![\w\ue000-\ue004])"
    return re.compile(start + _lower(filled))


def _lower(pattern: str) -> str:
    """Write a pattern's letters small, since it is read against lower-case text, which is twice as fast."""
    return _CAPITAL.sub(lambda m: m[0].lower() if len(m[0]) == 1 else m[0], pattern)
