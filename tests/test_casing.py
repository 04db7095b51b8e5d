"""Texts without capitals are read as texts in capitals are, offset for offset."""

from hypothesis import given
from hypothesis import strategies as st

from mapper.casing import readable, without_capitals
from mapper.extract import extract_claims, open_lexicon
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report

SMALL = (
    "the defence ministry said on monday that 300 french soldiers are stationed in niamey. officials in the capital "
    "declined to comment on the figure. the ministry added that it would publish a longer statement this week."
)


@given(st.text(max_size=300))
def test_a_readable_text_keeps_every_offset(text):
    assert len(readable(text)) == len(text)
    assert readable(text).lower() == readable(text.lower() if without_capitals(text) else text).lower()


def test_a_report_in_small_letters_gives_its_claim_with_its_own_words():
    report = Report(id="small", text=SMALL, published="2023-03-06")
    claims = extract_claims(report, find_mentions(report, open_gazetteer()), open_lexicon()).claims
    assert [(c.sender, c.count_low, c.place, c.host) for c in claims] == [("FRA", 300, "niamey", "NER")]
    assert claims[0].quote == SMALL[: SMALL.index(" officials")]


def test_a_script_without_case_and_a_short_note_are_left_alone():
    assert not without_capitals("部队" * 100)
    assert not without_capitals("300 french soldiers in niamey")
