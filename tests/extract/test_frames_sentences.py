"""Sentences: cut where they end, with offsets, in linear time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.extract.sentence import LONGEST, split_sentences

ABBREVIATIONS = frozenset({"gen", "mr", "lt", "col", "sept"})


def cut(text):
    return [text[s.start : s.end] for s in split_sentences(text, ABBREVIATIONS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Troops left. Others stayed.", ["Troops left.", "Others stayed."]),
        ("Gen. Diop spoke. He left.", ["Gen. Diop spoke.", "He left."]),
        ("The U.S. Army arrived. It stayed.", ["The U.S. Army arrived.", "It stayed."]),
        ('"We stay." He left.', ['"We stay."', "He left."]),
        ("“We will stay.” The general left.", ["“We will stay.”", "The general left."]),
        ("NIAMEY\nFrench troops left.\n\nThey were 1.500.", ["NIAMEY", "French troops left.", "They were 1.500."]),
        ("A line that is\nwrapped here. Next.", ["A line that is\nwrapped here.", "Next."]),
        ("George W. Bush spoke. He left.", ["George W. Bush spoke.", "He left."]),
        ("What now? Nobody knows!", ["What now?", "Nobody knows!"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_sentences_end_where_they_should(text, expected):
    assert cut(text) == expected


@given(st.text(alphabet=st.sampled_from('aB .!?"”\n\t…1é'), max_size=400))
def test_sentences_cover_all_words_in_order(text):
    found = split_sentences(text, ABBREVIATIONS)
    ends = [0, *(s.end for s in found)]
    starts = [*(s.start for s in found), len(text)]
    assert all(text[a:b].strip() == "" for a, b in zip(ends, starts, strict=True))
    assert all(s.start < s.end for s in found)


def test_an_endless_sentence_is_cut_into_bounded_pieces():
    found = split_sentences("word " * 50_000)
    assert max(s.end - s.start for s in found) <= 2 * LONGEST
