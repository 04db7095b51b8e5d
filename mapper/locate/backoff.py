"""Regions that a text calls so, and backing off to them from a village that the gazetteer lacks.

"The village of Koulogon in the Mopti region" means the region and not its seat, and places Koulogon somewhere in it.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import product

from mapper.locate.cues import Guards
from mapper.locate.fold import APOSTROPHES, fold, fold_word
from mapper.locate.gazetteer import Gazetteer
from mapper.locate.place import ADMIN1, ADMIN2, AREA, TOWN, ZONE, Hit
from mapper.locate.resolve import Question, locate, resolve
from mapper.locate.scan import UPPER, Name
from mapper.locate.windows import around, starts_of
from mapper.model import Location, Mention, Precision

LANGUAGES = ("en", "es", "fr")
LONGEST_NOUN = 30
LONGEST = 200
"""Characters that a village's noun and name may have together."""
FARTHEST = 70
"""Characters from a village's name to its region's."""
_NAME = rf"(?P<name>{UPPER}[\w{APOSTROPHES}]+(?:[ \u00a0-]{UPPER}[\w{APOSTROPHES}]+){{0,2}})"


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns of a language: a village's name, what stands from it to its region, the region's noun beside it.

    ``nouns`` are the words of which every name of a village has one beside it.
    """

    nouns: tuple[str, ...]
    named: tuple[re.Pattern[str], ...]
    between: re.Pattern[str]
    region_before: re.Pattern[str]
    region_after: re.Pattern[str]
    region_of: re.Pattern[str]


@cache
def open_villages(lang: str) -> Wording:
    """Wordings of ``geodata/lang/<lang>/villages.toml``; English ones for a language without them."""
    code = lang if lang in LANGUAGES else "en"
    with resources.files("mapper.geodata").joinpath("lang", code, "villages.toml").open("rb") as stream:
        data = tomllib.load(stream)
    noun = f"(?:{'|'.join(data['nouns'])})"

    def compiled(template: str) -> re.Pattern[str]:
        blank = template.replace("{noun}", noun).replace(" ", r"[ \u00a0\n]").replace("{name}", _NAME)
        return re.compile(blank.replace("[a-z[ \\u00a0\\n]-]", r"[a-z \u00a0-]"))

    named = tuple(re.compile(rf"(?<!\w){compiled(text).pattern}(?!\w)") for text in data["named"])
    nouns = "|".join(data["region_nouns"])
    after = re.compile(rf"[ \u00a0\n](?:{nouns})(?!\w)", re.IGNORECASE)
    of = re.compile(rf"(?<!\w)(?:{nouns})[ \u00a0\n]{data['of']}[ \u00a0\n]?(?:d['’])?$", re.IGNORECASE)
    before = re.compile(rf"(?<!\w)(?:{nouns})(?!\w)")
    return Wording(tuple(data["nouns"]), named, compiled(data["between"]), before, after, of)


def as_region(text: str, name: Name, lang: str) -> Name:
    """A name that a text calls a region ("Gao region", "the province of Gao"), with regions alone to choose from."""
    hits = tuple(hit for hit in name.hits if hit.place.kind in (ADMIN1, ADMIN2))
    if not hits or len(hits) == len(name.hits) or any(hit.place.kind in (AREA, ZONE) for hit in name.hits):
        return name
    wording = open_villages(lang)
    before = text[max(0, name.start - LONGEST_NOUN) : name.start]
    if wording.region_after.match(text, name.end) or wording.region_of.search(before):
        return name._replace(hits=hits, key=f"{name.key} (region)")
    return name


def with_villages(
    text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, guards: Guards, lang: str
) -> tuple[Mention, ...]:
    """The mentions of a text, with villages that are in no gazetteer put in the region named beside them.

    Parameters
    ----------
    text : str
    mentions : sequence of Mention
        Resolved, in reading order, not overlapping.
    gazetteer : Gazetteer
    guards : Guards
        Words that are no names.
    lang : str
        ``en``, ``fr`` or ``es``.

    Returns
    -------
    tuple of Mention
        In reading order. A village added has its region's location, ``precision`` admin, its own span and text, and
        the region's span as ``container``; one whose name is known there under another spelling, that place.
    """
    wording = open_villages(lang)
    starts = [mention.start for mention in mentions]
    added: dict[int, Mention] = {}
    for start, end, after in _named(text, wording, guards):
        i = bisect_left(starts, end)
        if i == len(mentions) or starts[i] - after > FARTHEST or (i and mentions[i - 1].end > start):
            continue
        region = mentions[i]
        location = _region(text, after, region, gazetteer, wording)
        if location is None or not wording.between.fullmatch(text, after, region.start):
            continue
        name = text[start:end]
        placed = _known_there(name, location, gazetteer) or replace(
            location, reason=f"not in the gazetteer; in {location.name}, the region named beside it", alternatives=()
        )
        added.setdefault(start, Mention(start=start, end=end, text=name, location=placed,
                                        container=(region.start, region.end)))  # fmt: skip
    return tuple(sorted([*mentions, *added.values()], key=lambda m: m.start)) if added else tuple(mentions)


def _named(text: str, wording: Wording, guards: Guards) -> Iterator[tuple[int, int, int]]:
    """Start and end of each village's name, and the end of the words around it."""
    near = around(starts_of(text, wording.nouns), LONGEST, LONGEST)
    for pattern, (start, end) in product(wording.named, near):
        for match in pattern.finditer(text, start, end):
            words = [fold_word(word) for word in match["name"].split()]
            plain = guards.function_words | guards.demonyms | guards.titles
            if words[0] in plain or (len(words) == 1 and words[0] in guards.words):
                continue
            yield match.start("name"), match.end("name"), match.end()


def _region(text: str, after: int, mention: Mention, gazetteer: Gazetteer, wording: Wording) -> Location | None:
    """Region that a mention means: itself, or the one that a town with a region's noun beside it is the seat of."""
    place = mention.location
    if place is None or place.precision is Precision.ADMIN:
        return place
    if place.precision is not Precision.SETTLEMENT or not place.country:
        return None
    if not wording.region_after.match(text, mention.end) and not wording.region_before.search(
        text, after, mention.start
    ):
        return None
    for name in (mention.text, place.admin1):
        hits = tuple(h for h in gazetteer.lookup(name, place.country) if h.place.kind in (ADMIN1, ADMIN2))
        if name and hits:
            return _best(name, hits)
    return None


def _known_there(name: str, region: Location, gazetteer: Gazetteer) -> Location | None:
    """A town of the region whose name is the same but for its spelling."""
    if not region.country or not region.admin1:
        return None
    hits = tuple(
        hit
        for hit in gazetteer.lookup_loose(name, region.country)
        if hit.place.kind == TOWN and hit.place.admin1 == region.admin1
    )
    return (
        _best(fold(name), hits, reason="another spelling of its name in the region named beside it") if hits else None
    )


def _best(name: str, hits: tuple[Hit, ...], *, reason: str = "") -> Location:
    return locate(resolve([Question(name, hits)])[0], reason=reason)
