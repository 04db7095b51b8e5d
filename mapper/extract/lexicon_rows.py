"""The rows of ``geodata/forces`` and ``geodata/countries`` that the lexicon matches."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from mapper.extract.tokens import Phrases, split_phrase, tokenise
from mapper.model import Location, Personnel, Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """A named force of ``forces.csv``.

    ``kind`` is operation, mission, pmc, army, service, unit or group; ``sender`` a code of the codebook or
    ``None``; ``hosts`` the ISO 3166-1 alpha-3 codes where it serves; ``start`` and ``end`` EDTF dates or empty;
    ``successor`` and ``parent`` ids of other rows; ``aliases`` the names as texts write them, per language.
    """

    id: str
    name: str
    kind: str
    sender: str | None
    personnel: Personnel | None
    hosts: tuple[str, ...]
    start: str
    end: str
    successor: str
    parent: str
    aliases: Mapping[str, tuple[str, ...]]
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """A term of office of ``leaders.csv``: ``code`` is what the name stands for, ``start`` and ``end`` EDTF or empty.

    ``aliases`` are the names as texts write them, per language, with their marks (``?``, ``!``); ``small`` the
    particles in small letters with which some begin ("al", "bin").
    """

    id: str
    name: str
    code: str
    role: str
    start: str
    end: str
    aliases: Mapping[str, tuple[str, ...]]
    small: frozenset[str]


@dataclass(frozen=True, slots=True)
class State:
    """How a language names a state or organisation: ``kind`` is country, demonym, metonym or organisation."""

    code: str
    kind: str
    form: str


def read_rows(*parts: str) -> list[dict[str, str]]:
    """Read a CSV file of ``geodata`` without its ``#`` lines.

    Parameters
    ----------
    *parts : str
        Folder names and the file's name, below ``geodata``.

    Returns
    -------
    list of dict
    """
    where = files("mapper.geodata")
    for part in parts:
        where = where / part
    text = where.read_text(encoding="utf-8")
    return list(csv.DictReader([line for line in text.splitlines() if line and not line.startswith("#")]))


def _split(value: str | None) -> tuple[str, ...]:
    return tuple(part for part in (value or "").split("|") if part)


@cache
def read_forces() -> Mapping[str, Force]:
    """Read the forces by id; once in a process."""
    rows = {}
    for row in read_rows("forces", "forces.csv"):
        aliases = {lang: _split(row[f"aliases_{lang}"]) for lang in ("en", "fr", "es")}
        rows[row["id"]] = Force(
            id=row["id"], name=row["name"], kind=row["kind"], sender=row["sender"] or None,
            personnel=Personnel(row["personnel"]) if row["personnel"] else None, hosts=_split(row["hosts"]),
            start=row["start"], end=row["end"], successor=row["successor"], parent=row["parent"],
            aliases=MappingProxyType(aliases), source=row["source"], note=row["note"],
        )  # fmt: skip
    return MappingProxyType(rows)


@cache
def read_leaders() -> tuple[Leader, ...]:
    """Read the leaders, a row a term of office, in the file's order; once in a process."""
    rows = []
    for row in read_rows("forces", "leaders.csv"):
        aliases = {lang: _split(row[f"aliases_{lang}"]) for lang in ("en", "fr", "es")}
        forms = [row["name"], *(form.lstrip("?!") for forms in aliases.values() for form in forms)]
        small = frozenset(split_phrase(form)[0] for form in forms if form[0].islower())
        rows.append(
            Leader(
                id=row["id"], name=row["name"], code=row["code"], role=row["role"], start=row["start"],
                end=row["end"], aliases=MappingProxyType(aliases), small=small,
            )
        )  # fmt: skip
    return tuple(rows)


def read_states(lang: str) -> list[State]:
    """Names of states, former states and organisations in a language, names before demonyms before seats."""
    found: list[State] = []
    for row in read_rows("countries", "countries.csv"):
        found += _state_rows(row, row["iso3"], lang)
    for row in read_rows("countries", "former.csv"):
        if row["sender"]:
            found += _state_rows(row, row["sender"], lang)
    for row in read_rows("forces", "organisations.csv"):
        found += [State(row["code"], "organisation", form) for form in _split(row.get(lang))]
    order = {"country": 0, "organisation": 1, "demonym": 2, "metonym": 3}
    return sorted(found, key=lambda state: order[state.kind])


def _state_rows(row: dict[str, str], code: str, lang: str) -> list[State]:
    names = (row.get(f"name_{lang}") or "", *_split(row.get(f"aliases_{lang}")))
    rows = [State(code, "country", name) for name in names if name]
    rows += [State(code, "demonym", form) for form in _split(row.get(f"demonyms_{lang}"))]
    rows += [State(code, "metonym", form) for form in _split(row.get(f"metonyms_{lang}"))]
    return rows


@cache
def country_points() -> Mapping[str, Location]:
    """Countries as places, by ISO 3166-1 alpha-3 code, for those that a text means without naming them.

    Returns
    -------
    Mapping of str to Location
        Precision country; ``lon`` and ``lat`` are the representative points of ``countries.csv`` (WGS 84 degrees).
    """
    return MappingProxyType({row["iso3"]: _country_point(row) for row in read_rows("countries", "countries.csv")})


def _country_point(row: dict[str, str]) -> Location:
    code = row["iso3"]
    return Location(
        name=row["name_en"], lon=float(row["lon"]), lat=float(row["lat"]), precision=Precision.COUNTRY, country=code,
        feature="country", shape=f"country:{code}", provenance="countries", reason="the text means it by other words",
    )  # fmt: skip


@cache
def capital_points() -> Mapping[str, Location]:
    """Capitals as places, by ISO 3166-1 alpha-3 code, for those that a text means without naming them.

    Returns
    -------
    Mapping of str to Location
        Precision settlement; ``lon`` and ``lat`` are GeoNames' (WGS 84 degrees), from ``capitals.csv``.
    """
    return MappingProxyType({row["iso3"]: _capital_point(row) for row in read_rows("countries", "capitals.csv")})


def _capital_point(row: dict[str, str]) -> Location:
    return Location(
        name=row["name"], lon=float(row["lon"]), lat=float(row["lat"]), precision=Precision.SETTLEMENT,
        country=row["iso3"], geonameid=int(row["geonameid"]) or None, feature="capital", provenance="geonames",
        reason="the text means the capital by other words",
    )  # fmt: skip


@cache
def _statement_places() -> Phrases[tuple[str, tuple[str, ...], Precision]]:
    rows = read_rows("forces", "statement_places.csv")
    return Phrases({r["name"].lower(): (r["name"], _split(r["hosts"]), Precision(r["precision"])) for r in rows})


def find_statement_places(text: str) -> list[tuple[int, int, tuple[str, ...], Precision]]:
    """Find the areas, territories and spellings that terse statements use for places.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of (start, end, hosts, precision)
        In text order; the longest name at a word.
    """
    table, tokens = _statement_places(), tokenise(text)
    found, i = [], 0
    while i < len(tokens):
        hit = table.at(tokens, i)
        if hit is not None and text[tokens.starts[i]].isupper() == hit[1][0][0].isupper():
            found.append((tokens.starts[i], tokens.ends[hit[0] - 1], hit[1][1], hit[1][2]))
            i = hit[0]
            continue
        i += 1
    return found
