"""Where a text's sentences begin and end, as character offsets; the text itself is never copied or changed.

A sentence ends at a full stop, question or exclamation mark (with any closing quotes or brackets) that is
followed by space and something that can begin a sentence, and at a blank line. A single line break ends one
too unless it looks like wrapped text: the next line goes on in lower case. Abbreviations, initials and
ordinals of the report's language do not end a sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 1_200
"""A sentence longer than this many characters is cut at the next space, so that work per sentence is bounded."""

_STOP = re.compile(r"[.!?…\n](?:(?<=\n)(?:[ \t\r]*+\n\s*+)?|(?<!\n)(?<![.!?…]{2})[.!?…]*+[\"”’»')\]]*+(?=\s))")
"""A run of stops and what closes after it, a blank line or a line's end; begun with a set, which is found fast."""
_OPENS = re.compile(r"\s++[\"“‘«'(\[\-—–*]*+\s*+([^\W_])")
_LAST_WORD = re.compile(r"([^\s\"“‘«(\[]{1,24})\Z")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as ``text[start:end]``; ``paragraph`` counts the blank-line blocks before it."""

    start: int
    end: int
    paragraph: int


def split_sentences(text: str, abbreviations: frozenset[str] = frozenset()) -> list[Sentence]:
    """Cut a text into sentences, in order and without overlap.

    Parameters
    ----------
    text : str
        Any text; line breaks of any kind.
    abbreviations : frozenset of str
        Lower-case words that a full stop follows without ending a sentence, without their stop (``gen``).

    Returns
    -------
    list of Sentence
        Spans without surrounding white space; what lies between them is white space only.

    Examples
    --------
    >>> text = "Gen. Diop left.\\nHe said so."
    >>> [text[s.start:s.end] for s in split_sentences(text, frozenset({"gen"}))]
    ['Gen. Diop left.', 'He said so.']
    >>> split_sentences("")
    []
    """
    found: list[Sentence] = []
    begin = paragraph = 0
    for stop in _STOP.finditer(text):
        mark = stop.group()
        blank = mark.count("\n") > 1
        ends = blank or not _goes_on(text, stop.end()) if mark[0] == "\n" else _ends(text, begin, stop, abbreviations)
        if ends:
            _add(found, text, begin, stop.end(), paragraph)
            begin = stop.end()
        paragraph += blank
    _add(found, text, begin, len(text), paragraph)
    return found


def _goes_on(text: str, at: int) -> bool:
    """Whether the line that begins at ``at`` continues the one before it."""
    return at < len(text) and text[at].islower()


def _ends(text: str, begin: int, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    following = _OPENS.match(text, stop.end())
    if following is None:
        return True
    first = following.group(1)
    if first.islower():
        return False
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return True
    before = _LAST_WORD.search(text, max(begin, stop.start() - 24), stop.start())
    word = before.group(1).lower() if before else ""
    if word in abbreviations:
        return False
    if len(word) == 1 and word.isalpha():  # an initial: "George W. Bush"
        return False
    # "U.S. Troops arrived" and "in the U.S. He said" look alike; the abbreviation is by far the likelier
    return not (len(word) > 1 and word[-2:-1] == "." and word.replace(".", "").isalpha() and len(word) <= 5)


def _add(found: list[Sentence], text: str, begin: int, end: int, paragraph: int) -> None:
    """Append ``text[begin:end]`` without its white space, in pieces of bounded length."""
    while begin < end and text[begin].isspace():
        begin += 1
    while end > begin and text[end - 1].isspace():
        end -= 1
    while end - begin > LONGEST:
        space = _SPACE.search(text, begin + LONGEST, min(end, begin + 2 * LONGEST))  # no farther: each piece looks
        cut = begin + LONGEST if space is None else space.start()
        found.append(Sentence(begin, cut, paragraph))
        begin = cut
        while begin < end and text[begin].isspace():
            begin += 1
    if end > begin:
        found.append(Sentence(begin, end, paragraph))
