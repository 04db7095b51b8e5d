"""Column maps: how the columns of a deployment table become the fields of a claim, as data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from mapper.errors import UsageError
from mapper.model import Precision
from mapper.read.fields import fold

FIELDS = frozenset({
    "sender", "force", "personnel", "count", "low", "high", "place", "host", "host_name", "lat", "lon", "precision",
    "status", "when", "month", "start", "end", "source", "quote", "note", "title", "publisher", "published", "url",
    "lang",
})  # fmt: skip
"""What a column may be mapped to."""
_CHOICES = {
    "repeats": ("each", "once", "sum"),
    "holds": ("stated", "throughout"),
    "zero": ("unknown", "skip"),
    "missing": ("unknown", "skip"),
    "home": ("keep", "skip"),
    "precision": tuple(Precision),
}
_TEXTS = ("id", "title", "description", "publisher", "url", *_CHOICES)
_LISTS = ("required", "needs", "blank", "site_words")
_TABLES = ("columns", "constants", "values", "places")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """What a name means in a table: its host and precision, in the years ``since`` to ``until`` (inclusive).

    With ``of`` it means so only in rows that give this country (ISO 3166-1 alpha-3).
    """

    host: str | None = None
    precision: Precision | None = None
    since: int = 0
    until: int = 9999
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetMap:
    """How one kind of deployment table is recognised and read; ``docs/datasets.md`` explains every part.

    ``required`` holds groups of column names: a header has the map when it has one name of every group.
    ``columns`` goes from our field to the names of its column, the preferred one first. ``places`` is keyed by the
    folded name. Column names are folded (``mapper.read.fields.fold``).
    """

    id: str
    title: str = ""
    description: str = ""
    publisher: str = ""
    url: str = ""
    required: tuple[tuple[str, ...], ...] = ()
    needs: tuple[str, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    places: Mapping[str, tuple[PlaceRule, ...]] = field(default_factory=dict)
    blank: frozenset[str] = frozenset({""})
    site_words: tuple[str, ...] = ()
    repeats: str = "each"
    holds: str = "stated"
    zero: str = "skip"
    missing: str = "unknown"
    home: str = "keep"
    precision: Precision = Precision.SETTLEMENT

    @property
    def rule(self) -> str:
        """Rule id of the claims that it makes."""
        return f"dataset:{self.id}"


def open_maps(extra: Path | None = None) -> tuple[DatasetMap, ...]:
    """Column maps in the order in which they are tried: the user's own, then ours.

    Parameters
    ----------
    extra : Path, optional
        TOML file with ``[[map]]`` tables; one with an id of ours replaces it.

    Returns
    -------
    tuple of DatasetMap

    Raises
    ------
    UsageError
        The file cannot be read, or says something that a map cannot.

    Examples
    --------
    >>> [table.id for table in open_maps()]
    ['geo-pko', 'us-troops', 'table']
    """
    if extra is None:
        return _shipped()
    try:
        own = parse_maps(extra.read_text(encoding="utf-8"), name=str(extra))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{extra}: cannot be read ({error}); give a TOML file of column maps") from error
    taken = {table.id for table in own}
    return own + tuple(table for table in _shipped() if table.id not in taken)


def recognise(header: list[str], maps: tuple[DatasetMap, ...]) -> DatasetMap | None:
    """First map whose required columns a header has, ``None`` when there is none.

    Examples
    --------
    >>> recognise(["Sender", "Host Country", "Troops", "Year"], open_maps()).id
    'table'
    >>> recognise(["id", "text"], open_maps()) is None
    True
    """
    have = {fold(name) for name in header if name}
    return next((table for table in maps if all(have & set(group) for group in table.required)), None)


def parse_maps(text: str, *, name: str) -> tuple[DatasetMap, ...]:
    """Column maps of a TOML text; ``name`` begins the messages.

    Raises
    ------
    UsageError
        Not TOML, no ``[[map]]``, or a key or value that a map does not have.
    """
    try:
        tables = tomllib.loads(text).get("map")
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: is not TOML ({error}); see docs/datasets.md") from error
    if not isinstance(tables, list) or not tables or not all(isinstance(item, dict) for item in tables):
        raise UsageError(f"{name}: holds no column map; begin one with [[map]], see docs/datasets.md")
    found = tuple(_parse_map(table, f"{name} map {number}") for number, table in enumerate(tables, 1))
    ids = [table.id for table in found]
    if len(set(ids)) < len(ids):
        raise UsageError(f"{name}: two maps share an id (found {', '.join(ids)}); give each its own")
    return found


@cache
def _shipped() -> tuple[DatasetMap, ...]:
    path = files("mapper.geodata").joinpath("read", "datasets.toml")
    return parse_maps(path.read_text(encoding="utf-8"), name="datasets.toml")


def _parse_map(table: dict[str, Any], where: str) -> DatasetMap:
    where = f"{where} ({str(table.get('id', 'without id'))[:40]})"
    _check_keys(table, where)
    columns = {field: _names(names, f"{where}: columns.{field}") for field, names in table["columns"].items()}
    required = tuple(_names(group, f"{where}: required") for group in table["required"])
    _check_fields([*columns, *table.get("constants", {}), *table.get("values", {}), *table.get("needs", [])], where)
    return DatasetMap(
        **{key: table[key].strip() for key in ("id", "title", "description", "publisher", "url") if key in table},
        **{key: table[key] for key in _CHOICES if key in table and key != "precision"},
        required=required,
        needs=tuple(table.get("needs", ())),
        columns=columns,
        constants={key: str(value) for key, value in table.get("constants", {}).items()},
        values={
            key: {str(one).casefold(): str(other) for one, other in pairs.items()}
            for key, pairs in table.get("values", {}).items()
        },
        places={
            fold(key): _place_rules(rules, f"{where}: places.{key}") for key, rules in table.get("places", {}).items()
        },
        blank=frozenset({"", *(str(word).casefold() for word in table.get("blank", ()))}),
        site_words=tuple(str(word).casefold() for word in table.get("site_words", ())),
        precision=Precision(table.get("precision", Precision.SETTLEMENT)),
    )


def _check_keys(table: dict[str, Any], where: str) -> None:
    kinds = dict.fromkeys(_TEXTS, str) | dict.fromkeys(_LISTS, list) | dict.fromkeys(_TABLES, dict)
    for key, value in table.items():
        if key not in kinds:
            raise UsageError(f"{where}: {key!r} is no key of a map; expected one of {', '.join(sorted(kinds))}")
        if not isinstance(value, kinds[key]):
            raise UsageError(f"{where}: {key} is a {type(value).__name__}, expected a {kinds[key].__name__}")
        if key in _CHOICES and value not in _CHOICES[key]:
            raise UsageError(f"{where}: {key} {value!r} is none of {', '.join(_CHOICES[key])}")
    missing = [key for key in ("id", "required", "columns") if not table.get(key)]
    if missing:
        raise UsageError(f"{where}: has no {' and no '.join(missing)}; see docs/datasets.md")
    for key, pairs in table.get("values", {}).items():
        if not isinstance(pairs, dict):
            raise UsageError(f"{where}: values.{key} must be a table of pairs, written [map.values.{key}]")


def _check_fields(names: list[str], where: str) -> None:
    for name in names:
        if name not in FIELDS:
            raise UsageError(f"{where}: {name!r} is no field; expected one of {', '.join(sorted(FIELDS))}")


def _names(value: Any, where: str) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or not names or not all(isinstance(name, str) for name in names):
        raise UsageError(f"{where} must be a column name or a list of them, found {str(value)[:40]!r}")
    return tuple(fold(name) for name in names)


def _place_rules(value: Any, where: str) -> tuple[PlaceRule, ...]:
    rules = value if isinstance(value, list) else [value]
    try:
        return tuple(PlaceRule(**_typed(rule)) for rule in rules)
    except (TypeError, ValueError) as error:
        raise UsageError(f"{where}: {error}; expected host, precision, since, until, of") from error


def _typed(rule: Any) -> dict[str, Any]:
    if not isinstance(rule, dict):
        raise TypeError(f"{str(rule)[:40]!r} is not a table")
    return {**rule, "precision": Precision(rule["precision"])} if "precision" in rule else rule
