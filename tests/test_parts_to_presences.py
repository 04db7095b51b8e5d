"""A total and its parts, from a sentence to sums that count nobody twice."""

import pytest

from mapper.extract import draft_report, open_lexicon
from mapper.extract.claim import link_parts, make_claim
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report
from mapper.pipeline import extract_reports
from mapper.reconcile import reconcile_claims, totals


def claims(text):
    """Claims of every numbered draft at its likeliest place, however the weights judge it."""
    report = Report(id="r", text=text, published="2022-08-20", lang="en")
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    drafts = [d for d in drafts if d.option == 0 and d.numbered and d.location is not None]
    return link_parts(drafts, [make_claim(report, draft) for draft in drafts])


def sums(found):
    return {t.key: (t.low, t.high) for t in totals(reconcile_claims(found)[0], "2022-08-20", "host")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Around 1,000 French troops are stationed in three bases in Chad.", {"TCD": (1000, 1000)}),
        (
            "A task force of 600 is in Djibouti, with 300 from France, 150 from Spain, 95 from Italy and 60 from Germany.",
            {"DJI": (600, 600)},
        ),
        (
            "The African Union mission in Somalia has 20,000 troops, including 6,000 from Uganda and 5,000 from Burundi.",
            {"SOM": (20000, 20000)},
        ),
        ("Of the 2,500 US troops in Iraq, about 400 are at Erbil.", {"IRQ": (2500, 2500)}),
        ("Several hundred US troops remain in Syria, including about 200 at Al-Tanf.", {"SYR": (200, 999)}),
        ("France has 1,500 troops in Niger and 1,000 in Chad.", {"NER": (1500, 1500), "TCD": (1000, 1000)}),
        ("Some 1,200 US troops in Niger and Chad are training local forces.",
         {"elsewhere in Niger and Chad": (1200, 1200)}),
    ],
)  # fmt: skip
def test_nobody_is_counted_twice(text, expected):
    assert sums(claims(text)) == expected


def test_parts_name_their_total_and_share_its_group():
    whole, *parts = claims(
        "A task force of 600 is deployed in Djibouti, with 300 from France, 150 from Spain and 60 from Germany."
    )
    assert [(c.sender, c.count_low) for c in (whole, *parts)] == [
        ("COALITION", 600), ("FRA", 300), ("ESP", 150), ("DEU", 60)]  # fmt: skip
    assert {c.part_of for c in parts} == {whole.id}
    assert {c.group for c in (whole, *parts)} == {whole.id}
    assert whole.part_of == ""


def test_a_larger_number_is_no_part():
    found = claims("France has 1,000 troops in Chad, including 2,000 in Niger.")
    assert all(c.part_of == "" for c in found)


def test_numbers_side_by_side_are_no_parts():
    found = claims("France has 1,500 troops in Niger and 1,000 in Chad.")
    assert [(c.part_of, c.group) for c in found] == [("", ""), ("", "")]


def test_places_of_a_statement_that_are_no_common_names_are_found_by_their_state():
    text = "2,000 French Guyana; 300 Baltics (NATO); 800 (ECOWAS Military Intervention in The Gambia); 350 Reunion Island"
    report = Report(id="r", text=text, published="2024-02-01", lang="en", sender="FRA")
    (found,) = extract_reports([report])
    places = {claim.count_low: claim.location for claim in found.claims}
    assert {number: place and (place.country or set(place.countries)) for number, place in places.items()} == {
        2000: "GUF", 300: {"EST", "LVA", "LTU"}, 800: "GMB", 350: "REU",
    }  # fmt: skip
