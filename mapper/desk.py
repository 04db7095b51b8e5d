"""The daily work on a store: take reports in, and know what was known on a day.

Composes ``mapper.store`` with the pipeline's stages, as ``mapper.pipeline`` does for a single run.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from mapper.model import Item, Ledger

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from mapper.pipeline import Tools
    from mapper.store import Intake, Store

CLAIM_PARTS = ("extract", "locate", "read")
PRESENCE_PARTS = ("reconcile",)
DATA_FOR_CLAIMS = ("lang", "forces", "places", "countries", "read", "boundaries")
LARGE = 4_000_000
"""A data file larger than this (bytes) is known by its name and size."""


def ingest_items(store: Store, items: Iterable[Item], *, tools: Tools | None = None) -> Intake:
    """Take reports into a store: extract from those that are new or changed, and make its presences anew.

    Parameters
    ----------
    store : Store
        Open for writing.
    items : iterable of Report, Extraction or Rejected
        As ``mapper.read.read_reports`` gives them.
    tools : Tools, optional
        Gazetteer and vocabularies; opened when the first new report comes.

    Returns
    -------
    Intake
        What was done.

    Raises
    ------
    StoreError
        The store cannot be written; what was stored before stays.
    """
    from mapper import store as stores
    from mapper.pipeline import extract_reports

    intake = stores.Intake()
    rules = claim_rules()
    new = iter(stores.unseen(store, items, intake, rules=rules))
    first = next(new, None)
    if first is not None:
        stores.ingest(store, extract_reports(_chain(first, new), tools=tools), rules=rules, intake=intake)
    refresh_presences(store)
    return intake


def _chain(first: Item, rest: Iterable[Item]) -> Iterable[Item]:
    yield first
    yield from rest


def refresh_presences(store: Store) -> bool:
    """Make the stored presences anew where claims, corrections or rules changed."""
    from mapper import store as stores
    from mapper.locate import shape_geometry
    from mapper.pipeline import reconcile_sourced

    return stores.refresh(store, reconcile_sourced, rules=presence_rules(), shape_of=shape_geometry)


@lru_cache(maxsize=1)
def claim_rules() -> str:
    """Version of everything that makes claims of reports: code and data; another one makes them anew."""
    return _version(CLAIM_PARTS, DATA_FOR_CLAIMS)


@lru_cache(maxsize=1)
def presence_rules() -> str:
    """Version of everything that makes presences of claims."""
    return _version(PRESENCE_PARTS, ("forces",))


def _version(parts: Iterable[str], data: Iterable[str]) -> str:
    digest = blake2b(digest_size=12)
    roots = [files("mapper").joinpath(part) for part in parts] + [files("mapper.geodata").joinpath(d) for d in data]
    for root in roots:
        for path, file in sorted(_walk(root, root.name)):
            content = file.read_bytes()
            digest.update(path.encode() + b"\0" + str(len(content)).encode() + b"\0")
            if len(content) <= LARGE:
                digest.update(content)
    return digest.hexdigest()


def _walk(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    if not folder.is_dir():
        return found
    for entry in folder.iterdir():
        if entry.name == "__pycache__" or entry.name.startswith("."):
            continue
        found += _walk(entry, f"{path}/{entry.name}") if entry.is_dir() else [(f"{path}/{entry.name}", entry)]
    return found


def ledger_on(path: Path, as_of: str | None, *, corrected_by: str | None = None) -> Ledger:
    """Ledger of a store in its state of knowledge on a day, with the corrections made by a day."""
    from mapper import store as stores
    from mapper.pipeline import reconcile_sourced

    with stores.open_store(path) as opened:
        return stores.load_ledger(
            opened, as_of=as_of, reconcile=reconcile_sourced, rules=presence_rules(), corrected_by=corrected_by
        )
