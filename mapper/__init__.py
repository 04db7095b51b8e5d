"""Reported troop presences, geocoded and drawn as layered maps over time.

>>> import mapper
>>> m = mapper.map("reports/")            # doctest: +SKIP
>>> m.save("map.html")                    # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

# The stages are packages of the same names as three of the calls; they are loaded first, so that the calls are
# what ``mapper.read``, ``mapper.extract`` and ``mapper.reconcile`` mean. All of these are light to import.
import mapper.extract
import mapper.read
import mapper.reconcile  # noqa: F401
from mapper.api import extract, map, read, reconcile  # noqa: A004
from mapper.errors import MapperError
from mapper.model import Claim, Extraction, Ledger, Location, Presence, Report

if TYPE_CHECKING:
    from mapper.draw import DeploymentMap, DrawOptions

__all__ = [
    "Claim",
    "DeploymentMap",
    "DrawOptions",
    "Extraction",
    "Ledger",
    "Location",
    "MapperError",
    "Presence",
    "Report",
    "extract",
    "map",
    "read",
    "reconcile",
]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name in ("DeploymentMap", "DrawOptions"):
        import mapper.draw

        return getattr(mapper.draw, name)
    raise AttributeError(f"module 'mapper' has no attribute {name!r}")
