"""Terse statements of deployments: what each form of segment says, and laws that hold for any text."""

from __future__ import annotations

import csv
import runpy
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.edtf import is_edtf
from mapper.extract.lexicon import open_lexicon
from mapper.extract.statements import extract_statement
from mapper.model import Location, Mention, Personnel, Precision, Report

FORMS = [
    # text, (host, low, high, personnel, when) of each claim
    ("240 Mali (MINUSMA); 1,310 Lebanon (UNIFIL) (June 2021)",
     [("MLI", 240, 240, "peacekeepers", "2021-06"), ("LBN", 1310, 1310, "peacekeepers", "2021-06")]),
    ("Chad (1,000); Djibouti (250)", [("TCD", 1000, 1000, "troops", None), ("DJI", 250, 250, "troops", None)]),
    ("up to 300 Iraq; 60-70 Latvia (2023)", [("IRQ", None, 300, "troops", "2023"), ("LVA", 60, 70, "troops", "2023")]),
    ("more than 900 Syria", [("SYR", 900, None, "troops", None)]),
    ("430 South Sudan (UNMISS; an additional 20 police)",
     [("SSD", 430, 430, "peacekeepers", None), ("SSD", 20, 20, "police", None)]),
    ("210 (MINUSCA) (2023)", [("CAF", 210, 210, "peacekeepers", "2023")]),
    ("approximately 2,500 Middle East (2020)", [(None, 2500, 2500, "troops", "2020")]),
    ("1,200 France; 40 Mali (2022)", [("MLI", 40, 40, "troops", "2022")]),
    ("75 Mali (2022) note: another 500 soldiers were to go to Chad", [("MLI", 75, 75, "troops", "2022")]),
    ("", []),
]  # fmt: skip

WORDS = st.sampled_from(
    ["10", "1,200", "Mali", "Chad/Niger", "(", ")", ";", "note:", "(MINUSMA)", "UNIFIL", "up to", "police", "including",
     "(June 2021)", "Middle East", "/", "\n", "İ", "2-300", "est.", "Operation Barkhane"]
)  # fmt: skip


def read(text, *, sender="FRA", mentions=()):
    report = Report(id="row", text=text, lang="en", sender=sender, published="2022-05-01")
    return extract_statement(report, mentions, open_lexicon())


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_statement_gives_each_number_its_place(text, expected):
    claims = read(text).claims
    assert [(c.host, c.count_low, c.count_high, c.personnel.value, c.when) for c in claims] == expected
    assert all(c.sender == "FRA" for c in claims)


def test_statement_number_over_several_places_is_one_claim_with_optional_parts():
    whole, *parts = read("about 4,000 Chad/Mali/Niger (Operation Barkhane) (2021)").claims
    assert (whole.host, whole.count_low, whole.precision, whole.optional) == (None, 4000, Precision.AREA, False)
    assert whole.force_id == "barkhane"
    assert [p.host for p in parts] == ["TCD", "MLI", "NER"]
    assert all(p.optional and p.part_of == whole.id and p.count_low is None for p in parts)
    assert {p.group for p in parts} == {whole.group}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5,000 Somalia (1,200 for AMISOM; the rest by treaty)", [("SOM", 5000, "")]),  # the mission has but 1,200
        ("5,000 Somalia (includes about 1,200 under AMISOM)", [("SOM", 5000, "")]),
        ("900 Mali (MINUSMA; plus 40 police)", [("MLI", 900, "minusma"), ("MLI", 40, "minusma")]),
        ("900 (plus 40 police) Mali (MINUSMA)", [("MLI", 900, "minusma"), ("MLI", 40, "minusma")]),
        ("Chad (1,000), Djibouti (250), and Lebanon (700; UNIFIL)", [("TCD", 1000, ""), ("DJI", 250, ""), ("LBN", 700, "unifil")]),
    ],
)  # fmt: skip
def test_statement_gives_a_mission_to_the_number_that_is_all_of_it(text, expected):
    assert [(c.host, c.count_low, c.force_id) for c in read(text).claims] == expected


def test_statement_marks_and_quotes_the_text():
    text = "240 Mali (MINUSMA); 1,310 Lebanon (UNIFIL) (June 2021)"
    claim = read(text).claims[1]
    assert text[claim.start : claim.end] == claim.quote
    assert {(m.role, text[m.start : m.end]) for m in claim.marks} == {
        ("count", "1,310"), ("place", "Lebanon"), ("force", "UNIFIL")
    }  # fmt: skip


def test_statement_reports_what_it_leaves_out():
    extraction = read("1,000 in several countries, including Niger; 5 Mali; note: 30 men left Chad")
    assert [c.host for c in extraction.claims] == ["MLI"]
    assert [r.reason for r in extraction.rejected] == ["a number without a place of its own", "a note in prose"]


def test_statement_takes_the_location_of_a_mention():
    here = Location(name="Mali", lon=-4.0, lat=17.0, country="MLI", precision=Precision.COUNTRY, provenance="test")
    mention = Mention(start=4, end=8, text="Mali", location=here)
    (claim,) = read("240 Mali", mentions=(mention,)).claims
    assert (claim.location, claim.unlocated) == (here, "")


def test_statement_reads_a_long_text_in_pieces():
    assert len(read("10 Mali " * 500).claims) > 450
    assert len(read("10 Mali; " * 500).claims) == 500


def check(text):
    extraction = read(text)
    assert extraction == read(text)
    ids = [claim.id for claim in extraction.claims]
    assert len(set(ids)) == len(ids)
    for claim in extraction.claims:
        assert text[claim.start : claim.end] == claim.quote
        assert claim.when is None or is_edtf(claim.when)
        assert claim.optional or claim.count_low is not None or claim.count_high is not None
        assert not claim.part_of or claim.part_of in ids
        assert claim.personnel is None or isinstance(claim.personnel, Personnel)
        for mark in claim.marks:
            assert 0 <= mark.start < mark.end <= len(text)


@given(st.text())
def test_statement_reads_any_text(text):
    check(text)


@given(st.lists(WORDS, max_size=20))
def test_statement_reads_any_order_of_parts(words):
    check(" ".join(words))


@pytest.mark.shared
@pytest.mark.slow
def test_statements_agree_with_a_reading_of_the_whole_table(shared, root):
    score = runpy.run_path(str(root / "scripts" / "score_statements.py"))
    lexicon = open_lexicon()
    silver = score["read_silver"](shared / "data" / "factbook" / "parsed-silver.csv", lexicon)
    hits = found = wanted = 0
    with (shared / "data" / "factbook" / "statements.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            sender = min(score["host_key"](row["sender"], lexicon))
            report = Report(id="row", text=row["text"], sender=sender, lang="en", published=row["snapshot_first"])
            claims = [c for c in extract_statement(report, (), lexicon).claims if not c.optional]
            pairs = Counter(score["pair_of"](c, lexicon) for c in claims if c.rule != "statement.police")
            gold = Counter(silver.get(tuple(row[k] for k in score["KEY"]), ()))
            hits += (pairs & gold).total()
            found += pairs.total()
            wanted += gold.total()
    assert hits / wanted >= 0.95
    assert hits / found >= 0.95
