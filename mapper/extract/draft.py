"""A claim in the making: what the frames filled, with the features that weigh it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from mapper.extract.items import Count, Item, Named, Row
from mapper.extract.phrase import Group
from mapper.extract.place import Spot
from mapper.extract.verbs import Use
from mapper.model import Location, Personnel, Status

SENDING = frozenset({"send", "deploy", "keep"})
"""Frames whose subject is whose the personnel are."""
AHEAD = frozenset({Status.PLANNED_ARRIVAL, Status.PLANNED_DEPARTURE})
DEPARTING = frozenset({Status.LEAVING, Status.LEFT, Status.PLANNED_DEPARTURE})
AWAY = {Status.ARRIVING: Status.LEAVING, Status.PLANNED_ARRIVAL: Status.PLANNED_DEPARTURE}
"""What a movement is at the place that it starts from: "flew 65 soldiers from Niamey to Rome"."""

Key = tuple[int, int, str]


@dataclass(slots=True)
class Draft:
    """One reading of one phrase: who, how many, where, with which status, and by which rule.

    ``whole`` is the draft of personnel named before that these are of, too; ``total`` that of the number of which
    this one is a part. ``parted`` is a total whose parts are of several senders; ``repeats`` are the keys of the
    drafts that were merged into this one.
    ``options`` are the places of the sentence that fit, best first; ``spot`` is the one taken.
    ``today`` tells that the sentence gives the report's own date. ``how`` says where the sender is from (said,
    owner, force, subject, carried, none) and ``where`` where the place is from (the spot's tie).
    ``features`` are the names of everything the weights may look at, ``place_features`` those of its place, which
    is the ``option``-th of its reading's.
    """

    row: Row
    group: Group
    rule: str
    status: Status
    sender: str | None = None
    how: str = "none"
    force: Named | None = None
    personnel: Personnel = Personnel.TROOPS
    count: Count | None = None
    count_text: str | None = None
    options: list[Spot] = field(default_factory=list)
    spot: Spot | None = None
    use: Use | None = None
    location: Location | None = None
    host: str | None = None
    origin: Location | None = None
    when: str | None = None
    today: bool = False
    optional: bool = False
    option: int = 0
    features: set[str] = field(default_factory=set)
    place_features: set[str] = field(default_factory=set)
    whole: Draft | None = None
    total: Draft | None = None
    parted: bool = False
    repeats: tuple[Key, ...] = ()
    score: float = 0.0

    @property
    def key(self) -> Key:
        """Return what names the reading in its report, whatever sender and place were found for it."""
        return self.row.number, self.group.first, self.rule

    @property
    def items(self) -> list[Item]:
        """Return the items of its sentence."""
        return self.row.items

    @property
    def numbered(self) -> bool:
        """Whether it states a number."""
        return self.count is not None and (self.count.low is not None or self.count.high is not None)


FIELDS = tuple(each.name for each in fields(Draft))


def copy_draft(draft: Draft, **changes: Any) -> Draft:
    """Copy a draft with features of its own.

    Parameters
    ----------
    draft : Draft
    **changes : object
        Fields that differ in the copy.

    Returns
    -------
    Draft
    """
    one = Draft.__new__(Draft)  # a fifth of the time of ``replace``, for what is copied most
    for name in FIELDS:
        setattr(one, name, getattr(draft, name))
    one.features, one.place_features = set(draft.features), set(draft.place_features)
    for name, value in changes.items():
        setattr(one, name, value)
    return one
