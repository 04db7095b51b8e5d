"""What is in a store, in numbers."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.store.correction import IN_FORCE, VANISHED
from mapper.store.database import Store
from mapper.store.ledger import is_fresh


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Counts of a store; ``first`` and ``last`` are the days that its presences span, ISO dates."""

    reports: int
    undated: int
    publishers: int
    stories: int
    versions: int
    claims: int
    located: int
    presences: int
    unmapped: int
    rejected: int
    corrections: int
    vanished: int
    first: str | None
    last: str | None
    fresh: bool
    schema: int


_COUNTS = {
    "reports": "SELECT count(*) FROM reports",
    "undated": "SELECT count(*) FROM reports WHERE published IS NULL",
    "publishers": "SELECT count(DISTINCT publisher) FROM reports WHERE publisher <> ''",
    "stories": "SELECT count(DISTINCT story) FROM reports",
    "versions": "SELECT count(*) FROM versions",
    "claims": "SELECT count(*) FROM claims",
    "located": "SELECT count(*) FROM claims WHERE place_id IS NOT NULL",
    "presences": "SELECT count(*) FROM presences WHERE kind = 'presence'",
    "unmapped": "SELECT count(*) FROM unmapped",
    "rejected": "SELECT count(*) FROM rejected",
    "corrections": f"SELECT count(*) FROM corrections WHERE state = '{IN_FORCE}'",  # noqa: S608  (our own word)
    "vanished": f"SELECT count(*) FROM corrections WHERE state = '{VANISHED}'",  # noqa: S608
    "schema": "SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'schema'",
}


def summarise(store: Store) -> Summary:
    """Count what a store holds.

    Raises
    ------
    StoreError
        The store cannot be read.
    """
    with store.reading() as connection:
        found = {name: int(connection.execute(query).fetchone()[0]) for name, query in _COUNTS.items()}
        first, last = connection.execute(
            'SELECT min("start"), max(max("start", ifnull("end", "start"), ifnull(last_reported, "start"))) '
            "FROM presences"
        ).fetchone()
        fresh = is_fresh(connection)
    return Summary(**found, first=first, last=last, fresh=fresh)
