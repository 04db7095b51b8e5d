"""One report in, its claims out: the spans, the drafts, the weighing, the merging."""

from __future__ import annotations

from dataclasses import replace

from mapper.casing import readable
from mapper.extract.choose import choose_places
from mapper.extract.claim import ignorable, link_parts, make_claim
from mapper.extract.draft import Draft
from mapper.extract.engine import Known, draft_claims
from mapper.extract.grammar import WORD, languages, open_grammar
from mapper.extract.lexicon import Lexicon
from mapper.extract.lexicon_rows import capital_points, country_points
from mapper.extract.marking import find_actors, find_counts
from mapper.extract.merge import merge_drafts
from mapper.extract.stretches import stretches
from mapper.extract.weigh import Weights, open_weights, probability, reasons
from mapper.model import Claim, Extraction, Mention, Rejected, Report

SAMPLE = 4_000
"""Characters of a text by which its language is told when the report does not say."""
SHOWN_FROM = 0.1
"""Drafts below this probability are not worth showing among the dropped."""


def draft_report(report: Report, mentions: tuple[Mention, ...], lexicon: Lexicon) -> list[Draft]:
    """Draft every claim that a report may make, with features, not yet weighed.

    Parameters
    ----------
    report : Report
    mentions : tuple of Mention
        The report's place names, in text order.
    lexicon : Lexicon

    Returns
    -------
    list of Draft
        In text order; ``optional`` is set by the codebook's house decisions.
    """
    lang, text = language_of(report), readable(report.text)
    who, forces = find_actors(text, lang, lexicon, report.published)
    grammar = open_grammar(lang)
    counts = find_counts(text, grammar)
    known = Known(
        mentions, tuple(who), tuple(forces), tuple(counts), report.published, country_points(), capital_points()
    )
    drafts = draft_claims(text, grammar, known)
    for draft in drafts:
        draft.optional = ignorable(draft)
    return drafts


def extract_claims(report: Report, mentions: tuple[Mention, ...], lexicon: Lexicon) -> Extraction:
    """Extract the claims of one report.

    Parameters
    ----------
    report : Report
    mentions : tuple of Mention
        The report's place names with their locations, as ``mapper.locate.find_mentions`` gives them.
    lexicon : Lexicon
        As ``open_lexicon`` gives it.

    Returns
    -------
    Extraction
        Claims in text order, and the candidates that were dropped with the reason. A report of more than 200,000
        characters is read in stretches: nothing is carried over or merged from one to the next.
    """
    lang = language_of(report)
    claims: list[Claim] = []
    rejected: list[Rejected] = []
    for begin, stretch, inside in stretches(replace(report, lang=lang), mentions):
        found = _extract(stretch, inside, lexicon, begin)
        claims += found[0]
        rejected += found[1]
    return Extraction(report=report, claims=tuple(claims), rejected=tuple(rejected))


def _extract(
    report: Report, mentions: tuple[Mention, ...], lexicon: Lexicon, begin: int
) -> tuple[tuple[Claim, ...], list[Rejected]]:
    """Claims of a stretch of a report, and the candidates that were dropped, with offsets into the report."""
    weights = open_weights()
    chosen = choose_places(draft_report(report, mentions, lexicon), weights.places)
    for draft in chosen:
        draft.score = probability(draft, weights)
    kept = merge_drafts([d for d in chosen if accepted(d, weights)])
    claims = link_parts(kept, [make_claim(report, draft, begin) for draft in kept])
    held = {id(d) for d in kept}
    dropped = (d for d in chosen if id(d) not in held and d.score >= SHOWN_FROM)
    return claims, [_reject(report, d, weights, begin) for d in dropped]


def accepted(draft: Draft, weights: Weights) -> bool:
    """Whether a draft becomes a claim: likely enough, and at a place."""
    return draft.score >= weights.threshold and draft.location is not None


def language_of(report: Report) -> str:
    """Tell a report's language: what it says itself, else whose function words its beginning has most of.

    Parameters
    ----------
    report : Report

    Returns
    -------
    str
        A code of ``languages()``; English when nothing speaks for another.
    """
    known = languages()
    if report.lang[:2].lower() in known:
        return report.lang[:2].lower()
    words = WORD.findall(report.text[:SAMPLE].lower())
    return max(known, key=lambda code: (sum(map(open_grammar(code).function.__contains__, words)), code == "en"))


def _reject(report: Report, draft: Draft, weights: Weights, begin: int) -> Rejected:
    low, high = draft.row.sentence.start, draft.row.sentence.end
    said = ", ".join(f"{name} {weight:+.1f}" for name, weight in reasons(draft, weights))
    if draft.location is None:
        why = "no place"
    elif accepted(draft, weights):
        why = "said by another claim"
    else:
        why = f"probability {draft.score:.2f} below {weights.threshold:.2f} ({said})"
    group = draft.items[draft.group.first].start, draft.items[draft.group.last].end
    where = f"characters {begin + group[0]}-{begin + group[1]}"
    read = f"[{draft.rule}, {draft.sender}, {draft.host}, {draft.status.value}]"
    shown = f"{report.text[group[0] : group[1]]} {read} in: {report.text[low:high]}"
    return Rejected(source=report.id, where=where, reason=why, text=shown[:400])
