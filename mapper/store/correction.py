"""Corrections: which claim each one is about, also after the claims were made anew, and what it changes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mapper.model import Claim, Correction, Location, Personnel, Precision, Status
from mapper.store.codec import digest_of

EDITABLE = (
    "sender", "force", "personnel", "count_low", "count_high", "count_text", "place", "host", "precision", "lat",
    "lon", "status", "when", "source", "optional",
)  # fmt: skip
"""Fields of a claim that a person may set."""
PLACE_FIELDS = frozenset({"place", "host", "precision", "lat", "lon"})
LIKE_QUOTE = 85
"""Least likeness (0 to 100, rapidfuzz ratio) of two sentences that are taken to be one."""
ADDED_RULE = "added by a person"
IN_FORCE, VANISHED, REPLACED = "in force", "claim vanished", "replaced"
_WEIGHTS = {
    "sender": 3,
    "place": 3,
    "status": 2,
    "count_low": 2,
    "count_high": 2,
    "force": 1,
    "personnel": 1,
    "when": 1,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One correction as it is stored.

    ``action`` is accept, reject, edit or add. ``was`` are the editable fields of the claim when it was corrected,
    ``fields`` the new values. ``applies_to`` is the id of the claim that it is in force on, ``state`` whether it is.
    """

    id: str
    action: str
    claim_id: str
    report_id: str
    digest: str
    quote: str
    who: str
    when: str
    why: str
    was: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, Any] = field(default_factory=dict)
    applies_to: str | None = None
    state: str = IN_FORCE


def values_of(claim: Claim) -> dict[str, Any]:
    """Editable fields of a claim."""
    place = claim.location
    values = {name: getattr(claim, name) for name in EDITABLE if name not in ("lat", "lon")}
    values |= {name: str(values[name]) for name in ("personnel", "status")}
    values["precision"] = str(claim.precision) if claim.precision else None
    values["lat"], values["lon"] = (place.lat, place.lon) if place else (None, None)
    return {name: values[name] for name in EDITABLE}


def change_id(change: Change) -> str:
    """Stable id of a correction."""
    fields = json.dumps(change.fields, sort_keys=True)
    return digest_of(change.action, change.claim_id, change.report_id, change.quote, fields, change.who, change.when)[
        :16
    ]


def apply_changes(claims: Iterable[Claim], changes: Iterable[Change]) -> tuple[Claim, ...]:
    """Claims with the corrections in force on them.

    Returns
    -------
    tuple of Claim
        Rejected claims are gone, edited and accepted ones carry their ``correction``, added ones stand at the end.
    """
    by_claim = {change.applies_to: change for change in changes if change.state == IN_FORCE}
    result = []
    for claim in claims:
        change = by_claim.get(claim.id)
        if change is None:
            result.append(claim)
        elif change.action != "reject":
            result.append(corrected(claim, change))
    added = [change for change in by_claim.values() if change.action == "add"]
    return (*result, *(_added(change) for change in sorted(added, key=lambda change: change.id)))


def corrected(claim: Claim, change: Change) -> Claim:
    """Claim as a person left it."""
    mark = Correction(
        who=change.who, when=change.when, why=change.why, action=change.action, fields=tuple(sorted(change.fields))
    )
    return replace(claim, **_claim_fields(claim, change), correction=mark)


def _claim_fields(claim: Claim, change: Change) -> dict[str, Any]:
    new = dict(change.fields)
    values: dict[str, Any] = {name: value for name, value in new.items() if name not in ("lat", "lon")}
    if values.get("personnel"):
        values["personnel"] = Personnel(values["personnel"])
    if values.get("status"):
        values["status"] = Status(values["status"])
    if "precision" in values:
        values["precision"] = Precision(values["precision"]) if values["precision"] else None
    if "force" in values:
        values["force_id"] = ""
    if {"count_low", "count_high"} & set(new):
        values |= {"echelon": "", "units": None}
    if PLACE_FIELDS & set(new):
        place = _place({**values_of(claim), **new}, claim.location, change)
        values |= {"location": place, "unlocated": "" if place else "a person took its place away"}
    return values


def _place(values: Mapping[str, Any], before: Location | None, change: Change) -> Location | None:
    """Place of a corrected claim; a polygon is kept only while its place keeps its name and country."""
    if values["lat"] is None or values["lon"] is None or not values["precision"]:
        return None
    same = before is not None and before.name == values["place"] and before.country == values["host"]
    kept = before if same and before and str(before.precision) == values["precision"] else None
    country = values["host"]
    shape = kept.shape if kept else (f"country:{country}" if country and values["precision"] == "country" else "")
    return Location(
        name=values["place"] or "",
        lon=values["lon"],
        lat=values["lat"],
        precision=Precision(values["precision"]),
        country=country,
        countries=kept.countries if kept else (),
        admin1=kept.admin1 if kept else "",
        radius_m=kept.radius_m if kept else 0.0,
        shape=shape,
        provenance=f"corrected by {change.who}",
        reason=change.why,
        score=1.0,
    )


def _added(change: Change) -> Claim:
    blank = Claim(id=change.claim_id, report_id=change.report_id, quote=change.quote, rule=ADDED_RULE,
                  published=change.was.get("published"), publisher=change.was.get("publisher") or "")  # fmt: skip
    return corrected(blank, change)


def resolve(connection: sqlite3.Connection) -> int:
    """Find the claim of each correction among the claims that are there now.

    The claim of the same id is it; else, in the same report (by id, or by content), the claim of the same or a
    like sentence whose fields are most like those that were corrected. Newer corrections of a claim replace older.

    Returns
    -------
    int
        How many corrections have lost their claim.
    """
    changes = read_changes(connection)
    reports = dict(connection.execute("SELECT digest, id FROM reports").fetchall())
    known = set(reports.values())
    taken: dict[str, Change] = {}
    lost = 0
    own = {change.claim_id for change in changes if change.action == "add"}
    for change in reversed(changes):
        report = change.report_id if change.report_id in known else reports.get(change.digest)
        target = None
        if report is not None:
            target = change.claim_id if change.claim_id in own else _find(connection, change, report)
        state = VANISHED if target is None else REPLACED if target in taken else IN_FORCE
        if target is not None and state == IN_FORCE:
            taken[target] = change
        lost += state == VANISHED
        if (target, state) != (change.applies_to, change.state):
            connection.execute(
                "UPDATE corrections SET applies_to = ?, state = ? WHERE id = ?", (target, state, change.id)
            )
    return lost


def _find(connection: sqlite3.Connection, change: Change, report: str) -> str | None:
    rows = connection.execute(
        'SELECT id, quote, sender, place, status, count_low, count_high, force, personnel, "when" FROM claims '
        "WHERE report_id = ? ORDER BY position",
        (report,),
    )
    names = [column[0] for column in rows.description]
    claims = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
    if any(claim["id"] == change.claim_id for claim in claims):
        return change.claim_id
    from rapidfuzz.fuzz import ratio

    best: tuple[float, float, str] | None = None
    for claim in claims:
        like = ratio(claim["quote"] or "", change.quote)
        agree = sum(weight for name, weight in _WEIGHTS.items() if claim[name] == change.was.get(name))
        if like >= LIKE_QUOTE and agree * 2 >= sum(_WEIGHTS.values()):
            best = max(best or (0.0, 0.0, ""), (agree, like, claim["id"]))
    return best[2] if best else None


def read_changes(connection: sqlite3.Connection) -> list[Change]:
    """All corrections, oldest first."""
    rows = connection.execute(
        'SELECT id, action, claim_id, report_id, digest, quote, who, "when", why, was, fields, applies_to, state '
        'FROM corrections ORDER BY "when", fid'
    ).fetchall()
    return [
        Change(id=row[0], action=row[1], claim_id=row[2], report_id=row[3], digest=row[4], quote=row[5], who=row[6],
               when=row[7], why=row[8], was=json.loads(row[9]), fields=json.loads(row[10]), applies_to=row[11],
               state=row[12])
        for row in rows
    ]  # fmt: skip


def write_changes(connection: sqlite3.Connection, changes: Iterable[Change]) -> int:
    """Store corrections; one that is stored already is left alone.

    Returns
    -------
    int
        How many are new.
    """
    before = connection.total_changes
    connection.executemany(
        "INSERT OR IGNORE INTO corrections (id, action, claim_id, applies_to, state, report_id, digest, quote, was, "
        'fields, who, "when", why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [
            (one.id, one.action, one.claim_id, one.claim_id, one.state, one.report_id, one.digest, one.quote,
             json.dumps(one.was, sort_keys=True), json.dumps(one.fields, sort_keys=True), one.who, one.when, one.why)
            for one in changes
        ],
    )  # fmt: skip
    return connection.total_changes - before
