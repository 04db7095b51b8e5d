"""Reading in pieces: lines and rows one at a time, packed files, and bytes that break off or are not UTF-8."""

from __future__ import annotations

import gzip
import io
import json
import sys
import tracemalloc
from types import SimpleNamespace

import pytest

from mapper.model import Extraction, Rejected, Report
from mapper.read import read_reports, stream

BODY = "About 300 soldiers from Chad are stationed in Aguelhok."
DEPLOYMENTS = "sender,host,count,year\nTCD,MLI,1200,2015\nFRA,MLI,1000,2015\n"


def line(name, text=BODY):
    return json.dumps({"id": name, "text": text}).encode() + b"\n"


def split(items):
    items = list(items)
    return [i for i in items if not isinstance(i, Rejected)], [i for i in items if isinstance(i, Rejected)]


@pytest.mark.parametrize("ending", [".jsonl", ".csv"])
def test_memory_does_not_grow_with_the_file(tmp_path, ending):
    path = tmp_path / f"many{ending}"
    with path.open("wb") as file:
        file.write(b"" if ending == ".jsonl" else b"id,text\r\n")
        for at in range(6000):
            text = f"{BODY} {at} " + "word " * 400
            file.write(line(f"r{at}", text) if ending == ".jsonl" else f'r{at},"{text}"\r\n'.encode())
    tracemalloc.start()
    try:
        assert sum(isinstance(item, Report) for item in read_reports(path)) == 6000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < path.stat().st_size / 4


def test_first_reports_come_before_the_last_are_there(monkeypatch):
    given = io.BytesIO()
    reads = []

    class Pipe(io.RawIOBase):
        def readable(self):
            return True

        def read(self, size=-1):
            reads.append(size)
            return given.read(size)

    given.write(b"".join(line(f"r{at}", f"{BODY} {'x' * 900}") for at in range(1000)))
    given.seek(0)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=Pipe()))
    assert next(iter(read_reports("-"))).id == "r0"
    assert given.tell() < 300_000


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.jsonl.gz", line("a") + line("b", BODY + " Then left."), 2),
        ("a.csv.gz", f"id,text\na,{BODY}\n".encode(), 1),
        ("a.tsv.gz", f"id\ttext\na\t{BODY}, more\n".encode(), 1),
        ("a.txt.gz", BODY.encode(), 1),
        ("packed", line("a"), 1),
        ("deployments.csv.gz", DEPLOYMENTS.encode(), 2),
    ],
)
def test_packed_files_are_read_as_what_they_hold(tmp_path, name, data, found):
    path = tmp_path / name
    path.write_bytes(gzip.compress(data))
    reports, rejected = split(read_reports(path))
    assert (len(reports), rejected) == (found, [])
    assert all(isinstance(item, Extraction if "dep" in name else Report) for item in reports)


def test_packed_file_that_is_cut_short_gives_what_came_before_the_cut(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    whole = gzip.compress(b"".join(line(f"r{at}", f"{BODY} {at * 7919 % 1009}") for at in range(5000)))
    path.write_bytes(whole[: len(whole) // 2])
    reports, (bad,) = split(read_reports(path))
    assert 0 < len(reports) < 5000
    assert (bad.source, bad.where) == (str(path), f"line {len(reports) + 1}")
    assert "cannot be read from here on" in bad.reason


def test_packed_rubbish_is_one_line(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(b"\x1f\x8b" + b"\0" * 40)
    reports, (bad,) = split(read_reports(path))
    assert not reports
    assert "cannot be read" in bad.reason


def test_line_that_is_not_utf8_costs_only_itself_and_names_its_place(tmp_path):
    path = tmp_path / "a.jsonl"
    broken = json.dumps({"id": "b", "text": "Près de 300 soldats"}, ensure_ascii=False).encode("latin-1") + b"\n"
    path.write_bytes(line("a") + broken + line("c", BODY + " More."))
    reports, (bad,) = split(read_reports(path))
    assert [one.id for one in reports] == ["a", "c"]
    assert (bad.where, bad.reason[:12], "iconv -f" in bad.reason) == ("line 2", "is not UTF-8", True)


@pytest.mark.parametrize(
    ("header", "good", "bad"),
    [("id,text\n", f"a,{BODY}\n", "b,Près de 300\n"), ("sender,host,count,year,place\n", "TCD,MLI,1,2015,Gao\n",
                                                     "TCD,MLI,2,2016,Tésalit\n")],
)  # fmt: skip
def test_row_that_is_not_utf8_costs_only_itself(tmp_path, header, good, bad):
    path = tmp_path / "a.csv"
    path.write_bytes(header.encode() + bad.encode("latin-1") + good.encode())
    kept, (left_out,) = split(read_reports(path))
    assert len(kept) == 1
    assert left_out.where == "row 2"
    assert "iconv -f" in left_out.reason


@pytest.mark.parametrize("mark", ["utf-16", "utf-8-sig"])
@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "unnamed"])
def test_byte_order_marks_are_understood(tmp_path, mark, name):
    text = f"id,text\na,{BODY}\n" if name == "a.csv" else line("a").decode()
    path = tmp_path / name
    path.write_bytes(text.encode(mark))
    (report,), rejected = split(read_reports(path))
    assert (report.id, report.text, rejected) == ("a", BODY, [])


def test_line_beyond_all_bounds_ends_the_file_and_not_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(stream, "MAX_LINE_CHARACTERS", 2000)
    (tmp_path / "a.jsonl").write_bytes(line("a") + line("b", "x" * 5000) + line("c"))
    (tmp_path / "b.jsonl").write_bytes(line("d", BODY + " Again."))
    reports, (bad,) = split(read_reports(tmp_path))
    assert [one.id for one in reports] == ["a", "d"]
    assert (bad.where, "a line of more than 2,000 characters" in bad.reason) == ("line 2", True)


def test_whole_files_have_a_limit_and_say_what_streams(tmp_path, monkeypatch):
    monkeypatch.setattr(sys.modules["mapper.read.source"], "MAX_FILE_BYTES", 1000)
    (tmp_path / "a.txt").write_text("x" * 2000, encoding="utf-8")
    reports, (bad,) = split(read_reports(tmp_path))
    assert not reports
    assert "over the limit of 1,000 bytes" in bad.reason
