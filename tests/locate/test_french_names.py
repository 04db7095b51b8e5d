"""Names that French writes partly in small letters are found whole."""

import pytest

from mapper.locate import find_mentions, open_gazetteer
from mapper.locate.small import open_small
from mapper.locate.wording import LANGUAGES
from mapper.model import Report


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Des soldats rwandais sont en République centrafricaine.", "République centrafricaine", "CAF"),
        ("Ils ont quitté la République démocratique du Congo.", "République démocratique du Congo", "COD"),
        ("Des troupes sont arrivées en Arabie saoudite.", "Arabie saoudite", "SAU"),
        ("Les Émirats arabes unis retirent leurs soldats.", "Émirats arabes unis", "ARE"),
        ("La Côte d'Ivoire retire ses soldats.", "Côte d'Ivoire", "CIV"),
        ("Des casques bleus sont au Sahara occidental.", "Sahara occidental", "ESH"),
        ("L'armée est entrée dans la bande de Gaza.", "bande de Gaza", "PSE"),
        ("La flotte est en mer Noire.", "mer Noire", None),
        ("Des soldats tiennent la base de Madama.", "base de Madama", "NER"),
        ("Ils sont au camp de Kamboinsin.", "camp de Kamboinsin", "BFA"),
        ("Ils sont dans l'extrême-nord du Cameroun.", "dans l'extrême-nord du Cameroun", "CMR"),
        ("Elles combattent autour du lac Tchad.", "lac Tchad", None),
    ],
)
def test_name_with_small_letters_is_found_whole(text, name, country):
    found = find_mentions(Report(id="r", text=text, lang="fr"), open_gazetteer())
    assert [(m.text, m.location.country if m.location else None) for m in found] == [(name, country)]


@pytest.mark.parametrize(
    ("lang", "text", "name", "place"),
    [
        ("fr", "Ils sont dans la zone des trois frontières.", "zone des trois frontières", "three-border"),
        ("fr", "Ils sont dans les pays baltes.", "pays baltes", "Baltic states"),
        ("en", "They are in the Baltic states.", "Baltic states", "Baltic states"),
        ("en", "They fight in the tri-border area.", "tri-border area", "three-border"),
        ("es", "Están en los países bálticos.", "países bálticos", "Baltic states"),
    ],
)
def test_area_written_without_a_capital_is_found(lang, text, name, place):
    report = Report(id="r", text=text, lang=lang)
    (mention,) = find_mentions(report, open_gazetteer())
    assert mention.text == name
    assert mention.location.name.startswith(place)
    assert mention.location.country is None


def test_every_small_name_is_one_of_the_gazetteer():
    for lang in LANGUAGES:
        assert all(open_gazetteer().lookup(name) for name in open_small(lang)[1]), lang
