"""French and Spanish sentences: each gives the claim that the codebook wants of it, by the same rules as English."""

import re

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
