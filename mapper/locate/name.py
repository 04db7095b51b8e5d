"""Geocoding one name on its own."""

from __future__ import annotations

from mapper.locate.gazetteer import Gazetteer
from mapper.locate.place import Hit
from mapper.locate.resolve import Question, locate, resolve
from mapper.model import Candidate, Location

NameAnswer = tuple[Location | None, str, tuple[Candidate, ...]]


def locate_name(
    name: str, gazetteer: Gazetteer, *, country: str | None = None, admin1: str | None = None
) -> NameAnswer:
    """Location of a name, or the reason for none.

    Parameters
    ----------
    name : str
    gazetteer : Gazetteer
    country : str, optional
        ISO 3166-1 alpha-3; only places there.
    admin1 : str, optional
        First-level region that it lies in; prefers places there.

    Returns
    -------
    location : Location or None
    reason : str
    alternatives : tuple of Candidate
    """
    hits = gazetteer.lookup(name, country)
    reason = ""
    if not hits and country:
        hits = gazetteer.lookup_loose(name, country)
        reason = "a spelling of its name in the country given"
    if not hits:
        return None, "no place of this name" + (f" in {country}" if country else ""), ()
    answer = resolve([Question(name, hits, _containers(gazetteer, country, admin1))])[0]
    location = locate(answer, reason=reason)
    return location, location.reason, location.alternatives


def _containers(gazetteer: Gazetteer, country: str | None, admin1: str | None) -> tuple:  # type: ignore[type-arg]
    if not admin1:
        return ()
    return tuple(hit.place for hit in gazetteer.lookup(admin1, country) if _is_region(hit))


def _is_region(hit: Hit) -> bool:
    return hit.place.kind == "admin1"
