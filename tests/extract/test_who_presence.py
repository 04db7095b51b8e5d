"""Who is there when no number says so: presences that news states without a count, in made-up sentences."""

import re

import pytest

from mapper.extract import draft_report, open_lexicon
from mapper.model import Location, Mention, Precision, Report

COUNTRY, ADMIN, TOWN = Precision.COUNTRY, Precision.ADMIN, Precision.SETTLEMENT
PLACES = {
    "Congo": ("COD", COUNTRY), "Uganda": ("UGA", COUNTRY), "Burundi": ("BDI", COUNTRY), "Somalia": ("SOM", COUNTRY),
    "Mali": ("MLI", COUNTRY), "Chad": ("TCD", COUNTRY), "Iraq": ("IRQ", COUNTRY), "Lebanon": ("LBN", COUNTRY),
    "Portugal": ("PRT", COUNTRY), "Spain": ("ESP", COUNTRY), "Italy": ("ITA", COUNTRY), "Gao": ("MLI", TOWN),
    "Philippines": ("PHL", COUNTRY), "Basra": ("IRQ", TOWN), "Kherson": ("UKR", TOWN), "Hebron": ("PSE", TOWN), "France": ("FRA", COUNTRY),
}  # fmt: skip
NAMES = re.compile(r"\b(?:" + "|".join(sorted(PLACES, key=len, reverse=True)) + r")\b")


def drafts(text, lang="en"):
    """Every draft of a text."""
    mentions = []
    for match in NAMES.finditer(text):
        country, precision = PLACES[match.group()]
        location = Location(name=match.group(), lon=1.0, lat=2.0, precision=precision, country=country)
        mentions.append(Mention(start=match.start(), end=match.end(), text=match.group(), location=location))
    report = Report(id="r", text=text, lang=lang, published="2022-08-20")
    return draft_report(report, tuple(mentions), open_lexicon())


def drafted(text, lang="en"):
    """Sender, host and status of every draft of a text."""
    return {(d.sender, d.host, d.status.value) for d in drafts(text, lang)}


@pytest.mark.parametrize(
    ("text", "sender", "host", "status"),
    [
        ("Soldiers from Uganda and Burundi have also been fighting in Congo.", "UGA", "COD", "present"),
        ("Soldiers from Uganda and Burundi have also been fighting in Congo.", "BDI", "COD", "present"),
        ("Kherson, occupied by the Russians since March, was shelled.", "RUS", "UKR", "present"),
        ("Kherson was taken by Russian forces in March.", "RUS", "UKR", "present"),
        ("Israel has encircled Hebron.", "ISR", "PSE", "present"),
        ("Israel has occupied a security zone in Lebanon since 1985.", "ISR", "LBN", "present"),
        (
            "Italy, Portugal and Spain, which all have troops in Iraq, have announced their withdrawal.",
            "PRT",
            "IRQ",
            "planned_departure",
        ),
        ("Italy, the former ruler, and Spain have soldiers in Somalia.", "ITA", "SOM", "present"),
        ("France has a military base in Chad.", "FRA", "TCD", "present"),
        ("France opened an air base in Chad.", "FRA", "TCD", "present"),
        ("Britain handed over its base in Basra.", "GBR", "IRQ", "left"),
        ("France plans to open a military base in Chad.", "FRA", "TCD", "planned_arrival"),
        ("France is conducting special forces operations in Mali.", "FRA", "MLI", "present"),
        ("Israel is planning a ground operation in Hebron.", "ISR", "PSE", "planned_arrival"),
        ("Damascus withdrew its troops from Lebanese soil.", "SYR", "LBN", "left"),
        ("MINUSMA's peacekeepers left.", "UN", "MLI", "left"),
        ("American troops are returning to bases in the Philippines.", "USA", "PHL", "arriving"),
        ("Having lost 24 soldiers in Iraq, Spain left.", "ESP", "IRQ", "left"),
        ("Long deployed in Congo, UN soldiers are leaving.", "UN", "COD", "leaving"),
        ("Spain sent soldiers to Iraq. The withdrawal from Iraq took a week.", "ESP", "IRQ", "planned_departure"),
        ("Italian soldiers are building an airstrip near Basra.", "ITA", "IRQ", "present"),
        ("The Israel Defence Forces (idf) warned. The idf is fighting in Hebron.", "ISR", "PSE", "present"),
        ("Italy backed sending a force to Chad.", "ITA", "TCD", "planned_arrival"),
        ("A military mission recently dispatched by France is in Chad.", "FRA", "TCD", "present"),
        ("The UN mission in Mali grew. The junta kicked it out.", "UN", "MLI", "left"),
        ("Israel has the zone that it occupies in Lebanon.", "ISR", "LBN", "present"),
        ("Italy moved its soldiers. Then it seized Basra.", "ITA", "IRQ", "present"),
        ("Italy seized Basra.", "ITA", "IRQ", "present"),
        ("Uganda—the first to help both Chad and Burundi—has sent soldiers to Mali.", "UGA", "MLI", "arriving"),
        ("Spain has just pulled out its troops from Iraq.", "ESP", "IRQ", "left"),
    ],
)
def test_a_presence_is_drafted(text, sender, host, status):
    assert (sender, host, status) in drafted(text)


@pytest.mark.parametrize(
    ("text", "sender", "host"),
    [
        ("France controls prices in Mali.", "FRA", "MLI"),
        ("The hostages, who were seized by rebels in Mali, met France's envoy.", "FRA", "MLI"),
        ("France has a consumer base in Chad.", "FRA", "TCD"),
        ("The firm is conducting mining operations in Mali with France.", "FRA", "MLI"),
        ("Having lost 24 soldiers in Iraq, Spain left.", "IRQ", "IRQ"),
        ("Long deployed in Congo, UN soldiers are leaving.", "COD", "COD"),
        ("France entered the contest in Mali.", "FRA", "MLI"),
        ("The minister visited NATO headquarters in Italy.", "NATO", "ITA"),
        ("The idf is fighting in Hebron.", "ISR", "PSE"),
        ("Italy spoke. It has taken a loan in Mali.", "ITA", "MLI"),
        ("Hamas warned Italy, which sent soldiers to Iraq.", "PSE", "IRQ"),
    ],
)
def test_nobody_is_put_there(text, sender, host):
    assert (sender, host, "present") not in drafted(text)


def test_a_list_of_nationalities_goes_on_after_a_comma():
    found = drafted("Des soldats rwandais, russes et français sont à Gao.", "fr")
    assert {(s, "MLI", "present") for s in ("RWA", "RUS", "FRA")} <= found


def test_a_movement_that_only_dates_something_else_is_told_apart():
    weighed = {d.sender: "background" in d.features for d in drafts("Prices rose after France invaded Mali.")}
    assert weighed == {"FRA": True}
    weighed = {d.sender: "background" in d.features for d in drafts("France invaded Mali.")}
    assert weighed == {"FRA": False}


def test_a_stay_that_ended_years_before_the_report_is_history():
    assert any("old&bare" in d.features for d in drafts("French soldiers were in Mali in 1999."))
    assert not any("old&bare" in d.features for d in drafts("French soldiers were in Mali in 2021."))


def test_what_a_state_moves_are_its_soldiers_not_itself():
    kinds = {d.group.kind for d in drafts("Spain began withdrawing soldiers from Iraq.")}
    assert kinds == {"people"}


def test_who_strikes_does_not_send_those_who_are_struck():
    found = [d for d in drafts("Turkish troops attacked soldiers in Basra.") if d.rule == "object.strike"]
    assert found
    assert all(d.sender != "TUR" for d in found)


def test_a_name_that_two_states_share_is_the_state_of_its_place():
    assert ("COD", "MLI", "arriving") in drafted("Congo sent soldiers to Mali.")
