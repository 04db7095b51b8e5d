"""Whether a number without a noun counts people: "leaving 900 there", "roughly 3,000 are guarding the border"."""

from __future__ import annotations

from mapper.extract.items import Item

HEADS = frozenset({"people", "unit", "force"})
"""Classes of nouns that name personnel."""
DOES = frozenset({"go", "come", "withdraw", "send", "keep", "deploy", "at", "remain"})
GOVERNS = frozenset({"reach", "leave", "have", "remain", "send", "deploy", "keep", "host", "withdraw"})
TALLY_REACH = 12
REACH = 24


def counts_nationals(items: list[Item], i: int) -> bool:
    """Whether the nationality at ``i`` is a noun after a number: "three French, two Portuguese and four Danes"."""
    count = items[i - 1].count if i > 0 else None
    if count is None or not count.people or count.form == "echelon" or items[i].place is not None:
        return False
    return i + 1 >= len(items) or _ends_phrase(items[i + 1])


def stands_for_people(items: list[Item], i: int) -> bool:
    """Whether a number or "most" stands for people: what follows or governs it says so.

    Parameters
    ----------
    items : list of Item
    i : int
        The number's item.

    Returns
    -------
    bool
    """
    return _followed(items, i) or _governed(items, i)


def _followed(items: list[Item], i: int) -> bool:
    """Whether a place, "there" or what personnel do follows: "2,000 there", "some 5,000 are in Iraq"."""
    if i + 1 >= len(items) or _means_anyone(items, i):
        return False
    after = items[i + 1]
    if "in_all" in after.tags:
        return speaks_of_people(items, i)
    if "at" in after.tags and any(item.place or "that_country" in item.tags for item in items[i + 2 : i + 5]):
        return True
    if "of" in after.tags and i + 3 < len(items) and items[i + 2].tags & {"them", "pronoun"}:
        return _does(items, i + 3)  # "around 1,500 of them are in Libya"
    if after.tags & {"be", "have", "future", "could"} and i + 2 < len(items):
        return _does(items, i + 2)
    return bool(after.tags & {"there", "on_ground"}) or any(v.frame in DOES for v in after.verbs)


def _means_anyone(items: list[Item], i: int) -> bool:
    """Whether the nearest people named before are no personnel: "50,000 people in Gao and 30,000 in Kidal"."""
    for item in reversed(items[max(0, i - REACH) : i]):
        if "anyone" in item.tags:
            return True
        if item.force is not None or (item.noun is not None and item.noun.kind in HEADS):
            return False
    return False


def _governed(items: list[Item], i: int) -> bool:
    """Whether a verb or a word of parts before it counts the personnel spoken of: "leaving 900", "with 300 from"."""
    after = items[i + 1] if i + 1 < len(items) else None
    if items[i].count is None or i == 0 or not (after is None or _ends_phrase(after)):
        return False
    before = items[i - 1]
    if "numbering" in before.tags:
        return True
    there = i > 1 and "be" in before.tags and "there" in items[i - 2].tags
    if there and speaks_of_people(items, i):
        return True
    if not speaks_of_people(items, i):
        return False
    if before.tags & {"including", "have"} or any(v.frame in GOVERNS for v in before.verbs) or _tallied(items, i):
        return True
    listed = bool(before.tags & {"with", "and"}) or before.low == ","
    from_whom = after is not None and "from_sender" in after.tags and any(item.who for item in items[i + 2 : i + 4])
    return listed and from_whom


def _does(items: list[Item], i: int) -> bool:
    """Whether the word after an auxiliary is what personnel do, or where they are."""
    skipped = {"be", "have", "now", "not", "infinitive", "future"}
    while i + 1 < len(items) and (items[i].tags & skipped or items[i].plain):
        if any(v.frame in DOES for v in items[i].verbs):
            return True
        i += 1
    if any(v.frame in DOES for v in items[i].verbs):
        return True
    return "there" in items[i].tags or ("at" in items[i].tags and any(item.place for item in items[i + 1 : i + 4]))


def _tallied(items: list[Item], i: int) -> bool:
    """Whether a number is what a total is: "the number of troops ... to 800", "a base level of 3,000"."""
    reached = i > 1 and any(v.frame == "reach" for v in items[i - 2].verbs)
    return (bool(items[i - 1].tags & {"to", "of", "from"}) or reached) and has_tally(items, i)


def has_tally(items: list[Item], i: int) -> bool:
    """Whether "the number", "the total", "the strength" stands shortly before item ``i``."""
    return any("tally" in item.tags for item in items[max(0, i - TALLY_REACH) : i])


def speaks_of_people(items: list[Item], i: int) -> bool:
    """Whether personnel are named earlier in the sentence."""
    return any(
        item.force is not None
        or (item.noun is not None and item.noun.kind in {*HEADS, "stay", "posting"})
        or (item.count is not None and item.count.form == "echelon")
        for item in items[max(0, i - REACH) : i]
    )


def _ends_phrase(item: Item) -> bool:
    """Whether a word cannot go on a noun phrase, so that a number before it counts no noun after it."""
    return (
        not item.low[0].isalnum()
        or bool(
            item.tags & {"at", "to", "from", "from_sender", "and", "be", "have", "clause", "relative", "now", "by"}
        )
        or bool(item.tags & {"future", "could", "there", "with", "including", "infinitive"})
        or item.time is not None
    )
