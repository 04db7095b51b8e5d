"""Dates at the head of a line, as timelines have them: "January 2013: France launches Operation Serval"."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from mapper.edtf import first_day
from mapper.extract.when import find_dates

REACH = 40
"""Characters within which a date must begin its line and end."""
_LINE = re.compile(r"^[ \t*•·-]{0,4}(?=[^\n]{0,40}[:–—-])[^\n]*\d", re.MULTILINE)
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?=\s?[:–—]\s|\s-\s)")
_MARK = re.compile(r"\s?[:–—]\s|\s-\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """A date that holds for its line: ``reference`` is the day from which dates without a year are counted."""

    start: int
    end: int
    edtf: str
    reference: str


def find_headings(text: str, published: str | None, lang: str) -> tuple[Heading, ...]:
    """Find the lines of a text that begin with a date and a colon or dash.

    Parameters
    ----------
    text : str
    published : str or None
        EDTF date of the report.
    lang : str
        ISO 639-1 code.

    Returns
    -------
    tuple of Heading
        In text order. ``reference`` is the last day of the heading's year: what a timeline tells under "January
        2013" is of that year.

    Examples
    --------
    >>> [(h.edtf, h.reference) for h in find_headings("May 2013: Troops left.", "2020-01-01", "en")]
    [('2013-05', '2013-12-31')]
    >>> find_headings("In May 2013 troops left.", "2020-01-01", "en")
    ()
    """
    found = []
    for line in _LINE.finditer(text):
        start = line.start() + len(line.group()) - len(line.group().lstrip(" \t*•·-"))
        year = _YEAR.match(text, start)
        if year is not None:
            found.append(_heading(text, start, year.group()))
            continue
        dates = find_dates(text, published, lang, start=start, end=min(len(text), start + REACH))
        first = dates[0] if dates else None
        if first is None or first.start != start or first.edtf is None or not _MARK.match(text, first.end):
            continue
        if first_day(first.edtf) is None or not text[first.start : first.end].strip()[-4:].isdigit():
            continue  # a heading names its year
        found.append(_heading(text, start, first.edtf))
    return tuple(found)


def _heading(text: str, start: int, edtf: str) -> Heading:
    end = text.find("\n", start)
    return Heading(start, len(text) if end < 0 else end, edtf, f"{edtf[:4]}-12-31")


def heading_at(headings: tuple[Heading, ...], at: int) -> Heading | None:
    """Return the heading whose line holds a character offset."""
    i = bisect_right([h.start for h in headings], at) - 1
    return headings[i] if i >= 0 and at < headings[i].end else None
