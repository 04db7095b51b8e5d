"""One place for each name of a report, all chosen together, or none with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mapper.locate.claimed import is_claimed
from mapper.locate.fold import fold, loosen
from mapper.locate.place import ADMIN1, ADMIN2, AREA, COUNTRY, PRECISION, TOWN, Hit, Place
from mapper.locate.rank import (
    LARGE_BONUS,
    MOST_SUPPORT,
    Scored,
    Votes,
    all_votes,
    is_large_region,
    marks_of,
    prior,
    support,
)
from mapper.model import Candidate, Location

WARMTHS = (2.0, 0.9)
"""Softness of the votes in each round: all senses are heard at first, the likeliest decide at last."""
CONTAINED = 7.0
KEPT = 60
FOREIGN_NAME = 1.4
SEAT = 1.0
"""A town goes before the region that is named after it."""
SEAT_SHARE = 0.1
"""Part of a large region's people, at least, in its town of the same name: Kharkiv is the town, Quebec the region."""
RUNNERS_UP = 3


class Question(NamedTuple):
    """A name to resolve: what it may mean, and what was written as its container (or nothing)."""

    key: str
    hits: tuple[Hit, ...]
    containers: tuple[Place, ...] = ()


class Answer(NamedTuple):
    """The candidates of a name, best first; never empty."""

    scored: tuple[Scored, ...]
    contained: bool

    @property
    def best(self) -> Place:
        """The place chosen."""
        return self.scored[0].place

    @property
    def margin(self) -> float:
        """How far the best is ahead of the next that lies elsewhere."""
        return self.scored[0].score - self.scored[1].score if len(self.scored) > 1 else 5.0


def resolve(questions: Sequence[Question], hints: Sequence[Place] = ()) -> list[Answer]:
    """Choose a place for every name together.

    Parameters
    ----------
    questions : sequence of Question
        The distinct names of a report; each has at least one hit.
    hints : sequence of Place
        Places that are known otherwise to matter.

    Returns
    -------
    list of Answer
        One for each question, in order.

    Notes
    -----
    In each round every name votes for where the report is set, with all of its senses by how likely they are now.
    Work is linear in the number of names.
    """
    scored = [_fixed(question) for question in questions]
    known = [Votes().cast([Scored(0.0, 0.0, place, marks_of(place))], 1.0) for place in hints]
    for warmth in WARMTHS:
        each = [Votes().cast(candidates, warmth) for candidates in scored]
        votes = all_votes([*each, *known])
        scored = [_rescore(candidates, votes, own) for candidates, own in zip(scored, each, strict=True)]
    return [Answer(tuple(c), bool(q.containers)) for c, q in zip(scored, questions, strict=True)]


def _fixed(question: Question) -> list[Scored]:
    scores: dict[int, Scored] = {}
    regions = {(h.place.country, h.place.admin1) for h in question.hits if h.place.kind == ADMIN1}
    seats = _seats(question) if regions else {}
    state = any(h.strong and h.place.kind == COUNTRY for h in question.hits)
    for hit in question.hits[: KEPT * 4]:
        if state and not (hit.strong and _is_own_name(hit, question.key)):
            continue
        score = prior(hit)
        if hit.place.kind == TOWN and (hit.place.country, hit.place.admin1) in regions:
            score += SEAT if hit.strong else SEAT + FOREIGN_NAME
        if is_large_region(hit.place) and seats.get((hit.place.country, hit.place.admin1), 0) >= (
            SEAT_SHARE * hit.place.population
        ):
            score -= LARGE_BONUS
        if question.containers and any(inside(hit.place, container) for container in question.containers):
            score += CONTAINED
        old = scores.get(hit.place.id)
        if old is None or old.score < score:
            scores[hit.place.id] = Scored(score, score, hit.place, marks_of(hit.place))
    ordered = sorted(scores.values(), key=_order)[:KEPT]
    return [s for s in ordered if s.score > ordered[0].score - MOST_SUPPORT] or ordered[:1]


def _is_own_name(hit: Hit, key: str) -> bool:
    """Whether a region bears a state's name as its main one: "Georgia" does, Ethiopia's Somali no "Somalia"."""
    return hit.place.kind not in {ADMIN1, ADMIN2} or fold(hit.place.name) == key


def _seats(question: Question) -> dict[tuple[str, str], int]:
    """People of the largest town of each region that bears the name, in whatever spelling."""
    seats: dict[tuple[str, str], int] = {}
    sound = loosen(question.key)
    for place, strong in question.hits:
        if place.kind == TOWN and (strong or loosen(fold(place.name)) == sound):
            key = (place.country, place.admin1)
            seats[key] = max(seats.get(key, 0), place.population)
    return seats


def _order(scored: Scored) -> tuple[float, int]:
    return -scored.score, scored.place.id


def _rescore(candidates: list[Scored], votes: Votes, own: Votes) -> list[Scored]:
    if len(candidates) == 1:
        return candidates
    again = [c._replace(score=c.fixed + support(c.marks, votes, own)) for c in candidates]
    return sorted(again, key=_order)


def inside(place: Place, container: Place) -> bool:
    """Whether a place lies in a country, region or district by its own record, or once did, or is said to."""
    if place.id == container.id:
        return False
    if container.kind == COUNTRY:
        return place.kind != COUNTRY and (
            place.country == container.country or is_claimed(place.country, place.lon, place.lat, container.country)
        )
    if container.kind == AREA:
        return bool(place.country) and place.country in container.countries.split("|")
    if place.country != container.country:
        return False
    if container.kind == ADMIN1:
        return place.admin1 == container.admin1 and place.kind != ADMIN1
    return container.kind == ADMIN2 and (place.admin1, place.admin2) == (container.admin1, container.admin2)


def locate(answer: Answer, *, reason: str = "") -> Location:
    """The location of an answer, with the runners-up."""
    place = answer.best
    return Location(
        name=place.name,
        lon=place.lon,
        lat=place.lat,
        precision=PRECISION[place.kind],
        country=place.country or None,
        countries=tuple(place.countries.split("|")) if place.countries else (),
        admin1=place.admin1,
        radius_m=place.radius_m,
        geonameid=place.geonameid or None,
        place_id=place.place_id,
        feature=place.feature or place.kind,
        shape=place.shape,
        provenance=place.source,
        reason=reason or _reason(answer),
        score=round(answer.scored[0].score, 2),
        alternatives=tuple(candidate_of(s.place, s.score) for s in answer.scored[1 : RUNNERS_UP + 1]),
    )


def candidate_of(place: Place, score: float = 0.0) -> Candidate:
    """A place as a runner-up."""
    return Candidate(
        name=place.name, lon=place.lon, lat=place.lat, country=place.country or None,
        precision=PRECISION[place.kind], geonameid=place.geonameid or None, score=round(score, 2),
    )  # fmt: skip


def _reason(answer: Answer) -> str:
    best = answer.scored[0]
    if best.place.source.startswith("user"):
        return "a place of your own"
    if len(answer.scored) == 1:
        return "the only place of this name"
    if answer.contained:
        return "inside the place written after it"
    if best.score - best.fixed > answer.margin:
        return "nearest to the report's other places"
    return "the most prominent of its namesakes"


def group_spans(keys: Iterable[str]) -> dict[str, list[int]]:
    """Positions of each key, in order of first appearance."""
    groups: dict[str, list[int]] = defaultdict(list)
    for position, key in enumerate(keys):
        groups[key].append(position)
    return dict(groups)
