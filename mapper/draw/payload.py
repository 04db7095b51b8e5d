"""A ledger as two documents for the page: what the first picture needs, and the evidence behind it."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from mapper.draw.columns import Json, dictionary, differences, lists, plain, sparse, texts
from mapper.draw.names import names_of
from mapper.draw.options import DrawOptions
from mapper.draw.shapes import pack_shapes
from mapper.draw.text import NAME_LIMIT, QUOTE_LIMIT, TITLE_LIMIT, bounded, web_address
from mapper.draw.units import pack_units
from mapper.edtf import bounds
from mapper.errors import DrawError
from mapper.model import Claim, Ledger, Location, Presence, Report

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

EPOCH = date(1970, 1, 1).toordinal()
STEPS_PER_DEGREE = 10_000
"""Positions are kept to a ten-thousandth of a degree (11 m)."""


@dataclass(frozen=True, slots=True)
class Payload:
    """``core`` draws the map; ``evidence`` (claims, reports, reasons) is unpacked after the first picture."""

    core: Json
    evidence: Json


def day_number(text: str) -> int:
    """Days since 1970-01-01 of an ISO date, or of the first day of an EDTF expression.

    Raises
    ------
    DrawError
        The text is no date, or has no first day.

    Examples
    --------
    >>> day_number("1970-01-02"), day_number("1969-12")
    (1, -31)
    """
    try:
        return date.fromisoformat(text).toordinal() - EPOCH
    except ValueError:
        pass
    try:
        first = bounds(text)[0]
    except ValueError:
        first = None
    if first is None:
        raise DrawError(f"a presence starts or ends on {text!r}; expected a date (YYYY-MM-DD)")
    return first.toordinal() - EPOCH


def _reported_day(text: str | None) -> int | None:
    try:
        last = bounds(text)[1] if text else None
    except ValueError:
        return None
    return None if last is None else last.toordinal() - EPOCH


def build_payload(
    ledger: Ledger,
    options: DrawOptions,
    geometries: Mapping[str, BaseGeometry],
    *,
    extra_names: Sequence[str] = (),
    hosts_then: Mapping[str, str] | None = None,
) -> Payload:
    """Turn a ledger into the page's two documents.

    Parameters
    ----------
    ledger : Ledger
    options : DrawOptions
    geometries : mapping of str to shapely geometry
        One polygon (EPSG:4326, lon-lat) for each ``Location.shape`` that is not a country of the base map.
    extra_names : sequence of str
        Codes to name beside those of the ledger (the labels of the base map).
    hosts_then : mapping of str to str, optional
        Name of the host at the time by presence id, where it was another state than today's.

    Raises
    ------
    DrawError
        A presence whose start or end is no date.
    """
    with _collector_paused():
        payload = _build(ledger, options, geometries, extra_names)
    then = hosts_then or {}
    payload.core["rows"]["host_then"] = sparse(
        bounded(then[row.id], NAME_LIMIT) if row.id in then else None for row in ledger.presences
    )
    return payload


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from walking the ledger again and again: a third of the time at 50,000 rows."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _build(
    ledger: Ledger, options: DrawOptions, geometries: Mapping[str, BaseGeometry], extra_names: Sequence[str]
) -> Payload:
    places = _Places()
    rows = _presence_columns(ledger.presences, places, {claim.id: at for at, claim in enumerate(ledger.claims)})
    claims = _claim_columns(ledger.claims, places, {report.id: at for at, report in enumerate(ledger.reports)})
    shapes, place_columns, reasons = places.columns(geometries)
    core = {
        "meta": _meta(ledger, options),
        "names": names_of([*_codes(ledger), *extra_names], options.lang),
        "rows": rows,
        "places": place_columns,
        "shapes": shapes,
        "reported": _report_days(ledger.reports),
        "left_out": len(ledger.unmapped) + len(ledger.rejected),
        "units": pack_units(ledger) if options.app6 else None,
    }
    evidence = {
        "claims": claims,
        "reports": _report_columns(ledger.reports),
        "reasons": reasons,
        "unmapped": _unmapped(ledger),
        "rejected": [
            [bounded(text, TITLE_LIMIT) for text in (item.source, item.where, item.reason)]
            for item in ledger.rejected
        ],
    }
    return Payload(core, evidence)


_VALUES = attrgetter(*(field.name for field in fields(Location)))
"""All values of a location: a tuple is hashed and compared several times quicker than a dataclass."""


class _Places:
    """Distinct locations, numbered in the order in which they are met."""

    def __init__(self) -> None:
        self.known: dict[tuple[Json, ...], int] = {}
        self.places: list[Location] = []
        self.seen: dict[int, int] = {id(None): -1}

    def numbers(self, locations: list[Location | None]) -> list[int]:
        """Numbers of locations, -1 for none; an object is compared by its values only when it is met first."""
        keys = list(map(id, locations))
        for key, location in dict(zip(keys, locations, strict=True)).items():
            if key not in self.seen and location is not None:
                number = self.seen[key] = self.known.setdefault(_VALUES(location), len(self.known))
                if number == len(self.places):
                    self.places.append(location)
        return list(map(self.seen.__getitem__, keys))

    def columns(self, geometries: Mapping[str, BaseGeometry]) -> tuple[list[Json], Json, Json]:
        """Shapes, the columns of the places, and why each was chosen."""
        places = self.places
        shapes = sorted({place.shape for place in places if place.shape and not place.shape.startswith("country:")})
        number = {shape: at for at, shape in enumerate(shapes)}
        columns = {
            "name": texts([place.name for place in places], NAME_LIMIT),
            "x": differences([round(place.lon * STEPS_PER_DEGREE) for place in places]),
            "y": differences([round(place.lat * STEPS_PER_DEGREE) for place in places]),
            "precision": dictionary([place.precision for place in places]),
            "country": dictionary([place.country for place in places]),
            "admin1": dictionary([place.admin1 or None for place in places]),
            "radius": plain([round(place.radius_m) for place in places]),
            "shape": plain([_shape_reference(place, number) for place in places]),
            "countries": sparse(place.countries for place in places),
        }
        return pack_shapes(shapes, geometries), columns, _reasons(places)


def _shape_reference(place: Location, number: dict[str, int]) -> Json:
    if place.shape.startswith("country:"):
        return place.shape.partition(":")[2]
    return number.get(place.shape, -1)


def _reasons(places: Sequence[Location]) -> Json:
    return {
        "reason": texts([place.reason for place in places], TITLE_LIMIT),
        "provenance": texts([place.provenance for place in places], TITLE_LIMIT),
        "others": sparse(_others(place) if place.alternatives else None for place in places),
    }


def _others(place: Location) -> Json:
    return [
        [bounded(other.name, NAME_LIMIT), other.country, other.precision.value, round(other.score, 3)]
        for other in place.alternatives[:8]
    ]


def _presence_columns(rows: Sequence[Presence], places: _Places, claim_at: dict[str, int]) -> Json:
    row_at = {row.id: at for at, row in enumerate(rows)}
    starts = _days([row.start for row in rows], day_number)
    ends = _days([row.end for row in rows], lambda text: None if text is None else day_number(text))
    reported = _days([row.last_reported for row in rows], _reported_day)
    return {
        "id": plain([row.id for row in rows]),
        "series": dictionary([row.series for row in rows]),
        "kind": dictionary([row.kind for row in rows]),
        "sender": dictionary([row.sender for row in rows]),
        "force": texts([row.force for row in rows], NAME_LIMIT),
        "personnel": dictionary([row.personnel for row in rows]),
        "host": dictionary([row.host for row in rows]),
        "place": texts([row.place for row in rows], NAME_LIMIT),
        "at": differences(places.numbers([row.location for row in rows])),
        "origin": plain(places.numbers([row.origin for row in rows])),
        "low": plain([row.low for row in rows]),
        "high": plain([None if row.high is None else row.high - (row.low or 0) for row in rows]),
        "words": texts([row.count_text for row in rows], NAME_LIMIT),
        "status": dictionary([row.status for row in rows]),
        "start": differences(starts),
        "end": plain([None if day is None else day - at for day, at in _zip(ends, starts)]),
        "start_basis": dictionary([row.start_basis for row in rows]),
        "end_basis": dictionary([row.end_basis for row in rows]),
        "last": plain([None if day is None else day - at for day, at in _zip(reported, starts)]),
        "derived": plain([int(row.derived) for row in rows]),
        "within": plain([row_at.get(row.within, -1) for row in rows]),
        "claims": lists(_claim_lists(rows, claim_at)),
        "sides": sparse(_sides(row, claim_at) if row.sides else None for row in rows),
        "corrected": sparse([_correction(item) for item in row.corrected] if row.corrected else None for row in rows),
    }


def _days(texts_of_days: list[Json], number: Callable[[Json], Json]) -> list[Json]:
    """Each distinct text is read once."""
    known = {text: number(text) for text in dict.fromkeys(texts_of_days)}
    return [known[text] for text in texts_of_days]


def _zip(left: Sequence[Json], right: Sequence[int]) -> zip[tuple[Json, int]]:
    return zip(left, right, strict=True)


def _claim_lists(rows: Sequence[Presence], claim_at: dict[str, int]) -> list[list[int]]:
    """Positions of each row's claims; claims that the ledger does not hold are left out."""
    every = [row.claims for row in rows]
    try:
        return [[claim_at[claim] for claim in claims] for claims in every]
    except KeyError:
        return [[claim_at[claim] for claim in claims if claim in claim_at] for claims in every]


def _sides(row: Presence, claim_at: dict[str, int]) -> Json:
    return [
        [side.low, side.high, [claim_at[claim] for claim in side.claims if claim in claim_at], list(side.publishers)]
        for side in row.sides
    ]


def _correction(item: Json) -> Json:
    return [item.who, item.when, bounded(item.why, TITLE_LIMIT), item.action, list(item.fields)]


def _claim_columns(claims: Sequence[Claim], places: _Places, report_at: dict[str, int]) -> Json:
    return {
        "id": plain([claim.id for claim in claims]),
        "report": plain([report_at.get(claim.report_id, -1) for claim in claims]),
        "quote": plain([bounded(claim.quote, QUOTE_LIMIT) for claim in claims]),
        "marks": sparse(_marks(claim) if claim.marks else None for claim in claims),
        "sender": dictionary([claim.sender for claim in claims]),
        "force": texts([claim.force for claim in claims], NAME_LIMIT),
        "place": texts([claim.place for claim in claims], NAME_LIMIT),
        "low": plain([claim.count_low for claim in claims]),
        "high": plain(
            [None if claim.count_high is None else claim.count_high - (claim.count_low or 0) for claim in claims]
        ),
        "words": texts([claim.count_text for claim in claims], NAME_LIMIT),
        "status": dictionary([claim.status for claim in claims]),
        "when": dictionary([claim.when for claim in claims]),
        "source": texts([claim.source for claim in claims], NAME_LIMIT),
        "rule": dictionary([claim.rule or None for claim in claims]),
        "at": differences(places.numbers([claim.location for claim in claims])),
        "confidence": sparse(_confidence(claim) if claim.confidence else None for claim in claims),
        "correction": sparse(claim.correction and _correction(claim.correction) for claim in claims),
    }


def _confidence(claim: Claim) -> Json:
    return [[item.part, round(item.score, 2), bounded(item.reason, NAME_LIMIT)] for item in claim.confidence]


def _marks(claim: Claim) -> Json:
    inside = (mark for mark in claim.marks if claim.start <= mark.start < mark.end <= claim.end)
    return [[mark.start - claim.start, mark.end - claim.start, mark.role] for mark in sorted(inside, key=_mark_order)]


def _mark_order(mark: Json) -> tuple[int, int, str]:
    return (mark.start, mark.end, mark.role)


def _report_columns(reports: Sequence[Report]) -> Json:
    return {
        "id": plain([bounded(report.id, NAME_LIMIT) for report in reports]),
        "title": plain([bounded(report.title, TITLE_LIMIT) for report in reports]),
        "publisher": texts([report.publisher for report in reports], NAME_LIMIT),
        "published": texts([report.published for report in reports], 60),
        "url": plain([web_address(report.url) for report in reports]),
        "origin": texts([report.origin for report in reports], NAME_LIMIT),
    }


def _report_days(reports: Sequence[Report]) -> list[list[int]]:
    counts: dict[int, int] = {}
    for report in reports:
        day = _reported_day(report.published)
        if day is not None:
            counts[day] = counts.get(day, 0) + 1
    return [[day, counts[day]] for day in sorted(counts)]


def _unmapped(ledger: Ledger) -> list[Json]:
    at = {claim.id: number for number, claim in enumerate(ledger.claims)}
    return [[at[item.claim], bounded(item.reason, TITLE_LIMIT)] for item in ledger.unmapped if item.claim in at]


def _codes(ledger: Ledger) -> list[str]:
    codes = {code for row in ledger.presences for code in (row.sender, row.host)}
    codes |= {code for claim in ledger.claims for code in (claim.sender, claim.host)}
    codes |= {code for row in ledger.presences for code in row.location.countries}
    codes |= {other.country for row in ledger.presences for other in row.location.alternatives}
    return sorted(code for code in codes if code)


def _meta(ledger: Ledger, options: DrawOptions) -> Json:
    publishers = {report.publisher for report in ledger.reports if report.publisher}
    return {
        "title": bounded(options.title, TITLE_LIMIT),
        "subtitle": bounded(options.subtitle, TITLE_LIMIT),
        "credits": bounded(options.credits, QUOTE_LIMIT),
        "as_of": bounded(options.as_of, NAME_LIMIT),
        "boundaries": bounded(options.boundaries, QUOTE_LIMIT),
        "notes": [bounded(note, QUOTE_LIMIT) for note in options.notes],
        "lang": options.lang,
        "stale_days": options.stale_days,
        "coarsen_km": options.coarsen_km,
        "delay_days": options.delay_days,
        "reports": len(ledger.reports),
        "publishers": len(publishers),
        "claims": len(ledger.claims),
    }
