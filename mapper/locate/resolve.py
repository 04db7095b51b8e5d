"""One place for each name of a report, all chosen together, or none with the reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from mapper.locate.place import ADMIN1, ADMIN2, AREA, COUNTRY, PRECISION, Hit, Place
from mapper.locate.rank import Context, Sense, prior, witness
from mapper.model import Candidate, Location

ROUNDS = 3
CONTAINED = 7.0
KEPT = 60
RUNNERS_UP = 3


class Question(NamedTuple):
    """A name to resolve: what it may mean, and what was written as its container (or nothing)."""

    key: str
    hits: tuple[Hit, ...]
    containers: tuple[Place, ...] = ()


class Scored(NamedTuple):
    """A candidate with its score and the part of it that does not depend on the other names."""

    score: float
    place: Place
    fixed: float


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


def resolve(questions: Sequence[Question], hints: Iterable[Sense] = ()) -> list[Answer]:
    """Choose a place for every name together.

    Parameters
    ----------
    questions : sequence of Question
        The distinct names of a report; each has at least one hit.
    hints : iterable of Sense
        Places that are known otherwise to matter (the publisher's town).

    Returns
    -------
    list of Answer
        One for each question, in order.

    Notes
    -----
    Each round takes the best sense of every name as a witness for the others. Work is linear in the number of names.
    """
    hints = tuple(hints)
    fixed = [_fixed(question) for question in questions]
    answers = [
        Answer(tuple(sorted(scores, reverse=True)), bool(q.containers))
        for q, scores in zip(questions, fixed, strict=True)
    ]
    for _ in range(ROUNDS):
        senses = [Sense(a.best, witness(a.best, a.margin)) for a in answers]
        context = Context([*senses, *hints])
        answers = [
            Answer(_rescore(answer, context, sense), answer.contained)
            for answer, sense in zip(answers, senses, strict=True)
        ]
    return answers


def _fixed(question: Question) -> list[Scored]:
    scores: dict[int, Scored] = {}
    for hit in question.hits[: KEPT * 4]:
        score = prior(hit)
        if question.containers and any(inside(hit.place, container) for container in question.containers):
            score += CONTAINED
        old = scores.get(hit.place.id)
        if old is None or old.score < score:
            scores[hit.place.id] = Scored(score, hit.place, score)
    return sorted(scores.values(), reverse=True)[:KEPT]


def _rescore(answer: Answer, context: Context, own: Sense) -> tuple[Scored, ...]:
    scored = [Scored(s.fixed + context.support(s.place, own), s.place, s.fixed) for s in answer.scored]
    return tuple(sorted(scored, reverse=True))


def inside(place: Place, container: Place) -> bool:
    """Whether a place lies in a country, region or district by its own record."""
    if place.id == container.id:
        return False
    if container.kind == COUNTRY:
        return place.country == container.country and place.kind != COUNTRY
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
        alternatives=tuple(map(_candidate, answer.scored[1 : RUNNERS_UP + 1])),
    )


def _candidate(scored: Scored) -> Candidate:
    place = scored.place
    return Candidate(
        name=place.name, lon=place.lon, lat=place.lat, country=place.country or None,
        precision=PRECISION[place.kind], geonameid=place.geonameid or None, score=round(scored.score, 2),
    )  # fmt: skip


def _reason(answer: Answer) -> str:
    best = answer.scored[0]
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
