"""Store: reports, claims and corrections kept in one GeoPackage, with every earlier version.

Reference: OGC GeoPackage Encoding Standard 1.3 (OGC 12-128r17).
"""

from __future__ import annotations

from mapper.store.correction import Change, read_changes
from mapper.store.database import Store, open_store
from mapper.store.intake import Intake, ingest, unseen
from mapper.store.ledger import load_ledger, refresh

__all__ = ["Change", "Intake", "Store", "ingest", "load_ledger", "open_store", "read_changes", "refresh", "unseen"]
