"""Quantities of people: what each phrase says by the codebook, per language, and laws that hold for any text."""

from __future__ import annotations

import itertools
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.extract.headcount import find_headcounts

ENGLISH = [
    # text, low, high, kind, form
    ("3,000 troops are in Gao", 3000, 3000, "people", "figure"),
    ("a 3,000-strong force", 3000, 3000, "people", "strength"),
    ("a 39-man patrol", 39, 39, "people", "strength"),
    ("around 3,000 soldiers", 3000, 3000, "people", "figure"),
    ("nearly 3,000 soldiers", 3000, 3000, "people", "figure"),
    ("an estimated 200,000 soldiers", 200000, 200000, "people", "figure"),
    ("more than 3,000 peacekeepers", 3000, None, "people", "figure"),
    ("at least 3,000 peacekeepers", 3000, None, "people", "figure"),
    ("1,000-plus fighters", 1000, None, "people", "figure"),
    ("70,000 or more soldiers", 70000, None, "people", "figure"),
    ("up to 3,000 troops", None, 3000, "people", "figure"),
    ("no more than 14,626 peacekeepers", None, 14626, "people", "figure"),
    ("as many as 300 fighters", None, 300, "people", "figure"),
    ("fewer than 100,000 troops", None, 100000, "people", "figure"),
    ("between 2,000 and 3,000 troops", 2000, 3000, "people", "range"),
    ("2,000 to 3,000 troops", 2000, 3000, "people", "range"),
    ("2,000-3,000 troops", 2000, 3000, "people", "range"),
    ("25-35,000 troops", 25000, 35000, "people", "range"),
    ("2-300 men", 200, 300, "people", "range"),
    ("two to three thousand men", 2000, 3000, "people", "range"),
    ("4-5,000 soldiers", 4000, 5000, "people", "range"),
    ("12-18 policemen", 12, 18, "people", "range"),
    ("dozens of soldiers", 24, 99, "people", "vague"),
    ("hundreds of troops", 200, 999, "people", "vague"),
    ("several hundred troops", 200, 999, "people", "vague"),
    ("a few thousand troops", 2000, 9999, "people", "vague"),
    ("tens of thousands of troops", 20000, 99999, "people", "vague"),
    ("hundreds of thousands of soldiers", 200000, 999999, "people", "vague"),
    ("1.2 million soldiers", 1200000, 1200000, "people", "mixed"),
    ("roughly half a million soldiers", 500000, 500000, "people", "word"),
    ("one hundred and twenty soldiers", 120, 120, "people", "word"),
    ("twenty-five instructors", 25, 25, "people", "word"),
    ("about a dozen advisers", 12, 12, "people", "word"),
    ("SOME EIGHT POLICE OFFICERS", 8, 8, "people", "word"),
    ("some 2, 800 troops", 2800, 2800, "people", "figure"),
    ("3 000 troops", 3000, 3000, "people", "figure"),
    ("a third of its 4,500 troops", 1500, 1500, "people", "fraction"),
    ("more than a third of its 4,500 troops", None, None, "people", "fraction"),
    ("the remaining 2,000 troops", 2000, 2000, "people", "figure"),
    ("most of the remaining 2,000 troops", None, None, "people", "partitive"),
    ("half of its 4,500 troops", None, None, "people", "partitive"),
    ("95 percent of the troops", None, None, "people", "partitive"),
    ("two battalions of paratroopers", None, None, "people", "echelon"),
    ("an infantry battalion", None, None, "people", "echelon"),
    ("as many as three combat brigades", None, None, "people", "echelon"),
    ("a dozen U.S. military advisers", 12, 12, "people", "word"),
    ("3,000 French and Chadian soldiers", 3000, 3000, "people", "figure"),
    ("1,500 more troops to train recruits", 1500, 1500, "people", "figure"),
    ("the 1,200 who stayed", 1200, 1200, "unknown", "figure"),
]

FRENCH = [
    ("un millier d'hommes", 1000, 1000, "people", "word"),
    ("quelque 3.000 militaires", 3000, 3000, "people", "figure"),
    ("3 000 soldats", 3000, 3000, "people", "figure"),
    ("une centaine de conseillers", 100, 100, "people", "word"),
    ("plusieurs milliers de soldats", 2000, 9999, "people", "vague"),
    ("des dizaines de milliers de soldats", 20000, 99999, "people", "vague"),
    ("plus de 4 500 casques bleus", 4500, None, "people", "figure"),
    ("jusqu'à 190 000 soldats", None, 190000, "people", "figure"),
    ("au moins 12 000 soldats", 12000, None, "people", "figure"),
    ("entre 2.000 et 3.000 combattants", 2000, 3000, "people", "range"),
    ("1,2 million d'hommes", 1200000, 1200000, "people", "mixed"),
    ("quatre-vingt-dix-sept soldats", 97, 97, "people", "word"),
    ("soixante et onze gendarmes", 71, 71, "people", "word"),
    ("deux mille cinq cents hommes", 2500, 2500, "people", "word"),
    ("deux bataillons", None, None, "people", "echelon"),
    ("une équipe d'instructeurs", None, None, "people", "echelon"),
    ("un tiers de ses 4.500 soldats", 1500, 1500, "people", "fraction"),
    ("la moitié des 5.100 militaires", None, None, "people", "partitive"),
]

SPANISH = [
    ("un millar de soldados", 1000, 1000, "people", "word"),
    ("unos 3.000 militares", 3000, 3000, "people", "figure"),
    ("más de 1.500 efectivos", 1500, None, "people", "figure"),
    ("hasta 800 soldados", None, 800, "people", "figure"),
    ("varios miles de efectivos", 2000, 9999, "people", "vague"),
    ("treinta y cinco instructores", 35, 35, "people", "word"),
    ("dos batallones", None, None, "people", "echelon"),
]

NOT_PEOPLE = [
    ("en", "25 soldiers were killed", "harmed or trained"),
    ("en", "it killed 25 soldiers", "harmed or trained"),
    ("en", "the mission trained 12,000 soldiers", "harmed or trained"),
    ("en", "the deaths of 13 soldiers", "harmed or trained"),
    ("en", "three soldiers have died", "harmed or trained"),
    ("en", "40 tanks and armour", "vehicles"),
    ("en", "12 army helicopters", "aircraft"),
    ("en", "$3.5 million for soldiers", "money"),
    ("en", "12 percent of voters", "percent"),
    ("en", "nine years of war", "time"),
    ("en", "30 km from Gao", "distance"),
    ("en", "four military bases", "sites"),
    ("en", "10 missiles", "arms"),
    ("en", "2,000 refugees", "civilians"),
    ("en", "in 2014 troops left", "date"),
    ("en", "on 15 August", "date"),
    ("en", "in 2016-17", "date"),
    ("en", "Resolution 2100", "label"),
    ("fr", "trois militaires ont été tués", "harmed or trained"),
    ("fr", "la mort de 13 soldats", "harmed or trained"),
    ("fr", "25 véhicules blindés", "vehicles"),
    ("fr", "30 kilomètres", "distance"),
    ("es", "tres soldados murieron", "harmed or trained"),
    ("es", "entrenó a 12.000 soldados", "harmed or trained"),
    ("es", "dos helicópteros", "aircraft"),
]


def rows():
    for lang, table in (("en", ENGLISH), ("fr", FRENCH), ("es", SPANISH)):
        for text, *expected in table:
            yield pytest.param(lang, text, tuple(expected), id=f"{lang}: {text}")


@pytest.mark.parametrize(("lang", "text", "expected"), list(rows()))
def test_headcount_reads_the_codebooks_phrases(lang, text, expected):
    found = find_headcounts(text, lang)[0]
    assert (found.low, found.high, found.kind, found.form) == expected


@pytest.mark.parametrize(("lang", "text", "reason"), NOT_PEOPLE)
def test_headcount_says_what_else_is_counted(lang, text, reason):
    found = find_headcounts(text, lang)[0]
    assert (found.kind, found.reason) == ("other", reason)


@pytest.mark.parametrize(
    "text", ["T-72 tanks", "the 82nd Airborne Division", "M23 rebels", "at 10:30", "F-16 jets", "3.5 out of ten"]
)
def test_headcount_leaves_codes_and_ordinals_out(text):
    assert [h for h in find_headcounts(text) if h.kind == "people"] == []


def test_headcount_tells_a_change_from_a_level():
    first, second = find_headcounts("France will cut its force in Mali from 5,200 to 3,000 by spring")
    assert (first.low, first.relation, second.low, second.relation) == (5200, "from", 3000, "to")
    by, to = find_headcounts("it will reduce the contingent by 500 to 2,500")
    assert (by.low, by.delta, by.relation, to.low, to.delta, to.relation) == (500, True, "by", 2500, False, "to")


@pytest.mark.parametrize("text", ["another 400 soldiers", "a further 400 soldiers", "400 more soldiers"])
def test_headcount_marks_additions(text):
    assert find_headcounts(text)[0].delta


def test_headcount_does_not_take_a_passive_agent_for_a_change():
    assert not find_headcounts("a base guarded by 3,000 troops")[0].delta


def test_headcount_keeps_the_whole_of_a_share():
    share = find_headcounts("more than half of the 47,000 troops left")[0]
    assert (share.low, share.high, share.of.low, share.text) == (None, None, 47000, "more than half of the 47,000")


def test_headcount_counts_formations():
    found = find_headcounts("two mechanised battalions left and a company stayed")
    assert [(h.units, h.echelon) for h in found] == [(2, "battalion"), (1, "company")]


def test_headcount_names_the_noun_with_its_span():
    text = "Some 300 Russian military instructors arrived"
    noun = find_headcounts(text)[0].noun
    assert (noun.text, text[noun.start : noun.end], noun.personnel) == (
        "Russian military instructors",
        "Russian military instructors",
        "advisers",
    )


def test_headcount_finds_the_noun_behind_a_second_number():
    assert find_headcounts("more than 3,000 of its 5,000 troops")[0].kind == "people"


def test_headcount_reads_an_unknown_language_as_english():
    assert find_headcounts("3,000 troops", "xx") == find_headcounts("3,000 troops", "en")


def test_headcount_of_nothing_is_nothing():
    assert find_headcounts("") == ()


WORDS = [
    "3,000",
    "2-300",
    "half",
    "of",
    "the",
    "troops",
    "more",
    "than",
    "dozens",
    "-",
    "killed",
    "$",
    "1.2",
    "million",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))


@given(TEXTS, st.sampled_from(["en", "fr", "es", "xx"]))
def test_headcount_of_any_text_has_spans_in_order_and_true_bounds(text, lang):
    found = find_headcounts(text, lang)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.low is None or one.high is None or one.low <= one.high
        if one.noun is not None:
            assert text[one.noun.start : one.noun.end] == one.noun.text
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


@given(TEXTS)
def test_headcount_is_not_changed_by_text_after_a_blank_line_of_words(text):
    tail = " . Nothing else was said about it by anyone at all in the town that day . "
    alone = [h for h in find_headcounts("3,000 troops left the base on foot ." + tail) if h.kind == "people"]
    both = [h for h in find_headcounts("3,000 troops left the base on foot ." + tail + text) if h.end < 12]
    assert [(h.low, h.high) for h in alone] == [(h.low, h.high) for h in both]


def test_headcount_looks_at_a_bounded_stretch(monkeypatch):
    headcount = import_module("mapper.extract.headcount")
    steps = 0
    find = headcount.find_head

    def counted(tokens, k, words):
        nonlocal steps
        steps += 1
        return find(tokens, k, words)

    monkeypatch.setattr(headcount, "find_head", counted)
    per_number = []
    for size in (200, 2000):
        steps = 0
        find_headcounts("3,000 " * size + "troops")
        per_number.append(steps / size)
    assert per_number[1] <= per_number[0] * 1.5 + 1
