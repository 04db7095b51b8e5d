"""Which date of its sentence a draft holds at."""

from __future__ import annotations

from mapper.extract.draft import Draft
from mapper.extract.items import Item
from mapper.model import Status

AHEAD = frozenset({Status.PLANNED_ARRIVAL, Status.PLANNED_DEPARTURE})
MOVED = frozenset({Status.LEFT, Status.LEAVING, Status.ARRIVING})
SAYING_REACH = 2


def date_of(draft: Draft) -> str | None:
    """Pick the date nearest to what the draft hangs on: its verb, or its phrase.

    Parameters
    ----------
    draft : Draft

    Returns
    -------
    str or None
        EDTF; ``None`` where the sentence gives none, so that the report's date holds. The date of a statement
        ("said on Monday") counts only for what has just happened, never for a state of affairs.
    """
    items = draft.items
    anchor = draft.use.at if draft.use is not None else draft.group.head
    dated = [
        i for i, item in enumerate(items)
        if item.time is not None and item.time.edtf is not None
        and (draft.status in MOVED or not _of_saying(items, i))
    ]  # fmt: skip
    if not dated:
        return None
    nearest = min(dated, key=lambda i: (abs(i - anchor) + (6 if _parted(items, i, anchor) else 0), i))
    time = items[nearest].time
    if time is None:
        return None
    return time.future or time.edtf if draft.status in AHEAD else time.edtf


def _of_saying(items: list[Item], i: int) -> bool:
    around = items[max(0, i - SAYING_REACH) : i + SAYING_REACH + 1]
    return any("saying" in item.tags for item in around)


def _parted(items: list[Item], i: int, anchor: int) -> bool:
    """Whether a clause begins between a date and what it may belong to."""
    low, high = min(i, anchor), max(i, anchor)
    return any(item.tags & {"clause", "relative"} or item.low in ";:" for item in items[low + 1 : high])
