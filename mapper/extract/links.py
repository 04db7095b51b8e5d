"""What is known of two countries before a report is read: whether one is known to keep forces in the other.

The facts are the project's own tables: bases with their operators, forces with their hosts, and borders. They never
make a claim; they only help to tell which of several places of a report is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from mapper.extract.lexicon_rows import read_forces, read_rows


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of (sender, host) by what links them; a pair stands in the first set that knows it."""

    bases: frozenset[tuple[str, str]]
    forces: frozenset[tuple[str, str]]
    borders: frozenset[tuple[str, str]]

    def kind(self, sender: str, host: str) -> str:
        """Tell the link between a sender and a host: base, force, border or none."""
        pair = (sender, host)
        if pair in self.bases:
            return "base"
        if pair in self.forces:
            return "force"
        return "border" if pair in self.borders else "none"


@cache
def open_links() -> Links:
    """Open the tables; they are read once in a process.

    Returns
    -------
    Links
        From ``places/sites.csv`` (operator abroad), ``forces/forces.csv`` (sender and hosts) and
        ``countries/neighbours.csv``.
    """
    bases = {
        (operator, row["host"])
        for row in read_rows("places", "sites.csv")
        for operator in row["operators"].split("|")
        if operator and operator != row["host"]
    }
    forces = {(f.sender, host) for f in read_forces().values() if f.sender for host in f.hosts if host != f.sender}
    borders = {
        (row["iso3"], other)
        for row in read_rows("countries", "neighbours.csv")
        for other in row["neighbours"].split("|")
        if other
    }
    return Links(frozenset(bases), frozenset(forces), frozenset(borders))
