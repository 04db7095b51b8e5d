"""Noun phrases that name personnel: who they are, how many, and how the phrase limits them.

A phrase is read outward from its head ("the roughly 2,000 US **troops**", "quelque 3.000 **militaires**
français"): to the left over numbers, nationalities, names, adjectives and determiners, to the right over
adjectives where the language puts them there, and over "of/from" with a state or a force.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from mapper.extract.bare_number import HEADS, counts_nationals, has_tally, speaks_of_people, stands_for_people
from mapper.extract.grammar import Grammar, Noun
from mapper.extract.items import Count, Item, Named
from mapper.extract.place import SITES, holds_ground
from mapper.model import Personnel

MOVES = frozenset({"stay", "come", "posting", "go"})
COMPANIONS = 20
"""Up to how many others are still counted together with the one who is named."""
MOST_PLAIN = 4
"""How many unknown words in a row are still taken for adjectives of one phrase."""
SIZE_REACH = 8
"""How many items may stand between a body and the words that say how many it is."""
REACH = 24
"""How many items the reading of one phrase may go from its head, so that work per phrase is bounded."""


@dataclass(slots=True)
class Group:
    """A phrase that names personnel, as item positions ``first`` to ``last`` (inclusive) around ``head``.

    ``at`` is the item of a place inside the phrase, -1 for none.
    ``implied`` is the sender that a noun implies ("blue helmets").
    ``kind`` is people, member, unit, force, named (a force's name), actor (a state or its people as such),
    count (a number alone) or act (the noun of a movement or stay). ``senders`` are (code, item position).
    """

    first: int
    last: int
    head: int
    kind: str
    noun: Noun | None = None
    personnel: Personnel = Personnel.TROOPS
    senders: list[tuple[str, int]] = field(default_factory=list)
    force: Named | None = None
    count: Count | None = None
    flags: set[str] = field(default_factory=set)
    quantity: tuple[int, int] | None = None
    implied: str = ""
    at: int = -1
    tail: list[tuple[str, int]] = field(default_factory=list)

    def has(self, *flags: str) -> bool:
        """Whether any of the flags is set."""
        return not self.flags.isdisjoint(flags)


def find_groups(items: list[Item], grammar: Grammar) -> list[Group]:
    """Find the phrases that name personnel in one sentence, in order.

    Parameters
    ----------
    items : list of Item
    grammar : Grammar

    Returns
    -------
    list of Group
        Non-overlapping. A named force inside a longer phrase ("82nd Airborne soldiers") belongs to it.
    """
    groups: list[Group] = []
    free = len(items)
    for i in range(len(items) - 1, -1, -1):
        if i >= free:
            continue
        group = _group_at(items, i, free, grammar)
        if group is not None:
            groups.append(group)
            free = group.first
    groups.reverse()
    return _join(items, groups)


def _join(items: list[Item], groups: list[Group]) -> list[Group]:
    """Join "a mission" with "with 15,000 personnel" and "a force" with "of 3,000 men": one body of people."""
    joined: list[Group] = []
    for group in groups:
        before = joined[-1] if joined else None
        if before is not None and _strength_of(items, before, group):
            before.count, before.last = _of_unit(before.count, group.count), group.last
            before.senders += group.senders
        elif before is not None and _sized(items, before, group):
            before.count = group.count
        elif before is not None and (group.force or group.senders) and _belongs_to(items, before, group):
            if group.force is not None:
                take_force(before, group.force)
            before.senders += group.senders
            before.last = group.last
        else:
            joined.append(group)
    return joined


def _belongs_to(items: list[Item], people: Group, named: Group) -> bool:
    """Whether "of" and a force's name follow the phrase: "French soldiers of Operation Barkhane"."""
    if named.count is not None or people.force is not None or (named.kind in {"unit", "force"} and not people.count):
        return False
    if named.kind not in {"named", "unit", "force"}:
        return False
    if people.kind not in {"people", "member", "unit", "force"}:
        return False
    first = named.head if named.kind == "named" else named.first
    between = [item for item in items[people.last + 1 : first] if "definite" not in item.tags]
    return len(between) == 1 and "of" in between[0].tags


def _strength_of(items: list[Item], whole: Group, part: Group) -> bool:
    if whole.kind not in {"force", "unit", "named"} or part.kind not in {"member", "people", "count"}:
        return False
    between = items[whole.last + 1 : part.first]
    unstated = whole.count is None or (whole.count.form == "echelon" and whole.count.units in {None, 1})
    states = part.count is not None and part.count.low is not None and unstated
    return states and len(between) == 1 and bool(between[0].tags & {"with", "of"})


def _of_unit(unit: Count | None, count: Count | None) -> Count | None:
    """Keep the echelon of "a company of 120 men" beside its number."""
    return count if unit is None or count is None else replace(count, echelon=unit.echelon, units=unit.units)


def _sized(items: list[Item], whole: Group, part: Group) -> bool:
    """Whether a number says how many a body is, at some distance: "the contingent in Mali numbers 850"."""
    count = part.count
    if (
        whole.kind not in {"force", "unit", "named", "people"}
        or whole.count is not None
        or whole.quantity is not None
    ):
        return False
    if count is None or (count.low, count.high) == (None, None) or part.senders or part.tail or part.force:
        return False
    between = items[whole.last + 1 : part.first]
    if not between or len(between) > SIZE_REACH or part.kind not in {"count", "member", "people"}:
        return False
    strong = count.form == "strength" and part.kind == "count"
    if not (strong or "numbering" in between[-1].tags):
        return False
    return all(
        g.place is not None
        or g.low == ","
        or g.plain
        or g.tags & {"at", "be", "now", "relative", "definite", "numbering"}
        for g in between
    )


def _group_at(items: list[Item], i: int, free: int, grammar: Grammar) -> Group | None:
    item = items[i]
    kind = _head_kind(items, i)
    if not kind:
        return None
    group = Group(i, i, i, kind, noun=item.noun)
    if item.noun is not None and item.noun.personnel is not None:
        group.personnel = item.noun.personnel
        group.implied = item.noun.sender
    if item.force is not None:
        take_force(group, item.force)
    if item.count is not None:
        group.count = item.count
        group.flags |= {"extra"} if item.count.delta else set()
    if item.who is not None:
        group.senders.append((item.who.code, i))
    if kind == "count" and item.count is None:
        group.quantity = (i, i)
        group.flags.add("part")
    _right(items, group, free, grammar)
    _left(items, group)
    _add_companion(items, group)
    if kind == "member" and not _is_personnel(item, group):
        return None
    if kind in {"act", "site"} and not _is_owned(group) and not (kind == "act" and _goes_somewhere(items, group)):
        return None
    return group


def _is_personnel(item: Item, group: Group) -> bool:
    """Whether members are personnel: of a state or force, or counted unless they may be anyone ("50,000 people")."""
    counted = group.count is not None and "anyone" not in item.tags
    return bool(counted or group.senders or group.force or group.tail or group.implied)


def _goes_somewhere(items: list[Item], group: Group) -> bool:
    """Whether a movement's place follows it: "the pullout from Khan Younis", "an incursion into Rafah"."""
    if group.noun is None or group.noun.kind not in {"come", "go", "stay"}:
        return False
    after = items[group.head + 1 : group.head + 5]
    if not after or not after[0].tags & {"from", "to", "of", "at"}:
        return False
    place = next((item for item in after[1:] if item.place is not None), None)
    before = after[: after.index(place)] if place is not None else []
    return place is not None and all(
        item.tags & {"from", "to", "of", "at", "definite"} or item.plain for item in before
    )


def _is_owned(group: Group) -> bool:
    """Whether a movement, campaign or base is somebody's; a military one needs no owner beside it."""
    military = group.noun is not None and (
        group.noun.kind == "base" or (group.noun.kind == "campaign" and " " in group.noun.lemma)
    )
    return military or bool(group.senders or group.force or group.at >= 0 or group.has("possessive"))


def _add_companion(items: list[Item], group: Group) -> None:
    """Count the one with whom others are: "he and two other marines" are three."""
    count, i = group.count, group.first - 1
    if count is None or i < 1 or "and" not in items[i].tags or "alone" not in items[i - 1].tags:
        return
    others = any("extra" in item.tags for item in items[i + 1 : group.last + 1])
    if others and count.low is not None and count.low == count.high and count.low < COMPANIONS:
        group.count = replace(count, low=count.low + 1, high=count.high + 1)


def _noun_kind(item: Item) -> str:
    """Kind of phrase that a noun heads; empty when it heads none."""
    if item.noun is None or item.place:
        return ""
    if item.noun.kind in HEADS or item.noun.kind == "member":
        return item.noun.kind
    if item.noun.kind in MOVES or item.noun.kind == "campaign":
        return "act"
    return "site" if item.noun.kind in SITES - {"office"} else ""


def _head_kind(items: list[Item], i: int) -> str:  # noqa: PLR0911 (one return a kind)
    item = items[i]
    kind = _noun_kind(item)
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
    governed = i > 0 and bool(items[i - 1].tags & {"at", "to", "from", "of", "with", "like", "by"})
    if item.who is not None and item.who.kind == "demonym" and i > 0 and items[i - 1].plain and not item.upper:
        return ""  # an adjective: "le dernier touriste français"
    return "actor" if item.who is not None and not governed and _moves(items, i) else ""


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
        if any(v.frame == "hold" for v in item.verbs) and item.noun is None:
            return holds_ground(items, k)
        if not (
            item.tags & {"have", "be", "future", "could", "now", "not", "planned", "begin", "infinitive", "adverb"}
            or (item.plain and item.low.endswith("ly"))
        ):
            return False
    return False


def take_force(group: Group, force: Named) -> None:
    """Make the phrase one of a named force, with the kind of personnel that this force has."""
    if group.force is None or force.kind != "generic":
        group.force = force
    if force.personnel is not None and group.kind in {"named", "force", "unit", "people", "member"}:
        keep = group.personnel in {Personnel.POLICE, Personnel.OBSERVERS, Personnel.ADVISERS}
        if not (keep and force.personnel is Personnel.TROOPS):
            group.personnel = force.personnel


def _right(items: list[Item], group: Group, free: int, grammar: Grammar) -> None:
    """Read what follows the head: adjectives after the noun, "(ISAF)", and "of/from" with a sender or force."""
    i = group.last + 1
    end = min(free, group.head + REACH, len(items))
    if grammar.adjectives_follow:
        i = _adjectives(items, group, i, end)
    while i < end:
        step = _of_whom(items, group, i, end)
        if step == i:
            break
        i = step
    group.last = max(group.last, min(i, end) - 1) if i > group.last + 1 else group.last


def _adjectives(items: list[Item], group: Group, i: int, end: int) -> int:
    plain = 0
    last = i
    while i < end:
        item = items[i]
        if item.who is not None and item.who.kind in {"demonym", "people", "organisation"} and not item.place:
            group.senders.append((item.who.code, i))
            last = i + 1
        elif item.force is not None:
            take_force(group, item.force)
            last = i + 1
        elif item.noun is not None and item.noun.kind in {"people", "member"} and item.noun.personnel is not None:
            last = i + 1
        elif item.tags & {"extra", "whole"}:
            group.flags |= item.tags & {"extra", "whole"}
            last = i + 1
        elif item.plain and plain < 2:
            plain += 1
            last = i + 1 if item.low.endswith(("s", "x", "e")) and not item.upper else last
        elif ("and" in item.tags or (item.low == "," and group.senders)) and _is_nationality(items, i + 1, end):
            pass
        else:
            break
        i += 1
    return last


def _is_nationality(items: list[Item], i: int, end: int) -> bool:
    """Whether a nationality stands at ``i``, so that a list of them goes on: "rwandais, russes et français"."""
    return i < end and items[i].who is not None and not items[i].place


def _of_whom(items: list[Item], group: Group, i: int, end: int) -> int:  # noqa: PLR0911
    """Read "of the Afghan National Army", "from Uganda and Burundi", "du groupe Wagner"; the position after."""
    item = items[i]
    if item.force is not None and not group.force and i == group.last + 1:
        take_force(group, item.force)
        return i + 1
    if not item.tags & {"of", "from_sender"} or i + 1 >= end:
        return i
    j = i + 1
    while j < end and (items[j].tags & {"definite", "determiner"} or items[j].plain) and j - i < 4:
        j += 1
    if j >= end:
        return i
    target = items[j]
    if target.count is not None and j + 1 < len(items) and "nations" in items[j + 1].tags:
        group.implied = "COALITION"  # "200 soldiers from six nations"
        return j + 2
    if target.force is not None:
        take_force(group, target.force)
        return j + 1
    if target.noun is not None and target.noun.kind in {"force", "unit", "people"} and "of" in item.tags:
        return i
    if target.who is None or (target.place and _finer(target)) or _qualifies_land(items, j):
        return i
    group.tail.append((target.who.code, j))
    while j + 2 < end and ("and" in items[j + 1].tags or items[j + 1].low == ","):
        j += 2
        while j + 1 < end and items[j].tags & {"and", "from_sender", "definite"} and items[j].who is None:
            j += 1
        who = items[j].who
        if who is None:
            break
        group.tail.append((who.code, j))
    # "from" after a verb of leaving is the place left, so the words stay outside the phrase
    return i


def _qualifies_land(items: list[Item], j: int) -> bool:
    """Whether a nationality only says whose ground it is: "from Lebanese soil"."""
    return j + 1 < len(items) and bool(items[j + 1].tags & {"soil", "ground"})


def _finer(item: Item) -> bool:
    location = item.place.location if item.place else None
    return location is not None and location.precision.value not in {"country", "area", "global"}


def _left(items: list[Item], group: Group) -> None:
    i = group.first - 1
    plain = 0
    low = max(-1, group.head - REACH)
    while i > low:
        step = _left_step(items, group, i)
        if step == i:
            item = items[i]
            if item.plain and plain < MOST_PLAIN and group.kind not in {"named", "actor", "count"}:
                plain += 1
                i -= 1
                continue
            break
        group.first = step + 1
        i = step
    if plain and group.first > i + 1 and not group.has("definite", "possessive", "determiner"):
        group.first = min(group.first, i + 1)


def _left_step(items: list[Item], group: Group, i: int) -> int:  # noqa: C901, PLR0911, PLR0912
    """Take the item at ``i`` into the phrase if it belongs; the position left of what was taken."""
    item = items[i]
    if item.count is not None:
        return _take_count(group, item, i) if group.kind != "site" else i - 1
    if item.low in {"'s", "’s"} and i > 0 and items[i - 1].who is not None:
        return _owner(items, group, i - 1)
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
    if item.who is not None and not _finer(item):
        if item.who.kind == "leader":
            return i  # whose name qualifies nothing: only "Putin's soldiers" are his
        if group.count is not None and item.place is not None and item.who.kind == "name":
            return i
        if group.kind == "act" and item.place is not None and item.who.kind == "name" and len(item.low) > 4:
            group.at = i  # "the Mali drawdown" is the drawdown from Mali
            return i - 1
        group.senders.insert(0, (item.who.code, i))
        return i - 1
    if item.force is not None:
        take_force(group, item.force)
        return i - 1
    noun = item.noun is not None and all(v.particle for v in item.verbs)
    if noun and item.noun is not None and item.noun.kind in {"people", "unit", "force", "member", *SITES}:
        if group.kind != "act" and (item.noun.plural and item.noun.kind == "people"):
            return i
        if (
            item.noun.personnel not in {None, Personnel.TROOPS, Personnel.FIGHTERS}
            and item.noun.personnel is not None
        ):
            group.personnel = item.noun.personnel
        if item.noun.sender and not group.senders:
            group.implied = item.noun.sender
        return i - 1
    if "of" in item.tags:
        return _of_left(items, group, i)
    if ("and" in item.tags or item.low == ",") and i > 0 and group.senders and group.senders[0][1] == i + 1:
        before = items[i - 1]
        listed = "and" in item.tags or len(group.senders) > 1
        if listed and before.who is not None and not _finer(before):
            return i - 1
        return i
    if item.tags & {"part"}:
        group.flags.add("part")
        group.quantity = (i, group.quantity[1] if group.quantity else i)
        return i - 1
    wanted = item.tags & {"whole", "extra", "definite", "determiner", "possessive", "peace", "not"}
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


def _share_of(group: Group, share: Count, i: int, j: int) -> int:
    """Read "500 of its 1,500 soldiers": the phrase's number is the whole of which ``share`` is told."""
    whole = group.count
    if whole is None or share.whole is not None or whole.whole is not None or not group.has("definite", "possessive"):
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
