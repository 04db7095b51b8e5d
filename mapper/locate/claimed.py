"""Ground that a text may put in another state than its host today: that state's once, or in dispute with it."""

from __future__ import annotations

from functools import cache

from mapper.locate.boundaries import disputed_holds, disputed_territories
from mapper.locate.countries import countries, former_states


def is_claimed(host: str, lon: float, lat: float, other: str) -> bool:
    """Whether a place was on the ground of another state of the same name as today, or is in dispute with it.

    Parameters
    ----------
    host : str
        Today's host of the place, ISO 3166-1 alpha-3.
    lon, lat : float
        The place, WGS 84 degrees.
    other : str
        The other state, alpha-3.

    Examples
    --------
    >>> is_claimed("SSD", 31.58, 4.85, "SDN"), is_claimed("UKR", 33.52, 44.6, "RUS")
    (True, True)
    >>> is_claimed("UKR", 24.0, 49.8, "RUS")
    False
    """
    if not host or host == other:
        return False
    if (host, other) in _former():
        return True
    return any(disputed_holds(name, lon, lat) for name in _disputes().get((host, other), ()))


@cache
def _former() -> frozenset[tuple[str, str]]:
    """Pairs of a country and a state of today's name that it was a part of (South Sudan, Sudan)."""
    names = {country.names["en"]: code for code, country in countries().items()}
    return frozenset(
        (today, names[s.was_named]) for s in former_states() if s.was_named in names for today in s.today
    )


@cache
def _disputes() -> dict[tuple[str, str], tuple[str, ...]]:
    """Disputed territories by host and other party."""
    pairs: dict[tuple[str, str], tuple[str, ...]] = {}
    for name, territory in disputed_territories().items():
        for party in set(territory.parties) - {territory.host}:
            pairs[territory.host, party] = (*pairs.get((territory.host, party), ()), name)
    return pairs
