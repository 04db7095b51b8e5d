"""How likely a draft is a claim: a sum of weights over named features, read from a file that a script trained.

The weights are logistic regression's, so the sum is a log-odds and each feature's share can be shown. Nothing
is learned here; ``scripts/train_weights.py`` writes ``geodata/lang/weights.json``.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mapper.extract.choose import add_place_features, link_features
from mapper.extract.draft import DEPARTING, SENDING, Draft
from mapper.extract.items import Item
from mapper.extract.place import FINE
from mapper.model import Precision

FEW = 10
"""Fewer people than this are rather met by chance than deployed."""
CLOSE = 250
"""Characters within which the last place named is still at hand."""
LOOSE = frozenset({"carried", "near", "main", "loose"})
TIGHT = frozenset({"post", "object", "front", "there", "theatre"})
UNSAID = frozenset({"carried", "voted", "home", "none", "topic"})
SAID = frozenset({"said", "owner", "force", "subject", "from", "pronoun", "noun"})
DONE = frozenset({"stay", "have", "move", "there", "noun", "place", "part", "level", "hold"})
DOING = {
    "keep": "stay", "deploy": "stay", "remain": "stay", "leave": "have", "have": "have", "host": "have", "at": "stay",
    "send": "move", "come": "move", "withdraw": "move", "go": "move", "cut": "move", "add": "move", "end": "move",
    "handover": "move", "be": "be", "strike": "strike", "hold": "hold",
}  # fmt: skip
"""What each frame says that the personnel do, as the features put it."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How much a report is about a country: its rank by mentions, its share of them, and whether it opens with it."""

    rank: int
    share: float
    lede: bool


UNNAMED = Standing(9, 0.0, lede=False)
SHARES = ((0.01, "none"), (0.15, "few"), (0.35, "some"), (0.6, "many"))


@dataclass(frozen=True)
class Weights:
    """The weight of each feature, the bias, and the least probability at which a draft becomes a claim.

    ``places`` are the weights of the features of a place, by which one of several is chosen.
    """

    bias: float
    weights: dict[str, float]
    threshold: float
    places: dict[str, float]


@cache
def open_weights() -> Weights:
    """Open the shipped weights; they are read once in a process.

    Returns
    -------
    Weights
    """
    raw = json.loads((files("mapper.geodata") / "lang" / "weights.json").read_text(encoding="utf-8"))
    return Weights(float(raw["bias"]), dict(raw["weights"]), float(raw["threshold"]), dict(raw["places"]))


def probability(draft: Draft, weights: Weights) -> float:
    """Probability (0 to 1) that a draft is a claim by the codebook.

    Parameters
    ----------
    draft : Draft
        With its features.
    weights : Weights

    Returns
    -------
    float
    """
    total = weights.bias + sum(weights.weights.get(f, 0.0) for f in sorted(draft.features))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def reasons(draft: Draft, weights: Weights, *, most: int = 5) -> list[tuple[str, float]]:
    """List the features that weigh most in a draft, strongest first, with their weights."""
    known = [(f, weights.weights[f]) for f in draft.features if f in weights.weights]
    return sorted(known, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]


def add_features(
    draft: Draft, text: str, standing: Mapping[str, Standing], seen: Counter[tuple[str | None, str | None]]
) -> None:
    """Name everything about a draft that may speak for or against it.

    Parameters
    ----------
    draft : Draft
        Gains entries in ``features``.
    text : str
        The report's text.
    standing : Mapping of (str, Standing)
        How much the report is about each country.
    seen : Counter of (sender, host)
        How often the report ties a sender to a host outright.
    """
    group, spot = draft.group, draft.spot
    tie, doing = spot.tie if spot else "nowhere", doing_of(draft)
    add = draft.features.add
    add(f"doing={doing}")
    add(f"kind={group.kind}")
    add(f"status={draft.status.value}")
    add(f"how={draft.how}")
    add(f"personnel={draft.personnel.value}")
    add(f"tie={tie}")
    add(f"role={spot.role if spot else 'none'}")
    add(f"doing={doing}&{'tight' if tie in TIGHT else 'loose'}")
    add(f"doing={doing}&{'numbered' if draft.numbered else 'bare'}")
    add(f"tie={tie}&{'numbered' if draft.numbered else 'bare'}")
    if draft.how in UNSAID and tie in LOOSE:
        add("weak")
    if doing == "none" and tie in LOOSE:
        add("adrift")
    add("numbered" if draft.numbered else "words" if draft.count_text else "bare")
    draft.features |= link_features(draft, tie)
    firm = (draft.how in SAID) + (doing in DONE) + (tie in TIGHT or tie in {"clause", "purpose"})
    add(f"firm={firm}")
    add(f"firm={firm}&{'numbered' if draft.numbered else 'bare'}")
    if draft.sender is not None and draft.sender == draft.host:
        add("own&numbered" if draft.numbered else "own&bare")
        draft.features |= _at_home(draft, tie, doing)
    _group_features(draft, doing)
    place = _place_features(draft, standing, seen)
    draft.features |= place
    add_place_features(draft, place)
    _sentence_features(draft, text)


def _group_features(draft: Draft, doing: str) -> None:
    """Name what the phrase itself says: its limits, its kind, and whether it names or counts anybody."""
    group, add = draft.group, draft.features.add
    for flag in sorted(group.flags & {"part", "extra", "whole", "definite", "possessive", "not", "led", "backed"}):
        add(f"group={flag}")
    if group.kind == "actor":
        add(f"actor&{doing}")
    if group.kind in {"actor", "act"} and _after_event(draft.items, group.first):
        add("background")
    if draft.count is not None and draft.count.high is not None and draft.count.high < FEW:
        add("few")
    if group.force is not None:
        add("force=named")
    if group.kind in {"named", "force"} and draft.numbered:
        add("body&numbered")
    if group.kind == "count" and draft.how in UNSAID:
        add("count&unsaid")
    if group.kind == "member" and not (group.senders or group.force or group.tail):
        add("vague")


def _at_home(draft: Draft, tie: str, doing: str) -> set[str]:
    """Name what tells a deployment at home from an army in its own country: a named part, and a verb of sending."""
    if draft.status in DEPARTING or draft.rule.startswith("whole"):
        return {"own&departing"}
    fine = draft.location is not None and draft.location.precision in FINE
    sent = doing in {"stay", "move"} and draft.use is not None and bool(draft.use.frames & SENDING)
    return {f"own&{'sent' if sent else 'other'}&{'part' if fine and tie in TIGHT else 'whole'}"}


def doing_of(draft: Draft) -> str:
    """Tell in one word what a draft's rule says that the personnel do."""
    relation, _, frame = draft.rule.partition(".")
    if relation in {"noun", "there", "part", "level", "act"}:
        return relation
    if relation == "whole":
        return "move"
    if relation == "np":
        return "place" if frame == "post" else "none"
    return DOING.get(frame, "other")


def _place_features(
    draft: Draft, standing: Mapping[str, Standing], seen: Counter[tuple[str | None, str | None]]
) -> set[str]:
    """Name what the report says of a draft's place: how fine, how near, how often named or tied to the sender."""
    found: set[str] = set()
    spot = draft.spot
    if spot is not None and spot.tie == "near":
        gap = draft.items[draft.group.first].start - spot.mention.start
        found.add("near=close" if gap < CLOSE else "near=far")
    if draft.location is not None:
        found.add(f"precision={draft.location.precision.value}")
        if draft.location.precision in {Precision.AREA, Precision.GLOBAL}:
            found.add("area&numbered" if draft.numbered else "area&bare")
    if draft.host is None:
        return found
    about = standing.get(draft.host, UNNAMED)
    rank = about.rank
    draft.place_features.add(f"share={next((name for bound, name in SHARES if about.share < bound), 'most')}")
    if about.lede:
        draft.place_features.add("lede")
    found.add(f"main={min(rank, 3)}")
    found.add(f"seen={min(seen[draft.sender, draft.host], 2)}")
    if spot is not None and spot.tie in LOOSE:
        found.add(f"loosely&seen={min(seen[draft.sender, draft.host], 2)}&main={min(rank, 2)}")
    return found


def _sentence_features(draft: Draft, text: str) -> None:
    items = draft.items
    add = draft.features.add
    near = items[max(0, draft.group.first - 6) : draft.group.last + 7]
    tags = {tag for item in near for tag in item.tags}
    for tag in ("casualty", "if", "after", "deny", "past_time", "now", "serving", "sport", "us", "recruit"):
        if tag in tags:
            add(f"near={tag}")
    if "civil" in tags and draft.group.kind == "actor":
        add("civil")  # "700 Iraqis living in Turkey cast votes"
    if any(item.time for item in items):
        add("time")
    if _quoted(items, draft.group.first):
        add("quoted")
    add("first" if draft.row.number <= 2 else "later")
    if text[draft.row.sentence.start : draft.row.sentence.end].endswith("?"):
        add("question")


def _after_event(items: list[Item], at: int) -> bool:
    """Whether a movement only dates something else: "after Russia invaded Ukraine", "since France's withdrawal"."""
    return any("after" in item.tags or item.low in ";:" for item in items[max(0, at - 4) : at])


def _quoted(items: list[Item], at: int) -> bool:
    opened = sum(item.low in {'"', "“", "”", "«", "»"} for item in items[:at])
    return opened % 2 == 1
