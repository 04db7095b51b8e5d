"""Countries and territories: names, demonyms, seats of government, and the states that stood on their ground before.

Rows are those of ``geodata/countries``; codes are ISO 3166-1 alpha-3 and ``XKX``, hosts as the codebook decides.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

LANGS = ("en", "fr", "es")


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory; names, demonyms and metonyms by language (``en``, ``fr``, ``es``)."""

    iso3: str
    iso2: str
    names: dict[str, str]
    aliases: dict[str, tuple[str, ...]]
    demonyms: dict[str, tuple[str, ...]]
    metonyms: dict[str, tuple[str, ...]]
    capital: str
    lon: float
    lat: float
    note: str

    @property
    def all_names(self) -> tuple[str, ...]:
        """Names and aliases in every language, without repeats."""
        listed = [*self.names.values(), *(alias for group in self.aliases.values() for alias in group)]
        return tuple(dict.fromkeys(name for name in listed if name))


@dataclass(frozen=True, slots=True)
class FormerState:
    """A state or name that is no more: it held from ``start`` to (not on) ``end`` on the ground of ``today``.

    ``within`` is a shape when only a part of today's countries was its ground, ``sender`` the code that its forces
    are given (the Soviet Union's is ``RUS``), ``parts`` the countries of today that its parts by direction became.
    """

    id: str
    name: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    start: date
    end: date
    sender: str
    today: tuple[str, ...]
    within: str
    was_named: str
    source: str
    note: str
    parts: dict[str, str]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("mapper.geodata").joinpath("countries", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


@cache
def countries() -> dict[str, Country]:
    """All countries and territories by ISO 3166-1 alpha-3 code."""
    return {
        row["iso3"]: Country(
            row["iso3"],
            row["iso2"],
            {lang: row[f"name_{lang}"] for lang in LANGS},
            {lang: _split(row[f"aliases_{lang}"]) for lang in LANGS},
            {lang: _split(row[f"demonyms_{lang}"]) for lang in LANGS},
            {lang: _split(row.get(f"metonyms_{lang}", "")) for lang in LANGS},
            row["capital"],
            float(row["lon"]),
            float(row["lat"]),
            row["note"],
        )
        for row in _rows("countries.csv")
    }


@cache
def former_states() -> tuple[FormerState, ...]:
    """Former states and names, in the order of their file."""
    return tuple(_former(row) for row in _rows("former.csv"))


def _former(row: dict[str, str]) -> FormerState:
    names = [row[f"name_{lang}"] for lang in LANGS]
    names += [alias for lang in LANGS for alias in _split(row[f"aliases_{lang}"])]
    people = _split(row["demonyms_en"]) + _split(row["demonyms_fr"])
    return FormerState(
        row["id"], row["name_en"], tuple(dict.fromkeys(names)), people,
        date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), row["sender"], _split(row["today"]),
        row["within"], row["was_named"], row["source"], row["note"],
        dict(part.split("=") for part in _split(row["parts"])),
    )  # fmt: skip


def part_then(iso3: str, direction: str, day: date) -> str | None:
    """Country of today that a part of another was on a day: the south of Sudan before 2011-07-09.

    Parameters
    ----------
    iso3 : str
        Country named, ISO 3166-1 alpha-3.
    direction : str
        ``n``, ``ne`` ... ``nw``.
    day : date

    Returns
    -------
    str or None
        None where the part is still the country's own.

    Examples
    --------
    >>> part_then("SDN", "s", date(2005, 1, 9)), part_then("SDN", "s", date(2022, 1, 1))
    ('SSD', None)
    """
    for state in former_states():
        if iso3 in state.today and direction in state.parts and state.start <= day < state.end:
            return state.parts[direction]
    return None


def host_as_of(iso3: str, lon: float, lat: float, day: date) -> str | None:
    """Name under which a place's state went on a day, where it differs from today's.

    Parameters
    ----------
    iso3 : str
        Today's host, ISO 3166-1 alpha-3.
    lon, lat : float
        The place, WGS 84 degrees; looked at only where a former state covered a part of today's country.
    day : date
        The day that is asked for.

    Returns
    -------
    str or None
        English name of the state then (``Sudan`` for Juba in 1995), or None where it was today's.

    Examples
    --------
    >>> host_as_of("SSD", 31.58, 4.85, date(1995, 6, 1)), host_as_of("SSD", 31.58, 4.85, date(2011, 7, 9))
    ('Sudan', None)
    >>> host_as_of("FRA", 2.35, 48.86, date(1980, 1, 1)) is None
    True
    """
    country = countries().get(iso3)
    for state in former_states():
        if iso3 not in state.today or not state.start <= day < state.end:
            continue
        if country is not None and state.was_named == country.names["en"]:
            continue
        if state.within and not _inside(state.within, lon, lat):
            continue
        return state.was_named
    return None


def _inside(shape: str, lon: float, lat: float) -> bool:
    import shapely

    from mapper.locate.shapes import shape_geometry

    return bool(shape_geometry(shape).intersects(shapely.Point(lon, lat)))
