"""Locate: place names become locations.

``open_gazetteer`` opens (and on first use builds) the compiled gazetteer; ``find_mentions`` finds and resolves every
toponym of a report; ``locate_name`` geocodes one name. Modules load when a name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapper.locate.gazetteer import Gazetteer, open_gazetteer
    from mapper.locate.mentions import find_mentions
    from mapper.locate.name import locate_name
    from mapper.locate.shapes import shape_geometry

__all__ = ["Gazetteer", "find_mentions", "locate_name", "open_gazetteer", "shape_geometry"]

_HOMES = {
    "Gazetteer": "gazetteer",
    "find_mentions": "mentions",
    "locate_name": "name",
    "open_gazetteer": "gazetteer",
    "shape_geometry": "shapes",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
