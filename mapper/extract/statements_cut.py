"""A terse statement cut into segments at its semicolons, with what was found in each and the date of all of it."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from operator import attrgetter, itemgetter
from typing import TypeVar

from mapper.edtf import is_edtf
from mapper.extract.headcount import Headcount, find_headcounts
from mapper.extract.lexicon import Actor, Lexicon
from mapper.extract.statements_place import FORCE_KINDS, Place, find_places, join_places, within_force
from mapper.extract.tokens import Phrases, tokenise
from mapper.extract.when import DateMention, find_dates
from mapper.model import Mention, Report

_BRACKET = re.compile(r"\(([^()]{4,24})\)")
_ESTIMATE = re.compile(r"\s?est\.?\s?\Z")
_LONGEST = 2000  # characters from which a segment is cut at the next blank, so that reading stays linear
_Spanned = TypeVar("_Spanned", Headcount, Place, Actor, DateMention)


@dataclass(frozen=True)
class _Words:
    """The words of the form: what parts a number from a place, and what starts a note."""

    apart: Phrases[str]
    note: re.Pattern[str]


@cache
def _words() -> _Words:
    raw = tomllib.loads((files("mapper.geodata") / "lang" / "en" / "statements.toml").read_text(encoding="utf-8"))
    notes = "|".join(re.escape(word) for word in sorted(raw["note"], key=len, reverse=True))
    note = re.compile(
        rf"(?:(?<=\W)|(?<=\d)|(?<![a-z])|\A)(?:{notes})\s{{0,2}}\d{{0,2}}\s{{0,2}}[-–—:]", re.IGNORECASE
    )
    return _Words(Phrases(dict.fromkeys(raw["apart"], "")), note)


@dataclass(slots=True)
class Segment:
    """One part of a statement: its span, its brackets, and what was found in it, each in text order."""

    start: int
    end: int
    brackets: list[tuple[int, int]] = field(default_factory=list)
    counts: list[Headcount] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    forces: list[Actor] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    apart: list[int] = field(default_factory=list)

    def bracket(self, at: int) -> int:
        """Index of the bracket that holds an offset, -1 outside."""
        last = bisect_right(self.brackets, at, key=itemgetter(0)) - 1
        return last if last >= 0 and at < self.brackets[last][1] else -1


class Found:
    """The counts, places, forces and dates of a whole statement, found once."""

    def __init__(self, report: Report, mentions: tuple[Mention, ...], lexicon: Lexicon) -> None:
        text, lang = report.text, report.lang or "en"
        actors = lexicon.find(text, lang, published=report.published)
        self.forces = [a for a in actors if a.kind in FORCE_KINDS]
        places = [p for p in find_places(text, mentions, actors) if p.hosts != (report.sender,)]
        self.places = join_places(text, [p for p in places if not within_force(p, self.forces)])
        self._starts = {p.start for p in self.places}
        self.counts = [c for c in find_headcounts(text, lang) if self._countable(c)]
        self.dates = [d for d in find_dates(text, report.published, lang) if d.edtf and d.kind != "duration"]
        tokens, apart = tokenise(text), _words().apart
        self.apart = [tokens.starts[i] for i in range(len(tokens)) if apart.at(tokens, i) is not None]

    def _countable(self, count: Headcount) -> bool:
        """Whether a number may count people: also one before a place whose name sounds like a site."""
        if (count.low, count.high) == (None, None):
            return False
        follows = count.end in self._starts or count.end + 1 in self._starts
        return count.kind != "other" or (follows and count.reason not in {"date", "money", "percent"})


def body_of(text: str) -> list[tuple[int, int]]:
    """Spans of a text that are statement and not note; a note in brackets ends with them."""
    spans: list[tuple[int, int]] = []
    start, depths = 0, _depths(text)
    for found in _words().note.finditer(text):
        if found.start() < start:
            continue
        spans.append((start, found.start()))
        depth = depths[found.start()]
        if depth == 0:
            return [s for s in spans if s[0] < s[1]]
        start = next((k for k in range(found.start(), len(text)) if depths[k] < depth), len(text))
    spans.append((start, len(text)))
    return [s for s in spans if s[0] < s[1]]


def _depths(text: str) -> list[int]:
    """Depth of brackets at each character; a closing bracket is already outside."""
    depth, depths = 0, []
    for char in text:
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        depths.append(depth)
    return depths


def notes_of(text: str, body: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of a text between those of its body: the notes."""
    edges = [0, *(edge for span in body for edge in span), len(text)]
    return [
        (low, high)
        for low, high in zip(edges[::2], edges[1::2], strict=True)
        if low < high and text[low:high].strip()
    ]


def as_of(text: str, body: list[tuple[int, int]], published: str | None) -> str | None:
    """Date in the last bracket of a statement that holds one and nothing else, as EDTF."""
    for found in reversed([m for low, high in body for m in _BRACKET.finditer(text, low, high)]):
        inner = _ESTIMATE.sub("", found.group(1)).strip()
        dates = find_dates(f"({inner})", published, "en")
        if len(dates) == 1 and dates[0].edtf and len(dates[0].text) == len(inner) and is_edtf(dates[0].edtf):
            return dates[0].edtf
    return None


def cut_segments(text: str, body: list[tuple[int, int]], found: Found) -> list[Segment]:
    """Cut a statement at the semicolons outside brackets, and give each part what lies in it."""
    segments: list[Segment] = []
    depths = _depths(text)
    held = [False] * (len(text) + 1)
    for low, high in body:
        held[low:high] = [True] * (high - low)
    start = 0
    for k in range(len(text) + 1):
        if k == len(text) or (text[k] == ";" and depths[k] == 0) or (k - start >= _LONGEST and text[k].isspace()):
            segments.append(_fill(Segment(start, k), depths, held, found))
            start = k + 1
    return segments


def _fill(segment: Segment, depths: list[int], held: list[bool], found: Found) -> Segment:
    opened = -1
    for k in range(segment.start, segment.end):
        if opened < 0 and depths[k] > 0:
            opened = k
        elif opened >= 0 and depths[k] == 0:
            segment.brackets.append((opened, k + 1))
            opened = -1
    if opened >= 0:
        segment.brackets.append((opened, segment.end))

    def inside(items: list[_Spanned]) -> list[_Spanned]:
        first = bisect_left(items, segment.start, key=attrgetter("start"))
        last = bisect_left(items, segment.end, key=attrgetter("start"))
        return [item for item in items[first:last] if item.end <= segment.end and held[item.start]]

    segment.counts = inside(found.counts)
    segment.places = inside(found.places)
    segment.forces = inside(found.forces)
    segment.dates = [d for d in inside(found.dates) if segment.bracket(d.start) < 0]
    segment.apart = found.apart[bisect_left(found.apart, segment.start) : bisect_left(found.apart, segment.end)]
    return segment
