"""Whose a movement is when only "its" says so: "MINUSMA has begun its withdrawal from Mali" is one claim."""

from __future__ import annotations

from bisect import bisect_left

from mapper.extract.draft import Draft
from mapper.extract.phrase import COLLECTIVE, Group, take_force
from mapper.extract.spots import acts_as_state

REACH = 12
"""How many items before its movement a body may stand."""


def tell_movers(drafts: list[Draft], groups: list[Group]) -> list[Draft]:
    """Give a movement with "its" the force that is the subject, which then makes no claim of its own.

    Parameters
    ----------
    drafts : list of Draft
        Of one sentence, in text order; movements without a sender of their own gain one.
    groups : list of Group
        The sentence's phrases, in text order.

    Returns
    -------
    list of Draft
        Without those that only name the subject of a movement.
    """
    spoken: set[int] = set()
    busy = {id(d.group) for d in drafts if d.rule != "np.loose"}
    lasts = [g.last for g in groups]
    for act in drafts:
        if act.group.kind != "act" or act.group.senders or not act.group.has("possessive"):
            continue
        k = bisect_left(lasts, act.group.first) - 1
        body = groups[k] if k >= 0 else None
        if body is None or id(body) in busy or not _is_subject(body, act):
            continue
        if act.group.force is not None and act.group.force is not body.force:
            continue
        act.group.senders += body.senders
        act.group.implied = act.group.implied or body.implied
        act.group.personnel = body.personnel
        if body.force is not None:
            take_force(act.group, body.force)
        spoken.add(id(body))
    return [d for d in drafts if id(d.group) not in spoken]


def _is_subject(body: Group, act: Draft) -> bool:
    """Whether a body stands right before its movement, and nobody else acts between."""
    between = range(body.last + 1, act.group.first)
    if body.kind not in COLLECTIVE or len(between) > REACH:
        return False
    return not any(acts_as_state(act.items, k) or act.items[k].low in ".;:" for k in between)
