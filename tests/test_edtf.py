"""EDTF bounds: days, months, years, intervals, and what is none of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper import edtf


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-08-15", date(2022, 8, 15), date(2022, 8, 15)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("1899", date(1899, 1, 1), date(1899, 12, 31)),
        ("2013/2022", date(2013, 1, 1), date(2022, 12, 31)),
        ("../2022-08-15", None, date(2022, 8, 15)),
        ("2014-08-01/..", date(2014, 8, 1), None),
        ("2014~", date(2014, 1, 1), date(2014, 12, 31)),
    ],
)
def test_bounds(text, first, last):
    assert edtf.bounds(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "15/08/2022", "2022-13", "2022-02-30", "2022/2013", "yesterday", "22", "2022-8"]
)
def test_what_is_no_date_is_refused(text):
    assert not edtf.is_edtf(text)


@given(st.dates(), st.dates())
def test_an_interval_of_two_days_has_them_as_bounds(a, b):
    first, last = sorted((a, b))
    if first.year >= 1000:
        assert edtf.bounds(f"{first}/{last}") == (first, last)
