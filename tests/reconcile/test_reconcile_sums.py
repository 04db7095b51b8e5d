"""Sums that hold: totals and parts, contingents and missions, one number over several places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from build_claims import (
    AGADEZ,
    BURKINA,
    CHAD,
    FORCES,
    FOUR,
    GAO,
    GAO_BASE,
    GAO_REGION,
    IRAQ,
    MALI,
    NIGER,
    OPTIONS,
    SAHEL,
    THREE,
    TIMBUKTU,
    claim,
)

from mapper.errors import UsageError
from mapper.model import Kind, Location, Precision
from mapper.reconcile import reconcile_claims, totals


def presences(claims):
    return reconcile_claims(claims, options=OPTIONS)[0]


def sums(claims, day, by="host"):
    return {total.key: (total.low, total.high) for total in totals(presences(claims), day, by)}


CURVE = [
    claim("FRA", FOUR, 5100, on="2020-11-24", force="barkhane"),
    claim("FRA", FOUR, 4300, on="2022-02-24", force="barkhane"),
    claim("FRA", MALI, 2400, on="2022-02-17"),
    claim("FRA", GAO, 1000, on="2022-01-17", force="barkhane"),
    claim("FRA", SAHEL, 4000, on="2022-05-26", force="barkhane"),
    claim("FRA", MALI, on="2022-08-15", status="left"),
    claim("FRA", THREE, 3000, on="2022-11-09"),
]


@pytest.mark.parametrize(
    ("day", "number"),
    [("2021-01-01", 5100), ("2022-03-01", 4300), ("2022-06-01", 4000), ("2022-12-01", 3000)],
)
def test_area_total_counts_its_states_once(day, number):
    assert sums(CURVE, day, "sender") == {"FRA": (number, number)}


def test_area_total_is_an_interval_once_one_of_its_states_is_left():
    # The 2,400 that were in Mali may have gone home or to the other states; until the next total nobody says.
    assert sums(CURVE, "2022-09-01", "sender") == {"FRA": (1600, 4000)}
    (row,) = [row for row in presences(CURVE) if row.kind is Kind.PRESENCE and row.start == "2022-08-15"]
    assert (row.place, row.start_basis, row.last_reported) == ("the Sahel", "carried", "2022-05-26")


def test_area_total_of_unknown_parts_is_at_most_what_it_was_and_ends_with_its_last_state():
    claims = [
        claim("FRA", THREE, 3000, on="2022-11-09"),
        claim("FRA", BURKINA, on="2023-02-19", status="left"),
        claim("FRA", NIGER, on="2023-12-22", status="left"),
        claim("FRA", NIGER, on="2024-08-30", when="2023-12", status="left"),
        claim("FRA", CHAD, on="2025-01-30", status="left"),
    ]
    found = [(row.low, row.high, row.start, row.end, row.end_basis) for row in presences(claims)
             if row.kind is Kind.PRESENCE]  # fmt: skip
    assert found == [
        (3000, 3000, "2022-11-09", "2023-02-19", "carried_forward"),
        (None, 3000, "2023-02-19", "2023-12-22", "carried_forward"),
        (None, 3000, "2023-12-22", "2025-01-30", "reported"),
    ]
    assert sums(claims, "2025-02-01", "sender") == {}


def test_departure_of_another_force_or_from_a_town_leaves_the_area_total_alone():
    claims = [
        claim("FRA", THREE, 3000, on="2022-11-09"),
        claim("USA", NIGER, on="2023-12-22", status="left"),
        claim("FRA", AGADEZ, on="2023-12-23", status="left"),
    ]
    assert sums(claims, "2024-01-01", "sender") == {"FRA": (3000, 3000)}


BORDER = Location(name="the border", lon=-8.0, lat=15.4, precision=Precision.AREA, countries=("MLI", "MRT"),
                  radius_m=932_000.0, feature="border", shape="wkt:POLYGON((-12 15,-4 15,-4 16,-12 15))")  # fmt: skip
GOURMA = Location(name="Liptako-Gourma", lon=0.0, lat=15.0, precision=Precision.AREA, feature="conflict area",
                  countries=("BFA", "MLI", "NER"), radius_m=366_000.0, shape="area:liptako-gourma")  # fmt: skip


def test_zone_of_several_states_holds_none_of_them():
    claims = [
        claim("FRA", MALI, 1600, on="2014-02-20"),
        claim("FRA", BORDER, 100, on="2014-08-15"),
        claim("FRA", GAO, 300, on="2014-08-15"),
    ]
    assert sums(claims, "2014-09-01")["MLI"] == (1600, 1600)
    assert sums(claims, "2014-09-01", "sender") == {"FRA": (1700, 1700)}


def test_zone_holds_what_lies_in_its_reach_and_is_no_list_of_states():
    claims = [claim("FRA", GOURMA, 500), claim("FRA", GAO, 300), claim("FRA", TIMBUKTU, 50)]
    assert sums(claims, "2022-02-01", "sender") == {"FRA": (550, 550)}
    listed = [
        claim("FRA", GOURMA, 500, force="barkhane"),
        claim("FRA", THREE, 3000, force="barkhane", on="2022-01-02"),
    ]
    assert len({row.series for row in presences(listed) if row.kind is Kind.PRESENCE}) == 2


def test_region_far_wider_than_an_operation_is_no_other_name_for_its_theatre():
    west = Location(name="West Africa", lon=-2.0, lat=12.0, precision=Precision.AREA, shape="area:west-africa",
                    countries=("BEN", "BFA", "CIV", "GHA", "GIN", "MLI", "NER", "SEN", "TGO"))  # fmt: skip
    theatre = Location(name="Mali and Niger", lon=2.0, lat=17.0, precision=Precision.AREA, countries=("MLI", "NER"))
    claims = [claim("FRA", theatre, 1500, force="barkhane"), claim("FRA", west, 2500)]
    assert len({row.series for row in presences(claims) if row.kind is Kind.PRESENCE}) == 2
    assert sums(claims, "2022-02-01", "sender") == {"FRA": (2500, 2500)}


def test_state_inside_an_area_has_its_own_line_and_the_rest_is_elsewhere():
    assert sums(CURVE, "2022-06-01") == {"MLI": (2400, 2400), "elsewhere in the Sahel": (1600, 1600)}
    assert "MLI" not in sums(CURVE, "2022-08-15")


def test_remainder_row_says_what_the_parts_leave_open():
    rest = [row for row in presences(CURVE) if row.kind is Kind.REMAINDER and row.start == "2022-05-26"]
    assert [(row.place, row.low, row.high, row.end) for row in rest] == [("the Sahel", 1600, 1600, "2022-08-15")]


def test_task_force_of_600_is_600_whatever_its_parts_round_to():
    parts = [
        claim(sender, MALI, number, force="takuba")
        for sender, number in (("FRA", 300), ("SWE", 150), ("EST", 95), ("CZE", 60))
    ]
    found = sums([claim("COALITION", MALI, 600, force="takuba"), *parts], "2022-02-01")
    assert found == {"MLI": (600, 600)}


def test_parts_that_a_report_itself_counts_inside_a_total():
    whole = claim("COALITION", IRAQ, 7500, report_id="one")
    part = claim("USA", IRAQ, 5200, report_id="one", part_of=whole.id)
    assert sums([whole, part], "2022-02-01") == {"IRQ": (7500, 7500)}
    assert sums([whole, claim("USA", IRAQ, 5200, report_id="one")], "2022-02-01") == {"IRQ": (12700, 12700)}


def test_one_number_over_three_bases_is_one_group():
    bases = [
        Location(name=name, lon=15 + at, lat=13.0, precision=Precision.SITE, country="TCD", place_id=name)
        for at, name in enumerate(("Kossei", "Abéché", "Faya"))
    ]
    shared = {"report_id": "one", "group": "g1", "on": "2024-01-01"}
    claims = [claim("FRA", CHAD, 1000, **shared), *(claim("FRA", base, **shared) for base in bases)]
    assert sums(claims, "2024-02-01") == {"TCD": (1000, 1000)}
    assert len([row for row in presences(claims) if row.kind is Kind.PRESENCE]) == 4


def test_one_number_over_four_states_is_not_four_numbers():
    claims = [claim("FRA", FOUR, 4000), *(claim("FRA", state) for state in (BURKINA, CHAD, MALI, NIGER))]
    assert sums(claims, "2022-02-01", "sender") == {"FRA": (4000, 4000)}


def test_base_in_town_in_region_in_country():
    claims = [
        claim("FRA", place, number)
        for place, number in ((MALI, 3000), (GAO_REGION, 1500), (GAO, 1200), (GAO_BASE, 900))
    ]
    assert sums(claims, "2022-02-01") == {"MLI": (3000, 3000)}


def test_towns_without_a_total_add_up():
    assert sums([claim("FRA", GAO, 1000), claim("DEU", GAO, 300)], "2022-02-01") == {"MLI": (1300, 1300)}


def test_contingent_is_inside_its_mission_and_counts_for_its_state():
    claims = [
        claim("UN", MALI, 13_000, force="minusma", personnel="peacekeepers"),
        claim("DEU", GAO, 900, force="minusma", personnel="peacekeepers"),
    ]
    assert sums(claims, "2022-02-01") == {"MLI": (13_000, 13_000)}
    assert sums(claims, "2022-02-01", "sender") == {"DEU": (900, 900), "UN": (13_000, 13_000)}


def test_unnamed_troops_and_the_one_operation_there_are_the_same_people():
    claims = [claim("FRA", MALI, 2400, force="barkhane", on="2022-01-01"), claim("FRA", MALI, 2300, on="2022-06-01")]
    assert sums(claims, "2022-07-01") == {"MLI": (2300, 2300)}
    assert len({row.series for row in presences(claims)}) == 1


def test_unnamed_troops_hold_a_unit_of_their_sender():
    claims = [claim("USA", IRAQ, 5200), claim("USA", IRAQ, 700, force="airborne-82")]
    assert sums(claims, "2022-02-01") == {"IRQ": (5200, 5200)}
    assert sums(claims, "2022-02-01", "force") == {"82nd Airborne Division": (700, 700), "USA (troops)": (5200, 5200)}


def test_contractors_are_not_among_the_soldiers_of_their_state():
    claims = [claim("RUS", MALI, 100), claim("RUS", MALI, 1000, force="wagner", personnel="contractors")]
    assert sums(claims, "2022-02-01") == {"MLI": (1100, 1100)}


def test_newer_smaller_total_bounds_the_older_part():
    claims = [claim("FRA", GAO, 1000, on="2021-01-01"), claim("FRA", MALI, 400, on="2022-01-01")]
    assert sums(claims, "2022-02-01") == {"MLI": (400, 400)}
    late = [row for row in presences(claims) if row.place == "Gao" and row.start == "2022-01-01"]
    assert [(row.low, row.high, row.start_basis) for row in late] == [(None, 400, "carried")]


def test_outdated_part_is_not_renewed_by_news_without_a_number():
    claims = [
        claim("FRA", GAO, 4000, on="2013-02-05"),
        claim("FRA", MALI, (None, 1000), on="2013-07-01"),
        claim("FRA", GAO, on="2015-01-01"),
    ]
    assert sums(claims, "2014-01-01") == {"MLI": (0, 1000)}


def test_outdated_part_stays_bounded_when_its_name_ends():
    forces = {**FORCES, "serval": replace(FORCES["serval"], over=date(2014, 8, 1))}
    claims = [
        claim("FRA", GAO, 4000, force="serval", on="2013-02-05"),
        claim("FRA", MALI, (None, 1000), on="2013-07-01"),
        claim("FRA", GAO, force="barkhane", on="2014-08-15"),
    ]
    rows = reconcile_claims(claims, options=replace(OPTIONS, forces=forces))[0]
    gao = [
        (row.force, row.low, row.high, row.start) for row in rows if row.place == "Gao" and row.kind is Kind.PRESENCE
    ]
    assert gao[0] == ("Serval", 4000, 4000, "2013-02-05")
    assert gao[1:]
    assert {(low, high) for _, low, high, _ in gao[1:]} == {(None, 1000)}
    assert gao[-1][0] == "Barkhane"


def test_part_told_after_the_total_contradicts_it():
    claims = [claim("FRA", MALI, 400, on="2022-01-01"), claim("FRA", GAO, 1000, on="2022-02-01")]
    assert sums(claims, "2022-03-01") == {"MLI": (1000, 1000)}


def test_number_not_stated_leaves_the_sum_open():
    assert sums([claim("FRA", MALI, 400), claim("DEU", MALI)], "2022-02-01") == {"MLI": (400, None)}


def test_troops_of_nobody_named_are_not_added_to_the_known_ones():
    assert sums([claim("FRA", MALI, 2400), claim(None, MALI, 2000)], "2022-02-01") == {"MLI": (2400, 2400)}


def test_host_counts_foreign_personnel():
    claims = [claim("FRA", MALI, 400), claim("MLI", GAO, 700)]
    assert sums(claims, "2022-02-01") == {"MLI": (400, 400)}
    assert sums(claims, "2022-02-01", "sender") == {"FRA": (400, 400), "MLI": (700, 700)}


def test_total_wants_a_day():
    with pytest.raises(UsageError, match="'2022-13-01' is not a day; expected YYYY-MM-DD"):
        totals([], "2022-13-01")


def test_place_that_a_newer_list_leaves_out_is_over():
    # One number over several places, told again without Mali: as a yearbook's line does when a force quits one of them.
    def listed(area, day, *states):
        name = f"list {day}"
        whole = claim("FRA", area, 4000, on=day, force="barkhane", report_id=name, group="g")
        return [whole, *(claim("FRA", s, on=day, force="barkhane", report_id=name, group="g") for s in states)]

    claims = [
        *listed(FOUR, "2022-05-26", BURKINA, CHAD, MALI, NIGER),
        *listed(THREE, "2022-08-18", BURKINA, CHAD, NIGER),
    ]
    ends = {row.host: row.end for row in presences(claims) if row.kind is Kind.PRESENCE and row.host}
    assert ends == {"BFA": None, "TCD": None, "NER": None, "MLI": "2022-08-18"}
    assert sums(claims, "2022-09-01", "sender") == {"FRA": (4000, 4000)}


YEARBOOK = {"rule": "statement.number-place", "publisher": "Yearbook"}


def test_place_that_a_newer_statement_of_all_deployments_leaves_out_is_over():
    claims = [
        *(claim("FRA", place, 500, on="2022-01-01", **YEARBOOK) for place in (MALI, NIGER, CHAD)),
        claim("FRA", IRAQ, 200, on="2022-02-01"),
        claim("DEU", MALI, 900, on="2022-01-01", **YEARBOOK),
        *(claim("FRA", place, 600, on="2023-01-01", **YEARBOOK) for place in (CHAD, THREE)),
    ]
    ends = {(row.sender, row.place): row.end for row in presences(claims)
            if row.kind is Kind.PRESENCE and row.low in (200, 500, 900)}  # fmt: skip
    assert ends == {
        ("FRA", "Mali"): "2023-01-01",  # neither it nor an area that holds it is on the newer list
        ("FRA", "Niger"): None,  # inside an area on the newer list
        ("FRA", "Chad"): "2023-01-01",  # a new number
        ("FRA", "Iraq"): None,  # known from the news, not from the list
        ("DEU", "Mali"): None,  # another state's line
    }


def test_entry_of_a_newer_statement_that_could_not_be_located_keeps_its_place():
    claims = [
        claim("FRA", MALI, 500, on="2022-01-01", **YEARBOOK),
        claim("FRA", CHAD, 600, on="2023-01-01", **YEARBOOK),
        replace(claim("FRA", None, 500, on="2023-01-01", **YEARBOOK), place="Malli"),
    ]
    assert {row.place: row.end for row in presences(claims)} == {"Mali": None, "Chad": None}


def test_place_comes_and_goes_with_the_lists_that_tell_it():
    lists = [("2022-01-01", MALI), ("2022-03-01", CHAD), ("2022-05-01", MALI), ("2022-07-01", CHAD)]
    claims = [claim("FRA", place, 500, on=day, when=day[:4], **YEARBOOK) for day, place in lists]
    found = [(row.place, row.start, row.end) for row in presences(claims) if row.kind is Kind.PRESENCE]
    assert sorted(found) == [
        ("Chad", "2022-03-01", "2022-05-01"),  # "2022" does not reach back behind a list of 2022 without it
        ("Chad", "2022-07-01", None),
        ("Mali", "2022-01-01", "2022-03-01"),
        ("Mali", "2022-05-01", "2022-07-01"),
    ]


def test_list_that_a_later_one_contradicts_for_its_own_day_does_not_end_a_level():
    claims = [
        claim("FRA", MALI, 500, on="2022-01-01", **YEARBOOK),
        claim("FRA", CHAD, 900, on="2022-06-01", **YEARBOOK),
        claim("FRA", MALI, 400, on="2022-08-01", when="2022-03", **YEARBOOK),
    ]
    found = [(row.low, row.start, row.end) for row in presences(claims) if row.place == "Mali"]
    assert found == [(500, "2022-01-01", "2022-03-31"), (400, "2022-03-31", None)]


def test_total_for_several_states_is_over_once_each_of_those_still_in_it_is_told_by_itself():
    claims = [
        claim("FRA", THREE, 3000, on="2022-11-09"),
        claim("FRA", NIGER, on="2023-12-22", status="left"),
        claim("FRA", BURKINA, on="2023-02-19", status="left"),
        claim("FRA", CHAD, 900, on="2022-01-01"),  # older than the total
    ]
    assert sums(claims, "2024-12-01", "sender")["FRA"][1] == 3000
    newer = claim("FRA", CHAD, 1000, on="2024-12-21")
    assert sums([*claims, newer], "2024-12-20", "sender")["FRA"][1] == 3000
    assert sums([*claims, newer], "2025-01-01", "sender") == {"FRA": (1000, 1000)}
    assert sums([*claims, newer], "2025-01-01") == {"TCD": (1000, 1000)}
    gone = claim("FRA", CHAD, on="2025-01-30", status="left")
    assert sums([*claims, newer, gone], "2025-01-01", "sender") == {"FRA": (1000, 1000)}
    assert sums([*claims, newer, gone], "2025-02-01", "sender") == {}
    unit = claim("FRA", CHAD, 100, on="2024-12-21", force="sabre")  # not all that the state has there
    assert sums([*claims, unit], "2025-01-01", "sender")["FRA"][1] == 3000


def test_force_that_left_on_the_day_of_other_news_of_it_has_its_leaving_among_its_claims():
    gone = claim("FRA", MALI, on="2022-08-15", status="left")
    claims = [
        claim("FRA", MALI, 2400, on="2022-02-17"),
        claim("FRA", MALI, 500, on="2022-08-15", status="leaving"),
        gone,
    ]
    (row,) = [row for row in presences(claims) if row.kind is Kind.PRESENCE]
    assert (row.end, row.end_basis, row.claims[-1]) == ("2022-08-15", "reported", gone.id)


def test_total_is_over_once_a_part_of_it_is_reported_to_be_greater():
    claims = [claim("FRA", FOUR, 3000, on="2014-03-06"), claim("FRA", MALI, 5000, on="2020-11-15")]
    assert sums(claims, "2020-11-14", "sender") == {"FRA": (3000, 3000)}
    assert sums(claims, "2020-11-15", "sender") == {"FRA": (5000, 5000)}
    again = claim("FRA", FOUR, 3000, on="2021-01-01")  # and stands beside it when told again
    assert sums([*claims, again], "2021-02-01", "sender") == {"FRA": (3000, 3000)}
    same_day = [claims[0], claim("FRA", MALI, 5000, on="2014-03-06")]
    assert sums(same_day, "2014-04-01", "sender") == {"FRA": (5000, 5000)}


def test_numbers_of_one_sentence_on_one_force_and_place_are_a_total_and_its_parts():
    told = {"on": "2022-01-01", "report_id": "r", "start": 10, "end": 90, "rule": "object.have"}
    claims = [claim("USA", IRAQ, number, **told) for number in (2000, 23000, 15000)]
    (row,) = presences(claims)
    assert (row.low, row.high, row.disputed, set(row.claims)) == (23000, 23000, False, {c.id for c in claims})
    others = replace(claims[0], source="local media"), claims[1]
    assert presences(others)[0].disputed  # two sources cited in one sentence
    linked = replace(claims[0], part_of=claims[1].id, start=200, end=300), claims[1]
    assert [(one.low, one.high) for one in presences(linked)] == [(23000, 23000)]
    change = [replace(claims[0], rule="level.to"), replace(claims[2], rule="level.from")]
    assert presences(change)[0].disputed


def test_area_is_over_when_a_newer_list_tells_its_states_one_by_one():
    claims = [
        claim("FRA", FOUR, 4000, on="2022-01-01", **YEARBOOK),
        *(claim("FRA", place, 700, on="2023-01-01", **YEARBOOK) for place in (CHAD, NIGER)),
    ]
    assert {row.place: row.end for row in presences(claims)}[FOUR.name] == "2023-01-01"
    assert sums(claims, "2023-02-01", "sender") == {"FRA": (1400, 1400)}


def test_list_that_leaves_a_place_out_does_not_carry_a_plan_out():
    claims = [
        claim("FRA", MALI, 500, on="2022-01-01", **YEARBOOK),
        claim("FRA", MALI, 200, on="2022-01-01", status="planned_arrival", when="2022-12", **YEARBOOK),
        claim("FRA", CHAD, 900, on="2022-06-01", **YEARBOOK),
    ]
    (plan,) = [row for row in presences(claims) if row.kind is Kind.PLAN]
    assert (plan.end, plan.end_basis) == ("2023-01-01", "carried_forward")


@pytest.mark.parametrize("publisher", ["Yearbook", ""])
def test_source_that_changes_its_number_does_not_dispute_itself(publisher):
    line = {"rule": "statement.number-place", "publisher": publisher}
    numbers = [("2022-04-28", "2022-02", 125), ("2023-07-06", "2022", 425), ("2023-09-14", "2023", 125)]
    claims = [claim("LKA", MALI, number, on=day, when=when, force="minusma", **line) for day, when, number in numbers]
    found = [(row.low, row.high, row.start) for row in presences(claims) if row.kind is Kind.PRESENCE]
    assert found == [(125, 125, "2022-02-01"), (425, 425, "2022-12-31"), (125, 125, "2023-09-14")]


def test_source_that_later_says_how_many_there_were_in_a_part_of_a_year_overrules_its_word_on_the_year():
    claims = [
        claim("RWA", MALI, 2150, on="2021-11-11", when="2021", **YEARBOOK),
        claim("RWA", MALI, 900, on="2022-01-06", when="2021-10", **YEARBOOK),
    ]
    found = [(row.low, row.high, row.start, row.end) for row in presences(claims) if row.kind is Kind.PRESENCE]
    assert found == [(900, 900, "2021-10-01", None)]
    assert {name for row in presences(claims) for name in row.claims} == {one.id for one in claims}
    claims[1] = replace(claims[1], publisher="Daily Two")
    assert any(row.disputed for row in presences(claims))


def test_police_that_a_report_counts_beside_the_troops_are_added():
    beside = {"on": "2022-05-01", "force": "minusma", "report_id": "list"}
    claims = [
        claim("RWA", MALI, 2450, personnel="peacekeepers", **beside),
        claim("RWA", MALI, 500, personnel="police", **beside),
        claim("UN", MALI, 15000, on="2022-05-01", force="minusma", personnel="peacekeepers"),
    ]
    assert sums(claims, "2022-06-01", "sender") == {"RWA": (2950, 2950), "UN": (15000, 15000)}
    assert sums(claims, "2022-06-01") == {"MLI": (15000, 15000)}
    assert not any(row.disputed for row in presences(claims))
    gone = claim("UN", MALI, on="2022-07-01", status="left", force="minusma", personnel="peacekeepers")
    assert {row.end for row in presences([*claims, gone]) if row.kind is Kind.PRESENCE} == {"2022-07-01"}
    police = claim("RWA", MALI, on="2022-07-01", status="left", force="minusma", personnel="police")
    assert sums([*claims, police], "2022-08-01", "sender")["RWA"] == (2450, 2450)


def test_police_that_no_report_counts_beside_the_troops_are_the_same_people():
    claims = [
        claim("RWA", MALI, 500, on="2022-05-01", force="minusma", personnel="police"),
        claim("RWA", MALI, 700, on="2022-09-01", force="minusma", personnel="peacekeepers"),
    ]
    assert sums(claims, "2022-10-01", "sender") == {"RWA": (700, 700)}
    part = replace(claims[0], report_id=claims[1].report_id, published="2022-09-01", part_of=claims[1].id)
    assert sums([part, claims[1]], "2022-10-01", "sender")["RWA"][1] == 700


def test_news_that_do_not_mention_a_place_do_not_end_it():
    claims = [claim("FRA", MALI, 500, on="2022-01-01"), claim("FRA", CHAD, 600, on="2023-01-01")]
    assert {row.end for row in presences(claims) if row.kind is Kind.PRESENCE} == {None}


def test_total_for_other_states_is_a_row_of_its_own():
    claims = [claim("FRA", FOUR, 4000, on="2022-05-26", force="barkhane"), claim("FRA", THREE, 4000, on="2022-08-18")]
    found = [(row.place, row.start, row.end) for row in presences(claims) if row.kind is Kind.PRESENCE]
    assert found == [(FOUR.name, "2022-05-26", "2022-08-18"), (THREE.name, "2022-08-18", None)]


def test_later_report_on_the_same_year_replaces_the_earlier():
    claims = [
        claim("FRA", MALI, 5100, on="2022-02-10", when="2021", publisher=""),
        claim("FRA", MALI, 4300, on="2022-02-24", when="2021", publisher=""),
    ]
    (row,) = [row for row in presences(claims) if row.kind is Kind.PRESENCE]
    assert (row.low, row.high, row.disputed, len(row.claims)) == (4300, 4300, False, 2)


def test_frame_has_one_row_a_presence():
    from mapper.reconcile.frame import COLUMNS, presences_frame

    rows = presences(CURVE)
    frame = presences_frame(rows)
    assert list(frame.columns) == [*COLUMNS, "geometry"]
    assert frame.crs.to_epsg() == 4326
    assert list(frame["id"]) == [row.id for row in rows]
    assert str(frame["low"].dtype) == "Int64"
    assert frame.geometry.x.iloc[0] == rows[0].location.lon


def test_place_that_a_newer_statement_tells_of_no_force_is_not_counted_twice():
    claims = [
        claim("ITA", CHAD, 950, on="2022-01-01", force="unifil", **YEARBOOK),
        claim("ITA", CHAD, 875, on="2023-01-01", **YEARBOOK),
    ]
    assert sums(claims, "2022-06-01", "host")["TCD"] == (950, 950)
    assert sums(claims, "2023-06-01", "host")["TCD"] == (875, 875)
