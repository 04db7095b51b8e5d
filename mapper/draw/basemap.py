"""The embedded base map: land, borders and country names from ``geodata/boundaries``."""

from __future__ import annotations

import base64
import gzip
import json
import math
from functools import cache
from importlib.resources import files
from typing import Any

from mapper.draw.columns import Json


@cache
def load_basemap() -> dict[str, Any]:
    """Open ``boundaries/basemap.json.gz`` (TopoJSON: land by country, borders and disputed borders as lines)."""
    path = files("mapper.geodata").joinpath("boundaries", "basemap.json.gz")
    document: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return document


@cache
def packed_basemap() -> str:
    """The base map as the page's ``basemap.js`` reads it: gzip, base64.

    Length of a header (4 bytes, little-endian), the header as JSON, then each arc as zigzag varints of
    ``x, y, dx, dy, ...`` in steps of ``1 / step`` degrees. The header lists the rings of each country by its
    arcs (``~n`` runs backwards), the arcs of disputed lines, and a label point with the zoom from which it shows.
    """
    topology = load_basemap()
    step, arcs = _arcs(topology)
    countries = _countries(topology)
    header = {
        "step": step,
        "countries": countries,
        "disputed": sorted(arc for line in topology["objects"]["disputed"]["arcs"] for arc in line),
        "borders": sorted(arc for line in topology["objects"]["border"]["arcs"] for arc in line),
        "labels": _labels(countries, arcs, step),
        "lengths": [len(arc) for arc in arcs],
    }
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    body = b"".join(_varints(arc) for arc in arcs)
    packed = gzip.compress(len(head).to_bytes(4, "little") + head + body, 9, mtime=0)
    return base64.b64encode(packed).decode("ascii")


@cache
def base_names() -> list[str]:
    """Codes of the countries that the base map labels."""
    return sorted({shape["id"] for shape in load_basemap()["objects"]["land"]["geometries"]})


def _arcs(topology: dict[str, Any]) -> tuple[int, list[list[int]]]:
    """Steps per degree, and each arc as its first point and the differences after it."""
    scale, (left, bottom) = topology["transform"]["scale"][0], topology["transform"]["translate"]
    step = round(1 / scale)
    arcs = []
    for (x, y), *rest in topology["arcs"]:
        arcs.append([x + round(left * step), y + round(bottom * step), *(value for pair in rest for value in pair)])
    return step, arcs


def _countries(topology: dict[str, Any]) -> list[tuple[str, list[list[int]]]]:
    rings: dict[str, list[list[int]]] = {}
    for shape in topology["objects"]["land"]["geometries"]:
        rings.setdefault(shape["id"], []).extend(ring for polygon in shape["arcs"] for ring in polygon)
    return sorted(rings.items())


def _labels(countries: list[tuple[str, list[list[int]]]], arcs: list[list[int]], step: int) -> list[Json]:
    """Where each name stands and from which zoom: the middle of the greatest ring, sooner for greater countries."""
    labels: list[tuple[float, Json]] = []
    for code, rings in countries:
        ring = max((_points(ring, arcs) for ring in rings), key=lambda points: abs(_area(points)))
        lon, lat = _middle(ring)
        size = math.sqrt(abs(_area(ring))) / step
        zoom = round(max(1.5, 7.2 - math.log2(max(size, 0.1))), 1)
        labels.append((-size, [code, round(lon / step, 2), round(lat / step, 2), zoom]))
    return [label for _, label in sorted(labels)]


def _points(ring: list[int], arcs: list[list[int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for number in ring:
        x = y = 0
        line = []
        flat = arcs[number if number >= 0 else ~number]
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x, y))
        out += line if number >= 0 else line[::-1]
    return out


def _area(points: list[tuple[int, int]]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs) / 2


def _middle(points: list[tuple[int, int]]) -> tuple[float, float]:
    """The middle of the widest stretch inside the ring near its centroid's height: always inside."""
    best = (-1.0, 0.0, 0.0)
    ys = [y for _, y in points]
    low, high = min(ys), max(ys)
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        y = low + share * (high - low) + 0.5
        edges = zip(points, [*points[1:], points[0]], strict=True)
        crossings = sorted(
            x + (y - from_y) * (next_x - x) / (next_y - from_y)
            for (x, from_y), (next_x, next_y) in edges
            if (from_y > y) != (next_y > y)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=False):
            best = max(best, ((right - left) * (1 - abs(share - 0.5)), (left + right) / 2, y))
    return best[1], best[2]


def _varints(values: list[int]) -> bytes:
    out = bytearray()
    for value in values:
        rest = value * 2 if value >= 0 else -value * 2 - 1
        while rest > 127:
            out.append(rest & 127 | 128)
            rest >>= 7
        out.append(rest)
    return bytes(out)
