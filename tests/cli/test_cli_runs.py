"""The command line on real input: what it prints, where, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

REPORT = (
    "Title: France in Mali\nPublisher: Wire\nPublished: 2021-03-02\nURL: https://wire.example/1\n\n"
    "France has about 5,100 troops in the Sahel under Operation Barkhane, the army said on Monday. "
    "Some 1,300 of them are based in Gao, in northern Mali.\n"
)


def run(*arguments, stdin=None, cwd=None):
    return subprocess.run(
        [sys.executable, "-m", "mapper", *map(str, arguments)],
        input=stdin, capture_output=True, text=True, cwd=cwd, check=False, encoding="utf-8",
    )  # fmt: skip


@pytest.fixture
def reports(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(REPORT, encoding="utf-8")
    return folder


def test_help_lists_every_command_without_loading_it():
    done = run("--help")
    assert done.returncode == 0
    assert all(name in done.stdout for name in ("map", "extract", "ingest", "gazetteer"))


def test_map_says_what_it_read_found_and_left_out(reports, tmp_path):
    (reports / "empty.txt").write_bytes(b"")
    (reports / "picture.txt").write_bytes(b"\x89PNG\0\0")
    (reports / "latin.txt").write_bytes("Près de 300 soldats français à Gao étaient arrivés.".encode("latin-1"))
    (reports / "lines.jsonl").write_text('{"id": "a", "text": "Nothing to see."}\n{"id": \n', encoding="utf-8")
    done = run("map", reports, tmp_path / "missing.txt", "-o", tmp_path / "out" / "map.html")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    for name in (
        "empty.txt: is empty",
        "picture.txt: is binary",
        "latin.txt: is not UTF-8",
        "lines.jsonl line 2: is not JSON",
    ):
        assert name in done.stderr
    assert "missing.txt: there is no such file" in done.stderr
    assert "read      2 reports" in done.stderr
    assert "1 undated" in done.stderr
    assert (tmp_path / "out" / "map.html").stat().st_size > 50_000


@pytest.mark.parametrize("command", ["map", "extract"])
def test_nothing_usable_ends_with_1_and_one_line(tmp_path, command):
    (tmp_path / "void").mkdir()
    done = run(command, tmp_path / "void", *(["-o", tmp_path / "m.html"] if command == "map" else []))
    assert done.returncode == 1
    assert "put reports into it" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "m.html").exists()


def test_bad_date_option_is_bad_usage(reports):
    done = run("extract", reports, "--published", "tomorrow")
    assert done.returncode == 2
    assert "YYYY-MM-DD" in done.stderr


def test_extract_writes_json_lines_with_quotes_that_are_in_the_text(reports):
    done = run("extract", reports / "good.txt")
    assert done.returncode == 0, done.stderr
    (line,) = [json.loads(text) for text in done.stdout.splitlines()]
    assert line["title"] == "France in Mali"
    body = REPORT.split("\n\n", 1)[1]
    assert line["claims"]
    for claim in line["claims"]:
        assert body[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["rule"]
    assert {claim["sender"] for claim in line["claims"]} == {"FRA"}


def test_map_of_the_same_input_has_the_same_bytes(reports, tmp_path):
    for name in ("a.html", "b.html"):
        assert run("map", reports, "-o", tmp_path / name).returncode == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_export_takes_the_format_from_the_extension(reports, tmp_path):
    done = run("export", reports, "-o", tmp_path / "p.geojson")
    assert done.returncode == 0, done.stderr
    features = json.loads((tmp_path / "p.geojson").read_text(encoding="utf-8"))["features"]
    assert {feature["properties"]["sender"] for feature in features} == {"FRA"}
    assert run("export", reports, "-o", tmp_path / "p.xyz").returncode == 2


@pytest.mark.shared
def test_first_report_gives_the_claims_that_it_states(shared):
    done = run("extract", shared / "reports" / "france-quits-mali.txt", "--published", "2022-08-20")
    claims = json.loads(done.stdout)["claims"]
    said = {(c["sender"], c["host"], c["status"], c["count_low"], c["when"]) for c in claims}
    assert ("FRA", "MLI", "left", None, "2022-08-15") in said
    sahel = [c for c in claims if c["count_low"] == 3000]
    assert {(c["sender"], c["precision"], c["status"]) for c in sahel} == {("FRA", "area", "present")}
    assert all("Barkhane" in c["force"] for c in sahel)
    niger = [c for c in claims if c["host"] == "NER"]
    assert [(c["sender"], c["count_low"], c["count_text"], c["status"]) for c in niger] == [
        ("FRA", None, "many of them", "present")
    ]
    assert any(
        (c["sender"], c["host"], c["personnel"], c["count_low"]) == ("RUS", "MLI", "contractors", None)
        and c["status"] in ("present", "arriving")
        for c in claims
    )
    assert not any(c["count_low"] == 9 for c in claims)


def test_a_country_that_does_not_exist_is_bad_usage():
    done = run("locate", "Gao", "--country", "ZZZ")
    assert (done.returncode, "ISO 3166-1" in done.stderr) == (2, True)
