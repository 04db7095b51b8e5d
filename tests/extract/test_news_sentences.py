"""Sentences of news in French and Spanish, read with the whole gazetteer: who, where, status, number, date and place."""

from pathlib import Path

import pytest

from mapper.extract import draft_report, open_lexicon
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report


def rows(lang, name):
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    cells = [tuple(cell.strip() for cell in line.split(" | ")) for line in lines if line and not line.startswith("#")]
    return [(lang, *row) for row in cells]


FRENCH, SPANISH = rows("fr", "french_sentences.txt"), rows("es", "spanish_sentences.txt")
CLAIMS = [row for row in (*FRENCH, *SPANISH) if row[1] != "-"]
NOTHING = [(row[0], row[2]) for row in (*FRENCH, *SPANISH) if row[1] == "-"]


def drafts(lang, text):
    report = Report(id="r", text=text, lang=lang, published="2022-08-20")
    return draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())


def written(count):
    low, high = (count.low, count.high) if count else (None, None)
    if low == high:
        return "-" if low is None else str(low)
    return f"{low}+" if high is None else f"-{high}" if low is None else f"{low}-{high}"


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: f"{row[0]} {row[3]}: {row[7][:50]}")
def test_sentence_of_news_gives_its_claim(row):
    lang, sender, host, status, count, when, place, text = row
    read = [
        (d.sender, d.host, d.status.value, written(d.count), d.when or "-", d.spot.mention.text)
        for d in drafts(lang, text)
        if d.spot is not None
    ]
    wanted = (sender, None if host == "*" else host, status, count, when)
    assert any(one[:5] == wanted and place in one[5] for one in read), read


@pytest.mark.parametrize(("lang", "text"), NOTHING)
def test_sentence_of_something_else_gives_nothing(lang, text):
    assert drafts(lang, text) == []


@pytest.mark.parametrize(("table", "least"), [(FRENCH, 250), (SPANISH, 20)])
def test_tables_are_wide(table, least):
    assert len(table) >= least
    assert {row[3] for row in table if row[1] != "-"} >= {
        "present", "arriving", "left", "planned_arrival", "planned_departure",
    }  # fmt: skip
