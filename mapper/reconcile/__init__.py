"""Reconcile: claims become presences over time.

A presence is there from its ``start`` and no longer there on its ``end``: a force that left on 2022-08-15 is
gone on that day. Sums never count anybody twice: see ``totals``.

Modules load when a name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapper.reconcile.engine import reconcile_claims
    from mapper.reconcile.options import Echelon, Force, ReconcileOptions, default_options
    from mapper.reconcile.sums import By, Total, totals

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

_HOMES = {
    "By": "sums",
    "Total": "sums",
    "totals": "sums",
    "Echelon": "options",
    "Force": "options",
    "ReconcileOptions": "options",
    "default_options": "options",
    "reconcile_claims": "engine",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
