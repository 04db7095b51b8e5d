"""Spatial expressions: "30 km north of Gao", "northern Mali", "the border between Niger and Burkina Faso".

The finder is a handful of compiled patterns run once over the text, in which every mention is a stand-in; the common
expressions are answered from tables worked out beforehand, and only distances and strips need geodesics.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mapper.locate import parts
from mapper.locate.wording import AREA, COUNTRY, OTHER, POINT, REGION, Rule, Wording, open_wording
from mapper.model import Location, Mention, Precision

NEAR_M, AROUND_M, OUTSIDE_M, SIDE_M = 20_000.0, 25_000.0, 20_000.0, 60_000.0
"""Radius (m) within which "near", "around" and "outside" a town put something, and how far "north of" it reaches."""

SITE_SHARE = 0.5
STRIP_M = 25_000.0
FARTHEST_BETWEEN_M = 900_000.0
PLACE_GROUPS = ("point", "land", "country", "water")
KINDS = {
    Precision.SITE: POINT,
    Precision.SETTLEMENT: POINT,
    Precision.ADMIN: REGION,
    Precision.COUNTRY: COUNTRY,
    Precision.AREA: AREA,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match: its span, the mentions in it in reading order, and the words that fill its slots."""

    rule: Rule
    start: int
    end: int
    mentions: tuple[Mention, ...]
    directions: tuple[str, ...]
    distance_m: float
    people: tuple[str, ...]
    others: tuple[str, ...]


def find_expressions(text: str, mentions: Sequence[Mention], lang: str) -> tuple[Mention, ...]:
    """Spatial expressions around the mentions of a text, each with the place that it means.

    Parameters
    ----------
    text : str
    mentions : sequence of Mention
        The text's mentions, resolved, in reading order.
    lang : str
        ``en``, ``fr`` or ``es``; other languages are read as English.

    Returns
    -------
    tuple of Mention
        In reading order, without overlaps. ``core`` is the span of the first name inside; ``location.shape`` is a
        polygon as ``wkt:...`` (EPSG:4326, lon-lat, few vertices) or an area's, ``radius_m`` geodesic metres.
        Expressions that cannot be placed (a border of countries that share none) are left out.

    Examples
    --------
    >>> mali = Location(name="Mali", lon=-2.0, lat=17.0, precision=Precision.COUNTRY, country="MLI")
    >>> found = find_expressions("Troops left northern Mali.", [Mention(start=21, end=25, text="Mali", location=mali)], "en")
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
    for found in _best(_matches(text, located, wording)):
        location = BUILDERS[found.rule.kind](found)
        if location is None:
            continue
        words = text[found.start : found.end]
        named = replace(location, name=words, reason=f"{found.rule.id}: {location.reason}")
        core = (found.mentions[0].start, found.mentions[0].end) if found.mentions else None
        answers.append(Mention(start=found.start, end=found.end, text=words, location=named, core=core))
    return tuple(answers)


def with_expressions(text: str, mentions: Sequence[Mention], lang: str) -> tuple[Mention, ...]:
    """The mentions of a text with its spatial expressions in the place of the names inside them."""
    found = find_expressions(text, mentions, lang)
    kept = [m for m in mentions if not any(f.start < m.end and m.start < f.end for f in found)]
    return tuple(sorted([*kept, *found], key=lambda m: (m.start, m.end)))


def _matches(text: str, located: Sequence[Mention], wording: Wording) -> Iterable[Found]:
    masked = list(text)
    by_start = {}
    for mention in located:
        assert mention.location is not None
        sign = KINDS.get(mention.location.precision, OTHER)
        masked[mention.start : mention.end] = sign * (mention.end - mention.start)
        by_start[mention.start] = mention
    line = "".join(masked)
    countries = tuple(
        dict.fromkeys(m.location.country for m in located if m.location is not None and m.location.country)
    )
    for rule in wording.rules:
        for match in rule.pattern.finditer(line):
            found = _read(rule, match, by_start, wording, countries)
            if found is not None:
                yield found


def _read(
    rule: Rule, match: re.Match[str], by_start: dict[int, Mention], wording: Wording, countries: tuple[str, ...]
) -> Found | None:
    groups = {name: value for name, value in match.groupdict().items() if value}
    names = sorted((n for n in groups if n.rstrip("23") in PLACE_GROUPS), key=match.start)
    inside = [by_start.get(match.start(name)) for name in names]
    if any(m is None or m.end != match.end(n) for m, n in zip(inside, names, strict=True)):
        return None
    words = [groups[n].lower().replace("\u00a0", " ") for n in ("direction", "direction2") if n in groups]
    people = tuple(groups[n] for n in ("people", "people2") if n in groups)
    codes = tuple(people_code(word, wording) for word in people)
    if "" in codes:
        return None
    metres = _metres(groups, wording)
    mentions = tuple(m for m in inside if m is not None)
    return Found(
        rule, match.start(), match.end(), mentions, tuple(wording.directions[w] for w in words if w in wording.directions),
        metres, codes, countries,
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


def _base(found: Found) -> Location:
    location = found.mentions[0].location
    assert location is not None
    return location


def _ring_wkt(ring: Sequence[tuple[float, float]]) -> str:
    return "wkt:POLYGON ((" + ", ".join(f"{x:.4f} {y:.4f}" for x, y in ring) + "))"


def _reach(location: Location, metres: float) -> float:
    """Radius around a place: half as far for a site as for a town, and never less than the place's own."""
    return max(metres * (SITE_SHARE if location.precision is Precision.SITE else 1.0), location.radius_m)


def _moved(base: Location, lon: float, lat: float, radius_m: float, shape: str, reason: str) -> Location:
    return replace(
        base, lon=round(lon, 5), lat=round(lat, 5), radius_m=round(radius_m), shape=shape, reason=reason,
        precision=Precision.ADMIN if radius_m > 30_000 else Precision.SETTLEMENT, geonameid=None, feature="expression",
        provenance=f"{base.provenance}; computed" if base.provenance else "computed", alternatives=(),
    )  # fmt: skip


def _offset(found: Found) -> Location | None:
    from mapper.geo import circle, destination

    base = _base(found)
    metres = found.distance_m
    if not 0 < metres <= 1_000_000:
        return None
    if not found.directions:
        shape = _ring_wkt(circle(base.lon, base.lat, metres))
        return _moved(base, base.lon, base.lat, metres, shape, f"within {metres / 1000:.0f} km of {base.name}")
    direction = found.directions[0]
    lon, lat = destination(base.lon, base.lat, parts.BEARINGS[direction], metres)
    radius = max(0.25 * metres, 5_000.0)
    return _moved(
        base, lon, lat, radius, _ring_wkt(circle(lon, lat, radius, points=16)),
        f"{metres / 1000:.0f} km {direction} of {base.name}",
    )  # fmt: skip


def _side(found: Found) -> Location | None:
    from mapper.geo import destination, sector

    base = _base(found)
    direction = found.directions[0]
    reach = _reach(base, SIDE_M)
    bearing = parts.BEARINGS[direction]
    lon, lat = destination(base.lon, base.lat, bearing, reach / 2)
    shape = _ring_wkt(sector(base.lon, base.lat, bearing, min(2_000.0, reach / 10), reach, half_angle=35.0))
    return _moved(base, lon, lat, reach / 2, shape, f"{direction} of {base.name}")


def _round(metres: float, word: str) -> Callable[[Found], Location | None]:
    def build(found: Found) -> Location | None:
        from mapper.geo import circle

        base = _base(found)
        reach = _reach(base, metres)
        shape = _ring_wkt(circle(base.lon, base.lat, reach, points=20))
        return _moved(base, base.lon, base.lat, reach, shape, f"{word} {base.name}")

    return build


def _between(found: Found) -> Location | None:
    from mapper.geo import distance_m, midpoint

    one, other = (m.location for m in found.mentions)
    assert one is not None
    assert other is not None
    apart = distance_m(one.lon, one.lat, other.lon, other.lat)
    if not 1_000 < apart <= FARTHEST_BETWEEN_M:
        return None
    lon, lat = midpoint(one.lon, one.lat, other.lon, other.lat)
    half = max(0.12 * apart, 3_000.0)
    shape = _strip_wkt([[(one.lon, one.lat), (other.lon, other.lat)]], half)
    country = one.country if one.country == other.country else None
    held = tuple(dict.fromkeys(c for c in (one.country, other.country) if c))
    moved = _moved(one, lon, lat, apart / 2, shape, f"between {one.name} and {other.name}")
    precision = Precision.ADMIN if country else Precision.AREA
    return replace(moved, country=country, countries=held, precision=precision, admin1="")


def _strip_wkt(lines: Iterable[Sequence[tuple[float, float]]], half_m: float) -> str:
    """Ground within ``half_m`` of lines of lon-lat points: one thin polygon per line, without a geometry package."""
    from mapper.geo import bearing_deg, destination

    rings = []
    for line in lines:
        left, right = [], []
        for i, (x, y) in enumerate(line):
            a, b = line[max(i - 1, 0)], line[min(i + 1, len(line) - 1)]
            bearing = bearing_deg(*a, *b)
            left.append(destination(x, y, bearing - 90, half_m))
            right.append(destination(x, y, bearing + 90, half_m))
        ring = [*left, *reversed(right), left[0]]
        rings.append("((" + ", ".join(f"{x:.3f} {y:.3f}" for x, y in ring) + "))")
    return "wkt:MULTIPOLYGON (" + ", ".join(rings) + ")"


def _part(found: Found) -> Location | None:
    base = _base(found)
    directions = found.directions
    if not directions:
        return None
    if base.precision is Precision.COUNTRY and base.country:
        return _country_part(base.country, directions, base)
    return _region_part(base, directions[0])


def _country_part(iso3: str, directions: tuple[str, ...], base: Location | None) -> Location | None:
    pieces = [p for p in (parts.part_of(iso3, d) for d in dict.fromkeys(directions)) if p is not None]
    if not pieces:
        return None
    first = pieces[0]
    text = first.wkt if len(pieces) == 1 else "GEOMETRYCOLLECTION (" + ", ".join(p.wkt for p in pieces) + ")"
    lon = sum(p.lon for p in pieces) / len(pieces)
    lat = sum(p.lat for p in pieces) / len(pieces)
    name = base.name if base else iso3
    return Location(
        name=name, lon=round(lon, 4), lat=round(lat, 4), precision=Precision.ADMIN, country=iso3, countries=(iso3,),
        radius_m=max(p.radius_m for p in pieces), shape=f"wkt:{text}", feature="expression",
        provenance="Natural Earth; computed", reason=f"{'/'.join(directions)} part of {name}",
        score=base.score if base else 0.0,
    )  # fmt: skip


def _region_part(base: Location, direction: str) -> Location | None:
    """Part of a first-level region: the outer two fifths of its bounds in the direction."""
    if not base.shape or base.shape.startswith("wkt:"):
        return None
    from mapper.locate.shapes import has_shape, shape_geometry

    if not has_shape(base.shape):
        return None
    import shapely

    whole = shape_geometry(base.shape)
    west, south, east, north = whole.bounds
    width, height = east - west, north - south
    low_x, high_x = (0.6 if "e" in direction else 0.0), (0.4 if "w" in direction else 1.0)
    low_y, high_y = (0.6 if "n" in direction else 0.0), (0.4 if "s" in direction else 1.0)
    if direction == "c":
        low_x, high_x, low_y, high_y = 0.25, 0.75, 0.25, 0.75
    box = shapely.box(west + low_x * width, south + low_y * height, west + high_x * width, south + high_y * height)
    piece = whole.intersection(box).simplify(0.02)
    if piece.is_empty or piece.area <= 0:
        return None
    point = piece.representative_point()
    radius = max(width, height) * 0.35 * 111_000
    text = shapely.to_wkt(piece, rounding_precision=3, trim=True)
    return _moved(base, point.x, point.y, radius, f"wkt:{text}", f"{direction} part of {base.name}")


def _part_people(found: Found) -> Location | None:
    return _country_part(found.people[0], found.directions, None) if found.directions else None


def _codes(found: Found) -> tuple[str, ...]:
    named = tuple(m.location.country for m in found.mentions if m.location is not None and m.location.country)
    return tuple(dict.fromkeys((*named, *found.people)))


def _border(found: Found) -> Location | None:
    codes = _codes(found)
    return border_location(codes[0], codes[1]) if len(codes) == 2 else None


def _border_own(found: Found) -> Location | None:
    location = _border(found)
    return replace(location, country=_codes(found)[0], precision=Precision.ADMIN) if location else None


def _border_with(found: Found) -> Location | None:
    """A border of which one side is named: the other is the one neighbour that the text names, else unknown."""
    code = _codes(found)[0]
    around = parts.neighbours(code)
    named = [c for c in found.others if c in around]
    if len(set(named)) == 1:
        return border_location(code, named[0])
    if len(around) == 1:
        return border_location(code, around[0])
    return None


def border_location(one: str, other: str) -> Location | None:
    """Strip along the land border of two countries, or None where they share none.

    Examples
    --------
    >>> border_location("NER", "BFA").countries, border_location("MLI", "FRA") is None
    (('BFA', 'NER'), True)
    """
    border = parts.border_of(one, other)
    if border is None:
        return None
    return Location(
        name=f"border of {one} and {other}", lon=border.lon, lat=border.lat, precision=Precision.AREA,
        countries=border.pair, radius_m=border.radius_m + STRIP_M, shape=_strip_wkt(border.lines, STRIP_M),
        feature="border", provenance="Natural Earth; computed", reason=f"border of {one} and {other}",
    )  # fmt: skip


def _triple(found: Found) -> Location | None:
    from mapper.geo import circle

    codes = _codes(found)
    if len(codes) != 3:
        return None
    points = parts.meeting_points((codes[0], codes[1], codes[2]))
    if not points:
        return None
    lon, lat = points[0]
    radius = 120_000.0
    return Location(
        name="tri-border area", lon=lon, lat=lat, precision=Precision.AREA, countries=tuple(sorted(codes)),
        radius_m=radius, shape=_ring_wkt(circle(lon, lat, radius)), feature="tri-border",
        provenance="Natural Earth; computed", reason=f"where {', '.join(codes)} meet",
    )  # fmt: skip


def _coast(found: Found) -> Location | None:
    codes = _codes(found)
    sea = parts.part_of(codes[0], "coast") if codes else None
    if sea is None:
        return None
    return Location(
        name=f"sea off {codes[0]}", lon=sea.lon, lat=sea.lat, precision=Precision.AREA, countries=codes[:1],
        radius_m=sea.radius_m, shape=f"wkt:{sea.wkt}", feature="coast", provenance="Natural Earth; computed",
        reason=f"off the coast of {codes[0]}",
    )  # fmt: skip


def _along(found: Found) -> Location | None:
    base = _base(found)
    if not base.shape.startswith("area:"):
        return None
    from mapper.locate.areas import areas

    area = areas().get(base.shape.removeprefix("area:"))
    if area is None or area.kind not in {"river", "lake", "canal"}:
        return None
    return replace(base, reason=f"along {base.name}", alternatives=())


BUILDERS: dict[str, Callable[[Found], Location | None]] = {
    "offset": _offset,
    "side": _side,
    "near": _round(NEAR_M, "near"),
    "around": _round(AROUND_M, "around"),
    "outside": _round(OUTSIDE_M, "outside"),
    "between": _between,
    "part": _part,
    "part-people": _part_people,
    "border": _border,
    "border-own": _border_own,
    "border-with": _border_with,
    "border-people": _border,
    "triple": _triple,
    "coast": _coast,
    "along": _along,
}
"""What each kind of rule means, as geometry."""
