"""Floors under the quality of finding and locating places, on the evaluation files; raise them, never lower them."""

from __future__ import annotations

import json
import math

import pytest

from mapper.locate import find_mentions, locate_name, open_gazetteer
from mapper.model import Precision, Report

pytestmark = [pytest.mark.shared, pytest.mark.slow]

FLOORS = {"LGL": (0.80, 0.71, 0.67), "GeoVirus": (0.90, 0.76, 0.44)}
SITES_WITHIN, SITES_RIGHT = 0.72, 0.97


@pytest.fixture(scope="module")
def gazetteer(shared):
    opened = open_gazetteer()
    yield opened
    opened.close()


def distance_km(lat1, lon1, lat2, lon2):
    lat1, lon1, lat2, lon2 = map(math.radians, (lat1, lon1, lat2, lon2))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def matched(gold, found):
    """Pairs of gold and found that overlap, each used once, in reading order."""
    used, pairs = set(), []
    for g in gold:
        for i, m in enumerate(found):
            if i not in used and m.start < g["end"] and g["start"] < m.end:
                used.add(i)
                pairs.append((g, m))
                break
    return pairs


@pytest.mark.parametrize("corpus", sorted(FLOORS))
def test_toponyms_are_found_and_placed(shared, gazetteer, corpus):
    gold_count = found_count = hits = located = within_161 = within_25 = 0
    for line in (shared / "eval" / "toponyms-dev.jsonl").read_text(encoding="utf-8").strip().split("\n"):
        document = json.loads(line)
        if document["corpus"] != corpus:
            continue
        found = find_mentions(Report(id=document["id"], text=document["text"]), gazetteer)
        pairs = matched(document["mentions"], found)
        gold_count += len(document["mentions"])
        found_count += len(found)
        hits += len(pairs)
        located += sum(g["lat"] is not None for g in document["mentions"])
        for g, m in pairs:
            if g["lat"] is not None and m.location:
                error = distance_km(g["lat"], g["lon"], m.location.lat, m.location.lon)
                within_161 += error <= 161
                within_25 += error <= 25
    f1 = 2 * hits / (gold_count + found_count)
    floors = FLOORS[corpus]
    assert f1 >= floors[0]
    assert within_161 / located >= floors[1]
    assert within_25 / located >= floors[2]


def test_sites_are_placed_or_left_open(shared, gazetteer):
    errors, count = [], 0
    for line in (shared / "eval" / "places-dev.jsonl").read_text(encoding="utf-8").strip().split("\n"):
        site = json.loads(line)
        count += 1
        place, _, _ = locate_name(site["name"], gazetteer, country=site["country"], admin1=site.get("admin1"))
        if place and place.precision not in (Precision.COUNTRY, Precision.AREA):
            errors.append(distance_km(site["lat"], site["lon"], place.lat, place.lon))
    right = sum(error <= 25 for error in errors)
    assert right / count >= SITES_WITHIN
    assert right / len(errors) >= SITES_RIGHT


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Peacekeepers returned to Congo.", "COD"),
        ("Peacekeepers returned to Congo and its second city, Goma.", "COD"),
        ("The ferry to Congo leaves Brazzaville for Pointe-Noire.", "COG"),
    ],
)
def test_congo_is_the_state_that_the_other_places_lie_in(gazetteer, text, country):
    found = find_mentions(Report(id="r", text=text, lang="en"), gazetteer)
    assert {m.location.country for m in found if m.text == "Congo"} == {country}
