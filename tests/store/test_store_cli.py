"""The store's commands, from the command line."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace

import pytest
from build_reports import MALI, extraction, report
from click.testing import CliRunner

from mapper import desk as work
from mapper import store
from mapper.cli import cli
from mapper.errors import MapperError
from mapper.model import Status

NUMBERS = {"r0": (2400, "2022-02-17"), "r1": (1000, "2022-06-13"), "r2": (0, "2022-08-15")}


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Store of three reports: 2,400 French in Mali, then 1,000, then all have left; and 300 in Gao, told late."""
    path = tmp_path_factory.mktemp("desk") / "desk.gpkg"
    found = []
    for at, (name, (number, day)) in enumerate(NUMBERS.items()):
        one = extraction(report(at, number, place="Mali", id=name, published=day))
        if not number:
            gone = replace(one.claims[0], count_low=None, count_high=None, status=Status.LEFT)
            one = replace(one, claims=(gone,))
        found.append(one)
    late = extraction(report(3, 300, published="2022-07-20"))
    found.append(replace(late, claims=(replace(late.claims[0], when="2022-03-01"),)))
    with store.open_store(path, create=True) as opened:
        store.ingest(opened, found, rules=work.claim_rules())
        work.refresh_presences(opened)
    return path


@pytest.fixture
def desk(made, tmp_path):
    return shutil.copy(made, tmp_path / "desk.gpkg")


def run(*arguments):
    return CliRunner().invoke(cli, [str(one) for one in arguments])


def rows_of(*arguments):
    done = run(*arguments, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_ingest_makes_a_store_and_then_has_nothing_to_do(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(
        "Title: T\nPublisher: Daily\nPublished: 2022-02-17\n\nFrance has 2,400 troops in Mali.\n", encoding="utf-8"
    )
    done = run("ingest", tmp_path / "new.gpkg", path)
    assert done.exit_code == 0, done.output
    assert "1 reports added" in done.output
    again = run("ingest", tmp_path / "new.gpkg", path)
    assert "0 reports added, 0 changed, 0 read again by new rules, 1 unchanged" in again.output
    assert run("ingest", tmp_path / "new.gpkg", tmp_path / "missing.txt").exit_code == 1
    found = rows_of("status", tmp_path / "new.gpkg", "--at", "2022-03-01")
    assert [(row["key"], row["low"]) for row in found] == [("MLI", 2400)]


def test_status_counts_what_is_there(desk):
    found = rows_of("status", desk)
    assert (found["reports"], found["claims"], found["publishers"], found["fresh"]) == (4, 4, 3, True)
    assert (found["first"], found["last"]) == ("2022-02-17", "2022-08-16")
    assert "presences" in run("status", desk).stdout


@pytest.mark.parametrize(("by", "key"), [("host", "MLI"), ("sender", "FRA"), ("force", "FRA (troops)")])
def test_status_at_a_day_adds_up(desk, by, key):
    (row,) = rows_of("status", desk, "--at", "2022-07-01", "--by", by)
    assert (row["key"], row["low"], row["high"], row["elsewhere"]) == (key, 1000, 1000, [700, 700])
    assert run("status", desk, "--at", "2022-07-01", "--by", by).stdout.splitlines()[1].split() == [
        *key.split(),
        "1,000",
        "700",
        "2",
        "2022-06-13",
    ]
    assert rows_of("status", desk, "--at", "2022-08-15", "--by", by) == []


def test_status_adds_up_only_what_was_reported_lately(desk):
    at = ("status", desk, "--at", "2022-07-13", "--by", "host")
    assert [row["low"] for row in rows_of(*at, "--within", "30")] == [1000]
    assert rows_of(*at, "--within", "29") == []
    assert run(*at, "--within", "-1").exit_code == 2


@pytest.mark.parametrize("options", [("--within", "30"), ("--explain",)])
def test_what_tells_of_a_day_needs_the_day(desk, options):
    done = run("status", desk, *options)
    assert (done.exit_code, "--at" in done.output) == (2, True)


def test_a_review_in_an_unknown_form_is_bad_usage(desk, tmp_path):
    done = run("review", desk, "-o", tmp_path / "claims.pdf")
    assert (done.exit_code, ".xlsx" in done.output) == (2, True)
    assert not (tmp_path / "claims.pdf").exists()


def test_explain_gives_the_sentences_behind_a_figure(desk):
    out = run("status", desk, "--at", "2022-07-01", "--explain").stdout
    assert "MLI: 1,000\n" in out
    assert "2022-06-13 Daily 1: France has 1000 soldiers in Mali, report 1 says." in out
    assert "inside it: FRA troops, Gao: 300" in out


def test_as_of_knows_less(desk):
    assert rows_of("status", desk, "--as-of", "2022-03-01")["reports"] == 1
    (row,) = rows_of("status", desk, "--at", "2022-09-01", "--as-of", "2022-03-01")
    assert row["low"] == 2400
    assert rows_of("status", desk, "--at", "2022-09-01") == []


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("2022-03-01", "2022-07-01", ["shrank"]),
        ("2022-07-01", "2022-08-01", ["newly reported"]),
        ("2022-08-01", "2022-09-01", ["left", "left"]),
        ("2022-01-01", "2022-03-01", ["newly reported"]),
        ("2022-08-01", "2022-08-02", []),
    ],
)
def test_diff_names_each_change(desk, first, second, words):
    assert [row["change"] for row in rows_of("diff", desk, "--from", first, "--to", second)] == words
    out = run("diff", desk, "--from", first, "--to", second).stdout
    assert all(word in out for word in words)


def test_diff_in_hindsight_knows_the_late_report(desk):
    rows = rows_of("diff", desk, "--from", "2022-02-20", "--to", "2022-03-02", "--hindsight")
    assert [(row["change"], row["after"]["place"]) for row in rows] == [("newly reported", "Gao")]


def test_diff_tells_what_a_correction_changed(desk, tmp_path):
    table = tmp_path / "claims.csv"
    run("review", desk, "-o", table)
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    at = next(i for i, row in enumerate(rows) if row["count_low"] == "2400")
    rows[at] |= {"count_low": "1400", "count_high": "1400", "why": "misread"}
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    assert run("review", desk, "--apply", table, "--who", "Ana", "--when", "2022-02-25").exit_code == 0
    (row,) = rows_of("diff", desk, "--from", "2022-02-20", "--to", "2022-03-01")
    assert (row["change"], row["before"]["low"], row["after"]["low"]) == ("corrected", 2400, 1400)
    assert rows_of("diff", desk, "--from", "2022-02-26", "--to", "2022-03-01") == []


def test_usual_size_of_a_unit_can_be_left_out(tmp_path):
    path, store = tmp_path / "report.txt", tmp_path / "desk.gpkg"
    text = "France has deployed a battalion to Niger. Italy has 200 soldiers in Niger."
    path.write_text(f"Published: 2022-02-01\n\n{text}\n", encoding="utf-8")
    run("ingest", store, path)
    assert rows_of("status", store, "--at", "2022-03-01", "--by", "sender")[0]["low"] >= 100
    stated = rows_of("status", store, "--at", "2022-03-01", "--by", "sender", "--stated-only")
    assert [(row["key"], row["low"]) for row in stated] == [("FRA", None), ("ITA", 200)]
    for one in (store, path):
        table = tmp_path / "presences.csv"
        assert run("export", one, "-o", table, "--stated-only").exit_code == 0
        rows = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig")))
        assert {row["derived"] for row in rows} == {"False"}


def test_map_of_a_store_leaves_out_what_a_map_of_its_reports_does(tmp_path):
    path, store = tmp_path / "report.txt", tmp_path / "desk.gpkg"
    text = "Italy has 200 soldiers in Niger. About 40 cars and 500 soldiers were seen, he said."
    path.write_text(f"Published: 2022-02-01\n\n{text}\n", encoding="utf-8")
    run("ingest", store, path)
    assert rows_of("status", store)["rejected"] > 0
    said = [run("map", one, "-o", tmp_path / "map.html").stderr for one in (path, store)]
    assert said[0] == said[1]
    assert "0 records" in said[1]


def test_review_out_and_in(desk, tmp_path):
    table = tmp_path / "claims.csv"
    assert run("review", desk, "-o", table).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    rows[0] |= {"count_low": "123", "count_high": "123", "why": "checked with the source"}
    rows[1] |= {"count_low": "lots"}
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    done = run("review", desk, "--apply", table, "--who", "Ana", "--when", "2026-03-01")
    assert done.exit_code == 0
    assert "1 corrections taken in" in done.output
    assert "claims.csv row 3: count_low 'lots' is not a number of people" in done.output
    shown = run("status", desk, "--corrections").stdout
    assert "in force" in shown
    assert "checked with the source" in shown
    assert rows_of("status", desk, "--corrections")[0]["fields"]["count_low"] == 123
    assert rows_of("status", desk, "--at", "2022-02-20")[0]["low"] == 123
    assert "(corrected by Ana)" in run("status", desk, "--at", "2022-02-20", "--explain").stdout


def test_review_prints_the_table_where_no_file_is_named(desk):
    rows = list(csv.DictReader(io.StringIO(run("review", desk).stdout)))
    assert [row["report"] for row in rows] == ["r0", "r1", "r3", "r2"]
    assert rows[0]["precision"] == str(MALI.precision)


def test_grades_of_sources_are_shown(desk, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text("Published: 2022-02-17\n\nFrance has 2,400 troops in Mali.\n", encoding="utf-8")
    grades = tmp_path / "sources.csv"
    grades.write_text("publisher,reliability,credibility,who\nDaily 1,B,2,Ana\n", encoding="utf-8")
    assert run("ingest", desk, path, "--sources", grades).exit_code == 0
    assert "Daily 1 [B2]" in run("status", desk, "--at", "2022-07-01", "--explain").stdout
    grades.write_text("publisher,reliability,credibility\nX,G,2\n", encoding="utf-8")
    with pytest.raises(MapperError, match="row 2: reliability 'G' is not one of A to F"):
        CliRunner().invoke(cli, ["ingest", str(desk), str(path), "--sources", str(grades)], catch_exceptions=False)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["status", "{desk}", "--at", "2022-13-01"], "'2022-13-01' is not a day"),
        (["diff", "{desk}", "--from", "2022-09-01", "--to", "2022-08-01"], "swap them"),
        (["review", "{desk}", "--apply", "{desk}", "--when", "soon"], "'soon' is not a day"),
    ],
)
def test_bad_usage_says_what_is_expected(desk, arguments, words):
    done = run(*(one.format(desk=desk) for one in arguments))
    assert done.exit_code == 2
    assert words in done.output
