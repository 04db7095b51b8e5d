"""Levels over time: what sets, moves and ends them, and what stays a plan."""

from __future__ import annotations

import pytest
from build_claims import AGADEZ, GAO, GAO_BASE, MALI, NIGER, OPTIONS, SAHEL, TIMBUKTU, claim

from mapper.model import Kind, Precision
from mapper.reconcile import reconcile_claims


def rows_of(claims, kind=Kind.PRESENCE, **options):
    return [row for row in reconcile_claims(claims, options=OPTIONS, **options)[0] if row.kind is kind]


def levels(claims, kind=Kind.PRESENCE):
    return [(row.low, row.high, row.start, row.end) for row in rows_of(claims, kind)]


def unmapped(claims):
    return {item.claim: item.reason for item in reconcile_claims(claims, options=OPTIONS)[1]}


def test_level_holds_until_the_next_claim():
    claims = [claim("FRA", MALI, 2400, on="2022-02-17"), claim("FRA", MALI, 1000, on="2022-06-13")]
    assert levels(claims) == [(2400, 2400, "2022-02-17", "2022-06-13"), (1000, 1000, "2022-06-13", None)]
    assert [row.end_basis for row in rows_of(claims)] == ["carried_forward", "open"]


def test_same_level_told_again_keeps_one_row_and_its_newest_day():
    first, again = claim("FRA", MALI, 2400, on="2022-02-17"), claim("FRA", MALI, 2400, on="2022-05-01")
    (row,) = rows_of([first, again])
    assert (row.start, row.last_reported, row.claims) == ("2022-02-17", "2022-05-01", (first.id, again.id))


def test_claim_without_a_number_supports_the_level():
    (row,) = rows_of([claim("FRA", MALI, 2400, on="2022-02-17"), claim("FRA", MALI, on="2022-05-01")])
    assert (row.low, row.high, row.last_reported) == (2400, 2400, "2022-05-01")


def test_number_that_once_held_neither_sets_nor_ends_the_level_of_its_day():
    now = claim("FRA", SAHEL, 4300, on="2022-02-17", force="barkhane")
    once = claim("FRA", SAHEL, 5100, on="2022-07-01", when="../2022-06-30", force="barkhane")
    (row,) = rows_of([now, once])
    assert (row.low, row.high, row.end, row.disputed, row.last_reported) == (4300, 4300, None, False, "2022-02-17")
    assert set(row.claims) == {now.id, once.id}
    same_day = claim("FRA", SAHEL, 4300, on="2022-06-30", force="barkhane")
    (row,) = rows_of([same_day, once])
    assert (row.low, row.high, row.end, row.disputed) == (4300, 4300, None, False)
    assert levels([once]) == [(5100, 5100, "2022-06-30", "2022-07-01")]


def test_left_ends_the_level_on_its_day():
    claims = [claim("FRA", MALI, 2400, on="2022-02-17"), claim("FRA", MALI, on="2022-08-15", status="left")]
    (row,) = rows_of(claims)
    assert (row.end, row.end_basis) == ("2022-08-15", "reported")
    assert row.last_reported == "2022-02-17"


def test_left_country_empties_its_towns_and_bases_and_not_the_area():
    claims = [
        claim("FRA", SAHEL, 4300, on="2022-02-17", force="barkhane"),
        claim("FRA", GAO, 1000, on="2022-02-17", force="barkhane"),
        claim("FRA", TIMBUKTU, on="2021-02-17"),
        claim("FRA", AGADEZ, 100, on="2021-02-17"),
        claim("FRA", MALI, on="2022-08-15", status="left"),
    ]
    ends = {row.place: row.end for row in rows_of(claims)}
    assert ends == {"the Sahel": None, "Gao": "2022-08-15", "Timbuktu": "2022-08-15", "Agadez": None}


def test_left_by_a_state_leaves_its_peacekeepers_there():
    claims = [
        claim("DEU", GAO, 900, force="minusma", personnel="peacekeepers", on="2022-01-01"),
        claim("DEU", MALI, on="2022-05-01", status="left"),
    ]
    assert levels(claims) == [(900, 900, "2022-01-01", None)]


def test_end_of_a_mission_takes_its_contingents_along():
    claims = [
        claim("UN", MALI, 13_000, force="minusma", personnel="peacekeepers", on="2021-01-01"),
        claim("DEU", GAO_BASE, 900, force="minusma", personnel="peacekeepers", on="2022-01-01"),
        claim("UN", MALI, force="minusma", personnel="peacekeepers", on="2023-12-31", status="left"),
    ]
    assert {row.end for row in rows_of(claims)} == {"2023-12-31"}


def test_operation_that_leaves_takes_the_unnamed_along_where_it_was_the_only_one():
    claims = [
        claim("FRA", TIMBUKTU, 200, on="2021-01-01"),
        claim("FRA", MALI, force="barkhane", on="2022-08-15", status="left"),
    ]
    assert [row.end for row in rows_of(claims)] == ["2022-08-15"]
    sabre = claim("FRA", GAO, 50, force="sabre", on="2021-01-01")
    assert [row.end for row in rows_of([*claims, sabre])] == [None, None]


def test_army_by_name_is_its_state_s_troops():
    claims = [claim("USA", NIGER, 900, on="2020-01-01", force="us-army"), claim("USA", NIGER, 800, on="2021-01-01")]
    assert len({row.series for row in rows_of(claims)}) == 1


def test_peacekeepers_of_a_state_go_with_the_mission_there():
    claims = [
        claim("DEU", GAO, 500, personnel="peacekeepers", on="2023-10-31"),
        claim("UN", MALI, force="minusma", personnel="peacekeepers", on="2023-12-31", status="left"),
    ]
    assert [row.end for row in rows_of(claims)] == ["2023-12-31"]


def test_plan_for_a_time_that_is_over_is_drawn_for_that_time():
    (plan,) = rows_of([claim("FRA", MALI, on="2023-02-19", when="2018", status="planned_departure")], Kind.PLAN)
    assert (plan.start, plan.end) == ("2018-01-01", "2019-01-01")


def test_return_after_leaving_starts_anew():
    claims = [
        claim("USA", NIGER, 1000, on="2023-01-01"),
        claim("USA", NIGER, on="2024-09-15", status="left"),
        claim("USA", NIGER, 50, on="2025-03-01"),
    ]
    assert levels(claims) == [(1000, 1000, "2023-01-01", "2024-09-15"), (50, 50, "2025-03-01", None)]


def test_last_departure_alone_is_drawn_for_its_day():
    (row,) = rows_of([claim("FRA", MALI, on="2022-08-20", when="2022-08-15", status="left")], Kind.MOVEMENT)
    assert (row.start, row.end, str(row.status)) == ("2022-08-15", "2022-08-16", "left")


def test_arrival_moves_the_level_once_however_often_it_is_told():
    claims = [
        claim("FRA", SAHEL, 4500, on="2020-01-10"),
        claim("FRA", SAHEL, 600, on="2020-02-02", status="arriving", publisher="A"),
        claim("FRA", SAHEL, 600, on="2020-02-05", status="arriving", publisher="B"),
    ]
    assert levels(claims)[-1] == (5100, 5100, "2020-02-02", None)
    (move,) = rows_of(claims, Kind.MOVEMENT)
    assert len(move.claims) == 2


def test_arrival_beside_a_level_of_its_day_may_be_in_it():
    claims = [
        claim("FRA", SAHEL, 4500, on="2020-02-02"),
        claim("FRA", SAHEL, 600, on="2020-02-02", status="arriving"),
    ]
    assert levels(claims) == [(4500, 5100, "2020-02-02", None)]


@pytest.mark.parametrize(
    ("before", "status", "number", "after"),
    [
        (5000, "leaving", 2000, (3000, 3000)),
        (5000, "leaving", None, (None, 5000)),
        (5000, "arriving", None, (5000, None)),
        (None, "arriving", 400, (400, None)),
        ((200, 999), "leaving", 100, (100, 899)),
    ],
)
def test_movement_moves_an_interval(before, status, number, after):
    claims = [
        claim("USA", NIGER, before, on="2020-01-01"),
        claim("USA", NIGER, number, on="2020-03-01", status=status),
    ]
    assert levels(claims)[-1] == (*after, "2020-03-01", None)


def test_departure_of_everybody_counted_ends_the_presence():
    claims = [claim("USA", NIGER, 500, on="2020-01-01"), claim("USA", NIGER, 500, on="2020-03-01", status="leaving")]
    assert levels(claims) == [(500, 500, "2020-01-01", "2020-03-01")]


def test_plan_never_changes_the_level_and_ends_when_it_is_carried_out():
    claims = [
        claim("FRA", SAHEL, 5100, on="2021-06-01"),
        claim("FRA", SAHEL, 2000, on="2021-07-09", status="planned_departure"),
        claim("FRA", SAHEL, 1000, on="2021-10-09", status="leaving"),
    ]
    assert [(low, start) for low, _, start, _ in levels(claims)] == [(5100, "2021-06-01"), (4100, "2021-10-09")]
    (plan,) = rows_of(claims, Kind.PLAN)
    assert (plan.low, plan.start, plan.end, plan.end_basis) == (2000, "2021-07-09", "2021-10-09", "reported")


def test_plan_that_came_due_unreported_ends_with_its_date():
    (plan,) = rows_of([claim("DEU", GAO, 100, on="2022-01-01", when="2022-05", status="planned_arrival")], Kind.PLAN)
    assert (plan.start, plan.end, plan.end_basis) == ("2022-01-01", "2022-06-01", "carried_forward")


def test_level_of_a_future_date_is_a_plan():
    claims = [claim("USA", NIGER, 5200, on="2020-06-01"), claim("USA", NIGER, 3000, on="2020-06-01", when="2020-09")]
    assert levels(claims) == [(5200, 5200, "2020-06-01", None)]
    (plan,) = rows_of(claims, Kind.PLAN)
    assert (plan.low, plan.end) == (3000, "2020-10-01")


def test_plan_ends_when_all_have_left():
    claims = [
        claim("FRA", GAO, 500, on="2022-02-17", status="planned_departure"),
        claim("FRA", MALI, on="2022-08-15", status="left"),
    ]
    (plan,) = rows_of(claims, Kind.PLAN)
    assert plan.end == "2022-08-15"


def test_denial_is_a_row_and_makes_the_presence_disputed_while_it_is_fresh():
    claims = [
        claim("RUS", MALI, 1000, on="2022-01-06", force="wagner", personnel="contractors"),
        claim("RUS", MALI, on="2022-02-06", status="denied", force="wagner", personnel="contractors"),
    ]
    before, during, after = rows_of(claims)
    assert (before.disputed, during.disputed, after.disputed) == (False, True, False)
    assert (during.low, during.high, len(during.sides)) == (0, 1000, 2)
    assert len(rows_of(claims, Kind.DENIAL)) == 1


def test_stay_of_stated_length_ends_with_it():
    claims = [claim("USA", NIGER, 200, on="2020-01-01", when="2013/2015")]
    assert levels(claims) == [(200, 200, "2013-01-01", "2016-01-01")]
    assert rows_of(claims)[0].end_basis == "reported"


def test_since_date_reaches_back_without_its_number():
    claims = [claim("USA", NIGER, 1100, on="2018-05-01", when="2013/..")]
    assert levels(claims) == [(None, None, "2013-01-01", "2018-05-01"), (1100, 1100, "2018-05-01", None)]


def test_vague_date_reaches_back_where_nobody_was_known():
    assert levels([claim("USA", NIGER, 9, on="2019-01-01", when="2017")]) == [(9, 9, "2017-01-01", None)]


def test_name_that_changed_is_one_force():
    claims = [
        claim("RUS", MALI, 1000, on="2022-01-06", force="wagner", personnel="contractors"),
        claim("RUS", MALI, 2500, on="2025-05-01", force="africa-corps", personnel="contractors"),
        claim("RUS", MALI, on="2025-06-06", status="left", force="wagner", personnel="contractors"),
    ]
    rows = rows_of(claims)
    assert [(row.force, row.low, row.end) for row in rows] == [
        ("Wagner", 1000, "2025-05-01"),
        ("Africa Corps", 2500, None),
    ]
    assert len({row.series for row in rows}) == 1


def test_force_that_left_and_has_no_successor_yet_is_gone():
    claims = [
        claim("RUS", MALI, 1000, on="2022-01-06", force="wagner", personnel="contractors"),
        claim("RUS", MALI, on="2025-06-06", status="left", force="wagner", personnel="contractors"),
        claim("RUS", MALI, 2500, on="2025-10-24", force="africa-corps", personnel="contractors"),
    ]
    assert [(row.start, row.end) for row in rows_of(claims)] == [("2022-01-06", "2025-06-06"), ("2025-10-24", None)]


def test_operation_that_is_over_while_the_soldiers_stay():
    claims = [
        claim("FRA", SAHEL, 4000, on="2022-05-26", force="barkhane"),
        claim("FRA", SAHEL, on="2022-11-09", status="left", force="barkhane"),
        claim("FRA", SAHEL, 3000, on="2022-11-09"),
    ]
    assert levels(claims)[-1] == (3000, 3000, "2022-11-09", None)


def test_unit_without_a_number_gets_a_range_that_says_so():
    battalion = claim("USA", NIGER, on="2020-01-01", echelon="battalion", units=2, count_text="two battalions")
    (row,) = rows_of([battalion])
    assert (row.low, row.high, row.derived) == (600, 2000, True)


def test_stated_number_stands_against_a_derived_one():
    claims = [
        claim("USA", NIGER, 800, on="2020-01-01"),
        claim("USA", NIGER, on="2020-05-01", echelon="battalion", count_text="a battalion"),
    ]
    assert levels(claims) == [(800, 800, "2020-01-01", None)]


def test_nominal_ranges_can_be_switched_off():
    from dataclasses import replace

    battalion = claim("USA", NIGER, on="2020-01-01", echelon="battalion", count_text="a battalion")
    rows, _ = reconcile_claims([battalion], options=replace(OPTIONS, nominal=False))
    assert (rows[0].low, rows[0].high, rows[0].derived) == (None, None, False)


def test_what_cannot_be_drawn_is_listed_with_its_reason():
    undated = claim("FRA", MALI, 10, on=None)
    nowhere = claim("FRA", None, 10)
    unknown = claim("FRA", None, 10, unlocated="no place of this name")
    world = claim("USA", MALI.__class__(name="abroad", lon=0, lat=0, precision=Precision.GLOBAL), 10)
    reasons = unmapped([undated, nowhere, unknown, world])
    assert reasons[undated.id].startswith("undated")
    assert reasons[nowhere.id] == "no place stated"
    assert reasons[unknown.id] == "no place of this name"
    assert "whole world" in reasons[world.id]


def test_claim_that_its_report_does_not_date_can_be_dated_by_its_sentence():
    assert levels([claim("FRA", MALI, 10, on=None, when="2014-05-01")]) == [(10, 10, "2014-05-01", None)]


def test_corrected_claim_marks_its_presence():
    from mapper.model import Correction

    correction = Correction(who="ana", when="2026-01-02", why="misread", action="edit", fields=("count_low",))
    (row,) = rows_of([claim("FRA", MALI, 10, correction=correction)])
    assert row.corrected == (correction,)


def test_all_that_left_since_a_day_may_have_left_as_late_as_the_report():
    claims = [
        claim("FRA", GAO, 1000, on="2021-01-01"),
        claim("FRA", GAO, on="2021-12-15", when="2021-06/..", status="left"),
    ]
    assert levels(claims) == [(1000, 1000, "2021-01-01", "2021-12-15")]
