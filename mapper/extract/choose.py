"""Which of the places that one reading may have is meant: a choice among its options, by a sum of weights.

A reading ("1,000 troops, sent by Kenya, planned") may find several places: in its clause, taken up by "there",
carried over from a sentence before, named most in the report. The weights are a conditional logit's, trained by
``scripts/train_weights.py``; the probability of the chosen place then counts as evidence for the claim itself.
References: D. McFadden, "Conditional logit analysis of qualitative choice behavior", 1974.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from mapper.extract.draft import Draft
from mapper.extract.links import open_links
from mapper.model import Status

FAMILY = {
    Status.PRESENT: "stay", Status.DENIED: "stay", Status.ARRIVING: "arrival", Status.PLANNED_ARRIVAL: "arrival",
    Status.LEAVING: "departure", Status.LEFT: "departure", Status.PLANNED_DEPARTURE: "departure",
}  # fmt: skip
STEPS = ((0.35, "unlike"), (0.5, "open"), (0.65, "likelier"), (0.8, "likely"), (0.95, "sure"))
"""Upper bounds of the probability of a place and their names; above the last it is the only one."""


def choose_places(drafts: list[Draft], weights: Mapping[str, float]) -> list[Draft]:
    """Keep, of the places that one reading may have, the likeliest.

    Parameters
    ----------
    drafts : list of Draft
        With ``place_features``; the options of one reading share sentence, phrase, rule and sender.
    weights : Mapping
        Weight of each feature of a place.

    Returns
    -------
    list of Draft
        In the order given, each with a ``place=...`` feature for how sure its place is; places joined by "and"
        under one reading are one option and all kept.
    """
    readings: dict[tuple[int, int, str, str | None], dict[int, list[Draft]]] = {}
    for draft in drafts:
        readings.setdefault(key_of(draft), {}).setdefault(draft.option, []).append(draft)
    kept: set[int] = set()
    for options in readings.values():
        chosen, share = _likeliest(list(options.values()), weights)
        sure = next((name for bound, name in STEPS if share < bound), "only")
        for draft in chosen:
            draft.features.add(f"place={sure}")
            kept.add(id(draft))
    return [draft for draft in drafts if id(draft) in kept]


def key_of(draft: Draft) -> tuple[int, int, str, str | None]:
    """Tell which reading a draft is an option of."""
    return draft.row.number, draft.group.first, draft.rule, draft.sender


def _likeliest(options: list[list[Draft]], weights: Mapping[str, float]) -> tuple[list[Draft], float]:
    """Return the best option, the first of equals, and its probability among all."""
    sums = [sum(weights.get(f, 0.0) for f in sorted(drafts[0].place_features)) for drafts in options]
    best = max(range(len(sums)), key=lambda i: (sums[i], -i))
    return options[best], 1 / sum(math.exp(s - sums[best]) for s in sums)


def add_place_features(draft: Draft, features: Iterable[str]) -> None:
    """Name everything about a draft's place that may speak for or against it.

    Parameters
    ----------
    draft : Draft
        Gains ``place_features``.
    features : iterable of str
        What is known of the place in the report (precision, how often it is named, how it is tied).
    """
    spot, add = draft.spot, draft.place_features.add
    tie = spot.tie if spot else "nowhere"
    family = FAMILY[draft.status]
    draft.place_features |= set(features)
    add(f"option={draft.option}")
    add(f"tie={tie}")
    add(f"tie={tie}&{family}")
    add(f"role={spot.role if spot else 'none'}")
    add(f"role={spot.role if spot else 'none'}&{family}")
    if spot is not None:
        add(f"gap={min(5, abs(spot.gap) // 3)}")
        add(f"tie={tie}&gap={min(3, abs(spot.gap) // 4)}")
    if draft.host is None:
        add("host=none")
    elif draft.host == draft.sender:
        add("host=own")
        add(f"host=own&{tie}")
    draft.place_features |= link_features(draft, tie)


def link_features(draft: Draft, tie: str) -> set[str]:
    """Name what links the sender to the host beyond the report: a base, a force, a border, or nothing."""
    if draft.sender is None or draft.host is None or draft.sender == draft.host:
        return set()
    kind = open_links().kind(draft.sender, draft.host)
    return {
        f"link={kind}",
        f"link={kind}&{'tight' if tie in {'post', 'object', 'front', 'there', 'theatre'} else 'loose'}",
        f"link={kind}&{'numbered' if draft.numbered else 'bare'}",
    }
