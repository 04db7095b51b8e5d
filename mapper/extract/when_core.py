"""What the readers of dates share: a date being read, and the text with its words and its report's date."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.extract.tokens import Tokens
from mapper.extract.when_period import Period
from mapper.extract.when_words import DateWords

NO_DATE = "the report has no date to count from"
NO_DAY = "the report's date is not exact enough to count from"


@dataclass(frozen=True, slots=True)
class Core:
    """A date in tokens ``first`` to ``last``.

    ``past`` is its reading in a report about what happened, ``future`` in one about what is to come; both
    ``None`` with a ``reason`` where it cannot be worked out. ``month`` and ``number`` are set while a year is
    missing and may be taken from the other end of a range. ``sure`` is false for a bare figure or word that is a
    date only beside a word of time. ``kind`` is point, span or duration.
    """

    first: int
    last: int
    past: Period | None = None
    future: Period | None = None
    reason: str = ""
    month: int = 0
    number: int = 0
    sure: bool = True
    kind: str = "point"
    shift: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """What every reader of a date needs: the tokens, the words, and the report's date."""

    tokens: Tokens
    words: DateWords
    today: Period | None

    def low(self, i: int) -> str:
        """Lower-case token ``i``, empty outside the text."""
        return self.tokens.lows[i] if 0 <= i < len(self.tokens.lows) else ""

    def capital(self, i: int) -> bool:
        """Whether token ``i`` is written with a capital, where the language asks for one."""
        return not self.words.capital or self.tokens.text[self.tokens.starts[i]].isupper()
