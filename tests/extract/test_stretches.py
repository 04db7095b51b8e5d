"""A report longer than any news is read in stretches, whose claims stand where the report has them."""

from __future__ import annotations

import pytest

from mapper.extract import extract_claims, open_lexicon
from mapper.extract.stretches import BACK, LONGEST, stretches
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Mention, Report

FILLER = "Nothing of note was said of the weather. "
STORIES = (
    "About 300 French soldiers are deployed in Gao, Mali. ",
    "Some 1,200 Kenyan troops arrived in Mogadishu on Monday. ",
    "Germany withdrew its last 40 soldiers from Kunduz. ",
)


def long_report(mark: str = " ") -> Report:
    filler = FILLER * (LONGEST // len(FILLER) - 50)
    text = mark.join(f"{story}{filler}" for story in STORIES)
    return Report(id="long", text=text, published="2022-08-17", lang="en")


@pytest.mark.parametrize("mark", [" ", "\n\n"])
def test_claims_of_a_long_report_stand_where_their_sentences_do(mark):
    report = long_report(mark)
    gazetteer, lexicon = open_gazetteer(), open_lexicon()
    found = extract_claims(report, find_mentions(report, gazetteer), lexicon)
    assert found.report is report
    assert [claim.quote for claim in found.claims] == [story.strip() for story in STORIES]
    for claim in found.claims:
        assert report.text[claim.start : claim.end] == claim.quote
        count = next(mark for mark in claim.marks if mark.role == "count")
        assert report.text[count.start : count.end] == claim.count_text
    assert len({claim.id for claim in found.claims}) == len(STORIES)


def test_stretches_are_the_whole_text_cut_at_its_best_places():
    report = long_report("\n\n")
    pieces = list(stretches(report, ()))
    assert len(pieces) == len(STORIES)
    assert "".join(piece.text for _, piece, _ in pieces) == report.text
    assert [begin for begin, _, _ in pieces] == [report.text.index(story) for story in STORIES]


@pytest.mark.parametrize(
    "text", ["", "x", "x" * LONGEST, "x " * LONGEST, "x" * (2 * LONGEST + 1), "\n" * (LONGEST + 1)]
)
def test_stretches_lose_nothing_of_any_text(text):
    pieces = list(stretches(Report(id="r", text=text), ()))
    assert "".join(piece.text for _, piece, _ in pieces) == text
    assert all(len(piece.text) <= LONGEST for _, piece, _ in pieces)
    assert all(len(piece.text) >= LONGEST - BACK for _, piece, _ in pieces[:-1])


def test_mentions_move_with_their_stretch_and_one_on_a_cut_belongs_to_none():
    text = "a" * (2 * LONGEST)
    inside = Mention(start=LONGEST + 5, end=LONGEST + 8, text="aaa", container=(LONGEST + 10, LONGEST + 12))
    across = Mention(start=LONGEST - 1, end=LONGEST + 2, text="aaa")
    first, second = stretches(Report(id="r", text=text), (across, inside))
    assert first[2] == ()
    assert [(m.start, m.end, m.container, m.core) for m in second[2]] == [(5, 8, (10, 12), None)]
