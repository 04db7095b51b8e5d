"""The folder of compiled gazetteers: what is kept in it, and how builders wait for one another."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from contextlib import closing

import pytest

from mapper.errors import GazetteerError
from mapper.locate import cache


def gazetteer(folder, name, *, days_old):
    path = folder / f"gazetteer-{name}.sqlite"
    path.write_bytes(b"made")
    then = time.time() - days_old * cache.DAY_S
    os.utime(path, (then, then))
    return path


def names(folder, pattern):
    return sorted(path.name.removeprefix("gazetteer-").partition(".")[0] for path in folder.glob(pattern))


def test_gazetteers_of_other_versions_are_kept_until_they_are_the_oldest(tmp_path):
    for days, name in enumerate(["a", "b", "c", "d", "e"], 1):
        gazetteer(tmp_path, name, days_old=days)
    new = gazetteer(tmp_path, "new", days_old=0)
    (tmp_path / "gazetteer-e.lock").touch()
    cache.forget_oldest(tmp_path, new)
    assert names(tmp_path, "*.sqlite") == ["a", "b", "c", "new"]
    assert len(names(tmp_path, "*.sqlite")) == cache.KEPT
    assert names(tmp_path, "*.lock") == []


def test_what_a_killed_builder_left_goes_and_one_at_work_keeps_its_file(tmp_path):
    new = gazetteer(tmp_path, "new", days_old=0)
    dead = gazetteer(tmp_path, "dead", days_old=2)
    dead.rename(tmp_path / "gazetteer-dead.sqlite.partial")
    (tmp_path / "gazetteer-live.sqlite.partial").touch()
    cache.forget_oldest(tmp_path, new)
    assert names(tmp_path, "*.partial") == ["live"]


def test_using_a_gazetteer_makes_it_young(tmp_path, monkeypatch):
    monkeypatch.setattr(cache, "digest", lambda: "mine")
    mine = gazetteer(tmp_path, "mine", days_old=30)
    assert cache.default_file(tmp_path) == mine
    assert time.time() - mine.stat().st_mtime < cache.DAY_S


def test_two_states_of_the_data_do_not_rebuild_in_turn(tmp_path, monkeypatch):
    built = []

    def write(_rows, path, _meta):
        built.append(path.name)
        path.touch()

    monkeypatch.setattr(cache, "write_gazetteer", write)
    monkeypatch.setattr("mapper.locate.sources.package_rows", lambda: iter(()))
    for state in ("one", "two", "one", "two"):
        monkeypatch.setattr(cache, "digest", lambda state=state: state)
        cache.default_file(tmp_path)
    assert built == ["gazetteer-one.sqlite", "gazetteer-two.sqlite"]


def test_a_second_builder_waits_says_so_and_goes_on(tmp_path, capsys):
    path = tmp_path / "gazetteer-x.sqlite"
    entered, order = threading.Event(), []

    def first():
        with cache.only_builder(path):
            entered.set()
            time.sleep(0.8)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    entered.wait(10)
    with cache.only_builder(path):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]
    assert capsys.readouterr().err.count(f"another process is building {path}; waiting for it") == 1


def test_builders_of_different_files_do_not_wait(tmp_path, capsys):
    with cache.only_builder(tmp_path / "gazetteer-x.sqlite"), cache.only_builder(tmp_path / "gazetteer-y.sqlite"):
        pass
    assert capsys.readouterr().err == ""


def test_waiting_in_vain_ends_with_one_clear_line(tmp_path):
    path = tmp_path / "gazetteer-x.sqlite"
    with closing(sqlite3.connect(path.with_suffix(".lock"), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with (
            pytest.raises(GazetteerError, match=r"another process has been building .* set MAPPER_CACHE") as caught,
            cache.only_builder(path, patience_s=0.3),
        ):
            pass
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with (
        pytest.raises(GazetteerError, match=r"cannot be written .*MAPPER_CACHE"),
        cache.only_builder(tmp_path / "file" / "gazetteer-x.sqlite"),
    ):
        pass
