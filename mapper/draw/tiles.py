"""Background tiles by provider name, and the hosts that the page must then be allowed to ask."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mapper.errors import UsageError

_HOST = re.compile(r"https://[^/{}]*(?:\{s\})?[^/{}]*")


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile layer: ``url`` with ``{s}{z}{x}{y}{r}`` left in it, the hosts behind it, and whom to credit."""

    name: str
    url: str
    hosts: tuple[str, ...]
    subdomains: str
    attribution: str
    max_zoom: int


def find_tiles(name: str) -> Tiles:
    """Look a provider up in ``xyzservices``.

    Parameters
    ----------
    name : str
        As ``xyzservices`` spells it, in any case: ``Esri.WorldGrayCanvas``, ``opentopomap``.

    Raises
    ------
    UsageError
        The provider is unknown, needs a key, or is not served over https.
    """
    from xyzservices import providers

    try:
        provider = providers.query_name(name)
    except ValueError:
        raise UsageError(
            f"tiles {name!r} are not a provider of xyzservices; expected a name such as 'Esri.WorldGrayCanvas'"
        ) from None
    if provider.requires_token():
        raise UsageError(f"tiles {name!r} need a key of their provider; choose one that does not")
    kept = {name: f"{{{name}}}" for name in "sxyzr"}
    url = provider["url"].format_map({**provider, **kept})
    found = _HOST.match(url)
    if not found:
        raise UsageError(f"tiles {name!r} are served from {url!r}; expected an https address")
    subdomains = "".join(provider.get("subdomains", "abc"))
    host = found.group()
    hosts = tuple(host.replace("{s}", letter) for letter in subdomains) if "{s}" in host else (host,)
    return Tiles(
        name=provider.name,
        url=url,
        hosts=hosts,
        subdomains=subdomains,
        attribution=provider.attribution,
        max_zoom=int(provider.get("max_zoom", 18)),
    )
