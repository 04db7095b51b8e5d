"""Rows of CSV and TSV tables, and lines of JSON Lines, as records with their position."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from mapper.model import Rejected
from mapper.read.fields import field_name

Record = dict[str, object]
csv.field_size_limit(64_000_000)


def json_lines(text: str, *, source: str) -> Iterator[tuple[str, Record] | Rejected]:
    """Objects of a JSON Lines text with their position; a broken line is rejected and the rest is kept."""
    for number, line in enumerate(io.StringIO(text), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            reason = f"is not JSON ({getattr(error, 'msg', 'nested too deeply')}); mend the line"
            yield Rejected(source=source, where=f"line {number}", reason=reason, text=line[:200])
            continue
        yield _checked(value, source=source, where=f"line {number}")


def json_document(text: str, *, source: str) -> Iterator[tuple[str, Record] | Rejected]:
    """Records of a JSON file: one object, or an array of objects."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = f"line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        yield Rejected(source=source, where=line, reason=f"is not JSON ({error}); for one report a line use .jsonl")
        return
    items = value if isinstance(value, list) else [value]
    for number, item in enumerate(items, 1):
        yield _checked(item, source=source, where=f"item {number}")


def table_rows(text: str, *, source: str, delimiter: str) -> Iterator[tuple[str, Record] | Rejected]:
    """Rows of a table whose header names a text column; each with its row number (the header is row 1)."""
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    header = rows.fieldnames or []
    if "text" not in {field_name(name) for name in header if name}:
        reason = f"has no column for the text (found {', '.join(map(repr, header[:8]))}); name one 'text'"
        yield Rejected(source=source, where="row 1", reason=reason)
        return
    try:
        for row in rows:
            where = f"row {rows.line_num}"
            if None in row:
                yield Rejected(source=source, where=where, reason="has more cells than the header; quote its commas")
            else:
                yield where, dict(row)
    except csv.Error as error:
        yield Rejected(source=source, where=f"row {rows.line_num}", reason=f"is not CSV from here on ({error})")


@cache
def _country_codes() -> dict[str, str]:
    table = files("mapper.geodata").joinpath("countries", "countries.csv").read_text(encoding="utf-8")
    codes: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(table)):
        names = [row["iso3"], row["iso2"], row["name_en"], row["name_fr"]]
        for name in names + row["aliases_en"].split("|") + row["aliases_fr"].split("|"):
            codes.setdefault(name.casefold(), row["iso3"])
    codes.pop("", None)
    return codes


def sender_code(name: str) -> str | None:
    """ISO 3166-1 alpha-3 code of a sending state written as a name or a code, ``None`` when unknown.

    Examples
    --------
    >>> sender_code("France"), sender_code("FRA"), sender_code("Atlantis")
    ('FRA', 'FRA', None)
    """
    return _country_codes().get(name.strip().casefold())


def _checked(value: object, *, source: str, where: str) -> tuple[str, Record] | Rejected:
    if isinstance(value, dict):
        return where, value
    reason = f"is a JSON {type(value).__name__}, not an object with an id and a text"
    return Rejected(source=source, where=where, reason=reason)
