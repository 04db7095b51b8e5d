"""Spatial expressions mean the ground that their words say: a table of wordings with expected geometry."""

import re

import pytest
import shapely

from mapper.geo import bearing_deg, distance_m
from mapper.locate.expressions import find_expressions, with_expressions
from mapper.locate.shapes import shape_geometry
from mapper.locate.wording import LANGUAGES, open_wording
from mapper.model import Location, Mention, Precision

TOWNS = {
    "Gao": (-0.045, 16.272, "MLI"), "Ménaka": (2.396, 15.920, "MLI"), "Kidal": (1.408, 18.441, "MLI"),
    "Mosul": (43.119, 36.335, "IRQ"), "Bakhmut": (38.000, 48.595, "UKR"), "Bakhmout": (38.000, 48.595, "UKR"),
    "Bajmut": (38.000, 48.595, "UKR"), "Mogadishu": (45.344, 2.037, "SOM"), "Mogadiscio": (45.344, 2.037, "SOM"),
    "Kharkiv": (36.231, 49.989, "UKR"), "Aleppo": (37.161, 36.203, "SYR"), "Goma": (29.228, -1.674, "COD"),
    "Sake": (29.043, -1.574, "COD"), "Tel Aviv": (34.781, 32.081, "ISR"), "Agadez": (7.991, 16.974, "NER"),
    "Tessalit": (1.011, 20.202, "MLI"),
}  # fmt: skip
COUNTRIES = {
    "Mali": (-1.3, 18.5, "MLI"), "Niger": (9.4, 17.4, "NER"), "Níger": (9.4, 17.4, "NER"), "Burkina Faso": (-1.7, 12.3, "BFA"),
    "Libya": (18.0, 27.0, "LBY"), "Libye": (18.0, 27.0, "LBY"), "Libia": (18.0, 27.0, "LBY"), "Ukraine": (31.3, 49.0, "UKR"),
    "Ucrania": (31.3, 49.0, "UKR"), "Poland": (19.4, 52.1, "POL"), "Pologne": (19.4, 52.1, "POL"), "Polonia": (19.4, 52.1, "POL"),
    "Belarus": (28.0, 53.5, "BLR"), "Iraq": (43.7, 33.0, "IRQ"), "Syria": (38.5, 35.0, "SYR"), "Chad": (18.6, 15.4, "TCD"),
    "Nigeria": (8.0, 9.6, "NGA"), "Somalia": (46.0, 6.0, "SOM"), "Sudan": (30.0, 16.0, "SDN"), "Mexico": (-102.0, 23.9, "MEX"),
    "France": (2.5, 46.6, "FRA"), "Yemen": (47.5, 15.9, "YEM"), "Afghanistan": (66.0, 33.8, "AFG"), "Syrie": (38.5, 35.0, "SYR"),
    "Siria": (38.5, 35.0, "SYR"), "Kenya": (37.8, 0.5, "KEN"), "Rwanda": (30.0, -2.0, "RWA"), "RDC": (23.6, -2.9, "COD"),
}  # fmt: skip
WATERS = {
    "Euphrates": "euphrates",
    "Euphrate": "euphrates",
    "Éufrates": "euphrates",
    "Dnipro": "dnipro",
    "Niger River": "niger-river",
}
REGIONS = {"Kidal region": "admin1:MLI:Kidal", "Darfur": "area:darfur", "Aleppo province": "admin1:SYR:Aleppo"}
MARK = re.compile(r"\[([^]]+)\]|\{([^}]+)\}|<([^>]+)>")


def location(name):
    """A place of the little gazetteer above."""
    if name in TOWNS:
        lon, lat, code = TOWNS[name]
        return Location(name=name, lon=lon, lat=lat, precision=Precision.SETTLEMENT, country=code)
    if name in WATERS:
        return Location(name=name, lon=40.0, lat=35.3, precision=Precision.AREA, shape=f"area:{WATERS[name]}")
    if name in REGIONS:
        return Location(name=name, lon=0.0, lat=0.0, precision=Precision.ADMIN, shape=REGIONS[name])
    lon, lat, code = COUNTRIES[name]
    shape = f"country:{code}"
    return Location(
        name=name, lon=lon, lat=lat, precision=Precision.COUNTRY, country=code, countries=(code,), shape=shape
    )


def marked(text):
    """Text without its marks, and the mentions that they mark."""
    plain, mentions, last = "", [], 0
    for match in MARK.finditer(text):
        plain += text[last : match.start()]
        name = next(g for g in match.groups() if g)
        mentions.append(Mention(start=len(plain), end=len(plain) + len(name), text=name, location=location(name)))
        plain += name
        last = match.end()
    return plain + text[last:], mentions


def one(text, lang):
    """The one expression of a marked text."""
    plain, mentions = marked(text)
    found = find_expressions(plain, mentions, lang)
    assert len(found) == 1, [(f.text, f.location.reason) for f in found]
    assert plain[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize("rule", [r for lang in LANGUAGES for r in open_wording(lang).rules], ids=lambda r: r.id)
def test_a_rule_matches_its_example_and_not_its_counterexample(rule):
    lang = rule.id[:2]
    plain, mentions = marked(rule.example)
    assert any(f.location.reason.startswith(f"{rule.id}:") for f in find_expressions(plain, mentions, lang))
    plain, mentions = marked(rule.counter)
    assert not any(f.location.reason.startswith(f"{rule.id}:") for f in find_expressions(plain, mentions, lang))


OFFSETS = [
    ("en", "a post 30 km north of [Gao]", "Gao", 30, 0),
    ("en", "30km north of [Gao]", "Gao", 30, 0),
    ("en", "some 45 kilometres south-west of [Kidal]", "Kidal", 45, 225),
    ("en", "about 20 miles to the east of [Mosul]", "Mosul", 32.19, 90),
    ("en", "ten kilometers west of the city of [Bakhmut]", "Bakhmut", 10, 270),
    ("en", "100 km (62 miles) southeast of the town of [Agadez]", "Agadez", 100, 135),
    ("en", "a dozen miles north-east of [Aleppo]", "Aleppo", 19.3, 45),
    ("en", "1,5 km north of [Gao]", "Gao", 1.5, 0),
    ("fr", "à 30 km au nord de [Gao]", "Gao", 30, 0),
    ("fr", "à une trentaine de kilomètres à l'est de [Gao]", "Gao", 30, 90),
    ("fr", "à environ 120 kilomètres au sud-ouest de la ville de [Kidal]", "Kidal", 120, 225),
    ("fr", "à près de 15 km à l’ouest de [Bakhmout]", "Bakhmout", 15, 270),
    ("es", "a 30 km al norte de [Gao]", "Gao", 30, 0),
    ("es", "a unos 25 kilómetros al sureste de [Gao]", "Gao", 25, 135),
]


@pytest.mark.parametrize(("lang", "text", "anchor", "km", "bearing"), OFFSETS)
def test_distance_and_direction_give_the_point_that_far_that_way(lang, text, anchor, km, bearing):
    place = one(text, lang).location
    lon, lat, code = TOWNS[anchor]
    assert distance_m(lon, lat, place.lon, place.lat) == pytest.approx(km * 1000, rel=0.01)
    assert abs((bearing_deg(lon, lat, place.lon, place.lat) - bearing + 180) % 360 - 180) < 1
    assert place.country == code
    assert place.radius_m >= 5000
    assert shape_geometry(place.shape).contains(shapely.Point(place.lon, place.lat))


CIRCLES = [
    ("en", "a camp 20 miles outside [Mosul]", "Mosul", 32.2),
    ("en", "50 km from [Gao]", "Gao", 50),
    ("en", "near [Kidal]", "Kidal", 20),
    ("en", "close to the town of [Kidal]", "Kidal", 20),
    ("en", "fighting around [Bakhmut]", "Bakhmut", 25),
    ("en", "in and around [Goma]", "Goma", 25),
    ("en", "outside [Mogadishu]", "Mogadishu", 20),
    ("en", "on the outskirts of [Tel Aviv]", "Tel Aviv", 20),
    ("en", "just outside the capital of [Mogadishu]", "Mogadishu", 20),
    ("fr", "près de [Kidal]", "Kidal", 20),
    ("fr", "aux alentours de [Bakhmout]", "Bakhmout", 25),
    ("fr", "à une vingtaine de kilomètres de [Gao]", "Gao", 20),
    ("fr", "en périphérie de [Mogadiscio]", "Mogadiscio", 20),
    ("es", "cerca de [Kidal]", "Kidal", 20),
    ("es", "en las afueras de [Mogadiscio]", "Mogadiscio", 20),
]


@pytest.mark.parametrize(("lang", "text", "anchor", "km"), CIRCLES)
def test_nearness_gives_a_circle_around_the_town(lang, text, anchor, km):
    place = one(text, lang).location
    lon, lat, code = TOWNS[anchor]
    assert (place.lon, place.lat, place.country) == (lon, lat, code)
    ring = shapely.get_coordinates(shape_geometry(place.shape).exterior)
    distances = [distance_m(lon, lat, x, y) for x, y in ring]
    assert min(distances) == pytest.approx(km * 1000, rel=0.01)
    assert max(distances) == pytest.approx(km * 1000, rel=0.01)


SIDES = [
    ("en", "positions to the north of [Kharkiv]", "Kharkiv", 0),
    ("en", "just east of [Aleppo]", "Aleppo", 90),
    ("en", "southwest of the city of [Bakhmut]", "Bakhmut", 225),
    ("fr", "au nord de [Gao]", "Gao", 0),
    ("fr", "à l'ouest de la ville de [Gao]", "Gao", 270),
    ("es", "al sur de [Gao]", "Gao", 180),
]


@pytest.mark.parametrize(("lang", "text", "anchor", "bearing"), SIDES)
def test_a_side_of_a_town_is_a_sector_that_way(lang, text, anchor, bearing):
    place = one(text, lang).location
    lon, lat, _ = TOWNS[anchor]
    assert abs((bearing_deg(lon, lat, place.lon, place.lat) - bearing + 180) % 360 - 180) < 1
    shape = shape_geometry(place.shape)
    assert shape.contains(shapely.Point(place.lon, place.lat))
    assert not shape.contains(shapely.Point(lon, lat))


BETWEENS = [
    ("en", "an ambush between [Gao] and [Ménaka]", "Gao", "Ménaka", "MLI"),
    ("en", "on the road from [Sake] to [Goma]", "Sake", "Goma", "COD"),
    ("en", "between the town of [Kidal] and [Agadez]", "Kidal", "Agadez", None),
    ("fr", "entre [Gao] et [Kidal]", "Gao", "Kidal", "MLI"),
    ("fr", "sur l'axe [Gao]-[Ménaka]", "Gao", "Ménaka", "MLI"),
    ("es", "entre [Gao] y [Ménaka]", "Gao", "Ménaka", "MLI"),
]


@pytest.mark.parametrize(("lang", "text", "one_end", "other_end", "country"), BETWEENS)
def test_between_two_towns_is_a_strip_with_its_point_halfway(lang, text, one_end, other_end, country):
    place = one(text, lang).location
    ends = [distance_m(*TOWNS[name][:2], place.lon, place.lat) for name in (one_end, other_end)]
    assert ends[0] == pytest.approx(ends[1], rel=0.01)
    assert place.radius_m == pytest.approx(ends[0], rel=0.01)
    assert place.country == country
    assert shape_geometry(place.shape).contains(shapely.Point(place.lon, place.lat))


PARTS = [
    ("en", "northern {Mali}", "MLI", "n", ["Gao", "Kidal"], [(-8.0, 12.65)]),
    ("en", "north-eastern {Mali}", "MLI", "ne", ["Kidal", "Tessalit"], [(-8.0, 12.65)]),
    ("en", "central {Mali}", "MLI", "c", [(-4.2, 14.5)], ["Kidal", (-10.9, 14.4)]),
    ("en", "the north of {Mali}", "MLI", "n", ["Kidal"], [(-8.0, 12.65)]),
    ("en", "{Mali}'s far north", "MLI", "n", ["Tessalit"], [(-8.0, 12.65)]),
    ("en", "northern parts of {Mali}", "MLI", "n", ["Kidal"], [(-8.0, 12.65)]),
    ("en", "eastern {Ukraine}", "UKR", "e", [(37.8, 48.0), "Kharkiv"], [(30.5, 50.45)]),
    ("en", "western {Ukraine}", "UKR", "w", [(24.03, 49.84)], ["Kharkiv", (30.5, 50.45)]),
    ("en", "southern {Ukraine}", "UKR", "s", [(32.6, 46.64), (30.7, 46.5)], [(30.5, 50.45)]),
    ("en", "the east of {Libya}", "LBY", "e", [(20.07, 32.1)], [(13.2, 32.6)]),
    ("en", "northern {Iraq}", "IRQ", "n", ["Mosul"], [(47.8, 30.5)]),
    ("en", "southern {Somalia}", "SOM", "s", [(42.55, -0.36)], [(49.2, 11.28)]),
    ("en", "northeast {Syria}", "SYR", "ne", [(40.74, 36.5)], [(36.3, 33.5)]),
    ("en", "north-west {Syria}", "SYR", "nw", [(36.63, 35.93)], [(40.74, 36.5)]),
    ("en", "southern {Afghanistan}", "AFG", "s", [(65.7, 31.6), (64.36, 31.58)], [(69.17, 34.53)]),
    ("en", "eastern {Chad}", "TCD", "e", [(20.83, 13.83)], [(15.05, 12.11)]),
    ("en", "western {Iraq}", "IRQ", "w", [(41.0, 33.9)], [(47.8, 30.5)]),
    ("en", "the northern part of {Nigeria}", "NGA", "n", [(8.5, 12.0), (13.15, 11.85)], [(3.4, 6.5)]),
    ("en", "western and southern {Sudan}", "SDN", "w", [(25.35, 13.63)], []),
    ("fr", "le nord du {Mali}", "MLI", "n", ["Kidal", "Gao"], [(-8.0, 12.65)]),
    ("fr", "dans le nord-est de la {Syrie}", "SYR", "ne", [(40.74, 36.5)], [(36.3, 33.5)]),
    ("fr", "l'est de la {RDC}", "COD", "e", ["Goma"], [(15.3, -4.3)]),
    ("fr", "le centre du {Mali}", "MLI", "c", [(-4.2, 14.5)], ["Kidal"]),
    ("fr", "le nord malien", "MLI", "n", ["Kidal"], [(-8.0, 12.65)]),
    ("fr", "l'est congolais", "COD", "e", ["Goma"], [(15.3, -4.3)]),
    ("es", "el norte de {Mali}", "MLI", "n", ["Kidal"], [(-8.0, 12.65)]),
    ("es", "en el noreste de {Siria}", "SYR", "ne", [(40.74, 36.5)], [(36.3, 33.5)]),
]


def point_of(place):
    return shapely.Point(TOWNS[place][:2] if isinstance(place, str) else place)


@pytest.mark.parametrize(("lang", "text", "country", "direction", "inside", "outside"), PARTS)
def test_part_of_a_country_holds_the_towns_that_reports_mean(lang, text, country, direction, inside, outside):
    place = one(text, lang).location
    assert place.country == country
    assert place.precision is Precision.ADMIN
    shape = shape_geometry(place.shape)
    assert shape_geometry(f"country:{country}").buffer(0.1).contains(shapely.Point(place.lon, place.lat))
    assert shape.buffer(0.3).contains(shapely.Point(place.lon, place.lat)) or " and " in text
    for town in inside:  # to about 3 km: the outlines are simplified, and Goma stands on a border
        assert shape.buffer(0.03).contains(point_of(town)), (direction, town)
    for town in outside:
        assert not shape.contains(point_of(town)), (direction, town)


BORDERS = [
    ("en", "on the border between {Niger} and {Burkina Faso}", {"NER", "BFA"}, (0.9, 13.5), None),
    ("en", "the {Iraq}-{Syria} border", {"IRQ", "SYR"}, (41.4, 35.6), None),
    ("en", "the border of {Mali} and {Niger}", {"MLI", "NER"}, (3.5, 15.6), None),
    ("en", "the Syrian-Turkish border", {"SYR", "TUR"}, (38.7, 36.7), None),
    ("en", "the Afghan-Pakistani border area", {"AFG", "PAK"}, (69.5, 31.9), None),
    ("en", "{Poland}'s eastern border with {Belarus}", {"POL", "BLR"}, (23.6, 52.6), "POL"),
    ("en", "In {Poland}, near the border with {Ukraine}", {"POL", "UKR"}, (23.6, 50.6), None),
    ("en", "In {Poland}, troops near the Belarusian border", {"POL", "BLR"}, (23.6, 52.6), None),
    ("fr", "à la frontière entre le {Niger} et le {Burkina Faso}", {"NER", "BFA"}, (0.9, 13.5), None),
    ("fr", "la frontière malo-nigérienne", {"MLI", "NER"}, (3.5, 15.6), None),
    ("fr", "la frontière syro-turque", {"SYR", "TUR"}, (38.7, 36.7), None),
    ("fr", "en {Pologne}, près de la frontière avec l'{Ukraine}", {"POL", "UKR"}, (23.6, 50.6), None),
    ("es", "la frontera entre {Níger} y {Burkina Faso}", {"NER", "BFA"}, (0.9, 13.5), None),
    ("es", "en {Polonia}, cerca de la frontera con {Ucrania}", {"POL", "UKR"}, (23.6, 50.6), None),
]


@pytest.mark.parametrize(("lang", "text", "pair", "point", "host"), BORDERS)
def test_border_of_two_countries_is_a_strip_along_the_line_they_share(lang, text, pair, point, host):
    place = one(text, lang).location
    assert set(place.countries) == pair
    assert place.country == host
    shape = shape_geometry(place.shape).buffer(0)
    assert shape.distance(shapely.Point(point)) < 0.25
    assert shape.buffer(0.3).contains(shapely.Point(place.lon, place.lat))
    for code in pair:
        assert shape_geometry(f"country:{code}").intersects(shape)


TRIPLES = [
    ("en", "the tri-border area of {Mali}, {Niger} and {Burkina Faso}"),
    ("en", "the three-border region between {Mali}, {Burkina Faso} and {Niger}"),
    ("en", "where {Mali}, {Niger}, and {Burkina Faso} meet"),
    ("fr", "la zone des trois frontières entre le {Mali}, le {Niger} et le {Burkina Faso}"),
    ("es", "la triple frontera entre {Mali}, {Níger} y {Burkina Faso}"),
]


@pytest.mark.parametrize(("lang", "text"), TRIPLES)
def test_tri_border_area_lies_around_the_point_where_the_three_meet(lang, text):
    place = one(text, lang).location
    assert place.countries == ("BFA", "MLI", "NER")
    assert distance_m(0.23, 14.93, place.lon, place.lat) < 30_000
    shape = shape_geometry(place.shape)
    for code in place.countries:
        assert shape_geometry(f"country:{code}").intersects(shape)


COASTS = [
    ("en", "off the coast of {Libya}", "LBY", (17.0, 31.5)),
    ("en", "off {Somalia}'s coast", "SOM", (47.0, 2.6)),
    ("en", "in waters off {Yemen}", "YEM", (46.5, 13.0)),
    ("en", "off the Libyan coast", "LBY", (17.0, 31.5)),
    ("fr", "au large de la {Libye}", "LBY", (17.0, 31.5)),
    ("fr", "au large des côtes libyennes", "LBY", (17.0, 31.5)),
    ("es", "frente a las costas de {Libia}", "LBY", (17.0, 31.5)),
]


@pytest.mark.parametrize(("lang", "text", "code", "at_sea"), COASTS)
def test_off_the_coast_is_sea_near_the_country_and_no_land(lang, text, code, at_sea):
    place = one(text, lang).location
    assert place.country is None
    assert place.countries == (code,)
    shape = shape_geometry(place.shape)
    land = shape_geometry(f"country:{code}")
    assert shape.distance(shapely.Point(at_sea)) < 0.4
    assert not land.contains(shapely.Point(place.lon, place.lat))
    assert land.distance(shapely.Point(place.lon, place.lat)) < 1.5


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "along the <Euphrates>"), ("en", "on the east bank of the <Euphrates>"), ("fr", "le long de l'<Euphrate>"),
     ("es", "a lo largo del <Éufrates>")],
)  # fmt: skip
def test_along_a_river_is_the_strip_of_the_river(lang, text):
    place = one(text, lang).location
    assert place.shape == "area:euphrates"
    shape = shape_geometry(place.shape)
    assert shape.contains(shapely.Point(40.14, 35.33))
    assert not shape.contains(shapely.Point(36.3, 33.5))


def test_part_of_a_region_is_cut_from_the_region():
    place = one("northern {Kidal region}", "en").location
    shape = shape_geometry(place.shape)
    assert shape.contains(shapely.Point(1.011, 20.202))
    assert not shape.contains(shapely.Point(1.408, 18.441))
    assert shape_geometry("admin1:MLI:Kidal").buffer(0.1).contains(shape)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "{Mali} and {Niger} talked"),
        ("en", "between {Mali} and {Niger}"),
        ("en", "north of {Mali}"),
        ("en", "the border between {Mali} and {France}"),
        ("en", "near the border with {Ukraine}"),
        ("en", "near {Mali}"),
        ("en", "30 troops from [Gao]"),
        ("en", "the Malian-led force"),
        ("fr", "le président du {Mali}"),
        ("fr", "la frontière naturelle"),
        ("es", "el presidente de {Mali}"),
        ("en", ""),
    ],
)
def test_words_that_place_nothing_give_no_expression(lang, text):
    plain, mentions = marked(text)
    assert find_expressions(plain, mentions, lang) == ()


def test_the_longest_expression_wins_and_keeps_the_name_inside_as_core():
    plain, mentions = marked("They moved 30 km north of [Gao], near [Kidal].")
    found = with_expressions(plain, mentions, "en")
    assert [m.text for m in found] == ["30 km north of Gao", "near Kidal"]
    assert [plain[m.core[0] : m.core[1]] for m in found] == ["Gao", "Kidal"]


def test_mentions_outside_expressions_stay_as_they_are():
    plain, mentions = marked("[Goma] fell; northern {Mali} did not.")
    found = with_expressions(plain, mentions, "en")
    assert found[0] is mentions[0]
    assert found[1].text == "northern Mali"


def test_unresolved_mentions_are_left_alone():
    mention = Mention(start=6, end=9, text="Gao", location=None, reason="unknown")
    assert with_expressions("north Gao", [mention], "en") == (mention,)
