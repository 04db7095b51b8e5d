"""From phrases and verbs of one sentence to drafts of claims: each phrase takes its role in each frame.

A phrase may stand in several frames at once: "withdraw the 2,000 troops stationed in Syria" is a presence of
2,000 (the participle) and a planned departure (the verb). A frame gives the status, and its prepositions say
which place of the sentence is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

from mapper.extract.clauses import company_use, contact_use
from mapper.extract.draft import Draft
from mapper.extract.ground import agent_use, ground_of
from mapper.extract.items import Item, Row
from mapper.extract.phrase import MOVES, Group, take_force
from mapper.extract.place import SITES, Spot, holds_ground, is_country, leaves, role_of, usable
from mapper.extract.stance import ARRIVAL, DEPARTURE, STAY, Stance, of_noun, of_verb
from mapper.extract.subject import acts
from mapper.extract.verbs import Use
from mapper.model import Status

HAVE_GAP = frozenset({"now", "extra", "whole", "part", "of", "not"})
OBJECT_GAP = 6
OTHER_PHRASE = frozenset(',;:."“”«»')
"""Marks after which a verb's object is another phrase."""
PLACE_REACH = 40
ASIDE_GAP = 20
SUBJECT_GAP = 14
FRAME_ORDER = ("leave", "remain", "keep", "deploy", "send", "withdraw", "cut", "go", "come", "add", "handover",
               "end", "host", "hold", "at", "have", "strike", "replace", "invite", "lead", "be")  # fmt: skip
TRANSITIVE = frozenset({"leave", "remain", "keep", "deploy", "send", "withdraw", "cut", "add", "host", "have",
                        "replace", "invite", "lead", "end", "strike"})  # fmt: skip
OF_MOVES = frozenset({"remain", "keep", "add", "cut", "end", "have"})
"""Frames whose subject may be a movement or stay itself: "the deployment was cut"."""
LEFT_SITE = (TRANSITIVE | {"go", "handover"}) - {"leave"}
"""Frames with a base as their object, which can be left and handed over."""
GROUND = frozenset({"hold", "at", "strike", "come", "keep"})
"""Frames of which the passive with "by" tells who is at the place that is its subject."""
INTRANSITIVE = frozenset({"hold", "remain", "at", "be", "come", "go", "strike", "deploy", "handover", "withdraw"})
NOUN_FAMILY = {"go": "departure", "come": "arrival", "stay": "stay", "campaign": "stay"}
TIE = {"post": 3.0, "object": 3.0, "clause": 2.0, "purpose": 1.8, "front": 1.6, "there": 2.2, "loose": 0.4}
ROLE_FIT = {
    "stay": {"at": 2.0, "object": 1.5, "to": 0.4, "of": 0.2, "none": -0.5, "modifier": 0.2},
    "arrival": {"to": 2.5, "at": 1.5, "object": 2.0, "of": 0.2, "none": -0.5},
    "departure": {"from": 3.0, "object": 2.2, "at": 1.2, "of": 0.4, "none": -0.5},
}


@dataclass(frozen=True, slots=True)
class Link:
    """How a phrase hangs on a verb or noun: relation is object, subject, post, passive or noun."""

    relation: str
    use: Use | None
    frame: str
    noun: int = -1


def _speaks(items: list[Item], group: Group) -> bool:
    """Whether the phrase is who says it, and no more: "the French military said"."""
    if group.count is not None or group.quantity is not None or group.last + 1 >= len(items):
        return False
    return "saying" in items[group.last + 1].tags


def _serve_with(items: list[Item], group: Group, uses: list[Use]) -> None:
    """Take the force that the personnel serve with: "15,000 soldiers are deployed with MINUSMA"."""
    if group.force is not None or group.senders or group.kind not in {"people", "member"}:
        return
    use = next((u for u in uses if u.start > group.last), None)
    if use is None or not use.frames & {"deploy", "keep"}:
        return
    after = [item for item in items[use.last + 1 : use.last + 4] if "definite" not in item.tags]
    if len(after) > 1 and "with" in after[0].tags and after[1].force is not None:
        take_force(group, after[1].force)


def group_drafts(row: Row, group: Group, groups: list[Group], uses: list[Use]) -> list[Draft]:
    """Draft what one phrase says in the frames that it stands in.

    Parameters
    ----------
    row : Row
    group : Group
        Gains the force that its personnel serve with, when the sentence says so.
    groups : list of Group
        All of the sentence's.
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    list of Draft
        Senders and places may still be open; the discourse fills them.
    """
    if _speaks(row.items, group):
        return []
    _serve_with(row.items, group, uses)
    near = attached_place(row.items, group)
    post = _post_link(row.items, group, uses)
    above = _subject_place(row.items, group, groups, uses)
    outer = (
        _agent_link(row.items, group, uses)
        or _noun_link(row.items, group)
        or _object_link(row.items, group, uses)
        or _company_link(row.items, group, uses)
        or _subject_link(row.items, group, uses, post)
    )
    drafts: list[Draft] = []
    inner = _inner_draft(row, group, post, near, uses, moves=outer is not None)
    if post is not None and inner is not None and outer is not None and _adds_nothing(post, outer):
        drafts.append(inner)
    elif outer is not None:
        moved = _draft(row, group, outer, uses, inner.options[0] if inner and inner.options else near)
        if above is not None and outer.relation == "object":
            tight = [s for s in moved.options if s.tie in {"post", "object", "front"}]
            moved.options = [*tight, above, *(s for s in moved.options if s not in tight)]
        drafts += _moved_and_there(row, group, outer, moved, inner)
    elif inner is not None:
        drafts.append(inner)
    elif group.kind == "act":
        drafts.append(_act_draft(row, group, uses))
    else:
        options = rank_spots(row.items, group, None, "stay", uses)
        drafts.append(Draft(row, group, "np.loose", Status.PRESENT, options=options))
    return drafts


def _inner_draft(
    row: Row, group: Group, post: Link | None, near: Spot | None, uses: list[Use], *, moves: bool
) -> Draft | None:
    """Draft what the words right after the phrase say, if anything."""
    if post is not None:
        return _draft(row, group, post, uses, near)
    if near is None:
        return None
    if group.kind == "act" and not moves:
        draft = _act_draft(row, group, uses)
        draft.options = [near, *(s for s in draft.options if s != near)]
        return draft
    return Draft(row, group, f"np.{near.tie}", _plain_status(row.items, group), options=[near])


def _moved_and_there(row: Row, group: Group, outer: Link, moved: Draft, inner: Draft | None) -> list[Draft]:
    """Make the drafts of a movement and, where the phrase states it beside, of the presence that moves."""
    if inner is not None:
        inner.whole = moved  # the same personnel
    if not _keeps_inner(moved, inner, group):
        return [moved]
    drafts = [moved, _inner_of(row, group, moved, inner)]
    if outer.frame == "cut" and group.has("definite", "possessive", "owned"):
        moved.group = replace(group, count=None)  # the whole is cut by a part that is not said
    return drafts


def _plain_status(items: list[Item], group: Group) -> Status:
    """Tell a base that is to be from one that is there; other phrases state a presence."""
    if group.kind == "site" and noun_context(items, group.first) & {"planned", "future", "could"}:
        return Status.PLANNED_ARRIVAL
    return Status.PRESENT


def post_options(row: Row, group: Group, uses: list[Use]) -> list[Spot]:
    """Rank the places that the participle or clause after a phrase names: "6,000 of them based in Kuwait"."""
    post = _post_link(row.items, group, uses)
    return _draft(row, group, post, uses, None).options if post is not None else []


def _adds_nothing(post: Link, outer: Link) -> bool:
    """Whether what the personnel do beyond the participle is just being there ("stationed in Syria train ...")."""
    stays = family(post.frame) == "stay" or outer.frame == "be" or post.frame == "deploy"
    return outer.relation in {"subject", "passive"} and family(outer.frame) == "stay" and stays


def _company_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    use = company_use(items, group, uses)
    frame = pick_frame(use, INTRANSITIVE) if use is not None else ""
    return Link("company", use, frame) if frame else None


def _subject_place(items: list[Item], group: Group, groups: list[Group], uses: list[Use]) -> Spot | None:
    """Find the place of the verb's subject: "its operation in the Sahel would retain 3,000 troops"."""
    use = next((u for u in reversed(uses) if u.last < group.first), None)
    if use is None:
        return None
    subject = next((g for g in reversed(groups) if g.last < use.start), None)
    if subject is None or subject.kind not in {"named", "force", "unit", "act"} or _in_aside(items, subject, use):
        return None
    if subject.kind == "named" and group.force is None:
        group.force = subject.force  # "Operation Barkhane would retain 3,000 troops"
    near = attached_place(items, subject)
    return replace(near, tie="front") if near is not None else None


def _keeps_inner(moved: Draft, inner: Draft | None, group: Group) -> bool:
    """Whether the phrase also states a presence beside its movement."""
    whole = group.has("definite", "possessive", "whole", "owned") and not group.has("part", "extra")
    if (
        group.kind == "act"
        and group.has("possessive")
        and moved.use is not None
        and moved.use.frames & {"add", "cut"}
    ):
        return True
    if moved.status in {Status.PLANNED_DEPARTURE, Status.LEAVING}:
        if group.kind in {"force", "named"} and group.count is not None:
            return True
        if group.count is not None and group.count.low is not None:
            if moved.rule == "noun.go":
                return True
            return whole or (inner is not None and inner.rule.startswith("post"))
        return inner is not None and inner.rule.startswith("post") and inner.status is Status.PRESENT
    return False


def _inner_of(row: Row, group: Group, moved: Draft, inner: Draft | None) -> Draft:
    if inner is not None:
        inner.options = inner.options or moved.options
        return inner
    # "from Mali" is where they are, not whose they are
    body = replace(group, tail=[]) if moved.status in {Status.PLANNED_DEPARTURE, Status.LEAVING} else group
    whole = Draft(row, body, "whole.present", Status.PRESENT, options=moved.options, use=moved.use)
    whole.whole = moved
    return whole


def _in_aside(items: list[Item], group: Group, use: Use) -> bool:
    """Whether a phrase stands in an aside that ends before a verb: "Germany, which heads the mission, has ..."."""
    if items[use.start - 1].low != ",":
        return False
    for item in reversed(items[max(0, group.first - 16) : group.first]):
        if "relative" in item.tags:
            return True
        if item.low in ",;:":
            return False
    return False


def attached_place(items: list[Item], group: Group) -> Spot | None:
    """Find the place right after the phrase: "troops in northern Mali", "peacekeepers near Gao"."""
    i = group.last + 1
    steps = 0
    while i < len(items) and steps < 7:
        item = items[i]
        if item.place is not None and usable(item.place):
            role, begins = role_of(items, i)
            if role == "at" and begins > group.last:
                return Spot(item.place, i, role, "post", steps)
            return None
        if item.tags & {"there", "on_ground"} and steps <= 1:
            return None
        light = (
            item.tags & {"at", "definite", "now", "extra", "possessive"}
            or item.plain
            or (item.noun is not None and item.noun.kind in SITES)
        )
        if not light or (steps == 0 and not item.tags & {"at", "now"}):
            return None
        i += 1
        steps += 1
    return None


def _post_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    """Find the participle or relative clause after the phrase: "troops (who are) stationed in ..."."""
    contact = contact_use(items, group, uses)
    if contact is not None:
        frame = pick_frame(contact, TRANSITIVE)
        return Link("post", contact, frame) if frame else None
    for use in uses:
        if use.start <= group.last or use.start - group.last > ASIDE_GAP:
            continue
        gap = [items[i] for i in _without_asides(items, group.last + 1, use.start)]
        if len(gap) > 5:
            continue
        relative = any("relative" in g.tags for g in gap)
        light = all(
            g.tags & {"relative", "now", "extra"} or g.low in {",", "-"} or (g.plain and g.low.endswith("ly"))
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


def pick_frame(use: Use, allowed: frozenset[str]) -> str:
    """Pick the frame of a use that the relation allows, in a fixed order; empty when there is none."""
    return next((f for f in FRAME_ORDER if f in use.frames and f in allowed), "")


def _noun_link(items: list[Item], group: Group) -> Link | None:
    """Find "withdrawal of", "deployment of", "presence of" before the phrase."""
    j = group.first - 1
    if j < 1 or not items[j].tags & {"of", "by"}:
        return None
    for k in range(j - 1, max(-1, j - 4), -1):
        noun = items[k].noun
        if noun is not None and noun.kind in MOVES:
            return Link("noun", None, "come" if noun.kind == "posting" else noun.kind, k)
        if not (items[k].plain or items[k].tags & {"by", "of"}):
            break
    return None


def _past_place(gap: list[Item]) -> list[Item]:
    """Leave out a place that stands between a verb and its object: "send to Iraq a team of 300"."""
    if not gap or not gap[0].tags & {"to", "at", "from"} or len(gap) > OBJECT_GAP:
        return gap
    last = next((k for k in range(len(gap) - 1, 0, -1) if gap[k].place is not None), 0)
    inside = all(g.place or g.plain or g.tags & {"definite", "at", "of"} for g in gap[1 : last + 1])
    return gap[last + 1 :] if last and inside else gap


def _object_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    for use in reversed(uses):
        if use.last >= group.first:
            continue
        gap = _past_place(items[use.last + 1 : group.first])
        if gap and "object_marker" in gap[0].tags:
            gap = gap[1:]
        if len(gap) > OBJECT_GAP or _other_object(gap):
            return None
        if use.passive and not use.frames & {"be"}:
            return _inverted_link(items, use, gap)
        if use.frames <= {"have", "be"} and not all(g.tags & HAVE_GAP for g in gap):
            return None
        frame = pick_frame(use, _takes(group))
        if not frame and use.frames & {"be"} and _existential(items, use):
            return Link("there", use, "be")
        return Link("object", use, frame) if frame else _inverted_link(items, use, gap)
    return None


def _other_object(gap: list[Item]) -> bool:
    """Whether the words between a verb and a phrase hold another object: "increase trade in", "rising fears of"."""
    if any(
        g.verbs or g.tags & {"clause", "relative", "at", "to", "by", "with"} or g.low in OTHER_PHRASE for g in gap
    ):
        return True
    return any(before.plain and "of" in of.tags for before, of in pairwise(gap))


def _takes(group: Group) -> frozenset[str]:
    """Frames whose object a phrase can be: bases are handed over, people are not ended."""
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


def place_before(items: list[Item], use: Use) -> Spot | None:
    """Find the place that is a verb's subject: "Qatar hosts ...", "Kherson, which was occupied by ..."."""
    for i in range(use.start - 1, max(-1, use.start - SUBJECT_GAP), -1):
        item = items[i]
        if item.place is not None and usable(item.place):
            return Spot(item.place, i, "object", "object", use.start - i)
        if item.low in ";:." or item.verbs:
            return None
    return None


def _agent_link(items: list[Item], group: Group, uses: list[Use]) -> Link | None:
    use = agent_use(items, group, uses)
    if use is None:
        return None
    frame = pick_frame(use, GROUND if ground_of(items, use) is not None else GROUND - {"hold"})
    return Link("agent", use, frame) if frame else None


def _existential(items: list[Item], use: Use) -> bool:
    return "existential" in items[use.at].tags or (use.start > 0 and "there" in items[use.start - 1].tags)


def _out_of_reach(items: list[Item], group: Group, use: Use) -> bool:
    """Whether the phrase cannot be the verb's subject: too far, another clause, another subject, or a mere event."""
    gap = items[group.last + 1 : use.start]
    if len(gap) > SUBJECT_GAP:
        return True
    if any(g.low in ";:." or ("clause" in g.tags and "relative" not in g.tags) for g in gap):
        return True
    if group.kind == "act" and not use.frames & OF_MOVES:
        return True  # an invasion does not arrive
    # "having lost 2,400 soldiers, America left"
    return any(_acts_as_state(items, k) for k in range(group.last + 1, use.start))


def _subject_link(items: list[Item], group: Group, uses: list[Use], post: Link | None) -> Link | None:
    for use in uses:
        if use.start <= group.last or (post is not None and use is post.use):
            continue
        if _out_of_reach(items, group, use):
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
        return Link("subject", use, frame) if frame else None
    return None


def _reduced(items: list[Item], use: Use) -> bool:
    """Whether a bare participle only qualifies the phrase: "a team led by a major arrived"."""
    if use.aux or "participle" not in use.forms:
        return False
    return use.last + 1 < len(items) and "by" in items[use.last + 1].tags


def family(frame: str) -> str:
    """Tell which roles of place a frame takes: stay, arrival or departure."""
    if frame in ARRIVAL or frame == "come":
        return "arrival"
    return "departure" if frame in DEPARTURE else "stay"


def _draft(row: Row, group: Group, link: Link, uses: list[Use], near: Spot | None) -> Draft:
    frame = link.frame
    kind = NOUN_FAMILY[frame] if link.relation == "noun" else family(frame)
    options = rank_spots(row.items, group, link.use, kind, uses)
    if link.relation == "agent" and link.use is not None:
        ground = ground_of(row.items, link.use)
        options = [*([ground] if ground is not None else []), *options]
    if link.use is not None and frame == "host" and link.relation == "object":
        taken = place_before(row.items, link.use)
        options = [taken, *(s for s in options if s.item != taken.item)] if taken is not None else options
    if near is not None:
        directed = [s for s in options if (s.role in {"from", "to"} and s.tie != "loose") or s.tie == "object"]
        options = [*directed, near, *(s for s in options if s not in directed and s != near)]
    if link.relation == "noun":
        stance = of_noun(frame, noun_context(row.items, link.noun), partial=group.has("part", "extra"))
        noun = row.items[link.noun].noun
        posted = noun is not None and noun.kind == "posting"
        if posted and stance.status is Status.ARRIVING and options and options[0].role == "at":
            stance = Stance(Status.PRESENT, stance.flags)
    else:
        stance = _stance(row.items, link, group, options[0] if options else None)
        if _stands_by_date(row.items, link, group, stance):
            stance = Stance(Status.PRESENT, stance.flags)
    draft = Draft(row, group, f"{link.relation}.{frame}", stance.status, options=options, use=link.use)
    draft.features |= {f"flag={flag}" for flag in stance.flags}
    return draft


def _stands_by_date(items: list[Item], link: Link, group: Group, stance: Stance) -> bool:
    """Whether a number is to stand somewhere by a date, a presence then: "5,000 will be based there by 2027"."""
    if link.relation != "passive" or link.frame not in {"keep", "deploy"}:
        return False
    if group.count is None or group.has("extra") or stance.status is not Status.PLANNED_ARRIVAL:
        return False
    by = any(item.time is not None and "by" in item.tags | items[max(0, i - 1)].tags for i, item in enumerate(items))
    return by and not stance.flags & {"if", "demand", "deny"}


def _stance(items: list[Item], link: Link, group: Group, spot: Spot | None) -> Stance:
    if link.use is None:
        return Stance(Status.PRESENT)
    after = items[link.use.last + 1 : link.use.last + 4]
    on_the_way = link.frame == "be" and any("bound" in item.tags for item in after)
    bound_to = spot is not None and spot.role == "to" and spot.tie in {"post", "object", "clause"}
    if (
        link.relation == "post"
        and link.frame in {"deploy", "send"}
        and "participle" in link.use.forms
        and link.use.bare
    ):
        return Stance(Status.ARRIVING if bound_to or link.frame == "send" else Status.PRESENT)
    if link.relation == "post" and link.use.bare and link.frame in STAY:
        return Stance(Status.PRESENT)
    return of_verb(link.use, "come" if on_the_way else link.frame, group, bound_to=bound_to)


def _act_draft(row: Row, group: Group, uses: list[Use]) -> Draft:
    noun = row.items[group.head].noun
    kind = noun.kind if noun is not None else "stay"
    kind = "come" if kind == "posting" else kind
    stance = of_noun(kind, noun_context(row.items, group.first))
    options = rank_spots(row.items, group, None, NOUN_FAMILY[kind], uses)
    draft = Draft(row, group, f"act.{kind}", stance.status, options=options, use=_carrier(kind, group, uses))
    draft.features |= {f"flag={flag}" for flag in stance.flags}
    return draft


def _carrier(kind: str, group: Group, uses: list[Use]) -> Use | None:
    """Find the verb that has a campaign as its object: "France is conducting special forces operations"."""
    if kind != "campaign" or group.senders or group.has("possessive"):
        return None
    return next((u for u in reversed(uses) if u.last < group.first <= u.last + OBJECT_GAP), None)


def noun_context(items: list[Item], at: int) -> set[str]:
    """Collect the tags of the words before the noun of a movement that say whether it is done or planned."""
    found: set[str] = set()
    for k in range(at - 1, max(-1, at - 9), -1):
        item = items[k]
        if item.low in ".;:":
            break
        found |= item.tags & {"planned", "demand", "deny", "begin", "finish", "after", "if", "future", "could"}
        if item.noun is not None and item.noun.kind == "plan":
            found.add("planned")
    for k in range(at + 1, min(len(items), at + 12)):
        if items[k].low in ".;:":
            break
        found |= items[k].tags & {"future", "could"}
        if " " in items[k].low or items[k].verbs or items[k - 1].tags & {"be", "have", "reflexive", "now"}:
            found |= items[k].tags & {"begin", "finish"}
    return found


def best_spot(items: list[Item], group: Group, use: Use | None, kind: str, uses: list[Use]) -> Spot | None:
    """Return the place of the sentence that fits a reading best, if any does."""
    return next(iter(rank_spots(items, group, use, kind, uses)), None)


def rank_spots(items: list[Item], group: Group, use: Use | None, kind: str, uses: list[Use]) -> list[Spot]:
    """Rank the places of the sentence by how well they fit a reading, the best first.

    Parameters
    ----------
    items : list of Item
    group : Group
    use : Use or None
        The verb, when the reading hangs on one.
    kind : str
        stay, arrival or departure: which prepositions fit.
    uses : list of Use
        All of the sentence's, to see what stands between.

    Returns
    -------
    list of Spot
        Only those that fit at all.
    """
    ranked: list[tuple[float, int, Spot]] = []
    inside = items[group.at].place if group.at >= 0 else None
    if inside is not None:
        return [Spot(inside, group.at, "at", "post")]
    anchor = use.at if use is not None else group.head
    low, high = min(group.first, anchor) - PLACE_REACH, max(group.last, anchor) + PLACE_REACH
    for i in range(max(0, low), min(len(items), high)):
        item = items[i]
        if item.place is None or not usable(item.place) or group.first <= i <= group.last:
            continue
        if any(at == i for _, at in group.senders) or _acts_as_state(items, i):
            continue
        spot = _tie(items, i, group, use, uses)
        if spot is None:
            continue
        if kind == "departure" and i > anchor and leaves(items, i):
            spot = replace(spot, role="from")
        fit = ROLE_FIT[kind].get(spot.role, -1.0)
        if spot.role in {"from", "to"} and fit < 0 and kind != "stay":
            continue
        value = TIE[spot.tie] + fit - 0.06 * spot.gap
        if value > 0.5:
            ranked.append((-value, i, spot))
    return [spot for _, _, spot in sorted(ranked, key=lambda r: (r[0], r[1]))]


def _owner_of_object(items: list[Item], i: int, role: str) -> bool:
    """Whether a place owns the object of a verb of purpose: "sent to help Haiti's police"."""
    j = i - 1
    while j > 0 and items[j].tags & {"definite"}:
        j -= 1
    return role == "possessive" and j > 0 and bool(items[j].verbs) and items[j].noun is None


def _acts_as_state(items: list[Item], i: int) -> bool:
    """Whether a capital or country is a subject and no place: "the troops Addis Ababa has deployed"."""
    return items[i].who is not None and role_of(items, i)[0] == "none" and acts(items, i)


def _tie(items: list[Item], i: int, group: Group, use: Use | None, uses: list[Use]) -> Spot | None:
    mention = items[i].place
    if mention is None:
        return None
    role, begins = role_of(items, i)
    anchor = max(group.last, use.last if use is not None else group.last)
    if i > group.last or (use is not None and i > use.last):
        edge = anchor if begins > anchor else min(group.last if i > group.last else anchor, begins)
        if use is not None and use.last < begins <= i and begins <= group.first:
            edge = use.last
        if _owner_of_object(items, i, role):
            role = "object"
        between = _without_asides(items, edge + 1, begins + (role == "none"))
        tie = _tie_after(items, between, role, begins - edge, uses)
        if role == "object" and use is not None and use.start <= begins <= use.last:
            tie = "object"
        return Spot(mention, i, role, tie, abs(begins - edge))
    if role == "at" and _opens_clause(items, begins):
        return Spot(mention, i, role, "front", group.first - i)
    if _where_after(items, i):
        return Spot(mention, i, "at", "front", group.first - i)
    if role in {"possessive", "none"} and is_country(mention):
        return None
    return Spot(mention, i, role, "loose", group.first - i)


def _without_asides(items: list[Item], start: int, stop: int) -> list[int]:
    """List the items of a stretch without what stands in brackets or dashes: "sent 300 men - engineers - to Chad"."""
    kept: list[int] = []
    opened = -1
    for i in range(start, stop):
        kept.append(i)
        if opened >= 0 and items[i].low in {"—", "–", ")"}:
            del kept[opened:]
            opened = -1
        elif opened < 0 and items[i].low in {"—", "–", "("}:
            opened = len(kept) - 1
    return kept


def _tie_after(items: list[Item], between: list[int], role: str, gap: int, uses: list[Use]) -> str:
    inside = frozenset(between)
    inner = _chains([use for use in uses if use.at in inside])
    words = [items[i] for i in between]
    hard = sum(g.low in ";:." for g in words) + sum("clause" in g.tags for g in words)
    if hard or len(inner) > 1 or _says_more(words):
        return "loose"
    if not inner and gap <= 2 and role != "none":
        return "post"
    if inner and "infinitive" in inner[0].aux and inner[0].governor not in inside and role in {"at", "object", "to"}:
        return "purpose"
    return "clause" if not inner or all(not g.verbs or g.tags for g in words) else "loose"


def _says_more(words: list[Item]) -> bool:
    """Whether somebody goes on to say something else: "sent troops and said it would strike Iraq"."""
    return any(
        "saying" in said.tags and following.tags & {"pronoun", "relative"} for said, following in pairwise(words)
    )


def _chains(uses: list[Use]) -> list[Use]:
    """Keep the first of verbs that follow one another at once: "to help fight", "began to withdraw"."""
    return [use for k, use in enumerate(uses) if k == 0 or use.start > uses[k - 1].last + 1]


def _opens_clause(items: list[Item], begins: int) -> bool:
    return begins <= 1 or items[begins - 1].low in ',;:—–-"“' or bool(items[begins - 1].tags & {"clause", "and"})


def _where_after(items: list[Item], i: int) -> bool:
    """Whether "where" takes up the place: "in eastern Congo, where it has sent troops"."""
    following = items[i + 1 : i + 3]
    return any("where" in item.tags for item in following) and all(
        item.low == "," or "where" in item.tags for item in following[:1]
    )
