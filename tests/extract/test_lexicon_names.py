"""Names of states, forces and formations: what each form means per language, and laws that hold for any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.extract.lexicon import open_lexicon
from mapper.model import Personnel

NAMES = [
    # lang, text, (form, kind, sender) of each name
    ("en", "French and Chadian soldiers", [("French", "demonym", "FRA"), ("Chadian", "demonym", "TCD")]),
    ("en", "troops in the Central African Republic", [("Central African Republic", "country", "CAF")]),
    ("en", "Paris sent troops", [("Paris", "metonym", "FRA")]),
    ("en", "The US asked for help", [("US", "country", "USA")]),
    ("en", "the U.S. embassy", [("U.S.", "country", "USA")]),
    ("en", "UN peacekeepers", [("UN", "organisation", "UN")]),
    ("en", "the African Union agreed", [("African Union", "organisation", "AU")]),
    ("en", "under Operation Serval", [("Operation Serval", "operation", "FRA")]),
    ("en", "a convoy of MINUSMA", [("MINUSMA", "mission", "UN")]),
    ("en", "Wagner Group fighters", [("Wagner Group", "pmc", "RUS")]),
    ("en", "the German army", [("German army", "army", "DEU")]),
    ("en", "NATO's KFOR", [("NATO", "organisation", "NATO"), ("KFOR", "mission", "NATO")]),
    ("en", "the Revolutionary Guards", [("Revolutionary Guards", "service", "IRN")]),
    ("en", "SADAT's trainers", [("SADAT", "pmc", "TUR")]),
    ("fr", "les soldats français", [("français", "demonym", "FRA")]),
    ("fr", "la force Barkhane", [("force Barkhane", "operation", "FRA")]),
    ("fr", "Moscou et la Russie", [("Moscou", "metonym", "RUS"), ("Russie", "country", "RUS")]),
    ("fr", "la CEDEAO", [("CEDEAO", "organisation", "ECOWAS")]),
    ("fr", "la FINUL", [("FINUL", "mission", "UN")]),
    ("es", "soldados españoles", [("españoles", "demonym", "ESP")]),
    ("es", "la FPNUL", [("FPNUL", "mission", "UN")]),
    ("es", "la Unión Europea", [("Unión Europea", "organisation", "EU")]),
]

NO_NAMES = [
    ("en", "it will help us"),
    ("en", "cold turkey and old china"),
    ("en", "Sadat was president"),
    ("en", "georgia peaches"),
    ("en", "the first company to invest"),
    ("fr", "il est un peu tard"),
]

UNITS = [
    ("en", "the 87th Airborne Division", "87th Airborne Division", "division"),
    ("en", "the 2nd Battalion, 5th Marines", "2nd Battalion, 5th Marines", "battalion"),
    ("en", "the 3rd Brigade, 101st Airborne Division", "3rd Brigade, 101st Airborne Division", "brigade"),
    ("en", "the 45th Infantry Brigade Combat Team", "45th Infantry Brigade Combat Team", "brigade"),
    ("fr", "la 1re compagnie du 2e REP", "1re compagnie du 2e REP", "company"),
    ("fr", "le 8e RPIMa", "8e RPIMa", "regiment"),
]

WORDS = st.sampled_from(
    ["US", "us", "UN", "French", "français", "Mali", "Operation", "Serval", "the", "82nd", "2nd", "Airborne", "Division",
     "Battalion", ",", "of", "Wagner", "Group", "Central", "African", "Republic", "Union", "1re", "compagnie", "REP",
     "\n", "’s", "É", "İ", "ß", "-", "(", "3,000"]
)  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "expected"), NAMES)
def test_lexicon_reads_names_as_their_language_writes_them(lang, text, expected):
    found = [(a.text, a.kind, a.sender) for a in open_lexicon().find(text, lang)]
    assert found == expected


@pytest.mark.parametrize(("lang", "text"), NO_NAMES)
def test_lexicon_leaves_words_that_only_look_like_names(lang, text):
    assert open_lexicon().find(text, lang) == ()


@pytest.mark.parametrize(("lang", "text", "name", "echelon"), UNITS)
def test_lexicon_finds_formations_without_a_list_of_them(lang, text, name, echelon):
    (unit,) = open_lexicon().find(text, lang)
    assert (unit.text, unit.kind, unit.echelon, unit.sender) == (name, "unit", echelon, None)


def test_lexicon_prefers_a_listed_formation_that_is_as_long():
    (base,) = open_lexicon().find("the 102nd Military Base", "en")
    assert (base.force_id, base.sender) == ("rus-base-102", "RUS")


def test_lexicon_prefers_the_force_that_was_active():
    lexicon = open_lexicon()
    (then,) = lexicon.find("Operation Artemis", "en", published="2003-07-01")
    (now,) = lexicon.find("Operation Artemis", "en", published="2023-07-01")
    assert (then.sender, now.sender) == ("EU", "CAN")
    assert set(then.forces) == set(now.forces) == {"artemis", "cdn-artemis"}


def test_lexicon_carries_what_the_row_says():
    (force,) = open_lexicon().find("MINUSMA", "en")
    assert (force.force_id, force.personnel, force.hosts) == ("minusma", Personnel.PEACEKEEPERS, ("MLI",))
    assert force.active == ("2013-04-25", "2023-12-31")


def test_lexicon_reads_an_unknown_language_as_english():
    assert open_lexicon().find("in Mali", "xx")[0].sender == "MLI"


def test_lexicon_is_opened_once():
    assert open_lexicon() is open_lexicon()


def check(text, lang):
    found = open_lexicon().find(text, lang)
    for actor in found:
        assert 0 <= actor.start < actor.end <= len(text)
        assert text[actor.start : actor.end] == actor.text
    for one, two in itertools.pairwise(found):
        assert one.end <= two.start
    assert found == open_lexicon().find(text, lang)


@given(st.text(), st.sampled_from(["en", "fr", "es"]))
def test_lexicon_reads_any_text(text, lang):
    check(text, lang)


@given(st.lists(WORDS, max_size=25), st.sampled_from(["en", "fr", "es"]))
def test_lexicon_reads_any_order_of_names(words, lang):
    check(" ".join(words), lang)
