"""Published deployment tables: each row becomes a small report and one claim, with the same trail as a text.

A table has one row for one force at one place at one time. Which column is what is data: the column maps of
``geodata/read/datasets.toml`` and of the user. Nothing is taken from a row that its own cells do not say, save the
constants of its map; the quote of the claim is the row's cells as they stand.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from mapper.errors import ReadError
from mapper.model import Extraction, Rejected
from mapper.read.dataset_cell import CellError
from mapper.read.dataset_claim import Row, Sheet, make_extraction, open_sheet, plain_cells, read_cells, render
from mapper.read.dataset_map import DatasetMap, PlaceRule, open_maps, recognise
from mapper.read.dataset_row import PassedOver, understand
from mapper.read.stream import STREAM_ERRORS, broken_bytes_remedy, is_broken, lines_of

__all__ = ["DatasetMap", "PlaceRule", "open_maps", "read_dataset", "recognise"]

NAMED_ROWS = 5
"""How many row numbers a summary of rows left out names."""
_REPEAT = "they repeat an earlier row on the same people, place and time"


def read_dataset(
    text: str | TextIO, *, source: str, delimiter: str, maps: tuple[DatasetMap, ...], published: str | None = None
) -> Iterator[Extraction | Rejected]:
    """Read the rows of a deployment table as claims.

    Parameters
    ----------
    text : str or text stream
        The table with its header; a stream is read as rows are asked for.
    source : str
        File name, for the ids and messages.
    delimiter : str
        Between cells.
    maps : tuple of DatasetMap
        As ``open_maps`` gives them; the first that fits the header is taken.
    published : str, optional
        EDTF date of publication for rows that state none; without it they are undated reports, and ``when``
        alone says when the claim holds.

    Yields
    ------
    Extraction or Rejected
        One extraction for each row kept (for each group of rows under ``repeats = "sum"``, at the end); one
        rejection for each broken row; last, one for each rule by which sound rows were left out, with their number.
        Coordinates are WGS 84; claims of rows without any have no location and say so in ``unlocated``.

    Notes
    -----
    Rows stream; what is kept of those gone by is one hash each. Ids are digests of the row's own text, so the same
    table read again, or with rows in another order, gives the same ids.

    Examples
    --------
    >>> table = "sender,host,count,year\\nTCD,MLI,1200,2015\\nTCD,Atlantis,5,2015\\n"
    >>> kept, broken = read_dataset(table, source="own.csv", delimiter=",", maps=open_maps())
    >>> kept.claims[0].quote
    'sender TCD | host MLI | count 1200 | year 2015'
    >>> broken.where, broken.reason[:23]
    ('row 3', "its country 'Atlantis' ")
    """
    lines = lines_of(io.StringIO(text, newline="") if isinstance(text, str) else text)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        header = next(rows, [])
    except csv.Error as error:
        yield Rejected(source=source, where="row 1", reason=f"its header is not CSV ({error}); mend its quotes")
        return
    except (*STREAM_ERRORS, ReadError) as error:
        yield Rejected(source=source, where="row 1", reason=f"cannot be read ({error})")
        return
    table = recognise(header, maps)
    if table is None:
        found = ", ".join(map(repr, header[:8]))
        reason = f"no column map fits its columns (found {found}); name them as docs/datasets.md says or give a map"
        yield Rejected(source=source, where="row 1", reason=reason)
        return
    sheet = open_sheet(header, table, source=source, stem=Path(source).stem, published=published)
    left_out = _LeftOut()
    items = _sound_rows(rows, sheet, left_out)
    yield from _sum_rows(items, sheet) if table.repeats == "sum" else _each_row(items, sheet, left_out)
    yield from left_out.summary(source, table)


@dataclass(slots=True)
class _LeftOut:
    """Sound rows that a rule of the map leaves out: how many by rule, and the first of them."""

    counts: dict[str, int] = field(default_factory=dict)
    first: dict[str, list[int]] = field(default_factory=dict)

    def add(self, reason: str, number: int) -> None:
        self.counts[reason] = self.counts.get(reason, 0) + 1
        if self.counts[reason] <= NAMED_ROWS:
            self.first.setdefault(reason, []).append(number)

    def summary(self, source: str, table: DatasetMap) -> Iterator[Rejected]:
        for reason, count in sorted(self.counts.items()):
            named = ", ".join(map(str, self.first[reason]))
            more = f" and {count - NAMED_ROWS:,} more" if count > NAMED_ROWS else ""
            text = f"{count:,} row{'s' if count > 1 else ''} left out by the map {table.id!r}: {reason}"
            yield Rejected(source=source, where=f"row{'s' if count > 1 else ''} {named}{more}", reason=text)


def _sound_rows(rows: Iterator[list[str]], sheet: Sheet, left_out: _LeftOut) -> Iterator[Row | Rejected]:
    """Rows that could be understood, and the rejections of the others."""
    for number, line in _lines(rows, sheet):
        try:
            if isinstance(line, CellError):
                raise line
            _check_width(line, sheet)
            cells = read_cells(line, sheet)
            deployment = understand(cells, sheet.table)
        except CellError as error:
            shown = "" if isinstance(line, CellError) else render(line, sheet)[0][:200]
            yield Rejected(source=sheet.source, where=f"row {number}", reason=str(error), text=shown)
        except PassedOver as rule:
            left_out.add(str(rule), number)
        else:
            yield Row(number, line, cells, deployment)


def _lines(rows: Iterator[list[str]], sheet: Sheet) -> Iterator[tuple[int, list[str] | CellError]]:
    """Rows that are not blank, with the number of their (last) line; a broken one does not end the table."""
    remedy = broken_bytes_remedy(Path(sheet.source).name)
    while True:
        try:
            line = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield _number(rows), CellError(f"it is not CSV ({error}); mend its quotes")
            continue
        except (*STREAM_ERRORS, ReadError) as error:
            yield _number(rows) + 1, CellError(f"cannot be read from here on ({error})")
            return
        if is_broken("".join(line)):
            yield _number(rows), CellError(remedy("".join(line)))
            continue
        line = plain_cells(line)
        if any(line):
            yield _number(rows), line


def _number(rows: Iterator[list[str]]) -> int:
    number: int = rows.line_num  # type: ignore[attr-defined]
    return number


def _check_width(line: list[str], sheet: Sheet) -> None:
    if len(line) > sheet.width:
        raise CellError(f"it has {len(line)} cells, the header {sheet.width}; quote cells that hold the delimiter")
    if len(line) < sheet.width:
        raise CellError(f"it has {len(line)} cells, the header {sheet.width}; fill the missing ones in, if blank")


def _each_row(items: Iterator[Row | Rejected], sheet: Sheet, left_out: _LeftOut) -> Iterator[Extraction | Rejected]:
    seen: set[int] = set()
    once = sheet.table.repeats == "once"
    for item in items:
        if isinstance(item, Rejected):
            yield item
            continue
        same: Hashable = item.deployment.key if once else tuple(item.line)
        mark = hash(same)
        if mark in seen:
            left_out.add(_REPEAT, item.number)
            continue
        seen.add(mark)
        yield make_extraction([item], sheet)


def _sum_rows(items: Iterator[Row | Rejected], sheet: Sheet) -> Iterator[Extraction | Rejected]:
    """Rows of one force, place and time as one claim on their sum; they are held until the end of the table."""
    groups: dict[tuple[object, ...], list[Row]] = {}
    for item in items:
        if isinstance(item, Rejected):
            yield item
        else:
            groups.setdefault(item.deployment.key, []).append(item)
    for rows in groups.values():
        yield make_extraction(rows, sheet)
