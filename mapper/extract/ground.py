"""Who holds ground: "Israel has encircled Khan Younis", "Kherson, occupied by Russian soldiers since March".

A state or a force that occupies, takes or surrounds a place is there, whether or not its soldiers are mentioned.
"""

from __future__ import annotations

from mapper.extract.items import Item
from mapper.extract.phrase import Group
from mapper.extract.place import Spot, usable
from mapper.extract.verbs import Use

AGENT_GAP = 4
SUBJECT_REACH = 4
OPENING = 4
"""Among how many items from its beginning a sentence's subject is looked for."""


def agent_use(items: list[Item], group: Group, uses: list[Use]) -> Use | None:
    """Find the passive whose agent the phrase is: "a town occupied by Russian soldiers"."""
    by = group.first - 1
    if by < 1 or "by" not in items[by].tags:
        return None
    use = next((u for u in reversed(uses) if u.last < by), None)
    if use is None or "participle" not in use.forms or by - use.last > AGENT_GAP:
        return None
    if any(item.low in ",;:." or item.verbs for item in items[use.last + 1 : by]):
        return None
    return use


def ground_of(items: list[Item], use: Use) -> Spot | None:
    """Find the place that a passive verb is about: "Kherson, which is held by", "Kherson was taken by"."""
    for i in range(use.start - 1, max(-1, use.start - 1 - SUBJECT_REACH), -1):
        item = items[i]
        if item.place is not None and usable(item.place):
            return Spot(item.place, i, "object", "object", use.start - i)
        if "and" in item.tags and i == use.start - 1:
            return _first_subject(items)
        if not (item.low == "," or (item.tags & {"relative", "adverb", "now", "begin"} and not item.verbs)):
            return None
    return None


def _first_subject(items: list[Item]) -> Spot | None:
    """Find the place that opens a sentence as its subject: "Snake Island had a radar and was held by 40 men"."""
    for i, item in enumerate(items[:OPENING]):
        if item.place is not None and usable(item.place) and i + 1 < len(items) and items[i + 1].verbs:
            return Spot(item.place, i, "object", "object", OPENING)
    return None
