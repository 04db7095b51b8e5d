"""From what a user names (files, folders, patterns, addresses, standard input) to reports."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from mapper.errors import MissingExtraError, ReadError, UsageError
from mapper.model import Rejected, Report
from mapper.read.fields import clean_date, field_table, known_fields, make_report
from mapper.read.html import article, fetch
from mapper.read.table import Record, json_document, json_lines, sender_code, table_rows
from mapper.read.text import NotTextError, decode, split_header

MAX_FILE_BYTES = 512_000_000
_PATTERN = frozenset("*?[")


def read_reports(
    inputs: str | Path | Iterable[str | Path], *, published: str | None = None
) -> Iterator[Report | Rejected]:
    """Read every report in files, directories, glob patterns, URLs or standard input (``-``).

    Parameters
    ----------
    inputs : path, str or iterable of these
        Directories are walked in name order; the kind of a file is taken from its extension, else its content.
    published : str, optional
        EDTF date for reports that state none themselves; it goes before a date in the file name.

    Yields
    ------
    Report or Rejected
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
    return _unique(item for name in given for item in _read_input(str(name), published))


def _unique(items: Iterable[Report | Rejected]) -> Iterator[Report | Rejected]:
    from dataclasses import replace

    seen: dict[str, list[int]] = {}
    for item in items:
        if isinstance(item, Rejected):
            yield item
            continue
        texts = seen.setdefault(item.id, [])
        key = hash((item.text, item.published, item.url))
        if key in texts:
            yield Rejected(source=item.origin, where="", reason=f"repeats the report {item.id!r}; it is counted once")
            continue
        texts.append(key)
        yield item if len(texts) == 1 else replace(item, id=f"{item.id}#{len(texts)}")


def _read_input(name: str, published: str | None) -> Iterator[Report | Rejected]:
    if name == "-":
        yield from _read_bytes(sys.stdin.buffer.read(MAX_FILE_BYTES), Path("standard input"), published)
    elif name.startswith(("http://", "https://")):
        yield from _read_url(name, published)
    elif Path(name).is_dir():
        yield from _read_folder(Path(name), published)
    elif Path(name).exists():
        yield from _read_file(Path(name), published)
    elif _PATTERN & set(name):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  (Path.glob refuses absolute patterns)
        if not matches:
            yield Rejected(source=name, where="", reason="no file matches this pattern; check the folder")
        for match in matches:
            yield from _read_input(match, published)
    else:
        yield Rejected(source=name, where="", reason="there is no such file or folder; check the path")


def _read_folder(folder: Path, published: str | None) -> Iterator[Report | Rejected]:
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
        yield from _read_file(path, published)


def _read_file(path: Path, published: str | None) -> Iterator[Report | Rejected]:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise ReadError(f"is {size:,} bytes, over the limit of {MAX_FILE_BYTES:,}; split it")
        data = path.read_bytes()
    except OSError as error:
        yield Rejected(source=str(path), where="", reason=f"cannot be read ({error.strerror or error})")
        return
    yield from _read_bytes(data, path, published)


def _read_bytes(data: bytes, path: Path, published: str | None) -> Iterator[Report | Rejected]:
    source = str(path)
    if not data.strip():
        yield Rejected(source=source, where="", reason="is empty; remove it or fill it")
        return
    kind = _kinds().get(path.suffix.lower())
    try:
        text = decode(data, name=path.name)
    except NotTextError as error:
        yield Rejected(source=source, where="", reason=str(error))
        return
    kind = kind or _sniff(text)
    if kind == "html":
        yield from _read_page(text, source, path.stem, published)
    elif kind == "text":
        values, body = split_header(text.replace("\r\n", "\n"))
        yield from make_report(
            values | {"text": body}, origin=source, source=source, stem=path.stem, published=published
        )
    else:
        yield from _read_records(_records(kind, text, path), source, path.stem, published)


def _records(kind: str, text: str, path: Path) -> Iterator[tuple[str, Record] | Rejected]:
    source = str(path)
    if kind == "jsonl":
        return json_lines(text, source=source)
    if kind == "json":
        return json_document(text, source=source)
    return table_rows(text, source=source, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")


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
