"""From what a user names (files, folders, patterns, addresses, standard input) to reports."""

from __future__ import annotations

import csv
import glob
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from mapper.errors import MissingExtraError, ReadError, UsageError
from mapper.model import Item, Rejected, Report
from mapper.read.dataset import DatasetMap, open_maps, read_dataset, recognise
from mapper.read.fields import clean_date, field_name, field_table, known_fields, make_report
from mapper.read.html import article, fetch
from mapper.read.stream import HEAD_BYTES, STREAM_ERRORS, Source, look_at
from mapper.read.table import Record, json_document, json_lines, sender_code, table_rows
from mapper.read.text import BINARY, WIDE_MARKS, NotTextError, decode, split_header

MAX_FILE_BYTES = 512_000_000
_PATTERN = frozenset("*?[")


def read_reports(
    inputs: str | Path | Iterable[str | Path], *, published: str | None = None, columns: Path | None = None
) -> Iterator[Item]:
    """Read every report in files, directories, glob patterns, URLs or standard input (``-``).

    Parameters
    ----------
    inputs : path, str or iterable of these
        Directories are walked in name order; the kind of a file is taken from its extension, else its content.
    published : str, optional
        EDTF date for reports that state none themselves; it goes before a date in the file name.
    columns : Path, optional
        A user's own column maps (TOML) for deployment tables; see docs/datasets.md.

    Yields
    ------
    Report, Extraction or Rejected
        A text is a report; a row of a deployment table is an extraction, its claim already made.
        In the order of the inputs. A report that repeats an earlier one word for word under the same id is
        rejected; one with the same id and another text gets ``#2`` and so on appended to its id.

    Raises
    ------
    UsageError
        ``published`` is not a date.
    """
    if published is not None:
        day = clean_date(published)
        if day is None:
            raise UsageError(f"--published {published!r} is not a date; expected ISO 8601 (YYYY-MM-DD)")
        published = day
    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    how = _How(published, open_maps(columns))
    return _unique(item for name in given for item in _read_input(str(name), how))


@dataclass(frozen=True, slots=True)
class _How:
    """What a user says of all inputs: the date of undated reports, and the column maps of tables."""

    published: str | None
    maps: tuple[DatasetMap, ...]


def _unique(items: Iterable[Item]) -> Iterator[Item]:
    """Reports under ids of their own; what is kept of each that has gone by is two hashes."""
    ids: set[int] = set()
    reports: set[int] = set()
    repeats: dict[str, int] = {}
    for item in items:
        if not isinstance(item, Report):
            yield item
            continue
        key = hash((item.id, item.text, item.published, item.url))
        if key in reports:
            yield Rejected(source=item.origin, where="", reason=f"repeats the report {item.id!r}; it is counted once")
            continue
        reports.add(key)
        name = hash(item.id)
        if name in ids:
            repeats[item.id] = repeats.get(item.id, 1) + 1
            yield replace(item, id=f"{item.id}#{repeats[item.id]}")
        else:
            ids.add(name)
            yield item


def _read_input(name: str, how: _How) -> Iterator[Item]:
    if name == "-":
        yield from _read_stream(sys.stdin.buffer, Path("standard input"), how)
    elif name.startswith(("http://", "https://")):
        yield from _read_url(name, how.published)
    elif Path(name).is_dir():
        yield from _read_folder(Path(name), how)
    elif Path(name).exists():
        yield from _read_file(Path(name), how)
    elif _PATTERN & set(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  (Path.glob refuses absolute patterns)
        if not matches:
            yield Rejected(source=name, where="", reason="no file matches this pattern; check the folder")
        for match in matches:
            yield from _read_input(match, how)
    else:
        yield Rejected(source=name, where="", reason="there is no such file or folder; check the path")


def _read_folder(folder: Path, how: _How) -> Iterator[Item]:
    passed_over = set(field_table()["passed_over"]["stems"])
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.stem.casefold() not in passed_over
    ]
    if not paths:
        yield Rejected(source=str(folder), where="", reason="the folder holds no file to read; put reports into it")
    for path in paths:
        yield from _read_file(path, how)


def _read_file(path: Path, how: _How) -> Iterator[Item]:
    try:
        file = path.open("rb", buffering=0)
    except OSError as error:
        yield Rejected(source=str(path), where="", reason=f"cannot be read ({error.strerror or error})")
        return
    with file:
        yield from _read_stream(cast("BinaryIO", file), path, how)


def _read_stream(raw: BinaryIO, path: Path, how: _How) -> Iterator[Item]:
    """Items of an open file: JSON Lines and tables line by line, whatever has to be seen whole within a limit."""
    source = str(path)
    try:
        opened = look_at(raw, path)
        yield from _read_opened(opened, source, how)
    except (*STREAM_ERRORS, ReadError) as error:
        reason = str(error) if isinstance(error, ReadError) else f"cannot be read ({error})"
        yield Rejected(source=source, where="", reason=reason)
    except NotTextError as error:
        yield Rejected(source=source, where="", reason=str(error))


def _read_opened(opened: Source, source: str, how: _How) -> Iterator[Item]:
    path, head = opened.path, opened.head
    if len(head) < HEAD_BYTES and not head.strip():
        yield Rejected(source=source, where="", reason="is empty; remove it or fill it")
        return
    if head.startswith(WIDE_MARKS) or (kind := _kind_of(path, head)) not in ("jsonl", "table"):
        yield from _read_whole(decode(opened.rest(MAX_FILE_BYTES), name=path.name), path, source, how)
        return
    if b"\0" in head:
        raise NotTextError(BINARY)
    text = opened.text(newline="\n" if kind == "jsonl" else "")
    yield from _read_lines(kind, text, head.decode("utf-8-sig", "replace"), path, source, how)


def _kind_of(path: Path, head: bytes) -> str:
    return _kinds().get(path.suffix.lower()) or _sniff(head.decode("utf-8-sig", "ignore"))


def _read_whole(text: str, path: Path, source: str, how: _How) -> Iterator[Item]:
    """Items of a file that is seen whole: a page, a text, a JSON document, or lines in UTF-16."""
    kind = _kinds().get(path.suffix.lower()) or _sniff(text)
    if kind == "html":
        yield from _read_page(text, source, path.stem, how.published)
    elif kind == "text":
        values, body = split_header(text.replace("\r\n", "\n"))
        yield from make_report(
            values | {"text": body}, origin=source, source=source, stem=path.stem, published=how.published
        )
    elif kind == "json":
        yield from _read_records(json_document(text, source=source), source, path.stem, how.published)
    else:
        newline = "\n" if kind == "jsonl" else ""
        yield from _read_lines(kind, io.StringIO(text, newline=newline), text[:HEAD_BYTES], path, source, how)


def _read_lines(kind: str, text: TextIO, head: str, path: Path, source: str, how: _How) -> Iterator[Item]:
    """Items of JSON Lines or of a table; ``head`` is how the text begins."""
    if kind == "jsonl":
        yield from _read_records(json_lines(text, source=source), source, path.stem, how.published)
    elif maps := _dataset_maps(head, path, how):
        yield from read_dataset(text, source=source, delimiter=_delimiter(path), maps=maps, published=how.published)
    else:
        rows = table_rows(text, source=source, delimiter=_delimiter(path))
        yield from _read_records(rows, source, path.stem, how.published)


def _delimiter(path: Path) -> str:
    return "\t" if path.suffix.lower() == ".tsv" else ","


def _dataset_maps(head: str, path: Path, how: _How) -> tuple[DatasetMap, ...]:
    """The column maps, when the table is a deployment table: its header fits one and has no column of texts."""
    try:
        header = next(csv.reader(io.StringIO(head, newline=""), delimiter=_delimiter(path)), [])
    except csv.Error:
        return ()
    is_texts = "text" in {field_name(name) for name in header}
    return how.maps if not is_texts and recognise(header, how.maps) else ()


def _read_records(
    records: Iterable[tuple[str, Record] | Rejected], source: str, stem: str, published: str | None
) -> Iterator[Report | Rejected]:
    for record in records:
        if isinstance(record, Rejected):
            yield record
            continue
        where, values = record
        known = known_fields(values)
        sender = known.pop("sender", None)
        code = sender_code(sender) if sender else None
        if sender and code is None:
            reason = f"its sender {sender[:40]!r} is no country that we know; use an ISO 3166-1 code. Kept without it"
            yield Rejected(source=source, where=where, reason=reason)
        yield from make_report(
            known, origin=f"{source} {where}", source=source, stem=stem, published=published, sender=code
        )


def _read_url(url: str, published: str | None) -> Iterator[Report | Rejected]:
    try:
        page = fetch(url)
    except ReadError as error:
        yield Rejected(source=url, where="", reason=str(error))
        return
    yield from _read_page(page, url, "page", published, url=url)


def _read_page(
    page: str | bytes, source: str, stem: str, published: str | None, *, url: str = ""
) -> Iterator[Report | Rejected]:
    try:
        values = article(page, url=url)
    except MissingExtraError as error:
        yield Rejected(source=source, where="", reason=str(error))
        return
    if not values:
        yield Rejected(source=source, where="", reason="no article text was found in the page; save it as text")
        return
    yield from make_report(values, origin=source, source=source, stem=stem, published=published)


@cache
def _kinds() -> dict[str, str]:
    return {extension: kind for kind, names in field_table()["kinds"].items() for extension in names}


def _sniff(text: str) -> str:
    start = text.lstrip()[:2000]
    first = start.split("\n", 1)[0].rstrip()
    if start[:1] == "[" and start[1:].lstrip()[:1] == "{":
        return "json"
    if start[:1] == "{":
        return "jsonl" if first.endswith("}") else "json"
    if start[:200].lower().startswith(("<!doctype html", "<html")):
        return "html"
    return "text"
