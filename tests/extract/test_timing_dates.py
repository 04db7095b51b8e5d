"""Which date a claim holds at: the date of its own verb, not of what is said or done beside it."""

from __future__ import annotations

import pytest

from mapper.extract import draft_report, extract_claims, open_lexicon
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Report

PUBLISHED = "2022-08-17"  # a Wednesday

CASES = [
    # sentence, host, status, when
    ("The last Danish troops pulled out of Iraq in 2007.", "IRQ", "left", "2007"),
    ("About 1,200 Chadian troops have been in Mali since 2013.", "MLI", "present", "2013/.."),
    ("In the early 1990s about 30,000 US troops were in Somalia.", "SOM", "present", "1990/1993"),
    ("Belgium had 300 soldiers in Mali at its peak in 2013.", "MLI", "present", "2013"),
    ("A decade ago 1,500 French soldiers were in Ivory Coast.", "CIV", "present", "2012"),
    ("On February 17th, 200 Greek soldiers left Kosovo.", "XKX", "leaving", "2022-02-17"),
    ("Poland will send 500 soldiers to Latvia next spring.", "LVA", "planned_arrival", "2023-03/2023-05"),
    ("Some 300 Danish soldiers arrived in Mali on Monday.", "MLI", "arriving", "2022-08-15"),
    ("Italy will send 300 soldiers to Latvia on Monday.", "LVA", "planned_arrival", "2022-08-22"),
    ("Italy will withdraw its 300 soldiers from Iraq by March 2023.", "IRQ", "planned_departure", "../2023-03"),
    ("By 2021 the last Kenyan soldiers had left Somalia.", "SOM", "left", "../2021"),
    # the date of a statement is not that of a plan
    ("On February 8th the minister said that 400 Italian troops would be sent to Niger.", "NER", "planned_arrival", None),
    ("Spain announced on Monday that it will withdraw its troops from Mali.", "MLI", "planned_departure", None),
    # nor the date of another verb
    ("The Irish battalion deployed in 2007 left Chad.", "TCD", "left", None),
    # what a change starts from holds at the report's date
    ("Italy will cut its force in Iraq from 900 to 400 by March 2023.", "IRQ", "present", None),
    # the report's own date is no date of its own
    ("Currently, Germany has 1,100 soldiers in Mali.", "MLI", "present", None),
    # history without a date ended before the report
    ("The US at one time had 5,100 soldiers in Niger.", "NER", "present", "../2022-08-16"),
    ("Once the US has 5,100 soldiers in Niger, it will train the army.", "NER", "present", None),
    ("The operation had 5,100 French soldiers in Niger at its height.", "NER", "present", "../2022-08-16"),
    # what is to come has the coming date, whatever its status, and a season that runs is this year's
    ("Italy will cut its force in Iraq to 400 by the end of October.", "IRQ", "present", "2022-10-31"),
    ("French troops in Chad will leave the country at the end of the summer.", "TCD", "planned_departure", "2022-08-31"),
    # the date of announcing a plan is not the plan's
    ("France announced its withdrawal from Mali on 17 February.", "MLI", "planned_departure", None),
    ("Spain agreed in April to withdraw its troops from Mali.", "MLI", "planned_departure", None),
    # a date in a clause of its own
    ("About 300 Greek soldiers arrived in Mali, where fighting broke out in 2012.", "MLI", "arriving", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "host", "status", "when"), CASES, ids=[case[0][:50] for case in CASES])
def test_a_claim_holds_at_the_date_of_its_own_verb(text, host, status, when):
    report = Report(id="r", text=text, published=PUBLISHED)
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    found = [d.when for d in drafts if d.host == host and d.status.value == status]
    assert found
    assert when == found[0]


def when_of(text, number):
    report = Report(id="r", text=text, published=PUBLISHED)
    claims = extract_claims(report, find_mentions(report, open_gazetteer()), open_lexicon()).claims
    return [claim.when for claim in claims if claim.count_low == number]


def test_a_standing_force_does_not_take_the_date_of_another_sentence():
    told = "The UN mission in Mali, MINUSMA, was in Gao in 2014. MINUSMA has 13,000 peacekeepers in Mali."
    assert when_of(told, 13_000) == [None]
    told = "Danish troops arrived in Mali on Monday. About 300 Danish troops arrived in Mali."
    assert when_of(told, 300) == ["2022-08-15"]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("At its peak, the French-led training force had 5,100 soldiers in Niger.", "../2022-08-16"),
        ("At its peak the camp was crowded, and France has 500 soldiers in Niger.", None),
    ],
)
def test_what_opens_a_sentence_holds_for_its_first_verb(text, when):
    report = Report(id="r", text=text, published=PUBLISHED)
    drafts = draft_report(report, find_mentions(report, open_gazetteer()), open_lexicon())
    assert {draft.when for draft in drafts if draft.numbered and draft.host == "NER"} == {when}
