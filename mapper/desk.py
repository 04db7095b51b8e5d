"""The daily work on a store: take reports in, and compare what was known on two days.

Composes ``mapper.store`` with the pipeline's stages, as ``mapper.pipeline`` does for a single run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mapper.model import Item, Kind, Ledger, Presence

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from mapper.pipeline import Tools
    from mapper.store import Intake, Store

Word = Literal["arrived", "left", "grew", "shrank", "changed", "newly reported", "corrected", "withdrawn"]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How one presence differs between two days (or two states of knowledge)."""

    word: Word
    before: Presence | None
    after: Presence | None

    @property
    def row(self) -> Presence:
        """The later row, or the earlier where there is none later."""
        row = self.after or self.before
        assert row is not None  # noqa: S101  (one of them is always there)
        return row


def compare(before: Ledger, after: Ledger, *, first: str, second: str) -> tuple[Difference, ...]:
    """What changed between two days, each as it was known in its ledger.

    Parameters
    ----------
    before, after : Ledger
        State of knowledge on either day.
    first, second : str
        ISO days.

    Returns
    -------
    tuple of Difference
        Ordered by sender, force and place. A force that is there on the second day is *newly reported* when the
        ledger of the first did not know that it was there already on that day; a presence whose claims a person
        corrected in between is *corrected*.
    """
    was, now = _there(before, first), _there(after, second)
    then = _there(after, first)
    found = []
    for series in sorted({*was, *now}):
        word = _word(was.get(series), now.get(series), then.get(series))
        if word is not None:
            found.append(Difference(word=word, before=was.get(series), after=now.get(series)))
    return tuple(sorted(found, key=lambda d: (d.row.sender or "", d.row.force or "", d.row.place or "", d.row.id)))


def _there(ledger: Ledger, day: str) -> Mapping[str, Presence]:
    return {
        row.series: row
        for row in ledger.presences
        if row.kind is Kind.PRESENCE and row.start <= day and (row.end is None or day < row.end)
    }


def _word(was: Presence | None, now: Presence | None, then: Presence | None) -> Word | None:
    """Name of a change; ``then`` is the first day as it is known now."""
    if was is None:
        return "newly reported" if then is not None else "arrived"
    if now is None:
        return "left" if then is not None else "withdrawn"
    if (was.low, was.high) == (now.low, now.high):
        return "corrected" if set(now.corrected) - set(was.corrected) else None
    if set(now.corrected) - set(was.corrected):
        return "corrected"
    low, high = (now.low or 0) - (was.low or 0), (now.high or now.low or 0) - (was.high or was.low or 0)
    if low >= 0 and high >= 0:
        return "grew"
    return "shrank" if low <= 0 and high <= 0 else "changed"


def ledger_on(path: Path, as_of: str | None) -> Ledger:
    """Ledger of a store in its state of knowledge on a day."""
    from mapper.pipeline import load_ledger

    return load_ledger(path, as_of=as_of)


def without_later(ledger: Ledger, day: str) -> Ledger:
    """Ledger without the corrections that people made after a day, for what was known then."""
    kept = tuple(
        replace(row, corrected=tuple(c for c in row.corrected if c.when[:10] <= day)) for row in ledger.presences
    )
    return replace(ledger, presences=kept)
