"""A very long report in stretches, each read for itself, so that memory grows with a stretch and not with the report.

What a report has said is carried over, weighed and merged within a stretch; no report of news is as long as one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from mapper.model import Claim, Mark, Mention, Report

LONGEST = 200_000
"""Characters of a stretch; a shorter report is read as one."""
BACK = 20_000
"""Characters before a stretch's end in which a place to cut it is looked for."""
ENDS = ("\n\n", "\n", ". ", " ")
"""Where a text is best cut, the best first."""


def stretches(report: Report, mentions: tuple[Mention, ...]) -> Iterator[tuple[int, Report, tuple[Mention, ...]]]:
    """Cut a report into stretches: where each begins, and it as a report of its own with its mentions.

    Parameters
    ----------
    report : Report
    mentions : tuple of Mention
        In text order, not overlapping.

    Yields
    ------
    tuple of (int, Report, tuple of Mention)
        In text order; offsets of the mentions are into the stretch. A report that is no longer than ``LONGEST`` is
        given as it is.
    """
    if len(report.text) <= LONGEST:
        yield 0, report, mentions
        return
    starts, begin = [m.start for m in mentions], 0
    while begin < len(report.text):
        end = _end(report.text, begin)
        own = mentions[bisect_left(starts, begin) : bisect_left(starts, end)]
        inside = tuple(_moved_mention(m, -begin) for m in own if m.end <= end)
        yield begin, replace(report, text=report.text[begin:end]), inside
        begin = end


def _end(text: str, begin: int) -> int:
    """Where the stretch that begins at a place ends: after a paragraph, a line, a sentence or a word."""
    end = begin + LONGEST
    if end >= len(text):
        return len(text)
    for mark in ENDS:
        at = text.rfind(mark, end - BACK, end)
        if at >= 0:
            return at + len(mark)
    return end


def _moved_mention(mention: Mention, by: int) -> Mention:
    core, container = (span and (span[0] + by, span[1] + by) for span in (mention.core, mention.container))
    return replace(mention, start=mention.start + by, end=mention.end + by, core=core, container=container)


def moved_claim(claim: Claim, by: int) -> Claim:
    """Return a claim of a stretch with the offsets that it has in the report; its id is not made anew."""
    marks = tuple(Mark(start=m.start + by, end=m.end + by, role=m.role) for m in claim.marks)
    return replace(claim, start=claim.start + by, end=claim.end + by, marks=marks) if by else claim
