"""The explained view: every claim with its rule, every candidate with its reason, readable in any terminal."""

import io

import pytest

from mapper.cli.extract_command import colors_wanted
from mapper.extract import extract_claims, open_lexicon
from mapper.extract.explain import explain_report, seen_width
from mapper.model import Location, Mention, Precision, Report

TEXT = (
    "France has about 1,500 soldiers in Niger. The ministry said the soldiers like the food. "
    "Would Italian visitors meet soldiers of no country near Niger?"
)


def extraction(text=TEXT, title="French\x1b[2J troops"):
    found, at = [], text.find("Niger")
    while at >= 0:
        place = Location(name="Niger", lon=9.4, lat=17.4, precision=Precision.COUNTRY, country="NER")
        found.append(Mention(start=at, end=at + 5, text="Niger", location=place))
        at = text.find("Niger", at + 5)
    report = Report(id="r1", title=title, text=text, lang="en", published="2022-08-20")
    return extract_claims(report, tuple(found), open_lexicon())


def test_each_claim_shows_its_spans_its_rule_and_what_the_rule_reads():
    made = extraction()
    shown = explain_report(made)
    assert len(made.claims) == 1
    assert "[COUNT about 1,500] [WHO soldiers] in [PLACE Niger]" in shown
    assert "+ 1. FRA, troops, about 1,500, present, Niger (NER, country)" in shown
    assert "object.have: a state that has so many personnel at a place" in " ".join(shown.split())


def test_each_dropped_candidate_shows_why_in_words():
    made = extraction()
    shown = " ".join(explain_report(made).split())
    assert made.rejected
    assert shown.count("dropped: ") == len(made.rejected)
    assert "[doing=none]" in shown


@pytest.mark.parametrize("color", [False, True])
@pytest.mark.parametrize("width", [40, 63, 100, 200])
def test_lines_fit_the_terminal(width, color):
    text = TEXT + " " + "Ouagadougou" * 30 + " 軍隊が到着した" * 12
    lines = explain_report(extraction(text), color=color, width=width).splitlines()[1:]
    assert max(seen_width(line) for line in lines) <= width


def test_no_escape_of_a_report_reaches_the_terminal():
    shown = explain_report(extraction(TEXT.replace("soldiers in", "soldiers \x1b]0;x\x07\u202ein")))
    assert not {"\x1b", "\x07", "\u202e"} & set(shown)


def test_colour_never_stays_open_at_a_line_break():
    for line in explain_report(extraction(), color=True, width=40).splitlines():
        assert line.count("\x1b[0m") == line.count("\x1b[") - line.count("\x1b[0m")


@pytest.mark.parametrize(
    ("terminal", "environment", "wanted"),
    [
        (True, {}, True),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
        (False, {}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_follows_the_terminal_and_the_environment(terminal, environment, wanted):
    class Stream(io.StringIO):
        def isatty(self):
            return terminal

    assert colors_wanted(Stream(), environment) is wanted
