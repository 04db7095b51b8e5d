"""A sentence as a row of items: what an unknown word is by its ending."""

import pytest

from mapper.extract.grammar import open_grammar
from mapper.extract.items import build_row
from mapper.extract.sentence import Sentence


@pytest.mark.parametrize(
    ("lang", "text", "adverbs"),
    [
        ("en", "The garment was swiftly mended.", ["swiftly"]),
        ("fr", "Le linge fut rapidement lavé à Lilly.", ["rapidement"]),
        ("es", "El pavimento fue rápidamente reparado.", ["rápidamente"]),
    ],
)
def test_adverbs_are_told_by_the_endings_of_their_language(lang, text, adverbs):
    row = build_row(text, Sentence(0, len(text), 0), 0, open_grammar(lang), [])
    assert [item.low for item in row.items if item.manner] == adverbs
