"""Names in another spelling than the gazetteer's are found in the countries that the report names, and only there."""

from __future__ import annotations

import pytest

from mapper.locate import find_mentions, open_gazetteer
from mapper.locate.respelled import REASON, spellings
from mapper.model import Precision, Report


def found(text, lang):
    mentions = find_mentions(Report(id="r", text=text, lang=lang), open_gazetteer())
    return {m.text: m.location for m in mentions if m.location}


@pytest.mark.parametrize(
    ("text", "lang", "name", "place"),
    [
        ("Les forces russes ont quitté Boutcha et Lyssytchansk, en Ukraine.", "fr", "Boutcha", "Bucha"),
        ("Les forces russes ont quitté Boutcha et Lyssytchansk, en Ukraine.", "fr", "Lyssytchansk", "Lysychansk"),
        ("En Libye, des mercenaires campent à Koufra.", "fr", "Koufra", "Kufra"),
        ("En Éthiopie, des soldats campent à Axoum.", "fr", "Axoum", "Aksum"),
        ("Coalition advisers in Syria met in Deir Ezzor.", "en", "Deir Ezzor", "Deir ez-Zor"),
    ],
)
def test_another_spelling_is_found_and_flagged(text, lang, name, place):
    location = found(text, lang)[name]
    assert (location.name, location.precision) == (place, Precision.SETTLEMENT)
    assert location.reason == REASON


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Des soldats ont quitté Boutcha.", "fr"),  # no country named
        ("Des soldats maliens du Mali ont quitté Boutcha.", "fr"),  # another country named
        ("En Ukraine, le colonel Boutcha commande.", "fr"),  # no place by what stands before it
        ("In the United States, he works at Qincinnati.", "en"),  # names there are written as in the report
    ],
)
def test_nothing_is_found_without_a_country_and_a_cue(text, lang):
    assert not [name for name, location in found(text, lang).items() if location.reason == REASON]


def test_a_distance_from_another_spelling_is_a_shape():
    assert "à 30 km au nord de Boutcha" in found("En Ukraine, ils campent à 30 km au nord de Boutcha.", "fr")


def test_spellings_are_folded_and_distinct():
    assert spellings("Djenné", "fr") == ("djenne", "jenne")
    assert spellings("Gao", "fr") == ("gao",)


def test_work_grows_with_the_text_and_not_faster():
    text = "En Ukraine, ils sont à " + ", ".join(["Abcdefg Hijklmn-Opqrstu"] * 2000)
    assert set(found(text, "fr")) == {"Ukraine"}
