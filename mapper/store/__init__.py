"""Store: reports, claims and corrections kept in one GeoPackage, with every earlier version.

Reference: OGC GeoPackage Encoding Standard 1.3 (OGC 12-128r17).
"""

from __future__ import annotations

from mapper.store.correction import Change, read_changes
from mapper.store.database import Store, open_store
from mapper.store.grades import Grade, read_grades, stored_grades, write_grades
from mapper.store.intake import Intake, ingest, unseen
from mapper.store.ledger import load_ledger, refresh
from mapper.store.review import Reviewed, apply_review, review_rows
from mapper.store.summary import Summary, summarise

__all__ = [
    "Change",
    "Grade",
    "Intake",
    "Reviewed",
    "Store",
    "Summary",
    "apply_review",
    "ingest",
    "load_ledger",
    "open_store",
    "read_changes",
    "read_grades",
    "refresh",
    "review_rows",
    "stored_grades",
    "summarise",
    "unseen",
    "write_grades",
]
