"""From phrases and verbs of one sentence to drafts of claims: each phrase takes its role in each frame.

A phrase may stand in several frames at once: "withdraw the 2,000 troops stationed in Syria" is a presence of
2,000 (the participle) and a planned departure (the verb). A frame gives the status, and its prepositions say
which place of the sentence is meant.
"""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.draft import Draft
from mapper.extract.frame_draft import act_draft, family, link_draft, noun_context
from mapper.extract.frame_links import Link, agent_link, company_link, noun_link, post_link
from mapper.extract.frame_object import object_link
from mapper.extract.frame_subject import coordinate_link, subject_link
from mapper.extract.items import Item, Row
from mapper.extract.movement import bound_for, moved_from
from mapper.extract.phrase import Group, take_force
from mapper.extract.place import Spot
from mapper.extract.spots import attached_place, named_before, rank_spots, subject_place
from mapper.extract.verbs import Use
from mapper.model import Status

BODY_REACH = 8
"""How many items before "with" a base or body may stand of which a number tells the strength."""
SERVING = frozenset({"deploy", "keep", "remain", "at", "send"})
"""Frames of which the personnel may be part of a force that is named after the verb."""


DATED = 8
"""How many items a date may take between an event and whom it befell."""


def _speaks(items: list[Item], group: Group) -> bool:
    """Whether the phrase is who says it, and no more: "the French military said"."""
    if group.count is not None or group.quantity is not None or group.last + 1 >= len(items):
        return False
    return "saying" in items[group.last + 1].tags


def _of_dead(items: list[Item], group: Group) -> bool:
    """Whether the phrase names the dead or captured: "la mort d'un soldat français", "the death of two soldiers"."""
    after = items[group.last + 1 : group.last + 4]
    if (
        len(after) == 3
        and "relative" in after[0].tags
        and after[1].tags & {"have", "be"}
        and "casualty" in after[2].tags
    ):
        return True  # "the number of French troops who have died"
    i = group.first - 1
    count = items[i].count if i > 0 else None
    i -= count is not None and not count.people
    if i <= 0 or "of" not in items[i].tags:
        return False
    k = i - 1  # "the killings on September 8 of 12 soldiers"
    while k > max(0, i - DATED) and (items[k].plain or items[k].time or items[k].tags & {"at", "whole", "definite"}):
        k -= 1
    return "casualty" in items[k].tags


def _is_civil(items: list[Item], group: Group, uses: list[Use]) -> bool:
    """Whether a people does what anyone does: "the Palestinians who work in Israel"."""
    if group.kind != "actor":
        return False
    use = next((u for u in uses if u.start > group.last), None)
    return use is not None and "livelihood" in items[use.at].tags


def _serve_with(items: list[Item], group: Group, uses: list[Use]) -> None:
    """Take the force that the personnel serve with: "15,000 soldiers are deployed with MINUSMA"."""
    if group.force is not None or group.senders or group.kind not in {"people", "member", "actor"}:
        return
    use = next((u for u in uses if u.start > group.last), None)
    if use is None or not use.frames & SERVING:
        return
    joined = {"with", "as_part"} if use.frames & {"deploy", "keep"} else {"as_part"}
    after = items[use.last + 1 : use.last + 5]
    at = next((k for k, item in enumerate(after) if item.tags & joined), -1)
    named = [item.force for item in after[at + 1 :] if "definite" not in item.tags][:1] if at >= 0 else []
    if named and named[0] is not None and not any(item.verbs or item.place for item in after[:at]):
        take_force(group, named[0])


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
    if _speaks(row.items, group) or _of_dead(row.items, group) or _is_civil(row.items, group, uses):
        return []
    if named_before(row.items, group, groups) is not None:
        return []
    _serve_with(row.items, group, uses)
    near = attached_place(row.items, group) or _place_of_body(row.items, group, groups, uses)
    post = post_link(row.items, group, uses)
    above = subject_place(row.items, group, groups, uses)
    outer = _outer_link(row.items, group, uses, post) or _joined_site(row.items, group, groups, uses)
    drafts: list[Draft] = []
    inner = _inner_draft(row, group, post, near, uses, moves=outer is not None)
    if post is not None and inner is not None and outer is not None and _adds_nothing(post, outer):
        drafts.append(inner)
    elif outer is not None:
        moved = link_draft(row, group, outer, uses, inner.options[0] if inner and inner.options else near)
        if above is not None and outer.relation == "object":
            tight = [s for s in moved.options if s.tie in {"post", "object", "front"}]
            moved.options = [*tight, above, *(s for s in moved.options if s not in tight)]
        drafts += _moved_and_there(row, group, outer, moved, inner)
        drafts += _and_then(row, group, outer, uses)
        drafts += moved_from(row, group, moved, uses) + bound_for(row, group, moved, uses)
    elif inner is not None:
        drafts.append(inner)
    elif group.kind == "act":
        drafts.append(act_draft(row, group, uses))
    else:
        options = rank_spots(row.items, group, None, "stay", uses)
        drafts.append(Draft(row, group, "np.loose", Status.PRESENT, options=options))
    return drafts


def _and_then(row: Row, group: Group, outer: Link, uses: list[Use]) -> list[Draft]:
    """Draft what a second verb of the same subject says, at the places after it."""
    again = coordinate_link(row.items, uses, outer)
    if again is None or again.use is None:
        return []
    draft = link_draft(row, group, again, uses, None)
    draft.rule = f"and.{again.frame}"
    draft.options = [spot for spot in draft.options if spot.item > again.use.last]
    return [draft]


def _place_of_body(items: list[Item], group: Group, groups: list[Group], uses: list[Use]) -> Spot | None:
    """Find the place of the base or body that has a number "with" it: "a base at Gyumri, with some 3,000 men"."""
    i = group.first - 1
    if i < 1 or group.count is None or "with" not in items[i].tags:
        return None
    body = next((g for g in reversed(groups) if g.last < i), None)
    if body is None or body.kind not in {"site", "force", "unit"} or i - body.last > BODY_REACH:
        return None
    if any(body.last < use.at < i for use in uses):
        return None
    place = attached_place(items, body)
    return replace(place, tie="front") if place is not None else None


def _joined_site(items: list[Item], group: Group, groups: list[Group], uses: list[Use]) -> Link | None:
    """Find the verb of a base that "and" joins to another: "left Air Base 101 in Niamey **and Air Base 201**"."""
    if group.kind != "site" or group.first < 1 or "and" not in items[group.first - 1].tags:
        return None
    first = next((g for g in reversed(groups) if g.kind == "site" and g.last < group.first), None)
    return object_link(items, first, uses) if first is not None else None


def _outer_link(items: list[Item], group: Group, uses: list[Use], post: Link | None) -> Link | None:
    """Find what the phrase hangs on beyond the participle or clause after it."""
    return (
        agent_link(items, group, uses)
        or noun_link(items, group)
        or object_link(items, group, uses)
        or company_link(items, group, uses)
        or subject_link(items, group, uses, post)
    )


def _inner_draft(
    row: Row, group: Group, post: Link | None, near: Spot | None, uses: list[Use], *, moves: bool
) -> Draft | None:
    """Draft what the words right after the phrase say, if anything."""
    if post is not None:
        return link_draft(row, group, post, uses, near)
    if near is None:
        return None
    if group.kind == "act" and not moves:
        draft = act_draft(row, group, uses)
        draft.options = [near, *(s for s in draft.options if s != near)]
        return draft
    return Draft(row, group, f"np.{near.tie}", _plain_status(row.items, group), options=[near])


def _moved_and_there(row: Row, group: Group, outer: Link, moved: Draft, inner: Draft | None) -> list[Draft]:
    """Make the drafts of a movement and, where the phrase states it beside, of the presence that moves."""
    if inner is not None:
        inner.whole = moved  # the same personnel
    over = inner is not None and moved.status is Status.LEAVING and _was_there(inner)
    if over or not _keeps_inner(moved, inner, group):
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
    post = post_link(row.items, group, uses)
    return link_draft(row, group, post, uses, None).options if post is not None else []


def _adds_nothing(post: Link, outer: Link) -> bool:
    """Whether what the personnel do beyond the participle is just being there ("stationed in Syria train ...")."""
    stays = family(post.frame) == "stay" or outer.frame == "be" or post.frame == "deploy"
    return outer.relation in {"subject", "passive"} and family(outer.frame) == "stay" and stays


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


def _was_there(inner: Draft) -> bool:
    """Whether a clause tells of a stay that is over: "is withdrawing 1,500 soldiers who had been in Niger"."""
    if inner.use is None or not inner.rule.startswith("post."):
        return False
    return any(v.frame == "have" and v.form == "past" for v in inner.items[inner.use.start].verbs)


def _inner_of(row: Row, group: Group, moved: Draft, inner: Draft | None) -> Draft:
    if inner is not None:
        inner.options = inner.options or moved.options
        return inner
    # "from Mali" is where they are, not whose they are
    body = replace(group, tail=[]) if moved.status in {Status.PLANNED_DEPARTURE, Status.LEAVING} else group
    whole = Draft(row, body, "whole.present", Status.PRESENT, options=moved.options, use=moved.use)
    whole.whole = moved
    return whole
