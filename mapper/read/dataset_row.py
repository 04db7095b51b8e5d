"""One row of a deployment table, checked and understood by its column map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from mapper import edtf
from mapper.model import Location, Personnel, Precision, Status
from mapper.read.dataset_cell import CellError, degrees, headcount, interval, moment
from mapper.read.dataset_country import country_codes, sender_of, turned
from mapper.read.dataset_map import DatasetMap, PlaceRule
from mapper.read.fields import clean_date, fold

Cells = Mapping[str, str]
_Choice = TypeVar("_Choice", bound=StrEnum)


class PassedOver(Exception):  # noqa: N818  (a row that is sound and left out on purpose)
    """A row that the map leaves out by a rule of its own; the text is the rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """What a row says, in the codebook's terms; ``rule`` is the id of the map that read it."""

    rule: str
    sender: str | None
    force: str | None
    personnel: Personnel
    low: int | None
    high: int | None
    count_text: str | None
    place: str
    hosts: tuple[str, ...]
    precision: Precision
    status: Status
    when: str | None
    location: Location | None
    published: str | None

    @property
    def host(self) -> str | None:
        """The one host; ``None`` for a place of several countries."""
        return self.hosts[0] if len(self.hosts) == 1 else None

    @property
    def key(self) -> tuple[object, ...]:
        """What rows on the same people at the same place and time share."""
        return self.sender, self.force, self.personnel, self.status, self.when, self.place, self.hosts


def understand(cells: Cells, table: DatasetMap) -> Deployment:
    """What a row says.

    Parameters
    ----------
    cells : mapping of str to str
        Field to value; blank ones and fields without a column are missing.
    table : DatasetMap

    Returns
    -------
    Deployment

    Raises
    ------
    CellError
        The row is broken; the message says which cell and what was expected.
    PassedOver
        The map leaves such rows out.
    """
    for field in table.needs:
        if not cells.get(field) and not (field == "count" and table.missing == "skip"):
            raise CellError(f"it has no {field}; fill the cell in")
    sender, force = _sender(cells), cells.get("force")
    if not sender and not force:
        raise CellError("it names neither a sender nor a force; fill one in")
    when = _when(cells, table)
    place = cells.get("place") or cells.get("host_name") or cells.get("host", "")
    if not place:
        raise CellError("it names neither a place nor a host; fill one in")
    rule = _place_rule(place, when, cells, table)
    hosts = _hosts(cells, rule)
    if table.home == "skip" and hosts == (sender,):
        raise PassedOver("the sender's own country, and forces at home are no deployment")
    status = _choice(Status, cells.get("status", Status.PRESENT), "status")
    low, high = _counts(cells, table, status)
    precision = _precision(cells, table, rule, place)
    return Deployment(
        rule=table.rule,
        sender=sender,
        force=force,
        personnel=_choice(Personnel, cells.get("personnel", Personnel.TROOPS), "personnel"),
        low=low,
        high=high,
        count_text=_count_text(cells) if (low, high) != (None, None) else None,
        place=place,
        hosts=hosts,
        precision=precision,
        status=status,
        when=when,
        location=_location(cells, table, place, hosts, precision),
        published=_published(cells),
    )


def _sender(cells: Cells) -> str | None:
    name = cells.get("sender")
    if not name:
        return None
    code = sender_of(name)
    if code is None:
        raise CellError(
            f"its sender {name[:40]!r} is no country or organisation that we know; use an ISO 3166-1 code"
        )
    return code


def _when(cells: Cells, table: DatasetMap) -> str | None:
    try:
        if cells.get("when"):
            text: str | None = moment(cells["when"], cells.get("month", ""))
        else:
            text = interval(cells.get("start", ""), cells.get("end", ""))
    except CellError as error:
        raise CellError(f"its date: {error}") from None
    return f"{text}/{text}" if text and table.holds == "throughout" and "/" not in text else text


def _place_rule(place: str, when: str | None, cells: Cells, table: DatasetMap) -> PlaceRule | None:
    rules = table.places.get(fold(place)) if table.places else None
    if not rules:
        return None
    day = edtf.first_day(when) if when else None
    for rule in rules:
        in_time = day is None or rule.since <= day.year <= rule.until
        if in_time and (not rule.of or country_codes(cells.get("host", "")) == (rule.of,)):
            return rule
    return None


def _hosts(cells: Cells, rule: PlaceRule | None) -> tuple[str, ...]:
    if rule and (rule.host or rule.precision is Precision.AREA):
        return (rule.host,) if rule.host else ()
    name = cells.get("host") or cells.get("host_name")
    if not name:
        return ()
    codes = country_codes(name)
    if not codes:
        raise CellError(f"its country {name[:40]!r} is none that we know; use an ISO 3166-1 alpha-3 code")
    return codes


def _counts(cells: Cells, table: DatasetMap, status: Status) -> tuple[int | None, int | None]:
    try:
        low, high = headcount(cells["count"]) if cells.get("count") else (None, None)
        low = headcount(cells["low"])[0] if cells.get("low") else low
        high = headcount(cells["high"])[1] if cells.get("high") else high
    except CellError as error:
        raise CellError(f"its number: {error}") from None
    if low is not None and high is not None and low > high:
        raise CellError(f"its low number {low} is above its high number {high}")
    if high == 0:
        if table.zero == "skip" and status is Status.PRESENT:
            raise PassedOver("the number is 0: nobody is there")
        return None, None
    if low is None and high is None and table.missing == "skip":
        raise PassedOver("no number is given")
    return low, high


def _count_text(cells: Cells) -> str:
    stated = [cells[name] for name in ("low", "high") if cells.get(name)]
    return " to ".join(stated) if stated else cells["count"]


def _precision(cells: Cells, table: DatasetMap, rule: PlaceRule | None, place: str) -> Precision:
    if cells.get("precision"):
        return _choice(Precision, cells["precision"], "precision")
    if rule and rule.precision:
        return rule.precision
    if not cells.get("place"):
        return Precision.COUNTRY
    padded = f" {place.casefold()} "
    if table.precision is Precision.SETTLEMENT and any(f" {word} " in padded for word in table.site_words):
        return Precision.SITE
    return table.precision


def _location(
    cells: Cells, table: DatasetMap, place: str, hosts: tuple[str, ...], precision: Precision
) -> Location | None:
    lat, lon = cells.get("lat"), cells.get("lon")
    if not lat and not lon:
        return None
    if not lat or not lon:
        raise CellError("it has one coordinate of two; fill both in, or none")
    north, east = degrees(lat, lon)
    if north == 0 and east == 0:
        raise CellError("its coordinates are 0, 0; leave them blank where they are unknown")
    wrong = turned(north, east, hosts)
    if wrong:
        raise CellError(
            f"its coordinates {lat[:20]}, {lon[:20]} look {wrong}: turned, they lie in {', '.join(hosts)}"
        )
    host = hosts[0] if len(hosts) == 1 else None
    return Location(
        name=place,
        lon=east,
        lat=north,
        precision=precision,
        country=host,
        countries=hosts if len(hosts) > 1 else (),
        shape=f"country:{host}" if host and precision is Precision.COUNTRY else "",
        provenance=table.rule,
        reason="coordinates of the row",
        score=1.0,
    )


def _published(cells: Cells) -> str | None:
    stated = cells.get("published")
    if not stated:
        return None
    day = clean_date(stated)
    if day is None:
        raise CellError(f"its publication date {stated[:30]!r} is not ISO 8601 or EDTF (YYYY-MM-DD)")
    return day


def _choice(kind: type[_Choice], cell: str, name: str) -> _Choice:
    try:
        return kind(cell) if cell in kind._value2member_map_ else kind(fold_choice(cell))
    except ValueError:
        raise CellError(f"its {name} {cell[:30]!r} is none of {', '.join(kind)}") from None


def fold_choice(cell: str) -> str:
    """Write a choice as the codebook does: "Special Forces" is ``special_forces``."""
    return "_".join(cell.casefold().replace("-", " ").split())
