"""Numbers that hang on other numbers: levels of a change, parts of a total, shares, lists."""

import re

import pytest

from mapper.extract import draft_report, open_lexicon
from mapper.model import Location, Mention, Precision, Report

COUNTRIES = {
    "Mali": "MLI", "Chad": "TCD", "Niger": "NER", "Iraq": "IRQ", "Syria": "SYR", "Lebanon": "LBN", "Kuwait": "KWT",
    "Estonia": "EST", "Somalia": "SOM", "Uganda": "UGA", "Burundi": "BDI", "Djibouti": "DJI", "France": "FRA",
    "Spain": "ESP", "Italy": "ITA", "Germany": "DEU", "Liberia": "LBR", "Armenia": "ARM",
}  # fmt: skip
NAMES = re.compile(r"\b(?:" + "|".join(COUNTRIES) + r")\b(?!n)")


def read(text):
    """Sender, host, low, high, status and rule of each draft at its likeliest place."""
    mentions = []
    for n, match in enumerate(NAMES.finditer(text)):
        location = Location(
            name=match.group(), lon=float(n), lat=2.0, precision=Precision.COUNTRY, country=COUNTRIES[match.group()]
        )
        mentions.append(Mention(start=match.start(), end=match.end(), text=match.group(), location=location))
    drafts = draft_report(Report(id="r", text=text, published="2022-08-20"), tuple(mentions), open_lexicon())
    return [
        (d.sender, d.host, d.count.low if d.count else None, d.count.high if d.count else None, d.status.value)
        for d in drafts
        if d.option == 0
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The number of American soldiers in Iraq fell from 160,000 to 130,000 last year.",
            [("USA", "IRQ", 160000, 160000, "present"), ("USA", "IRQ", 130000, 130000, "present")],
        ),
        (
            "Some 400 more instructors will join them, bringing the number of British troops in Iraq to 800.",
            [("GBR", "IRQ", 800, 800, "planned_arrival")],
        ),
        ("The number of US soldiers in Iraq could grow to 4,000.", [("USA", "IRQ", 4000, 4000, "planned_arrival")]),
        (
            "About 1,000 British soldiers are in Estonia, and that number could grow to 2,000.",
            [("GBR", "EST", 1000, 1000, "present"), ("GBR", "EST", 2000, 2000, "planned_arrival")],
        ),
        (
            "Britain will reduce its force in Iraq by 500 troops to 2,500 by May.",
            [("GBR", "IRQ", 500, 500, "planned_departure"), ("GBR", "IRQ", 2500, 2500, "present")],
        ),
        (
            "The United States has 8,400 troops in Iraq, up from 5,500.",
            [("USA", "IRQ", 8400, 8400, "present"), ("USA", "IRQ", 5500, 5500, "present")],
        ),
        (
            "An increase of 1,500 over the present level of 3,000 American soldiers in Iraq is planned.",
            [("USA", "IRQ", 3000, 3000, "present")],
        ),
    ],
)
def test_a_change_states_its_levels(text, expected):
    assert [row for row in read(text) if row[2:4] != (None, None) and row in expected] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The African Union mission in Somalia has 20,000 troops, including 6,000 from Uganda.",
            [("AU", "SOM", 20000, 20000, "present"), ("UGA", "SOM", 6000, 6000, "present")],
        ),
        (
            "A Nigerian force of 12,000 in Liberia includes 1,200 Chadians and 800 Togolese.",
            [
                ("NGA", "LBR", 12000, 12000, "present"),
                ("TCD", "LBR", 1200, 1200, "present"),
                ("TGO", "LBR", 800, 800, "present"),
            ],
        ),
        (
            "Italy has withdrawn 500 of its 1,500 troops in Lebanon.",
            [("ITA", "LBN", 500, 500, "leaving"), ("ITA", "LBN", 1500, 1500, "present")],
        ),
        (
            "A third of the 4,500 French soldiers in Niger are in Chad.",
            [("FRA", "TCD", 1500, 1500, "present"), ("FRA", "NER", 4500, 4500, "present")],
        ),
        (
            "Sri Lanka pulled out 111 of its peacekeepers from Mali.",
            [("LKA", "MLI", 111, 111, "leaving")],
        ),
    ],
)
def test_a_total_and_its_parts_are_told_apart(text, expected):
    assert [row for row in read(text) if row[2:4] != (None, None)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ghanaian contingent in Lebanon numbers 850.", ("GHA", "LBN", 850, 850, "present")),
        ("French forces in Chad number about 1,000.", ("FRA", "TCD", 1000, 1000, "present")),
        ("The French contingent in Chad totals 1,200 soldiers.", ("FRA", "TCD", 1200, 1200, "present")),
        ("Italy keeps a naval force of about 2,000 in Kuwait.", ("ITA", "KWT", 2000, 2000, "present")),
        (
            "France will withdraw its 2,400 soldiers from Mali, leaving 900 in Niger.",
            ("FRA", "NER", 900, 900, "present"),
        ),
        (
            "Germany will pull 300 soldiers out of Mali by June, leaving about 1,000 there.",
            ("DEU", "MLI", 1000, 1000, "present"),
        ),
        (
            "Russia has deployed more soldiers to Armenia, roughly 3,000 are guarding the border there.",
            ("RUS", "ARM", 3000, 3000, "present"),
        ),
        ("Hundreds of Russian soldiers are in Mali and thousands in Syria.", ("RUS", "SYR", 2000, 9999, "present")),
    ],
)
def test_a_number_without_a_noun_counts_the_personnel_spoken_of(text, expected):
    assert expected in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "France will cut its aid to Mali from 5,200 to 3,000 dollars.",
        "The number of schools in Mali could grow to 4,000.",
        "The army in Mali destroyed 400 villages and 30 trucks.",
        "French troops in Mali have 400 vehicles and 12 helicopters.",
        "The Malian army lost 30 soldiers in Mali in 2013.",
    ],
)
def test_other_numbers_count_nobody(text):
    assert [row for row in read(text) if row[2:4] != (None, None)] == []


def test_he_and_two_others_are_three():
    rows = read("He and two other British soldiers were on patrol in Iraq.")
    assert ("GBR", "IRQ", 3, 3, "present") in rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The step could raise the number of Spanish soldiers in Chad to 2,600.",
         ("ESP", "TCD", 2600, 2600, "planned_arrival")),
        ("About 1,000 British soldiers are in Estonia, and that number may reach 1,500.",
         ("GBR", "EST", 1500, 1500, "planned_arrival")),
        ("Britain's force was doubled in Estonia, with around 700 more soldiers.",
         ("GBR", "EST", 700, 700, "arriving")),
        ("Spain is planning to send to Iraq a team of 300 soldiers.", ("ESP", "IRQ", 300, 300, "planned_arrival")),
        ("Spain has approved sending up to 400 more police to Mali.", ("ESP", "MLI", None, 400, "planned_arrival")),
        ("Russia was flying in hundreds of elite troops to Syria.", ("RUS", "SYR", 200, 999, "arriving")),
        ("Some 300 Italian security force personnel are in Iraq.", ("ITA", "IRQ", 300, 300, "present")),
        ("The multinational mission in Mali has 200 soldiers from six nations.", ("COALITION", "MLI", 200, 200, "present")),
        ("Some 400 French and Spanish soldiers are in Mali.", ("COALITION", "MLI", 400, 400, "present")),
    ],
)  # fmt: skip
def test_numbers_keep_to_their_verb(text, expected):
    assert expected in read(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The 300 soldiers Spain has in Iraq will stay.", ("ESP", "IRQ", 300, 300, "present")),
        ("France asked Chad to withdraw the 80 troops it has stationed in Mali.", ("TCD", "MLI", 80, 80, "present")),
        ("The rebels want to see off the 900 troops they say Uganda has deployed in Somalia.",
         ("UGA", "SOM", 900, 900, "present")),
        ("With 2,300 soldiers in Lebanon, Italy is the largest contributor.", ("ITA", "LBN", 2300, 2300, "present")),
        ("Besides the thousands in Syria, Russia has 3,000 troops in Armenia.", ("RUS", "SYR", 2000, 9999, "present")),
        ("France, with 4,000 men in Chad, said nothing.", ("FRA", "TCD", 4000, 4000, "present")),
        ("Rwanda intervened in Mali with 1,000 troops.", ("RWA", "MLI", 1000, 1000, "arriving")),
    ],
)  # fmt: skip
def test_a_phrase_finds_whose_it_is_in_the_clause(text, expected):
    assert expected in read(text)


def test_the_tally_of_the_dead_is_no_level():
    text = "Since last spring, the tally of Italian soldiers killed in Lebanon has risen to 17."
    assert [row for row in read(text) if row[2] == 17] == []


def test_a_police_officer_he_had_met_is_no_contact_clause():
    assert read("Spain told Italian police he had decided to stop fighting in Mali.")[0][4] != "planned_arrival"


@pytest.mark.parametrize(
    "text",
    [
        "The agency said it brought food to 50,000 people in Mali and 30,000 in Chad.",
        "The war in Iraq cost the lives of 453 British soldiers.",
        "The abduction of two French soldiers in Mali led to talks.",
    ],
)
def test_people_at_large_and_the_dead_count_nobody(text):
    assert [row for row in read(text) if row[2:4] != (None, None) and row[4] != "denied"] == []


def test_the_parts_of_a_list_are_where_their_total_is():
    text = (
        "The 23,000 French soldiers in Mali consist of 15,000 marines, 6,000 gunners based in Chad and 2,000 sappers."
    )
    rows = {(row[1], row[2]) for row in read(text)}
    assert {("MLI", 23000), ("MLI", 15000), ("TCD", 6000), ("MLI", 2000)} <= rows


def test_what_follows_a_place_is_not_done_by_its_state():
    rows = read("Ghana's contingent in Mali has 850 soldiers, down from 1,200.")
    assert {("GHA", "MLI", 850, 850, "present"), ("GHA", "MLI", 1200, 1200, "present")} <= set(rows)
