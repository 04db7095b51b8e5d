"""Which names a report's fields go by, and how one record of named values becomes a ``Report``."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from mapper import edtf
from mapper.model import Rejected, Report

MAX_TEXT_CHARACTERS = 32_000_000
MAX_FIELD_CHARACTERS = 2_000
_UNSAFE = re.compile(r"[\0\ud800-\udfff]")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}.*)?\Z")
_ISO_IN_NAME = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})(?!\d)")


@cache
def field_table() -> dict[str, dict[str, list[str]]]:
    """``geodata/read/fields.toml`` as a dictionary of its tables."""
    table: dict[str, dict[str, list[str]]] = tomllib.loads(
        files("mapper.geodata").joinpath("read", "fields.toml").read_text(encoding="utf-8")
    )
    return table


def fold(name: str) -> str:
    """Compare names of fields without case, spaces, hyphens and underscores.

    Examples
    --------
    >>> fold("Publication Date") == fold("publication_date")
    True
    """
    return re.sub(r"[\s_-]+", "", name).casefold()


@cache
def _field_of() -> dict[str, str]:
    return {fold(name): field for field, names in field_table()["fields"].items() for name in names}


def field_name(name: str) -> str | None:
    """Name of the report field that a column, key or header goes by, or ``None``."""
    return _field_of().get(fold(name))


def known_fields(record: Mapping[str, object]) -> dict[str, str]:
    """Values of the fields that a record has, by our names; the preferred name wins where two are present."""
    by_name = {fold(key): value for key, value in record.items() if isinstance(key, str)}
    found: dict[str, str] = {}
    for field, names in field_table()["fields"].items():
        for name in names:
            value = by_name.get(fold(name))
            if value is not None and str(value).strip():
                found[field] = str(value)
                break
    return found


def clean_date(value: str) -> str | None:
    """Publication date as EDTF, or ``None`` when the value is no date; a time of day is dropped.

    Examples
    --------
    >>> clean_date("2022-08-19T14:00:00Z"), clean_date("2022-08"), clean_date("31/02/2022")
    ('2022-08-19', '2022-08', None)
    """
    value = value.strip()
    day = _DAY.match(value)
    value = day.group(1) if day else value
    return value if edtf.is_edtf(value) else None


def date_in_name(name: str) -> str | None:
    """First ISO date in a file name, or ``None``.

    Examples
    --------
    >>> date_in_name("2022-08-19-mali.txt")
    '2022-08-19'
    """
    return next((day for day in _ISO_IN_NAME.findall(name) if edtf.is_edtf(day)), None)


def make_report(
    values: Mapping[str, str],
    *,
    origin: str,
    source: str,
    stem: str,
    published: str | None,
    sender: str | None = None,
) -> Iterator[Report | Rejected]:
    """Turn the known fields of one record into a report, with a remark where a field had to be dropped.

    Parameters
    ----------
    values : mapping of str to str
        Field name to value, as ``known_fields`` gives it; ``text`` must be there.
    origin, source : str
        Where the record stands (``a.jsonl line 3``) and the file alone.
    stem : str
        File stem: begins the id where the record has none, and may hold an ISO date.
    published : str or None
        Publication date to take where the record has none (``--published``), before the file name's.
    sender : str or None
        ISO 3166-1 alpha-3 code of the row's sending state, for tables of statements.

    Yields
    ------
    Report or Rejected
    """
    where = origin.removeprefix(source).strip()
    text = _safe(values.get("text", "")).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        yield Rejected(source=source, where=where, reason="it has no text; add one or remove the record")
        return
    if len(text) > MAX_TEXT_CHARACTERS:
        reason = f"its text has {len(text):,} characters, over the limit of {MAX_TEXT_CHARACTERS:,}; split it"
        yield Rejected(source=source, where=where, reason=reason)
        return
    stated = values.get("published")
    day = clean_date(stated) if stated else None
    if stated and day is None:
        reason = (
            f"its date {stated[:40]!r} is not ISO 8601 or EDTF (YYYY-MM-DD); "
            "the report is kept with --published or the date in the file name, else as undated"
        )
        yield Rejected(source=source, where=where, reason=reason)
    digest = hashlib.sha256(text.encode()).hexdigest()[:8]
    yield Report(
        id=_short(values.get("id", "")) or f"{stem or 'report'}-{digest}",
        text=text,
        title=_short(values.get("title", "")),
        publisher=_short(values.get("publisher", "")),
        published=day or published or date_in_name(stem),
        url=_short(values.get("url", "")),
        lang=_short(values.get("lang", "")).lower()[:12],
        origin=origin,
        sender=sender,
    )


def _short(value: str) -> str:
    return " ".join(_safe(value).split())[:MAX_FIELD_CHARACTERS]


def _safe(value: str) -> str:
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", value)
