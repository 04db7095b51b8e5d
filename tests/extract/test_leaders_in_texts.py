"""Leaders whose name stands for their state: who is one, when, and what the name does in a sentence. Made-up sentences."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.extract import draft_report, open_lexicon
from mapper.model import Location, Mention, Precision, Report

PLACES = {
    "Iraq": "IRQ", "Syria": "SYR", "Mali": "MLI", "Niger": "NER", "Chad": "TCD", "Somalia": "SOM", "Ukraine": "UKR",
    "Poland": "POL", "Libya": "LBY", "Libye": "LBY", "Irak": "IRQ", "Bush": "ZAF", "Clinton": "USA", "May": "USA",
}  # fmt: skip
NAMES = re.compile(r"\b(?:" + "|".join(sorted(PLACES, key=len, reverse=True)) + r")\b")


def leaders(text, lang="en", published=None):
    """Text and sender of every leader found."""
    found = open_lexicon().find(text, lang, published=published)
    return [(actor.text, actor.sender) for actor in found if actor.kind == "leader"]


def drafts(text, lang="en", published="2018-06-01"):
    """Every draft of a text in which the names of PLACES are places."""
    mentions = tuple(
        Mention(
            start=m.start(), end=m.end(), text=m.group(),
            location=Location(name=m.group(), lon=1.0, lat=2.0, precision=Precision.COUNTRY, country=PLACES[m.group()]),
        )
        for m in NAMES.finditer(text)
    )  # fmt: skip
    return draft_report(Report(id="r", text=text, lang=lang, published=published), mentions, open_lexicon())


@pytest.mark.parametrize(
    ("lang", "published", "text", "expected"),
    [
        ("en", "2014-09-10", "Obama will send trainers.", [("Obama", "USA")]),
        ("en", "2018-12-20", "Mr. Trump ordered it.", [("Mr. Trump", "USA")]),
        ("en", "2018-12-20", "Prime Minister Benjamin Netanyahu agreed.", [("Prime Minister Benjamin Netanyahu", "ISR")]),
        ("en", "2019-10-09", "Erdoğan and Erdogan", [("Erdoğan", "TUR"), ("Erdogan", "TUR")]),
        ("en", "2022-03-01", "Zelensky, Zelenskyy, Zelenskiy", [(f, "UKR") for f in ("Zelensky", "Zelenskyy", "Zelenskiy")]),
        ("en", "2016-01-01", "Bashar al-Assad spoke, and Assad left.", [("Bashar al-Assad", "SYR"), ("Assad", "SYR")]),
        ("en", "2025-01-10", "Israel Katz spoke.", [("Israel Katz", "ISR")]),
        ("en", "2010-05-01", "Secretary-General Ban Ki-moon asked.", [("Secretary-General Ban Ki-moon", "UN")]),
        ("en", "2018-05-01", "On Monday Macron spoke.", [("Macron", "FRA")]),
        ("en", "2018-05-01", "The Trump administration sent more.", [("Trump administration", "USA")]),
        ("fr", "2022-05-01", "Poutine a envoyé des soldats.", [("Poutine", "RUS")]),
        ("fr", "2018-05-01", "M. Macron et le président Macron", [("M. Macron", "FRA"), ("président Macron", "FRA")]),
        ("fr", "2018-05-01", "L'administration Trump hésite.", [("Trump", "USA")]),
        ("es", "2019-05-01", "El presidente Pedro Sánchez anunció", [("presidente Pedro Sánchez", "ESP")]),
    ],
)  # fmt: skip
def test_a_leader_in_office_is_found(lang, published, text, expected):
    assert leaders(text, lang, published) == expected


@pytest.mark.parametrize(
    ("lang", "published", "text"),
    [
        ("en", "2018-05-01", "Trump Tower rose."),
        ("en", "1998-05-01", "the Clinton Foundation"),
        ("en", "2003-05-01", "George Bush Intercontinental Airport"),
        ("en", "2018-05-01", "a Trump rally"),
        ("en", "2014-05-01", "Michelle Obama visited."),
        ("en", "2018-05-01", "a pro-Assad militia"),
        ("en", "2018-05-01", "Assad-backed militias"),
        ("en", "2014-05-01", "former President Obama"),
        ("en", "2003-05-01", "the carrier USS Ronald Reagan"),
        ("fr", "2003-05-01", "la famille Chirac"),
        ("en", "2018-05-01", "it may trump all"),
    ],
)
def test_a_name_that_qualifies_or_is_anothers_is_no_leader(lang, published, text):
    assert leaders(text, lang, published) == []


def test_a_name_others_bear_waits_for_a_title_or_a_full_name():
    assert leaders("Bush sent troops.", published="2003-05-01") == []
    told = "President George W. Bush spoke. Then Bush sent troops."
    assert leaders(told, published="2003-05-01") == [("President George W. Bush", "USA"), ("Bush", "USA")]
    assert leaders("Mr Bush spoke. Later Bush left.", published="2003-05-01") == [("Mr Bush", "USA"), ("Bush", "USA")]
    assert leaders("President Bush met the Bush family.", published="2003-05-01") == [("President Bush", "USA")]


def test_a_name_that_is_a_word_always_needs_its_title():
    assert leaders("Mrs May spoke. In May they left. May is near.", published="2017-05-01") == [("Mrs May", "GBR")]
    assert leaders("Gordon Brown spoke. Brown dust rose.", published="2008-05-01") == [("Gordon Brown", "GBR")]


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2008-10-01", []), ("2012", [("Obama", "USA")]), ("2017-02-10", [("Obama", "USA")]), ("2017-06-01", []), (None, [("Obama", "USA")])],
)  # fmt: skip
def test_dates_of_office_decide(published, expected):
    assert leaders("Obama spoke.", published=published) == expected


def test_a_leader_of_two_bodies_is_read_by_date_and_not_guessed():
    assert leaders("Mark Rutte spoke.", published="2015-05-01") == [("Mark Rutte", "NLD")]
    assert leaders("Mark Rutte spoke.", published="2025-05-01") == [("Mark Rutte", "NATO")]
    assert leaders("Mark Rutte spoke.") == []


@pytest.mark.parametrize(
    ("lang", "published", "text", "sender", "host", "status"),
    [
        ("en", "2014-11-20", "Obama has approved sending 700 more troops to Iraq.", "USA", "IRQ", "planned_arrival"),
        ("en", "2018-12-22", "Mr Trump ordered the withdrawal of 900 soldiers from Syria.", "USA", "SYR", "planned_departure"),
        ("en", "2013-02-01", "Hollande has sent his soldiers to Mali. President Hollande sent 800 soldiers to Mali.", "FRA", "MLI", "arriving"),
        ("en", "2016-02-01", "Putin's soldiers are fighting in Syria.", "RUS", "SYR", "present"),
        ("en", "2022-03-01", "Putin invaded Ukraine.", "RUS", "UKR", "arriving"),
        ("fr", "2020-01-10", "Erdogan a envoyé 300 soldats en Libye.", "TUR", "LBY", "arriving"),
    ],
)  # fmt: skip
def test_a_leader_acts_for_the_state(lang, published, text, sender, host, status):
    assert (sender, host, status) in {(d.sender, d.host, d.status.value) for d in drafts(text, lang, published)}


@pytest.mark.parametrize(
    "text",
    ["Macron left Mali.", "Macron arrived in Niger on Friday.", "Trump voters joined soldiers in Poland.", "Macron soldiers on in Chad."],
)  # fmt: skip
def test_a_leader_who_travels_or_whose_name_qualifies_sends_nobody(text):
    assert not {d.sender for d in drafts(text)} & {"FRA", "USA"}


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("en", "He spoke to the general. Bush left.", []),
        ("en", "They met the minister.\n\nBush left.", []),
        ("en", "A word to the president\nBush left.", []),
        ("en", "They spend it on defence. Mr. Bush spoke.", ["Mr. Bush"]),
        ("fr", "Ils ont vu le ministre. M. Chirac a parlé.", ["M. Chirac"]),
        ("es", "Hablaron con el ministro. El Sr. Aznar habló.", ["Sr. Aznar"]),
    ],
)  # fmt: skip
def test_a_title_of_the_sentence_before_is_none(lang, text, found):
    assert [name for name, _ in leaders(text, lang, "2003-06-01")] == found


def test_a_leader_is_no_place():
    told = "President Bush said 500 American soldiers were in Iraq. Bush thanked the soldiers."
    assert {d.host for d in drafts(told, published="2004-06-01") if d.host} == {"IRQ"}
    assert "ZAF" in {d.host for d in drafts("There are 500 American soldiers in Bush.", published="2004-06-01")}


WORDS = st.sampled_from(
    ["President", "Mr", ".", "Bush", "George", "W", "Trump", "Tower", "-", "the", "administration", "said", "al", "Assad", "May",
     "Mrs", "'s", "\n", "M", "Macron", "former", "Israel", "Katz", "US", "Monday"]
)  # fmt: skip


@given(
    st.lists(WORDS, max_size=14), st.sampled_from(["en", "fr", "es"]), st.sampled_from([None, "2003", "2018-05-01"])
)
def test_spans_are_in_order_disjoint_and_as_written(words, lang, published):
    text = " ".join(words)
    found = open_lexicon().find(text, lang, published=published)
    assert all(actor.text == text[actor.start : actor.end] for actor in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
