"""French and Spanish sentences: each gives the claim that the codebook wants of it, by the same rules as English."""

import re
import tomllib
from importlib.resources import files

import pytest

from mapper.extract import draft_report, open_lexicon
from mapper.model import Location, Mention, Precision, Report

COUNTRY, SETTLEMENT, ADMIN = Precision.COUNTRY, Precision.SETTLEMENT, Precision.ADMIN
PLACES = {
    "Mali": ("MLI", COUNTRY), "Niger": ("NER", COUNTRY), "Tchad": ("TCD", COUNTRY), "Burkina Faso": ("BFA", COUNTRY),
    "Gao": ("MLI", SETTLEMENT), "Kidal": ("MLI", SETTLEMENT), "Kherson": ("UKR", SETTLEMENT), "RDC": ("COD", COUNTRY),
    "Djibouti": ("DJI", COUNTRY), "Somalie": ("SOM", COUNTRY), "Libye": ("LBY", COUNTRY), "Liban": ("LBN", COUNTRY),
    "Soudan": ("SDN", COUNTRY), "Haïti": ("HTI", COUNTRY), "France": ("FRA", COUNTRY), "Rwanda": ("RWA", COUNTRY),
    "Mozambique": ("MOZ", COUNTRY), "Sénégal": ("SEN", COUNTRY), "Syrie": ("SYR", COUNTRY), "Kenya": ("KEN", COUNTRY),
    "Malí": ("MLI", COUNTRY), "Níger": ("NER", COUNTRY), "Líbano": ("LBN", COUNTRY), "España": ("ESP", COUNTRY),
    "Letonia": ("LVA", COUNTRY), "Irak": ("IRQ", COUNTRY), "Haití": ("HTI", COUNTRY), "Jersón": ("UKR", SETTLEMENT),
    "Turquía": ("TUR", COUNTRY), "Kenia": ("KEN", COUNTRY), "Siria": ("SYR", COUNTRY), "Bamako": ("MLI", SETTLEMENT),
    "Venezuela": ("VEN", COUNTRY), "Rota": ("ESP", SETTLEMENT), "Colombia": ("COL", COUNTRY), "Sudán": ("SDN", COUNTRY),
    "Ucrania": ("UKR", COUNTRY), "Afganistán": ("AFG", COUNTRY), "Rusia": ("RUS", COUNTRY), "Kigali": ("RWA", SETTLEMENT),
}  # fmt: skip
NAMES = re.compile(r"\b(?:" + "|".join(sorted(PLACES, key=len, reverse=True)) + r")\b")

FRENCH = [
    # sentence, sender, host, status, low, high
    ("La France compte quelque 5.100 militaires au Mali.", "FRA", "MLI", "present", 5100, 5100),
    ("Un millier d'hommes de la force Barkhane sont stationnés à Gao.", "FRA", "MLI", "present", 1000, 1000),
    ("Plus d'un millier d'instructeurs russes se trouvent au Mali.", "RUS", "MLI", "present", 1000, None),
    ("L'Union africaine dispose de 20 000 soldats en Somalie.", "AU", "SOM", "present", 20000, 20000),
    ("Djibouti abrite 1 500 militaires français.", "FRA", "DJI", "present", 1500, 1500),
    ("À Djibouti, où sont stationnés 1 400 soldats français, la base grandit.", "FRA", "DJI", "present", 1400, 1400),
    ("Il y a quelque 1 200 soldats français au Niger.", "FRA", "NER", "present", 1200, 1200),
    ("Des combattants russes seraient actifs en Libye.", "RUS", "LBY", "present", None, None),
    ("La ville de Kherson est occupée par les forces russes.", "RUS", "UKR", "present", None, None),
    ("L'armée russe s'est emparée de Kherson.", "RUS", "UKR", "present", None, None),
    ("Les troupes russes se rapprochent de Kherson.", "RUS", "UKR", "arriving", None, None),
    ("Le Tchad a dépêché 1 200 soldats au Niger.", "TCD", "NER", "arriving", 1200, 1200),
    ("Kigali est accusé d’avoir envoyé des soldats en RDC.", "RWA", "COD", "arriving", None, None),
    ("Le Kenya enverra 1 000 policiers en Haïti.", "KEN", "HTI", "planned_arrival", 1000, 1000),
    ("Les troupes françaises se retirent du Mali.", "FRA", "MLI", "leaving", None, None),
    ("Le retrait des soldats français du Niger a commencé lundi.", "FRA", "NER", "leaving", None, None),
    ("Le retrait des troupes françaises du Mali s'est achevé lundi.", "FRA", "MLI", "left", None, None),
    ("Les troupes françaises ont achevé leur retrait du Burkina Faso.", "FRA", "BFA", "left", None, None),
    ("Le dernier soldat français a quitté Gao.", "FRA", "MLI", "left", None, None),
    ("La France va retirer ses 1 500 soldats du Niger.", "FRA", "NER", "planned_departure", 1500, 1500),
    ("La France va retirer ses 1 500 soldats du Niger.", "FRA", "NER", "present", 1500, 1500),
    (
        "Paris a ordonné le retrait des 2 000 soldats déployés au Tchad.",
        "FRA",
        "TCD",
        "planned_departure",
        2000,
        2000,
    ),
    ("La France n'a pas de troupes au Soudan.", "FRA", "SDN", "denied", None, None),
    ("Kigali nie avoir des troupes en RDC.", "RWA", "COD", "denied", None, None),
]
FRENCH_NONE = [
    "La France compte quelque 5.100 communes rurales.",
    "Le Kenya enverra 1 000 tonnes de maïs en Haïti.",
    "Le dernier touriste français a quitté Gao.",
]
SPANISH = [
    # sentence, sender, host, status, low, high
    ("España tiene unos 650 militares en el Líbano.", "ESP", "LBN", "present", 650, 650),
    ("Hay cerca de 1.500 soldados franceses en Níger.", "FRA", "NER", "present", 1500, 1500),
    ("España cuenta con 350 soldados en Letonia.", "ESP", "LVA", "present", 350, 350),
    ("Más de un millar de mercenarios rusos operan en Malí.", "RUS", "MLI", "present", 1000, None),
    ("Unos 2.500 soldados estadounidenses están desplegados en Irak.", "USA", "IRQ", "present", 2500, 2500),
    ("La ciudad de Jersón está ocupada por las fuerzas rusas.", "RUS", "UKR", "present", None, None),
    ("El ejército ruso se apoderó de Jersón.", "RUS", "UKR", "present", None, None),
    ("Turquía envió 2.000 soldados a Siria.", "TUR", "SYR", "arriving", 2000, 2000),
    ("Cientos de mercenarios rusos llegaron a Malí.", "RUS", "MLI", "arriving", 200, 999),
    ("Kenia enviará 1.000 policías a Haití.", "KEN", "HTI", "planned_arrival", 1000, 1000),
    ("Las tropas francesas se retiran de Níger.", "FRA", "NER", "leaving", None, None),
    ("Las últimas tropas francesas abandonaron Malí.", "FRA", "MLI", "left", None, None),
    ("La retirada de las tropas francesas de Malí concluyó el lunes.", "FRA", "MLI", "left", None, None),
    ("Francia retirará a sus 1.500 soldados de Níger.", "FRA", "NER", "planned_departure", 1500, 1500),
    ("Francia retirará a sus 1.500 soldados de Níger.", "FRA", "NER", "present", 1500, 1500),
    (
        "El presidente ordenó la retirada de los 2.000 soldados estadounidenses de Siria.",
        "USA",
        "SYR",
        "planned_departure",
        2000,
        2000,
    ),
    ("España no enviará tropas a Ucrania.", "ESP", "UKR", "denied", None, None),
    ("Rusia niega tener tropas en Sudán.", "RUS", "SDN", "denied", None, None),
]
SPANISH_NONE = [
    "España exportó 600 toneladas de aceite a Malí.",
    "Una veintena de turistas españoles salió de Níger.",
    "Kenia enviará 1.000 cartas a Haití.",
]


def read(text, lang):
    found = []
    for match in NAMES.finditer(text):
        country, precision = PLACES[match.group()]
        location = Location(name=match.group(), lon=1.0, lat=2.0, precision=precision, country=country)
        found.append(Mention(start=match.start(), end=match.end(), text=match.group(), location=location))
    report = Report(id="r", text=text, lang=lang, published="2022-08-20")
    return [
        (d.sender, d.host, d.status.value, *((d.count.low, d.count.high) if d.count else (None, None)))
        for d in draft_report(report, tuple(found), open_lexicon())
    ]


@pytest.mark.parametrize(("text", "sender", "host", "status", "low", "high"), FRENCH)
def test_french_sentence_gives_its_claim(text, sender, host, status, low, high):
    assert (sender, host, status, low, high) in read(text, "fr")


@pytest.mark.parametrize("text", FRENCH_NONE)
def test_french_sentence_about_something_else_gives_none(text):
    assert read(text, "fr") == []


@pytest.mark.parametrize(("text", "sender", "host", "status", "low", "high"), SPANISH)
def test_spanish_sentence_gives_its_claim(text, sender, host, status, low, high):
    assert (sender, host, status, low, high) in read(text, "es")


@pytest.mark.parametrize("text", SPANISH_NONE)
def test_spanish_sentence_about_something_else_gives_none(text):
    assert read(text, "es") == []


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_a_language_has_every_key_of_the_english_words(lang):
    folder = files("mapper.geodata") / "lang"
    tags = {
        code: tomllib.loads((folder / code / "words.toml").read_text(encoding="utf-8"))["tags"]
        for code in ("en", lang)
    }
    assert set(tags["en"]) <= set(tags[lang])


def test_a_dated_spanish_movement_holds_at_its_date():
    report = Report(id="r", text="Las últimas tropas francesas abandonaron Malí el 15 de agosto.", lang="es",
                    published="2022-08-20")  # fmt: skip
    place = Location(name="Malí", lon=1.0, lat=2.0, precision=COUNTRY, country="MLI")
    mention = Mention(start=41, end=45, text="Malí", location=place)
    assert "2022-08-15" in {d.when for d in draft_report(report, (mention,), open_lexicon())}
