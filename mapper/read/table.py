"""Rows of CSV and TSV tables, and lines of JSON Lines, as records with their position."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TextIO

from mapper.errors import ReadError
from mapper.model import Rejected
from mapper.read.fields import field_name
from mapper.read.stream import STREAM_ERRORS, broken_bytes_remedy, is_broken, lines_of

Record = dict[str, object]
_TURNED = re.compile(r"(?P<first>[^,()]+)(?:,|\()(?P<second>[^,()]+)\)?")
"""A name with its distinguishing part after it, as indexes write it: "Korea, South", "Congo (Brazzaville)"."""
csv.field_size_limit(64_000_000)


def json_lines(text: TextIO, *, source: str) -> Iterator[tuple[str, Record] | Rejected]:
    """Objects of a JSON Lines file with their position, one line in memory at a time.

    A broken line is rejected and the rest is kept.
    """
    remedy = broken_bytes_remedy(Path(source).name)
    number = 0
    try:
        for number, line in enumerate(lines_of(text), 1):
            if not line.strip():
                continue
            if is_broken(line):
                yield Rejected(source=source, where=f"line {number}", reason=remedy(line))
                continue
            yield _json_line(line, source=source, where=f"line {number}")
    except (*STREAM_ERRORS, ReadError) as error:
        yield Rejected(source=source, where=f"line {number + 1}", reason=f"cannot be read from here on ({error})")


def _json_line(line: str, *, source: str, where: str) -> tuple[str, Record] | Rejected:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = f"is not JSON ({getattr(error, 'msg', 'nested too deeply')}); mend the line"
        return Rejected(source=source, where=where, reason=reason, text=line[:200])
    return _checked(value, source=source, where=where)


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


def table_rows(text: TextIO, *, source: str, delimiter: str) -> Iterator[tuple[str, Record] | Rejected]:
    """Rows of a table whose header names a text column; each with its row number (the header is row 1)."""
    rows = csv.DictReader(lines_of(text), delimiter=delimiter, strict=True)
    remedy = broken_bytes_remedy(Path(source).name)
    try:
        header = rows.fieldnames or []
        if "text" not in {field_name(name) for name in header if name}:
            reason = f"has no column for the text (found {', '.join(map(repr, header[:8]))}); name one 'text'"
            yield Rejected(source=source, where="row 1", reason=reason)
            return
        for row in rows:
            where = f"row {rows.line_num}"
            broken = next((cell for cell in row.values() if isinstance(cell, str) and is_broken(cell)), None)
            if None in row:
                yield Rejected(source=source, where=where, reason="has more cells than the header; quote its commas")
            elif broken is not None:
                yield Rejected(source=source, where=where, reason=remedy(broken))
            else:
                yield where, dict(row)
    except csv.Error as error:
        yield Rejected(source=source, where=f"row {rows.line_num}", reason=f"is not CSV from here on ({error})")
    except (*STREAM_ERRORS, ReadError) as error:
        yield Rejected(source=source, where=f"row {rows.line_num}", reason=f"cannot be read from here on ({error})")


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

    As indexes turn names and tell namesakes apart:

    >>> sender_code("Korea, South"), sender_code("Congo (Brazzaville)"), sender_code("Sudan (Atlantis)")
    ('KOR', 'COG', None)
    """
    known, plain = _country_codes(), name.strip().casefold()
    spellings = [plain]
    if turned := _TURNED.fullmatch(plain):
        first, second = (part.strip() for part in turned.group("first", "second"))
        spellings += [f"{second} {first}", f"{first}-{second}"]
    return next((known[spelling] for spelling in spellings if spelling in known), None)


def _checked(value: object, *, source: str, where: str) -> tuple[str, Record] | Rejected:
    if isinstance(value, dict):
        return where, value
    reason = f"is a JSON {type(value).__name__}, not an object with an id and a text"
    return Rejected(source=source, where=where, reason=reason)
