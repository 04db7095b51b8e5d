"""Who is named in a text: forces, operations, missions, companies, units, states, organisations.

One pass over the tokens, with a table keyed by the first word; the longest name wins. A name that several rows
share keeps them all, the one whose dates hold at the report's date first.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial

from mapper.edtf import first_day, last_day
from mapper.extract.leaders import find_leaders
from mapper.extract.lexicon_rows import Force, State, read_forces, read_states
from mapper.extract.lexicon_units import find_units
from mapper.extract.tokens import Phrases, Tokens, tokenise
from mapper.model import Personnel

LANGUAGES = ("en", "fr", "es")
_EXPLAINED = re.compile(r"\(([a-z]{2,6})\)")
"""An acronym in small letters that the text explains: "the Israel Defence Forces (idf)"; the house style of some."""
_SHORT = 3  # letters up to which an acronym must be written as in the vocabulary
_LONG = 6  # letters from which an acronym may be written in lower case


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A force, state or organisation named in a text: ``text == report.text[start:end]``.

    ``kind`` is country, demonym, metonym (a capital or seat that may stand for its state), leader (a person in
    office, whose name may), organisation, operation, mission, pmc, army, service, group or unit. ``sender`` is the
    codebook's code (``None`` for a unit whose state the context must say); ``senders`` all that the name may mean.
    ``force_id`` is a row of ``forces.csv`` and ``forces`` all ids the name may mean. ``active`` are the EDTF dates
    of the force.
    """

    start: int
    end: int
    text: str
    kind: str
    name: str = ""
    sender: str | None = None
    senders: tuple[str, ...] = ()
    force_id: str = ""
    forces: tuple[str, ...] = ()
    personnel: Personnel | None = None
    hosts: tuple[str, ...] = ()
    active: tuple[str, str] = ("", "")
    echelon: str = ""


@dataclass(slots=True)
class _Entry:
    """All that one written form may mean, and how it must be written."""

    form: str
    states: list[State] = field(default_factory=list)
    forces: list[Force] = field(default_factory=list)


class Lexicon:
    """Names of forces, states and organisations, per language; open it with ``open_lexicon``."""

    def __init__(self, forces: Mapping[str, Force], states: Mapping[str, Callable[[], list[State]]]) -> None:
        self.forces = forces
        self._states = states
        self._tables: dict[str, Phrases[_Entry]] = {}

    def find(self, text: str, lang: str = "en", *, published: str | None = None) -> tuple[Actor, ...]:
        """Find the names of a text.

        Parameters
        ----------
        text : str
        lang : str
            ISO 639-1 code; a language without names is read with the English ones.
        published : str or None
            EDTF date of the report, used to prefer a force that was active then.

        Returns
        -------
        tuple of Actor
            In text order, spans disjoint.
        """
        own = lang if lang in self._states else "en"
        table = self._table(own)
        tokens = tokenise(text)
        explained = frozenset(_EXPLAINED.findall(text))
        found: list[tuple[int, int, Actor]] = []
        free = 0
        for i in table.starting(tokens):
            hit = table.at(tokens, i) if i >= free else None
            if hit is not None and (
                _written(tokens, i, hit[0] - 1, hit[1].form) or tokens.slice(i, hit[0] - 1) in explained
            ):
                found.append((i, hit[0] - 1, _actor(tokens, i, hit[0] - 1, hit[1], published)))
                free = hit[0]
        return _with_units(tokens, lang, _with_leaders(tokens, own, published, found))

    def _table(self, lang: str) -> Phrases[_Entry]:
        """Return the names of a language, made when first asked for."""
        if lang not in self._tables:
            self._tables[lang] = _table(self.forces, self._states[lang](), lang)
        return self._tables[lang]


def _with_leaders(
    tokens: Tokens, lang: str, published: str | None, named: list[tuple[int, int, Actor]]
) -> list[tuple[int, int, Actor]]:
    """Add the leaders in office; of a leader and a name that overlap the longer is kept."""
    merged = named
    for one in find_leaders(tokens, lang, published):
        at = bisect_right(merged, one.last, key=lambda row: row[0])
        low = at
        while low and merged[low - 1][1] >= one.first:
            low -= 1
        if any(last - first > one.last - one.first for first, last, _ in merged[low:at]):
            continue
        start, end = tokens.starts[one.first], tokens.ends[one.last]
        actor = Actor(
            start=start, end=end, text=tokens.text[start:end], kind="leader", name=one.leader.name,
            sender=one.leader.code, senders=(one.leader.code,),
        )  # fmt: skip
        merged[low:at] = [(one.first, one.last, actor)]
    return merged


def _with_units(tokens: Tokens, lang: str, named: list[tuple[int, int, Actor]]) -> tuple[Actor, ...]:
    """Add the formations of a text; of a name and a formation that overlap the longer is kept."""
    states = frozenset(k for low, high, a in named if a.kind in {"country", "demonym"} for k in range(low, high + 1))
    starts = [low for low, _, _ in named]
    dropped: set[int] = set()
    units: list[Actor] = []
    for unit in find_units(tokens, lang, states):
        near = range(max(0, bisect_right(starts, unit.first) - 1), bisect_right(starts, unit.last))
        rivals = [k for k in near if named[k][1] >= unit.first]
        if any(named[k][1] - named[k][0] >= unit.last - unit.first for k in rivals):
            continue
        dropped.update(rivals)
        start, end = tokens.starts[unit.first], tokens.ends[unit.last]
        text = tokens.text[start:end]
        units.append(Actor(start=start, end=end, text=text, kind="unit", name=text, echelon=unit.echelon))
    if not units:
        return tuple(actor for _, _, actor in named)
    kept = [actor for k, (_, _, actor) in enumerate(named) if k not in dropped]
    return tuple(sorted([*kept, *units], key=lambda actor: actor.start))


@cache
def open_lexicon() -> Lexicon:
    """Open the shipped names; they are read once in a process.

    Returns
    -------
    Lexicon
    """
    return Lexicon(read_forces(), {lang: partial(read_states, lang) for lang in LANGUAGES})


def _table(forces: Mapping[str, Force], states: list[State], lang: str) -> Phrases[_Entry]:
    entries: dict[str, _Entry] = {}
    for state in states:
        entries.setdefault(state.form.lower(), _Entry(state.form)).states.append(state)
    for force in forces.values():
        own = force.aliases.get(lang, ())
        shared = force.aliases["en"] if lang != "en" else ()
        for form in dict.fromkeys((force.name, *own, *shared)):
            entries.setdefault(form.lstrip("=").lower(), _Entry(form)).forces.append(force)
    return Phrases(entries)


def _written(tokens: Tokens, first: int, last: int, form: str) -> bool:
    """Whether the text writes a name as a name: with a capital, a short acronym exactly so."""
    if form.islower():
        return True
    text = tokens.slice(first, last).replace("’", "'")
    if form.startswith("="):
        return text == form[1:]
    letters = sum(map(str.isalpha, form))
    if form.isupper() and letters <= _SHORT:
        return text == form
    if form.isupper() and letters >= _LONG:
        return True
    lead = next((char for char in text if char.isalpha()), "")
    capital = next((char for char in form if char.isalpha()), "")
    return lead.isupper() or capital.islower()


def _actor(tokens: Tokens, first: int, last: int, entry: _Entry, published: str | None) -> Actor:
    start, end, text = tokens.starts[first], tokens.ends[last], tokens.slice(first, last)
    if entry.forces:
        ranked = sorted(entry.forces, key=lambda force: _distance(force, published))
        force = ranked[0]
        return Actor(
            start=start, end=end, text=text, kind=force.kind, name=force.name, sender=force.sender,
            senders=tuple(dict.fromkeys(f.sender for f in ranked if f.sender)), force_id=force.id,
            forces=tuple(f.id for f in ranked), personnel=force.personnel, hosts=force.hosts,
            active=(force.start, force.end),
        )  # fmt: skip
    state = entry.states[0]
    senders = tuple(dict.fromkeys(s.code for s in entry.states))
    return Actor(
        start=start, end=end, text=text, kind=state.kind, name=state.form, sender=state.code, senders=senders
    )


def _distance(force: Force, published: str | None) -> int:
    """Days between a report and the dates of a force; 0 inside them or where either is unknown."""
    day = first_day(published) if published else None
    if day is None:
        return 0
    start = first_day(force.start) if force.start else None
    end = last_day(force.end) if force.end else None
    if start is not None and day < start:
        return (start - day).days
    if end is not None and day > end:
        return (day - end).days
    return 0
