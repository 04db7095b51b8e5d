"""The tables of forces, formations and personnel: complete, consistent, with their sources."""

from __future__ import annotations

import csv
import itertools
import tomllib
from collections import defaultdict

import pytest

from mapper.edtf import first_day, is_edtf, last_day
from mapper.extract.lexicon_rows import read_rows
from mapper.model import Personnel

KINDS = {"operation", "mission", "pmc", "army", "service", "unit", "group"}
LANGUAGES = ("en", "fr", "es")
FORCES = read_rows("forces", "forces.csv")
STATES = {row["iso3"] for row in read_rows("countries", "countries.csv")}
FORMER = {row["sender"] for row in read_rows("countries", "former.csv")}
ORGANISATIONS = {row["code"] for row in read_rows("forces", "organisations.csv")}


def folder(root, *parts):
    return root.joinpath("geodata", *parts)


def test_forces_are_many_and_named_once():
    ids = [row["id"] for row in FORCES]
    assert len(ids) >= 250
    assert len(set(ids)) == len(ids)


def test_forces_rows_are_whole():
    for row in FORCES:
        assert row["name"].strip(), row
        assert row["kind"] in KINDS, row
        assert row["source"].strip(), row
        assert is_edtf(row["source_date"]), row
        assert None not in row, row
        assert None not in row.values(), row


def test_forces_have_known_senders_hosts_and_personnel():
    for row in FORCES:
        assert row["sender"] == "" or row["sender"] in STATES | FORMER | ORGANISATIONS, row
        assert set(filter(None, row["hosts"].split("|"))) <= STATES | FORMER, row
        assert row["personnel"] == "" or Personnel(row["personnel"]), row


def test_forces_dates_are_edtf_and_in_order():
    for row in FORCES:
        for part in ("start", "end"):
            assert row[part] == "" or is_edtf(row[part]), row
        if row["start"] and row["end"]:
            assert first_day(row["start"]) <= last_day(row["end"]), row


def test_forces_rest_on_a_page_or_a_table_or_on_their_own_name():
    tables = ("dates from difesa.it", "Geo-PKO: ")
    for row in FORCES:
        named = row["source"] == "the name states the state"
        assert named or "https://" in row["source"] or row["source"].startswith(("http://", *tables)), row
        if named:
            assert (row["start"], row["end"]) == ("", ""), row


def test_forces_do_not_take_the_name_of_a_state_or_its_people():
    parts = ("name", "aliases", "demonyms", "metonyms")
    for lang in LANGUAGES:
        states = {
            form.casefold()
            for row in read_rows("countries", "countries.csv")
            for part in parts
            for form in (row.get(f"{part}_{lang}") or "").split("|")
        }
        for row in FORCES:
            forms = (row["name"], *row["aliases_en"].split("|"), *row[f"aliases_{lang}"].split("|"))
            taken = states & {form.lstrip("=").casefold() for form in forms if form}
            assert taken == set(), (row["id"], taken)


def test_two_forces_share_a_name_only_where_their_dates_tell_them_apart():
    named = defaultdict(list)
    for row, lang in itertools.product(FORCES, LANGUAGES):
        forms = (row["name"], *filter(None, row[f"aliases_{lang}"].split("|")))
        for form in {form.lstrip("=").casefold() for form in forms}:
            named[lang, form].append(row)
    for form, rows in named.items():
        assert len({(row["start"], row["end"]) for row in rows}) == len(rows), (form, [row["id"] for row in rows])


def test_forces_refer_to_rows_that_exist():
    ids = {row["id"] for row in FORCES}
    for row in FORCES:
        for part in ("successor", "parent"):
            assert row[part] == "" or (row[part] in ids and row[part] != row["id"]), row


def test_forces_aliases_are_distinct_and_trimmed():
    for row, lang in itertools.product(FORCES, LANGUAGES):
        aliases = [alias for alias in row[f"aliases_{lang}"].split("|") if alias]
        assert len(set(aliases)) == len(aliases), row
        assert all(alias == alias.strip() for alias in aliases), row


@pytest.mark.parametrize("name", ["Operation Serval", "Operation Barkhane", "Operation Inherent Resolve", "ISAF",
                                  "KFOR", "SFOR", "UNIFIL", "UNDOF", "Wagner Group", "Operation Takuba"])  # fmt: skip
def test_forces_hold_the_well_known(name):
    forms = {form.lstrip("=") for row in FORCES for form in (row["name"], *row["aliases_en"].split("|"))}
    assert name in forms or name.replace("Operation ", "Task Force ") in forms


def test_echelons_have_names_and_ranges_in_order():
    rows = read_rows("forces", "echelons.csv")
    assert len({row["echelon"] for row in rows}) == len(rows)
    for row in rows:
        assert any(row[lang] for lang in LANGUAGES), row
        assert row["source"], row
        assert (row["low"] == "") == (row["high"] == ""), row
        if row["low"]:
            assert 0 < int(row["low"]) <= int(row["high"]), row


def test_echelons_of_the_main_line_grow():
    sizes = {row["echelon"]: row for row in read_rows("forces", "echelons.csv")}
    line = ["squad", "platoon", "company", "battalion", "brigade", "division", "corps"]
    lows = [int(sizes[name]["low"]) for name in line]
    assert lows == sorted(lows)


def test_personnel_nouns_have_known_kinds_in_every_language():
    rows = read_rows("forces", "personnel.csv")
    assert {row["lang"] for row in rows} == set(LANGUAGES)
    for lang in LANGUAGES:
        kinds = {Personnel(row["personnel"]) for row in rows if row["lang"] == lang and row["class"] == "people"}
        assert {Personnel.TROOPS, Personnel.PEACEKEEPERS, Personnel.POLICE, Personnel.ADVISERS} <= kinds
    for row in rows:
        forms = row["forms"].split("|")
        assert all(form == form.strip().lower() and form for form in forms), row


@pytest.mark.parametrize("name", ["numbers.toml", "dates.toml", "units.toml"])
def test_language_files_have_the_same_tables(root, name):
    tables = {}
    for lang in LANGUAGES:
        with folder(root, "lang", lang, name).open("rb") as file:
            tables[lang] = set(tomllib.load(file))
    assert tables["en"] == tables["fr"] == tables["es"]


def test_forces_file_parses_as_plain_csv_after_its_remarks(root):
    with folder(root, "forces", "forces.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(line for line in file if not line.startswith("#")))
    assert {len(line) for line in lines} == {len(lines[0])}
