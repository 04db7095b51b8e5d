"""France's deployments as the World Factbook stated them over time, from text to totals."""

from __future__ import annotations

import csv
import json

import pytest

from mapper.reconcile import reconcile_claims, totals

pytestmark = pytest.mark.shared
SAHEL = {"BFA", "TCD", "MLI", "NER", "MRT"}


@pytest.fixture(scope="module")
def rows(shared, tmp_path_factory):
    """Presences of France's statements, each a report of the day on which it was first seen."""
    source = shared / "data" / "factbook" / "statements.csv"
    if not source.exists():
        pytest.skip(f"needs {source}")
    from mapper.pipeline import extract_reports
    from mapper.read import read_reports

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
