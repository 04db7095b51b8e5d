"""Lists that claim to be whole: what a yearbook's newer line on a state leaves out is no longer there.

A statement of deployments ("900 Lebanon; 400 Libya; 290 Niger") names every place where a state has people. A level
that rests on such lists alone ends when a newer list of the same state by the same publisher names neither its place
nor one that holds it or lies in it, or tells the same place of another force or of none. News never do this: what a
report does not mention is not gone.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from mapper import edtf
from mapper.model import Claim, Location, Status
from mapper.reconcile.dated import Dated
from mapper.reconcile.place import Place, place_of
from mapper.reconcile.series import Series

LIST_RULES = "statement."
"""How the rules begin that read claims from a statement of all of a state's deployments."""

LIKE_NAME = 0.8
"""Least likeness (0 to 1) of two spellings of one place, as French Guiana and French Guyana."""

_Issue = tuple[str, str, str]
"""Publication day, sender and publisher of a list."""


def left_out_of_lists(
    series: Sequence[Series], dated: Iterable[Dated], claims: Iterable[Claim]
) -> dict[str, list[Dated]]:
    """Claims of newer lists that leave a series' place out, by series id.

    Parameters
    ----------
    series : sequence of Series
    dated : iterable of Dated
        Every located claim.
    claims : iterable of Claim
        Every claim: an entry that could not be located still tells of its place by its name.

    Returns
    -------
    dict of str to list of Dated
        At most one claim a series: the first of the first list without the place, dated on the list's day.
    """
    issues: dict[_Issue, list[Dated]] = defaultdict(list)
    for item in dated:
        if (issue := _issue(item.claim)) is not None:
            issues[issue].append(item)
    if not issues:
        return {}
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for day, sender, publisher in sorted(issues):
        days[sender, publisher].append(day)
    names: dict[_Issue, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.location is None and claim.place and (issue := _issue(claim)) is not None:
            names[issue].add(claim.place.casefold())
    places: dict[Location, Place] = {}
    found = {}
    for one in series:
        end = _first_without(one, issues, days, names, places)
        if end is not None:
            found[one.id] = [end]
    return found


def _issue(claim: Claim) -> _Issue | None:
    listed = claim.rule.startswith(LIST_RULES) and claim.sender and claim.published
    return (claim.published, claim.sender, claim.publisher) if listed and claim.published and claim.sender else None


def _first_without(
    series: Series,
    issues: Mapping[_Issue, Sequence[Dated]],
    days: Mapping[tuple[str, str], Sequence[str]],
    names: Mapping[_Issue, Iterable[str]],
    places: dict[Location, Place],
) -> Dated | None:
    told = [_issue(item.claim) for item in series.items if item.claim.status is not Status.LEFT]
    known = [issue for issue in told if issue is not None]
    if len(known) < len(told) or not known or len({issue[1:] for issue in known}) > 1:
        return None
    last, sender, publisher = max(known)
    line = days[sender, publisher]
    for day in line[bisect_right(line, last) :]:
        items = issues[day, sender, publisher]
        named = _names_it(series, names.get((day, sender, publisher), ()))
        restated = next((item for item in items if _is_at(item.claim, series.place, places)), None)
        if restated is None and (named or any(_touches(item.claim, series.place, places) for item in items)):
            continue
        published = edtf.bounds(day)[0]
        return replace(restated or items[0], at=published, first=published, last=published) if published else None
    return None


def _is_at(claim: Claim, place: Place, places: dict[Location, Place]) -> bool:
    """Whether a claim is on the very place: a newer list tells it anew, so that what it told before is over there."""
    if claim.location is None:
        return False
    return places.setdefault(claim.location, place_of(claim.location)).key == place.key


def _touches(claim: Claim, place: Place, places: dict[Location, Place]) -> bool:
    """Whether a claim speaks of a place, of one that holds it or of one that lies in it."""
    if claim.location is None:
        return False
    other = places.setdefault(claim.location, place_of(claim.location))
    return other.key == place.key or bool(other.countries & place.countries) or not place.countries


def _names_it(series: Series, names: Iterable[str]) -> bool:
    """Whether an entry that could not be located is, by its spelling, one of the names of a series' place."""
    own = {(item.claim.place or "").casefold() for item in series.items}
    return any(_alike(name, other) for name in names for other in own)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= LIKE_NAME
