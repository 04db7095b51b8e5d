"""Spatial expressions: "30 km north of Gao", "northern Mali", "the border between Niger and Burkina Faso".

The finder is a handful of compiled patterns run once over the text, in which every mention is a stand-in; the common
expressions are answered from tables worked out beforehand, and only distances and strips need geodesics.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from mapper.edtf import first_day
from mapper.locate.ground import BUILDERS, Found
from mapper.locate.windows import Window, around, common, joined, lower_text, starts_of
from mapper.locate.wording import AREA, COUNTRY, OTHER, POINT, REGION, Rule, Wording, open_wording
from mapper.model import Location, Mention, Precision

PLACE_GROUPS = ("point", "land", "country", "water")
REACH_BEFORE, REACH_AFTER = 200, 80
"""Characters that an expression may have before its first and after its last place; no wording is as long."""
LONGEST = REACH_BEFORE + REACH_AFTER
"""Characters that an expression may have before and after a word that it holds."""
KINDS = {
    Precision.SITE: POINT,
    Precision.SETTLEMENT: POINT,
    Precision.ADMIN: REGION,
    Precision.COUNTRY: COUNTRY,
    Precision.AREA: AREA,
}


def find_expressions(
    text: str, mentions: Sequence[Mention], lang: str, *, published: str | None = None
) -> tuple[Mention, ...]:
    """Spatial expressions around the mentions of a text, each with the place that it means.

    Parameters
    ----------
    text : str
    mentions : sequence of Mention
        The text's mentions, resolved, in reading order.
    lang : str
        ``en``, ``fr`` or ``es``; other languages are read as English.
    published : str, optional
        EDTF date of the text: a part of a country may be another country today ("southern Sudan" in 2005).

    Returns
    -------
    tuple of Mention
        In reading order, without overlaps. ``core`` is the span of the first name inside; ``location.shape`` is a
        polygon as ``wkt:...`` (EPSG:4326, lon-lat, few vertices) or an area's, ``radius_m`` geodesic metres.
        Expressions that cannot be placed (a border of countries that share none) are left out.

    Examples
    --------
    >>> mali = Location(name="Mali", lon=-2.0, lat=17.0, precision=Precision.COUNTRY, country="MLI")
    >>> mention = Mention(start=21, end=25, text="Mali", location=mali)
    >>> found = find_expressions("Troops left northern Mali.", [mention], "en")
    >>> [(m.text, m.location.country, m.location.precision.value) for m in found]
    [('northern Mali', 'MLI', 'admin')]
    >>> find_expressions("", [], "en")
    ()
    """
    wording = open_wording(lang[:2].lower())
    located = [m for m in mentions if m.location is not None]
    if not located and not any(r.kind in {"border-people", "part-people"} for r in wording.rules):
        return ()
    answers: list[Mention] = []
    day = first_day(published) if published else None
    for found in _best(_matches(text, located, wording)):
        location = (_then(found, day) if day is not None else None) or BUILDERS[found.rule.kind](found)
        if location is None:
            continue
        words = text[found.start : found.end]
        named = replace(location, name=words, reason=f"{found.rule.id}: {location.reason}")
        core = (found.mentions[0].start, found.mentions[0].end) if found.mentions else None
        answers.append(Mention(start=found.start, end=found.end, text=words, location=named, core=core))
    return tuple(answers)


def _then(found: Found, day: date) -> Location | None:
    """Country of today that a part was at the date of the text."""
    base = found.places[0] if found.places else None
    if found.rule.kind != "part" or base is None or base.precision is not Precision.COUNTRY or not base.country:
        return None
    if len(found.directions) != 1:
        return None
    from mapper.locate.countries import countries, part_then

    code = part_then(base.country, found.directions[0], day)
    if code is None:
        return None
    today = countries()[code]
    return Location(
        name=today.names["en"], lon=today.lon, lat=today.lat, precision=Precision.COUNTRY, country=code,
        countries=(code,), shape=f"country:{code}", feature="country", provenance="countries", score=base.score,
        reason=f"{found.directions[0]} part of {base.name} then",
    )  # fmt: skip


def with_expressions(text: str, mentions: Sequence[Mention], lang: str) -> tuple[Mention, ...]:
    """The mentions of a text with its spatial expressions in the place of the names inside them."""
    found = find_expressions(text, mentions, lang)
    kept = [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in found)]
    return tuple(sorted([*kept, *found], key=lambda m: (m.start, m.end)))


def _matches(text: str, located: Sequence[Mention], wording: Wording) -> Iterable[Found]:
    places = {m.start: (m, m.location) for m in located if m.location is not None}
    line = lower_text(_masked(text, places))
    countries = tuple(dict.fromkeys(place.country for _, place in places.values() if place.country))
    near, whole = _windows(located), [(0, len(line))]
    needed: dict[tuple[str, ...], list[Window]] = {}
    for rule in wording.rules:
        if rule.needs not in needed:
            needed[rule.needs] = around(_starts(line, rule, wording), LONGEST, LONGEST)
        for start, end in common(near if rule.anchored else whole, needed[rule.needs]):
            for match in rule.pattern.finditer(line, start, end):
                found = _read(rule, match, places, wording, countries)
                if found is not None:
                    yield found


def _masked(text: str, places: Mapping[int, tuple[Mention, Location]]) -> str:
    """Text with a stand-in for each character of a place."""
    pieces, at = [], 0
    for mention, location in places.values():
        start, end = max(mention.start, at), max(mention.end, at)
        pieces += [text[at:start], KINDS.get(location.precision, OTHER) * (end - start)]
        at = end
    return "".join([*pieces, text[at:]])


def _starts(line: str, rule: Rule, wording: Wording) -> list[int]:
    """Where something stands that every match of a rule holds, in order: one of its words, or a unit of length."""
    if rule.measured:
        return [match.start() for match in wording.unit.finditer(line)]
    return starts_of(line, rule.needs)


def _windows(located: Sequence[Mention]) -> list[Window]:
    """Stretches of the text in which a place stands near enough to be part of an expression."""
    return joined((max(0, m.start - REACH_BEFORE), m.end + REACH_AFTER) for m in located)


def _read(
    rule: Rule,
    match: re.Match[str],
    places: dict[int, tuple[Mention, Location]],
    wording: Wording,
    countries: tuple[str, ...],
) -> Found | None:
    groups = {name: value for name, value in match.groupdict().items() if value}

    def filled(*kinds: str) -> list[str]:
        return sorted((n for n in groups if n.rstrip("0123456789") in kinds), key=match.start)

    names = filled(*PLACE_GROUPS)
    inside = [places[match.start(n)] for n in names if match.start(n) in places]
    if len(inside) < len(names) or any(m.end != match.end(n) for (m, _), n in zip(inside, names, strict=True)):
        return None
    words = [groups[n].lower().replace("\u00a0", " ") for n in filled("direction")]
    people = tuple(people_code(groups[n], wording) for n in filled("people"))
    if "" in people:
        return None
    directions = tuple(wording.directions[word] for word in words if word in wording.directions)
    return Found(
        rule, match.start(), match.end(), tuple(m for m, _ in inside), tuple(place for _, place in inside),
        directions, _metres(groups, wording), people, countries,
    )  # fmt: skip


def _metres(groups: dict[str, str], wording: Wording) -> float:
    if "count" not in groups:
        return 0.0
    raw = groups["count"].lower().replace("\u00a0", " ")
    number = wording.numbers.get(raw)
    if number is None:
        whole = raw.replace(",", "." if len(raw.rpartition(",")[2]) < 3 else "")
        number = float(whole)
    return number * wording.units[groups["unit"].lower().replace("\u00a0", " ")]


@cache
def _people() -> dict[str, str]:
    from mapper.locate.countries import countries

    table: dict[str, str] = {}
    for country in countries().values():
        for group in country.demonyms.values():
            for word in group:
                table.setdefault(word.lower(), country.iso3)
    return table


def people_code(word: str, wording: Wording) -> str:
    """Country (ISO 3166-1 alpha-3) of a demonym or of a compound's first member ("malo"); empty when it is none."""
    low = word.lower()
    return wording.combining.get(low) or _people().get(low, "")


def _best(found: Iterable[Found]) -> list[Found]:
    """The longest match wherever several overlap, in reading order."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (f.start - f.end, f.start, f.rule.id)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda f: f.start)
