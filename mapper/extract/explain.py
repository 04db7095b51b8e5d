"""A report for the terminal: its sentences with the spans that made claims marked, and why, or why not.

Every sentence that made a claim or a candidate is shown once, in reading order: first its words with what was read
in them marked, then its claims (+), then its dropped candidates (-). Nothing depends on colour: without it a mark is
written ``[ROLE words]``. Whatever a report holds, no control character of it reaches the terminal.
"""

from __future__ import annotations

import csv
import re
import textwrap
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby

from mapper.extract.grammar import open_grammar
from mapper.extract.report import language_of
from mapper.extract.sentence import split_sentences
from mapper.model import Claim, Extraction, Mark, Rejected

SHORT = {"personnel": "WHO", "sender": "SENDER", "count": "COUNT", "force": "FORCE", "verb": "VERB", "place": "PLACE"}
COLOR = {"personnel": 36, "sender": 35, "count": 33, "force": 35, "verb": 32, "place": 34}
ROLES = {"personnel": "who", "sender": "sender", "count": "count", "force": "force", "verb": "verb", "place": "place"}
WIDTH, NARROWEST = 100, 40
LABEL = 8
RELATIONS = {
    "np.loose": "the phrase for the personnel alone",
    "np": "the phrase for the personnel with its place",
    "post": "a participle or relative clause after the phrase",
    "object": "the phrase is what the verb acts on",
    "subject": "the phrase is the verb's subject",
    "passive": "the phrase is what a passive verb is about",
    "agent": "the phrase is who did it, after a passive verb",
    "and": "the second verb of one subject",
    "noun": "a noun of movement or stay governs the phrase",
    "act": "a noun of movement or stay with its state",
    "there": "there are so many",
    "level": "a number before or after a change",
    "part": "a part of a whole named before",
    "whole": "the whole of which a movement or share is told",
}
_READ = re.compile(r"(.*?) \[([\w.]+), (\w+), (\w+), (\w+)\] in: ", re.DOTALL)
_SPAN = re.compile(r"characters (\d+)-(\d+)")
_WEIGHED = re.compile(r"([^\s(,]+) ([+-]\d+\.\d+)")
_ESCAPE = re.compile(r"\x1b\[[\d;]*m")


def explain_report(extraction: Extraction, *, color: bool = False, width: int = WIDTH) -> str:
    """Write out what was made of a report.

    Parameters
    ----------
    extraction : Extraction
    color : bool
        Whether to mark spans with terminal colours; otherwise ``[ROLE words]``.
    width : int
        Columns to wrap at; at least 40 are used.

    Returns
    -------
    str
        Ends with a line break.
    """
    report, width = extraction.report, max(width, NARROWEST)
    claims, dropped = extraction.claims, extraction.rejected
    lines = [_bold(_plain(f"{report.id}  {report.title}"), color=color)]
    lines += _fill(
        f"published {_plain(report.published or 'unknown')}, read as {language_of(report)}; "
        f"{_many(len(claims), 'claim')}, {_many(len(dropped), 'candidate')} dropped",
        width,
    )
    if color and claims:
        lines.append("marks: " + " ".join(f"\x1b[{COLOR[role]};1m{name}\x1b[0m" for role, name in ROLES.items()))
    numbers = {id(claim): n for n, claim in enumerate(claims, 1)}
    for (start, end), group in _by_sentence(extraction):
        rows = list(group)
        own = [row for row in rows if isinstance(row, Claim)]
        marks = {m for claim in own for m in claim.marks if start <= m.start and m.end <= end}
        shown = marked(report.text, start, end, sorted(marks, key=lambda m: (m.start, m.end)), color=color)
        lines += ["", *_fill(shown, width)]
        for claim in own:
            lines += _claim_lines(claim, numbers[id(claim)], width, color=color)
        for row in rows:
            if isinstance(row, Rejected):
                lines += _dropped_lines(row, width)
    if not claims:
        lines += ["", "No claim."]
    return "\n".join(lines) + "\n\n"


def marked(text: str, start: int, end: int, marks: list[Mark], *, color: bool) -> str:
    """Return ``text[start:end]`` with its marks shown; of overlapping marks the first is.

    Examples
    --------
    >>> marked("3,000 troops", 0, 12, [Mark(start=0, end=5, role="count")], color=False)
    '[COUNT 3,000] troops'
    """
    parts: list[str] = []
    at = start
    for mark in marks:
        if mark.start < at:
            continue
        words = _plain(text[mark.start : mark.end])
        parts.append(_plain(text[at : mark.start], strip=False))
        if color:  # word by word, so that a line break inside a mark leaves no colour open
            tint = COLOR.get(mark.role, 37)
            parts.append(" ".join(f"\x1b[{tint};1m{word}\x1b[0m" for word in words.split()))
        else:
            parts.append(f"[{SHORT.get(mark.role, mark.role.upper())} {words}]")
        at = mark.end
    parts.append(_plain(text[at:end], strip=False))
    return "".join(parts).strip()


def _by_sentence(extraction: Extraction) -> Iterator[tuple[tuple[int, int], Iterable[Claim | Rejected]]]:
    """Claims and dropped candidates by the sentence that they stand in, in reading order."""
    report = extraction.report
    sentences = split_sentences(report.text, open_grammar(language_of(report)).abbreviations)
    starts = [sentence.start for sentence in sentences]
    placed: list[tuple[tuple[int, int], Claim | Rejected]] = [((c.start, c.end), c) for c in extraction.claims]
    for row in extraction.rejected:
        span = _SPAN.match(row.where)
        i = bisect_right(starts, int(span.group(1))) - 1 if span else -1
        placed.append(((sentences[i].start, sentences[i].end) if i >= 0 else (0, 0), row))
    placed.sort(key=lambda pair: pair[0])
    for sentence, rows in groupby(placed, key=lambda pair: pair[0]):
        yield sentence, (row for _, row in rows)


def _claim_lines(claim: Claim, number: int, width: int, *, color: bool) -> list[str]:
    who = " ".join(filter(None, (claim.sender or "sender unknown", f"({claim.force})" if claim.force else "")))
    precision = claim.precision.value if claim.precision else "not located"
    place = f"{claim.place or 'no place'} ({claim.host or 'no single host'}, {precision})"
    said = {row.part: row for row in claim.confidence}
    head = (
        f"+ {number}. {_plain(who)}, {claim.personnel.value}, {_plain(claim.count_text or 'no number')}, "
        f"{claim.status.value}, {_plain(place)}"
    )
    lines = [
        _bold(line, color=color) if i == 0 else line for i, line in enumerate(_fill(head, width, first=2, then=7))
    ]
    for part, stated in (("extraction", ""), ("place", ""), ("date", claim.when or "")):
        if part in said:
            label = {"extraction": "sure", "date": "when"}.get(part, part)
            value = f"{stated}: " if stated else ""
            lines += _field(label, f"{value}{_plain(said[part].reason)} ({said[part].score:.2f})", width)
    lines += _field("rule", f"{claim.rule}: {about(claim.rule)}", width)
    lines += _field("source", _plain(claim.source), width) if claim.source else []
    lines += _field("note", "optional: reasonable readers differ", width) if claim.optional else []
    return lines


def _dropped_lines(row: Rejected, width: int) -> list[str]:
    read = _READ.match(row.text)
    if read is None:
        return _fill(f"- {_plain(row.where)}: {_plain(row.reason)}: {_plain(row.text)[:120]}", width, first=2, then=4)
    phrase, rule, sender, host, status = (_plain(part) for part in read.groups())
    sender, host = (("unknown" if code == "None" else code) for code in (sender, host))
    head = f'- "{phrase}" as {status}, sender {sender}, host {host} ({rule}: {about(rule)})'
    lines = _fill(head, width, first=2, then=4)
    weighed = _WEIGHED.findall(row.reason)
    why = _plain(row.reason.split(" (", 1)[0])
    if weighed:
        why += ": " + "; ".join(f"{_meaning(name)} {value}" for name, value in weighed)
    return lines + _fill(f"dropped: {why}", width, first=4, then=6)


def about(rule: str) -> str:
    """Say in words what a rule reads.

    Examples
    --------
    >>> about("object.send")
    'sending personnel is an arrival, or a planned one where it has not happened'
    >>> about("agent.replace")
    'the phrase is who did it, after a passive verb (replace)'
    """
    known = _rules().get(rule)
    if known is not None:
        return known
    if rule in RELATIONS:
        return RELATIONS[rule]
    relation, _, frame = rule.partition(".")
    return f"{RELATIONS.get(relation, relation)} ({frame})" if frame else RELATIONS.get(relation, relation)


@cache
def _rules() -> dict[str, str]:
    text = (files("mapper.geodata") / "lang" / "rules.toml").read_text(encoding="utf-8")
    return {rule["id"]: rule["about"] for rule in tomllib.loads(text)["rule"]}


@cache
def _meanings() -> dict[str, str]:
    text = (files("mapper.geodata") / "lang" / "prior.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#"))
    return {row["feature"]: row["why"] for row in rows}


def _meaning(feature: str) -> str:
    """Say what a feature means, with its name, which is what the weights file lists."""
    why = _meanings().get(feature)
    return f"{why} [{feature}]" if why else feature


def _field(label: str, text: str, width: int) -> list[str]:
    return _fill(f"{label:<{LABEL}}{text}", width, first=7, then=7 + LABEL)


def _fill(text: str, width: int, *, first: int = 0, then: int = 0) -> list[str]:
    """Wrap a text at the width as it is seen: escape sequences take no room, wide characters take two."""
    lines: list[str] = []
    line, used = " " * first, first
    for word in re.findall(r"\S+\s*", text):
        bare = word.rstrip()
        for piece in _pieces(bare, width - then):
            size = seen_width(piece)
            if used + size > width and line.strip():
                lines.append(line.rstrip())
                line, used = " " * then, then
            line, used = line + piece, used + size
        gap = word[len(bare) :]
        line, used = line + gap, used + len(gap)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _pieces(word: str, room: int) -> list[str]:
    """Cut a word that no line holds; one with a mark stays whole."""
    if seen_width(word) <= room or "\x1b" in word:
        return [word]
    return textwrap.wrap(word, max(room // 2, 1)) or [word]


def seen_width(text: str) -> int:
    """Columns that a text takes in a terminal.

    Examples
    --------
    >>> seen_width("\\x1b[36;1mtroops\\x1b[0m"), seen_width("軍隊")
    (6, 4)
    """
    return sum(
        0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in _ESCAPE.sub("", text)
    )


def _plain(text: str, *, strip: bool = True) -> str:
    """Leave out control and formatting characters (escapes, turned directions), and make white space single."""
    clean = "".join(
        char if char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co"} else "\ufffd"
        for char in text
    )
    single = re.sub(r"\s+", " ", clean)
    return single.strip() if strip else single


def _many(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _bold(text: str, *, color: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if color else text
