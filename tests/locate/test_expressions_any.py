"""The finder of spatial expressions answers any text: it never raises, and its spans are the text's."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mapper.locate.expressions import find_expressions, with_expressions
from mapper.locate.wording import LANGUAGES
from mapper.model import Location, Mention, Precision

WORDS = st.sampled_from(
    ["30 km", "north of", "the", "Gao", "Mali", "Niger", "border", "between", "and", "near", "-", ",", "of", "with",
     "northern", "coast", "off", "along", "Euphrates", "où", "frontière", "entre", "le nord du", "al norte de", "’s",
     "Syrian-Turkish", "\u00a0", "\n", "100 000", "à", "km"]
)  # fmt: skip
PLACES = {
    "Gao": Location(name="Gao", lon=-0.045, lat=16.27, precision=Precision.SETTLEMENT, country="MLI"),
    "Mali": Location(name="Mali", lon=-2.0, lat=17.0, precision=Precision.COUNTRY, country="MLI"),
    "Niger": Location(name="Niger", lon=9.0, lat=17.0, precision=Precision.COUNTRY, country="NER"),
    "Euphrates": Location(name="Euphrates", lon=40.0, lat=35.0, precision=Precision.AREA, shape="area:euphrates"),
}


def mentions_of(text):
    found = []
    for name, place in PLACES.items():
        start = text.find(name)
        while start >= 0:
            found.append(Mention(start=start, end=start + len(name), text=name, location=place))
            start = text.find(name, start + len(name))
    return sorted(found, key=lambda m: m.start)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.sampled_from(LANGUAGES))
def test_spans_are_of_the_text_and_do_not_overlap(text, lang):
    mentions = mentions_of(text)
    found = with_expressions(text, mentions, lang)
    for left, right in pairwise(found):
        assert left.end <= right.start
    for mention in found:
        assert text[mention.start : mention.end] == mention.text
        assert mention.location is not None
        assert -180 <= mention.location.lon <= 180
        assert -90 <= mention.location.lat <= 90


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_any_text_without_mentions_is_answered(text, lang):
    for mention in find_expressions(text, (), lang):
        assert text[mention.start : mention.end] == mention.text


def test_adding_a_sentence_keeps_the_expressions_before_it():
    text = "They stood 30 km north of Gao."
    longer = text + " Others left northern Mali."
    first = find_expressions(text, mentions_of(text), "en")
    both = find_expressions(longer, mentions_of(longer), "en")
    assert both[: len(first)] == first
