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
Chad will send a contingent to Mali. The advance contingent is made up of 120 soldiers. | TCD MLI 120 planned_arrival -
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
The number of US troops in Afghanistan peaked at 100,000 in 2011. | USA AFG 100000 present 2011
Kenya is to send 1,000 police officers to Haiti next month. | KEN HTI 1000 planned_arrival 2022-09
A first batch of 200 Kenyan police officers landed in Port-au-Prince on Tuesday. | KEN HTI 200 arriving 2022-08-16
Another 400 Kenyan police are due to arrive in Haiti in September. | KEN HTI 400 planned_arrival 2022-09
Rwanda has about 2,500 soldiers fighting insurgents in Mozambique's Cabo Delgado province. | RWA MOZ 2500 present -
SADC leaders agreed to extend the mission in Mozambique, which has around 2,000 troops. | SADC MOZ 2000 present -
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
Canada leads a NATO battle group in Latvia. | NATO LVA - present -
Australian troops are returning home from Iraq. | AUS IRQ - leaving -
The last British soldiers left Afghanistan on August 28, 2021. | GBR AFG - left 2021-08-28
Russian forces withdrew from Kherson in November. | RUS UKR - left 2021-11
Russia said it had completed its pullout from Kherson. | RUS UKR - left -
Wagner has between 1,000 and 1,200 fighters in the Central African Republic. | RUS CAF 1000-1200 present -
Hundreds of Wagner mercenaries are believed to be in Libya. | RUS LBY 200-999 present -
Mali's junta denied that Russian mercenaries were operating in the country. | RUS MLI - denied -
Mali's army said it had received Russian instructors. | RUS MLI - arriving -
The government in Bamako invited Russian military instructors. | RUS MLI - present -
Turkish troops entered northern Syria overnight. | TUR SYR - arriving *
Turkey has set up a dozen observation posts in Idlib. | TUR SYR - present -
Israeli ground forces pushed into southern Lebanon on Tuesday. | ISR LBN - arriving 2022-08-16
Israel pulled most of its forces out of Gaza. | ISR PSE - leaving -
India has 4,500 peacekeepers with MONUSCO in the Democratic Republic of Congo. | IND COD 4500 present -
Bangladesh is the largest contributor, with 1,300 troops in Mali. | BGD MLI 1300 present -
Egypt's 1,035 soldiers in Mali have suspended their operations. | EGY MLI 1035 present -
The UN mission in Mali has around 12,000 troops and 1,700 police. | UN MLI 12000 present -
The Security Council authorised up to 2,500 additional peacekeepers for South Sudan. | UN SSD -2500 planned_arrival -
Japan withdrew its 350 ground troops from South Sudan in May 2017. | JPN SSD 350 left 2017-05
Norway's parliament has approved sending 50 instructors to Ukraine. | NOR UKR 50 planned_arrival -
Ukraine has nearly 1,600 soldiers deployed to Iraq. | UKR IRQ 1600 present -
More than 28,000 American troops are based in South Korea. | USA KOR 28000- present -
The US keeps about 28,500 troops in South Korea. | USA KOR 28500 present -
China opened its first overseas military base in Djibouti in 2017. | CHN DJI - present 2017
Around 1,500 French troops are stationed at a base in Djibouti. | FRA DJI 1500 present -
French troops handed over their base in Gossi to the Malian army in April. | FRA MLI - left 2022-04
The base in Timbuktu was handed over to the Malian army by French forces in December. | FRA MLI - left 2021-12
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
Norway has 200 peacekeepers in Juba. It is thought to have sent 50 more troops to South Sudan. | NOR SSD 50 arriving -
Chad is believed to have 300 soldiers in Niger. | TCD NER 300 present -
Some 300 Chadian soldiers are believed to be stationed in Niger. | TCD NER 300 present -
Libya pulled the last of its men out of Chadian territory in 1987. | LBY TCD - left 1987
The Security Council authorised a Kenyan-led force to go to Haiti. | COALITION HTI - planned_arrival -
Snake Island housed a radar and was garrisoned by 40 Ukrainian marines. | UKR UKR 40 present -
Benin will pull out of the UN mission in Mali. | BEN MLI - planned_departure -
Tanzania, which has 600 troops in Congo, lost 15 peacekeepers. | TZA COD 600 present -
Some 300 French soldiers in Mali killed 12 rebels. | FRA MLI 300 present -
Germany voted on Friday to extend the deployment of 1,400 soldiers in Mali. | DEU MLI 1400 present -
France no longer has any troops in Mali. | FRA MLI - left -
Ethiopia has 4,000 troops in Somalia. | ETH SOM 4000 present -
The United States has about 1,100 troops in Niger, where it operates a drone base. | USA NER 1100 present -
About 650 US military personnel were in Niger as of December, the White House told Congress. | USA NER 650 present 2021-12
Germany's Bundestag voted on Friday to extend the deployment of up to 1,400 soldiers in Mali. | DEU MLI -1400 present -
Belgium said it would send a frigate and 150 soldiers to Romania. | BEL ROU 150 planned_arrival -
Two Sri Lankan peacekeepers were killed in Mali, where Colombo has 243 troops. | LKA MLI 243 present -
Paris sent an extra 600 soldiers to the Sahel in 2020, bringing the total to 5,100. | FRA null 600 arriving 2020
Paris sent an extra 600 soldiers to the Sahel in 2020, bringing the total to 5,100. | FRA null 5100 present 2020
French troops in Niger number about 1,500. | FRA NER 1500 present -
There are about 1,500 French troops in Niger. | FRA NER 1500 present -
There were some 5,000 French soldiers in the Sahel at the end of 2021. | FRA null 5000 present *
Some 1,500 French soldiers remain in Niger. | FRA NER 1500 present -
Nearly 200 Chadian soldiers who had been serving in Mali returned home on Friday. | TCD MLI 200 leaving 2022-08-12
Chad recalled 600 troops from the tri-border area last year. | TCD null 600 leaving 2021
The last 100 Dutch soldiers in Mali came home in May 2019. | NLD MLI 100 left 2019-05
Ukraine has recalled its 250 peacekeepers from Congo. | UKR COD 250 left -
Ghana deployed some 1,000 special forces to its northern border with Burkina Faso. | GHA GHA 1000 arriving -
South Sudan's first batch of 750 soldiers left for eastern Congo on Wednesday. | SSD COD 750 arriving -
Kenyan soldiers landed in Goma on Saturday as part of an East African force. | KEN COD - arriving 2022-08-13
The EAC regional force will consist of up to 12,000 troops. | EAC COD -12000 planned_arrival -
Angola's parliament approved the dispatch of 500 soldiers to eastern Congo. | AGO COD 500 planned_arrival -
Tanzania, which has 600 troops in Congo, lost 15 peacekeepers in an attack. | TZA COD 600 present -
South Africa's contingent in Mozambique, some 1,495 soldiers, will stay until July. | ZAF MOZ 1495 present *
Rwandan forces recaptured the port of Mocimboa da Praia. | RWA MOZ - present -
Two hundred Russian "instructors" arrived in Bangui last week. | RUS CAF 200 arriving *
Russia's Wagner group has pulled its fighters out of Libya, diplomats said. | RUS LBY - left -
The junta in Niger has told the United States to withdraw its 1,000 troops. | USA NER 1000 planned_departure -
The Pentagon said the pullout of its 1,000 troops from Niger would be completed by September 15. | USA NER 1000 planned_departure *
Britain is to withdraw its 300 troops from a UN mission in Mali earlier than planned. | GBR MLI 300 planned_departure -
Ivory Coast said last week it would withdraw from MINUSMA by August 2023. | CIV MLI - planned_departure ../2023-08
Benin will gradually withdraw its 450 soldiers from Mali. | BEN MLI 450 planned_departure -
Egypt has told the UN that it will suspend the activities of its contingent in Mali. | EGY MLI - present -
The Takuba task force, which had 900 special forces, was disbanded in June. | COALITION MLI 900 present *
Some 90 Romanian soldiers were to deploy to Mali with the Takuba task force. | ROU MLI 90 planned_arrival -
Hungary's parliament backed sending 200 soldiers to Chad. | HUN TCD 200 planned_arrival -
A unit of Ukrainian special forces is operating in Sudan. | UKR SDN - present -
American and French special forces are based in the Kurdish-held north of Syria. | USA SYR - present -
American and French special forces are based in the Kurdish-held north of Syria. | FRA SYR - present -
Iran has deployed hundreds of Revolutionary Guards to Syria. | IRN SYR 200-999 arriving -
Turkey has around 100 military advisers in Libya. | TUR LBY 100 present -
Turkey's parliament extended the mandate of its troops in Libya by 18 months. | TUR LBY - present -
Ethiopia will pull out of Somalia 3,000 of its soldiers. | ETH SOM 3000 planned_departure -
Burundi began pulling its first 1,000 soldiers out of Somalia on Thursday. | BDI SOM 1000 leaving 2022-08-11
The African Union has begun the withdrawal of 2,000 troops from Somalia. | AU SOM 2000 leaving -
Uganda accounts for 6,200 of the 22,000 African Union troops in Somalia. | UGA SOM 6200 present -
Uganda accounts for 6,200 of the 22,000 African Union troops in Somalia. | AU SOM 22000 present -
The US military returned about 500 troops to Somalia in May. | USA SOM 500 arriving 2022-05
President Trump ordered nearly all 700 US troops out of Somalia by January 15. | USA SOM 700 planned_departure *
France's Operation Sangaris had 2,000 soldiers in the Central African Republic in 2014. | FRA CAF 2000 present 2014
France ended Operation Sangaris in October 2016. | FRA CAF - left 2016-10
The UN's MINUSCA mission, with 14,400 soldiers and 3,000 police officers, operates in the Central African Republic. | UN CAF 14400 present -
Nepal sent 350 more peacekeepers to the Central African Republic. | NPL CAF 350 arriving -
Rwanda has sent 300 additional troops to the Central African Republic under a bilateral deal. | RWA CAF 300 arriving -
Rwandan soldiers guard President Touadera in Bangui. | RWA CAF - present -
NATO's Resolute Support mission has 9,600 troops in Afghanistan, including 2,500 Americans. | NATO AFG 9600 present -
NATO's Resolute Support mission has 9,600 troops in Afghanistan, including 2,500 Americans. | USA AFG 2500 present -
At its peak in 2012, ISAF had more than 130,000 troops in Afghanistan. | NATO AFG 130000- present 2012
Germany, with 1,100 soldiers, has the second-largest contingent in Afghanistan. | DEU AFG 1100 present -
Poland brought home its last troops from Afghanistan in June 2021. | POL AFG - left 2021-06
Turkish soldiers guarding Kabul airport will leave by August 31. | TUR AFG - planned_departure *
The Pentagon is sending 3,000 troops to Kabul to help evacuate embassy staff. | USA AFG 3000 arriving -
About 1,000 US troops will stay in Syria's northeast. | USA SYR 1000 present -
The US withdrew from the Al-Asad base in Iraq on Saturday. | USA IRQ - left 2022-08-13
Spain has 1,100 troops deployed in southern Lebanon as part of UNIFIL. | ESP LBN 1100 present -
Ireland has 343 soldiers serving with UNIFIL in southern Lebanon. | IRL LBN 343 present -
Italian soldiers at the UNIFIL base in Naqoura came under fire. | ITA LBN - present -
The Australian army trained Iraqi soldiers at Taji until 2020. | AUS IRQ - present *
Five hundred Australian soldiers are helping to train Ukrainian recruits in Britain. | AUS GBR 500 present -
The British army has 900 troops in Estonia and about 150 in Poland. | GBR EST 900 present -
The British army has 900 troops in Estonia and about 150 in Poland. | GBR POL 150 present -
France will raise its deployment in Romania from 500 to 800 soldiers. | FRA ROU 500 present -
Spain will increase its contingent in Latvia from 350 to 600 troops. | ESP LVA 350 present -
The US Army's 101st Airborne Division has 4,700 soldiers in Romania. | USA ROU 4700 present -
Some 3,000 soldiers of the 82nd Airborne Division flew to Poland in February. | USA POL 3000 arriving 2022-02
Soldiers from the 173rd Airborne Brigade were dispatched from Italy to Latvia. | USA LVA - arriving -
Russia has between 30,000 and 40,000 soldiers in Belarus, according to Kyiv. | RUS BLR 30000-40000 present -
Russia maintains about 1,500 troops in the breakaway Moldovan region of Transnistria. | RUS MDA 1500 present -
North Korean soldiers are fighting alongside Russian forces in Kursk. | PRK RUS - present -
China has about 400 military personnel at its base in Djibouti. | CHN DJI 400 present -
China has sent 700 infantrymen to South Sudan, its first battalion on a UN mission. | CHN SSD 700 arriving -
South Korea's Hanbit unit has about 270 troops in Bor, South Sudan. | KOR SSD 270 present -
Mongolia has 850 peacekeepers in South Sudan. | MNG SSD 850 present -
Japan's Self-Defense Forces have 180 personnel stationed in Djibouti. | JPN DJI 180 present -
The Philippines pulled its 331 peacekeepers out of the Golan Heights in 2014. | PHL SYR 331 left 2014
No French soldiers remain in Niger. | FRA NER - left -
There are no more French troops in Burkina Faso. | FRA BFA - left -
The US has no troops in Venezuela. | USA VEN - denied -
Rwanda denies that its soldiers are in Congo. | RWA COD - denied -
Congo accuses Rwanda of having 4,000 soldiers on its territory. | RWA COD 4000 present -
Germany could send soldiers to Ukraine after a ceasefire. | DEU UKR - planned_arrival -
France would be ready to send troops to Ukraine, the president said. | FRA UKR - planned_arrival -
France's 1,500 soldiers in Niger will be gone by the end of the year, President Macron said on Sunday. | FRA NER 1500 planned_departure *
Macron said France would pull its 1,500 troops from Niger by year-end. | FRA NER 1500 planned_departure *
The German army ended its mission in Niger on Friday as its last 60 soldiers flew home. | DEU NER 60 left -
A convoy of French soldiers left Niamey for Chad on Thursday. | FRA TCD - arriving 2022-08-11
The first French convoy, with about 100 soldiers, crossed from Niger into Chad. | FRA TCD 100 arriving -
The US has moved some of its forces from Niamey to an air base in Agadez. | USA NER - arriving -
French troops stationed in Senegal, some 350 in all, will go home in September. | FRA SEN 350 planned_departure 2022-09
Togo hosts no French troops. | FRA TGO - denied -
Around 60 US special forces trainers are in Uganda. | USA UGA 60 present -
Kenya's parliament approved the deployment of 903 soldiers to Congo. | KEN COD 903 planned_arrival -
Burundian troops have been battling rebels in South Kivu since August. | BDI COD - present *
Malawi has 750 peacekeepers in Congo as part of the Force Intervention Brigade. | MWI COD 750 present -
A Chinese battalion of 700 soldiers will start deploying to South Sudan in January. | CHN SSD 700 planned_arrival 2023-01
India's contingent of 2,300 troops in South Sudan is the mission's largest. | IND SSD 2300 present -
At least 200 Eritrean soldiers have crossed into the Ethiopian region of Tigray, residents said. | ERI ETH 200- arriving -
Sudan deployed 6,000 troops along its border with Ethiopia. | SDN SDN 6000 arriving -
Egypt sent 1,000 soldiers to Somalia under a defence pact signed in August. | EGY SOM 1000 arriving -
Djibouti has 960 soldiers in Somalia, most of them in Beledweyne. | DJI SOM 960 present -
Kenyan troops seized the port of Kismayo in 2012. | KEN SOM - present 2012
Senegalese troops crossed into Gambia on Thursday to remove Jammeh. | SEN GMB - arriving 2022-08-11
ECOWAS has about 2,500 troops stationed in Gambia. | ECOWAS GMB 2500 present -
ECOWAS cut its Gambia force to 500 from 7,000. | ECOWAS GMB 500 present -
Ghana's 320 soldiers in Lebanon are among the longest-serving. | GHA LBN 320 present -
Fijian soldiers at the Baghdad airport guard UN staff. | FJI IRQ - present -
The UK's 1,400-strong force in Iraq has been cut to 600. | GBR IRQ 600 present -
New Zealand ended its training mission at Camp Taji in March 2020, bringing home 45 soldiers. | NZL IRQ 45 leaving -
US forces are to leave Iraq by the end of 2026 under an agreement with Baghdad. | USA IRQ - planned_departure *
There are 40,000 US troops in the Middle East, up from 34,000 last year. | USA null 40000 present -
There are 40,000 US troops in the Middle East, up from 34,000 last year. | USA null 34000 present *
Washington rushed two destroyers and 2,000 Marines to the Red Sea. | USA null 2000 arriving -
About 100 US soldiers will operate a missile battery in Israel. | USA ISR 100 planned_arrival -
Israeli troops withdrew from Jenin on Friday after a ten-day raid. | ISR PSE - left 2022-08-12
Israel has kept troops at five points in southern Lebanon. | ISR LBN - present -
Jordan has sent peacekeepers to Haiti. | JOR HTI - arriving -
The Kenyan-led mission has about 1,000 police officers in Haiti, short of the 2,500 planned. | COALITION HTI 1000 present -
Guatemala flew 150 military police to Port-au-Prince in January. | GTM HTI 150 arriving 2022-01
El Salvador will send 78 troops for medical evacuations in Haiti. | SLV HTI 78 planned_arrival -
Colombia withdrew its battalion from the Sinai. | COL EGY - left -
The multinational force in the Sinai has some 1,150 troops from 13 countries. | COALITION EGY 1150 present -
The US contributes 465 soldiers to the observer force in Sinai. | USA EGY 465 present -
Finland has 170 peacekeepers in Lebanon and will add 20 in the autumn. | FIN LBN 170 present -
Denmark sent 150 soldiers to Latvia on a rotational basis. | DNK LVA 150 arriving -
The Netherlands will keep a company of 165 soldiers in Lithuania until 2026. | NLD LTU 165 present *
Norway has around 150 troops in Lithuania. | NOR LTU 150 present -
The first 150 German soldiers of the brigade have moved to Vilnius. | DEU LTU 150 arriving -
French and Belgian troops arrived in Constanta, Romania, on Tuesday. | BEL ROU - arriving 2022-08-16
More than 900 US paratroopers are training in Romania. | USA ROU 900- present -
Romania hosts about 4,000 NATO troops at Cincu. | NATO ROU 4000 present -
Hungary has 160 soldiers in Chad, its foreign minister said. | HUN TCD 160 present -
Turkiye keeps between 30,000 and 40,000 soldiers in northern Cyprus. | TUR CYP 30000-40000 present -
Some 800 UN peacekeepers monitor the buffer zone in Cyprus. | UN CYP 800 present -
Azerbaijani soldiers advanced towards Stepanakert. | AZE AZE - arriving -
Russian peacekeepers left Nagorno-Karabakh in June. | RUS AZE - left 2022-06
Russia has sent about 2,000 soldiers from its base in Tajikistan to Ukraine. | RUS UKR 2000 arriving -
Belarus lets Russian troops train at its ranges. | RUS BLR - present -
The Russian army has about 200,000 troops in occupied parts of Ukraine. | RUS UKR 200000 present -
North Korea may send more soldiers to Russia. | PRK RUS - planned_arrival -
Seoul says 10,000 North Korean troops are in Russia's Kursk region. | PRK RUS 10000 present -
India said 88 of its military personnel would leave the Maldives by May 10. | IND MDV 88 planned_departure *
The last of India's soldiers in the Maldives left on Thursday. | IND MDV - left 2022-08-11
Pakistan has stationed 1,600 soldiers in Saudi Arabia since 1982. | PAK SAU 1600 present 1982/..
Australia will send 100 soldiers to Solomon Islands after riots in Honiara. | AUS SLB 100 planned_arrival -
Fiji sent 50 soldiers to join Australian forces in Honiara. | FJI SLB 50 arriving -
US Marines will leave Okinawa for Guam from December, Tokyo said. | USA JPN - planned_departure *
Cambodia denies that Chinese troops will be based at Ream. | CHN KHM - denied -
The junta arrested 15 officers. Rwanda sent 200 soldiers and police officers to Mozambique. | RWA MOZ 200 arriving -
Chad told a UN force with 3,200 soldiers to leave. | UN TCD 3200 planned_departure -
Chad told a UN force with 3,200 soldiers to leave. | UN TCD 3200 present -
A French battalion arrived in Gao. | FRA MLI - arriving -
Two Chadian companies are stationed in Kidal. | TCD MLI - present -
American forces left Clark base in 1991. | USA PHL - left 1991
The US will send soldiers to the Mexico border. | USA USA - planned_arrival -
Paris had soldiers in Niger. It has ended military cooperation with Niamey and expects the withdrawal to be complete by December. | FRA NER - planned_departure ../2022-12
Joe Biden has approved the redeployment of fewer than 500 special forces to Somalia. | USA SOM -500 planned_arrival -
The first 150 French soldiers left Niger on Tuesday. | FRA NER 150 leaving 2022-08-16
Paris had some 1,500 soldiers in Niger before the coup of July 26. | FRA NER 1500 present ../2022-08-16
The SADC mission in Mozambique will end on July 15. | SADC MOZ - planned_departure *
Up to 1,400 German soldiers may serve in Mali; at present there are 1,110. | DEU MLI 1110 present -
French troops are in Mali. Chad and Togo have left as well. | TGO MLI - left -
About 13,000 UN peacekeepers serve in South Sudan, among them 2,400 from India and 1,050 from China. | CHN SSD 1050 present -
The U.S.-led coalition on Sunday withdrew from the Taji base and handed it over to Iraqi forces. | COALITION IRQ - left 2022-08-14
Italy on Sunday sent 300 soldiers to Niger. | ITA NER 300 arriving 2022-08-14
A French contingent left the port of Toulon on Wednesday to support the mission in Albania. | FRA ALB - arriving -
The barracks are to be used to house a multinational force of 6,000 in Albania. | COALITION ALB 6000 planned_arrival -
France is withdrawing 1,500 troops who had been operating in Niger. | FRA NER 1500 leaving -
The Philippines was a rear base during the war in Vietnam and hosted American troops. | USA PHL - present -
"""
SILENT = """
South Africa said on Thursday it had lost two soldiers in Congo.
The aircraft carrier carries 5,000 sailors.
The army recruited 5,000 soldiers last year in Mali.
Jihadists killed 49 soldiers at a base in Niger.
Mali's army, which has 20,000 soldiers, bought drones.
French officials in Niger denied the report.
The withdrawal of the draft law in Mali is complete.
Senegal's president said all foreign military bases would close.
In all, 14 countries have soldiers in eastern Congo.
Cuba will host a Chinese spy base.
Venezuelan opposition leaders asked for foreign troops.
More than 40,000 people fled Goma.
The French team has 23 players in Qatar.
Russia is recruiting contract soldiers in Kazakhstan.
Ukraine's allies trained 20,000 of its soldiers last year.
The ship carried 300 tonnes of food to Yemen.
Thousands of West Bank Palestinians work in Israel.
A Turkish court jailed 30 officers in Ankara.
The US and Niger signed an agreement on training.
Three US soldiers died in a helicopter crash in Mali.
French veterans of the war in Mali met in Paris.
The rebels captured 40 Chadian soldiers near the border.
Reinforcements are needed in midfield, said Mali's coach.
The attack brings to 50 the number of French troops who have died in Mali.
The minister spoke after the deaths in May last year of 14 soldiers at a base in Niger.
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
