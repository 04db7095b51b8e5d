"""Leaders named in a text, whose name stands for their state: "Obama approved", "Mr Trump ordered".

One table keyed by the first word, one pass. A name counts in its term of office alone; a surname that others bear
too only once a title or a full name has told who is meant; a name that qualifies a noun ("Trump Tower", "the Bush
family") is nobody who acts.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from mapper.edtf import first_day, last_day
from mapper.extract.grammar import Grammar, open_grammar
from mapper.extract.lexicon_rows import Leader, read_leaders
from mapper.extract.tokens import Phrases, Tokens
from mapper.extract.when_words import open_date_words

TOLERANCE = timedelta(days=45)
"""Time around a term of office in which the name still, or already, stands for the state."""
MOST_TITLES = 4
_MARKS = "?!"


@dataclass(frozen=True, slots=True)
class Found:
    """A leader in tokens ``first`` to ``last`` (included), titles and office with the name."""

    first: int
    last: int
    leader: Leader


@dataclass(frozen=True)
class LeaderWords:
    """The words of one language that tell what a leader's name does where it stands."""

    titles: frozenset[str]
    short: frozenset[str]
    articles: frozenset[str]
    offices: frozenset[str]
    not_after: frozenset[str]
    openers: frozenset[str]
    calendar: frozenset[str]
    grammar: Grammar


@dataclass(slots=True)
class _Name:
    """All whom one form may mean; ``mark`` is ``?``, ``!`` or empty, and ``whole`` tells a full name."""

    leaders: list[Leader]
    mark: str
    whole: bool


@cache
def open_leader_words(lang: str) -> LeaderWords:
    """Open the words around leaders' names of a language that has a folder.

    Parameters
    ----------
    lang : str
        ISO 639-1 code.

    Returns
    -------
    LeaderWords
        Read once in a process and language.
    """
    raw = tomllib.loads((files("mapper.geodata") / "lang" / lang / "leaders.toml").read_text(encoding="utf-8"))
    dates = open_date_words(lang)
    return LeaderWords(
        titles=frozenset(raw["titles"]), short=frozenset(raw["short"]), articles=frozenset(raw["articles"]),
        offices=frozenset(raw["offices"]), not_after=frozenset(raw["not_after"]), openers=frozenset(raw["openers"]),
        calendar=frozenset(dates.weekdays) | frozenset(dates.months),
        grammar=open_grammar(lang),
    )  # fmt: skip


def find_leaders(tokens: Tokens, lang: str, published: str | None) -> list[Found]:
    """Find the leaders of a text who were in office at its date.

    Parameters
    ----------
    tokens : Tokens
    lang : str
        ISO 639-1 code of a language with a folder.
    published : str or None
        EDTF date of the report; without one any term of office will do.

    Returns
    -------
    list of Found
        In text order, disjoint.
    """
    table, words = _table(lang), open_leader_words(lang)
    span = _days(published)
    found: list[Found] = []
    known: set[str] = set()
    free = 0
    for i in table.starting(tokens):
        hit = table.at(tokens, i) if i >= free else None
        if hit is None:
            continue
        last, name = hit[0] - 1, hit[1]
        leader = _who(name, span)
        if leader is None or not _is_written(tokens, i, name):
            continue
        first = _with_titles(tokens, i, free, words)
        sure = (
            name.whole
            or first < i
            or not name.mark
            or (name.mark == "?" and any(m.id in known for m in name.leaders))
        )
        if not sure or not _is_person(tokens, first, i, last, name, words):
            continue
        last = _with_office(tokens, last, words)
        found.append(Found(first, last, leader))
        known.add(leader.id)
        free = last + 1
    return found


@cache
def _table(lang: str) -> Phrases[_Name]:
    names: dict[str, _Name] = {}
    for leader in read_leaders():
        forms = (leader.name, *leader.aliases.get(lang, ()), *leader.aliases["en"])
        for form in dict.fromkeys(forms):
            bare = form.lstrip(_MARKS)
            mark = form[: len(form) - len(bare)]
            whole = not mark and bare != leader.name.split()[-1] and " " in bare and not bare[0].islower()
            names.setdefault(bare.lower(), _Name([], mark, whole)).leaders.append(leader)
    return Phrases(names)


def _days(published: str | None) -> tuple[date, date] | None:
    first, last = (first_day(published), last_day(published)) if published else (None, None)
    return (first, last) if first is not None and last is not None else None


def _who(name: _Name, span: tuple[date, date] | None) -> Leader | None:
    """Whom a form means at the report's date; nobody where it may be the leader of either of two states."""
    able = [leader for leader in name.leaders if span is None or in_office(leader, span)]
    return able[0] if len({leader.code for leader in able}) == 1 else None


def in_office(leader: Leader, span: tuple[date, date]) -> bool:
    """Whether a leader was in office on some day of a span, give or take ``TOLERANCE``.

    Parameters
    ----------
    leader : Leader
    span : tuple of (date, date)
        First and last day.

    Returns
    -------
    bool
    """
    start = first_day(leader.start) if leader.start else None
    end = last_day(leader.end) if leader.end else None
    begun = start is None or span[1] >= start - TOLERANCE
    return begun and (end is None or span[0] <= end + TOLERANCE)


def _is_written(tokens: Tokens, i: int, name: _Name) -> bool:
    """Whether the text writes a name as one: "al-Assad" may begin small, all else with a capital."""
    text = tokens.slice(i, i)
    return text[0].isupper() or any(tokens.lows[i] in leader.small for leader in name.leaders)


def _with_titles(tokens: Tokens, i: int, free: int, words: LeaderWords) -> int:
    """First token of the titles right before a name: "Mr.", "Prime Minister", "Secretary-General"."""
    first = i
    for _ in range(MOST_TITLES):
        k = first - 1
        if k > free and _joins(tokens, k, words):
            k -= 1
        if k < free or tokens.lows[k] not in words.titles:
            break
        if "\n" in tokens.text[tokens.ends[k] : tokens.starts[first]]:
            break
        first = k
    return first


def _joins(tokens: Tokens, k: int, words: LeaderWords) -> bool:
    """Whether a sign stands inside titles: the stop of "Mr.", the stroke of "Secretary-General"."""
    low = tokens.lows[k]
    if low == ".":
        return tokens.joined(k) and tokens.lows[k - 1] in words.short
    return low == "-" and tokens.joined(k) and tokens.joined(k + 1)


def _with_office(tokens: Tokens, last: int, words: LeaderWords) -> int:
    """Last token of a name with the office that speaks for the state: "the Trump administration"."""
    after = last + 1
    return after if after < len(tokens) and tokens.lows[after] in words.offices else last


def _is_person(tokens: Tokens, first: int, i: int, last: int, name: _Name, words: LeaderWords) -> bool:
    """Whether a name is the leader himself, not his kin, what is named after him or what his name qualifies."""
    if not _ends(tokens, last, words):
        return False
    before, lows = first - 1, tokens.lows
    if before < 0:
        return True
    sign = lows[before] in "-." and before > 0
    if lows[before] in words.not_after or (sign and lows[before - 1] in words.not_after):
        return False
    if first < i:
        return True
    if (lows[before] == "-" and tokens.joined(first)) or _qualifies(tokens, before, last, words):
        return False
    return name.whole or not _first_name(tokens, before, words)


def _ends(tokens: Tokens, last: int, words: LeaderWords) -> bool:
    """Whether a name ends with its last word: not "Trump-era", "Trump Tower", "Bush Jr"."""
    after = last + 1
    if after >= len(tokens):
        return True
    if tokens.lows[after] == "-" and tokens.joined(after):
        return False
    return not tokens.slice(after, after)[0].isupper() or _may_follow(tokens.lows[after], words)


def _may_follow(low: str, words: LeaderWords) -> bool:
    """Whether a word with a capital may follow a name: a day ("Trump Monday said"), a headline's verb."""
    entry = words.grammar.entry(low)
    return low in words.calendar or bool(
        (entry.verbs and entry.noun is None) or entry.tags & {"have", "be", "future"}
    )


def _qualifies(tokens: Tokens, before: int, last: int, words: LeaderWords) -> bool:
    """Whether an article makes a name qualify a noun: "the Bush family", "la famille Bush"."""
    lows = tokens.lows
    if words.grammar.adjectives_follow:
        k = before - 2 if before > 1 and lows[before - 1] in "'’" else before - 1
        noun = lows[before].isalpha() and tokens.slice(before, before).islower()
        return noun and k >= 0 and lows[k] in words.articles and lows[before] not in words.offices | words.titles
    office = last + 1 < len(tokens) and lows[last + 1] in words.offices
    return lows[before] in words.articles and not office


def _first_name(tokens: Tokens, before: int, words: LeaderWords) -> bool:
    """Whether the word before a surname is another's first name or initial: "Michelle Obama", "J. Trump"."""
    low = tokens.lows[before]
    if low == "." and before and tokens.joined(before):
        initial = tokens.slice(before - 1, before - 1)
        return len(initial) == 1 and initial.isupper()
    text = tokens.slice(before, before)
    if not text[0].isupper() or "\n" in tokens.text[tokens.ends[before] : tokens.starts[before + 1]]:
        return False
    return not (low in words.openers or low in words.calendar or low in words.grammar.single)
