"""How a phrase hangs on the verbs and nouns of its sentence: as subject, object, agent, or before a participle."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, zip_longest

from mapper.extract.clauses import company_use, contact_use
from mapper.extract.ground import agent_use, ground_of
from mapper.extract.items import Item
from mapper.extract.phrase import MOVES, Group
from mapper.extract.place import holds_ground
from mapper.extract.spots import SUBJECT_GAP, acts_as_state, in_aside, without_asides
from mapper.extract.verbs import Use

HAVE_GAP = frozenset({"now", "extra", "whole", "part", "of", "not", "adverb"})
OBJECT_GAP = 6
OTHER_PHRASE = frozenset(',;:."“”«»')
"""Marks after which a verb's object is another phrase."""
ASIDE_GAP = 20
ASIDES = frozenset({"relative", "now", "extra"})
"""Tags of what may stand between a phrase and its participle or relative clause."""
COORDINATE_GAP = 12
"""How many items may stand between two verbs of one subject."""
FRAME_ORDER = ("leave", "remain", "keep", "deploy", "send", "withdraw", "cut", "go", "come", "add", "handover",
               "end", "host", "hold", "at", "have", "strike", "replace", "invite", "lead", "be")  # fmt: skip
TRANSITIVE = frozenset({"leave", "remain", "keep", "deploy", "send", "withdraw", "cut", "add", "host", "have",
                        "replace", "invite", "lead", "end", "strike"})  # fmt: skip
OF_MOVES = frozenset({"remain", "keep", "add", "cut", "end", "have"})
"""Frames whose subject may be a movement or stay itself: "the deployment was cut"."""
LEFT_SITE = (TRANSITIVE | {"go", "handover"}) - {"leave"}
"""Frames with a base as their object, which can be left and handed over."""
GROUND = frozenset({"hold", "at", "strike", "come", "keep", "handover"})
"""Frames of which the passive with "by" tells who is at the place that is its subject."""
INTRANSITIVE = frozenset({"hold", "remain", "at", "be", "come", "go", "strike", "deploy", "handover", "withdraw"})


@dataclass(frozen=True, slots=True)
class Link:
    """How a phrase hangs on a verb or noun: relation is object, subject, post, passive or noun."""

    relation: str
    use: Use | None
    frame: str
    noun: int = -1


def pick_frame(use: Use, allowed: frozenset[str]) -> str:
    """Pick the frame of a use that the relation allows, in a fixed order.

    Parameters
    ----------
    use : Use
    allowed : frozenset of str

    Returns
    -------
    str
        Empty when there is none.
    """
    return next((f for f in FRAME_ORDER if f in use.frames and f in allowed), "")


def company_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    """Find the verb in whose company the phrase stands.

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    Link or None
    """
    use = company_use(items, group, uses)
    frame = pick_frame(use, INTRANSITIVE) if use is not None else ""
    return Link("company", use, frame) if frame else None


def post_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    """Find the participle or relative clause after the phrase: "troops (who are) stationed in ...".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    Link or None
    """
    contact = contact_use(items, group, uses)
    if contact is not None:
        frame = pick_frame(contact, TRANSITIVE)
        return Link("post", contact, frame) if frame else None
    for use in uses:
        if use.start <= group.last or use.start - group.last > ASIDE_GAP:
            continue
        gap = [items[i] for i in without_asides(items, group.last + 1, use.start)]
        if len(gap) > 5:
            continue
        relative = any("relative" in g.tags for g in gap)
        hanging = "gerund" in use.forms  # "troops also serving in"
        light = all(
            g.tags & ASIDES
            or (hanging and "adverb" in g.tags)
            or g.low in {",", "-"}
            or (g.plain and g.low.endswith("ly"))
            for g in gap
        )
        standing = use.forms & {"gerund", "participle"} and not use.aux & {"be", "have", "future", "could"}
        if light and relative and not use.passive:
            frame = pick_frame(use, INTRANSITIVE if holds_ground(items, use.last) else INTRANSITIVE - {"hold"})
            return Link("post", use, frame) if frame else None
        if light and (
            relative or (standing and not ("past" in use.forms and not use.frames & {"keep", "deploy", "send"}))
        ):
            if not relative and _takes_object(items, use):
                return None
            active = "gerund" in use.forms or (not use.passive and not standing)
            frame = pick_frame(use, INTRANSITIVE if active else (TRANSITIVE | INTRANSITIVE) - {"hold"})
            return Link("post", use, frame) if frame else None
        if not light:
            break
    return None


def _takes_object(items: list[Item], use: Use) -> bool:
    """Whether a form that is past tense or participle has an object, and so is the past tense: "committed acts"."""
    if "past" not in use.forms or use.last + 1 >= len(items):
        return False
    after = items[use.last + 1]
    return bool(after.low in {'"', "“", "«"} or after.tags & {"determiner", "definite", "possessive"} or after.noun)


def noun_link(items: list[Item], group: Group) -> Link | None:
    """Find "withdrawal of", "deployment of", "presence of" before the phrase.

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group

    Returns
    -------
    Link or None
    """
    j = group.first - 1
    if j < 1 or not items[j].tags & {"of", "by"}:
        return None
    for k in range(j - 1, max(-1, j - 4), -1):
        noun = items[k].noun
        if noun is not None and noun.kind in MOVES:
            return Link("noun", None, "come" if noun.kind == "posting" else noun.kind, k)
        if not (items[k].plain or items[k].tags & {"by", "of", "adverb"}):
            break
    return None


def _past_dates(gap: list[Item]) -> list[Item]:
    """Leave out the dates between a verb and its object: "la France compte depuis 2013 quelque 1 600 hommes"."""
    if all(item.time is None for item in gap):
        return gap
    kept: list[Item] = []
    until = -1
    for item in gap:
        until = item.time.end if item.time is not None else until
        if item.start >= until:
            kept.append(item)
    return kept


def _past_place(gap: list[Item]) -> list[Item]:
    """Leave out a place that stands between a verb and its object: "send to Iraq a team of 300"."""
    if not gap or not gap[0].tags & {"to", "at", "from"} or len(gap) > OBJECT_GAP:
        return gap
    last = next((k for k in range(len(gap) - 1, 0, -1) if gap[k].place is not None), 0)
    inside = all(g.place or g.plain or g.tags & {"definite", "at", "of"} for g in gap[1 : last + 1])
    return gap[last + 1 :] if last and inside else gap


def object_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    """Find the verb whose object the phrase is: "France has sent 300 soldiers".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    Link or None
        Also of a subject that stands after its verb, and of "there are".
    """
    for use in reversed(uses):
        if use.last >= group.first:
            continue
        gap = _past_place(_past_dates(items[use.last + 1 : group.first]))
        if gap and "object_marker" in gap[0].tags:
            gap = gap[1:]
        if len(gap) > OBJECT_GAP or _other_object(gap):
            return None
        if use.passive and not use.frames & {"be"}:
            return _inverted_link(items, use, gap)
        if use.frames <= {"have", "be"} and not all(g.tags & HAVE_GAP for g in gap):
            return None
        frame = (
            ""
            if _lets_act(items, group, use, uses) or _is_adjective(items, group)
            else pick_frame(use, _takes(group, use))
        )
        if not frame and use.frames & {"be"} and _existential(items, use):
            return Link("there", use, "be")
        return Link("object", use, frame) if frame else _inverted_link(items, use, gap)
    return None


def _is_adjective(items: list[Item], group: Group) -> bool:
    """Whether a noun that is also an adjective stands before the noun it qualifies: "military cooperation"."""
    i = group.head
    after = items[i + 1] if i + 1 < len(items) and "attributive" in items[i].tags else None
    return (
        after is not None and after.plain and after.low.isalpha() and not after.upper and not after.low.endswith("ly")
    )


def _lets_act(items: list[Item], group: Group, use: Use, uses: list[Use]) -> bool:
    """Whether the object of a promise is the subject of what is promised: "authorised the force to go to Haiti"."""
    if "pledging" not in items[use.at].tags:
        return False
    return any(u.start == group.last + 1 and u.aux == {"infinitive"} for u in uses)


def _other_object(gap: list[Item]) -> bool:
    """Whether the words between a verb and a phrase hold another object: "increase trade in", "rising fears of"."""
    if any(
        g.verbs or g.tags & {"clause", "relative", "at", "to", "by", "with"} or g.low in OTHER_PHRASE for g in gap
    ):
        return True
    return any(before.plain and "of" in of.tags for before, of in pairwise(gap))


def _takes(group: Group, use: Use) -> frozenset[str]:
    """Frames whose object a phrase can be: bases are handed over, people are not ended."""
    if "host" in use.frames and group.kind != "site":
        return frozenset({"host"})  # "Al Udeid, which houses 10,000 soldiers"
    if group.kind == "site":
        return LEFT_SITE
    return TRANSITIVE - {"end"} if group.kind in {"people", "member"} else TRANSITIVE


def _inverted_link(items: list[Item], use: Use, gap: list[Item]) -> Link | None:
    """Read a subject after its verb: "où sont stationnés 400 soldats", "the town where 400 soldiers serve" turned."""
    led = use.start > 0 and bool(items[use.start - 1].tags & {"where", "there"})
    if not led or not all(g.tags & {"determiner", "definite", "now"} for g in gap):
        return None
    frame = pick_frame(use, TRANSITIVE if use.passive else INTRANSITIVE)
    return Link("passive" if use.passive else "subject", use, frame) if frame else None


def agent_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    """Find the passive whose agent the phrase is: "a town occupied by Russian soldiers".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    Link or None
    """
    use = agent_use(items, group, uses)
    if use is None:
        return None
    frame = pick_frame(use, GROUND if ground_of(items, use) is not None else GROUND - {"hold"})
    return Link("agent", use, frame) if frame else None


def _existential(items: list[Item], use: Use) -> bool:
    return "existential" in items[use.at].tags or (use.start > 0 and "there" in items[use.start - 1].tags)


def _undated(gap: list[Item]) -> list[Item]:
    """Leave out a word that brings in a date and no clause: "since 2005", "after Monday"."""
    return [g for g, after in zip_longest(gap, gap[1:]) if g.time is None and (after is None or after.time is None)]


def _out_of_reach(items: list[Item], group: Group, use: Use) -> bool:
    """Whether the phrase cannot be the verb's subject: too far, another clause, another subject, or a mere event."""
    gap = items[group.last + 1 : use.start]
    if len(gap) > SUBJECT_GAP:
        return True
    if any(g.low in ";:." or ("clause" in g.tags and "relative" not in g.tags) for g in _undated(gap)):
        return True
    if _says_of_others(gap):
        return True
    if group.kind == "act" and not use.frames & OF_MOVES:
        return True  # an invasion does not arrive
    # "having lost 2,400 soldiers, America left"
    return any(acts_as_state(items, k) for k in range(group.last + 1, use.start))


def _comes_to_end(items: list[Item], group: Group, use: Use) -> bool:
    """Whether a force or its stay ends, with no object: "the mission will end on July 15"."""
    if "end" not in use.frames or group.kind not in {"force", "named", "act"}:
        return False
    after = items[use.last + 1] if use.last + 1 < len(items) else None
    return after is None or after.time is not None or bool(after.tags & {"at", "by", "after"}) or after.low in ".,;"


def _says_of_others(gap: list[Item]) -> bool:
    """Whether "that" and other personnel follow a phrase, which only says what they do: "experts say that troops"."""
    that = next((k for k, g in enumerate(gap) if {"relative", "definite"} <= g.tags), -1)
    return that > 0 and any(g.noun is not None and g.noun.kind == "people" for g in gap[that:])


def subject_link(items: list[Item], group: Group, uses: list[Use], post: Link | None) -> Link | None:
    """Find the verb whose subject the phrase is: "300 soldiers have arrived".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    group : Group
    uses : list of Use
        All of the sentence's.
    post : Link or None
        That of the participle or clause after the phrase, which is not its main verb.

    Returns
    -------
    Link or None
    """
    if _governed(items, group):
        return None
    for use in uses:
        if use.start <= group.last or (post is not None and use is post.use):
            continue
        if _out_of_reach(items, group, use) or in_aside(items, group, use):
            return None
        if use.passive:
            frame = pick_frame(use, TRANSITIVE)
            if frame:
                return Link("passive", use, frame)
        hanging = use.forms == {"gerund"} and "be" not in use.aux and "begin" not in use.governors
        purpose = use.aux == {"infinitive"} and not use.governors
        if hanging or purpose or _reduced(items, use):
            continue
        allowed = INTRANSITIVE if holds_ground(items, use.last) else INTRANSITIVE - {"hold"}
        frame = pick_frame(use, allowed)
        if not frame and _comes_to_end(items, group, use):
            return Link("passive", use, "end")
        return Link("subject", use, frame) if frame else None
    return None


def coordinate_link(items: list[Item], uses: list[Use], first: Link | None) -> Link | None:
    """Find the second verb of one subject: "the troops left Gao and **arrived** in Niamey".

    Parameters
    ----------
    items : list of Item
        Of the sentence.
    uses : list of Use
        All of the sentence's.
    first : Link or None
        How the phrase hangs on the first.

    Returns
    -------
    Link or None
    """
    if first is None or first.use is None or first.relation not in {"subject", "passive"}:
        return None
    use = next((u for u in uses if u.start > first.use.last), None)
    if use is None or use.start - first.use.last > COORDINATE_GAP or use.aux & {"infinitive"}:
        return None
    if use.forms == {"gerund"} or "and" not in items[use.start - 1].tags | _lone_conjunction(items[use.start - 1]):
        return None
    if any(acts_as_state(items, k) or items[k].low in ";:." for k in range(first.use.last + 1, use.start)):
        return None
    if use.passive:
        frame = pick_frame(use, TRANSITIVE - {"strike", "replace"})
        return Link("passive", use, frame) if frame else None
    allowed = INTRANSITIVE - {"be", "strike"}
    frame = pick_frame(use, allowed if holds_ground(items, use.last) else allowed - {"hold"})
    return Link("subject", use, frame) if frame else None


def _lone_conjunction(item: Item) -> frozenset[str]:
    """Tell "but" as "and": both join the verbs of one subject."""
    return frozenset({"and"}) if "contrast" in item.tags else frozenset()


def _governed(items: list[Item], group: Group) -> bool:
    """Whether a named force only qualifies the subject: "the goals of Serval", "over to the Malian army"."""
    i = group.first - 1
    if group.kind != "named" or i < 1:
        return False
    if "to" in items[i].tags:
        return True
    return "of" in items[i].tags and "about" in items[i - 1].tags


def _reduced(items: list[Item], use: Use) -> bool:
    """Whether a bare participle only qualifies the phrase: "a team led by a major arrived"."""
    if use.aux or "participle" not in use.forms:
        return False
    return use.last + 1 < len(items) and "by" in items[use.last + 1].tags
