"""Corrections: taken in row by row, in force whatever happens to the claims, never dropped in silence."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

import pytest
from build_reports import FILLER, extraction, report

from mapper import store
from mapper.errors import StoreError
from mapper.model import Personnel, Status
from mapper.pipeline import reconcile_sourced
from mapper.store.table import csv_text, read_table, write_table

WHEN = "2026-03-01"


def take(one, reports, rules="r1"):
    store.ingest(
        one, (extraction(r, rule=rules) for r in store.unseen(one, reports, store.Intake(), rules=rules)), rules=rules
    )
    store.refresh(one, reconcile_sourced, rules="p")


@pytest.fixture
def opened(tmp_path):
    with store.open_store(tmp_path / "desk.gpkg", create=True) as one:
        take(one, [report(at, 500 + at) for at in range(4)])
        yield one


def apply(one, rows, who="Ana"):
    named = [(f"table row {at}", row) for at, row in enumerate(rows, start=2)]
    done = store.apply_review(one, named, when=WHEN, who=who)
    store.refresh(one, reconcile_sourced, rules="p")
    return done


def claims(one):
    return {claim.report_id: claim for claim in store.load_ledger(one).claims}


def test_untouched_table_says_nothing_new(opened):
    done = apply(opened, store.review_rows(opened))
    assert (done.applied, done.untouched, done.errors) == (0, 4, ())


def test_changed_cell_is_an_edit_that_names_its_person(opened):
    rows = store.review_rows(opened)
    rows[0] |= {"count_low": "510", "count_high": "520", "why": "misprint"}
    assert apply(opened, rows).applied == 1
    claim = claims(opened)["r0"]
    assert (claim.count_low, claim.count_high) == (510, 520)
    assert (claim.correction.who, claim.correction.when, claim.correction.why) == ("Ana", WHEN, "misprint")
    assert claim.correction.fields == ("count_high", "count_low")
    assert any(claim.correction in row.corrected for row in store.load_ledger(opened).presences)


def test_rejected_claim_is_gone_and_can_be_taken_back(opened):
    rows = store.review_rows(opened)
    apply(opened, [rows[1] | {"action": "reject"}])
    assert "r1" not in claims(opened)
    (again,) = [row for row in store.review_rows(opened) if row["report"] == "r1"]
    assert again["corrected"] == "Ana (rejected)"
    apply(opened, [again | {"action": "accept"}])
    assert claims(opened)["r1"].correction.action == "accept"


def test_added_claim_stands_beside_the_others_and_can_be_edited(opened):
    row = {"action": "add", "report": "r2", "quote": "Some 40 Germans are there too.", "sender": "DEU", "status": "present",
           "personnel": "police", "count_low": 40, "count_high": 40, "place": "Gao", "host": "MLI", "precision": "settlement",
           "lat": 16.27, "lon": -0.04, "published": "2022-03-03", "publisher": "Daily 2"}  # fmt: skip
    apply(opened, [row])
    (added,) = [claim for claim in store.load_ledger(opened).claims if claim.sender == "DEU"]
    assert (added.personnel, added.status, added.count_low) == (Personnel.POLICE, Status.PRESENT, 40)
    assert (added.location.lat, added.location.provenance) == (16.27, "corrected by Ana")
    (shown,) = [one for one in store.review_rows(opened) if one["sender"] == "DEU"]
    apply(opened, [shown | {"count_high": 60}])
    (edited,) = [claim for claim in store.load_ledger(opened).claims if claim.sender == "DEU"]
    assert (edited.count_low, edited.count_high) == (40, 60)
    apply(opened, [shown | {"action": "reject"}])
    assert not [claim for claim in store.load_ledger(opened).claims if claim.sender == "DEU"]


def test_moved_claim_gets_its_place_from_the_person(opened):
    rows = store.review_rows(opened)
    rows[0] |= {"place": "Menaka", "lat": "15.92", "lon": "2.40"}
    apply(opened, rows)
    place = claims(opened)["r0"].location
    assert (place.name, place.lat, place.lon, place.country) == ("Menaka", 15.92, 2.4, "MLI")


def test_second_correction_builds_on_the_first(opened):
    apply(opened, [store.review_rows(opened)[0] | {"count_low": 510, "count_high": 510}])
    apply(opened, [store.review_rows(opened)[0] | {"force": "Operation Barkhane"}], who="Ben")
    claim = claims(opened)["r0"]
    assert (claim.count_low, claim.force, claim.correction.who) == (510, "Operation Barkhane", "Ben")


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"action": "remove"}, r"action 'remove' is not one of accept, reject, edit, add"),
        ({"count_low": "many"}, "count_low 'many' is not a number of people"),
        ({"count_low": "600", "count_high": "500"}, "count_low 600 is greater than count_high 500"),
        ({"count_low": "-5"}, "count_low '-5' is not a number of people"),
        ({"status": "gone"}, "status 'gone' is not one of present, arriving"),
        ({"sender": "France"}, "sender 'France' is not an ISO 3166-1 alpha-3 code"),
        ({"when": "31/02/2022"}, "when '31/02/2022' is not a date"),
        ({"lat": "97"}, "lat '97' is not decimal degrees between -90 and 90"),
        ({"lat": ""}, "lat and lon go together"),
        ({"optional": "maybe"}, "optional 'maybe' is not true or false"),
        ({"claim": "nothing", "action": "edit"}, "no claim 'nothing' in the store"),
        ({"place": "Menaka"}, "place is now 'Menaka', and lat and lon are still those of 'Gao'"),
        ({"host": "NER"}, "host is now 'NER', and lat and lon are still those of 'MLI'"),
        ({"action": "add", "report": "r99", "status": "present"}, "report 'r99' is not in the store"),
    ],
)
def test_bad_row_costs_only_itself(opened, cells, words):
    rows = store.review_rows(opened)
    rows[0] |= cells
    rows[1] |= {"count_low": 1, "count_high": 1}
    done = apply(opened, rows)
    assert done.applied == 1
    assert len(done.errors) == 1
    assert done.errors[0].startswith("table row 2: ")
    assert words in done.errors[0]


def test_nobody_named_is_an_error(opened):
    done = apply(opened, [store.review_rows(opened)[0] | {"count_low": 1}], who="")
    assert done.applied == 0
    assert "nobody is named in the column who" in done.errors[0]


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "geojson"])
def test_table_comes_back_from_its_file(opened, tmp_path, suffix):
    rows = store.review_rows(opened)
    rows[0]["quote"] = '=1+1; a "quoted" line,\nbroken'
    path = tmp_path / f"claims.{suffix}"
    write_table(rows, path)
    back = [row for _, row in read_table(path)]
    assert [row["claim"] for row in back] == [row["claim"] for row in rows]
    assert back[0]["quote"] == rows[0]["quote"]
    assert apply(opened, back).applied == 0


def test_another_spelling_of_a_place_keeps_its_coordinates(opened):
    done = apply(opened, [store.review_rows(opened)[0] | {"place": "Gâo"}])
    assert (done.applied, done.errors) == (1, ())


def test_spreadsheet_may_make_a_time_of_a_date_and_save_with_semicolons(opened, tmp_path):
    import openpyxl

    rows = store.review_rows(opened)
    write_table(rows, tmp_path / "claims.xlsx")
    book = openpyxl.load_workbook(tmp_path / "claims.xlsx")
    book.active.cell(2, 1 + list(rows[0]).index("when")).value = datetime(2022, 1, 5)  # noqa: DTZ001  (no zone there)
    book.save(tmp_path / "claims.xlsx")
    (_, first), *_ = read_table(tmp_path / "claims.xlsx")
    assert first["when"] == "2022-01-05"
    assert apply(opened, [first]).applied == 1
    text = csv_text([rows[0] | {"quote": "plain"}]).replace(",", ";")
    (tmp_path / "claims.csv").write_text(text, encoding="utf-8")
    ((_, back),) = read_table(tmp_path / "claims.csv")
    assert (back["claim"], back["place"]) == (rows[0]["claim"], rows[0]["place"])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xlsx", b"junk", "File is not a zip file"),
        ("a.xlsx", b"PK\x05\x06" + b"\0" * 18, "cannot be read as a review table"),
        ("a.geojson", b'{"a": 1}', "no GeoJSON FeatureCollection"),
        ("a.geojson", b"[1]", "no GeoJSON FeatureCollection"),
        ("a.geojson", b"{", "cannot be read as a review table"),
        ("a.csv", b"claim,place\n1,T\xe9salit\n", "cannot be read as a review table"),
    ],
)
def test_file_that_is_no_table_is_one_line(tmp_path, name, content, words):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(StoreError, match=words) as caught:
        list(read_table(tmp_path / name))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        (7, None),
        ({"type": "Feature", "properties": None, "geometry": None}, None),
        ({"geometry": {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}}, "lat 'a LineString and no Point'"),
        ({"geometry": {"type": "Point", "coordinates": ["x", 1]}}, "lon 'x' is not decimal degrees"),
    ],
)
def test_feature_that_is_no_point_costs_only_itself(opened, tmp_path, feature, words):
    path = tmp_path / "a.geojson"
    write_table(store.review_rows(opened), path)
    whole = json.loads(path.read_text(encoding="utf-8"))
    if isinstance(feature, dict) and "properties" not in feature:
        feature = {**whole["features"][0], **feature}
    whole["features"][0] = feature
    whole["features"][1]["properties"]["count_low"] = 1
    path.write_text(json.dumps(whole), encoding="utf-8")
    done = store.apply_review(opened, read_table(path), when="2026-03-01", who="Ana")
    assert done.applied == 1
    assert [words in line for line in done.errors] == [True] * bool(words)


def test_cell_that_begins_like_a_formula_is_text(opened):
    rows = store.review_rows(opened)
    rows[0]["title"] = "=HYPERLINK()"
    assert "'=HYPERLINK()" in csv_text(rows)


def test_table_without_the_claim_column_is_refused(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(StoreError, match="has no column 'claim'"):
        list(read_table(path))


def test_correction_whose_claim_vanished_is_reported(opened):
    apply(opened, [store.review_rows(opened)[0] | {"count_low": 1, "count_high": 1}])
    text = " ".join(f"Another story {at} altogether." for at in range(20))
    other = extraction(report(0, words="x"))
    store.ingest(opened, [replace(other, report=replace(other.report, text=text), claims=())], rules="r1")
    store.refresh(opened, reconcile_sourced, rules="p")
    with opened.reading() as connection:
        (change,) = store.read_changes(connection)
    assert change.state == "claim vanished"
    assert store.summarise(opened).vanished == 1


def test_correction_finds_its_claim_in_a_corrected_text(opened):
    apply(opened, [store.review_rows(opened)[0] | {"force": "Operation Barkhane"}])
    take(opened, [report(0, 500, words="A line was added.")])
    assert claims(opened)["r0"].force == "Operation Barkhane"


def test_hundred_corrections_of_a_thousand_claims_outlive_new_rules(tmp_path):
    reports = [report(at, 300 + at % 90, words=FILLER if at % 7 == 0 else "") for at in range(1000)]
    with store.open_store(tmp_path / "desk.gpkg", create=True) as one:
        take(one, reports)
        write_table(store.review_rows(one), tmp_path / "claims.csv")
        rows = [row for _, row in read_table(tmp_path / "claims.csv")]
        for at, row in enumerate(rows[:100]):
            edits = (
                {"count_low": "7", "count_high": "7"},
                {"action": "reject"},
                {"action": "accept"},
                {"place": "Menaka", "lat": "15.92", "lon": "2.4"},
                {"status": "left", "when": "2022-08"},
            )
            row.update(edits[at % 5], who=f"person {at % 3}", why="checked")
        added = [
            {"action": "add", "report": "r999", "status": "present", "sender": "DEU", "who": "Ana", "quote": "New."}
        ]
        assert apply(one, [*rows, *added]).applied == 101
        before = store.load_ledger(one)
        take(one, reports, rules="r2")
        after = store.load_ledger(one)
        with one.reading() as connection:
            changes = store.read_changes(connection)
    assert {change.state for change in changes} == {"in force"}
    assert len({change.applies_to for change in changes}) == 101
    assert len(after.claims) == len(before.claims) == 1000 - 20 + 1
    assert sum(claim.correction is not None for claim in after.claims) == 81

    def facts(ledger):
        return sorted(
            (c.report_id, c.count_low or 0, c.place or "", str(c.status), c.when or "") for c in ledger.claims
        )

    assert facts(after) == facts(before)
