"""What a quantity is while it is read and when it is done."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.extract.headcount_numeral import Numeral
from mapper.model import Personnel


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """The noun that a number counts: ``text == report.text[start:end]``."""

    start: int
    end: int
    text: str
    personnel: Personnel | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Headcount:
    """A quantity in a text.

    ``start``/``end`` span the quantity with its qualifier and ``text`` is that span. ``low``/``high`` are
    inclusive, ``None`` where open or unstated. ``kind`` is people, unknown or other; ``reason`` says what
    else is counted. ``form`` is figure, word, mixed, range, vague, echelon, partitive, all, strength or fraction.
    ``delta``: an amount of change or an addition ("another 400", "by 500"); ``relation`` is from, to or by
    where the number is a side of a change. ``units`` and ``echelon`` count formations. ``of`` is the whole of
    which a share is stated ("half of the 47,000"). ``scope`` is all, last, first... where the text says so.
    """

    start: int
    end: int
    text: str
    low: int | None
    high: int | None
    kind: str = "people"
    form: str = "figure"
    noun: Noun | None = None
    reason: str = ""
    delta: bool = False
    relation: str = ""
    echelon: str = ""
    units: int | None = None
    of: Headcount | None = None
    scope: str = ""


@dataclass(slots=True)
class Draft:
    """A quantity being read, in tokens (``last`` included); ``head`` is where its noun is looked for."""

    first: int
    last: int
    low: int | None
    high: int | None
    form: str
    core: int
    numeral: Numeral | None = None
    delta: bool = False
    relation: str = ""
    scope: str = ""
    kind: str = "unknown"
    reason: str = ""
    noun: Noun | None = None
    noun_last: int = -1
    echelon: str = ""
    units: int | None = None
    of: Headcount | None = None
