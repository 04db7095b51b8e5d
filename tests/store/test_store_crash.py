"""Killed at any moment, two at once, a reader beside them: nothing lost, nothing half-written.

What runs is ``mapper ingest`` itself, on real reports. It is forked from this process, which has its packages and
vocabularies in memory already, so that hundreds of runs are killed while they work and not while they start.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import multiprocessing
import random
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from build_reports import contents
from tqdm import tqdm

from mapper import store
from mapper.cli import cli
from mapper.pipeline import load_ledger

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded, use of fork:DeprecationWarning"),
]
SHARE = 0.25
"""No run is given longer than this share of what an undisturbed one takes here and now before it is killed."""
HANGS_S = 300.0
"""A run of two seconds that takes longer than this waits for something that never comes."""
FORK = multiprocessing.get_context("fork")
OF_A_REPORT = {"reports": "id", "claims": "report_id", "rejected": "report_id", "signatures": "report_id",
               "bands": "report_id"}  # fmt: skip


@dataclass(frozen=True)
class Job:
    """Inputs, what an undisturbed run makes of them (all of it, and each report's own rows), and how long it takes."""

    inputs: tuple[Path, ...]
    content: dict[str, list[tuple]]
    pieces: dict[str, dict[str, list[tuple]]]
    seconds: float


def ingest(path, inputs):
    tqdm.set_lock(threading.RLock())  # its own is shared with forked processes, and stays locked when one is killed
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        cli(["ingest", str(path), *map(str, inputs)], standalone_mode=False)


def start(path, inputs):
    child = FORK.Process(target=ingest, args=(path, inputs))
    child.start()
    return child


def end(*children):
    """Wait for processes to end by themselves; one that hangs fails the test and not the whole run."""
    for child in children:
        child.join(HANGS_S)
        if child.is_alive():
            child.kill()
            child.join()
    assert [child.exitcode for child in children] == [0] * len(children)


def finish(path, inputs):
    end(start(path, inputs))


def snapshot(path):
    with store.open_store(path) as opened:
        return contents(opened)


def pieces_of(path):
    """Rows of each report in a store, by table; row ids and the story, which is named at the end, left out."""
    found: dict[str, dict[str, list[tuple]]] = {}
    with store.open_store(path) as opened, opened.reading() as connection:
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        for table, key in OF_A_REPORT.items():
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(f'"{name}"' for name in columns if name not in ("fid", "story"))
            for name, *row in connection.execute(f"SELECT {key}, {kept} FROM {table} WHERE {key} IS NOT NULL"):
                found.setdefault(name, {}).setdefault(table, []).append(tuple(row))
    return {name: {table: sorted(rows, key=repr) for table, rows in own.items()} for name, own in found.items()}


def job(inputs, folder):
    path = folder / "undisturbed.gpkg"
    ingest(path, inputs)  # here, so that what it has looked up is in the memory that the others start with
    timed, begin = folder / "timed.gpkg", time.monotonic()
    finish(timed, inputs)
    seconds = time.monotonic() - begin
    assert snapshot(timed) == snapshot(path)
    return Job(tuple(inputs), snapshot(path), pieces_of(path), seconds)


@pytest.fixture(scope="module")
def bundled(example, tmp_path_factory):
    found = job(sorted(example.glob("*.txt")), tmp_path_factory.mktemp("bundled"))
    assert len(found.pieces) == 45
    return found


@pytest.fixture(scope="module")
def evaluation(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("evaluation")
    lines = (shared / "eval" / "claims-dev.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "third.jsonl").write_text("".join(lines[::3]), encoding="utf-8")
    found = job([folder / "third.jsonl"], folder)
    assert len(found.pieces) > 40
    return found


@pytest.mark.parametrize(
    ("corpus", "least"), [("bundled", 200), pytest.param("evaluation", 60, marks=pytest.mark.shared)]
)
def test_killed_at_random_moments(tmp_path, request, corpus, least):
    work = request.getfixturevalue(corpus)
    chance = random.Random(20260101)
    kills = seen_part = 0
    stores = itertools.count()
    path = tmp_path / f"{next(stores)}.gpkg"
    for at in itertools.count(1):
        child = start(path, work.inputs)
        if at % 15:
            child.join(chance.uniform(0, SHARE * work.seconds))
        else:
            end(child)  # one in fifteen may end, so that every part of the work is reached
        if child.is_alive():
            child.kill()
            child.join()
            kills += 1
            pieces = pieces_of(path) if path.exists() else {}
            assert pieces == {name: work.pieces[name] for name in pieces}
            seen_part += 0 < len(pieces) < len(work.pieces)
        else:
            assert child.exitcode == 0
            assert snapshot(path) == work.content
            path = tmp_path / f"{next(stores)}.gpkg"
        if kills >= least:
            break
    finish(path, work.inputs)
    assert snapshot(path) == work.content
    assert seen_part >= least / 10
    assert {entry.name for entry in tmp_path.iterdir()} == {f"{number}.gpkg" for number in range(next(stores))}


def test_two_at_once_are_as_one_and_a_reader_maps_it_meanwhile(tmp_path, bundled):
    path, page = tmp_path / "desk.gpkg", tmp_path / "map.html"
    halves = [start(path, bundled.inputs[at::2]) for at in range(2)]
    seen, begin = [0], time.monotonic()
    while any(half.is_alive() for half in halves) and time.monotonic() < begin + HANGS_S:
        if path.exists():
            ledger = load_ledger(path)
            assert {claim.report_id for claim in ledger.claims} <= {one.id for one in ledger.reports}
            seen.append(len(ledger.reports))
            if ledger.reports:
                with contextlib.redirect_stderr(io.StringIO()):
                    cli(["map", str(path), "-o", str(page)], standalone_mode=False)
        time.sleep(0.01)
    end(*halves)
    assert seen == sorted(seen)
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert snapshot(path) == bundled.content


def test_two_with_the_same_input_store_it_once(tmp_path, bundled):
    path = tmp_path / "desk.gpkg"
    both = [start(path, bundled.inputs) for _ in range(2)]
    end(*both)
    assert snapshot(path) == bundled.content
