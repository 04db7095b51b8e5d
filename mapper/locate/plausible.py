"""Telling names of places from people, organisations and plain words, with all of a report in view."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from importlib import resources
from itertools import pairwise
from math import fsum

from mapper.locate.cues import Guards, cues_of
from mapper.locate.fold import fold_word
from mapper.locate.place import COUNTRY
from mapper.locate.scan import Name

_PLACED = frozenset(("place_preposition", "contained", "before_place_noun", "dateline"))
_UNTOUCHED = frozenset(("place_preposition", "contained", "container", "before_place_noun", "before_place"))


@cache
def open_weights() -> dict[str, float]:
    """Weight of each cue, from ``geodata/places/cues.toml``."""
    path = resources.files("mapper.geodata").joinpath("places", "cues.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    weights = {
        cue: float(weight) for table in tables.values() if isinstance(table, dict) for cue, weight in table.items()
    }
    return {"base": float(tables["base"]), **weights}


def plausible_names(
    text: str, names: list[Name], containers: dict[int, int], guards: Guards
) -> tuple[list[Name], dict[int, int]]:
    """Names that are places by their cues, and the containers among them.

    Parameters
    ----------
    text : str
    names : list of Name
        All names found in it, in order.
    containers : dict
        Index of the container of a name by the name's own index.
    guards : Guards

    Returns
    -------
    names : list of Name
    containers : dict
        As given, by the new indexes.
    """
    weights = open_weights()
    cues = [cues_of(text, name, guards) for name in names]
    for inner, outer in containers.items():
        cues[inner].add("contained")
        cues[outer].add("container")
    _look_around(names, cues)
    persons = _person_words(names, guards)
    kept: dict[int, int] = {}
    for i, name in enumerate(names):
        if name.key in guards.never:
            continue
        if name.key in persons and not cues[i] & _UNTOUCHED and not _is_country(name):
            cues[i].add("seen_person")
        if fsum((weights["base"], *(weights.get(cue, 0.0) for cue in cues[i]))) > 0:
            kept[i] = len(kept)
    return [names[i] for i in kept], {
        kept[inner]: kept[outer] for inner, outer in containers.items() if inner in kept and outer in kept
    }


def _is_country(name: Name) -> bool:
    return any(hit.place.kind == COUNTRY for hit in name.hits)


def _look_around(names: list[Name], cues: list[set[str]]) -> None:
    placed: Counter[str] = Counter()
    for name, own in zip(names, cues, strict=True):
        if own & _PLACED:
            placed[name.key] += 1
    for name, own in zip(names, cues, strict=True):
        if placed[name.key] > bool(own & _PLACED):
            own.add("seen_placed")


def _person_words(names: list[Name], guards: Guards) -> frozenset[str]:
    """Folded words that follow a first name or a title somewhere in the report."""
    words = set()
    for chunk in {id(name.chunk): name.chunk for name in names}.values():
        for left, right in pairwise(chunk):
            if right.start - left.end < 3 and (left.key in guards.titles or _is_first_name(left.key, guards)):
                words.add(
                    fold_word(
                        right.text if right.bare_end == right.end else right.text[: right.bare_end - right.start]
                    )
                )
    return frozenset(words)


def _is_first_name(word: str, guards: Guards) -> bool:
    return word in guards.first_names and word not in guards.words and word not in guards.function_words
