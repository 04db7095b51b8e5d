"""Rows as columns, small: constants, dictionaries and differences, then JSON, gzip and base64.

A column is a JSON array of its values, or an object: ``{"n", "k"}`` the same value n times, ``{"d", "i"}`` a
dictionary and an index for each row (-1 for null), ``{"x"}`` differences between neighbours, ``{"l", "v"}``
lists as their lengths and their values end to end. The page's ``unpack.js`` is the reader.
"""

from __future__ import annotations

import base64
import gzip
import json
import operator
from collections.abc import Hashable, Iterable, Sequence
from itertools import chain
from typing import Any

import msgspec

from mapper.draw.text import bounded

Json = Any
"""Whatever ``json.dumps`` takes."""

LARGE = 1_000_000
"""From so many bytes on, quick packing is preferred: level 3 takes two thirds of the time of level 5."""

FEW = 100
"""A dictionary of more words than this, met in their order, is indexed by differences: nearly all are one."""


def plain(values: Sequence[Json]) -> Json:
    """Values as they are, or said once when all are the same.

    Examples
    --------
    >>> plain([3, 3, 3]), plain([1, None])
    ({'n': 3, 'k': 3}, [1, None])
    """
    if values and values.count(values[0]) == len(values):
        return {"n": len(values), "k": values[0]}
    return list(values)


def dictionary(values: Sequence[Hashable]) -> Json:
    """Distinct values in the order of their first row, and an index for each row; ``None`` is -1.

    Examples
    --------
    >>> dictionary(["FRA", "RUS", None, "FRA"])
    {'d': ['FRA', 'RUS'], 'i': [0, 1, -1, 0]}
    """
    if values and values.count(values[0]) == len(values):
        return {"d": [] if values[0] is None else [values[0]], "i": {"n": len(values), "k": -int(values[0] is None)}}
    words = [value for value in dict.fromkeys(values) if value is not None]
    number: dict[Hashable, int] = dict(zip(words, range(len(words)), strict=True))
    number[None] = -1
    index = list(map(number.__getitem__, values))
    return {"d": words, "i": differences(index) if len(words) > FEW and index == sorted(index) else plain(index)}


def texts(values: Sequence[str | None], limit: int) -> Json:
    """Make a dictionary of texts, each cut at ``limit`` characters; an empty text is ``None``.

    Examples
    --------
    >>> texts(["Operation", "", None], 5)
    {'d': ['Oper…'], 'i': [0, -1, -1]}
    """
    short = {value: bounded(value, limit) or None for value in dict.fromkeys(values)}
    kept = all(value is cut for value, cut in short.items())
    return dictionary(values if kept else [short[value] for value in values])


def differences(values: Sequence[int]) -> Json:
    """Whole numbers as differences from the one before (the first from zero).

    Examples
    --------
    >>> differences([100, 103, 103])
    {'x': [100, 3, 0]}
    """
    return {"x": plain([values[0], *map(operator.sub, values[1:], values)]) if values else []}


def lists(values: Sequence[Sequence[int]]) -> Json:
    """Lists of whole numbers, end to end.

    Examples
    --------
    >>> lists([[4], [5, 6]])
    {'l': [1, 2], 'v': {'x': [4, 1, 1]}}
    """
    return {"l": plain([len(value) for value in values]), "v": differences(list(chain.from_iterable(values)))}


def sparse(values: Iterable[Json]) -> Json:
    """Only the rows that hold something: pairs of row and value.

    Examples
    --------
    >>> sparse([None, "a", None])
    [[1, 'a']]
    """
    return [[row, value] for row, value in enumerate(values) if value]


def pack(document: Json) -> str:
    """JSON in UTF-8, gzip without a time stamp, base64; the same document gives the same text."""
    try:
        return _packed(msgspec.json.encode(document))
    except UnicodeEncodeError:  # half a surrogate pair
        return pack_text(json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def pack_text(text: str) -> str:
    """UTF-8, gzip without a time stamp, base64; what cannot be written in UTF-8 becomes a question mark."""
    return _packed(text.encode("utf-8", "replace"))


def _packed(data: bytes) -> str:
    return base64.b64encode(gzip.compress(data, 9 if len(data) < LARGE else 3, mtime=0)).decode("ascii")
