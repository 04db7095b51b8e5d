"""The words of quantities per language, opened from ``geodata/lang/<language>/numbers.toml``."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mapper.extract.tokens import Openings, Phrases, begin, join_openings
from mapper.model import Personnel


@dataclass(frozen=True, slots=True)
class Head:
    """What a noun after a number is: personnel, an echelon, or something else (``other`` names what)."""

    kind: str
    personnel: Personnel | None = None
    echelon: str = ""
    other: str = ""


@dataclass(frozen=True)
class Words:
    """The quantity words of one language, ready for the scan."""

    lang: str
    values: dict[str, int]
    inside: frozenset[str]
    pronouns: frozenset[str]
    scales: dict[str, int]
    fixed: Phrases[int]
    vague: Phrases[tuple[int, int]]
    before: Phrases[str]
    after: Phrases[str]
    range_joins: frozenset[str]
    between_joins: frozenset[str]
    ands: frozenset[str]
    partitive: Phrases[str]
    fractions: Phrases[tuple[int, int]]
    unit_one: Phrases[str]
    unit_many: Phrases[str]
    change: frozenset[str]
    skip: dict[str, frozenset[str]]
    stop: frozenset[str]
    label: frozenset[str]
    months: frozenset[str]
    date_before: frozenset[str]
    harm_before: Phrases[str]
    harm_after: Phrases[str]
    harm_between: frozenset[str]
    money: frozenset[str]
    heads: Phrases[Head]
    starters: Openings


def _data(*parts: str) -> str:
    where = files("mapper.geodata")
    for part in parts:
        where = where / part
    return where.read_text(encoding="utf-8")


def _rows(name: str) -> list[dict[str, str]]:
    lines = [line for line in _data("forces", name).splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))


def _heads(lang: str, raw: dict[str, Any]) -> Phrases[Head]:
    rows: dict[str, Head] = {}
    for reason, words in raw["other"].items():
        rows.update((word, Head("other", other=reason)) for word in words["after"])
    for row in _rows("echelons.csv"):
        rows.update((form, Head("echelon", echelon=row["echelon"])) for form in row.get(lang, "").split("|") if form)
    for row in _rows("personnel.csv"):
        if row["lang"] == lang:
            head = Head(row["class"], personnel=Personnel(row["personnel"]))
            rows.update((form, head) for form in row["forms"].split("|"))
    return Phrases(rows)


def _roles(groups: dict[str, list[str]]) -> Phrases[str]:
    return Phrases({phrase: role for role, phrases in groups.items() for phrase in phrases})


@cache
def open_words(lang: str) -> Words:
    """Open the quantity words of a language; English for one that has none.

    Parameters
    ----------
    lang : str
        ISO 639-1 code.

    Returns
    -------
    Words
        Read once in a process and language.
    """
    known = {entry.name for entry in (files("mapper.geodata") / "lang").iterdir()}
    if lang not in known or not (files("mapper.geodata") / "lang" / lang / "numbers.toml").is_file():
        lang = "en"
    raw = tomllib.loads(_data("lang", lang, "numbers.toml"))
    fixed, vague = Phrases(raw["phrases"]), Phrases({k: (v[0], v[1]) for k, v in raw["vague"].items()})
    partitive = _roles(raw["partitive"])
    fractions = Phrases({k: (v[0], v[1]) for k, v in raw["fractions"].items()})
    one, many = _roles({"one": raw["units"]["one"]}), _roles({"many": raw["units"]["many"]})
    inside: dict[str, int] = raw.get("inside", {})
    phrases = (fixed, vague, partitive, fractions, one, many)
    starters = join_openings(begin([*raw["words"], *raw["scales"]]), *(each.openings() for each in phrases))
    return Words(
        lang=lang, values={**raw["words"], **inside}, inside=frozenset(inside),
        pronouns=frozenset(raw["pronoun"]["words"]), scales=raw["scales"],
        fixed=fixed, vague=vague,
        before=_roles(raw["before"]), after=_roles(raw["after"]),
        range_joins=frozenset(raw["range"]["joins"]), between_joins=frozenset(raw["range"]["between"]),
        ands=frozenset(raw["join"]["and"]), partitive=partitive, fractions=fractions,
        unit_one=one, unit_many=many, change=frozenset(raw["change"]["words"]),
        skip={key: frozenset(words) for key, words in raw["skip"].items()},
        stop=frozenset(raw["stop"]["words"]), label=frozenset(raw["label"]["words"]),
        months=frozenset(raw["date"]["months"]), date_before=frozenset(raw["date"]["before"]),
        harm_before=_roles({"harm": raw["harm"]["before"]}), harm_after=_roles({"harm": raw["harm"]["after"]}),
        harm_between=frozenset(raw["harm"]["between"]), money=frozenset(raw["other"]["money"]["before"]),
        heads=_heads(lang, raw), starters=starters,
    )  # fmt: skip
