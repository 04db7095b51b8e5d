"""Quantities of people in a text, as the codebook's section "Counts" reads them.

Every number is found, and each says what it counts: personnel (``people``), something that is never people
present (``other``, with the reason: killed, dollars, years, vehicles, ...), or what the phrase leaves open
(``unknown``). One pass over the tokens; the look around a number is bounded, so time is linear in the text.
"""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.headcount_around import near_change, read_change, read_harm
from mapper.extract.headcount_draft import Draft, Headcount, Noun
from mapper.extract.headcount_noun import BREAK, find_head, is_year, not_people
from mapper.extract.headcount_numeral import Numeral, read_numeral
from mapper.extract.headcount_words import Head, Words, open_words
from mapper.extract.tokens import Tokens, find_openings, tokenise
from mapper.model import Personnel

__all__ = ["Headcount", "Noun", "find_headcounts"]


def find_headcounts(text: str, lang: str = "en") -> tuple[Headcount, ...]:
    """Find every quantity of a text that may count people, and say what it counts.

    Parameters
    ----------
    text : str
        Any text.
    lang : str
        ISO 639-1 code; a language without vocabulary is read as English.

    Returns
    -------
    tuple of Headcount
        In text order, spans disjoint. Ordinals, decimals and numbers inside codes ("T-72") are left out.

    Notes
    -----
    Intervals follow the codebook's table: bounds open one side, ranges and vague plurals give both.

    Examples
    --------
    >>> [(h.low, h.high, h.kind) for h in find_headcounts("At least 3,000 troops and 40 tanks")]
    [(3000, None, 'people'), (40, 40, 'other')]
    >>> find_headcounts("")
    ()
    """
    tokens, words = tokenise(text), open_words(lang)
    found: list[Headcount] = []
    floor = free = 0
    for i in find_openings(tokens, words.starters):
        draft = _read(tokens, i, words, floor) if i >= free else None
        if draft is not None:
            found.append(_finish(tokens, draft))
            floor = free = draft.last + 1
        elif i >= free and tokens.lows[i][0].isdecimal():
            free = _past_figure(tokens, i)
    return tuple(found)


def _past_figure(tokens: Tokens, i: int) -> int:
    """Skip the rest of a figure that is not a count, so that its parts are not read as counts."""
    i += 1
    while i < len(tokens) and tokens.joined(i) and (tokens.lows[i][0].isdecimal() or tokens.lows[i] in ".,:"):
        i += 1
    return i


def _read(tokens: Tokens, i: int, words: Words, floor: int) -> Draft | None:
    share = _read_share(tokens, i, words)
    if share is not None:
        return share
    draft = _read_vague(tokens, i, words) or _read_number(tokens, i, words)
    if draft is None:
        return _read_formation(tokens, i, words, floor)
    _read_suffix(tokens, draft, words)
    _read_qualifiers(tokens, draft, words, floor)
    _read_head(tokens, draft, words)
    read_change(tokens, draft, words)
    read_harm(tokens, draft, words, floor)
    if tokens.lows[draft.core] in words.pronouns and draft.core == draft.last and draft.noun is None:
        return None
    return draft


def _finish(tokens: Tokens, draft: Draft) -> Headcount:
    start, end = tokens.starts[draft.first], tokens.ends[draft.last]
    return Headcount(
        start=start, end=end, text=tokens.text[start:end], low=draft.low, high=draft.high, kind=draft.kind,
        form=draft.form, noun=draft.noun, reason=draft.reason, delta=draft.delta, relation=draft.relation,
        echelon=draft.echelon, units=draft.units, of=draft.of, scope=draft.scope,
    )  # fmt: skip


def _read_vague(tokens: Tokens, i: int, words: Words) -> Draft | None:
    found = words.vague.at(tokens, i)
    if found is None:
        return None
    after, (low, high) = found
    return Draft(i, after - 1, low or None, high or None, "vague", i)


def _read_number(tokens: Tokens, i: int, words: Words) -> Draft | None:
    numeral = read_numeral(tokens, i, words)
    if numeral is None:
        return None
    draft = Draft(i, numeral.last, numeral.value, numeral.value, numeral.form, i, numeral)
    _read_range(tokens, draft, numeral, words)
    return draft


def _read_range(tokens: Tokens, draft: Draft, left: Numeral, words: Words) -> None:
    """Extend a number to a range: "2,000-3,000", "25-35,000", "2 to 3,000", "between 2,000 and 3,000"."""
    k = left.last + 1
    if k + 1 >= len(tokens):
        return
    between = words.before.before(tokens, left.first)
    inside = between is not None and between[1] == "between"
    joins = words.between_joins if inside else words.range_joins
    if tokens.lows[k] not in joins:
        return
    if between is not None and between[1] in {"from", "by"} and near_change(tokens, between[0], words):
        return
    right = read_numeral(tokens, k + 1, words)
    if right is None or (tokens.lows[k] == "-" and not _dash(tokens, k)):
        return
    if _short_years(left, right, tokens.lows[k]):
        draft.low, draft.high = left.value, left.value // 100 * 100 + right.value
        draft.last, draft.form = right.last, "range"
        draft.numeral = replace(left, grouped=False)
        return
    low = _scaled(left, right)
    if low >= right.value or (tokens.lows[k] in words.ands and not inside and tokens.lows[k] != "-"):
        return
    draft.low, draft.high, draft.last, draft.form, draft.numeral = low, right.value, right.last, "range", right
    if inside and between is not None:
        draft.first = between[0]


def _short_years(left: Numeral, right: Numeral, join: str) -> bool:
    """Whether two figures are years, the second cut short: "2016-17", "2020/21"."""
    if join not in {"-", "/"} or left.digits != 4 or left.grouped or right.digits != 2:
        return False
    return 1800 <= left.value <= 2100 and right.value > left.value % 100


def _dash(tokens: Tokens, k: int) -> bool:
    """Whether the dash at ``k`` joins its sides: both touch it or neither does."""
    return tokens.joined(k) == tokens.joined(k + 1)


def _scaled(left: Numeral, right: Numeral) -> int:
    """Lower end of a range whose scale is written once: "25-35,000", "2-300", "two to three thousand"."""
    if left.scale == 1 and right.scale > 1 and left.value < right.value // right.scale:
        return left.value * right.scale
    if left.value >= 100 or right.value < 200 or left.grouped or left.form != right.form:
        return left.value
    size = 1
    while right.value % (size * 10) == 0:
        size *= 10
    for unit in (1000, 100):
        lead = right.value // unit
        if right.value >= unit and size >= unit and left.value < lead < 1000:
            return left.value * unit
    return left.value


def _read_qualifiers(tokens: Tokens, draft: Draft, words: Words, floor: int) -> None:
    """Take in what stands before the number: bounds, "about", "another", "all", "between"."""
    for _ in range(4):
        found = words.before.before(tokens, draft.first, floor=floor)
        if found is None:
            return
        first, role = found
        if draft.form == "partitive" and role in {"low", "high"}:
            return  # "handed over the first of its bases"
        if role in {"between", "from", "to", "by", "from_or_by"}:
            if role != "between" and not draft.relation:
                draft.relation = role
            return
        draft.first = first
        if role == "low" and draft.form != "range":
            draft.high = None
        elif role == "high" and draft.form != "range":
            draft.low = None
        elif role == "more":
            draft.delta = True
        elif role == "whole":
            draft.scope = tokens.slice(first, first).lower()


def _read_suffix(tokens: Tokens, draft: Draft, words: Words) -> None:
    for _ in range(2):
        found = words.after.at(tokens, draft.last + 1)
        if found is None or _detached(tokens, draft.last + 1):
            return
        after, role = found
        draft.last = after - 1
        if role == "low":
            draft.high = None
        elif role == "high":
            draft.low = None
        elif role == "more":
            draft.delta = True
        elif role in {"strength", "members"}:
            draft.form, draft.kind = "strength", "people" if role == "strength" else "unknown"


def _detached(tokens: Tokens, k: int) -> bool:
    return tokens.lows[k] == "-" and not tokens.joined(k)


def _read_head(tokens: Tokens, draft: Draft, words: Words) -> None:
    """Find the noun that the number counts, and with it the kind."""
    other = not_people(tokens, draft, words)
    if other:
        draft.kind, draft.reason = "other", other
        return
    found = find_head(tokens, draft.last + 1, words)
    if found is None:
        if is_year(tokens, draft, words):
            draft.kind, draft.reason = "other", "date"
        return
    first, last, head = found
    if head.kind == "other":
        if draft.form != "strength":
            draft.kind, draft.reason = "other", head.other
        return
    if head.kind != "echelon" and is_year(tokens, draft, words) and not draft.delta and draft.core == draft.first:
        draft.kind, draft.reason = "other", "date"
        return
    if head.kind != "member":
        draft.kind = "people"
    if head.kind == "echelon" and draft.form != "strength":
        draft.form, draft.echelon = "echelon", head.echelon
        draft.units = draft.low if draft.low is not None else draft.high
        draft.low = draft.high = None
        draft.last = last
    _set_noun(tokens, draft, first, last, head)
    added = words.after.at(tokens, last + 1)
    draft.delta = draft.delta or (added is not None and added[1] == "more")


def _set_noun(tokens: Tokens, draft: Draft, first: int, last: int, head: Head) -> None:
    start, end = tokens.starts[first], tokens.ends[last]
    draft.noun = Noun(start=start, end=end, text=tokens.text[start:end], personnel=head.personnel)
    draft.noun_last = last


def _read_formation(tokens: Tokens, i: int, words: Words, floor: int) -> Draft | None:
    """Read formations that no figure counts: "a battalion", "several companies"."""
    one, many = words.unit_one.at(tokens, i), words.unit_many.at(tokens, i)
    found = one or many
    if found is None:
        return None
    head = find_head(tokens, found[0], words)
    if head is None or head[2].kind != "echelon" or head[1] - found[0] > 4:
        return None
    draft = Draft(i, head[1], None, None, "echelon", i, kind="people", echelon=head[2].echelon)
    draft.units = 1 if one else None
    start, end = tokens.starts[head[0]], tokens.ends[head[1]]
    draft.noun = Noun(start=start, end=end, text=tokens.text[start:end], personnel=Personnel.TROOPS)
    draft.noun_last = head[1]
    _read_qualifiers(tokens, draft, words, floor)
    draft.low = draft.high = None
    read_harm(tokens, draft, words, floor)
    return draft


def _read_share(tokens: Tokens, i: int, words: Words) -> Draft | None:
    """Read a share of a whole: "many of them", "half of the 47,000", "a third of its 4,500 troops"."""
    part, vague = words.fractions.at(tokens, i), words.partitive.at(tokens, i)
    if part is None and vague is None:
        return _read_percent(tokens, i, words)
    if words.fixed.at(tokens, i) is not None or words.vague.at(tokens, i) is not None:
        return None
    after = part[0] if part is not None else vague[0] if vague is not None else i
    form = "fraction" if part else "all" if vague is not None and vague[1] == "all" else "partitive"
    draft = Draft(i, after - 1, None, None, form, i)
    whole = _whole(tokens, after, words)
    if whole is not None:
        draft.of, draft.last, draft.noun, draft.kind = _finish(tokens, whole), whole.last, whole.noun, whole.kind
        draft.reason, draft.noun_last = whole.reason, whole.noun_last
        bounded = words.before.before(tokens, i)
        if part is not None and (bounded is None or bounded[1] not in {"low", "high"}):
            up, down = part[1]
            draft.low = None if whole.low is None else whole.low * up // down
            draft.high = None if whole.high is None else whole.high * up // down
    else:
        _read_head(tokens, draft, words)
        if draft.kind == "unknown" and draft.noun is None and not _pronoun(tokens, draft, words):
            return None
    low, high = draft.low, draft.high
    _read_qualifiers(tokens, draft, words, 0)
    draft.low, draft.high = low, high
    return draft


def _pronoun(tokens: Tokens, draft: Draft, words: Words) -> bool:
    return tokens.lows[draft.last] in words.skip["pronouns"]


def _whole(tokens: Tokens, k: int, words: Words) -> Draft | None:
    """Read the number that a share is taken of, after "of the", "of its roughly"."""
    start = k
    while k < min(len(tokens), start + 6):
        low = tokens.lows[k]
        if low[0].isdecimal() or low in words.values or low in words.scales:
            draft = _read_number(tokens, k, words)
            if draft is None:
                return None
            _read_suffix(tokens, draft, words)
            _read_qualifiers(tokens, draft, words, start)
            _read_head(tokens, draft, words)
            return draft
        if low in BREAK or words.heads.at(tokens, k) is not None:
            return None
        k += 1
    return None


def _read_percent(tokens: Tokens, i: int, words: Words) -> Draft | None:
    """Read "95 percent of the troops" as a share; a percentage of anything else is no share."""
    numeral = read_numeral(tokens, i, words) if tokens.lows[i][0].isdecimal() else None
    if numeral is None or not 0 < numeral.value <= 100:
        return None
    sign = words.heads.at(tokens, numeral.last + 1)
    if sign is None or sign[1].other != "percent":
        return None
    k = sign[0]
    if k >= len(tokens) or tokens.lows[k] not in words.skip["of"]:
        return None
    draft = Draft(i, sign[0] - 1, None, None, "fraction", i)
    whole = _whole(tokens, k + 1, words)
    if whole is not None and whole.kind == "people":
        draft.of, draft.last, draft.noun, draft.kind = _finish(tokens, whole), whole.last, whole.noun, "people"
        draft.low = None if whole.low is None else whole.low * numeral.value // 100
        draft.high = None if whole.high is None else whole.high * numeral.value // 100
        return draft
    _read_head(tokens, draft, words)
    draft.form = "partitive"
    return draft if draft.kind == "people" and not draft.echelon else None
