"""Copies of one wire story: near-duplicate texts found by MinHash and banded buckets.

Reference: A. Broder, On the resemblance and containment of documents (1997); signatures by datasketch.
"""

from __future__ import annotations

import json
import re
import sqlite3
import struct
import sys
from collections import defaultdict
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from typing import TYPE_CHECKING, Any
from zlib import crc32

from mapper.store.codec import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable

PERMUTATIONS = 64
BANDS = 16
WORDS_A_SHINGLE = 3
LEAST_WORDS = 30
"""Shorter texts say too little to be told apart."""
LEAST_SIMILARITY = 0.7
MOST_COPIES = 200
"""A story of more copies than this is linked through as many; one link is enough to make it one story."""
SEED = 5
_WORD = re.compile(r"\w+")
_PACKED = struct.Struct(f"<{PERMUTATIONS}I")


def signature_of(text: str) -> bytes | None:
    """MinHash signature of a text, ``None`` when it is too short to compare.

    Examples
    --------
    >>> signature_of("too short") is None
    True
    """
    words = _WORD.findall(text.casefold())
    if len(words) < LEAST_WORDS:
        return None
    pieces = {" ".join(words[at : at + WORDS_A_SHINGLE]) for at in range(len(words) - WORDS_A_SHINGLE + 1)}
    made = _blank().copy()
    made.update_batch([piece.encode("utf-8", "surrogatepass") for piece in sorted(pieces)])
    return _PACKED.pack(*(int(value) for value in made.hashvalues))


@lru_cache(maxsize=1)
def _blank() -> Any:
    """Empty signature, whose permutations take longer to draw than to use."""
    return _minhash()(num_perm=PERMUTATIONS, seed=SEED, hashfunc=crc32)


def _minhash() -> Any:
    """Give datasketch's MinHash alone: the package's other sketches import scipy, a second of work and 70 MB."""
    spec = find_spec("datasketch")
    if spec is None or "datasketch" in sys.modules:
        return import_module("datasketch").MinHash
    sys.modules["datasketch"] = module_from_spec(spec)  # not executed: whoever imports it later gets all of it
    try:
        return import_module("datasketch.minhash").MinHash
    finally:
        for name in [name for name in sys.modules if name.partition(".")[0] == "datasketch"]:
            del sys.modules[name]


def similarity(one: bytes, other: bytes) -> float:
    """Estimated Jaccard similarity of the texts of two signatures."""
    pairs = zip(_PACKED.unpack(one), _PACKED.unpack(other), strict=True)
    same: int = sum(a == b for a, b in pairs)
    return same / PERMUTATIONS


def add_signature(connection: sqlite3.Connection, report_id: str, signature: bytes | None) -> list[str]:
    """File a report's signature and note the reports that are copies of it.

    Returns
    -------
    list of str
        Ids of the copies.
    """
    if signature is None:
        return []
    buckets = _buckets(signature)
    near = connection.execute(
        "SELECT DISTINCT s.report_id, s.hashes FROM bands b JOIN signatures s ON s.report_id = b.report_id "
        "WHERE b.bucket IN (SELECT value FROM json_each(?)) AND s.report_id <> ? ORDER BY s.report_id LIMIT ?",
        (json.dumps(buckets), report_id, MOST_COPIES),
    ).fetchall()
    connection.execute("INSERT INTO signatures (report_id, hashes) VALUES (?, ?)", (report_id, signature))
    rows = [(bucket, report_id) for bucket in buckets]
    connection.executemany("INSERT INTO bands (bucket, report_id) VALUES (?, ?)", rows)
    found = []
    for other, hashes in near:
        alike = similarity(signature, hashes)
        if alike >= LEAST_SIMILARITY:
            one, two = sorted((report_id, other))
            connection.execute("INSERT INTO copies (one, other, similarity) VALUES (?, ?, ?)", (one, two, alike))
            found.append(other)
    return found


def drop_signature(connection: sqlite3.Connection, report_id: str) -> None:
    """Forget the signature of a report whose text is replaced."""
    connection.execute("DELETE FROM signatures WHERE report_id = ?", (report_id,))
    connection.execute("DELETE FROM bands WHERE report_id = ?", (report_id,))
    connection.execute("DELETE FROM copies WHERE one = ? OR other = ?", (report_id, report_id))


def name_stories(connection: sqlite3.Connection) -> None:
    """Write into each report the id of its story: the earliest of the reports that are copies of one another."""
    pairs = connection.execute("SELECT one, other FROM copies").fetchall()
    heads = _components(pairs)
    order = {
        name: (day or "9999", name)
        for name, day in connection.execute("SELECT id, day FROM reports")
        if name in heads
    }
    groups: dict[str, list[str]] = defaultdict(list)
    for name, head in heads.items():
        groups[head].append(name)
    connection.execute("UPDATE reports SET story = id WHERE story IS NOT id")
    rows = []
    for members in groups.values():
        first = min(members, key=lambda name: order.get(name, ("9999", name)))
        rows += [(first, name) for name in members if name != first]
    connection.executemany("UPDATE reports SET story = ? WHERE id = ?", sorted(rows))


def _components(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    parent: dict[str, str] = {}

    def head(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        parent[head(one)] = head(other)
    return {name: head(name) for name in list(parent)}


def _buckets(signature: bytes) -> list[int]:
    """Bucket numbers of the bands of a signature (63 bits, so that they are SQLite integers)."""
    width = len(signature) // BANDS
    parts = (signature[at * width : (at + 1) * width] for at in range(BANDS))
    return [int(digest_of(band, part.hex())[:15], 16) for band, part in enumerate(parts)]
