"""What spatial expressions mean, as ground: points, circles, sectors, strips and parts of countries.

Coordinates are lon, lat in EPSG:4326, distances geodesic metres. Parts, coasts and borders come from tables worked
out beforehand (``parts.py``); only distances, strips and circles are computed, and only regions need shapely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from mapper.locate import parts
from mapper.locate.wording import Rule
from mapper.model import Location, Mention, Precision

NEAR_M, AROUND_M, OUTSIDE_M, SIDE_M = 20_000.0, 25_000.0, 20_000.0, 60_000.0
"""Radius (m) within which "near", "around" and "outside" a town put something, and how far "north of" it reaches."""

SITE_SHARE = 0.5
STRIP_M = 25_000.0
FARTHEST_BETWEEN_M = 900_000.0


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's match: its span, the mentions in it in reading order with their places, and what fills its slots.

    ``others`` are the countries that the text names anywhere, by ISO 3166-1 alpha-3 code.
    """

    rule: Rule
    start: int
    end: int
    mentions: tuple[Mention, ...]
    places: tuple[Location, ...]
    directions: tuple[str, ...]
    distance_m: float
    people: tuple[str, ...]
    others: tuple[str, ...]


def _base(found: Found) -> Location:
    return found.places[0]


def _ring_wkt(ring: Sequence[tuple[float, float]]) -> str:
    return "wkt:POLYGON ((" + ", ".join(f"{x:.4f} {y:.4f}" for x, y in ring) + "))"


def _reach(location: Location, metres: float) -> float:
    """Radius around a place: half as far for a site as for a town, and never less than the place's own."""
    return max(metres * (SITE_SHARE if location.precision is Precision.SITE else 1.0), location.radius_m)


def _moved(base: Location, lon: float, lat: float, radius_m: float, shape: str, reason: str) -> Location:
    return replace(
        base, lon=round(lon, 5), lat=round(lat, 5), radius_m=round(radius_m), shape=shape, reason=reason,
        precision=Precision.ADMIN if radius_m > 30_000 else Precision.SETTLEMENT, geonameid=None,
        feature="expression", alternatives=(),
        provenance=f"{base.provenance}; computed" if base.provenance else "computed",
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

    one, other = found.places
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
    from mapper.locate.areas import areas, part_areas

    known = part_areas().get((iso3, directions[0])) if len(set(directions)) == 1 else None
    if known:
        area = areas()[known]
        return Location(
            name=area.name, lon=area.lon, lat=area.lat, precision=Precision.ADMIN, country=iso3, countries=(iso3,),
            radius_m=area.radius_m, shape=f"area:{known}", place_id=f"area:{known}", feature="expression",
            provenance="areas", reason=f"{directions[0]} part of {iso3}: {area.name}",
            score=base.score if base else 0.0,
        )  # fmt: skip
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
    found = parts.region_part(base.shape, direction) or _measured_part(base.shape, direction)
    if found is None:
        return None
    lon, lat, radius = found
    return _moved(base, lon, lat, radius, f"part:{direction}:{base.shape}", f"{direction} part of {base.name}")


def _measured_part(shape: str, direction: str) -> tuple[float, float, float] | None:
    """Point and radius of a part that no table holds: of a user's own region, or one without an outline."""
    from mapper.locate.shapes import has_shape, part_point, shape_geometry

    return part_point(shape_geometry(shape), direction) if has_shape(shape) else None


def _part_people(found: Found) -> Location | None:
    return _country_part(found.people[0], found.directions, None) if found.directions else None


def _codes(found: Found) -> tuple[str, ...]:
    named = (place.country for place in found.places if place.country)
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
