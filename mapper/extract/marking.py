"""The numbers, dates and names that other modules find in a text, in the shape that items take."""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.grammar import WORD, Grammar
from mapper.extract.headcount import Headcount, find_headcounts
from mapper.extract.items import Count, Named, Who
from mapper.extract.lexicon import Actor, Lexicon

STATE_KINDS = frozenset({"country", "demonym", "metonym", "organisation", "leader"})


def find_counts(text: str, grammar: Grammar) -> list[Count]:
    """Find the quantities of a text as counts.

    Parameters
    ----------
    text : str
    grammar : Grammar

    Returns
    -------
    list of Count
        In text order. ``people`` is false for what is never people present: casualties, dollars, years.
    """
    found = (f for f in find_headcounts(text, grammar.lang) if not _is_designation(text, f))
    return [_count(_from_figure(f, grammar), grammar) for f in found]


def _from_figure(found: Headcount, grammar: Grammar) -> Headcount:
    """Leave a contracted preposition or an owner outside ("le retrait des 2 000 soldats", "ses 1 500 soldats")."""
    words = WORD.findall(found.text.lower())
    if len(words) < 2 or not grammar.entry(words[0]).tags & {"of_or_from", "possessive"}:
        return found
    text = found.text[len(words[0]) :].lstrip()
    return replace(found, start=found.start + len(found.text) - len(text), text=text)


def _is_designation(text: str, found: Headcount) -> bool:
    """Whether a bare number ends a name: "Air Base 101", "Camp 7", "Route 66"."""
    if found.noun or found.text != text[found.start : found.end] or not found.text.isdigit():
        return False
    before = WORD.findall(text[max(0, found.start - 24) : found.start])
    return (
        bool(before)
        and text[found.start - 1 : found.start] == " "
        and before[-1][0].isupper()
        and len(found.text) < 4
    )


def _count(found: Headcount, grammar: Grammar) -> Count:
    low, high = found.low, found.high
    words = WORD.findall(found.text.lower())
    whole = found.of
    if whole is not None and (low, high) == (None, None) and not any("of" in grammar.entry(w).tags for w in words):
        # "the remaining 2,000" and "all 2,000" are the whole
        low, high, whole = whole.low, whole.high, None
    return Count(
        start=found.start,
        end=found.end,
        low=low,
        high=high,
        text=found.text,
        people=found.kind != "other",
        sure=found.kind == "people" or found.delta or bool(found.relation),
        form="figure" if whole is None and found.of is not None else found.form,
        units=found.units,
        echelon=found.echelon,
        delta=found.delta,
        relation=found.relation,
        definite=bool(words) and "definite" in grammar.entry(words[0]).tags,
        first=any("first" in grammar.entry(word).tags for word in words[:2]),
        whole=(whole.low, whole.high, whole.text) if whole is not None else None,
    )


def find_actors(text: str, lang: str, lexicon: Lexicon, published: str | None) -> tuple[list[Who], list[Named]]:
    """Find the states, organisations and named forces of a text.

    Parameters
    ----------
    text : str
    lang : str
        ISO 639-1 code.
    lexicon : Lexicon
    published : str or None
        EDTF date of the report, which prefers a force that was active then.

    Returns
    -------
    tuple of (list of Who, list of Named)
        Each in text order.
    """
    who: list[Who] = []
    forces: list[Named] = []
    for actor in lexicon.find(text, lang, published=published):
        if actor.kind in STATE_KINDS:
            if actor.sender is not None:
                who.append(Who(actor.start, actor.end, actor.sender, _who_kind(actor, lang)))
        else:
            forces.append(
                Named(
                    actor.start,
                    actor.end,
                    actor.text,
                    actor.force_id,
                    actor.name,
                    actor.sender,
                    actor.personnel,
                    actor.kind,
                    actor.hosts,
                )
            )
    return who, forces


def _who_kind(actor: Actor, lang: str) -> str:
    """Tell the people of a state ("Israelis", "les Russes") from the adjective."""
    if actor.kind != "demonym":
        return {"country": "name", "metonym": "capital"}.get(actor.kind, actor.kind)
    if lang == "fr":
        return (
            "people"
            if actor.text[0].isupper() and actor.text.endswith("s") and not actor.text.isupper()
            else "demonym"
        )
    plural = actor.text.endswith("s") and not actor.text.endswith(("ss", "us"))
    return "people" if plural and lang == "en" else "demonym"
