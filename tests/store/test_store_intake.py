"""Taking reports in: once, changed, copied, and always whole."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from build_reports import FILLER, GAO, contents, extraction, report
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper import store
from mapper.model import Claim, Extraction, Item, Location, Mark, Personnel, Precision, Rejected, Report, Status
from mapper.pipeline import reconcile_sourced


@pytest.fixture
def opened(tmp_path):
    with store.open_store(tmp_path / "desk.gpkg", create=True) as one:
        yield one


def take(one, reports: list[Item], rules="r1"):
    intake = store.Intake()
    new = store.unseen(one, reports, intake, rules=rules)
    store.ingest(one, (extraction(r, rule=rules) for r in new), rules=rules, intake=intake)
    store.refresh(one, reconcile_sourced, rules="p")
    return intake


def test_report_comes_back_as_it_went_in(opened):
    one = extraction(report(1, words=FILLER))
    store.ingest(opened, [one])
    ledger = store.load_ledger(opened, reconcile=reconcile_sourced)
    assert ledger.reports == (one.report,)
    assert ledger.claims == one.claims
    assert ledger.rejected == one.rejected


def test_presences_come_back_as_they_were_made(opened):
    take(opened, [report(1), report(2, 700, place="Mali")])
    stored = store.load_ledger(opened)
    assert stored.presences == reconcile_sourced(stored.claims, {})[0]


def test_stored_presences_end_where_a_newer_whole_list_leaves_a_place_out(opened):
    older, newer = report(1), report(2, place="Mali", published="2022-09-01")
    elsewhere = Location(name="Niger", lon=9.0, lat=17.0, precision=Precision.COUNTRY, country="NER")
    made = [extraction(one, rule="statement.number-place") for one in (older, newer)]
    for at, place in ((0, GAO), (1, elsewhere)):
        claim = replace(made[at].claims[0], location=place, host=place.country, publisher="Yearbook")
        made[at] = replace(made[at], claims=(claim,))
    store.ingest(opened, made)
    store.refresh(opened, reconcile_sourced)
    stored = store.load_ledger(opened)
    assert stored.presences == reconcile_sourced(stored.claims, {})[0]
    assert [(row.place, row.end) for row in stored.presences] == [("Gao", "2022-09-01"), ("Mali", None)]


def test_signatures_are_datasketch_s_and_do_without_its_heavy_parts():
    code = """
import sys
from mapper.store.copies import signature_of
made = signature_of(sys.argv[1])
assert not any(name.startswith("scipy") for name in sys.modules)
from datasketch import MinHash, MinHashLSH
from mapper.store import copies
words = sys.argv[1].split()
whole = MinHash(num_perm=copies.PERMUTATIONS, seed=copies.SEED, hashfunc=copies.crc32)
for at in range(len(words) - 2):
    whole.update(" ".join(words[at : at + 3]).encode())
assert copies._PACKED.unpack(made) == tuple(whole.hashvalues)
"""
    words = " ".join(f"word{at % 37}" for at in range(60))
    subprocess.run([sys.executable, "-W", "ignore", "-c", code, words], check=True)


def test_same_input_twice_changes_nothing(opened):
    reports = [report(at, words=FILLER) for at in range(6)]
    take(opened, reports)
    before = contents(opened)
    again = take(opened, reports)
    assert (again.added, again.unchanged, again.wrote) == (0, 6, False)
    assert contents(opened) == before


def test_same_content_under_another_name_is_the_same_report(opened):
    take(opened, [report(1)])
    again = take(opened, [replace(report(1), id="other", origin="elsewhere.txt")])
    assert (again.added, again.unchanged) == (0, 1)


def test_changed_report_replaces_its_claims_and_keeps_the_old_version(opened):
    take(opened, [report(1, 500)])
    done = take(opened, [report(1, 800)])
    assert (done.added, done.changed) == (0, 1)
    assert [claim.count_low for claim in store.load_ledger(opened).claims] == [800]
    with opened.reading() as connection:
        (data,) = connection.execute("SELECT data FROM versions").fetchone()
    assert "France has 500 soldiers" in data


def test_new_text_at_the_same_address_is_a_new_version(opened):
    take(opened, [report(1, 500, words=FILLER)])
    done = take(opened, [report(1, 510, words=FILLER, id="fetched-again")])
    assert (done.added, done.changed) == (0, 1)


def test_other_text_at_the_same_address_is_another_report(opened):
    other = " ".join(f"word{at}" for at in range(60))
    take(opened, [report(1, 500, words=FILLER)])
    done = take(opened, [report(1, 900, words=other, id="row-2")])
    assert (done.added, done.changed) == (1, 0)


def test_rows_of_one_table_share_its_address_and_are_no_versions(opened):
    rows = [
        report(at, 500 + at, words=FILLER, publisher="Data set", url="https://example.org/table") for at in range(5)
    ]
    done = take(opened, rows)
    assert (done.added, done.changed) == (5, 0)
    more = replace(
        report(7, 900, words=FILLER, publisher="Data set", url="https://example.org/table"), origin="t.csv row 9"
    )
    done = take(opened, [*rows, more])
    assert (done.added, done.changed, done.unchanged) == (1, 0, 5)


def test_new_rules_make_the_claims_anew_without_a_new_version(opened):
    take(opened, [report(1)], rules="r1")
    done = take(opened, [replace(report(1), id="renamed")], rules="r2")
    assert (done.again, done.added) == (1, 0)
    ledger = store.load_ledger(opened)
    assert [(claim.rule, claim.report_id) for claim in ledger.claims] == [("r2", "r1")]


def test_copies_of_one_story_are_one_source(opened):
    wire = report(1, words=FILLER, publisher="Agency")
    text = wire.text + " Reporting by Agency."
    copy = replace(wire, id="copy", publisher="Daily", published="2022-02-03", url="https://example.net/x", text=text)
    other = report(3, words=FILLER[:100], publisher="Other")
    done = take(opened, [wire, copy, other])
    assert done.copies == 1
    (row,) = [row for row in store.load_ledger(opened).presences if "copy" in str(row.claims)]
    assert row.publishers == ("Agency", "Other")


def test_order_of_intake_does_not_matter(tmp_path):
    reports = [report(at, words=FILLER) for at in range(8)]
    found = []
    for name, order in (("a", reports), ("b", reports[::-1])):
        with store.open_store(tmp_path / name, create=True) as one:
            take(one, order)
            found.append(contents(one))
    assert found[0] == found[1]


def test_report_that_fails_leaves_nothing_behind(opened, monkeypatch):
    take(opened, [report(1)])
    before = contents(opened)
    broken = extraction(report(2))
    claims = (*broken.claims, replace(broken.claims[0], when=object()))
    with pytest.raises(TypeError):
        store.ingest(opened, [Extraction(report=broken.report, claims=claims)])
    assert contents(opened) == before


def test_unreadable_record_is_kept_once(opened):
    bad = Rejected(source="a.jsonl", where="line 3", reason="no JSON")
    for _ in range(2):
        store.ingest(opened, [bad])
    assert store.load_ledger(opened, reconcile=reconcile_sourced).rejected == (bad,)


def test_as_of_leaves_later_reports_out(opened):
    take(opened, [report(1), report(5)])
    ledger = store.load_ledger(opened, as_of="2022-03", reconcile=reconcile_sourced)
    assert [one.id for one in ledger.reports] == ["r1"]
    assert {claim.report_id for claim in ledger.claims} == {"r1"}
    assert all(row.last_reported <= "2022-03-31" for row in ledger.presences)


def test_undated_report_is_in_the_store_and_not_known_on_any_day(opened):
    take(opened, [replace(report(1), published=None)])
    assert len(store.load_ledger(opened).unmapped) == 1
    assert store.load_ledger(opened, as_of="2030", reconcile=reconcile_sourced).reports == ()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LOCATIONS = st.builds(
    Location,
    name=TEXTS,
    lon=st.floats(-180, 180),
    lat=st.floats(-90, 90),
    precision=st.sampled_from(Precision),
    country=st.sampled_from(["MLI", None]),
    countries=st.sampled_from([(), ("MLI", "NER")]),
    reason=TEXTS,
    score=st.floats(0, 1),
)
CLAIMS = st.builds(
    Claim,
    id=st.uuids().map(str),
    report_id=st.just("r"),
    quote=TEXTS,
    sender=st.sampled_from([None, "FRA", "UN"]),
    force=st.one_of(st.none(), TEXTS),
    personnel=st.sampled_from(Personnel),
    count_low=st.one_of(st.none(), st.integers(0, 10**9)),
    status=st.sampled_from(Status),
    when=st.sampled_from([None, "2022-08", "../2020"]),
    optional=st.booleans(),
    units=st.one_of(st.none(), st.integers(1, 9)),
    location=st.one_of(st.none(), LOCATIONS),
    origin=st.one_of(st.none(), LOCATIONS),
    marks=st.lists(st.builds(Mark, start=st.integers(0, 9), end=st.integers(9, 20), role=TEXTS), max_size=2).map(
        tuple
    ),
)


@settings(max_examples=30, deadline=None)
@given(TEXTS, st.lists(CLAIMS, max_size=4, unique_by=lambda claim: claim.id))
def test_any_claims_survive_the_store(tmp_path_factory, text, claims):
    path = tmp_path_factory.mktemp("any") / "s.gpkg"
    one = Report(id="r", text=text, title=text, published="2022-01-01")
    with store.open_store(path, create=True) as opened:
        store.ingest(opened, [Extraction(report=one, claims=tuple(claims))])
        ledger = store.load_ledger(opened, reconcile=reconcile_sourced)
    assert ledger.reports == (one,)
    assert sorted(ledger.claims, key=lambda c: c.id) == sorted(claims, key=lambda c: c.id)


def test_row_of_a_data_set_is_neither_version_nor_copy_of_the_row_before(opened):
    first = extraction(report(1, words=FILLER), rule="dataset:yearbook")
    store.ingest(opened, [first], rules="r")
    second = extraction(report(1, 510, words=FILLER, id="row-2"), rule="dataset:yearbook")
    done = store.ingest(opened, [second], rules="r")
    assert (done.added, done.changed, done.copies) == (1, 0, 0)
