"""The words of one language by the part they play, opened from ``geodata/lang/<language>/``.

Three files make a language: ``verbs.csv`` (frames and their forms), ``nouns.csv`` (personnel, formations,
movements, sites) and ``words.toml`` (function words by tag). Nothing about a language is written in code;
``docs/languages.md`` says how to add one.
"""

from __future__ import annotations

import csv
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mapper.model import Personnel

FORMS = ("base", "present", "gerund", "past", "participle", "future", "conditional")
"""The columns of ``verbs.csv`` that hold forms, in this order."""

WORD = re.compile(
    r"[^\W\d_][^\W_]*+(?!['’])|\d[\d.,]*\d|\d|[^\W\d_]+?(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ll|ve)\b|[^\W_]+|[^\w\s]|_"
)
"""One token: a word (most, hence first), a figure, a word before a clitic, a clitic, or a single punctuation mark."""


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of ``nouns.csv``: its class, kind of personnel, whether it is plural, the sender it implies."""

    kind: str
    personnel: Personnel | None
    plural: bool
    lemma: str
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Verb:
    """A reading of a verb form: the frame it opens, which form it is, and the particle that must follow."""

    frame: str
    lemma: str
    form: str
    particle: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """All that a word or phrase can be."""

    tags: frozenset[str] = frozenset()
    noun: Noun | None = None
    verbs: tuple[Verb, ...] = ()


FUNCTION_TAGS = frozenset({"determiner", "definite", "of", "at", "be", "have", "and", "pronoun", "possessive"})
"""Tags of the words by which a language is told."""

NOTHING = Entry()
"""The entry of a word that the grammar does not know."""


@dataclass(frozen=True)
class Grammar:
    """One language, ready to look words up in.

    ``single`` maps a lower-case token to its entry; ``phrases`` maps a first token to longer phrases, longest
    first; ``triggers`` are the tokens without which a sentence cannot speak of personnel; ``function`` the words by
    which the language is told; ``adverb_endings`` and ``past_endings`` tell what an unknown word may be.
    """

    lang: str
    single: dict[str, Entry]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]
    triggers: frozenset[str]
    function: frozenset[str]
    abbreviations: frozenset[str]
    adjectives_follow: bool
    common: frozenset[str]
    adverb_endings: tuple[str, ...] = ()
    past_endings: tuple[str, ...] = ()

    def entry(self, word: str) -> Entry:
        """Return the entry of one lower-case token, empty when unknown."""
        return self.single.get(word, NOTHING)


def tokens_of(phrase: str) -> tuple[str, ...]:
    """Cut a phrase of a data file into tokens as reports are cut.

    Examples
    --------
    >>> tokens_of("U.N. peacekeepers")
    ('u', '.', 'n', '.', 'peacekeepers')
    """
    low = phrase.lower()
    return (low,) if low.isalpha() else tuple(WORD.findall(low))


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that have a folder with verbs, sorted.

    Examples
    --------
    >>> "en" in languages()
    True
    """
    folder = files("mapper.geodata") / "lang"
    return tuple(sorted(f.name for f in folder.iterdir() if (f / "verbs.csv").is_file()))


@cache
def open_grammar(lang: str) -> Grammar:
    """Open a language's files; they are read once in a process.

    Parameters
    ----------
    lang : str
        A code of ``languages()``.

    Returns
    -------
    Grammar

    Raises
    ------
    FileNotFoundError
        There is no folder for this language.
    """
    folder = files("mapper.geodata") / "lang" / lang
    words: dict[str, Any] = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    tags: dict[tuple[str, ...], set[str]] = {}
    for tag, phrases in words["tags"].items():
        for phrase in phrases:
            tags.setdefault(tokens_of(phrase), set()).add(tag)
    people = files("mapper.geodata") / "forces" / "personnel.csv"
    nouns = {
        **_people(people.read_text(encoding="utf-8"), lang),
        **_nouns((folder / "nouns.csv").read_text(encoding="utf-8")),
    }
    verbs = _verbs((folder / "verbs.csv").read_text(encoding="utf-8"), words.get("present", "present"))
    entries = {
        key: Entry(frozenset(tags.get(key, ())), nouns.get(key), tuple(verbs.get(key, ())))
        for key in sorted({*tags, *nouns, *verbs})
    }
    single = {key[0]: entry for key, entry in entries.items() if len(key) == 1}
    return Grammar(
        lang=lang,
        single=single,
        phrases=_by_first(entries),
        triggers=_triggers(nouns, verbs),
        function=frozenset(word for word, entry in single.items() if entry.tags & FUNCTION_TAGS),
        abbreviations=frozenset(words.get("abbreviations", ())),
        adjectives_follow=words.get("order", "before") == "after",
        common=frozenset(words.get("common", ())),
        adverb_endings=tuple(words.get("adverb_endings", ())),
        past_endings=tuple(words.get("past_endings", ())),
    )


def table_rows(text: str) -> list[dict[str, str]]:
    """Read a data file's rows, without its comment lines.

    Examples
    --------
    >>> table_rows("# about\\na,b\\n1,2\\n")
    [{'a': '1', 'b': '2'}]
    """
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))


def _people(text: str, lang: str) -> dict[tuple[str, ...], Noun]:
    """Nouns of personnel that headcounts are read with; ``nouns.csv`` adds to them and goes before them."""
    found: dict[tuple[str, ...], Noun] = {}
    for row in table_rows(text):
        if row["lang"] == lang:
            for form in row["forms"].split("|"):
                plural = form.endswith(("s", "men", "forces", "personnel"))
                found[tokens_of(form)] = Noun(row["class"], Personnel(row["personnel"]), plural, form)
    return found


def _nouns(text: str) -> dict[tuple[str, ...], Noun]:
    found: dict[tuple[str, ...], Noun] = {}
    for row in table_rows(text):
        personnel = Personnel(row["personnel"]) if row["personnel"] else None
        lemma = row["singular"] or row["plural"]
        for column in ("singular", "plural"):
            for form in row[column].split("|"):
                if form:
                    found[tokens_of(form)] = Noun(
                        row["class"], personnel, column == "plural", lemma, row["sender"] or ""
                    )
    return found


def _verbs(text: str, present: str) -> dict[tuple[str, ...], list[Verb]]:
    """Read the verb forms; ``present`` is ``ongoing`` where the simple present tells what is under way."""
    found: dict[tuple[str, ...], list[Verb]] = {}
    for row in table_rows(text):
        for form in FORMS:
            for word in (row[form] or "").split():
                verb = Verb(row["frame"], row["lemma"], present if form == "present" else form, row["particle"])
                found.setdefault(tokens_of(word.replace("_", " ")), []).append(verb)
    return found


def _by_first(entries: dict[tuple[str, ...], Entry]) -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    grouped: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for key, entry in entries.items():
        if len(key) > 1:
            grouped.setdefault(key[0], []).append((key, entry))
    return {first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for first, rows in grouped.items()}


def _triggers(nouns: dict[tuple[str, ...], Noun], verbs: dict[tuple[str, ...], list[Verb]]) -> frozenset[str]:
    """First tokens of the nouns of personnel and movement, last ones of the verbs that move or keep personnel."""
    wanted = {"people", "unit", "force", "stay", "come", "go", "member", "site", "base", "campaign"}
    found = {key[0] for key, noun in nouns.items() if noun.kind in wanted}
    moving = {"go", "come", "invade", "send", "withdraw", "keep", "at", "hold"}
    found |= {key[-1] for key, readings in verbs.items() if any(v.frame in moving for v in readings)}
    return frozenset(found)
