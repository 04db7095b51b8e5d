"""Lists that claim to be whole: what a yearbook's newer line on a state leaves out is no longer there.

A statement of deployments ("900 Lebanon; 400 Libya; 290 Niger") names every place where a state has people. A level
that rests on such lists alone ends when a newer list of the same state by the same publisher names neither its place
nor one that holds it, or tells the same place of another force or of none, or only parts of it; nor was it there at
the last list without it. News never do this: what a report does not mention is not gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from mapper import edtf
from mapper.model import Claim, Location, Status
from mapper.reconcile.dated import LIST_RULES, Dated
from mapper.reconcile.place import Place, place_of
from mapper.reconcile.series import Series

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
        A claim of each list without the place, from the list's day to the next one's: what a later list tells anew of
        that day or an earlier one stands.
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
        ends = _lists_without(one, issues, days, names, places)
        if ends:
            found[one.id] = ends
    return found


def _issue(claim: Claim) -> _Issue | None:
    listed = claim.rule.startswith(LIST_RULES) and claim.sender and claim.published
    return (claim.published, claim.sender, claim.publisher) if listed and claim.published and claim.sender else None


def _lists_without(
    series: Series,
    issues: Mapping[_Issue, Sequence[Dated]],
    days: Mapping[tuple[str, str], Sequence[str]],
    names: Mapping[_Issue, Iterable[str]],
    places: dict[Location, Place],
) -> list[Dated]:
    told = [(issue, item) for item in series.items if item.claim.status is not Status.LEFT
            for issue in [_issue(item.claim)]]  # fmt: skip
    known = {issue for issue, _ in told if issue is not None}
    if not known or any(issue is None for issue, _ in told) or len({issue[1:] for issue in known}) > 1:
        return []
    ((sender, publisher),) = {issue[1:] for issue in known}
    ends: list[Dated] = []
    line = days[sender, publisher]
    for day, following in zip(line, [*line[1:], line[-1]], strict=True):
        issue = day, sender, publisher
        item = None if issue in known else _left_out(series, issues[issue], names.get(issue, ()), places)
        start, end = edtf.bounds(day)[0], edtf.bounds(following)[0]
        if item is None or start is None or end is None:
            continue
        if not any(issue[0] > day and item.at <= start for issue, item in told if issue):
            ends.append(replace(item, at=start, first=start, last=max(start, end)))
    return ends


def _left_out(
    series: Series, items: Sequence[Dated], names: Iterable[str], places: dict[Location, Place]
) -> Dated | None:
    """Claim of a list that stands for its not telling of a series, if it does not.

    It tells of it by telling of a place that holds the series' or overlaps it; places inside it tell of it anew.
    """
    restated = next((item for item in items if _is_at(item.claim, series.place, places)), None)
    if restated is not None:
        return restated
    around = [item for item in items if _touches(item.claim, series.place, places)]
    if _names_it(series, names) or not all(_is_inside(item.claim, series.place, places) for item in around):
        return None
    return items[0]


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


def _is_inside(claim: Claim, place: Place, places: dict[Location, Place]) -> bool:
    """Whether a claim speaks of a part of a place."""
    if claim.location is None:
        return False
    other = places.setdefault(claim.location, place_of(claim.location))
    return other.countries < place.countries or (other.countries == place.countries and other.rank < place.rank)


def _names_it(series: Series, names: Iterable[str]) -> bool:
    """Whether an entry that could not be located is, by its spelling, one of the names of a series' place."""
    own = {(item.claim.place or "").casefold() for item in series.items}
    return any(_alike(name, other) for name in names for other in own)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= LIKE_NAME
