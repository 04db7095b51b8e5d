"""Texts written without capitals, as transcripts and some wires are, made readable like those in capitals only.

Capitals tell names from words. A text in one case carries no such sign; reports in capitals are read with guards for
that, and a text in small letters is read as if it were in capitals, offset for offset.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

SAMPLE = 20_000
"""Characters by which a text is judged."""
FEWEST_WORDS = 30
"""A text of fewer words says nothing about its writer's habit."""
MOST_CAPITALISED = 0.02
"""Share of words with a first capital up to which a text counts as written without; prose has 0.1 and more."""
MOST_OPENINGS = 0.2
"""Share of sentences that open with a capital up to which a text counts as written without."""

_WORD = re.compile(r"[^\W\d_]+")
_CAPITAL = re.compile(r"(?<![^\W\d_])[A-Z]")
_OPENING = re.compile(r"[.!?]\s+[\"'“‘«(]?([^\W\d_])")


def without_capitals(text: str) -> bool:
    """Tell whether a text is written in small letters throughout.

    Parameters
    ----------
    text : str

    Returns
    -------
    bool

    Examples
    --------
    >>> without_capitals("the army sent two columns to surat. more will follow. " * 5)
    True
    >>> without_capitals("The army sent two columns to Surat. More will follow. " * 5)
    False
    >>> without_capitals("")
    False
    """
    most = int(MOST_CAPITALISED * min(len(text), SAMPLE) / 2) + 1
    if sum(1 for _ in islice(_CAPITAL.finditer(text, 0, SAMPLE), most + 1)) > most:
        return False  # there are fewer words than half the characters, so this is no different, and quick to see
    words: list[str] = _WORD.findall(text, 0, SAMPLE)
    if len(words) < FEWEST_WORDS or sum(w[0].isupper() for w in words) > MOST_CAPITALISED * len(words):
        return False
    if not any(w[0].islower() for w in words):  # a script without case
        return False
    openings: list[str] = _OPENING.findall(text, 0, SAMPLE)
    return sum(c.isupper() for c in openings) <= MOST_OPENINGS * len(openings)


@lru_cache(maxsize=2)
def readable(text: str) -> str:
    """Return a text as names are looked for in it: unchanged, or in capitals where it has none.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As long as ``text``, so that offsets in one hold in the other.

    Examples
    --------
    >>> readable("two columns went to surat and one to halol. " * 4)[:20]
    'TWO COLUMNS WENT TO '
    >>> readable("Two columns went to Surat.")
    'Two columns went to Surat.'
    """
    if not without_capitals(text):
        return text
    return "".join(upper if len(upper := c.upper()) == 1 else c for c in text)
