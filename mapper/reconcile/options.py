"""What reconciling needs beside the claims: thresholds, the table of forces and the sizes of units."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from mapper import edtf
from mapper.model import Claim
from mapper.reconcile.count import Count, stated

UNITARY_KINDS = frozenset({"operation", "mission", "pmc"})
"""Kinds of force that can be all the personnel of a sender at a place; a unit is only ever a part."""
WHOLE_KINDS = frozenset({"army"})
"""Kinds of force that are a state's personnel at large, so that naming them adds nothing to "its troops"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """What is known of a named force: who sends it, what it is part of, what followed it, and its time.

    ``first`` is its first day, ``over`` the day on which it was no longer there; ``None`` where not known.
    """

    id: str
    sender: str | None = None
    kind: str = ""
    parent: str = ""
    successor: str = ""
    first: date | None = None
    over: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Echelon:
    """Nominal headcount of one unit of an echelon, inclusive."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReconcileOptions:
    """Thresholds and tables of ``reconcile_claims``; the defaults suit news reports.

    ``sources`` maps a report id to the name of the source that it counts as, so that copies of one wire story
    are one publisher. ``nominal`` turns the ranges by echelon on. Days are calendar days.
    """

    forces: Mapping[str, Force] = field(default_factory=dict)
    echelons: Mapping[str, Echelon] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    nominal: bool = True
    tolerance: float = 0.1
    contest_ratio: float = 3.0
    contest_days: int = 14
    bracket_days: int = 730
    repeat_days: int = 45
    movement_days: int = 30
    plan_days: int = 365
    denial_days: int = 90
    background_days: int = 400


def claim_count(claim: Claim, options: ReconcileOptions) -> tuple[Count, bool]:
    """Headcount of a claim, and whether it is derived from an echelon and not stated."""
    own = (claim.count_low, claim.count_high)
    if stated(own) or not options.nominal or claim.echelon not in options.echelons:
        return own, False
    size, units = options.echelons[claim.echelon], claim.units or 1
    return (size.low * units, size.high * units), True


@lru_cache(maxsize=1)
def default_options() -> ReconcileOptions:
    """Options with the tables that ship with the program."""
    return ReconcileOptions(forces=load_forces(), echelons=load_echelons())


def load_forces() -> dict[str, Force]:
    """Forces by id, from ``geodata/forces/forces.csv``."""
    table: dict[str, Force] = {}
    for row in _rows("forces.csv"):
        key = row.get("id") or row.get("force_id") or ""
        table[key] = Force(
            id=key,
            sender=row.get("sender") or None,
            kind=row.get("kind") or "",
            parent=(row.get("parent") or "").partition("|")[0],
            successor=(row.get("successor") or "").partition("|")[0],
            first=edtf.bounds(row["start"])[0] if row.get("start") else None,
            over=_day_after(row.get("end") or ""),
        )
    table.pop("", None)
    return table


def _day_after(end: str) -> date | None:
    last = edtf.bounds(end)[1] if end else None
    return last + timedelta(days=1) if last else None


def load_echelons() -> dict[str, Echelon]:
    """Nominal headcounts by echelon, from ``geodata/forces/echelons.csv``."""
    table = {}
    for row in _rows("echelons.csv"):
        low, high = row.get("low") or "", row.get("high") or ""
        if low.isdigit() and high.isdigit():
            table[row.get("id") or row.get("echelon") or ""] = Echelon(low=int(low), high=int(high))
    return table


def _rows(name: str) -> list[dict[str, str]]:
    source = files("mapper.geodata").joinpath("forces", name)
    if not source.is_file():
        return []
    lines = [line for line in source.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines))
