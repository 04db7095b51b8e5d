"""Who acts in a sentence: the subject of a verb, by word order alone.

A state acts when a verb follows its name; a relative pronoun and a pronoun take up what stands before them.
"""

from __future__ import annotations

from mapper.extract.clauses import holder
from mapper.extract.draft import Draft
from mapper.extract.items import GENITIVE, Item
from mapper.extract.place import role_of
from mapper.extract.verbs import Use

ACTING = frozenset({"be", "have", "future", "could", "do", "saying", "planned", "begin", "deny"})
"""Tags of the words that begin a verb group."""
BEFORE_VERB = frozenset({"now", "not", "adverb", "clitic", "reflexive"})
"""Tags of what may stand between a subject and its verb: "l'Italie y dispose", "le Bénin s'est dit prêt"."""
ASIDE = 20
"""How many items an aside after a subject may have."""
ASIDE_MARKS = frozenset({",", "—", "–"})
OWN_FORCES = frozenset({"pmc", "mission", "operation", "group"})
"""Kinds of named force that a pronoun may take up."""
SUBJECT_REACH = 30
"""How many items before a verb its subject is looked for."""


def find_subjects(draft: Draft, topic: str | None) -> tuple[list[str], str]:
    """Find who sends or keeps the personnel of a draft whose phrase names nobody.

    Parameters
    ----------
    draft : Draft
    topic : str or None
        The acting state of the sentences before.

    Returns
    -------
    tuple of (list of str, str)
        Senders, and how they were found: subject, pronoun, speaker, topic or none.
    """
    if draft.group.kind == "actor":  # "the zone that it occupies"
        before = _who_before(draft.items, draft.group.first) or topic
        return ([before], "pronoun") if before else ([], "none")
    return _acting(draft, topic)


def _acting(draft: Draft, topic: str | None) -> tuple[list[str], str]:
    """Find the state that acts on the personnel of a draft: the subject of its verb, or the owner taken up."""
    items, group, use = draft.items, draft.group, draft.use
    if group.count is not None and group.first > 0 and items[group.first - 1].tags & {"with", "besides"}:
        held = holder(items, group, [k for k, item in enumerate(items) if item.who is not None and acts(items, k)])
        if held >= 0:
            if draft.rule.startswith(("np.", "subject.")):
                draft.rule = "with.have"
            return _coordinated(items, held), "subject"
    edge = use.start if use is not None and use.start < group.first else group.first
    possessive = group.has("possessive")
    # who strikes or seizes others does not send them, nor who commands a force of many
    objective = use is not None and use.last < group.first and not draft.rule.endswith((".strike", ".lead"))
    unowned = draft.rule.startswith("act.") and not possessive
    if not (possessive or objective or draft.rule.startswith(("passive", "noun")) or unowned or _is_made(draft)):
        return [], "none"
    agent = _agent_before(items, use) if use is not None else None
    if agent is not None:
        return [agent], "subject"
    taken_up = max(_antecedent_of_relative(items, edge), _antecedent_of_list(items, edge))
    if taken_up >= 0 and not _hosts_it(draft, taken_up):
        return _coordinated(items, taken_up), "subject"
    found, how = _scan_left(items, edge, topic, people=not possessive)
    if found or not (possessive or unowned) or topic is None:
        return found, how
    return [topic], "topic"


def _agent_before(items: list[Item], use: Use) -> str | None:
    """State right before a verb form that has no subject else: "told Chad to withdraw", "with Uganda sending 300"."""
    if use.start == 0:
        return None
    governed = "infinitive" in use.aux and (use.governor >= 0 or _for_agent(items, use))
    absolute = use.forms == {"gerund"} and use.start > 1 and "with" in items[use.start - 2].tags
    agent = items[use.start - 1].who
    return agent.code if agent is not None and (governed or absolute) else None


def _hosts_it(draft: Draft, i: int) -> bool:
    """Whether "which" takes up what is in a state, not the state: "the mission in Chad, which has 2,000 men"."""
    beyond = any(spot.item > draft.group.last for spot in draft.options)
    items = draft.items
    return (
        not beyond
        and _placed(items, i)
        and any(
            "body" in item.tags or (item.noun is not None and item.noun.kind == "force")
            for item in items[max(0, i - 4) : i]
        )
    )


def _for_agent(items: list[Item], use: Use) -> bool:
    """Whether "for" brings in who is to do it: "the deadline for Ethiopia to withdraw its troops"."""
    return use.start > 1 and "to" in items[use.start - 2].tags


def _is_made(draft: Draft) -> bool:
    """Whether the phrase is a base or campaign, which whoever acts in the sentence has: "France opened a base"."""
    group = draft.group
    owned = group.kind == "site" or draft.rule == "act.campaign"
    return (
        owned and draft.use is None and any(item.verbs or item.tags & ACTING for item in draft.items[: group.first])
    )


def _scan_left(items: list[Item], edge: int, topic: str | None, *, people: bool) -> tuple[list[str], str]:
    """Look left of a verb for the nearest name that acts; one that may act is the second choice."""
    fallback: list[str] = []
    skip = _aside_start(items, edge)
    for i in range(min(edge, skip) - 1, max(-1, edge - SUBJECT_REACH), -1):
        item = items[i]
        if item.low in ";:" or (item.low == "." and i < edge - 1):
            break
        if not fallback and "pronoun" in item.tags and "us" not in item.tags and acts(items, i):
            before = _who_before(items, i)
            if before:
                return _those_before(items, i, before), "pronoun"
            if topic:
                return [topic], "pronoun"
        if item.force is not None and item.force.sender is not None and _heads(items, i) and acts(items, i):
            return [item.force.sender], "subject"  # "the Chadian army has announced"
        if item.who is None or (item.who.kind == "people" and not people and not _as_a_state(items, i)):
            continue
        if i + 2 < edge and items[i + 1].low == "-" and "led" in items[i + 2].tags:
            return ["COALITION"], "subject"  # "the Kenyan-led mission has"
        if (acts(items, i) and not _placed(items, i)) or (skip < edge and i == skip - 1 and not _inside(items, i)):
            return _coordinated(items, i), "subject"
        if not fallback and _may_act(items, i):
            fallback = [item.who.code]
    return fallback, "speaker" if fallback else "none"


def _heads(items: list[Item], i: int) -> bool:
    """Whether a name heads its phrase, and does not follow "of": "le contingent tchadien de la Minusma"."""
    k = i - 1
    while k > 0 and "definite" in items[k].tags:
        k -= 1
    return k < 0 or not items[k].tags & {"of", "at", "from", "with", "by"}


def _as_a_state(items: list[Item], i: int) -> bool:
    """Whether a people as such acts: "the Saudis have begun to withdraw their troops"."""
    return i > 0 and "definite" in items[i - 1].tags and acts(items, i)


def _antecedent_of_list(items: list[Item], edge: int) -> int:
    """Position of the state that "which ... and" before a verb takes up: "Australia, which backs it and has ..."."""
    if edge == 0 or "and" not in items[edge - 1].tags:
        return -1
    for i in range(edge - 2, max(0, edge - 16), -1):
        if "relative" in items[i].tags and items[i - 1].who is not None:
            return i - 1
        if items[i].low in ";:.":
            break
    return -1


def _antecedent_of_relative(items: list[Item], edge: int) -> int:
    """Position of the state that "which" or "who" right before a verb takes up; -1 if there is none."""
    i = edge - 1
    passed = BEFORE_VERB | {"whole"}
    while i > 0 and (items[i].tags & passed or items[i].manner):
        i -= 1
    if i < 1 or "relative" not in items[i].tags or "where" in items[i].tags:
        return -1
    i -= 1
    if items[i].low == ",":
        i -= 1
    return i if i >= 0 and items[i].who is not None else -1


def _aside_start(items: list[Item], edge: int) -> int:
    """Return where the aside before a verb begins: "Germany, which leads the mission, has ..."; else ``edge``."""
    mark = items[edge - 1].low if edge > 0 else ""
    if edge < 3 or mark not in ASIDE_MARKS:
        return edge
    for i in range(edge - 2, max(0, edge - SUBJECT_REACH), -1):
        if items[i].low == mark and i + 1 < edge and "relative" in items[i + 1].tags:
            return i
    return edge


def acts(items: list[Item], i: int) -> bool:
    """Whether the item is followed by a verb, so that it is a subject."""
    for k in range(i + 1, min(i + 4, len(items))):
        tags = items[k].tags
        if tags & ACTING or (items[k].verbs and not items[k].noun):
            return items[k].low not in GENITIVE
        dated = bool(items[k].time or items[k - 1].time) and not _inside(items, i)  # "Italy on Sunday withdrew"
        if not (dated or tags & BEFORE_VERB or items[k].manner):
            return k == i + 1 and _acts_after_aside(items, i)
    return False


def begins_clause(items: list[Item], i: int) -> bool:
    """Whether "and" before a state joins clauses: one verb stands before it, and one for a single subject after it.

    "Botswana has sent 296 soldiers to Mozambique and South Africa **plans** to", not "in Niger and Chad are".
    """
    if i < 2 or i + 1 >= len(items) or "and" not in items[i - 1].tags:
        return False
    after = items[i + 1]
    single = after.low.endswith("s") and bool(after.tags & ACTING or any(v.form == "present" for v in after.verbs))
    return single and any(item.verbs and item.noun is None for item in items[: i - 1])


def _acts_after_aside(items: list[Item], i: int) -> bool:
    """Whether the verb follows an aside: "Germany, which leads the mission, has ..."."""
    if i + 2 >= len(items) or items[i + 1].low not in ASIDE_MARKS or _inside(items, i):
        return False
    if role_of(items, i)[0] not in {"none", "object"}:
        return False
    if not items[i + 2].tags & {"relative", "definite", "determiner"}:
        return False
    for k in range(i + 3, min(i + 3 + ASIDE, len(items) - 1)):
        if items[k].low in ";:.":
            return False
        after = items[k + 1]
        if items[k].low in ASIDE_MARKS and (after.tags & ACTING or (after.verbs and not after.noun)):
            return True
    return False


def _placed(items: list[Item], i: int) -> bool:
    """Whether "in" stands right before a state, so that what follows it acts elsewhere: "the mission in Mali has"."""
    return i > 1 and "at" in items[i - 1].tags and items[i - 2].low not in ",;:."


def _inside(items: list[Item], i: int) -> bool:
    """Whether a state only belongs to another's apposition: "Burundi, a neighbour of Congo—which denies it—has"."""
    k = i - 1
    while k > 0 and "definite" in items[k].tags:
        k -= 1
    return k >= 0 and bool(items[k].tags & {"of", "at", "from", "to", "with", "like"})


def _may_act(items: list[Item], i: int) -> bool:
    who = items[i].who
    if who is None:
        return False
    if i + 1 < len(items) and items[i + 1].low in GENITIVE:
        return True
    if any("where" in item.tags for item in items[i + 1 : i + 3]):
        return False  # "for Niger, where 1,000 are stationed"
    role, _ = role_of(items, i)
    if role in {"at", "from", "to", "like", "with"}:
        return False
    qualifies = i + 1 < len(items) and (items[i + 1].plain or items[i + 1].noun is not None)
    return qualifies if who.kind == "demonym" else not (qualifies and who.kind == "leader")


def _coordinated(items: list[Item], i: int) -> list[str]:
    """Collect "the Netherlands, Portugal and the Czech Republic" leftward from its last member."""
    codes: list[str] = []
    j = i
    while j >= 0:
        j = _before_apposition(items, j) if codes else j
        who = items[j].who
        if who is None:
            break
        codes.insert(0, who.code)
        k = j - 1
        while k >= 0 and "definite" in items[k].tags:
            k -= 1
        joined = k >= 1 and ("and" in items[k].tags or (items[k].low == "," and len(codes) > 1))
        joined = joined and not begins_clause(items, k + 1)
        if not joined:
            break
        k -= 1
        if k >= 0 and items[k].low == ",":
            k -= 1
        j = k
    return list(dict.fromkeys(codes))


def _before_apposition(items: list[Item], j: int) -> int:
    """Step over an apposition leftward: "Portugal, the former colonial power, and the United States"."""
    if items[j].who is not None or not (j + 1 < len(items) and items[j + 1].low == ","):
        return j
    for k in range(j - 1, max(0, j - 8), -1):
        if items[k].low == ",":
            return k - 1 if items[k - 1].who is not None else j
        if items[k].verbs or items[k].low in ";:.":
            break
    return j


def _who_before(items: list[Item], i: int) -> str | None:
    fallback = None
    for k in range(i - 1, -1, -1):
        who = items[k].who
        force = items[k].force
        if force is not None and force.sender and force.kind in OWN_FORCES and fallback is None:
            fallback = force.sender
        if who is None:
            continue
        told = k > 0 and "telling" in items[k - 1 - ("definite" in items[k - 1].tags)].tags  # "Egypt told the UN it"
        if who.kind != "demonym" and not told and (acts(items, k) or k <= 1 or _may_act(items, k)):
            return who.code
        if fallback is None and _may_act(items, k):
            fallback = who.code
    return fallback


def _those_before(items: list[Item], i: int, code: str) -> list[str]:
    """List all whom a plural pronoun takes up: "America, Germany and Britain have practised how they could"."""
    if "they" in items[i].tags:
        for k in range(i - 1, -1, -1):
            who = items[k].who
            if who is not None and who.code == code:
                return _coordinated(items, k)
    return [code]


def acting_state(items: list[Item]) -> str | None:
    """Return the first state or organisation of a sentence that acts in it, if any."""
    for i, item in enumerate(items):
        if item.who is not None and (acts(items, i) or (i <= 2 and _may_act(items, i))):
            return item.who.code
    return None
