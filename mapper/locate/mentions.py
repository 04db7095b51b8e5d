"""Every place name of a report with its offsets, resolved together with the others."""

from __future__ import annotations

import re
from itertools import pairwise

from mapper.casing import readable
from mapper.locate.abbreviations import with_abbreviations
from mapper.locate.backoff import as_region, with_villages
from mapper.locate.cues import guess_language, open_guards
from mapper.locate.expressions import find_expressions
from mapper.locate.gazetteer import Gazetteer
from mapper.locate.place import ADMIN1, ADMIN2, AREA, COUNTRY, Place
from mapper.locate.plausible import plausible_names
from mapper.locate.resolve import Question, group_spans, locate, resolve
from mapper.locate.respelled import with_respelled
from mapper.locate.scan import Name, find_names
from mapper.locate.small import with_small_names
from mapper.model import Location, Mention, Report

_COMMA = re.compile(r"\s?[,(]\s{0,2}(?:in\s|en\s)?")


def find_mentions(report: Report, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Place names of a report, in reading order.

    Parameters
    ----------
    report : Report
    gazetteer : Gazetteer

    Returns
    -------
    tuple of Mention
        Spans do not overlap, except that a spatial expression ("30 km north of Gao") takes the place of the name
        inside it, kept as ``core``. ``mention.text == report.text[mention.start:mention.end]``. A village that
        is in no gazetteer has the region named beside it; a place that it has in another spelling says so.
    """
    text = readable(report.text)
    found = list(find_names(text, gazetteer))
    lang = report.lang[:2].lower() or guess_language(report.text)
    guards = open_guards(lang)
    found, regions = with_abbreviations(text, found, gazetteer)
    spans = [(name.start, name.end) for name in found]
    names, containers = plausible_names(text, found, {**_containers(text, found), **regions}, guards)
    names = [as_region(text, name, lang) for name in names]
    groups = group_spans(_sense_key(i, names, containers) for i in range(len(names)))
    questions = [
        Question(names[p[0]].key, names[p[0]].hits, _places(names, containers, p[0])) for p in groups.values()
    ]
    locations: dict[int, Location] = {}
    for positions, answer in zip(groups.values(), resolve(questions), strict=True):
        locations.update(dict.fromkeys(positions, locate(answer)))
    mentions = tuple(
        Mention(
            start=name.start,
            end=name.end,
            text=report.text[name.start : name.end],
            location=locations[i],
            reason="",
            container=(names[containers[i]].start, names[containers[i]].end) if i in containers else None,
        )
        for i, name in enumerate(names)
    )
    mentions = with_respelled(text, mentions, spans, gazetteer, guards, lang)
    merged = _merged(mentions, find_expressions(report.text, mentions, lang, published=report.published))
    merged = with_villages(text, merged, gazetteer, guards, lang)
    return with_small_names(report.text, merged, gazetteer, lang)


def _merged(mentions: tuple[Mention, ...], expressions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Mentions in reading order, with expressions in the place of the names inside them; both are in order."""
    out: list[Mention] = []
    position = 0
    for expression in expressions:
        while position < len(mentions) and mentions[position].start < expression.end:
            if mentions[position].end <= expression.start:
                out.append(mentions[position])
            position += 1
        out.append(expression)
    return (*out, *mentions[position:])


def _containers(text: str, names: list[Name]) -> dict[int, int]:
    """Index of the name written as the container of each name ("Gao, Mali")."""
    found = {}
    for i, (left, right) in enumerate(pairwise(names)):
        if right.start - left.end > 5 or not _COMMA.fullmatch(text, left.end, right.start):
            continue
        if any(_holds(hit.place, left) for hit in right.hits if hit.place.kind in (COUNTRY, ADMIN1, ADMIN2, AREA)):
            found[i] = i + 1
    return found


def _holds(container: Place, name: Name) -> bool:
    from mapper.locate.resolve import inside

    return any(inside(hit.place, container) for hit in name.hits)


def _places(names: list[Name], containers: dict[int, int], i: int) -> tuple[Place, ...]:
    if i not in containers:
        return ()
    kinds = (COUNTRY, ADMIN1, ADMIN2, AREA)
    return tuple(hit.place for hit in names[containers[i]].hits if hit.place.kind in kinds)


def _sense_key(i: int, names: list[Name], containers: dict[int, int]) -> str:
    """One sense per report for a bare name; a name with a container of its own is a question of its own."""
    key = names[i].key
    return f"{key}, {names[containers[i]].key}" if i in containers else key
