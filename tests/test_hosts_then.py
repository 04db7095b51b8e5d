"""The state that a place was in at the time stands beside today's, in the claims' rows and on the map."""

from __future__ import annotations

import pytest

from mapper.cli.extract_command import claim_row
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report
from mapper.pipeline import build_ledger, extract_reports, hosts_then


@pytest.mark.parametrize(
    ("text", "published", "place", "host", "then"),
    [
        ("Egypt has 400 soldiers in Juba, Sudan.", "2010-05-01", "Juba", "SSD", "Sudan"),
        ("Egypt has 400 soldiers in Juba.", "2012-05-01", "Juba", "SSD", None),
        ("Some 800 Soviet soldiers are in Prague, Czechoslovakia.", "1985-05", "Prague", "CZE", "Czechoslovakia"),
        ("The UN has 90 observers in Zagreb.", "1992-03-01", "Zagreb", "HRV", "Yugoslavia"),
        ("Some 3,000 Soviet troops are stationed in Kiev.", "1985", "Kiev", "UKR", "Soviet Union"),
        ("Some 300 French soldiers are in Gao.", "2014-05-01", "Gao", "MLI", None),
    ],
)
def test_host_then_and_today(text, published, place, host, then):
    extractions = list(extract_reports([Report(id="r", text=text, published=published, lang="en")]))
    (claim,) = extractions[0].claims
    row = claim_row(claim)
    assert (row["place"], row["host"], row["host_then"], row["precision"]) == (place, host, then, "settlement")
    ledger = build_ledger(extractions)
    assert set(hosts_then(ledger).values()) == ({then} if then else set())


@pytest.mark.parametrize(("published", "host"), [("2005-03-04", "SSD"), ("2022-03-04", "SDN"), (None, "SDN")])
def test_southern_sudan_is_south_sudans_ground_before_its_independence(published, host):
    report = Report(id="own", text="Norway sent 300 soldiers to southern Sudan.", published=published, lang="en")
    found = [m.location for m in find_mentions(report, open_gazetteer()) if "Sudan" in m.text]
    assert [place.country for place in found] == [host]


def test_a_states_name_is_not_another_states_region():
    report = Report(id="own", text="Ethiopia has 4,000 troops in Somalia.", published="2022-03-04", lang="en")
    assert [m.location.country for m in find_mentions(report, open_gazetteer())] == ["ETH", "SOM"]
