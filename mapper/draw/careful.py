"""Publishing with care: coarser positions, and the newest ones held back."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from mapper.edtf import last_day
from mapper.model import Claim, Ledger, Location, Precision, Presence, Side

KM_PER_DEGREE = 111.195
"""Length of a degree of a great circle (km) on a sphere of the mean earth radius, 6,371.0 km (IUGG)."""

_FINE = (Precision.SITE, Precision.SETTLEMENT)
_WITHHELD = "[…]"


def coarsen(ledger: Ledger, km: float) -> Ledger:
    """Move every site and town to the middle of its cell of ``km`` kilometres, and withhold its name.

    Names are withheld from labels, quotes and titles too, with what led to the place; a region, a country or an
    area stays as it is. The cell is ``km`` high and at least ``km`` wide.

    Parameters
    ----------
    ledger : Ledger
    km : float
        Size of a cell; 0 changes nothing.
    """
    if not km:
        return ledger
    hide = _hidden_names(ledger)
    claims = tuple(_coarse_claim(claim, km, hide) for claim in ledger.claims)
    presences = tuple(_coarse_presence(row, km) for row in ledger.presences)
    reports = tuple(replace(report, title=hide.sub(_WITHHELD, report.title), text="") for report in ledger.reports)
    return replace(ledger, reports=reports, claims=claims, presences=presences)


def _hidden_names(ledger: Ledger) -> re.Pattern[str]:
    names = {name for row in ledger.presences for name in _fine_names(row)}
    names |= {name for claim in ledger.claims for name in _fine_names(claim)}
    words = sorted((re.escape(name) for name in names if len(name) > 1), key=lambda word: (-len(word), word))
    return re.compile("|".join(rf"(?<!\w){word}(?!\w)" for word in words) or r"(?!)", re.IGNORECASE)


def _fine_names(row: Presence | Claim) -> set[str]:
    found: set[str] = set()
    for location in (row.location, row.origin):
        if location is not None and location.precision in _FINE:
            found.add(location.name)
    if row.location is not None and row.location.precision in _FINE and row.place:
        found.add(row.place)
    return found


def _coarse_location(location: Location | None, km: float) -> Location | None:
    if location is None or location.precision not in _FINE:
        return location
    high = km / KM_PER_DEGREE
    lat = min(90.0, (math.floor(location.lat / high) + 0.5) * high)
    wide = high / max(0.05, math.cos(math.radians(lat)))
    lon = (math.floor(location.lon / wide) + 0.5) * wide
    return replace(
        location,
        name=location.admin1 or "",
        lon=round((lon + 180) % 360 - 180, 4),
        lat=round(lat, 4),
        radius_m=max(location.radius_m, km * 1_000 / math.sqrt(2)),
        geonameid=None,
        place_id="",
        feature="",
        shape="",
        provenance="",
        reason="",
        alternatives=(),
    )


def _coarse_presence(row: Presence, km: float) -> Presence:
    location = _coarse_location(row.location, km)
    assert location is not None  # noqa: S101  (a presence always has one)
    place = row.place if location is row.location else (location.name or None)
    return replace(row, location=location, origin=_coarse_location(row.origin, km), place=place)


def _coarse_claim(claim: Claim, km: float, hide: re.Pattern[str]) -> Claim:
    quote = hide.sub(_WITHHELD, claim.quote)
    location = _coarse_location(claim.location, km)
    place = claim.place if location is claim.location else None
    marks = claim.marks if quote == claim.quote else ()
    origin = _coarse_location(claim.origin, km)
    return replace(claim, quote=quote, location=location, origin=origin, place=place, marks=marks)


def hold_back(ledger: Ledger, days: int) -> Ledger:
    """Leave out what was reported, or began, in the last ``days`` days before the newest report.

    A departure inside that time is left out as well: the row before it stays open. Undated reports stay, since
    nothing says that they are new. The clock is never asked: the newest report decides.

    Parameters
    ----------
    ledger : Ledger
    days : int
        0 changes nothing.
    """
    newest = max((day for report in ledger.reports if (day := _day(report.published))), default=None)
    if not days or newest is None:
        return ledger
    limit = newest - timedelta(days=days)
    reports = tuple(report for report in ledger.reports if not _after(report.published, limit))
    kept = {report.id for report in reports}
    claims = tuple(claim for claim in ledger.claims if claim.report_id in kept)
    known = {claim.id for claim in claims}
    rows = (_older(row, limit, known) for row in ledger.presences)
    presences = tuple(row for row in rows if row is not None)
    unmapped = tuple(item for item in ledger.unmapped if item.claim in known)
    return replace(ledger, reports=reports, claims=claims, presences=presences, unmapped=unmapped)


def _older(row: Presence, limit: date, known: set[str]) -> Presence | None:
    claims = tuple(claim for claim in row.claims if claim in known)
    if _after(row.start, limit) or (row.claims and not claims):
        return None
    changes: dict[str, Any] = {"claims": claims, "sides": _known_sides(row.sides, known)}
    if row.end and _after(row.end, limit):
        changes |= {"end": None, "end_basis": "open"}
    if row.last_reported and _after(row.last_reported, limit):
        changes["last_reported"] = limit.isoformat()
    return replace(row, **changes)


def _known_sides(sides: tuple[Side, ...], known: set[str]) -> tuple[Side, ...]:
    kept = (replace(side, claims=tuple(claim for claim in side.claims if claim in known)) for side in sides)
    return tuple(side for side in kept if side.claims)


def _day(text: str | None) -> date | None:
    try:
        return last_day(text) if text else None
    except ValueError:
        return None


def _after(text: str | None, limit: date) -> bool:
    day = _day(text)
    return day is not None and day > limit
