"""Read a phrase to the left of its head: numbers, nationalities, names, adjectives and determiners."""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.grammar import Noun
from mapper.extract.items import GENITIVE, Count, Item, Who
from mapper.extract.phrase import MOST_PLAIN, REACH, Group, finer, take_force
from mapper.extract.place import SITES
from mapper.model import Personnel

QUOTES = frozenset('"“«')
BODIES = frozenset({"people", "unit", "force", "member", *SITES})
"""Kinds of noun that may qualify the head of a phrase."""


def read_left(items: list[Item], group: Group) -> None:
    """Read what stands before the head: numbers, nationalities, names, adjectives and determiners.

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
        Gains senders, force, count and flags; its ``first`` moves left.
    """
    i = group.first - 1
    plain = 0
    low = max(-1, group.head - REACH)
    while i > low:
        step = _left_step(items, group, i)
        if step == i:
            item = items[i]
            plains = item.plain and not _is_particle(items, i) and group.kind not in {"named", "actor", "count"}
            if plains and plain < MOST_PLAIN:
                plain += 1
                i -= 1
                continue
            break
        group.first = step + 1
        i = step
    if plain and group.first > i + 1 and not group.has("definite", "possessive", "determiner"):
        group.first = min(group.first, i + 1)


def _is_particle(items: list[Item], i: int) -> bool:
    """Whether a word belongs to the verb right before it: "pulling **out** 1,000 soldiers"."""
    return i > 0 and any(v.particle == items[i].low for v in items[i - 1].verbs)


def _left_step(items: list[Item], group: Group, i: int) -> int:  # noqa: PLR0911 (one return a kind of word)
    """Take the item at ``i`` into the phrase if it belongs; the position left of what was taken."""
    item = items[i]
    if item.count is not None:
        uncounted = group.kind == "site" or (group.kind == "act" and item.count.form in {"figure", "word"})
        return i - 1 if uncounted else _take_count(group, item, i)  # "three incursions" count nobody
    marked = _marked_step(items, group, i)
    if marked is not None:
        return marked
    if item.who is not None and not finer(item):
        return _take_who(items, group, item.who, i)
    if item.force is not None:
        if i > 1 and items[i - 1].low == "-" and "not_of" in items[i - 2].tags:
            return i - 3  # "non-AMISOM soldiers"
        take_force(group, item.force)
        return i - 1
    if item.noun is not None and item.noun.kind in BODIES and all(v.particle for v in item.verbs):
        return _take_noun(group, item.noun, i)
    if "of" in item.tags:
        return _of_left(items, group, i)
    if ("and" in item.tags or item.low == ",") and i > 0 and group.senders and group.senders[0][1] == i + 1:
        before = items[i - 1]
        listed = "and" in item.tags or len(group.senders) > 1
        return i - 1 if listed and before.who is not None and not finer(before) else i
    return _take_flags(group, item, i)


def _marked_step(items: list[Item], group: Group, i: int) -> int | None:  # noqa: PLR0911 (one return a mark)
    """Read "France's", "US-led", "(ISAF)", "coalition" at ``i`` as in ``_left_step``; None for another word."""
    item = items[i]
    if item.low in GENITIVE and i > 0 and items[i - 1].who is not None:
        return _owner(items, group, i - 1)
    if item.low in QUOTES and i > 0 and items[i - 1].count is not None and group.count is None:
        return i - 1  # 1,890 "instructors"
    if item.low == "-":
        joined = i > 0 and item.start == items[i - 1].end and item.end == items[i + 1].start
        return _compound(items, group, i) if joined else i
    if item.low == ")" and i > 1 and items[i - 2].low == "(" and (items[i - 1].who or items[i - 1].force):
        return i - 3
    if "led" in item.tags and i > 1 and items[i - 1].low == "-":
        return _compound(items, group, i - 1)
    if "coalition" in item.tags and not item.noun:
        group.implied = "COALITION"
        return i - 1
    if "led" in item.tags and item.verbs and i > 0 and items[i - 1].who is not None:
        group.flags.add("led")
        return i - 1
    return None


def _take_who(items: list[Item], group: Group, who: Who, i: int) -> int:
    """Take a state, people or organisation as a sender, or as the place of a movement."""
    item = items[i]
    if who.kind == "leader":
        return i  # whose name qualifies nothing: only "Putin's soldiers" are his
    if group.count is not None and item.place is not None and who.kind == "name":
        return i
    if group.kind == "act" and item.place is not None and who.kind == "name" and len(item.low) > 4:
        group.at = i  # "the Mali drawdown" is the drawdown from Mali
        return i - 1
    if group.kind in {"force", "unit"} and item.place is not None and who.kind == "name" and _possessed(items, i):
        group.at = i  # "its Gambia force" is in the Gambia
        return i - 1
    if group.senders and who.kind == "name" and _apart(items, group, i):
        return i  # "Belarus lets Russian troops"
    group.senders.insert(0, (who.code, i))
    return i - 1


def _possessed(items: list[Item], i: int) -> bool:
    """Whether a name stands between a possessive and what is possessed: "its Gambia force"."""
    return i > 0 and "possessive" in items[i - 1].tags and items[i - 1].low[0].isalpha()


def _apart(items: list[Item], group: Group, i: int) -> bool:
    """Whether an unknown word, likely a verb, parts a state's name from the nationality of a phrase."""
    between = items[i + 1 : group.senders[0][1]]
    return len(between) == 1 and between[0].plain and not between[0].upper


def _take_noun(group: Group, noun: Noun, i: int) -> int:
    """Take a noun that qualifies the head: "police trainers", "peacekeeping force troops"."""
    if group.kind != "act" and noun.plural and noun.kind == "people":
        return i
    if noun.personnel not in {None, Personnel.TROOPS, Personnel.FIGHTERS} and noun.personnel is not None:
        group.personnel = noun.personnel
    if noun.sender and not group.senders:
        group.implied = noun.sender
    return i - 1


def _take_flags(group: Group, item: Item, i: int) -> int:
    """Take a determiner or a word of limit: "the", "some of", "all", "additional"."""
    if "first" in item.tags:
        group.flags.add("part")
        return i - 1
    if "part" in item.tags:
        group.flags.add("part")
        group.quantity = (i, group.quantity[1] if group.quantity else i)
        return i - 1
    if {"relative", "definite"} <= item.tags and (group.count is not None or group.noun is None or group.noun.plural):
        return i  # "estimate that 3,000 soldiers"
    wanted = item.tags & {
        "whole",
        "extra",
        "definite",
        "determiner",
        "possessive",
        "peace",
        "not",
        "foreign",
        "no_longer",
    }
    if wanted and not (item.verbs and not wanted & {"definite", "possessive", "whole", "extra"}):
        group.flags |= wanted
        if "peace" in wanted:
            group.personnel = Personnel.PEACEKEEPERS
        return i - 1
    return i


def _take_count(group: Group, item: Item, i: int) -> int:
    if group.count is not None or (item.count is not None and not item.count.people):
        return i
    group.count = item.count
    if item.count is not None and item.count.form in {"partitive", "fraction"}:
        group.flags.add("part")
    if item.count is not None and item.count.first:
        group.flags.add("part")
    if item.count is not None and item.count.form == "all":
        group.flags.add("whole")
    if item.count is not None and item.count.delta:
        group.flags.add("extra")
    if item.count is not None and item.count.definite:
        group.flags.add("definite")
    return i - 1


def _owner(items: list[Item], group: Group, i: int) -> int:
    who = items[i].who
    if who is not None:
        group.senders.insert(0, (who.code, i))
    group.flags.add("possessive")
    group.flags.add("owned")
    return i - 1


def _compound(items: list[Item], group: Group, i: int) -> int:
    """Read "US-led", "Turkish-backed": the hyphen stands at ``i``."""
    after, before = items[i + 1], items[i - 1] if i > 0 else None
    if before is None or before.who is None:
        return i - 2 if before is not None and before.plain else i
    leads = "led" in after.tags and after.low in {"led", "dirigée", "menée"}
    group.flags.add("led" if leads else "backed")
    if leads:
        group.senders.insert(0, (before.who.code, i - 1))
    return i - 2


def _is_less(share: Count, whole: Count) -> bool:
    """Whether a plain figure is less than the plain figure after "of": "the first 100 of 1,200 soldiers"."""
    if share.form not in {"figure", "word"} or whole.form not in {"figure", "word"}:
        return False
    return share.high is not None and whole.low is not None and share.high < whole.low


def _share_of(group: Group, share: Count, i: int, j: int) -> int:
    """Read "500 of its 1,500 soldiers": the phrase's number is the whole of which ``share`` is told."""
    whole = group.count
    if whole is None or share.whole is not None or whole.whole is not None:
        return i
    if not (group.has("definite", "possessive") or _is_less(share, whole)):
        return i
    group.count = replace(share, whole=(whole.low, whole.high, whole.text))
    group.flags |= {"partitive", "part"}
    return j - 1


def _of_left(items: list[Item], group: Group, i: int) -> int:
    """Read what stands before "of": a number ("dozens of"), a formation ("three divisions of") or a part."""
    j = i - 1
    if j < 0:
        return i
    before = items[j]
    if before.count is not None and before.count.people and before.count.form != "echelon":
        if group.count is not None:
            return _share_of(group, before.count, i, j)
        group.count = before.count
        group.flags.add("of")
        if group.has("definite", "possessive"):
            group.flags |= {"partitive", "part"}
        return j - 1
    if "batch" in before.tags and group.kind in {"people", "member"}:
        return j - 1
    if before.noun is not None and before.noun.kind == "unit" and group.kind in {"people", "member"}:
        start = j
        while (
            start > 0
            and (
                items[start - 1].count is not None
                or items[start - 1].tags & {"determiner", "definite", "extra"}
                or items[start - 1].plain
            )
            and j - start < MOST_PLAIN
        ):
            start -= 1
        if group.count is None:
            group.quantity = (start, j)
        return start - 1
    return i
