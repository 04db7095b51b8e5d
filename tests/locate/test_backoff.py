"""Villages that the gazetteer lacks are put in the region named beside them, and nothing else is."""

from __future__ import annotations

import pytest

from mapper.locate import Gazetteer, find_mentions
from mapper.locate.build import write_gazetteer
from mapper.locate.place import Row
from mapper.model import Precision, Report


def row(name, kind, country, lon, lat, people=0, admin1="", strong=1):
    return Row((name,), kind, country, lon, lat, "test", strong=strong, admin1=admin1, population=people,
               radius_m=5_000.0 if kind == "town" else 200_000.0)  # fmt: skip


ROWS = [
    row("Mali", "country", "MLI", -4.0, 17.0), row("Sudan", "country", "SDN", 30.0, 16.0),
    row("Mopti", "admin1", "MLI", -4.0, 14.8, 500_000, "Mopti"), row("Mopti", "town", "MLI", -4.19, 14.49, 115_000, "Mopti"),
    row("Helmand", "admin1", "AFG", 64.0, 31.0, 1_400_000, "Helmand"), row("Gao", "town", "MLI", -0.04, 16.27, 130_000, "Gao"),
    row("North Darfur", "admin1", "SDN", 25.0, 15.5, 2_000_000, "North Darfur"),
    row("Labado", "town", "SDN", 25.3, 12.2, 9_000, "North Darfur"),
]  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory):
    path = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    write_gazetteer(ROWS, path, {})
    opened = Gazetteer(path)
    yield opened
    opened.close()


def found(gazetteer, text, lang="en"):
    mentions = find_mentions(Report(id="r", text=text, lang=lang), gazetteer)
    assert all(m.text == text[m.start : m.end] for m in mentions)
    return {m.text: m.location for m in mentions if m.location}


@pytest.mark.parametrize(
    ("lang", "text", "village", "region"),
    [
        ("en", "Gunmen attacked the village of Koulogon in the Mopti region of Mali.", "Koulogon", "Mopti"),
        ("en", "They hold the town of Xarakuta, in Helmand province.", "Xarakuta", "Helmand"),
        ("en", "Soldiers left Zibbolo village, Mopti region, on Monday.", "Zibbolo", "Mopti"),
        ("en", "It is in the village of Sang Bala, a remote farming village in Helmand.", "Sang Bala", "Helmand"),
        (
            "fr",
            "L\u2019attaque a visé le village de Dounoura-Kofi, dans la région de Mopti.",
            "Dounoura-Kofi",
            "Mopti",
        ),
        ("fr", "Les soldats sont dans la localité d\u2019Anderab, en région de Mopti.", "Anderab", "Mopti"),
        ("es", "Los soldados llegaron al pueblo de Xibalito, en la provincia de Helmand.", "Xibalito", "Helmand"),
    ],
)
def test_an_unknown_village_is_in_the_region_named_beside_it(gazetteer, lang, text, village, region):
    place = found(gazetteer, text, lang)[village]
    assert (place.name, place.precision) == (region, Precision.ADMIN)
    assert place.radius_m >= 200_000
    assert "not in the gazetteer" in place.reason


def test_another_spelling_known_in_that_region_goes_before_the_region(gazetteer):
    place = found(gazetteer, "They entered the village of Labbado in North Darfur.")["Labbado"]
    assert (place.name, place.precision) == ("Labado", Precision.SETTLEMENT)
    assert "another spelling" in place.reason


@pytest.mark.parametrize(
    "text",
    [
        "They fled the village of Koulogon. Mopti region is calm.",  # another sentence
        "They fled the village of Koulogon while the governor of the region flew home to Mopti province.",
        "A Malian village in Mopti region was hit.",
        "The village in Mopti region was hit.",
        "They fled the village of Koulogon for Mali.",  # a country is no region
        "They drove from the village of Koulogon to Gao.",
    ],
)
def test_what_is_beside_no_region_is_left_alone(gazetteer, text):
    assert set(found(gazetteer, text)) <= {"Mopti", "Mali", "Gao", "Mopti region"}


@pytest.mark.parametrize(
    ("lang", "text", "precision"),
    [
        ("en", "Troops patrol the Mopti region.", Precision.ADMIN),
        ("en", "Troops patrol the region of Mopti.", Precision.ADMIN),
        ("en", "Troops patrol the town of Mopti.", Precision.SETTLEMENT),
        ("en", "Troops patrol Mopti. Region by region they advance.", Precision.SETTLEMENT),
        ("fr", "Les soldats sont dans la région de Mopti.", Precision.ADMIN),
        ("fr", "Les soldats sont à Mopti.", Precision.SETTLEMENT),
        ("es", "Hay soldados en la provincia de Mopti.", Precision.ADMIN),
    ],
)
def test_what_is_called_a_region_is_one(gazetteer, lang, text, precision):
    assert found(gazetteer, text, lang)["Mopti"].precision is precision


def test_a_town_and_its_region_are_two_senses_in_one_report(gazetteer):
    text = "They hold Mopti. The rest of the Mopti region is calm."
    mentions = find_mentions(Report(id="r", text=text, lang="en"), gazetteer)
    assert [m.location.precision for m in mentions] == [Precision.SETTLEMENT, Precision.ADMIN]
