"""Which place a reading takes: past asides, in a purpose clause, taken up by words, carried over."""

import pytest

from mapper.extract import extract_claims, open_lexicon
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Precision, Report


@pytest.fixture(scope="module")
def places():
    gazetteer, lexicon = open_gazetteer(), open_lexicon()

    def read(text):
        report = Report(id="own", text=text, published="2022-03-04", lang="en")
        found = extract_claims(report, find_mentions(report, gazetteer), lexicon)
        return {(c.sender, c.count_low, c.host, c.status.value) for c in found.claims}

    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Spain sent 300 soldiers—most of them engineers, with their machines—to Latvia in January.",
            ("ESP", 300, "LVA", "arriving"),
        ),
        (
            "Portugal will send 120 soldiers to help fight forest fires in Chile, the defence ministry said.",
            ("PRT", 120, "CHL", "planned_arrival"),
        ),
        (
            "Niger is at the heart of the matter. Italy has stationed 250 soldiers in the country.",
            ("ITA", 250, "NER", "present"),
        ),
        (
            "In Lithuania the alliance is building barracks. Germany has deployed 1,500 soldiers there.",
            ("DEU", 1500, "LTU", "present"),
        ),
    ],
)
def test_a_reading_takes_the_place_its_words_mean(places, text, expected):
    assert expected in places(text)


def test_that_a_unit_has_left_does_not_hide_that_all_have(places):
    found = places(
        "Spain has withdrawn all its troops from Latvia, the two ministries said. The staff of the Spanish Legion has "
        "left Latvia too."
    )
    assert ("ESP", None, "LVA", "left") in found


def test_fighter_aircraft_are_no_fighters(places):
    assert places("French fighter aircraft left Chad on Monday.") == set()


def test_what_the_mission_has_is_the_missions(places):
    found = places(
        "The European Union's training mission in Mali began to train 200 Malian soldiers. The mission has 150 "
        "instructors at Koulikoro."
    )
    assert ("EU", 150, "MLI", "present") in found


def test_one_number_over_several_towns_is_one_claim_for_their_ground():
    text = "France has 1,000 soldiers based in N'Djamena, Abeche and Faya-Largeau."
    report = Report(id="own", text=text, published="2022-03-04", lang="en")
    claims = extract_claims(report, find_mentions(report, open_gazetteer()), open_lexicon()).claims
    assert [(c.place, c.host, c.count_low) for c in claims] == [("N'Djamena, Abeche and Faya-Largeau", "TCD", 1000)]


def test_a_town_and_what_it_lies_in_are_no_series(places):
    assert places("Norway has 200 soldiers in Juba, in South Sudan.") == {("NOR", 200, "SSD", "present")}


def test_the_peninsula_is_taken_up_in_spanish_too():
    text = "Los rebeldes abandonaron la península de Crimea. Rusia ha desplegado 300 soldados en la península."
    report = Report(id="own", text=text, published="2022-03-04", lang="es")
    (claim,) = extract_claims(report, find_mentions(report, open_gazetteer()), open_lexicon()).claims
    assert (claim.sender, claim.count_low, claim.host, claim.precision) == ("RUS", 300, "UKR", Precision.ADMIN)
