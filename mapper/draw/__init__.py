"""Draw: a ledger becomes one self-contained page, a time map of reported presences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapper.draw.options import LANGUAGES, DrawOptions

if TYPE_CHECKING:
    from mapper.draw.deployment_map import DeploymentMap

__all__ = ["LANGUAGES", "DeploymentMap", "DrawOptions"]


def __getattr__(name: str) -> Any:
    """Import folium only when a map is made."""
    if name == "DeploymentMap":
        from mapper.draw.deployment_map import DeploymentMap

        return DeploymentMap
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
