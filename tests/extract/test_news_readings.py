"""Readings of made-up news sentences with the real gazetteer: who, how many, where and what they do."""

import pytest

from mapper.extract import draft_report, open_lexicon
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report, Status


def readings(text, lang="en"):
    """Sender, lower number, place, host and status of every reading's first choice of place."""
    report = Report(id="r", text=text, lang=lang, published="2024-06-01")
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    return {
        (d.sender, d.count.low if d.count else None, d.location.name if d.location else None, d.host, d.status.value)
        for d in drafts
        if d.option == 0
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Burundi has begun pulling out 1,000 soldiers from Somalia under an African Union order.",
            ("BDI", 1000, "Somalia", "SOM", "leaving"),
        ),
        (
            "South Africa has 2,900 soldiers in eastern Congo alongside troops from Malawi and Tanzania.",
            ("ZAF", 2900, "eastern Congo", "COD", "present"),
        ),
        (
            "A regional mission, SAMIM, began deploying in Mozambique; Botswana has sent 296 soldiers.",
            ("BWA", 296, "Mozambique", "MOZ", "arriving"),
        ),
        (
            "Botswana has sent 296 soldiers to Mozambique and South Africa plans to send up to 1,495.",
            ("ZAF", None, "Mozambique", "MOZ", "planned_arrival"),
        ),
        (
            "Ethiopia also has an estimated 2,000 non-AMISOM soldiers in Mogadishu.",
            ("ETH", 2000, "Mogadishu", "SOM", "present"),
        ),
        (
            "Italy and Indonesia are the largest contributors to UNIFIL in Lebanon with about 1,000 troops each.",
            ("IDN", 1000, "Lebanon", "LBN", "present"),
        ),
        (
            "Uganda, which contributes some 6,200 troops, is based in Mogadishu.",
            ("UGA", 6200, "Mogadishu", "SOM", "present"),
        ),
        (
            "Benin has pledged 2,000 troops for the mission in Haiti.",
            ("BEN", 2000, "Haiti", "HTI", "planned_arrival"),
        ),
        (
            "Some 300 Chadian soldiers left Gao on Monday and arrived in Niamey two days later.",
            ("TCD", 300, "Niamey", "NER", "arriving"),
        ),
        (
            "Some 300 Chadian soldiers left Gao on Monday and arrived in Niamey two days later.",
            ("TCD", 300, "Gao", "MLI", "leaving"),
        ),
        (
            "Israeli forces have since withdrawn from Xyzam but remain near the border in southern Lebanon.",
            ("ISR", None, "southern Lebanon", "LBN", "present"),
        ),
        (
            "Britain has troops in Estonia, with French and Danish troops also serving in the force at Tapa.",
            ("DNK", None, "Tapa", "EST", "present"),
        ),
        (
            "UNIFIL's 10,000 peacekeepers from 46 nations patrol southern Lebanon.",
            ("UN", 10000, "southern Lebanon", "LBN", "present"),
        ),
        ("Somalia: AMISOM hands over base", ("AU", None, "Somalia", "SOM", "leaving")),
        (
            "The Pakistani blue helmets who had been stationed at Bukavu since 2005 will leave by May.",
            ("PAK", None, "Bukavu", "COD", "planned_departure"),
        ),
        (
            "The last American brigade left Iraq this week, leaving about 50,000 troops in the country.",
            ("USA", 50000, "Iraq", "IRQ", "present"),
        ),
        (
            "The last American brigade left Iraq this week, leaving about 50,000 troops in the country.",
            ("USA", None, "Iraq", "IRQ", "leaving"),
        ),
        (
            "Burkina Faso, which kicked out French forces, has welcomed about 100 Russian instructors.",
            ("FRA", None, "Burkina Faso", "BFA", "left"),
        ),
        (
            "Burkina Faso, which kicked out French forces, has welcomed about 100 Russian instructors.",
            ("RUS", 100, "Burkina Faso", "BFA", "present"),
        ),
        ("Niger has expelled US troops from the base in Agadez.", ("USA", None, "Agadez", "NER", "left")),
        (
            "Ukraine, whose forces entered Kursk, now holds a sliver of land.",
            ("UKR", None, "Kursk", "RUS", "arriving"),
        ),
        (
            "Turkey has carried out three incursions into northern Syria.",
            ("TUR", None, "northern Syria", "SYR", "arriving"),
        ),
        (
            "Britain is to send 300 more soldiers to Mali, bringing the number of UK personnel in the country to 780.",
            ("GBR", 780, "Mali", "MLI", "planned_arrival"),
        ),
        (
            "Lawmakers voted to extend the deployment of Turkish soldiers in Lebanon.",
            ("TUR", None, "Lebanon", "LBN", "present"),
        ),
        (
            "The United Nations handed over the first of its peacekeeping bases in South Kivu to the police.",
            ("UN", None, "Sud-Kivu", "COD", "leaving"),
        ),
        (
            "UN peacekeepers begin withdrawal from DR Congo's South Kivu",
            ("UN", None, "Sud-Kivu", "COD", "leaving"),
        ),
        (
            "The first 100 of 1,200 Sri Lankan peacekeepers arrived in Haiti on Tuesday.",
            ("LKA", 100, "Haiti", "HTI", "arriving"),
        ),
        (
            "The first 100 of 1,200 Sri Lankan peacekeepers arrived in Haiti on Tuesday.",
            ("LKA", 1200, "Haiti", "HTI", "planned_arrival"),
        ),
        ("A further 400 Chileans are in Cap-Haitien.", ("CHL", 400, "Cap-Haïtien", "HTI", "present")),
        (
            "The troops, who will join 600 South Korean engineers already in Mosul, are to leave in August.",
            ("KOR", 600, "Mosul", "IRQ", "present"),
        ),
        (
            "Tanzania will keep 300 soldiers in Cabo Delgado after SAMIM pulls out of Mozambique in July.",
            ("SADC", None, "Mozambique", "MOZ", "planned_departure"),
        ),
        (
            "Rwanda is adding 2,000 men to its contingent in Palma in Mozambique.",
            ("RWA", 2000, "Palma", "MOZ", "arriving"),
        ),
        (
            "Japan has 180 men in Djibouti. France's 1,500-strong garrison there is its largest in Africa.",
            ("FRA", 1500, "Djibouti", "DJI", "present"),
        ),
        (
            "Japan has 180 men in Djibouti. Italy has a small base with 80 soldiers there.",
            ("ITA", 80, "Djibouti", "DJI", "present"),
        ),
        ("Ethiopian troops entered the Somali capital.", ("ETH", None, "Mogadishu", "SOM", "arriving")),
        ("French soldiers patrol the capital of Mali.", ("FRA", None, "Bamako", "MLI", "present")),
        ("Ugandan troops are based in Somalia's capital.", ("UGA", None, "Mogadishu", "SOM", "present")),
        (
            "French troops are in Mali. About 60 French soldiers are in the capital.",
            ("FRA", 60, "Bamako", "MLI", "present"),
        ),
        (
            "Russian soldiers landed on Snake Island. About 60 Russian troops remain on the island.",
            ("RUS", 60, "Snake Island", "UKR", "present"),
        ),
        (
            "The largest US base is Al Udeid in Qatar, which houses some 10,000 troops.",
            ("USA", 10000, "Qatar", "QAT", "present"),
        ),
        (
            "US troops came to Saudi Arabia in 2019; there are now 2,700 in the kingdom.",
            ("USA", 2700, "Saudi Arabia", "SAU", "present"),
        ),
        ("Some 300 Russian soldiers are expected in Bamako.", ("RUS", 300, "Bamako", "MLI", "planned_arrival")),
        ("Germany ended ten years of military presence in Mali.", ("DEU", None, "Mali", "MLI", "left")),
        (
            "The 82nd Airborne Division has sent 1,700 paratroopers to Poland.",
            ("USA", 1700, "Poland", "POL", "arriving"),
        ),
        (
            "Australia's 300 soldiers in Kandahar will be home by Christmas.",
            ("AUS", 300, "Kandahār", "AFG", "planned_departure"),
        ),
        (
            "Chad has begun to withdraw its 2,000 soldiers from Mali, President Idriss Deby said in Paris.",
            ("TCD", 2000, "Mali", "MLI", "leaving"),
        ),
        (
            "French forces have left their base at Tessalit, in north-eastern Mali.",
            ("FRA", None, "Tessalit", "MLI", "left"),
        ),
        (
            "The French army handed its base at Gao, in northern Mali, over to the Malian army.",
            ("FRA", None, "Gao", "MLI", "left"),
        ),
        (
            "US forces left Air Base 101 in Niamey on 7 July and Air Base 201 in Agadez on 5 August.",
            ("USA", None, "Agadez", "NER", "left"),
        ),
        (
            "Takuba, a French-led unit set up in March 2020, has about 900 soldiers in Mali.",
            ("COALITION", 900, "Mali", "MLI", "present"),
        ),
        (
            "The last unit of Operation Barkhane left the base at Gao and crossed into Niger that morning.",
            ("FRA", None, "Niger", "NER", "arriving"),
        ),
        (
            "A Russian base at Gyumri in Armenia, with some 3,000 men, is to stay.",
            ("RUS", 3000, "Gyumri", "ARM", "present"),
        ),
        ("Nagorno-Karabakh: Russian peacekeepers go home", ("RUS", None, "Nagorno-Karabakh", "AZE", "left")),
        (
            "Romania has 1,700 troops in Mali. More than 14,000 foreign soldiers are fighting in Mali.",
            (None, 14000, "Mali", "MLI", "present"),
        ),
        (
            "SAN SALVADOR, 14 NOV 89 -- THE 55 AMERICAN MILITARY ADVISERS IN THE COUNTRY WERE SAFE.",
            ("USA", 55, "El Salvador", "SLV", "present"),
        ),
        (
            "The Philippines has soldiers in Lebanon. UNIFIL's 10,000 peacekeepers patrol southern Lebanon.",
            ("UN", 10000, "southern Lebanon", "LBN", "present"),
        ),
        (
            "An aircraft flew 65 Italian soldiers and ten US soldiers from Niamey to Rome.",
            ("USA", 10, "Niamey", "NER", "leaving"),
        ),
        ("MINUSMA has thereby left Gao.", ("UN", None, "Gao", "MLI", "left")),
        (
            "French troops left northern Mali. Nearly 4,000 French troops are now on the ground in Mali.",
            ("FRA", 4000, "Mali", "MLI", "present"),
        ),
        ("Iran has sent 300 fighters to Syria.", ("IRN", 300, "Syria", "SYR", "arriving")),
        (
            "The port of Mocimboa da Praia was held by insurgents, Rwanda's army said.",
            (None, None, "Mocímboa da Praia", "MOZ", "present"),
        ),
    ],
)
def test_a_sentence_is_read(text, expected):
    assert expected in readings(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Kenya's 300 soldiers in Somalia fought rebels in Mogadishu.", ("KEN", None, "Mogadishu", "SOM", "present")),
        ("France's Barkhane force came to the aid of a base in Gao.", ("FRA", None, "Gao", "MLI", "arriving")),
        ("Operation Barkhane has ended, President Macron announced in Toulon on Wednesday.", ("FRA", None, "Toulon")),
        (
            "Paris moved to stop an armed advance towards the capital, Bamako.",
            ("FRA", None, "Bamako", "MLI", "arriving"),
        ),
        (
            "The main goals of Operation Serval in Mali had been reached.",
            ("FRA", None, "Mali", "MLI", "arriving"),
        ),
        (
            "The camp in Gao was handed over to the Malian army and the last French soldiers left.",
            ("MLI", None, "Gao", "MLI", "left"),
        ),
        ("Botswana has sent 296 soldiers and South Africa plans to send 400.", ("BWA", 400)),
    ],
)
def test_a_sentence_is_not_misread(text, wrong):
    assert not any(found[: len(wrong)] == wrong for found in readings(text))


@pytest.mark.parametrize(
    ("text", "low", "when"),
    [
        ("Some 1,000 Russian mercenaries are in Mali, down from 1,600 in 2022.", 1000, None),
        ("Some 1,000 Russian mercenaries are in Mali, down from 1,600 in 2022.", 1600, "2022"),
        ("Some 1,000 Russian mercenaries are in Mali, down from 1,600.", 1600, "../2024-05-31"),
        ("Cuba will complete the withdrawal of its 50,000 troops from Angola by July 2025.", 50000, None),
        ("About 400 French soldiers had been stationed at Gao.", 400, "../2024-05-31"),
        ("The operation began on 11 January 2013, and 5,000 French troops were deployed in Mali.", 5000, None),
        ("Turkey, which invaded in 2016, has 5,000 soldiers in Syria.", 5000, None),
    ],
)
def test_a_number_has_its_own_date(text, low, when):
    report = Report(id="r", text=text, lang="en", published="2024-06-01")
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    present = [d for d in drafts if d.count and d.count.low == low and d.status is Status.PRESENT]
    assert {d.when for d in present} == {when}


def test_a_number_in_a_list_is_of_the_force_before():
    text = "Some 1,000 Wagner mercenaries are in Mali and up to 2,000 in Libya."
    report = Report(id="r", text=text, lang="en", published="2024-06-01")
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    there = [d for d in drafts if d.host == "LBY" and d.count is not None and d.count.high == 2000]
    assert there
    assert {(d.force.name if d.force else None, d.personnel.value) for d in there} == {
        ("Wagner Group", "contractors")
    }


def test_a_contributor_to_a_mission_sends_peacekeepers():
    text = "UNIFIL has 10,000 soldiers in Lebanon. Italy is the main contributor with 2,300 soldiers there."
    report = Report(id="r", text=text, lang="en", published="2024-06-01")
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    italy = {d.personnel.value for d in drafts if d.sender == "ITA" and d.count is not None and d.count.low == 2300}
    assert italy == {"peacekeepers"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Des soldats français patrouillent dans la capitale malienne.",
            ("FRA", None, "Bamako", "MLI", "present"),
        ),
        ("Des mercenaires russes seraient attendus à Bamako.", ("RUS", None, "Bamako", "MLI", "planned_arrival")),
        (
            "Le Rwanda a un accord avec Bangui, après l'envoi de 300 instructeurs russes en Centrafrique.",
            ("RUS", 300, "Central African Republic", "CAF", "arriving"),
        ),
    ],
)
def test_a_french_sentence_is_read(text, expected):
    assert expected in readings(text, "fr")


def test_people_who_live_or_vote_abroad_are_marked():
    def features(text):
        report = Report(id="r", text=text, lang="en", published="2024-06-01")
        drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
        return set().union(*(d.features for d in drafts))

    assert "civil" in features("More than 700 Iraqis living in Turkey cast ballots.")
    assert "civil" not in features("More than 700 Australians are stationed in Iraq.")
    assert "near=recruit" in features("Russia is recruiting 5,000 soldiers in Chad.")


def test_when_a_body_was_set_up_is_not_when_it_is_there():
    text = "Takuba, a French-led unit set up in March 2020, has about 900 soldiers in Mali."
    report = Report(id="r", text=text, lang="en", published="2022-01-24")
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    assert {d.when for d in drafts} == {None}


def test_a_verb_after_a_counted_noun_is_no_formation():
    text = "UNIFIL's 10,000 peacekeepers from 46 nations patrol southern Lebanon."
    report = Report(id="r", text=text, lang="en", published="2024-06-01")
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    assert {d.count_text for d in drafts} == {"10,000", None}
