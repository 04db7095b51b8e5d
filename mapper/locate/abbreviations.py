"""Abbreviated states and provinces: "Alexandria, La.", "Sydney, NSW", "S.C."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from mapper.locate.curated import read_table
from mapper.locate.fold import fold
from mapper.locate.gazetteer import Gazetteer
from mapper.locate.place import ADMIN1, Hit
from mapper.locate.scan import Name

MIXED = re.compile(r"[a-z.]")


class _Table(NamedTuple):
    after_comma: re.Pattern[str]
    alone: re.Pattern[str]
    regions: dict[str, tuple[str, str]]


@cache
def _table() -> _Table:
    rows = read_table("places", "abbreviations.csv")
    regions = {_bare(row["text"]): (row["country"], row["admin1"]) for row in rows}
    texts = sorted((row["text"] for row in rows), key=lambda text: (-len(text), text))
    written = "|".join(_pattern(text) for text in texts)
    alone = "|".join(_pattern(row["text"]) for row in rows if row["alone"])
    return _Table(re.compile(rf",\s?({written})(?!\w)"), re.compile(rf"(?<![\w.])(?:{alone})(?!\w)"), regions)


def _pattern(text: str) -> str:
    if MIXED.search(text):
        return re.escape(text).replace(r"\.", r"\.\s?").removesuffix(r"\s?")
    return re.escape(text) + (r"(?=\s*(?:[.,;:)\d\n]|$))" if len(text) == 2 else "")


def _bare(text: str) -> str:
    return text.replace(" ", "").replace("\n", "")


def with_abbreviations(text: str, names: list[Name], gazetteer: Gazetteer) -> tuple[list[Name], dict[int, int]]:
    """Names found in a text, with abbreviated regions added, and which of these are containers.

    Parameters
    ----------
    text : str
    names : list of Name
        In order, not overlapping.
    gazetteer : Gazetteer

    Returns
    -------
    names : list of Name
        In order, not overlapping; an abbreviation takes the place of a name that overlaps it.
    containers : dict
        Index of the abbreviation by the index of the name before it.
    """
    table = _table()
    added = {name.start: name for name in _alone(text, table, gazetteer)}
    inner: dict[int, int] = {}
    for name in names:
        match = table.after_comma.match(text, name.end)
        if match and (found := _name(match.start(1), match.group(1), table, gazetteer)):
            added[found.start] = found
            inner[name.start] = found.start
    if not added:
        return names, {}
    spans = sorted((name.start, name.end) for name in added.values())
    merged = sorted([*_apart(names, spans), *added.values()], key=lambda name: name.start)
    index = {name.start: i for i, name in enumerate(merged)}
    return merged, {index[a]: index[b] for a, b in inner.items() if a in index and b in index}


def _apart(names: list[Name], spans: list[tuple[int, int]]) -> Iterator[Name]:
    position = 0
    for name in names:
        while position < len(spans) and spans[position][1] <= name.start:
            position += 1
        if position == len(spans) or name.end <= spans[position][0]:
            yield name


def _alone(text: str, table: _Table, gazetteer: Gazetteer) -> Iterator[Name]:
    for match in table.alone.finditer(text):
        found = _name(match.start(), match.group(), table, gazetteer)
        if found:
            yield found


def _name(start: int, written: str, table: _Table, gazetteer: Gazetteer) -> Name | None:
    country, admin1 = table.regions[_bare(written)]
    hits = tuple(hit for hit in gazetteer.lookup(admin1, country) if hit.place.kind == ADMIN1)
    if not hits:
        return None
    return Name(
        start, start + len(written), fold(admin1), tuple(Hit(hit.place, strong=True) for hit in hits), (), 0, 0
    )
