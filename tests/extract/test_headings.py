"""Timelines: a date at the head of a line holds for its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.extract import draft_report, open_lexicon
from mapper.extract.headings import find_headings, heading_at
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report

TIMELINE = """Timeline
January 2013: France sends 1,700 soldiers to Mali. By March, 4,000 French soldiers are in Mali.
2020 - Paris keeps 5,100 soldiers in Chad.
In all, 900 French soldiers remain in Gabon."""


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("January 2013: troops left", "2013-01"),
        ("  • 15 August 2022 – troops left", "2022-08-15"),
        ("2020: troops left", "2020"),
        ("1994 - troops left", "1994"),
    ],
)
def test_a_line_begins_with_its_date(line, edtf):
    (found,) = find_headings(line, "2024-06-01", "en")
    assert (found.edtf, found.reference, found.end) == (edtf, f"{edtf[:4]}-12-31", len(line))


@pytest.mark.parametrize(
    "line",
    [
        "January: troops left",
        "GAO, 3 May 2013 - troops left",
        "5,100: a number",
        "2020-21 was",
        "",
    ],
)
def test_other_lines_have_no_date(line):
    assert find_headings(line, "2024-06-01", "en") == ()


def test_claims_hold_at_the_date_of_their_line():
    report = Report(id="r", text=TIMELINE, lang="en", published="2024-06-01")
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    when = {d.count.low: d.when for d in drafts if d.count is not None and d.option == 0}
    assert when == {1700: "2013-01", 4000: "2013-03", 5100: "2020", 900: None}


@given(st.text(alphabet=st.sampled_from("2013 Jan:-–\n•May"), max_size=200))
def test_headings_lie_inside_the_text_in_order(text):
    found = find_headings(text, "2024-06-01", "en")
    assert all(0 <= a.start < a.end <= len(text) for a in found)
    assert list(found) == sorted(found, key=lambda h: h.start)
    assert all(heading_at(found, h.start) == h for h in found)
