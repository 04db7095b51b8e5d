"""English as news writes it: made-up sentences, each with one claim that it must give."""

from __future__ import annotations

import pytest

from mapper.extract import draft_report, extract_claims, open_lexicon
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report

PUBLISHED = "2022-08-17"  # a Wednesday
# sentence | sender host number status when; "-" is none stated, "null" no single country, "*" any
CASES = """
Some 450 Italian troops are stationed in Niger. | ITA NER 450 present -
Britain flew home 250 soldiers from Mali on Monday. | GBR MLI 250 leaving 2022-08-15
Italy flew 65 soldiers from Niamey to Rome on Sunday. | ITA NER 65 leaving 2022-08-14
Denmark moved 100 soldiers from Mali to Niger in June. | DNK NER 100 arriving 2022-06
Denmark moved 100 soldiers from Mali to Niger in June. | DNK MLI 100 leaving 2022-06
Germany has 1,000 soldiers in Gao. The rest will go home, but about 100 are to remain. | DEU MLI 100 present -
French soldiers left Mali on Monday. The withdrawal is complete, Paris said. | FRA MLI - left *
"We have 400 soldiers in Chad," said the French defence minister. | FRA TCD 400 present -
The French defence minister said: "We have 400 soldiers in Chad." | FRA TCD 400 present -
"Our 400 troops in Chad are safe," the Spanish minister told reporters. | ESP TCD 400 present -
France has 1,000 soldiers based in N'Djamena, Abeche and Faya-Largeau. | FRA TCD 1000 present -
In 2013 France sent 4,000 soldiers to Mali. | FRA MLI 4000 arriving 2013
France once had 1,500 soldiers in Niger. | FRA NER 1500 present ../2022-08-16
France used to have 1,500 soldiers in Niger. | FRA NER 1500 present ../2022-08-16
Before the coup, France had 1,500 soldiers in Niger. | FRA NER 1500 present ../2022-08-16
At the height of the war in 2011, the United States had 100,000 troops in Afghanistan. | USA AFG 100000 present 2011
Kenya is to send 1,000 police officers to Haiti next month. | KEN HTI 1000 planned_arrival 2022-09
A first batch of 200 Kenyan police officers landed in Port-au-Prince on Tuesday. | KEN HTI 200 arriving 2022-08-16
Another 400 Kenyan police are due to arrive in Haiti in September. | KEN HTI 400 planned_arrival 2022-09
Rwanda has about 2,500 soldiers fighting insurgents in Mozambique's Cabo Delgado province. | RWA MOZ 2500 present -
Burundi deployed at least 1,000 troops in eastern Congo under a bilateral agreement. | BDI COD 1000- arriving -
About 5,000 Ethiopian soldiers serve in the African Union mission in Somalia. | ETH SOM 5000 present -
ATMIS, which has 18,500 soldiers in Somalia, will leave by the end of 2024. | AU SOM 18500 present -
The US military has roughly 900 troops in Syria and 2,500 in Iraq. | USA SYR 900 present -
The US military has roughly 900 troops in Syria and 2,500 in Iraq. | USA IRQ 2500 present -
President Biden ordered the deployment of nearly 500 special operations troops to Somalia. | USA SOM 500 planned_arrival -
Washington will reduce its troop levels in Afghanistan from 4,500 to 2,500 by January 15. | USA AFG 4500 present -
Washington will reduce its troop levels in Afghanistan from 4,500 to 2,500 by January 15. | USA AFG 2500 present *
Poland currently hosts some 10,000 American soldiers. | USA POL 10000 present -
Up to 4,000 NATO troops will be deployed to Estonia, Latvia, Lithuania and Poland. | NATO null -4000 planned_arrival -
Germany plans to station a brigade of about 4,800 soldiers permanently in Lithuania by 2027. | DEU LTU 4800 planned_arrival ../2027
Canada leads a NATO battle group in Latvia. | CAN LVA - present -
Australian troops are returning home from Iraq. | AUS IRQ - leaving -
The last British soldiers left Afghanistan on August 28, 2021. | GBR AFG - left 2021-08-28
Russian forces withdrew from Kherson in November. | RUS UKR - left 2021-11
Russia said it had completed its pullout from Kherson. | RUS UKR - left -
Wagner has between 1,000 and 1,200 fighters in the Central African Republic. | RUS CAF 1000-1200 present -
Hundreds of Wagner mercenaries are believed to be in Libya. | RUS LBY 200-999 present -
Mali's junta denied that Russian mercenaries were operating in the country. | RUS MLI - denied -
The government in Bamako invited Russian military instructors. | RUS MLI - present -
Turkish troops entered northern Syria overnight. | TUR SYR - arriving *
Turkey has set up a dozen observation posts in Idlib. | TUR SYR - present -
Israeli ground forces pushed into southern Lebanon on Tuesday. | ISR LBN - arriving 2022-08-16
Israel pulled most of its forces out of Gaza. | ISR PSE - leaving -
India has 4,500 peacekeepers with MONUSCO in the Democratic Republic of Congo. | IND COD 4500 present -
Bangladesh is the largest contributor, with 1,300 troops in Mali. | BGD MLI 1300 present -
Egypt's 1,035 soldiers in Mali have suspended their operations. | EGY MLI 1035 present -
The UN mission in Mali has around 12,000 troops and 1,700 police. | UN MLI 12000 present -
Japan withdrew its 350 ground troops from South Sudan in May 2017. | JPN SSD 350 left 2017-05
Norway's parliament has approved sending 50 instructors to Ukraine. | NOR UKR 50 planned_arrival -
Ukraine has nearly 1,600 soldiers deployed to Iraq. | UKR IRQ 1600 present -
More than 28,000 American troops are based in South Korea. | USA KOR 28000- present -
The US keeps about 28,500 troops in South Korea. | USA KOR 28500 present -
China opened its first overseas military base in Djibouti in 2017. | CHN DJI - present 2017
Around 1,500 French troops are stationed at a base in Djibouti. | FRA DJI 1500 present -
French troops handed over their base in Gossi to the Malian army in April. | FRA MLI - left 2022-04
Sweden said on Friday it would pull its troops out of Mali by June 2023. | SWE MLI - planned_departure ../2023-06
Niger's military rulers gave French troops a month to leave. | FRA NER - planned_departure -
Burkina Faso gave France one month to withdraw its 400 special forces. | FRA BFA 400 planned_departure -
A French general said the 5,100-strong force would be halved. | FRA null 5100 present -
The African Union force, 22,000 strong, has been fighting al-Shabab in Somalia since 2007. | AU SOM 22000 present 2007/..
Ivory Coast has 8 soldiers in Kidal. | CIV MLI 8 present -
Two hundred Togolese soldiers are guarding the airport in Gao. | TGO MLI 200 present -
Denmark's contingent of 105 soldiers arrived in Menaka last month. | DNK MLI 105 arriving 2022-07
Portugal's 180 paratroopers in the Central African Republic form the mission's rapid reaction force. | PRT CAF 180 present -
The United Arab Emirates withdrew most of its troops from Yemen in 2019. | ARE YEM - leaving 2019
Sudan has reduced its force in Yemen from 15,000 to 5,000. | SDN YEM 5000 present -
Saudi Arabia sent troops to Aden. | SAU YEM - arriving -
Colombian mercenaries are fighting in Sudan. | COL SDN - present -
Eritrean troops remain in Tigray. | ERI ETH - present -
Ethiopian troops crossed into Somalia over the weekend. | ETH SOM - arriving *
Cuban troops fought in Angola in the 1980s. | CUB AGO - present 1980/1989
Fiji sent 180 troops to the Golan Heights, replacing Austrian soldiers. | FJI SYR 180 arriving -
Austria's 300 peacekeepers left the Golan Heights in June 2013. | AUT SYR 300 left 2013-06
Georgia's 860 soldiers make it the largest non-NATO contributor in Afghanistan. | GEO AFG 860 present -
Russia's 102nd military base in Gyumri houses some 3,000 soldiers. | RUS ARM 3000 present -
A contingent of 1,960 Russian peacekeepers is deployed in Nagorno-Karabakh. | RUS AZE 1960 present -
Kazakhstan's president said CSTO troops would begin leaving within two days. | CSTO KAZ - planned_departure *
Some 2,500 CSTO peacekeepers flew into Kazakhstan after the riots. | CSTO KAZ 2500 arriving -
NATO is sending 700 extra troops to Kosovo. | NATO XKX 700 arriving -
KFOR has nearly 3,800 troops in Kosovo. | NATO XKX 3800 present -
The European Union has 600 peacekeepers in Bosnia. | EU BIH 600 present -
The first of 5,000 American troops arrived at an air base in western Poland on Saturday. | USA POL - arriving 2022-08-13
A rotation of 2,200 US Marines has begun arriving in Darwin. | USA AUS 2200 arriving -
Germany will move 400 troops from Niger to Chad. | DEU NER 400 planned_departure -
Germany will move 400 troops from Niger to Chad. | DEU TCD 400 planned_arrival -
About 300 French troops were moved from Gao to Niamey. | FRA NER 300 arriving -
About 300 French troops were moved from Gao to Niamey. | FRA MLI 300 leaving -
Australia will bring its troops home from Iraq. | AUS IRQ - planned_departure -
Norway pulled its 60 soldiers out of Iraq in May. | NOR IRQ 60 left 2022-05
Some 300 Italian troops were flown out of Kabul. | ITA AFG 300 leaving -
French soldiers moved into Kidal. | FRA MLI - arriving -
American soldiers touched down in Poland. | USA POL - arriving -
Burundi, a neighbour of Congo—which denied it—has deployed more than 1,000 troops there. | BDI COD 1000- present -
Some 200 Greek soldiers departed for Kabul. | GRC AFG 200 arriving -
Fifty Danish soldiers left for a base in Estonia. | DNK EST 50 arriving -
Mali's junta ordered the French troops to leave. | FRA MLI - planned_departure -
The UN has 12,000 peacekeepers in Mali. The junta has ordered UN peacekeepers out by December. | UN MLI - planned_departure ../2022-12
Until the coup, some 1,500 French soldiers were based in Niger. | FRA NER 1500 present ../2022-08-16
Once France had 1,500 soldiers in Niger, it opened a base. | FRA NER 1500 present -
The US is pulling out of Niger. The withdrawal has been completed, the Pentagon said. | USA NER - left -
France has 900 troops in Chad. The withdrawal began on Tuesday and will be completed by January. | FRA TCD - planned_departure ../2023-01
Italy will withdraw its 900 soldiers in Iraq by March 2023. | ITA IRQ 900 present -
"""
SILENT = """
South Africa said on Thursday it had lost two soldiers in Congo.
The aircraft carrier carries 5,000 sailors.
The army recruited 5,000 soldiers last year in Mali.
Jihadists killed 49 soldiers at a base in Niger.
Mali's army, which has 20,000 soldiers, bought drones.
French officials in Niger denied the report.
The withdrawal of the draft law in Mali is complete.
"""


def rows(table: str) -> list[str]:
    return [line for line in table.strip().splitlines() if line]


def report_of(text: str) -> Report:
    return Report(id="r", text=text, published=PUBLISHED, lang="en")


def number_of(low: int | None, high: int | None) -> str:
    if low == high:
        return "-" if low is None else str(low)
    return f"{'' if low is None else low}-{'' if high is None else high}"


@pytest.mark.parametrize("case", rows(CASES), ids=[row[:60] for row in rows(CASES)])
def test_a_sentence_gives_its_claim(case):
    text, _, wanted = (part.strip() for part in case.rpartition("|"))
    report = report_of(text)
    found = []
    for draft in draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon()):
        count = draft.count
        number = number_of(count.low, count.high) if count is not None else "-"
        found.append((draft.sender or "null", draft.host or "null", number, draft.status.value, draft.when or "-"))
    values = wanted.split()
    assert any(all(w in {"*", f} for w, f in zip(values, row, strict=True)) for row in found), found


@pytest.mark.parametrize("text", rows(SILENT))
def test_a_sentence_of_no_presence_gives_no_claim(text):
    report = report_of(text)
    claims = extract_claims(report, find_mentions(report, open_gazetteer()), open_lexicon()).claims
    assert not [claim for claim in claims if not claim.optional]
