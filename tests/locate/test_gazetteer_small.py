"""Names found, resolved and geocoded in a gazetteer of a few places, made for the tests."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.errors import GazetteerError
from mapper.locate import find_mentions, locate_name
from mapper.locate.build import write_gazetteer
from mapper.locate.fold import fold, loosen
from mapper.locate.gazetteer import Gazetteer
from mapper.locate.packages import admin_names, is_name
from mapper.locate.place import CAPITAL, Row
from mapper.model import Precision, Report


def town(name, country, lon, lat, people, *names, admin1="", feature=""):
    return Row((name, *names), "town", country, lon, lat, "test", population=people, admin1=admin1, feature=feature,
               radius_m=2000.0, geonameid=abs(hash_of(name, country)))  # fmt: skip


def hash_of(*parts):
    return sum(ord(c) * (i + 7) for i, c in enumerate("".join(parts)))


def land(name, country, lon, lat, *names):
    every = (name, *names)
    return Row(every, "country", country, lon, lat, "test", strong=len(every), shape=f"country:{country}")


def region(name, country, lon, lat, people, *names):
    every = (name, *names)
    return Row(every, "admin1", country, lon, lat, "test", strong=len(every), admin1=name, population=people,
               radius_m=250_000.0, shape=f"admin1:{country}:{name}")  # fmt: skip


ROWS = [
    land("Mali", "MLI", -4.0, 17.0), land("Niger", "NER", 8.0, 16.0), land("France", "FRA", 2.0, 46.0),
    land("United States", "USA", -98.5, 39.8, "U.S.", "US", "America", "États-Unis"),
    land("Ivory Coast", "CIV", -5.5, 8.0, "Côte d'Ivoire"), land("Lebanon", "LBN", 35.8, 33.8),
    land("Sudan", "SDN", 30.0, 16.0), land("South Sudan", "SSD", 30.0, 8.0), land("Chad", "TCD", 19.0, 15.0),
    region("Gao", "MLI", 1.6, 16.6, 242_000, "Gao Region"), region("Texas", "USA", -99.3, 31.3, 29_000_000),
    region("Louisiana", "USA", -92.0, 31.0, 4_600_000), region("Pennsylvania", "USA", -77.5, 41.0, 12_800_000),
    region("Ménaka", "MLI", 2.4, 15.9, 54_000),
    town("Gao", "MLI", -0.04, 16.27, 133_000, admin1="Gao"), town("Gao", "BFA", -2.2, 11.6, 26_000),
    town("Ménaka", "MLI", 2.40, 15.92, 20_000, "Menaca", admin1="Ménaka"),
    town("Bamako", "MLI", -8.0, 12.65, 4_200_000, feature=CAPITAL),
    town("Paris", "FRA", 2.35, 48.85, 2_100_000, feature=CAPITAL), town("Paris", "USA", -95.5, 33.66, 25_000, admin1="Texas"),
    town("Dallas", "USA", -96.8, 32.78, 1_300_000, admin1="Texas"),
    town("Bonham", "USA", -96.18, 33.58, 10_000, admin1="Texas"),
    town("Alexandria", "EGY", 29.9, 31.2, 5_200_000), town("Alexandria", "USA", -92.4, 31.3, 47_000, admin1="Louisiana"),
    town("Lebanon", "USA", -76.4, 40.34, 26_000, admin1="Pennsylvania"),
    town("N'Djamena", "TCD", 15.04, 12.11, 1_500_000), town("El Fasher", "SDN", 25.35, 13.63, 252_000),
    town("Juba", "SSD", 31.58, 4.85, 500_000), town("Reading", "GBR", -0.97, 51.45, 230_000),
    town("Jordan", "USA", -93.6, 44.7, 6_000), town("Kharkiv", "UKR", 36.23, 50.0, 1_400_000),
    town("Abidjan", "CIV", -4.0, 5.3, 4_000_000),
    Row(("Camp Lemonnier",), "site", "DJI", 43.15, 11.54, "test", radius_m=2000.0, place_id="site:lemonnier"),
]  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory):
    path = tmp_path_factory.mktemp("gazetteer") / "small.sqlite"
    write_gazetteer(ROWS, path, {"made": "for tests"})
    opened = Gazetteer(path)
    yield opened
    opened.close()


def written(gazetteer, rows):
    path = gazetteer.path.with_name(f"{len(rows)}.sqlite")
    write_gazetteer(rows, path, {})
    return Gazetteer(path)


def places(gazetteer, text, lang="en"):
    found = find_mentions(Report(id="r", text=text, lang=lang), gazetteer)
    return {m.text: (m.location.name, m.location.country) for m in found if m.location}


@pytest.mark.parametrize(
    ("one", "other"),
    [("N’Djamena", "NDjamena"), ("Saint-Louis", "St. Louis"), ("MÉNAKA", "Menaka"), ("Deir ez-Zor", "deir ez zor")],
)
def test_folded_names_are_equal(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("El Fasher", "Al Fashir"), ("Kharkiv", "Kharkov"), ("Khan Yunis", "Khan Younis"), ("Qamishli", "Kamishli"),
     ("Mohammed", "Mohamed")],
)  # fmt: skip
def test_loose_keys_join_transliterations(one, other):
    assert fold(one) != fold(other)
    assert loosen(fold(one)) == loosen(fold(other))


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(name):
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize("name", ["GAQ", "ga o", "ba ma ke"])
def test_codes_and_machine_transliterations_are_no_names(name):
    assert not is_name(name)


def test_a_region_has_its_name_without_the_generic_word():
    assert admin_names("Gao Region") == ("Gao Region", "Gao")
    assert admin_names("Ohio") == ("Ohio",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("French troops left Gao, Mali, on Monday.", {"Gao": ("Gao", "MLI"), "Mali": ("Mali", "MLI")}),
        ("A convoy reached N’Djamena from Côte d’Ivoire.",
         {"N’Djamena": ("N'Djamena", "TCD"), "Côte d’Ivoire": ("Ivory Coast", "CIV")}),
        ("Mali's president spoke in Bamako.", {"Mali": ("Mali", "MLI"), "Bamako": ("Bamako", "MLI")}),
        ("U.S. forces are at Camp Lemonnier.",
         {"U.S.": ("United States", "USA"), "Camp Lemonnier": ("Camp Lemonnier", "DJI")}),
        ("GAO, Mali (Wire) - Soldiers arrived.", {"GAO": ("Gao", "MLI"), "Mali": ("Mali", "MLI")}),
    ],
)  # fmt: skip
def test_places_are_found_with_exact_spans(gazetteer, text, expected):
    assert places(gazetteer, text) == expected


def test_french_elisions_are_no_part_of_the_name(gazetteer):
    text = "Les soldats sont arrivés au Mali depuis Abidjan, en Côte d'Ivoire, et à N'Djamena."
    assert set(places(gazetteer, text, "fr")) == {"Mali", "Abidjan", "Côte d'Ivoire", "N'Djamena"}


def test_a_container_decides(gazetteer):
    assert places(gazetteer, "He was arrested in Alexandria, La., on Friday.")["Alexandria"] == ("Alexandria", "USA")
    assert places(gazetteer, "He was arrested in Alexandria on Friday.")["Alexandria"] == ("Alexandria", "EGY")


def test_neighbours_named_in_the_report_decide(gazetteer):
    text = "The road from Dallas to Bonham was closed. Crews from Paris helped in Bonham, Texas."
    assert places(gazetteer, text)["Paris"] == ("Paris", "USA")
    assert places(gazetteer, "The minister flew from Bamako to Paris.")["Paris"] == ("Paris", "FRA")


def test_one_name_has_one_sense_in_a_report(gazetteer):
    text = "Fire crews in Paris, Texas, met on Monday. The mayor of Paris thanked them. They left Paris."
    found = find_mentions(Report(id="r", text=text, lang="en"), gazetteer)
    assert {m.location.country for m in found if m.text == "Paris"} == {"USA"}


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Jordan declined to comment.",
        "Reading is fun, she said.",
        "Michael Jordan scored again.",
        "The report was read aloud in the hall.",
        "",
    ],
)
def test_people_and_words_are_no_places(gazetteer, text):
    assert places(gazetteer, text) == {}


def test_a_town_goes_before_the_region_named_after_it(gazetteer):
    place, _, others = locate_name("Gao", gazetteer, country="MLI")
    assert place.precision is Precision.SETTLEMENT
    assert [other.precision for other in others] == [Precision.ADMIN]


def test_a_large_region_goes_before_a_town_that_few_of_its_people_live_in(gazetteer):
    rows = [region("Kharkivska oblast", "UKR", 36.5, 49.5, 4_500_000, "Kharkiv"),
            town("Kharkiv", "UKR", 36.23, 50.0, 1_400_000, admin1="Kharkivska oblast"),
            region("Quebec", "CAN", -72.0, 52.0, 10_900_000, "Québec"),
            town("Québec", "CAN", -71.2, 46.8, 530_000, admin1="Quebec")]  # fmt: skip
    chosen = written(gazetteer, rows)
    assert locate_name("Kharkiv", chosen)[0].precision is Precision.SETTLEMENT
    assert locate_name("Québec", chosen)[0].precision is Precision.ADMIN


def test_a_small_article_begins_a_name_after_any_word(gazetteer):
    assert places(gazetteer, "Fighting in el-Fasher went on.") == {"el-Fasher": ("El Fasher", "SDN")}


def test_a_compound_of_common_nouns_is_no_hamlet(gazetteer):
    hamlet = written(gazetteer, [*ROWS, town("Air", "IND", 79.5, 25.9, 0)])
    assert places(hamlet, "Some 300 soldiers stay at Air Base 101. They flew from Air Base 101.") == {}


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [("Al Fashir", "SDN", "El Fasher"), ("Kharkov", "UKR", "Kharkiv"), ("Juba", "SDN", "Juba"),
     ("Menaka/Menaca", "MLI", "Ménaka"), ("Gao Camp", "MLI", "Gao")],
)  # fmt: skip
def test_other_spellings_are_found_inside_the_country(gazetteer, name, country, expected):
    place, reason, _ = locate_name(name, gazetteer, country=country)
    assert place.name == expected
    assert reason


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_a_name_gives_all_its_places_the_largest_first(gazetteer, number):
    rows = [town("Springfield", "USA", -90.0 - i, 39.8, 1_000_000 * (i + 1)) for i in range(number)]
    hits = written(gazetteer, [*ROWS, *rows]).lookup("SPRINGFIELD")
    assert [hit.place.lon for hit in hits] == [-90.0 - i for i in reversed(range(number))]
    assert {(hit.place.name, hit.place.country, hit.strong) for hit in hits} == {("Springfield", "USA", True)}


def test_a_gazetteer_of_another_layout_is_refused_with_the_remedy(gazetteer, tmp_path):
    path = tmp_path / "old.sqlite"
    path.write_bytes(gazetteer.path.read_bytes())
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE meta SET value = '1' WHERE key = 'format'")
        db.commit()
    with pytest.raises(GazetteerError, match="another version of mapper; delete it"):
        Gazetteer(path)


@pytest.mark.parametrize(
    ("name", "country"), [("Kharkov", "MLI"), ("Nowhereville", None), ("", None), ("Gao", "FRA")]
)
def test_an_unknown_name_is_not_placed_and_says_why(gazetteer, name, country):
    place, reason, _ = locate_name(name, gazetteer, country=country)
    assert place is None
    assert "no place of this name" in reason


def test_a_place_far_outside_the_region_given_is_not_the_one(gazetteer):
    assert locate_name("Bamako", gazetteer, country="MLI", admin1="Gao")[0] is None
    assert locate_name("Ménaka", gazetteer, country="MLI", admin1="Gao")[0].name == "Ménaka"


def test_a_place_recorded_just_across_the_line_of_the_region_given_is_found(gazetteer):
    near = town("Almoustarat", "MLI", -1.00, 16.90, 5_000, admin1="Tombouctou")  # 9 km from Gao as drawn
    far = town("Douentza", "MLI", -2.95, 15.00, 10_000, admin1="Mopti")
    with_more = written(gazetteer, [*ROWS, near, far])
    assert locate_name("Almoustarat", with_more, country="MLI", admin1="Gao")[0].name == "Almoustarat"
    assert locate_name("Douentza", with_more, country="MLI", admin1="Gao")[0] is None


@pytest.mark.parametrize(
    ("name", "country", "admin1", "expected"),
    [
        ("Mallit", "SDN", "North Darfur", "Mellit"),  # the vowels differ
        ("Mallit", "SDN", None, None),  # only inside a region given
        ("Mullet", "MLI", "Gao", None),
        ("Lubirizi", "UGA", "Western Region", "Rubirizi"),  # l and r are one sound in Bantu languages
        ("Millot", "UGA", "Western Region", None),
        ("Gao Djoulabougou", "MLI", "Gao", "Gao"),  # a quarter of the town its name begins with
        ("Gao Djoulabougou", "BFA", None, "Gao"),
        ("Bonham Flats", "USA", "Texas", None),  # the town is too small to be meant so
    ],
)
def test_a_spelling_of_its_own_is_found_in_the_region_given_and_flagged(gazetteer, name, country, admin1, expected):
    more = [
        region("North Darfur", "SDN", 25.0, 15.5, 2_000_000), region("Western Region", "UGA", 30.5, 0.0, 8_000_000),
        town("Mellit", "SDN", 25.55, 14.13, 40_000, admin1="North Darfur"),
        town("Rubirizi", "UGA", 30.1, -0.27, 10_000, admin1="Western Region"),
    ]  # fmt: skip
    place, reason, _ = locate_name(name, written(gazetteer, [*ROWS, *more]), country=country, admin1=admin1)
    assert (place.name if place else None) == expected
    assert "check it" in reason or place is None


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=300) | st.text(alphabet="Gao Mali,.'’-(\nUS St", max_size=200))
def test_any_text_gives_mentions_that_are_in_it(gazetteer, text):
    found = find_mentions(Report(id="r", text=text), gazetteer)
    assert all(m.text == text[m.start : m.end] and m.text for m in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


def test_the_same_text_gives_the_same_mentions(gazetteer):
    report = Report(id="r", text="Troops in Paris, Texas, and Gao; Alexandria, La., and Lebanon. " * 3, lang="en")
    assert find_mentions(report, gazetteer) == find_mentions(report, gazetteer)


def test_a_users_place_wins(gazetteer, tmp_path):
    own = tmp_path / "own.sqlite"
    write_gazetteer([Row(("Gao",), "site", "MLI", 0.5, 16.5, "user:mine.csv")], own, {})
    both = Gazetteer(gazetteer.path, user=own)
    assert locate_name("Gao", both)[0].provenance == "user:mine.csv"
    both.close()


def test_a_file_that_is_no_gazetteer_is_said_to_be_none(tmp_path):
    path = tmp_path / "x.sqlite"
    path.write_text("no database at all, but long enough to be read as a header of one" * 20)
    with pytest.raises(GazetteerError, match="is not a gazetteer"):
        Gazetteer(path)


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "g.sqlite"
    write_gazetteer(ROWS, path, {})
    before = path.read_bytes()

    def broken():
        yield ROWS[0]
        raise GazetteerError("row 2 is broken")

    with pytest.raises(GazetteerError, match="row 2"):
        write_gazetteer(broken(), path, {})
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
