"""A report for the terminal: its sentences with the spans that made claims marked, and why, or why not."""

from __future__ import annotations

import textwrap

from mapper.model import Claim, Extraction, Mark, Rejected

SHORT = {"personnel": "WHO", "sender": "SENDER", "count": "COUNT", "force": "FORCE", "verb": "VERB", "place": "PLACE"}
COLOR = {"personnel": 36, "sender": 35, "count": 33, "force": 35, "verb": 32, "place": 34}
WIDTH = 100


def explain_report(extraction: Extraction, *, color: bool = False) -> str:
    """Write out what was made of a report.

    Parameters
    ----------
    extraction : Extraction
    color : bool
        Whether to mark spans with terminal colours; otherwise ``[ROLE words]``.

    Returns
    -------
    str
        Ends with a line break. Each claim follows the sentence it quotes; then come the dropped candidates.
    """
    report = extraction.report
    lines = [f"{report.id}  {report.title}".rstrip(), f"published {report.published or 'unknown'}", ""]
    by_quote: dict[tuple[int, int], list[Claim]] = {}
    for claim in extraction.claims:
        by_quote.setdefault((claim.start, claim.end), []).append(claim)
    for (start, end), claims in sorted(by_quote.items()):
        marks = {m for claim in claims for m in claim.marks if start <= m.start and m.end <= end}
        lines += _wrap(marked(report.text, start, end, sorted(marks, key=lambda m: (m.start, m.end)), color=color))
        for claim in claims:
            lines += _claim_lines(claim)
        lines.append("")
    if extraction.rejected:
        lines.append("Considered and dropped:")
        lines += [f"  {_dropped(r)}" for r in extraction.rejected]
    if not extraction.claims:
        lines.append("No claim.")
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
        words = text[mark.start : mark.end]
        parts.append(text[at : mark.start])
        tint = COLOR.get(mark.role, 37)
        parts.append(
            f"\x1b[{tint};1m{words}\x1b[0m" if color else f"[{SHORT.get(mark.role, mark.role.upper())} {words}]"
        )
        at = mark.end
    parts.append(text[at:end])
    return "".join(parts)


def _wrap(text: str) -> list[str]:
    return textwrap.wrap(" ".join(text.split()), WIDTH, break_long_words=False) or [""]


def _claim_lines(claim: Claim) -> list[str]:
    who = " ".join(filter(None, (claim.sender or "sender unknown", f"({claim.force})" if claim.force else "")))
    number = claim.count_text or "no number"
    precision = claim.precision.value if claim.precision else "not located"
    place = f"{claim.place or 'no place'} ({claim.host or 'no single host'}, {precision})"
    head = f"  + {who}, {claim.personnel.value}, {number}, {place}, {claim.status.value}"
    tail = [
        f"when {claim.when}" if claim.when else "",
        "optional" if claim.optional else "",
        f"source {claim.source}" if claim.source else "",
    ]
    lines = [", ".join([head, *filter(None, tail)]), f"      rule {claim.rule}"]
    lines += [f"      {c.part} {c.score:.2f}: {c.reason}" for c in claim.confidence]
    return lines


def _dropped(rejected: Rejected) -> str:
    words = " ".join(rejected.text.split())
    return f"{rejected.where}: {rejected.reason}: {textwrap.shorten(words, 80)}"
