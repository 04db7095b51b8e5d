"""What a sentence says of personnel, for each of the seven statuses, and silence where it says nothing."""

from __future__ import annotations

import pytest

from mapper.extract import draft_report, extract_claims, open_lexicon
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report

CASES = [
    # sentence, sender, host, status
    ("Greek soldiers will remain in Afghanistan.", "GRC", "AFG", "present"),
    ("Danish soldiers have not left Mali.", "DNK", "MLI", "present"),
    ("Turkey refuses to withdraw its troops from Syria.", "TUR", "SYR", "present"),
    ("Spain has withdrawn 100 of its 500 soldiers from Iraq.", "ESP", "IRQ", "present"),
    ("Poland sent 300 soldiers to Romania.", "POL", "ROU", "arriving"),
    ("Italian troops are on their way to Niger.", "ITA", "NER", "arriving"),
    ("Norway began withdrawing its troops from Mali.", "NOR", "MLI", "leaving"),
    ("Some 300 Danish soldiers left Mali.", "DNK", "MLI", "leaving"),
    ("All Danish soldiers have left Mali.", "DNK", "MLI", "left"),
    ("Norway has completed the withdrawal of its troops from Mali.", "NOR", "MLI", "left"),
    ("Canada is considering sending 200 soldiers to Haiti.", "CAN", "HTI", "planned_arrival"),
    ("Kenya has offered to send 1,000 police officers to Haiti.", "KEN", "HTI", "planned_arrival"),
    ("The US is ready to send 200 troops to Haiti.", "USA", "HTI", "planned_arrival"),
    ("If Turkey sends 500 soldiers to Libya, Egypt will answer.", "TUR", "LBY", "planned_arrival"),
    ("The opposition demanded that France withdraw its troops from Niger.", "FRA", "NER", "planned_departure"),
    ("The junta ordered French troops to leave Niger by September.", "FRA", "NER", "planned_departure"),
    ("French troops should leave Chad.", "FRA", "TCD", "planned_departure"),
    ("French troops must withdraw from Chad.", "FRA", "TCD", "planned_departure"),
    ("France will not send troops to Ukraine.", "FRA", "UKR", "denied"),
    ("Moscow denies having troops in Libya.", "RUS", "LBY", "denied"),
    ("Russia has no soldiers in Mali.", "RUS", "MLI", "denied"),
    ("Moscow denied that it had sent soldiers to Libya.", "RUS", "LBY", "denied"),
    ("No Greek soldiers will remain in Afghanistan.", "GRC", "AFG", "denied"),
    ("Germany has ruled out sending soldiers to Mali.", "DEU", "MLI", "denied"),
    ("Des soldats italiens sont en route vers le Niger.", "ITA", "NER", "arriving"),
]  # fmt: skip

SILENT = [
    "French teachers in Niger denied the report.",
    "The French defence minister arrived in Mali on Monday.",
    "Mali has bought 400 tanks from Russia.",
    "Some 300 Danish tourists left Mali.",
    "If Mali asks, Turkey will answer.",
]


def _report(text: str) -> Report:
    return Report(id="r", text=text, published="2022-08-17", lang="fr" if text.startswith("Des ") else "en")


@pytest.mark.parametrize(("text", "sender", "host", "status"), CASES, ids=[case[0][:60] for case in CASES])
def test_a_sentence_gives_its_status(text, sender, host, status):
    report = _report(text)
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    assert (sender, host, status) in [(d.sender, d.host, d.status.value) for d in drafts]
    if status in {"denied", "planned_arrival", "arriving"}:
        assert "present" not in [d.status.value for d in drafts]


@pytest.mark.parametrize("text", SILENT)
def test_a_sentence_that_says_nothing_of_personnel_gives_no_claim(text):
    report = _report(text)
    assert extract_claims(report, find_mentions(report, open_gazetteer()), open_lexicon()).claims == ()
