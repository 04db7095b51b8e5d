"""Grades of publishers on the Admiralty scale, only where a person set them.

Reliability of the source A (completely reliable) to F (cannot be judged), credibility of the information 1
(confirmed) to 6 (cannot be judged), as in NATO AJP-2.1.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mapper.errors import StoreError
from mapper.store.database import Store

RELIABILITY = "ABCDEF"
CREDIBILITY = "123456"
COLUMNS = ("publisher", "reliability", "credibility", "who", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A person's grade of one publisher, ``B2`` for reliability B and credibility 2."""

    publisher: str
    reliability: str
    credibility: str
    who: str = ""
    note: str = ""

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"


def read_grades(path: Path) -> tuple[Grade, ...]:
    """Grades of a ``sources.csv``: publisher, reliability, credibility, and who gave them and why.

    Raises
    ------
    StoreError
        A column is missing, or a grade is not on the scale; the message names the row.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StoreError(
            f"{path} cannot be read ({error}); expected a CSV file with columns {', '.join(COLUMNS)}"
        ) from None
    grades = []
    for at, row in enumerate(rows, start=2):
        grade = Grade(**{name: (row.get(name) or "").strip() for name in COLUMNS})
        if not grade.publisher:
            raise StoreError(f"{path} row {at}: no publisher; name it as the reports do")
        if len(grade.reliability) != 1 or grade.reliability not in RELIABILITY:
            raise StoreError(f"{path} row {at}: reliability {grade.reliability!r} is not one of A to F")
        if len(grade.credibility) != 1 or grade.credibility not in CREDIBILITY:
            raise StoreError(f"{path} row {at}: credibility {grade.credibility!r} is not one of 1 to 6")
        grades.append(grade)
    return tuple(grades)


def write_grades(store: Store, grades: Iterable[Grade]) -> int:
    """Store grades; a publisher's new grade replaces the old one.

    Returns
    -------
    int
        How many were given.
    """
    rows = [(g.publisher, g.reliability, g.credibility, g.who, g.note) for g in grades]
    with store.writing() as connection:
        connection.executemany(
            "INSERT INTO grades (publisher, reliability, credibility, who, note) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (publisher) DO UPDATE SET reliability = excluded.reliability, "
            "credibility = excluded.credibility, who = excluded.who, note = excluded.note",
            rows,
        )
    return len(rows)


def stored_grades(store: Store) -> dict[str, Grade]:
    """Grades by publisher; none in a store of the first version that could not be migrated."""
    with store.reading() as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'grades'").fetchone():
            return {}
        rows = connection.execute("SELECT publisher, reliability, credibility, who, note FROM grades").fetchall()
    return {
        row[0]: Grade(publisher=row[0], reliability=row[1], credibility=row[2], who=row[3], note=row[4])
        for row in rows
    }
