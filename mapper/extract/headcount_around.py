"""What words around a number make of it: a side of a change ("from 5,100 to 2,500"), or the killed and trained."""

from __future__ import annotations

from mapper.extract.headcount_draft import Draft
from mapper.extract.headcount_numeral import read_numeral
from mapper.extract.headcount_words import Words
from mapper.extract.tokens import Tokens

LEVEL_REACH = 8
"""How many tokens after one side of a change the other may stand."""


def read_change(tokens: Tokens, draft: Draft, words: Words) -> None:
    """Decide whether "from", "to" or "by" before the number makes it a side of a change."""
    if not draft.relation:
        return
    first = draft.first - 1
    if not near_change(tokens, first, words):
        before = draft.relation in {"from", "from_or_by"} and _to_follows(tokens, draft, words)
        draft.relation = "from" if before else ""
        return
    if draft.relation == "from_or_by":  # "passer de 5 100 hommes à 2 500", but "réduire de 2 000 hommes"
        draft.relation = "from" if _to_later(tokens, draft, words) else "by"
    if draft.relation == "by":
        draft.delta = True


def near_change(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether a verb of change stands shortly before token ``k`` in the same clause."""
    for j in range(k - 1, max(-1, k - 13), -1):
        if tokens.lows[j] in {".", ";", "!", "?"} and not tokens.joined(j + 1):
            return False
        if tokens.lows[j] in words.change:
            return True
    return False


def _to_follows(tokens: Tokens, draft: Draft, words: Words) -> bool:
    k = draft.last + 1
    found = words.before.before(tokens, k + 1) if k < len(tokens) else None
    return found is not None and found[1] == "to" and k + 1 < len(tokens) and tokens.lows[k + 1][0].isdecimal()


def _to_later(tokens: Tokens, draft: Draft, words: Words) -> bool:
    """Whether the other side of a change follows, after the noun of this one: "de 5 100 hommes à 2 500"."""
    for k in range(draft.last + 1, min(draft.last + 1 + LEVEL_REACH, len(tokens) - 1)):
        if tokens.lows[k] in {".", ";", ":"} and not tokens.joined(k + 1):
            return False
        found = words.before.before(tokens, k + 1)
        if found is not None and found[1] == "to" and read_numeral(tokens, k + 1, words) is not None:
            return True
    return False


def read_harm(tokens: Tokens, draft: Draft, words: Words, floor: int) -> None:
    """Take out the killed, wounded, captured, trained and recruited."""
    if draft.kind == "other":
        return
    first = draft.first
    for _ in range(3):
        if first > floor and (tokens.lows[first - 1] in words.skip["determiners"]):
            first -= 1
    if words.harm_before.before(tokens, first) is not None:
        draft.kind, draft.reason = "other", "harmed or trained"
        return
    k = (draft.noun_last if draft.noun_last >= 0 else draft.last) + 1
    for _ in range(5):
        if k >= len(tokens):
            return
        if words.harm_after.at(tokens, k) is not None:
            draft.kind, draft.reason = "other", "harmed or trained"
            return
        if tokens.lows[k] not in words.harm_between:
            return
        k += 1
