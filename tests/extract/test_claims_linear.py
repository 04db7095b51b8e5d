"""Work grows no faster than a report's length, whatever it repeats.

Work is counted in lines of our own code that ran, so that the machine's load does not matter.
"""

from __future__ import annotations

import sys
import time
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.extract import extract_claims, open_lexicon
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report

SMALL, TIMES, SLACK = 4_000, 4, 1.35
SHAPES = [
    "a", ",", "A", "Ab ", "MALI ", "7", "12 ", "1,111,", "troops in Mali and ", '("[', "of ", "Gao, ", "2022-08-15 ",
    "in May 2020, ", "About 1,000 French troops are in Mali. ", "French soldiers and ", '" ', "'s ", "northern ",
    "30 km north of ", ". ", "\n", "U.S. ", "A.", "the border between Mali and ", "Wagner Group, ", "Gao-",
    "the presence of ", "if the ", "\udc80 ", "\x00\x1b", "which have been ", "many of them, ", "its ", "1st Battalion, ",
    "from 5,200 to ", "he said ", "last month ", "there ", "两千名士兵", "солдаты ", "؟ جنود ", "e\u0301",
]  # fmt: skip


class Counter:
    """Counts lines run in the package while it traces."""

    def __init__(self) -> None:
        self.lines = 0

    def __call__(self, frame: FrameType, event: str, arg: Any) -> Counter | None:
        if event == "call":
            return self if "mapper" in frame.f_code.co_filename else None
        self.lines += event == "line"
        return self


def work(text: str) -> int:
    """Lines that run to find the places and the claims of a text."""
    report = Report(id="r", text=text, published="2022-08-17", lang="en")
    gazetteer, lexicon = open_gazetteer(), open_lexicon()
    counter, before = Counter(), sys.gettrace()
    sys.settrace(counter)
    try:
        extract_claims(report, find_mentions(report, gazetteer), lexicon)
    finally:
        sys.settrace(before)
    return counter.lines


@pytest.mark.parametrize("shape", SHAPES, ids=ascii)
def test_work_grows_no_faster_than_the_text(shape):
    work(shape * 20)  # what is opened once is opened now
    small, large = (work(shape * (size // len(shape))) for size in (SMALL, TIMES * SMALL))
    assert large <= TIMES * SLACK * small + 2_000


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*SHAPES, "\ud800", "troops", "٣٠٠٠", "\u202e", "\r\n", "🇲🇱 "]), max_size=60))
def test_any_mixture_of_scripts_and_signs_goes_through(parts):
    assert work("".join(parts)) > 0


@pytest.mark.parametrize("shape", ["7", "A.", "a", "-", "\udc80"], ids=ascii)
def test_a_text_without_a_space_is_no_worse(shape):
    """What runs inside a pattern is not counted in lines: eight times the text may take thirty times, not sixty-four."""
    took = []
    for size in (250_000, 2_000_000):
        report = Report(id="r", text=shape * (size // len(shape)), lang="en")
        begin = time.process_time()
        extract_claims(report, (), open_lexicon())
        took.append(time.process_time() - begin)
    assert took[1] < 30 * max(took[0], 0.05)
