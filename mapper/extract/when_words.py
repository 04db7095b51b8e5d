"""The words of dates per language, opened from ``geodata/lang/<language>/dates.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mapper.extract.headcount_words import Words, open_words
from mapper.extract.tokens import ALONE, FIGURE, Openings, Phrases, begin, join_openings


@dataclass(frozen=True)
class DateWords:
    """The date words of one language, ready for the scan; ``numbers`` are its quantity words."""

    lang: str
    numbers: Words
    months: dict[str, int]
    unsure_months: frozenset[str]
    weekdays: dict[str, int]
    seasons: dict[str, tuple[int, int]]
    unsure_seasons: frozenset[str]
    units: dict[str, str]
    fixed: Phrases[tuple[str, int, str]]
    shift_before: Phrases[int]
    shift_after: Phrases[int]
    part: Phrases[str]
    bare: Phrases[str]
    plural: frozenset[str]
    ago_after: Phrases[str]
    elsewhere: Phrases[str]
    ago_before: Phrases[str]
    ahead_after: Phrases[str]
    ahead_before: Phrases[str]
    past_before: Phrases[str]
    stay: Phrases[str]
    vague: Phrases[str]
    one: frozenset[str]
    relation: Phrases[str]
    between_joins: frozenset[str]
    from_joins: frozenset[str]
    range_joins: frozenset[str]
    peak: frozenset[str]
    ordinals: frozenset[str]
    of: frozenset[str]
    order: str
    decade_suffix: frozenset[str]
    decade_words: Phrases[str]
    capital: bool
    starters: Openings


def _roles(groups: dict[str, list[str]]) -> Phrases[str]:
    return Phrases({phrase: role for role, phrases in groups.items() for phrase in phrases})


def _one_role(phrases: list[str]) -> Phrases[str]:
    return Phrases(dict.fromkeys(phrases, ""))


@cache
def open_date_words(lang: str) -> DateWords:
    """Open the date words of a language; English for one that has none.

    Parameters
    ----------
    lang : str
        ISO 639-1 code.

    Returns
    -------
    DateWords
        Read once in a process and language.
    """
    where = files("mapper.geodata") / "lang"
    if lang not in {entry.name for entry in where.iterdir()} or not (where / lang / "dates.toml").is_file():
        lang = "en"
    raw: dict[str, Any] = tomllib.loads((where / lang / "dates.toml").read_text(encoding="utf-8"))
    seasons = {k: (v[0], v[1]) for k, v in raw["seasons"].items() if k != "ambiguous"}
    ago, join = raw["ago"], raw["join"]
    fixed: Phrases[tuple[str, int, str]] = Phrases({k: (v[0], v[1], v[2]) for k, v in raw["fixed"].items()})
    before, bare = Phrases[int](raw["shift"]["before"]), Phrases[str](raw["bare"])
    ago_before, past, ahead = (_one_role(ago[key]) for key in ("before", "past_before", "ahead_before"))
    stay, vague = _one_role(ago["for"]), _one_role(ago["vague"])
    decades = _one_role(raw["decade"]["words"])
    numbers = open_words(lang)
    named = begin([*raw["months"], *raw["weekdays"], *seasons, *numbers.values])
    whole = [phrases.openings() for phrases in (fixed, before, bare, decades, numbers.fixed)]
    starters = join_openings(named, *whole, _amounts(raw, numbers, vague, (ago_before, past, ahead, stay)))
    return DateWords(
        lang=lang, numbers=numbers, months=raw["months"],
        unsure_months=frozenset(raw["months_ambiguous"]["words"]), weekdays=raw["weekdays"], seasons=seasons,
        unsure_seasons=frozenset(raw["seasons"].get("ambiguous", ())), units=raw["units"], fixed=fixed,
        shift_before=before, shift_after=Phrases(raw["shift"]["after"]), part=_roles(raw["part"]), bare=bare,
        plural=frozenset(ago["plural"]),
        ago_after=_one_role(ago["after"]), elsewhere=_one_role(ago["elsewhere"]), ago_before=ago_before,
        ahead_after=_one_role(ago["ahead_after"]),
        ahead_before=ahead, past_before=past, stay=stay, vague=vague, one=frozenset(ago["one"]),
        relation=_roles(raw["relation"]), between_joins=frozenset(join["between"]),
        from_joins=frozenset(join["from"]), range_joins=frozenset(join["range"]),
        peak=frozenset(raw["peak"]["words"]), ordinals=frozenset(raw["ordinal"]["suffix"]),
        of=frozenset(raw["ordinal"]["of"]), order=raw["ordinal"]["order"],
        decade_suffix=frozenset(raw["decade"]["suffix"]), decade_words=decades,
        capital=bool(raw.get("style", {}).get("capital", False)),
        starters=starters,
    )  # fmt: skip


def _amounts(raw: dict[str, Any], numbers: Words, vague: Phrases[str], leads: Iterable[Phrases[str]]) -> Openings:
    """Openings of amounts of time: a word for one or for few before a unit, and what stands before an amount."""
    units = frozenset(raw["units"])
    counted = join_openings(begin(raw["ago"]["one"], units), _before(vague.openings(), units))
    values = {*numbers.values, *numbers.scales, *numbers.fixed.openings()}
    amounts = frozenset({FIGURE, *counted, *values, *units})
    return join_openings(counted, *(_before(phrases.openings(), amounts) for phrases in leads))


def _before(openings: Openings, following: frozenset[str]) -> Openings:
    """Openings in which a phrase of one word needs another after it."""
    return {
        first: frozenset(seconds - {ALONE} | following) if ALONE in seconds else seconds
        for first, seconds in openings.items()
    }
