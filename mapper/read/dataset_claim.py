"""From a row that was understood to the report and the claim that stand for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

from mapper.model import Claim, Confidence, Extraction, Mark, Report
from mapper.read.dataset_map import DatasetMap
from mapper.read.dataset_row import Deployment
from mapper.read.fields import MAX_FIELD_CHARACTERS, fold

_ROLES = {
    "sender": "sender", "force": "force", "count": "count", "low": "count", "high": "count", "place": "place",
    "host": "place", "when": "when", "month": "when", "start": "when", "end": "when", "status": "status",
    "source": "source",
}  # fmt: skip
_SURE = (Confidence(part="extraction", score=1.0, reason="read from the columns of a table"),)
_SURE_PLACE = (*_SURE, Confidence(part="place", score=1.0, reason="coordinates of the row"))
_CONTROLS = dict.fromkeys((*range(9), *range(14, 28), 127, *range(0xD800, 0xE000)), "\N{REPLACEMENT CHARACTER}")
NO_POINT = "the row has no coordinates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table's header under its column map.

    ``field_at`` gives the field of each mapped column by its position; ``used`` and ``rest`` are the positions and
    names of the columns that make the quote and of the others, in the header's order.
    """

    table: DatasetMap
    source: str
    stem: str
    published: str | None
    width: int
    field_at: tuple[tuple[str, int], ...]
    used: tuple[tuple[int, str, str], ...]
    rest: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number (that of its last line; the header is row 1) and what it says."""

    number: int
    line: list[str]
    cells: dict[str, str]
    deployment: Deployment


def open_sheet(header: list[str], table: DatasetMap, *, source: str, stem: str, published: str | None) -> Sheet:
    """Bind a header to the column map that fits it; of two columns of one field the preferred name is taken."""
    at: dict[str, int] = {}
    for position, name in enumerate(header):
        at.setdefault(fold(name), position)
    field_at = {
        field: next(at[name] for name in names if name in at)
        for field, names in table.columns.items()
        if any(name in at for name in names)
    }
    roles: dict[int, str] = {}
    for field, position in field_at.items():
        roles[position] = roles.get(position) or _ROLES.get(field, "")
    columns = [(position, " ".join(name.split()), roles.get(position, "")) for position, name in enumerate(header)]
    return Sheet(
        table=table,
        source=source,
        stem=stem,
        published=published,
        width=len(header),
        field_at=tuple(field_at.items()),
        used=tuple(column for column in columns if column[0] in roles),
        rest=tuple(column for column in columns if column[0] not in roles),
    )


def plain_cells(line: list[str]) -> list[str]:
    """Cells of a row, each on one line, without outer spaces and control characters."""
    if "".join(line).isprintable():
        return [cell.strip() for cell in line]
    return [" ".join(cell.translate(_CONTROLS).split()) for cell in line]


def read_cells(line: Sequence[str], sheet: Sheet) -> dict[str, str]:
    """Values of a row of plain cells by field: by its value rules, blank ones left to the map's constants."""
    table, cells = sheet.table, dict(sheet.table.constants)
    for field, position in sheet.field_at:
        cell = line[position]
        if cell.casefold() in table.blank:
            continue
        rules = table.values.get(field)
        cells[field] = rules.get(cell.casefold(), cell) if rules else cell
    return cells


def render(line: Sequence[str], sheet: Sheet) -> tuple[str, list[Mark]]:
    """Quote of a row, ``column cell | column cell``, and the spans of the cells that made a part of the claim."""
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for position, name, role in sheet.used:
        cell = line[position] if position < len(line) else ""
        if not cell:
            continue
        part = f"{name} {cell}"
        if role:
            marks.append(Mark(start=length + len(name) + 1, end=length + len(part), role=role))
        parts.append(part)
        length += len(part) + 3
    return " | ".join(parts), marks


def make_extraction(rows: Sequence[Row], sheet: Sheet) -> Extraction:
    """Report and claim of one row, or of several whose numbers are to be added up.

    The report's text is the quote, a line for each row, followed by the cells that no field took.
    """
    quote, marks = _quote(rows, sheet)
    rest = "\n".join(filter(None, (_rest(row.line, sheet) for row in rows)))
    text = f"{quote}\n{rest}" if rest else quote
    first, table = rows[0], sheet.table
    said = first.deployment
    numbers = ", ".join(str(row.number) for row in rows)
    report = Report(
        id=f"{sheet.stem or 'dataset'}-{_digest(table.id, text)}",
        text=text,
        title=_short(first.cells.get("title") or table.title),
        publisher=_short(first.cells.get("publisher") or table.publisher),
        published=said.published or sheet.published,
        url=_short(first.cells.get("url") or table.url),
        lang=first.cells.get("lang", "")[:12].lower(),
        origin=f"{sheet.source} row {numbers}",
    )
    return Extraction(report=report, claims=(_claim(rows, report, quote, marks),))


def _claim(rows: Sequence[Row], report: Report, quote: str, marks: list[Mark]) -> Claim:
    said = rows[0].deployment
    low = _total([row.deployment.low for row in rows])
    high = _total([row.deployment.high for row in rows])
    texts = [row.deployment.count_text for row in rows if row.deployment.count_text]
    return Claim(
        id=_digest(report.id, *said.key, low, high),
        report_id=report.id,
        quote=quote,
        sender=said.sender,
        force=said.force,
        personnel=said.personnel,
        count_low=low,
        count_high=high,
        count_text=" + ".join(texts) or None,
        place=said.place,
        host=said.host,
        precision=said.precision,
        status=said.status,
        when=said.when,
        source=rows[0].cells.get("source"),
        end=len(quote),
        rule=said.rule,
        location=said.location,
        unlocated="" if said.location else NO_POINT,
        marks=tuple(marks),
        confidence=_SURE_PLACE if said.location else _SURE,
        published=report.published,
        publisher=report.publisher,
    )


def _quote(rows: Sequence[Row], sheet: Sheet) -> tuple[str, list[Mark]]:
    """Quote of several rows, one a line, with the marks of all."""
    lines: list[str] = []
    marks: list[Mark] = []
    at = 0
    for row in rows:
        line, found = render(row.line, sheet)
        marks += (Mark(start=mark.start + at, end=mark.end + at, role=mark.role) for mark in found) if at else found
        lines.append(line)
        at += len(line) + 1
    return "\n".join(lines), marks


def _rest(line: Sequence[str], sheet: Sheet) -> str:
    return " | ".join([f"{name} {line[position]}" for position, name, _ in sheet.rest if line[position]])


def _total(numbers: Sequence[int | None]) -> int | None:
    """Sum of numbers, open when one of them is."""
    stated = [number for number in numbers if number is not None]
    return sum(stated) if len(stated) == len(numbers) else None


def _digest(*parts: object) -> str:
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _short(text: str) -> str:
    return text[:MAX_FIELD_CHARACTERS]
