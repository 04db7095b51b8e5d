"""Any text at all goes through extraction without raising, in time that grows with its length."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.extract import extract_claims, open_lexicon
from mapper.extract.explain import explain_report
from mapper.model import Location, Mention, Precision, Report

WORDS = [
    "troops",
    "soldiers",
    "3,000",
    "Mali",
    "France",
    "French",
    "the",
    "will",
    "not",
    "withdraw",
    "from",
    "in",
    "to",
    "of",
    "its",
    ",",
    ".",
    ";",
    "-",
    "(",
    ")",
    "“",
    "”",
    "’s",
    "U.S.",
    "NATO",
    "-led",
    "have",
    "been",
    "stationed",
    "denied",
    "if",
    "many",
    "them",
    "there",
    "country",
    "Wagner",
    "mercenaries",
    "battalion",
    "two",
    "\n",
    "\n\n",
    "10%",
    "€",
    "troupes",
    "russes",
    "du",
]
LEXICON = open_lexicon()


def mentions(text):
    found, at = [], 0
    while (start := text.find("Mali", at)) >= 0:
        at = start + 4
        place = Location(name="Mali", lon=-2.0, lat=17.0, precision=Precision.COUNTRY, country="MLI")
        found.append(Mention(start=start, end=at, text="Mali", location=place))
    return tuple(found)


def extract(text, lang=""):
    return extract_claims(Report(id="r", text=text, lang=lang, published="2022-08-20"), mentions(text), LEXICON)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=80), st.sampled_from(["en", "fr", "es", ""]))
def test_any_order_of_words_gives_claims_whose_spans_hold(words, lang):
    text = " ".join(words)
    extraction = extract(text, lang)
    for claim in extraction.claims:
        assert claim.quote == text[claim.start : claim.end]
        assert all(0 <= mark.start < mark.end <= len(text) for mark in claim.marks)
    assert explain_report(extraction)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_characters_go_through(text):
    assert extract(text).report.text == text


@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800 troops in Mali", "3,000" * 50, "troops " * 500, "(" * 3000, "’s" * 2000]
)
def test_odd_texts_go_through(text):
    extract(text)


def test_the_same_report_gives_the_same_claims_twice():
    text = "France has 3,000 troops in Mali. It will withdraw its troops from Mali by December."
    first, second = extract(text), extract(text)
    assert [c.id for c in first.claims] == [c.id for c in second.claims]
    assert first.claims


def test_rows_are_json():
    from mapper.cli.extract_command import as_line

    row = json.loads(as_line(extract("France has 3,000 troops in Mali.")))
    assert row["claims"][0]["count_low"] == 3000
    assert row["claims"][0]["quote"] == "France has 3,000 troops in Mali."


@pytest.mark.slow
def test_a_paragraph_of_a_megabyte_goes_through():
    unit = "France has 3,000 troops in Mali and the soldiers patrol towns, "
    extraction = extract(unit * (1_000_000 // len(unit)))
    assert extraction.claims
