"""Which name a row shows over time, and who a force's people serve under when it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from build_claims import FORCES, GAO, MALI, NIGER, OPTIONS, TIMBUKTU, claim

from mapper.model import Kind
from mapper.reconcile import Force, reconcile_claims

DATED = {
    **FORCES,
    "serval": replace(FORCES["serval"], first=date(2013, 1, 11), over=date(2014, 8, 1)),
    "barkhane": replace(FORCES["barkhane"], first=date(2014, 8, 1), over=date(2022, 11, 10)),
    "afisma": Force(id="afisma", sender="ECOWAS", kind="mission", successor="minusma", over=date(2013, 7, 1)),
    "eutm": Force(id="eutm", sender="EU", kind="mission"),
}


def rows_of(claims):
    found = reconcile_claims(claims, options=replace(OPTIONS, forces=DATED))[0]
    return [row for row in found if row.kind is Kind.PRESENCE]


def spans(claims):
    return [(row.force, row.low, row.start, row.end) for row in rows_of(claims)]


def test_name_reaches_no_further_back_than_its_force():
    claims = [
        claim("FRA", TIMBUKTU, 600, on="2013-02-05"),
        claim("FRA", TIMBUKTU, force="barkhane", on="2021-12-01"),
        claim("FRA", TIMBUKTU, force="barkhane", on="2021-12-14", status="left"),
    ]
    assert spans(claims) == [(None, 600, "2013-02-05", "2014-08-01"), ("Barkhane", 600, "2014-08-01", "2021-12-14")]
    early, late = rows_of(claims)
    assert (len(early.claims), early.end_basis, late.start_basis, early.series == late.series) == (
        1, "carried_forward", "carried", True,
    )  # fmt: skip


def test_name_ends_with_its_force_where_another_followed():
    claims = [claim("FRA", MALI, 1600, force="serval", on="2014-02-20"), claim("FRA", MALI, on="2015-01-01")]
    assert spans(claims) == [("Serval", 1600, "2014-02-20", "2014-08-01"), (None, 1600, "2014-08-01", None)]


def test_name_is_not_carried_on_to_a_level_told_after_its_end():
    claims = [
        claim("FRA", NIGER, 1500, force="barkhane", on="2022-06-01"),
        claim("FRA", NIGER, 1000, on="2023-06-01"),
    ]
    assert [(name, low) for name, low, *_ in spans(claims)] == [("Barkhane", 1500), (None, 1500), (None, 1000)]


def test_texts_that_go_on_using_a_name_are_believed():
    claims = [claim("FRA", NIGER, 1500, force="barkhane", on="2023-01-15")]
    assert spans(claims) == [("Barkhane", 1500, "2023-01-15", None)]


def test_mission_that_another_organisation_took_over_is_one_line_under_each_one_s_own_flag():
    claims = [
        claim("ECOWAS", MALI, 5000, force="afisma", personnel="peacekeepers", on="2013-05-01"),
        claim("UN", MALI, 6000, force="minusma", personnel="peacekeepers", on="2013-07-01"),
    ]
    found = [(row.sender, row.force, row.low, row.start, row.end) for row in rows_of(claims)]
    assert found == [
        ("ECOWAS", "Afisma", 5000, "2013-05-01", "2013-07-01"),
        ("UN", "MINUSMA", 6000, "2013-07-01", None),
    ]


END = {"on": "2023-12-31", "status": "left", "force": "minusma", "personnel": "peacekeepers"}


def test_personnel_that_their_report_counts_in_a_mission_leave_with_it():
    whole = claim("UN", MALI, 13_000, force="minusma", personnel="peacekeepers", report_id="one")
    part = claim("DEU", GAO, 900, report_id="one", part_of=whole.id)
    other = claim("ITA", GAO, 50)
    ends = {row.sender: row.end for row in rows_of([whole, part, other, claim("UN", MALI, **END)])}
    assert ends == {"UN": "2023-12-31", "DEU": "2023-12-31", "ITA": None}


def test_personnel_whose_state_has_only_a_contingent_there_leave_with_its_mission():
    named = claim("DEU", GAO, 900, force="minusma", personnel="peacekeepers")
    plain = claim("DEU", TIMBUKTU, 20)
    gone = claim("UN", MALI, **END)
    assert {row.place: row.end for row in rows_of([named, plain, gone])} == dict.fromkeys(
        ("Gao", "Timbuktu"), "2023-12-31"
    )
    trainers = claim("DEU", MALI, 100, force="eutm")
    ends = {row.place: row.end for row in rows_of([named, plain, trainers, gone])}
    assert (ends["Timbuktu"], ends["Gao"]) == (None, "2023-12-31")


@pytest.mark.parametrize(("number", "end"), [(None, "2023-12-31"), (5000, None)])
def test_mission_that_a_sentence_names_as_the_frame_takes_its_people_along(number, end):
    spot = {"report_id": "one", "start": 10, "end": 90, "on": "2023-12-12"}
    four = claim("DEU", GAO, 4, **spot)
    frame = claim("UN", GAO, number, force="minusma", personnel="peacekeepers", **spot)
    (row,) = [row for row in rows_of([four, frame, claim("UN", MALI, **END)]) if row.sender == "DEU"]
    assert row.end == end
