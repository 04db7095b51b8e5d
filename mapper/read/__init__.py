"""Read: documents and rows become reports.

``read_reports`` takes any mix of files, directories, glob patterns, URLs and ``-`` and yields a ``Report`` for
each document, and a ``Rejected`` with file, position and remedy for whatever could not be used. It never stops
at a bad record. Modules load when a name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapper.read.source import read_reports

__all__ = ["read_reports"]

_HOMES = {"read_reports": "source"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
