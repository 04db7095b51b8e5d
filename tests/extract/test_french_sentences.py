"""French sentences of news, read with the whole gazetteer: sender, host, number, status, date and place."""

from pathlib import Path

import pytest

from mapper.extract import draft_report, open_lexicon
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report

LINES = (Path(__file__).parent / "french_sentences.txt").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(cell.strip() for cell in line.split(" | ")) for line in LINES if line and not line.startswith("#")]
CLAIMS = [row for row in ROWS if row[0] != "-"]
NOTHING = [row[1] for row in ROWS if row[0] == "-"]


def draft(text):
    report = Report(id="r", text=text, lang="fr", published="2022-08-20")
    return draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())


def written(count):
    low, high = (count.low, count.high) if count else (None, None)
    if low == high:
        return "-" if low is None else str(low)
    return f"{low}+" if high is None else f"-{high}" if low is None else f"{low}-{high}"


@pytest.mark.parametrize("row", CLAIMS, ids=lambda row: f"{row[2]}: {row[6][:50]}")
def test_french_sentence_of_news_gives_its_claim(row):
    sender, host, status, count, when, place, text = row
    read = [
        (d.sender, d.host, d.status.value, written(d.count), d.when or "-", d.spot.mention.text)
        for d in draft(text)
        if d.spot is not None
    ]
    wanted = (sender, None if host == "*" else host, status, count, when)
    assert any(one[:5] == wanted and place in one[5] for one in read), read


@pytest.mark.parametrize("text", NOTHING)
def test_french_sentence_of_something_else_gives_nothing(text):
    assert draft(text) == []


def test_french_table_is_wide():
    assert len(CLAIMS) >= 150
    assert {row[2] for row in CLAIMS} == {
        "present", "arriving", "leaving", "left", "planned_arrival", "planned_departure", "denied",
    }  # fmt: skip
