"""What hangs on small words: "its withdrawal", "the first of", "no longer", armies that are only named as owners."""

import pytest

from mapper.extract import draft_report, open_lexicon
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report


def drafts(text, lang="en"):
    report = Report(id="r", text=text, lang=lang, published="2022-08-20")
    return draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())


def told(text, lang="en"):
    return {(d.sender, d.host, d.status.value, d.count.low if d.count else None) for d in drafts(text, lang)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("MINUSMA has begun its withdrawal from Mali.", ("UN", "MLI", "leaving", None)),
        ("France has begun a gradual withdrawal from Mali.", ("FRA", "MLI", "leaving", None)),
        ("The Saudis have begun to withdraw their troops from Yemen.", ("SAU", "YEM", "leaving", None)),
        ("French soldiers are no longer present in Mali.", ("FRA", "MLI", "left", None)),
        ("French soldiers are not in Mali.", ("FRA", "MLI", "denied", None)),
        ("Russia has 1,890 \"instructors\" in the Central African Republic.", ("RUS", "CAF", "present", 1890)),
        ("The UN has more than 15,000 people in Mali.", ("UN", "MLI", "present", 15000)),
        ("Half of the 1,500 South African soldiers arrived in Mozambique.", ("ZAF", "MOZ", "planned_arrival", 1500)),
        ("Turkey has sent Syrian mercenaries to Libya.", ("TUR", "LBY", "arriving", None)),
        ("The 350 French soldiers in Gabon are based in Libreville.", ("FRA", "GAB", "present", 350)),
    ],
)  # fmt: skip
def test_sentence_gives_its_claim(text, claim):
    assert claim in told(text)


def test_subject_of_a_movement_makes_no_claim_of_its_own():
    assert told("MINUSMA has begun its withdrawal from Mali.") == {("UN", "MLI", "leaving", None)}


def test_movement_after_another_subject_is_not_the_forces():
    assert ("UN", "MLI", "leaving", None) not in told("MINUSMA said Chad had begun its withdrawal from Mali.")


def test_armies_beside_which_others_fight_are_no_place():
    assert all(d.host not in {"MLI", "TCD"} for d in drafts("French soldiers in Niger fight beside the armies of Mali and Chad.")
               if d.sender == "FRA")  # fmt: skip


def test_states_that_contribute_are_no_place():
    text = "La force conjointe compte 5 000 soldats du Mali, du Niger et du Tchad."
    assert all(d.spot is None or d.spot.tie != "post" for d in drafts(text, "fr"))


def test_the_dead_are_nowhere():
    assert drafts("Le président a évoqué la mort de deux soldats français au Mali.", "fr") == []


@pytest.mark.parametrize("text", ['The country has 1,890 "lakes".', "The town has 15,000 people near Gao."])
def test_things_and_persons_of_others_are_no_personnel(text):
    assert told(text) == set()


def test_camp_of_a_force_is_at_its_town():
    (one,) = [d for d in drafts("Le camp de la Minusma à Kidal a été visé par des tirs.", "fr") if d.sender == "UN"]
    assert (one.host, one.spot.mention.text, one.status.value) == ("MLI", "Kidal", "present")
