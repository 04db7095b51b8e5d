"""Reading: kinds of input, metadata, dates, and bad input that never ends a run."""

from __future__ import annotations

import io
import json
import sys

import pytest

from mapper.errors import UsageError
from mapper.model import Rejected, Report
from mapper.read import read_reports
from mapper.read.text import split_header

BODY = "About 300 soldiers from Chad are stationed in Aguelhok."


def split(items):
    items = list(items)
    return [i for i in items if isinstance(i, Report)], [i for i in items if isinstance(i, Rejected)]


def write(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def test_header_block_is_metadata(tmp_path):
    text = f"Title: Chad in Mali\nPublisher: Wire\nPublished: 2015-03-02\nURL: https://a.example/1\n\n{BODY}\n"
    (report,), rejected = split(read_reports(write(tmp_path, "a.txt", text)))
    assert (report.title, report.publisher, report.published) == ("Chad in Mali", "Wire", "2015-03-02")
    assert report.url == "https://a.example/1"
    assert report.text.startswith("About 300")
    assert not rejected


def test_first_sentence_with_a_colon_is_no_header():
    text = "Paris: the soldiers left.\n\nMore."
    assert split_header(text) == ({}, text)


@pytest.mark.parametrize(
    ("name", "header", "option", "expected"),
    [
        ("2020-01-02-x.txt", "Published: 2019-05-06\n\n", "2021-01-01", "2019-05-06"),
        ("2020-01-02-x.txt", "", "2021-01-01", "2021-01-01"),
        ("2020-01-02-x.txt", "", None, "2020-01-02"),
        ("x.txt", "", None, None),
        ("x-20200102.txt", "", None, None),
        ("2020-13-45-x.txt", "", None, None),
        ("x.txt", "Published: 2019-05-06T23:10:00+02:00\n\n", None, "2019-05-06"),
    ],
)
def test_publication_date_precedence(tmp_path, name, header, option, expected):
    path = write(tmp_path, name, header + BODY)
    (report,), _ = split(read_reports(path, published=option))
    assert report.published == expected


def test_unreadable_date_keeps_the_report_undated_and_says_so(tmp_path):
    path = write(tmp_path, "x.txt", f"Title: t\nPublished: 31/02/2022\n\n{BODY}")
    (report,), (note,) = split(read_reports(path))
    assert report.published is None
    assert "31/02/2022" in note.reason


def test_published_option_must_be_a_date():
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        read_reports("x", published="yesterday")


def test_broken_json_line_is_named_and_the_rest_kept(tmp_path):
    lines = [
        json.dumps({"id": "a", "text": BODY}),
        '{"id": "b", "text": ',
        "[1]",
        json.dumps({"id": "c", "text": BODY + " "}),
    ]
    reports, rejected = split(read_reports(write(tmp_path, "r.jsonl", "\n".join(lines))))
    assert [r.id for r in reports] == ["a", "c"]
    assert [r.where for r in rejected] == ["line 2", "line 3"]
    assert "not an object" in rejected[1].reason


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b" \n", "is empty"),
        ("b.txt", b"\x89PNG\0\0\x01", "binary"),
        ("l.txt", "Près de 300 soldats français à Gao, au Mali, étaient arrivés.".encode("latin-1"), "iconv -f"),
        ("u.txt", "\ufeffhello".encode("utf-16-le")[:-1], "broken"),
        ("t.csv", b"a,b\n1,2\n", "no column for the text"),
        ("j.json", b"{", "not JSON"),
    ],
)
def test_bad_file_is_one_line_with_a_remedy(tmp_path, name, data, message):
    write(tmp_path, "good.txt", BODY)
    write(tmp_path, name, data)
    reports, (bad,) = split(read_reports(tmp_path))
    assert [r.text for r in reports] == [BODY]
    assert name in bad.source
    assert message in bad.reason
    assert "\n" not in bad.reason


def test_missing_path_empty_folder_and_unmatched_pattern_are_said(tmp_path):
    (tmp_path / "void").mkdir()
    names = [tmp_path / "nope.txt", tmp_path / "void", f"{tmp_path}/*.nothing"]
    reports, rejected = split(read_reports(names))
    assert not reports
    assert len(rejected) == 3


def test_folder_is_walked_in_order_without_readme_and_hidden_files(tmp_path):
    for name in ("b.txt", "a.txt", "README.md", ".secret.txt"):
        write(tmp_path, name, BODY + name)
    reports, rejected = split(read_reports(tmp_path))
    assert [r.origin.rsplit("/", 1)[1] for r in reports] == ["a.txt", "b.txt"]
    assert not rejected


def test_standard_input_is_recognised_as_json_lines(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(json.dumps({"id": "s", "text": BODY}).encode() + b"\n"))
    monkeypatch.setattr(sys, "stdin", stream)
    (report,), _ = split(read_reports("-"))
    assert report.id == "s"


def test_the_same_report_twice_is_counted_once_and_another_text_gets_its_own_id(tmp_path):
    rows = [{"id": "a", "text": BODY}, {"id": "a", "text": BODY}, {"id": "a", "text": BODY + " Then left."}]
    reports, rejected = split(read_reports(write(tmp_path, "r.jsonl", "\n".join(map(json.dumps, rows)))))
    assert [r.id for r in reports] == ["a", "a#2"]
    assert len(rejected) == 1


def test_control_characters_keep_their_offsets(tmp_path):
    path = write(tmp_path, "r.jsonl", json.dumps({"id": "a", "text": "x\0y\ud800z"}))
    (report,), _ = split(read_reports(path))
    assert report.text == "x\N{REPLACEMENT CHARACTER}y\N{REPLACEMENT CHARACTER}z"


def test_html_gives_the_article_and_its_metadata(tmp_path):
    page = (
        "<html><head><title>Chad in Mali</title><meta property='og:site_name' content='Wire'></head><body><article>"
        + "".join(f"<p>{BODY} That was sentence {i} of the long article text.</p>" for i in range(8))
        + "</article><script>alert(1)</script></body></html>"
    )
    (report,), rejected = split(read_reports(write(tmp_path, "2015-03-02-a.html", page)))
    assert "stationed in Aguelhok" in report.text
    assert "alert" not in report.text
    assert not rejected


def test_table_of_statements_takes_the_sender_from_its_row(tmp_path):
    text = (
        "gec_code,sender,snapshot_first,text\nfr,France,2020-11-24,about 100 Mali (2020)\nxx,Atlantis,2020,5 Mali\n"
    )
    reports, rejected = split(read_reports(write(tmp_path, "s.csv", text)))
    assert [(r.sender, r.published) for r in reports] == [("FRA", "2020-11-24"), (None, "2020")]
    assert "Atlantis" in rejected[0].reason
