"""Killed at any moment, two at once, a reader beside them: nothing lost, nothing half-written."""

from __future__ import annotations

import multiprocessing
import random
import time

import pytest
from build_reports import contents, extraction, report

from mapper import store
from mapper.pipeline import reconcile_sourced

KILLS = 200
FORK = multiprocessing.get_context("fork")


@pytest.fixture(scope="module")
def reports(example):
    """Reports whose text goes on like a real digest's."""
    bodies = [path.read_text(encoding="utf-8").partition("\n\n")[2] for path in sorted(example.glob("*.txt"))]
    return [report(at, 300 + at, words=bodies[at % len(bodies)]) for at in range(180)]


def run(path, reports):
    """Ingest what is not there yet, and make the presences."""
    with store.open_store(path, create=True) as opened:
        intake = store.Intake()
        new = store.unseen(opened, reports, intake, rules="r")
        store.ingest(opened, (extraction(one, rule="r") for one in new), rules="r", intake=intake)
        store.refresh(opened, reconcile_sourced, rules="p")


def snapshot(path):
    with store.open_store(path) as opened:
        return contents(opened)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory, reports):
    path = tmp_path_factory.mktemp("whole") / "desk.gpkg"
    run(path, reports)
    return snapshot(path)


def whole_reports(path):
    """Ids of the reports in a store, each checked to have all that it came with."""
    with store.open_store(path) as opened, opened.reading() as connection:
        ids = {name for (name,) in connection.execute("SELECT id FROM reports")}
        claims = [name for (name,) in connection.execute("SELECT report_id FROM claims")]
        signed = {name for (name,) in connection.execute("SELECT report_id FROM signatures")}
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        assert sorted(claims) == sorted(ids)
        assert signed <= ids
    return ids


def test_killed_at_random_moments(tmp_path, reports, undisturbed):
    chance = random.Random(20260101)
    kills = rounds = 0
    path = tmp_path / "0.gpkg"
    while kills < KILLS:
        child = FORK.Process(target=run, args=(path, reports))
        child.start()
        child.join(chance.uniform(0.001, 0.12))
        if child.is_alive():
            child.kill()
            child.join()
            kills += 1
            if path.exists():
                whole_reports(path)
        else:
            assert child.exitcode == 0
            assert snapshot(path) == undisturbed
            rounds += 1
            path = tmp_path / f"{rounds}.gpkg"
    run(path, reports)
    assert snapshot(path) == undisturbed
    made = {f"{at}.gpkg" for at in range(rounds + 1)}
    assert {entry.name for entry in tmp_path.iterdir()} == made


def test_two_at_once_are_as_one_and_a_reader_is_not_held_up(tmp_path, reports, undisturbed):
    path = tmp_path / "desk.gpkg"
    halves = [FORK.Process(target=run, args=(path, reports[at::2])) for at in range(2)]
    for half in halves:
        half.start()
    seen = [0]
    while any(half.is_alive() for half in halves):
        if path.exists():
            with store.open_store(path) as opened:
                ledger = store.load_ledger(opened, reconcile=reconcile_sourced)
            assert {claim.report_id for claim in ledger.claims} == {one.id for one in ledger.reports}
            seen.append(len(ledger.reports))
        time.sleep(0.02)
    assert [half.exitcode for half in halves] == [0, 0]
    assert seen == sorted(seen)
    assert snapshot(path) == undisturbed


def test_two_with_the_same_input_store_it_once(tmp_path, reports, undisturbed):
    path = tmp_path / "desk.gpkg"
    both = [FORK.Process(target=run, args=(path, reports)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    assert snapshot(path) == undisturbed
