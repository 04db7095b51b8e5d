"""How the numbers of one sentence belong together: the levels of a change, the parts of a total, shares.

"cut its force in Iraq from 5,200 to 3,000" states two levels; "13,000 troops, including 1,200 from Egypt" a
total and a part; "500 of its 1,500 soldiers" a part of what is there; "350 left on Monday and 600 on Tuesday"
says the same of two numbers.
"""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.draft import AHEAD, DEPARTING, Draft
from mapper.extract.frame import group_drafts, post_options
from mapper.extract.items import Item, Row
from mapper.extract.movers import tell_movers
from mapper.extract.phrase import Group
from mapper.extract.place import Spot
from mapper.extract.spots import acts_as_state, attached_place, rank_spots
from mapper.extract.stance import of_verb
from mapper.extract.verbs import Use
from mapper.model import Status

CHANGES = frozenset({"add", "cut", "reach"})


def read_frames(row: Row, groups: list[Group], uses: list[Use]) -> list[Draft]:
    """Draft the claims of one sentence.

    Parameters
    ----------
    row : Row
    groups : list of Group
    uses : list of Use

    Returns
    -------
    list of Draft
        Senders and places may still be open; the discourse fills them.
    """
    drafts: list[Draft] = []
    for group in groups:
        own = _by_amount(row, group, drafts, uses)
        own = group_drafts(row, group, groups, uses) if own is None else own
        if group.kind == "count" and not group.senders:
            body = next((d for d in reversed(drafts) if d.group.kind not in {"act", "actor"}), None)
            for draft in own:
                if body is not None and not _acted_anew(row.items, body.group, group):
                    draft.whole = draft.whole or body
        for draft in own:
            draft.whole = draft.whole or _left_behind(row.items, draft, drafts)
        if group.count is not None:
            _tell_total(row.items, group, own, drafts)
        drafts += own
        if group.count is not None and group.count.whole is not None:
            drafts += _share(row, own)
    drafts = tell_movers(drafts, groups)
    _leave_origins(drafts)
    _tell_coalitions(drafts)
    sent = {d.use.at for d in drafts if d.use is not None and d.rule.startswith("object.")}
    # "Israel began withdrawing troops": what a state moves are the troops, not the state
    return [d for d in drafts if not _acts_only(d) or d.use is None or d.use.at not in sent]


def _left_behind(items: list[Item], draft: Draft, before: list[Draft]) -> Draft | None:
    """Find whose departure leaves the rest: "the last US brigade left Iraq, **leaving** 50,000 troops"."""
    use = draft.use
    if draft.rule != "object.leave" or use is None or use.forms != {"gerund"} or use.aux or not use.start:
        return None
    if items[use.start - 1].low != ",":
        return None
    gone = next((d for d in reversed(before) if d.status in DEPARTING and d.group.last < use.start), None)
    if gone is not None and gone.status is Status.LEFT:
        gone.status = Status.LEAVING  # not all have left
    return gone


def _acted_anew(items: list[Item], body: Group, group: Group) -> bool:
    """Whether another state acts between two phrases: "France has sent 300 soldiers and Chad plans to send 500"."""
    return any(acts_as_state(items, k) for k in range(body.last + 1, group.first))


def _acts_only(draft: Draft) -> bool:
    """Whether a draft is of a state as such, not of a number of its people ("including 2,500 Americans")."""
    return draft.group.kind == "actor" and draft.group.count is None


def _by_amount(row: Row, group: Group, drafts: list[Draft], uses: list[Use]) -> list[Draft] | None:
    """Read a number by the numbers and changes before it, where it hangs on those and on no verb of its own.

    The tally of the killed is no level of personnel, so its numbers make no draft at all.
    """
    if group.count is None or (group.kind in {"act", "actor"} and not drafts):
        return None
    found = _level(row, group, drafts, uses)
    if found is not None:
        return [] if found.whole is not None and _harmed(row.items, found.whole.group) else [found]
    part = _part(row, group, drafts, uses)
    return None if part is None else [part]


def _harmed(items: list[Item], group: Group) -> bool:
    """Whether the personnel that are tallied are the dead: "the number of troops killed has risen to 17"."""
    return any("casualty" in item.tags for item in items[max(0, group.first - 3) : group.last + 5])


def _share(row: Row, parts: list[Draft]) -> list[Draft]:
    """State the whole of which a share is told: "half of the 47,000 troops in Japan" says that 47,000 are there."""
    share = parts[-1]
    count = share.group.count
    if count is None or count.whole is None or count.whole[:2] == (None, None) or not count.sure:
        return []
    low, high, text = count.whole
    total = replace(count, low=low, high=high, text=text, form="figure", whole=None)
    flags = (share.group.flags | {"definite"}) - {"part"}
    # "500 of its 1,500 troops from Mali": where they leave is not whose they are
    tail = [] if share.status in DEPARTING else share.group.tail
    body = replace(share.group, count=total, flags=flags, quantity=None, tail=tail)
    coming = share.status in {Status.ARRIVING, Status.PLANNED_ARRIVAL} and not share.group.has("definite")
    status = Status.PLANNED_ARRIVAL if coming else Status.PRESENT  # "the first 100 of 1,200 have arrived"
    whole = Draft(row, body, "whole.share", status, options=share.options, use=share.use)
    whole.whole = share
    for part in parts:
        part.total = whole
        if part.use is not None and part.use.start > share.group.last and part.status is Status.PRESENT:
            beyond = [s for s in part.options if s.item > part.use.last]
            part.options = [*beyond, *(s for s in part.options if s not in beyond)]
            inner = [s for s in whole.options if s.item < part.use.start] if part.use is not None else []
            whole.options = inner or whole.options
    return [whole]


def _part(row: Row, group: Group, drafts: list[Draft], uses: list[Use]) -> Draft | None:
    """Read a number that does what the one before it does: a part of it, or the next of a list.

    "including 1,200 from Egypt", "and about 800 in Maysan", "with 300 from France", "and 600 others on Tuesday".
    """
    if not drafts or group.kind == "act":
        return None
    items = row.items
    whole = next((d for d in reversed(drafts) if d.group.count is not None), drafts[-1])
    before = items[group.first - 1] if group.first > 0 else None
    if before is None:
        return None
    joined = before.low == "," or "and" in before.tags
    near = attached_place(items, group)
    named = "including" in before.tags or (
        "with" in before.tags and _smaller(group, whole) and _set_apart(group, near)
    )
    listed = whole.rule == "part.including" and joined
    alone = whole.group.count is not None and not _acts_itself(items, group, whole, uses)
    bare = alone and group.kind == "count" and near is not None and not group.senders
    gapped = alone and joined and near is None and _gapped(items, group, whole, uses)
    if named or listed:
        rule = "part.including"
    elif bare:
        rule = "part.place"
    elif gapped:
        rule = f"gapped.{whole.rule.partition('.')[2]}"
    else:
        return None
    own = post_options(row, group, uses) if near is None and rule == "part.including" else []
    source = whole.total if listed and whole.total is not None else whole
    options = [near] if near is not None else own or source.options
    status = Status.PLANNED_ARRIVAL if named and _intended(items, group, whole) else whole.status
    one = Draft(row, group, rule, status, options=options, use=whole.use)
    one.whole = whole
    return one


def _intended(items: list[Item], group: Group, whole: Draft) -> bool:
    """Whether a body is yet to be made up: "the force would include 1,000 marines"."""
    before = items[group.first - 2].tags if group.first > 1 else frozenset()
    return whole.status is Status.PRESENT and bool(before & {"future", "could"})


def _smaller(group: Group, whole: Draft) -> bool:
    """Whether a number can be a part of another: not larger, and of a total that is stated."""
    part, total = group.count, whole.group.count
    if part is None or total is None or part.low is None:
        return False
    most = total.high if total.high is not None else total.low
    return most is not None and part.low <= most


def _set_apart(group: Group, near: Spot | None) -> bool:
    """Whether a part names its own sender or place."""
    return near is not None or bool(group.senders or group.tail)


def _acts_itself(items: list[Item], group: Group, whole: Draft, uses: list[Use]) -> bool:
    """Whether a verb between the two numbers governs the second: "withdraw 500, leaving 900 in Niger"."""
    for use in uses:
        if whole.group.last < use.start and use.last < group.first and use is not whole.use:
            gap = items[use.last + 1 : group.first]
            if not any(g.tags & {"and"} or g.low == "," or g.place is not None for g in gap):
                return True
    return False


def _gapped(items: list[Item], group: Group, whole: Draft, uses: list[Use]) -> bool:
    """Whether a number in a list has no verb of its own after it, so that the one before it holds for both."""
    if whole.use is None or whole.use.last >= group.first or group.kind not in {"count", "member", "people"}:
        return False
    if whole.use.start <= whole.group.last:  # "sent 200 troops and 50 officers": both are the verb's object
        return False
    after = [use for use in uses if use.start > group.last]
    between = items[group.last + 1 : after[0].start] if after else []
    return not after or any(item.low in ".;:" or "clause" in item.tags for item in between)


def _level(row: Row, group: Group, drafts: list[Draft], uses: list[Use]) -> Draft | None:
    """Read a number as a side of a change: "from 5,200 to 3,000", "by 500 to 2,500", "13,000, down from 15,000".

    The number before the change is there now; the number after it is there at the end, a plan while undone and
    undated; the difference moves.
    """
    items = row.items
    base = next((d for d in reversed(drafts) if _is_body(d, group)), None)
    if _compared(items, group) and base is not None:
        return _leveled(row, group, base, "from", Status.PRESENT, base.use)
    use = _change(items, group, uses)
    reached = use is not None and "reach" in use.frames and group.first - use.last <= 2
    relation = "to" if reached else _relation(items, group)
    if not relation or use is None:
        return _over(row, group, base)
    more = relation == "by" and group.has("extra") and frozenset({"add"}) <= use.frames
    if group.kind != "count" and not more and not (group.count is not None and group.count.relation):
        return None
    base = next((d for d in reversed(drafts) if d.use is use and _is_body(d, group)), base)
    if base is None and not any("tally" in item.tags for item in items[: group.first]):
        return None
    frame = "cut" if "cut" in use.frames else "add"
    moving = of_verb(use, frame, group).status
    if use.bare and use.forms == {"gerund"} and _undone_before(use, uses):
        moving = Status.PLANNED_ARRIVAL if frame == "add" else Status.PLANNED_DEPARTURE
    if relation == "from":
        status = Status.PRESENT
    elif relation == "by":
        status = moving if moving is not Status.LEFT else Status.LEAVING
    else:
        planned = moving in AHEAD and frame == "add" and not _dated(items)
        status = Status.PLANNED_ARRIVAL if planned else Status.PRESENT
    return _leveled(row, group, base, relation, status, use)


def _leveled(row: Row, group: Group, base: Draft | None, relation: str, status: Status, use: Use | None) -> Draft:
    """Make the draft of a level: of the personnel of ``base``, or of those that the report speaks of."""
    own = group if base is None or group.senders or group.force else base.group
    body = replace(own, count=group.count, first=group.first, last=group.last, head=group.head, kind="level")
    near = attached_place(row.items, group)
    rest = base.options if base is not None else rank_spots(row.items, group, use, "stay", [])
    options = [near, *(s for s in rest if s != near)] if near is not None else rest
    features = set(base.features) if base is not None else set()
    one = Draft(row, body, f"level.{relation}", status, options=options, use=use, features=features)
    one.whole = base
    return one


def _over(row: Row, group: Group, base: Draft | None) -> Draft | None:
    """Read the number that a total is said to be: "an increase of 1,000 over a base level of 138,000"."""
    i = group.first - 1
    if base is None or group.kind != "count" or i < 1 or "of" not in row.items[i].tags:
        return None
    if not any("tally" in item.tags for item in row.items[max(0, i - 4) : i]):
        return None
    return _leveled(row, group, base, "of", Status.PRESENT, base.use)


def _relation(items: list[Item], group: Group) -> str:
    if group.count is not None and group.count.relation:
        return group.count.relation
    before = items[group.first - 1].tags if group.first > 0 else frozenset()
    if "with" in before and group.has("extra"):
        return "by"  # "was doubled, with 700 more soldiers"
    return "from" if "from" in before else "to" if "to" in before else "by" if "by" in before else ""


def _compared(items: list[Item], group: Group) -> bool:
    """Whether a number is what another is compared with: "13,000, down from 15,000"."""
    return group.first > 0 and "compared" in items[group.first - 1].tags


def _change(items: list[Item], group: Group, uses: list[Use]) -> Use | None:
    """Find the verb of change whose level or difference a number states, before it in the clause."""
    for use in reversed(uses):
        if use.start >= group.first:
            continue
        gap = items[use.last + 1 : group.first]
        if any(g.low in ".;:" or "clause" in g.tags for g in gap):
            return None
        if use.frames & CHANGES:
            return use
    return None


def _undone_before(use: Use, uses: list[Use]) -> bool:
    """Whether what brings a change about has not happened: "400 more will come, bringing the total to 800"."""
    before = next((u for u in reversed(uses) if u.last < use.start), None)
    return before is not None and bool(
        before.aux & {"future", "could", "infinitive"} or before.governors & {"planned", "demand"}
    )


def _is_body(draft: Draft, group: Group) -> bool:
    """Whether a draft is of a body of personnel named before a number."""
    stays = draft.group.noun is not None and draft.group.noun.kind in {
        "stay",
        "posting",
    }  # "its presence was doubled"
    return (draft.group.kind not in {"actor", "act"} or stays) and draft.group.first < group.first


def _dated(items: list[Item]) -> bool:
    return any(item.time is not None for item in items)


def _tell_total(items: list[Item], group: Group, own: list[Draft], drafts: list[Draft]) -> None:
    """Tell parts which total they are of: "including 1,200", "of the 2,500 in Iraq, 400 ...", "400 of whom"."""
    whole = next((d for d in reversed(drafts) if d.group.count is not None and d.group is not group), None)
    if whole is None:
        return
    total = whole.total if whole.rule == "part.including" and whole.total is not None else whole
    fronted = _fronted(items, whole.group) and _smaller(group, whole)
    of_them = _of_them(items, group) and _smaller(group, whole)
    for draft in own:
        if draft.rule == "part.including":
            draft.total = draft.total or (total if _smaller(group, total) else None)
        elif fronted or of_them:
            draft.total, draft.whole = whole, draft.whole or whole


def _fronted(items: list[Item], group: Group) -> bool:
    """Whether a total opens its clause after "of": "Of the 2,500 US troops in Iraq, ..."."""
    i = group.first - 1
    return i >= 0 and "of" in items[i].tags and (i == 0 or items[i - 1].low in ',.;:—–-"“')


def _of_them(items: list[Item], group: Group) -> bool:
    """Whether a number is a share of what was just named: "400 of them", "300 of whom"."""
    after = items[group.last + 1 : group.last + 3]
    return len(after) == 2 and "of" in after[0].tags and bool(after[1].tags & {"relative", "pronoun", "definite"})


def _tell_coalitions(drafts: list[Draft]) -> None:
    """Mark totals whose parts are of several senders: nobody's own, unless the text says whose."""
    senders: dict[int, set[str]] = {}
    for draft in drafts:
        if draft.total is not None:
            own = [code for code, _ in (draft.group.senders or draft.group.tail)]
            senders.setdefault(id(draft.total), set()).update(own)
    for draft in drafts:
        draft.parted = len(senders.get(id(draft), ())) > 1


def _leave_origins(drafts: list[Draft]) -> None:
    """Take the states that parts come from out of the places that their total may be at."""
    origins = {at for d in drafts if d.rule == "part.including" for _, at in d.group.tail}
    if not origins:
        return
    for draft in drafts:
        draft.options = [s for s in draft.options if s.item not in origins]
