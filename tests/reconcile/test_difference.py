"""What changed between two days, in one word a presence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from build_claims import CHAD, GAO, MALI, OPTIONS, claim

from mapper.difference import compare
from mapper.model import Correction, Ledger
from mapper.reconcile import reconcile_claims

FIRST, SECOND = "2022-03-01", "2022-09-01"


def ledger(claims, as_of=None):
    return Ledger(claims=tuple(claims), presences=reconcile_claims(claims, as_of=as_of, options=OPTIONS)[0])


def changes(claims, *, hindsight=False):
    before = ledger(claims, None if hindsight else FIRST)
    found = compare(before, ledger(claims, SECOND), first=FIRST, second=SECOND)
    return [(one.word, one.row.place, one.day) for one in found]


@pytest.mark.parametrize(
    ("status", "number", "expected"),
    [
        ("present", 500, "newly reported"),  # nobody said that they came
        ("arriving", 500, "arrived"),
    ],
)
def test_who_comes_and_who_is_first_told_of_are_told_apart(status, number, expected):
    assert changes([claim("FRA", MALI, number, on="2022-05-01", status=status)]) == [(expected, "Mali", "2022-05-01")]


def test_who_leaves_and_who_is_told_of_no_more_are_told_apart():
    line = {"rule": "statement.number-place", "publisher": "Yearbook"}
    listed = [claim("DEU", MALI, 90, on="2022-01-01", **line), claim("DEU", CHAD, 90, on="2022-06-01", **line)]
    told = [claim("FRA", MALI, 500, on="2022-01-01"), claim("FRA", MALI, on="2022-08-15", status="left")]
    assert changes([*listed, *told]) == [
        ("newly reported", "Chad", "2022-06-01"),
        ("no longer reported", "Mali", "2022-06-01"),
        ("left", "Mali", "2022-08-15"),
    ]


def test_force_that_later_news_name_is_one_presence_and_not_two_changes():
    unnamed = claim("FRA", MALI, 2400, on="2022-02-01")
    named = claim("FRA", MALI, 1000, on="2022-06-01", force="barkhane")
    assert changes([unnamed, named]) == [("shrank", "Mali", "2022-06-01")]
    assert changes([unnamed, replace(named, count_low=2400, count_high=2400)]) == []


def test_word_on_the_first_day_that_came_later_is_left_and_a_claim_that_vanished_retracted():
    there, late = (
        claim("FRA", GAO, 500, on="2022-02-01"),
        claim("FRA", GAO, on="2022-05-01", when="2022-02-20", status="left"),
    )
    assert changes([there, late]) == [("left", "Gao", "2022-02-20")]
    found = compare(ledger([there]), ledger([]), first=FIRST, second=SECOND)
    assert [one.word for one in found] == ["retracted"]


def test_corrected_presence_says_so_and_one_that_did_not_change_nothing():
    there = claim("FRA", GAO, 500, on="2022-02-01")
    mended = replace(
        there,
        count_low=600,
        count_high=600,
        correction=Correction(who="Ana", when="2022-04-01", why="", action="edit"),
    )
    found = compare(ledger([there]), ledger([mended]), first=FIRST, second=SECOND)
    assert [one.word for one in found] == ["corrected"]
    assert changes([there]) == []
