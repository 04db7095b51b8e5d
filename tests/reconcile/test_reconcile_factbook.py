"""France's deployments as the World Factbook stated them over time, from text to totals."""

from __future__ import annotations

import csv
import json

import pytest

from mapper.model import Rejected
from mapper.pipeline import extract_reports
from mapper.read import read_reports
from mapper.reconcile import reconcile_claims, totals
from mapper.reconcile.count import total

pytestmark = pytest.mark.shared
SAHEL = {"BFA", "TCD", "MLI", "NER", "MRT"}


@pytest.fixture(scope="module")
def rows(shared, tmp_path_factory):
    """Presences of France's statements, each a report of the day on which it was first seen."""
    source = shared / "data" / "factbook" / "statements.csv"
    if not source.exists():
        pytest.skip(f"needs {source}")
    with source.open(encoding="utf-8", newline="") as file:
        lines = [row for row in csv.DictReader(file) if row["sender"] == "France"]
    path = tmp_path_factory.mktemp("factbook") / "france.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    claims = [claim for one in extract_reports(read_reports(path)) for claim in getattr(one, "claims", ())]
    assert claims
    return reconcile_claims(claims)[0]


def sahel(rows, day):
    """Intervals of France's totals for the Sahel on a day: its area there, or its states one by one."""
    found = [
        row
        for row in rows
        if str(row.kind) == "presence"
        and row.sender == "FRA"
        and row.start <= day
        and (row.end is None or day < row.end)
        and len({row.host, *row.location.countries} & SAHEL - {None}) > 1
    ]
    return sorted({(row.low, row.high) for row in found if row.low}, reverse=True)


@pytest.mark.parametrize(
    ("day", "number"),
    [("2020-12-31", 5100), ("2022-03-01", 4300), ("2022-06-10", 4000), ("2022-11-30", 3000), ("2023-03-01", 2500)],
)
def test_curve_of_the_sahel(rows, day, number):
    assert (number, number) in sahel(rows, day), json.dumps(sahel(rows, day))


def test_mali_is_no_host_after_august_2022(rows):
    for day in ("2022-10-01", "2023-03-01"):
        assert not [
            row
            for row in rows
            if str(row.kind) == "presence"
            and row.sender == "FRA"
            and row.start <= day
            and (row.end is None or day < row.end)
            and (row.host == "MLI" or {"MLI", "TCD"} <= set(row.location.countries))
        ]


def test_four_states_are_not_four_times_the_number(rows):
    (france,) = [total for total in totals(rows, "2022-06-10", "sender") if total.key == "FRA"]
    assert 10_000 < france.low < 20_000


@pytest.mark.slow
def test_total_of_a_sender_is_that_of_its_newest_line(shared):
    """On the day of each line of the yearbook the state has abroad what the line adds up to, rounding allowed for."""
    source = shared / "data" / "factbook" / "statements.csv"
    if not source.exists():
        pytest.skip(f"needs {source}")
    found = [one for one in extract_reports(read_reports(source)) if not isinstance(one, Rejected)]
    presences = reconcile_claims(claim for one in found for claim in one.claims)[0]
    lines = same = 0
    for one in found:
        own = [
            c for c in one.claims if c.location and c.sender == one.report.sender and c.location.country != c.sender
        ]
        day = one.report.published
        now = [c for c in own if not c.part_of and c.sender and (c.when or "") <= day]
        if now:
            stated = total((c.count_low, c.count_high) for c in now)
            sums = [t for t in totals(presences, day, "sender") if t.key == one.report.sender]
            lines += 1
            same += bool(sums) and _is_near(stated, (sums[0].low, sums[0].high))
    assert lines > 500
    assert same / lines >= 0.9


def _is_near(one, other):
    return all(
        (a is None and b is None) or abs((a or 0) - (b or 0)) <= 0.1 * (a or 0)
        for a, b in zip(one, other, strict=True)
    )
