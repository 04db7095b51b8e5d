"""A text as tokens with character offsets: what headcounts, dates and the lexicon scan.

Offsets are into the text as given; only each token's own lower-case copy is normalised (typographic quotes and
dashes become plain ones), so no span is ever moved.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")

_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]+|(?:\.[^\W\d_])+\.)?|[^\w\s]|\d+|_")
_PLAIN = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-"}


ALONE, FIGURE = "", "0"
"""What may follow a word that begins a phrase, beside other words: nothing at all; any figure."""

Openings = Mapping[str, frozenset[str]]
"""Words that may begin a phrase, each with the tokens that may follow it, ``ALONE`` and ``FIGURE`` among them."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of a text, as columns: start and end offsets, and the lower-case form."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lows: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.lows)

    def within(self, start: int, end: int) -> Tokens:
        """Tokens that lie in ``text[start:end]``; offsets stay those of the whole text."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return Tokens(self.text, self.starts[low:high], self.ends[low:high], self.lows[low:high])

    def joined(self, i: int) -> bool:
        """Whether token ``i`` follows the one before without a gap."""
        return i > 0 and self.starts[i] == self.ends[i - 1]

    def slice(self, first: int, last: int) -> str:
        """Text from token ``first`` to token ``last``, both included."""
        return self.text[self.starts[first] : self.ends[last]]


@lru_cache(maxsize=2)
def tokenise(text: str) -> Tokens:
    """Split a text into words, runs of digits, dotted abbreviations and single signs.

    Parameters
    ----------
    text : str

    Returns
    -------
    Tokens
        Every non-space character is in exactly one token.

    Examples
    --------
    >>> tokenise("3,000 U.S. troops").lows
    ('3', ',', '000', 'u.s.', 'troops')
    """
    spans = [found.span() for found in _TOKEN.finditer(text)]
    starts, ends = zip(*spans, strict=True) if spans else ((), ())
    lows = [text[start:end].lower() for start, end in spans]
    if not text.isascii() or "`" in text:
        lows = [_PLAIN.get(low, low) for low in lows]
    return Tokens(text, starts, ends, tuple(lows))


def split_phrase(phrase: str) -> tuple[str, ...]:
    """Tokens of a vocabulary phrase, as they are found in a text."""
    return tuple([_PLAIN.get(low, low) for low in map(str.lower, _TOKEN.findall(phrase))])


def join_openings(*many: Openings) -> Openings:
    """Join the openings of several vocabularies into one."""
    joined: dict[str, frozenset[str]] = {}
    for openings in many:
        for first, following in openings.items():
            joined[first] = joined.get(first, frozenset()) | following
    return joined


def begin(words: Iterable[str], following: Iterable[str] = (ALONE,)) -> Openings:
    """Openings of single words, all with the same that may follow."""
    return dict.fromkeys(words, frozenset(following))


def find_openings(tokens: Tokens, openings: Openings) -> list[int]:
    """Positions at which a figure stands or a phrase may begin, by its first two tokens, in order.

    Parameters
    ----------
    tokens : Tokens
    openings : Openings

    Returns
    -------
    list of int
    """
    lows = (*tokens.lows, "")
    return [i for i in [i for i, low in enumerate(tokens.lows) if low in openings or low[0].isdecimal()]
            if _opens(openings.get(lows[i]), lows[i + 1])]  # fmt: skip


def _opens(following: frozenset[str] | None, low: str) -> bool:
    if following is None or ALONE in following or low in following:
        return True
    return low[:1].isdecimal() and FIGURE in following


class Phrases(Generic[T]):
    """Phrases with a value each, looked up in tokens from their first or from their last word.

    Parameters
    ----------
    rows : mapping of str to T
        Phrase, as written in a vocabulary file, to its value. A phrase that starts with a sign and has no space
        before it ("-strong") must touch the token before it in the text.
    """

    def __init__(self, rows: Mapping[str, T]) -> None:
        self._rows = [(split_phrase(phrase), value) for phrase, value in rows.items()]
        self._rows.sort(key=lambda row: -len(row[0]))
        self._forward: dict[str, dict[str, list[tuple[tuple[str, ...], T]]]] = {}
        for row in self._rows:
            first, second, *_ = (*row[0], ALONE)
            self._forward.setdefault(first, {}).setdefault(second, []).append(row)

    @cached_property
    def _backward(self) -> dict[str, list[tuple[tuple[str, ...], T]]]:
        """Phrases by their last token, which few vocabularies are ever asked for."""
        found: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for row in self._rows:
            found.setdefault(row[0][-1], []).append(row)
        return found

    def __contains__(self, first: object) -> bool:
        return first in self._forward

    def openings(self) -> Openings:
        """Return the first tokens of all phrases, each with the second ones."""
        return {first: frozenset(rows) for first, rows in self._forward.items()}

    def starts(self) -> frozenset[str]:
        """Return the first tokens of all phrases."""
        return frozenset(self._forward)

    def starting(self, tokens: Tokens) -> list[int]:
        """Positions at which a phrase may begin, by its first two tokens, in order."""
        forward, lows = self._forward, (*tokens.lows, ALONE)
        return [i for i in [i for i, low in enumerate(tokens.lows) if low in forward]
                if lows[i + 1] in forward[lows[i]] or ALONE in forward[lows[i]]]  # fmt: skip

    def at(self, tokens: Tokens, i: int) -> tuple[int, T] | None:
        """Longest phrase whose first token is ``i``: the token after its last, and its value."""
        lows = tokens.lows
        rows = self._forward.get(lows[i]) if 0 <= i < len(lows) else None
        if rows is None:
            return None
        if i + 1 < len(lows):
            for key, value in rows.get(lows[i + 1], ()):
                if len(key) == 2 or lows[i : i + len(key)] == key:
                    return i + len(key), value
        return (i + 1, rows[ALONE][0][1]) if ALONE in rows else None

    def before(self, tokens: Tokens, i: int, *, floor: int = 0) -> tuple[int, T] | None:
        """Longest phrase that ends right before token ``i``: its first token, and its value."""
        if i <= floor:
            return None
        for key, value in self._backward.get(tokens.lows[i - 1], ()):
            first = i - len(key)
            if first >= floor and tokens.lows[first:i] == key:
                return first, value
        return None
