"""Read and write TopoJSON: shared arcs between polygons, for the boundary builders.

Format: https://github.com/topojson/topojson-specification (arcs quantised and delta-encoded; ``~i`` is arc ``i``
reversed).
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import shapely

Point = tuple[float, float]
Ring = list[Point]


def decode_arcs(topology: dict[str, Any]) -> list[Ring]:
    """Turn the delta-encoded arcs into lists of lon-lat points."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def decode_ring(indices: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs into one closed ring."""
    ring: Ring = []
    for i in indices:
        points = arcs[i] if i >= 0 else arcs[~i][::-1]
        ring.extend(points[1:] if ring else points)
    return ring


def decode_polygons(geometry: dict[str, Any], arcs: list[Ring]) -> list[shapely.Polygon]:
    """Give the polygons of one geometry object; rings of fewer than four points are dropped."""
    groups = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry.get("arcs", [])
    polygons = []
    for group in groups:
        rings = [decode_ring(r, arcs) for r in group]
        if len(rings[0]) >= 4:
            polygons += cut_at_antimeridian(shapely.Polygon(rings[0], [r for r in rings[1:] if len(r) >= 4]))
    return polygons


def cut_at_antimeridian(polygon: shapely.Polygon) -> list[shapely.Polygon]:
    """Cut a polygon whose outline leaps from 180 to -180 degrees into its parts on either side.

    Topologies are stitched over the antimeridian; taken as plain coordinates, such an outline would be a band
    around the world. A ring around the pole is left as it is.
    """
    ring = list(polygon.exterior.coords)
    if not any(abs(b[0] - a[0]) > 180 for a, b in itertools.pairwise(ring)) or min(y for _, y in ring) < -85:
        return [polygon]
    whole = shapely.transform(polygon, lambda c: c + [360.0, 0.0] * (c[:, :1] < 0))
    east = whole.buffer(0).intersection(shapely.box(0, -90, 180, 90))
    west = whole.buffer(0).intersection(shapely.box(180, -90, 360, 90))
    parts = [*shapely.get_parts(east), *shapely.get_parts(shapely.transform(west, lambda c: c - [360.0, 0.0]))]
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


@dataclass
class Arcs:
    """Arcs of a coverage: points, and which features lie on them."""

    points: list[Ring] = field(default_factory=list)
    users: list[set[str]] = field(default_factory=list)
    index: dict[tuple[Point, ...], int] = field(default_factory=dict)

    def add(self, ring: Ring, user: str) -> int:
        """Store an arc once, whichever way it runs; return its index, or ``~index`` when reversed."""
        key, back = tuple(ring), tuple(reversed(ring))
        if key in self.index:
            i = self.index[key]
            self.users[i].add(user)
            return i
        if back in self.index:
            i = self.index[back]
            self.users[i].add(user)
            return ~i
        self.index[key] = len(self.points)
        self.points.append(ring)
        self.users.append({user})
        return len(self.points) - 1


def _rings(polygons: list[shapely.Polygon]) -> list[list[Ring]]:
    return [[list(r.coords) for r in (p.exterior, *p.interiors)] for p in polygons]


def find_junctions(features: dict[str, list[list[Ring]]]) -> set[Point]:
    """Points where three or more arcs meet: those with more than two different neighbours."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for groups in features.values():
        for group in groups:
            for ring in group:
                for a, b in itertools.pairwise(ring):
                    neighbours[a].add(b)
                    neighbours[b].add(a)
    return {p for p, around in neighbours.items() if len(around) > 2}


def cut_ring(ring: Ring, junctions: set[Point]) -> list[Ring]:
    """Cut a closed ring at its junctions; a ring without one starts at its smallest point."""
    body = ring[:-1]
    starts = [i for i, p in enumerate(body) if p in junctions]
    first = starts[0] if starts else min(range(len(body)), key=lambda i: body[i])
    turned = body[first:] + body[:first] + [body[first]]
    if not starts:
        return [turned]
    pieces, piece = [], [turned[0]]
    for p in turned[1:]:
        piece.append(p)
        if p in junctions:
            pieces.append(piece)
            piece = [p]
    return pieces


def build_arcs(coverage: dict[str, list[shapely.Polygon]]) -> tuple[Arcs, dict[str, list[list[list[int]]]]]:
    """Make shared arcs of a coverage: per feature, polygons of rings of arc indices."""
    features = {name: _rings(polygons) for name, polygons in coverage.items()}
    junctions = find_junctions(features)
    arcs = Arcs()
    shapes = {
        name: [[[arcs.add(a, name) for a in cut_ring(ring, junctions)] for ring in group] for group in groups]
        for name, groups in features.items()
    }
    return arcs, shapes


def encode(arcs: list[Ring], scale: float) -> dict[str, Any]:
    """Quantise and delta-encode arcs whose coordinates are already multiples of ``scale``."""
    coded = []
    for arc in arcs:
        last = (0, 0)
        row = []
        for lon, lat in arc:
            point = (round((lon + 180) / scale), round((lat + 90) / scale))
            if not row or point != last:
                row.append([point[0] - last[0], point[1] - last[1]])
            last = point
        if len(row) == 1:
            row.append([0, 0])
        coded.append(row)
    return {"transform": {"scale": [scale, scale], "translate": [-180, -90]}, "arcs": coded}
