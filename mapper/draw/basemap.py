"""The embedded base map: land, borders and country names from ``geodata/boundaries``."""

from __future__ import annotations

import base64
import gzip
import json
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Any

from mapper.draw.columns import Json


@cache
def load_basemap() -> dict[str, Any]:
    """Open ``boundaries/basemap.json.gz``; an empty map where it is not shipped."""
    path = files("mapper.geodata").joinpath("boundaries", "basemap.json.gz")
    if not path.is_file():
        return {}
    document: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return document


def _varints(values: list[int]) -> bytes:
    out = bytearray()
    for value in values:
        rest = value * 2 if value >= 0 else -value * 2 - 1
        while rest > 127:
            out.append(rest & 127 | 128)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def pack_basemap(header: Json, arcs: list[list[int]]) -> str:
    """Length of the header (4 bytes, little-endian), the header as JSON, each arc as zigzag varints; gzip, base64."""
    text = json.dumps({**header, "lengths": [len(arc) for arc in arcs]}, ensure_ascii=False, separators=(",", ":"))
    head = text.encode("utf-8")
    body = b"".join(_varints(arc) for arc in arcs)
    packed = gzip.compress(len(head).to_bytes(4, "little") + head + body, 9, mtime=0)
    return base64.b64encode(packed).decode("ascii")


def arc_use(countries: list[Json]) -> Counter[int]:
    """How often each arc is used: once on a coast, twice on a land border."""
    return Counter(arc if arc >= 0 else ~arc for _, rings in countries for ring in rings for arc in ring)


@cache
def packed_basemap() -> str:
    """The base map as the page unpacks it; an empty text where none is shipped."""
    document = load_basemap()
    if not document:
        return ""
    return pack_basemap(document["header"], document["arcs"])


def base_names() -> list[str]:
    """Codes of the countries that the base map labels."""
    document = load_basemap()
    return [label[0] for label in document["header"]["labels"]] if document else []
