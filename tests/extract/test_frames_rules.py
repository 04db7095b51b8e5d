"""Each rule reads its example and leaves its counter-example alone."""

import re
import tomllib
from importlib.resources import files

import pytest

from mapper.extract import draft_report, extract_claims, open_lexicon
from mapper.model import Location, Mention, Precision, Report

RULES = tomllib.loads((files("mapper.geodata") / "lang" / "rules.toml").read_text(encoding="utf-8"))["rule"]
PLACES = {
    "Niger": ("NER", Precision.COUNTRY), "Syria": ("SYR", Precision.COUNTRY), "northern Syria": ("SYR", Precision.ADMIN),
    "Mali": ("MLI", Precision.COUNTRY), "Lebanon": ("LBN", Precision.COUNTRY), "Chad": ("TCD", Precision.COUNTRY),
    "Haiti": ("HTI", Precision.COUNTRY), "Somalia": ("SOM", Precision.COUNTRY), "Iraq": ("IRQ", Precision.COUNTRY),
    "Japan": ("JPN", Precision.COUNTRY), "Okinawa": ("JPN", Precision.ADMIN), "Sudan": ("SDN", Precision.COUNTRY),
    "Albania": ("ALB", Precision.COUNTRY), "Basra": ("IRQ", Precision.SETTLEMENT), "Maysan": ("IRQ", Precision.ADMIN),
    "France": ("FRA", Precision.COUNTRY), "Germany": ("DEU", Precision.COUNTRY), "Kenya": ("KEN", Precision.COUNTRY),
    "Uganda": ("UGA", Precision.COUNTRY), "Italy": ("ITA", Precision.COUNTRY), "Egypt": ("EGY", Precision.COUNTRY),
    "Britain": ("GBR", Precision.COUNTRY), "US": ("USA", Precision.COUNTRY), "Gao": ("MLI", Precision.SETTLEMENT),
}  # fmt: skip
NAMES = re.compile(r"\b(?:" + "|".join(sorted(PLACES, key=len, reverse=True)) + r")\b")


def places(text):
    found = []
    for match in NAMES.finditer(text):
        country, precision = PLACES[match.group()]
        location = Location(name=match.group(), lon=1.0, lat=2.0, precision=precision, country=country)
        found.append(Mention(start=match.start(), end=match.end(), text=match.group(), location=location))
    return tuple(found)


def drafts(text, lang="en"):
    report = Report(id="r", text=text, lang=lang, published="2022-08-20")
    return draft_report(report, places(text), open_lexicon())


def claims(text, lang="en"):
    report = Report(id="r", text=text, lang=lang, published="2022-08-20")
    return extract_claims(report, places(text), open_lexicon()).claims


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_rule_reads_its_example(rule):
    wanted = rule["claim"]
    read = [
        {"sender": d.sender, "host": d.host, "status": d.status.value, "low": d.count.low if d.count else None}
        for d in drafts(rule["example"])
        if d.rule == rule["id"]
    ]
    assert {"low": None, **wanted} in read, [
        (d.rule, d.sender, d.host, d.status.value) for d in drafts(rule["example"])
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["id"])
def test_rule_leaves_its_counter_example_alone(rule):
    made = [c for c in claims(rule["counter"]) if c.rule == rule["id"] and not c.optional]
    low = rule["claim"].get("low")
    assert not [c for c in made if low is None or c.count_low == low]


def test_rule_ids_are_unique():
    assert len({rule["id"] for rule in RULES}) == len(RULES)
