"""Reconcile: claims become presences over time.

A presence is there from its ``start`` and no longer there on its ``end``: a force that left on 2022-08-15 is
gone on that day. Sums never count anybody twice: see ``totals``.
"""

from __future__ import annotations

from mapper.reconcile.engine import reconcile_claims
from mapper.reconcile.options import Echelon, Force, ReconcileOptions, default_options
from mapper.reconcile.totals import By, Total, totals

__all__ = [
    "By",
    "Echelon",
    "Force",
    "ReconcileOptions",
    "Total",
    "default_options",
    "reconcile_claims",
    "totals",
]
