"""What a report has said so far: its places, its countries, and which states act in its sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from mapper.extract.draft import Draft
from mapper.extract.place import is_country
from mapper.model import Location, Mention, Precision

BACKWARD = 60
"""How many places back an antecedent is looked for."""


@dataclass(slots=True)
class Discourse:
    """What the report has said so far, and where its countries are.

    ``introduced`` are the offsets of the places that a preposition brings in.
    """

    mentions: tuple[Mention, ...]
    points: Mapping[str, Location]
    capitals: Mapping[str, Location] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)

    topics: dict[int, str] = field(default_factory=dict)
    main: tuple[str, ...] = ()
    introduced: frozenset[int] = frozenset()

    starts: list[int] = field(init=False)
    countries: dict[str, Mention] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [mention.start for mention in self.mentions]
        self.countries = {}
        for mention in self.mentions:
            if is_country(mention) and mention.location is not None and mention.location.country:
                self.countries.setdefault(mention.location.country, mention)

    def country(self, code: str) -> Mention | None:
        """Return a mention of a country as a whole, by its code."""
        return self.countries.get(code)

    def topic(self, number: int) -> str | None:
        """Return the acting state of the last sentence before ``number`` that has one, three back at most."""
        return next((self.topics[n] for n in range(number - 1, number - 4, -1) if n in self.topics), None)

    def nearest(self, at: int, avoid: str | None, acting: frozenset[int] = frozenset()) -> list[Mention]:
        """Return the last mention before an offset and, if that was no place somebody was at, the last that was.

        ``acting`` are the offsets of names that are no places where they stand.
        """
        last = self.before(at, None, avoid)
        while last is not None and last.start in acting:
            last = self.before(last.start, None, avoid)
        if last is None or last.start in self.introduced:
            return [last] if last is not None else []
        k = bisect_left(self.starts, last.start)
        for mention in reversed(self.mentions[max(0, k - BACKWARD) : k]):
            located = mention.location is not None and mention.location.country != avoid
            if located and mention.start in self.introduced:
                return [last, mention]
        return [last]

    def before(self, at: int, wanted: frozenset[Precision] | None = None, avoid: str | None = None) -> Mention | None:
        """Return the last located mention before a character offset, of a wanted precision, not in ``avoid``."""
        last = bisect_left(self.starts, at)
        for mention in reversed(self.mentions[max(0, last - BACKWARD) : last]):
            if mention.location is None:
                continue
            if avoid is not None and mention.location.country == avoid:
                continue
            if wanted is None or mention.location.precision in wanted:
                return mention
        return None
