"""Coarser positions and held-back news."""

from __future__ import annotations

import math

import pytest
from draw_ledgers import sahel_ledger

from mapper.draw.careful import coarsen, hold_back
from mapper.model import Ledger, Precision

FINE = {Precision.SITE, Precision.SETTLEMENT}


def test_nothing_changes_when_nothing_is_asked():
    ledger = sahel_ledger()
    assert coarsen(ledger, 0) is ledger
    assert hold_back(ledger, 0) is ledger


@pytest.mark.parametrize("km", [10, 50, 200])
def test_coarse_positions_are_within_the_cell_and_shared(km):
    before, after = sahel_ledger(), coarsen(sahel_ledger(), km)
    for old, new in zip(before.presences, after.presences, strict=True):
        if old.location.precision not in FINE:
            assert new.location == old.location
            continue
        north = (old.location.lat - new.location.lat) * 111.195
        east = (old.location.lon - new.location.lon) * 111.195 * math.cos(math.radians(old.location.lat))
        assert abs(north) <= km / 2 + 0.1
        assert abs(east) <= km / 2 * 1.1 + 0.1
        assert new.location.radius_m >= km * 1000 / math.sqrt(2)


def test_names_that_would_undo_it_are_withheld_everywhere():
    ledger = coarsen(sahel_ledger(), 50)
    texts = [claim.quote for claim in ledger.claims] + [report.title for report in ledger.reports]
    texts += [row.place or "" for row in ledger.presences] + [row.location.name for row in ledger.presences]
    assert not [text for text in texts if "Gao" in text.replace("Gao Region", "") or "Air Base 201" in text]
    assert any("[…]" in text for text in texts)
    assert all(
        not row.location.alternatives and not row.location.reason
        for row in ledger.presences
        if row.location.precision in FINE
    )
    assert any(row.place == "Mali" for row in ledger.presences)


def test_newest_days_before_the_last_report_are_held_back():
    ledger = hold_back(sahel_ledger(), 400)
    assert {report.id for report in sahel_ledger().reports} - {report.id for report in ledger.reports} == {
        "r11",
        "r13",
    }
    assert all(claim.report_id not in {"r11", "r13"} for claim in ledger.claims)
    rows = {row.id: row for row in ledger.presences}
    assert "p14" not in rows
    assert rows["p09"].end is None
    assert rows["p09"].end_basis == "open"
    assert len(rows["p09"].sides) == 1
    assert "r12" in {report.id for report in ledger.reports}


def test_ledger_without_dates_is_left_alone():
    assert hold_back(Ledger(), 30) == Ledger()
