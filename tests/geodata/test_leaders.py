"""The table of leaders: complete, consistent, each row with its source."""

from __future__ import annotations

import csv
import itertools
import tomllib
from collections import defaultdict

import pytest

from mapper.edtf import first_day, is_edtf, last_day
from mapper.extract.lexicon_rows import read_leaders, read_rows

LANGUAGES = ("en", "fr", "es")
ROLES = {"head_of_state", "head_of_government", "defence_minister", "commander", "secretary_general"}
ROWS = read_rows("forces", "leaders.csv")
STATES = {row["iso3"] for row in read_rows("countries", "countries.csv")}
ORGANISATIONS = {row["code"] for row in read_rows("forces", "organisations.csv")}
COLUMNS = ["id", "name", "aliases_en", "aliases_fr", "aliases_es", "code", "role", "start", "end", "source", "source_date", "note"]  # fmt: skip


def forms(row, lang):
    """Every form by which a row is known in a language, with its mark."""
    return [
        row["name"],
        *filter(None, row["aliases_en"].split("|")),
        *filter(None, row[f"aliases_{lang}"].split("|")),
    ]


def test_leaders_are_many_named_once_and_in_order():
    ids = [row["id"] for row in ROWS]
    assert len(ids) >= 300
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)


def test_rows_are_whole_with_known_codes_and_roles():
    for row in ROWS:
        assert list(row) == COLUMNS, row
        assert row["name"].strip(), row
        assert row["code"] in STATES | ORGANISATIONS, row
        assert row["role"] in ROLES, row
        assert None not in row.values(), row


def test_rows_rest_on_a_page_read_on_a_day():
    for row in ROWS:
        assert row["source"].startswith(("https://", "http://")), row
        assert is_edtf(row["source_date"]), row


def test_dates_are_edtf_in_order_and_one_is_known():
    for row in ROWS:
        assert row["start"] or row["end"], row
        for part in ("start", "end"):
            assert row[part] == "" or is_edtf(row[part]), row
        if row["start"] and row["end"]:
            assert first_day(row["start"]) <= last_day(row["end"]), row


def test_aliases_are_distinct_trimmed_and_marked_with_one_sign():
    for row, lang in itertools.product(ROWS, LANGUAGES):
        aliases = [alias for alias in row[f"aliases_{lang}"].split("|") if alias]
        assert len(set(aliases)) == len(aliases), row
        for alias in aliases:
            bare = alias.removeprefix("?").removeprefix("!")
            assert bare == bare.strip(), row
            assert bare[0].isalpha(), row


def test_a_form_has_the_same_mark_wherever_it_stands():
    marks = defaultdict(set)
    for row, lang in itertools.product(ROWS, LANGUAGES):
        for form in forms(row, lang):
            marks[lang, form.lstrip("?!").casefold()].add(form[0] if form[0] in "?!" else "")
    assert {form: signs for form, signs in marks.items() if len(signs) > 1} == {}


def test_leaders_take_no_name_of_a_state_its_people_or_a_force():
    forces = read_rows("forces", "forces.csv")
    for lang in LANGUAGES:
        taken = {
            name.casefold()
            for row in read_rows("countries", "countries.csv")
            for part in ("name", "aliases", "demonyms", "metonyms")
            for name in (row.get(f"{part}_{lang}") or "").split("|")
        }
        taken |= {
            n.lstrip("=").casefold() for row in forces for n in (row["name"], *row[f"aliases_{lang}"].split("|"))
        }
        for row in ROWS:
            mine = {form.casefold() for form in forms(row, lang) if form[0] not in "?!"}
            assert not mine & taken, (row["id"], mine & taken)


def test_leaders_of_a_bare_surname_shared_are_of_one_state_or_of_other_times():
    named = defaultdict(list)
    for leader in read_leaders():
        for form in {form for form in leader.aliases["en"] if form[0] not in "?!"}:
            named[form.casefold()].append(leader)
    for form, leaders in named.items():
        for one, other in itertools.combinations(leaders, 2):
            if one.code != other.code:
                early, late = sorted((one, other), key=lambda leader: first_day(leader.start))
                assert early.end, form
                assert last_day(early.end) <= first_day(late.start), form


@pytest.mark.parametrize(
    ("name", "code"),
    [("Barack Obama", "USA"), ("Vladimir Putin", "RUS"), ("Emmanuel Macron", "FRA"), ("Recep Tayyip Erdo\u011fan", "TUR"),
     ("Benjamin Netanyahu", "ISR"), ("Kofi Annan", "UN"), ("Jens Stoltenberg", "NATO"), ("Yoweri Museveni", "UGA")],
)  # fmt: skip
def test_the_well_known_are_there(name, code):
    assert code in {row["code"] for row in ROWS if row["name"] == name}


def test_language_files_have_the_same_lists(root):
    lists = []
    for lang in LANGUAGES:
        with root.joinpath("geodata", "lang", lang, "leaders.toml").open("rb") as file:
            words = tomllib.load(file)
        lists.append(set(words))
        assert all(word == word.lower() for group in words.values() for word in group), lang
    assert lists[0] == lists[1] == lists[2]


def test_file_parses_as_plain_csv_after_its_remarks(root):
    with root.joinpath("geodata", "forces", "leaders.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(line for line in file if not line.startswith("#")))
    assert {len(line) for line in lines} == {len(COLUMNS)}
