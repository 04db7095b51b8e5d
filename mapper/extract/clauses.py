"""Clauses and company around a phrase: "the 300 soldiers Chad has in Mali", "France came with 4,000 men"."""

from __future__ import annotations

from mapper.extract.items import Item
from mapper.extract.phrase import Group
from mapper.extract.place import SITES, role_of
from mapper.extract.verbs import Use

HOLDING = frozenset({"have", "keep", "deploy", "send", "host", "remain"})
AFTER_CLAUSE = frozenset({"at", "to", "from", "there", "that_country", "on_ground", "abroad", "now", "and"})
MOVING = frozenset({"come", "go", "at", "strike", "withdraw"})
CONTACT_GAP = 5
SAID_GAP = 9
COMPANY_GAP = 8
FRONT = 2


def contact_use(items: list[Item], group: Group, uses: list[Use]) -> Use | None:
    """Find the verb of an object clause right after a phrase, with or without a relative pronoun.

    Parameters
    ----------
    items : list of Item
    group : Group
        Gains the subject of the clause as its sender, when it names a state and the phrase does not.
    uses : list of Use

    Returns
    -------
    Use or None
        "the 300 soldiers *Australia has* in Iraq", "the troops that *it had deployed* in Somalia".
    """
    use = next((u for u in uses if u.start > group.last), None)
    if use is None or use.passive or not use.frames & HOLDING or "infinitive" in use.aux:
        return None
    gap = items[group.last + 1 : use.start]
    said = next((k for k in range(len(gap) - 1, -1, -1) if "saying" in gap[k].tags), -1)
    gap = gap[said + 1 :] if len(gap) <= SAID_GAP else gap  # "the troops the rebels say Chad has sent"
    subject = [k for k, g in enumerate(gap) if g.who is not None or ("pronoun" in g.tags and "us" not in g.tags)]
    if not 0 < len(gap) <= CONTACT_GAP or not subject or subject[-1] != len(gap) - 1:
        return None
    if any(g.who is None and not g.tags & {"relative", "definite", "pronoun"} and not g.place for g in gap):
        return None
    after = items[use.last + 1] if use.last + 1 < len(items) else None
    if after is not None and after.low[0].isalnum() and not after.tags & AFTER_CLAUSE and after.time is None:
        return None
    who = gap[-1].who
    use.governors = set()  # what governs the main verb does not govern this clause
    if who is None:
        group.flags.add("possessive")  # "the soldiers it has" are its soldiers
    elif not group.senders:
        group.senders.append((who.code, use.start - 1))
    return use


def company_use(items: list[Item], group: Group, uses: list[Use]) -> Use | None:
    """Find the verb of movement or fight that a phrase after "with" takes part in.

    Returns
    -------
    Use or None
        "France *intervened* in Mali with 4,000 troops", "he *entered* the area with 45 soldiers".
    """
    i = group.first - 1
    if i < 1 or group.count is None or "with" not in items[i].tags:
        return None
    use = next((u for u in reversed(uses) if u.last < i), None)
    if use is None or not use.frames & MOVING or use.passive or i - use.last > COMPANY_GAP:
        return None
    light = all(not g.verbs and g.low not in ",;:." and "clause" not in g.tags for g in items[use.last + 1 : i])
    return use if light else None


def holder(items: list[Item], group: Group, acting: list[int]) -> int:
    """Position of the state whose personnel a phrase after "with" or "besides" names; -1 if there is none.

    Parameters
    ----------
    items : list of Item
    group : Group
    acting : list of int
        Positions of the states of the sentence that act in it.

    Returns
    -------
    int
        "With 2,300 soldiers in Lebanon, *Italy* is ...", "*Italy*, the main contributor with 2,300 soldiers".
    """
    i = group.first - 1
    if i < 0 or group.count is None or not items[i].tags & {"with", "besides"}:
        return -1
    opens = i <= FRONT or items[i - 1].low in ",;:—–" or "clause" in items[i - 1].tags
    if opens:
        comma = next((k for k in range(group.last + 1, len(items)) if items[k].low == ","), -1)
        after = [k for k in acting if 0 <= comma < k <= comma + FRONT + 1]
        if after and not any("clause" in item.tags for item in items[group.last + 1 : comma]):
            return after[0]
    if "besides" in items[i].tags:
        return -1
    before = i - 1 if items[i - 1].low == "," else i
    apposed = before > 0 and items[before - 1].who is not None and before < i
    if apposed and role_of(items, before - 1)[0] not in {"at", "from", "to", "of"}:
        return before - 1  # "France, with 4,000 men in Chad, ..."
    named = _phrase_before(items, before) if before < i else -1
    return named if named >= 0 else _contributor(items, i, acting)


def _phrase_before(items: list[Item], comma: int) -> int:
    """Position of the nationality of the phrase that ends before a comma: "the first French convoy, with 100 men"."""
    k = comma - 1
    while k > max(0, comma - 4) and (items[k].plain or items[k].noun is not None) and not items[k].verbs:
        k -= 1
    who = items[k].who if k >= 0 else None
    return k if who is not None and who.kind == "demonym" and k < comma - 1 else -1


def _contributor(items: list[Item], i: int, acting: list[int]) -> int:
    """Position of the state that is a contributor "with" so many: in apposition, or as the subject."""
    role = next((k for k in range(i - 1, max(-1, i - 8), -1) if "contributor" in items[k].tags), -1)
    if role < 0:
        noun = items[i - 1].noun  # "Italy has a small base with 80 soldiers"
        return next((k for k in reversed(acting) if k < i), -1) if noun is not None and noun.kind in SITES else -1
    for k in range(role - 1, max(-1, role - 8), -1):
        if items[k].who is not None:
            return k
        if items[k].low in ".;:":
            break
    return next((k for k in reversed(acting) if k < role), -1)
