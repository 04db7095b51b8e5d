"""A sentence as a row of items: words, and in one item each the names, numbers, dates and places found in it.

Everything later looks at items only. An item keeps its character offsets, what the grammar knows of its word,
and the span that covers it (a place, a sender, a force, a headcount or a date).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mapper.extract.grammar import NOTHING, WORD, Entry, Grammar, Noun, Verb
from mapper.extract.sentence import Sentence
from mapper.extract.when import DateMention
from mapper.model import Mention, Personnel

PAIR = 2
QUOTES = frozenset('"“”«»')
GENITIVE = frozenset({"'s", "’s"})
"""The ending of a possessor, which after a pronoun or a noun may be "is" or "has" instead."""


@dataclass(frozen=True, slots=True)
class Who:
    """A state or organisation named: ``kind`` is name, demonym, people, capital, leader or organisation."""

    start: int
    end: int
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Named:
    """A named force in the text: an operation, mission, company or unit."""

    start: int
    end: int
    text: str
    force_id: str = ""
    name: str = ""
    sender: str | None = None
    personnel: Personnel | None = None
    kind: str = ""
    theatre: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity in the text, as the codebook reads it; ``text`` as written.

    ``people`` is false for what never counts people present; ``sure`` when the text says that it counts people.
    ``whole`` is the number of which a share is stated; ``first`` tells that more are to follow ("the first 150").
    """

    start: int
    end: int
    low: int | None
    high: int | None
    text: str
    people: bool = True
    sure: bool = True
    form: str = "figure"
    units: int | None = None
    echelon: str = ""
    delta: bool = False
    relation: str = ""
    definite: bool = False
    first: bool = False
    whole: tuple[int | None, int | None, str] | None = None


@dataclass(slots=True)
class Item:
    """One word or span of a sentence; ``low`` is its lower-case text.

    ``tags``, ``noun`` and ``verbs`` are those of ``entry``, what the grammar knows of the word; a name has none. They
    stand here again because everything later asks for them, and a property takes longer than all the rest.
    ``manner`` tells an unknown word that ends as adverbs do ("quickly", "rapidement").
    """

    start: int
    end: int
    low: str
    entry: Entry = NOTHING
    tags: frozenset[str] = NOTHING.tags
    noun: Noun | None = None
    verbs: tuple[Verb, ...] = ()
    upper: bool = False
    manner: bool = False
    who: Who | None = None
    force: Named | None = None
    place: Mention | None = None
    count: Count | None = None
    time: DateMention | None = None

    @property
    def plain(self) -> bool:
        """Whether it is an ordinary word that the grammar does not know: likely an adjective or a name."""
        return (
            not (self.who or self.force or self.place or self.count)
            and self.entry is NOTHING
            and (self.low[0].isalnum())
        )


@dataclass(slots=True)
class Row:
    """One sentence in items, with the sentence's place in the report."""

    sentence: Sentence
    number: int
    items: list[Item] = field(default_factory=list)


def build_row(
    text: str, sentence: Sentence, number: int, grammar: Grammar, covers: list[tuple[int, int, int, object]]
) -> Row:
    """Turn one sentence into items.

    Parameters
    ----------
    text : str
        The report's text.
    sentence : Sentence
    number : int
        The sentence's place in the report, from 0.
    grammar : Grammar
    covers : list of (start, end, rank, span)
        Spans that lie in the sentence; where two overlap the longer wins, then the lower rank. A place and a
        who of the same extent are both kept.

    Returns
    -------
    Row
    """
    row = Row(sentence, number)
    chosen = _choose(covers)
    at = sentence.start
    for start, end, whats in chosen:
        if start > at:
            _words(text, at, start, grammar, row.items)
        item = Item(start, end, text[start:end].lower(), upper=text[start].isupper())
        for what in whats:
            _attach(item, what)
        row.items.append(item)
        at = end
    if at < sentence.end:
        _words(text, at, sentence.end, grammar, row.items)
    return row


def _attach(item: Item, what: object) -> None:
    if isinstance(what, Mention):
        item.place = what
    elif isinstance(what, Who):
        item.who = what
    elif isinstance(what, Named):
        item.force = what
    elif isinstance(what, Count):
        item.count = what


def attach_dates(row: Row, dates: tuple[DateMention, ...], offset: int) -> None:
    """Give the first item of each date of a sentence the date; the words stay items of their own.

    Parameters
    ----------
    row : Row
        Its items are changed.
    dates : tuple of DateMention
        Spans counted from ``offset``, in text order.
    offset : int
        Where the sentence begins in the text.
    """
    i = 0
    for found in dates:
        while i < len(row.items) and row.items[i].end <= found.start + offset:
            i += 1
        if i < len(row.items) and row.items[i].start < found.end + offset:
            row.items[i].time = found


def _choose(covers: list[tuple[int, int, int, object]]) -> list[tuple[int, int, list[object]]]:
    """Pick non-overlapping spans, the longest first; equal extents share an item."""
    taken: list[tuple[int, int, list[object]]] = []
    for start, end, _rank, what in sorted(covers, key=lambda c: (c[0] - c[1], c[2], c[0])):
        same = next((t for t in taken if t[0] == start and t[1] == end), None)
        unit = next((t for t in taken if t[0] <= start and end <= t[1] and _is_unit(t[2])), None)
        if same is not None:
            same[2].append(what)
        elif unit is not None and isinstance(what, Who):
            unit[2].append(what)  # "a French battalion"
        elif all(end <= t[0] or start >= t[1] for t in taken):
            taken.append((start, end, [what]))
    taken.sort(key=lambda t: t[0])
    return taken


def _is_unit(whats: list[object]) -> bool:
    """Whether a span is a formation counted, of which nobody is told yet whose it is."""
    counted = any(isinstance(what, Count) and what.form == "echelon" for what in whats)
    return counted and not any(isinstance(what, Who) for what in whats)


def _words(text: str, start: int, end: int, grammar: Grammar, items: list[Item]) -> None:
    """Append the words of ``text[start:end]``, known phrases as one item."""
    spans = [m.span() for m in WORD.finditer(text, start, end)]
    lows = [text[a:b].lower() for a, b in spans]
    if text.find("’", start, end) >= 0:
        lows = [low.replace("’", "'") for low in lows]
    single, phrases, free = grammar.single, grammar.phrases, 0
    for i, low in enumerate(lows):
        if i < free:
            continue
        first, last = spans[i]
        length, entry = _phrase(lows, i, phrases[low]) if low in phrases else (1, NOTHING)
        if length == PAIR and _article_belongs_on(lows, i + 1, grammar):
            length = 1  # "de" and "la capitale", not "de la" and "capitale"
        if length == 1:
            entry = single.get(low, NOTHING)
        else:
            low, last = " ".join(lows[i : i + length]), spans[i + length - 1][1]  # noqa: PLW2901
        manner = entry is NOTHING and low.endswith(grammar.adverb_endings)
        items.append(
            Item(first, last, low, entry, entry.tags, entry.noun, entry.verbs, text[first].isupper(), manner)
        )
        free = i + length


def _article_belongs_on(lows: list[str], i: int, grammar: Grammar) -> bool:
    """Whether the word at ``i`` is an article with which a known phrase begins, rather than the end of "de la"."""
    low = lows[i]
    if low not in grammar.phrases or "definite" not in grammar.single.get(low, NOTHING).tags:
        return False
    return _phrase(lows, i, grammar.phrases[low])[0] > 1


def _phrase(lows: list[str], i: int, phrases: tuple[tuple[tuple[str, ...], Entry], ...]) -> tuple[int, Entry]:
    """Length and entry of the longest known phrase at position ``i``; length 1 where there is none."""
    second = lows[i + 1] if i + 1 < len(lows) else ""
    for key, entry in phrases:
        if key[1] == second and (len(key) == 2 or tuple(lows[i : i + len(key)]) == key):
            return len(key), entry
    return 1, NOTHING
