"""Whose "we" and "our" are: "We have 400 soldiers in Chad, said the French minister"."""

from __future__ import annotations

from mapper.extract.draft import Draft
from mapper.extract.items import QUOTES, Item
from mapper.extract.place import role_of

SUBJECT_REACH = 4
"""How many items before a verb its "we" may stand."""
SPEAKER_REACH = 8
"""How many items from a verb of saying the one who speaks may stand."""


def is_ours(draft: Draft) -> bool:
    """Whether the personnel of a draft are those of the one who speaks.

    Parameters
    ----------
    draft : Draft

    Returns
    -------
    bool
    """
    items, group, use = draft.items, draft.group, draft.use
    own = items[group.first : group.head + 1]
    if any({"us", "possessive"} <= item.tags for item in own):
        return True
    if use is None or use.last >= group.first:
        return False
    return any({"us", "pronoun"} <= item.tags for item in items[max(0, use.start - SUBJECT_REACH) : use.start])


def who_speaks(draft: Draft) -> tuple[list[str], str]:
    """Find the state of the one who says the sentence of a draft.

    Parameters
    ----------
    draft : Draft

    Returns
    -------
    tuple of (list of str, str)
        Its code and "speaker"; nothing and "none" where nobody is said to speak.
    """
    items = draft.items
    for i, item in enumerate(items):
        if "saying" not in item.tags:
            continue
        after = range(i + 1, min(len(items), i + 1 + SPEAKER_REACH))
        before = range(i - 1, max(-1, i - 1 - SPEAKER_REACH), -1)
        turned = i > 0 and (items[i - 1].low == "," or items[i - 1].low in QUOTES)
        for side in (after, before) if turned else (before, after):
            code = _speaker(items, side)
            if code is not None:
                return [code], "speaker"
    return [], "none"


def _speaker(items: list[Item], side: range) -> str | None:
    """Take the first state on one side of a verb of saying, unless a quote begins or it is only a place."""
    for k in side:
        item = items[k]
        if item.low in QUOTES or item.low in ".;:":
            return None
        if item.who is not None and role_of(items, k)[0] not in {"at", "from", "to"}:
            return item.who.code
    return None
