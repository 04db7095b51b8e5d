"""What a number counts: the noun after it, and the signs that it counts no people."""

from __future__ import annotations

from mapper.extract.headcount_draft import Draft
from mapper.extract.headcount_numeral import read_numeral
from mapper.extract.headcount_words import Head, Words
from mapper.extract.tokens import Tokens

_REACH = 9  # tokens looked at after a number for the noun that it counts
BREAK = frozenset('.,;:!?()[]{}"“”«»…|')
_QUOTES = frozenset('"“«')
_CLOSE = frozenset("-'/&")


def not_people(tokens: Tokens, draft: Draft, words: Words) -> str:
    """Say from the words around a number, before any noun, why it cannot count people; empty otherwise."""
    before = tokens.lows[draft.core - 1] if draft.core else ""
    if before in words.money:
        return "money"
    if draft.numeral is None:
        return ""
    after = tokens.lows[draft.last + 1] if draft.last + 1 < len(tokens) else ""
    if draft.first == draft.core and draft.form in {"figure", "word"}:
        if _day_of_month(tokens, draft, words):
            return "date"
        if before == "," and after == "," and _is_age(tokens, draft):
            return "age"
    if _year_range(draft):
        return "date"
    return _part_of_word(tokens, draft, words, before, after)


def _part_of_word(tokens: Tokens, draft: Draft, words: Words, before: str, after: str) -> str:
    """Say whether a number belongs to a name ("Resolution 2100") or to a compound ("six-month")."""
    lone = draft.first == draft.core and draft.form in {"figure", "word"}
    if (lone and before in words.label) or (after in {":", "/"} and _touches_digit(tokens, draft.last + 1)):
        return "label"
    return "compound" if after == "-" and _compounded(tokens, draft.last + 1, words) else ""


def _day_of_month(tokens: Tokens, draft: Draft, words: Words) -> bool:
    """Whether a figure up to 31 stands beside the name of a month: "15 August", "Sept. 11"."""
    if draft.high is None or draft.high > 31:
        return False
    before = draft.core - 1
    if before > 0 and tokens.lows[before] == "." and tokens.joined(before):
        before -= 1
    around = {tokens.lows[k] for k in (before, draft.last + 1) if 0 <= k < len(tokens)}
    return not words.months.isdisjoint(around)


def _is_age(tokens: Tokens, draft: Draft) -> bool:
    """Whether a figure between commas follows a name: "Jane Doe, 38, said"."""
    k = draft.core - 2
    return k >= 0 and draft.high is not None and 10 <= draft.high <= 110 and tokens.slice(k, k)[0].isupper()


def _compounded(tokens: Tokens, k: int, words: Words) -> bool:
    """Whether a hyphen ties the number to a word that describes something else: "six-month", "two-star"."""
    if k + 1 >= len(tokens) or not (tokens.joined(k) and tokens.joined(k + 1)):
        return False
    return tokens.lows[k + 1].isalpha() and words.heads.at(tokens, k + 1) is None


def _year_range(draft: Draft) -> bool:
    ungrouped = draft.numeral is not None and not draft.numeral.grouped
    return draft.form == "range" and _years(draft) and ungrouped


def _touches_digit(tokens: Tokens, k: int) -> bool:
    return k + 1 < len(tokens) and tokens.joined(k) and tokens.joined(k + 1) and tokens.lows[k + 1][0].isdecimal()


def _years(draft: Draft) -> bool:
    return draft.low is not None and draft.high is not None and 1800 <= draft.low < draft.high <= 2100


def is_year(tokens: Tokens, draft: Draft, words: Words) -> bool:
    """Whether a bare figure of four digits is a year: no grouping, and a word of time or a month beside it."""
    numeral = draft.numeral
    if numeral is None or numeral.digits != 4 or numeral.grouped or draft.form != "figure":
        return False
    if not 1800 <= numeral.value <= 2100:
        return False
    before = tokens.lows[numeral.first - 1] if numeral.first else ""
    if before in words.months or before in words.date_before:
        return True
    return draft.noun is None and find_head(tokens, draft.last + 1, words) is None


def find_head(tokens: Tokens, k: int, words: Words) -> tuple[int, int, Head] | None:
    """First noun after a number that says what is counted: its first and last token, and what it is."""
    lows, start = tokens.lows, k
    while k < len(lows) and lows[k] in words.skip["lead"]:
        k += 1
    if k + 1 < len(lows) and lows[k] in _QUOTES and words.heads.at(tokens, k + 1) is not None:
        k += 1  # 1,890 "instructors"
    first = k
    while k < min(len(lows), start + _REACH):
        found = words.heads.at(tokens, k)
        if found is not None and not (lows[k] == "-" and not tokens.joined(k)):
            return _compound(tokens, first, found[0] - 1, found[1], words)
        low = lows[k]
        if low in BREAK:
            return None
        if low[0].isdecimal():
            return _found_whole(tokens, k, words) if k > start and lows[start] in words.skip["of"] else None
        if low in words.stop and low not in words.skip["of"]:
            return None
        if low in words.skip["of"] and k > start:
            return None
        k += 1
    return None


def _found_whole(tokens: Tokens, k: int, words: Words) -> tuple[int, int, Head] | None:
    """Find the noun of "3,000 of its 5,000 troops" behind the second number."""
    numeral = read_numeral(tokens, k, words)
    if numeral is None or numeral.last + 1 >= len(tokens) or tokens.lows[numeral.last + 1][0].isdecimal():
        return None
    return find_head(tokens, numeral.last + 1, words)


def _compound(tokens: Tokens, first: int, last: int, head: Head, words: Words) -> tuple[int, int, Head]:
    """Follow a compound to its last noun: "12 army helicopters", "3 troop carriers", "two battalion commanders"."""
    for _ in range(2):
        following = words.heads.at(tokens, last + 1)
        if following is None or tokens.lows[last + 1] in _CLOSE:
            break
        if tokens.lows[last].endswith("s") and not tokens.lows[following[0] - 1].endswith("s"):
            break  # "46 nations patrol": a counted compound is plural at its end
        last, head = following[0] - 1, following[1]
    return first, last, head
