"""Every row of geodata/countries holds together: codes, names, people, points and former states."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pycountry
import pytest
import shapely

from mapper.locate.boundaries import country_codes, country_polygon
from mapper.locate.countries import LANGS, countries, former_states, host_as_of
from mapper.locate.shapes import has_shape

ROOT = Path(__file__).resolve().parents[2] / "geodata" / "countries"
ROWS = list(csv.DictReader((ROOT / "countries.csv").read_text("utf-8").splitlines()))


def split(text):
    return [part for part in text.split("|") if part]


def test_there_is_one_row_for_every_code_and_kosovo():
    assert [r["iso3"] for r in ROWS] == sorted({c.alpha_3 for c in pycountry.countries} | {"XKX"})
    assert set(country_codes()) == {r["iso3"] for r in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r["iso3"])
def test_a_row_has_names_and_a_point_on_its_ground(row):
    assert all(row[f"name_{lang}"] for lang in LANGS)
    point = shapely.Point(float(row["lon"]), float(row["lat"]))
    assert country_polygon(row["iso3"]).distance(point) < 0.01
    for field, value in row.items():
        assert value == value.strip(), field
        assert len(split(value)) == len(set(split(value))), field


@pytest.mark.parametrize("lang", LANGS)
def test_no_name_or_people_is_claimed_by_two_countries(lang):
    claimed = defaultdict(set)
    for row in ROWS:
        for word in [row[f"name_{lang}"], *split(row[f"aliases_{lang}"]), *split(row[f"demonyms_{lang}"])]:
            claimed[word.casefold()].add(row["iso3"])
    noted = {row["iso3"] for row in ROWS if row["note"]}
    assert {w: sorted(c) for w, c in claimed.items() if len(c) > 1 and not c & noted} == {}


@pytest.mark.parametrize(
    ("lang", "iso3", "words"),
    [
        ("en", "FRA", {"French", "Frenchman", "Frenchmen"}), ("en", "MLI", {"Malian", "Malians"}),
        ("en", "USA", {"American", "Americans", "US"}), ("en", "NER", {"Nigerien", "Nigeriens"}),
        ("en", "PHL", {"Filipino", "Filipinos", "Philippine"}), ("en", "SAU", {"Saudi", "Saudis"}),
        ("fr", "FRA", {"français", "française", "françaises"}), ("fr", "GRC", {"grec", "grecque"}),
        ("fr", "NGA", {"nigérian", "nigériane"}), ("fr", "NER", {"nigérien", "nigérienne"}),
        ("fr", "TCD", {"tchadien", "tchadiens", "tchadienne", "tchadiennes"}), ("fr", "UZB", {"ouzbèke"}),
        ("es", "FRA", {"francés", "francesa", "franceses"}), ("es", "DEU", {"alemán", "alemana", "alemanes"}),
        ("es", "ESP", {"español", "española"}), ("es", "IRQ", {"iraquí", "iraquíes"}),
    ],
)  # fmt: skip
def test_people_are_named_in_all_their_forms(lang, iso3, words):
    assert words <= set(countries()[iso3].demonyms[lang])


@pytest.mark.parametrize(
    ("iso3", "name"),
    [("COD", "DRC"), ("COD", "RDC"), ("COD", "Congo-Kinshasa"), ("USA", "the States"), ("USA", "U.S."), ("GBR", "UK"),
     ("CIV", "Ivory Coast"), ("CIV", "Côte d'Ivoire"), ("MMR", "Birmanie"), ("CAF", "Centrafrique"), ("TUR", "Türkiye"),
     ("SWZ", "Swaziland"), ("CPV", "Cape Verde"), ("CZE", "Czech Republic"), ("ARE", "UAE")],
)  # fmt: skip
def test_countries_go_by_their_other_names(iso3, name):
    assert name in countries()[iso3].all_names


@pytest.mark.parametrize(
    ("iso3", "lang", "word"),
    [("RUS", "en", "the Kremlin"), ("USA", "en", "the Pentagon"), ("FRA", "fr", "Élysée"), ("UKR", "en", "Kyiv"),
     ("UKR", "en", "Kiev"), ("TUR", "en", "Ankara"), ("GBR", "fr", "Londres"), ("CHN", "fr", "Pékin"),
     ("USA", "en", "Pentagon"), ("RUS", "fr", "Kremlin"), ("LBY", "fr", "Tripoli"), ("CMR", "fr", "Yaoundé"),
     ("RUS", "es", "Moscú"), ("USA", "es", "el Pentágono"), ("MLI", "es", "Bamako"), ("NLD", "es", "La Haya")],
)  # fmt: skip
def test_governments_go_by_their_seats(iso3, lang, word):
    assert word in countries()[iso3].metonyms[lang]


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_a_seat_is_no_ordinary_word_or_name(lang):
    seats = {word for country in countries().values() for word in country.metonyms[lang]}
    assert seats.isdisjoint({"The Valley", "Stanley", "Douglas", "Hamilton", "Victoria", "Male", "West Island"})


@pytest.mark.parametrize("lang", ["en", "fr", "es"])
def test_every_state_with_a_seat_of_its_own_has_one(lang):
    without = {iso3 for iso3, country in countries().items() if not country.metonyms[lang]}
    states = {"FRA", "USA", "RUS", "TCD", "CMR", "TGO", "LBY", "BGD", "NPL", "SAU", "RWA", "TUR", "COL", "ISR"}
    assert not states & without
    assert not any(countries()[iso3].metonyms["en"] for iso3 in without)  # territories and house decisions


def test_the_seats_of_the_african_and_european_unions_stand_for_no_one_country():
    assert countries()["ETH"].metonyms["en"] == ()
    assert countries()["BEL"].metonyms["en"] == ()


def test_every_override_is_sourced_and_about_a_country():
    rows = list(csv.DictReader((ROOT / "overrides.csv").read_text("utf-8").splitlines()))
    assert len(rows) > 400
    assert len({(r["iso3"], r["field"]) for r in rows}) == len(rows)
    for row in rows:
        assert row["iso3"] in countries()
        assert row["mode"] in {"add", "set"}
        assert row["source"]


@pytest.mark.parametrize("state", former_states(), ids=lambda s: s.id)
def test_a_former_state_has_dates_ground_and_a_source(state):
    assert state.start < state.end
    assert set(state.today) <= set(countries())
    assert state.sender in countries()
    assert state.source.startswith("http")
    assert not state.within or has_shape(state.within)


@pytest.mark.parametrize(
    ("iso3", "lon", "lat", "day", "name"),
    [
        ("SSD", 31.58, 4.85, date(1995, 1, 1), "Sudan"), ("SSD", 31.58, 4.85, date(2011, 7, 8), "Sudan"),
        ("SSD", 31.58, 4.85, date(2011, 7, 9), None), ("SDN", 32.5, 15.6, date(1995, 1, 1), None),
        ("DEU", 13.06, 52.4, date(1985, 1, 1), "East Germany"), ("DEU", 7.1, 50.7, date(1985, 1, 1), "West Germany"),
        ("DEU", 7.1, 50.7, date(1995, 1, 1), None), ("CZE", 14.4, 50.1, date(1968, 8, 21), "Czechoslovakia"),
        ("BIH", 18.4, 43.85, date(1990, 1, 1), "Yugoslavia"), ("BIH", 18.4, 43.85, date(1995, 1, 1), None),
        ("SRB", 20.4, 44.8, date(1999, 4, 1), "Serbia and Montenegro"), ("COD", 15.3, -4.3, date(1990, 1, 1), "Zaire"),
        ("AFG", 69.2, 34.5, date(1985, 1, 1), None), ("UKR", 30.5, 50.4, date(1985, 1, 1), "Soviet Union"),
        ("ERI", 38.9, 15.3, date(1990, 1, 1), "Ethiopia"), ("VNM", 106.7, 10.8, date(1968, 1, 1), "South Vietnam"),
        ("VNM", 105.8, 21.0, date(1968, 1, 1), "North Vietnam"), ("ZZZ", 0.0, 0.0, date(1985, 1, 1), None),
    ],
)  # fmt: skip
def test_hosts_are_named_as_of_the_day(iso3, lon, lat, day, name):
    assert host_as_of(iso3, lon, lat, day) == name
