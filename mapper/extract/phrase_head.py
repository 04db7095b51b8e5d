"""Which words may head a phrase that names personnel, and of which kind it then is."""

from __future__ import annotations

from mapper.extract.bare_number import HEADS, counts_nationals, has_tally, speaks_of_people, stands_for_people
from mapper.extract.items import Item
from mapper.extract.phrase import MOVES
from mapper.extract.place import SITES, holds_ground


def _noun_kind(items: list[Item], i: int) -> str:
    """Kind of phrase that a noun heads; empty when it heads none."""
    item = items[i]
    if item.noun is None or item.place:
        return ""
    if item.noun.kind in HEADS or item.noun.kind == "member":
        return item.noun.kind
    if item.noun.kind in MOVES or item.noun.kind == "campaign":
        return "act"
    return "site" if item.noun.kind in SITES - {"office"} else ""


def head_kind(items: list[Item], i: int) -> str:  # noqa: PLR0911 (one return a kind)
    """Tell of which kind a phrase with its head at ``i`` is.

    Parameters
    ----------
    items : list of Item
    i : int
        Position of the word that may be a head.

    Returns
    -------
    str
        A ``Group.kind``, or pronoun or site; empty when the word heads no phrase.
    """
    item = items[i]
    kind = _noun_kind(items, i)
    if kind:
        return kind
    if item.force is not None:
        return "named"
    if "them" in item.tags and i > 0 and any(v.frame == "withdraw" for v in items[i - 1].verbs):
        return "pronoun"
    if item.who is not None and item.who.kind == "people":
        return "actor"
    if item.count is not None and item.count.people:
        if item.count.form == "echelon":
            return "unit"
        spoken = not item.count.relation or speaks_of_people(items, i) or has_tally(items, i)
        return "count" if (item.count.sure and spoken) or stands_for_people(items, i) else ""
    if "part" in item.tags and stands_for_people(items, i):
        return "count"
    if item.who is not None and item.who.kind == "demonym" and counts_nationals(items, i):
        return "actor"
    if "pronoun" in item.tags and "us" not in item.tags:
        return "actor" if _takes_ground(items, i) else ""
    if item.who is None or _qualifies(items, i):
        return ""
    governed = i > 0 and bool(items[i - 1].tags & {"at", "to", "from", "of", "with", "like", "by"})
    return "actor" if not governed and _moves(items, i) else ""


def _qualifies(items: list[Item], i: int) -> bool:
    """Whether a nationality in small letters qualifies the noun before it: "les militaires français"."""
    item, before = items[i], items[i - 1] if i > 0 else None
    if item.who is None or item.who.kind != "demonym" or item.upper or before is None:
        return False
    return before.plain or before.noun is not None or before.force is not None or before.who is not None


def _takes_ground(items: list[Item], i: int) -> bool:
    """Whether a pronoun's verb is one of holding ground: "they took Avdiivka", "the zone it occupies in Lebanon"."""
    for k in range(i + 1, min(i + 4, len(items))):
        if items[k].noun is None and any(v.frame == "hold" for v in items[k].verbs):
            before = items[max(0, i - 2) : i]
            return holds_ground(items, k) or any("ground" in item.tags for item in before)
        if not items[k].tags & {"have", "be", "now", "adverb"}:
            return False
    return False


def _moves(items: list[Item], i: int) -> bool:
    """Whether a state itself moves: "Israel invaded", "the US pulled out"; a leader who leaves only travels."""
    who = items[i].who
    frames = {"invade"} if who is not None and who.kind == "leader" else {"go", "invade"}
    for k in range(i + 1, min(i + 6, len(items))):
        item = items[k]
        if any(v.frame in frames for v in item.verbs) and item.noun is None:
            return True
        if any(v.frame in {"hold", "handover"} for v in item.verbs) and item.noun is None:
            return holds_ground(items, k)
        if not (
            item.tags & {"have", "be", "future", "could", "now", "not", "planned", "begin", "infinitive", "adverb"}
            or item.manner
            or _dates(items, k)
        ):
            return False
    return False


def _dates(items: list[Item], k: int) -> bool:
    """Whether a word is of "on Sunday" between a subject and its verb: "the coalition on Sunday withdrew"."""
    if "at" in items[k].tags:
        return k + 1 < len(items) and items[k + 1].plain
    return items[k].plain and items[k].upper and "at" in items[k - 1].tags
