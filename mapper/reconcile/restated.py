"""Numbers that are no levels of their own: parts of another one beside, and what their source has put right since."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from mapper.reconcile import count as counts
from mapper.reconcile.count import Count
from mapper.reconcile.dated import Dated

LEVEL_RULES = "level."
"""How the rules begin that read the two levels of a change."""


class Beside:
    """Claims of a series that set no level, by the claim that does in their place."""

    def __init__(
        self,
        items: Sequence[Dated],
        *,
        source: Callable[[Dated], str],
        count: Callable[[Dated], Count],
        tolerance: float,
    ) -> None:
        parts = parts_told_beside(items, count=count)
        part_ids = {item.claim.id for found in parts.values() for item in found}
        whole = [item for item in items if item.claim.id not in part_ids]
        old = overruled(whole, source=source, count=count, tolerance=tolerance)
        self._found = {name: [*parts.get(name, ()), *old.get(name, ())] for name in {*parts, *old}}
        self.ids = frozenset(item.claim.id for found in self._found.values() for item in found)

    def of(self, items: Iterable[Dated]) -> list[Dated]:
        """Claims that stand behind others; of those behind one that is itself behind another, both."""
        found = [one for item in items for one in self._found.get(item.claim.id, ())]
        return [*found, *self.of(found)] if found else []


def overruled(
    items: Iterable[Dated], *, source: Callable[[Dated], str], count: Callable[[Dated], Count], tolerance: float
) -> Mapping[str, list[Dated]]:
    """Find claims on a long time whose source later says that at a time within it there were others.

    A list of November says "2,150 (2021)"; the next one, of January, says "2,250 (October 2021)". The second is newer
    word on an earlier day than the one from which the first counts, and there were not 2,150 after it.

    Parameters
    ----------
    items : iterable of Dated
        Numbered claims on one force at one place, in order of their day.
    source : callable
        Name of the source of a claim.
    count : callable
        Headcount of a claim.
    tolerance : float
        Share by which numbers may differ and be one.

    Returns
    -------
    mapping of str to list of Dated
        Id of the newer claim to the claims that it overrules.
    """
    by_source: dict[str, list[Dated]] = defaultdict(list)
    for item in items:
        by_source[source(item)].append(item)
    found: dict[str, list[Dated]] = defaultdict(list)
    for told in by_source.values():
        days = [item.at for item in told]
        for old in told:
            if not old.vague or not old.claim.published:
                continue
            within = told[bisect_left(days, old.first) : bisect_left(days, old.at)]
            newer = [new for new in within if _overrules(new, old)]
            if newer and not any(counts.agree(count(new), count(old), tolerance=tolerance) for new in newer):
                found[max(newer, key=_word).claim.id].append(old)
    return found


def _overrules(new: Dated, old: Dated) -> bool:
    later = (new.claim.published or "") > (old.claim.published or "")
    return later and old.first <= new.first and new.last <= old.last


def _word(item: Dated) -> tuple[str, str]:
    return item.claim.published or "", item.claim.id


def parts_told_beside(items: Iterable[Dated], *, count: Callable[[Dated], Count]) -> Mapping[str, list[Dated]]:
    """Find numbers that are parts of a greater one on the same force, place and day.

    "The 23,000 in the Gulf are 15,000 sailors, 6,000 airmen and 2,000 soldiers": nobody contradicts himself in one
    sentence. A part is one that its report links to the total, or that its sentence tells of beside a greater number
    in the same words of the same source; the levels of a change ("from 5,200 to 3,000") are none.

    Parameters
    ----------
    items : iterable of Dated
        Numbered claims on one force at one place.
    count : callable
        Headcount of a claim.

    Returns
    -------
    mapping of str to list of Dated
        Id of the claim on the total to the claims on its parts.
    """
    told = {item.claim.id: item for item in items}
    sentences: dict[tuple[object, ...], list[Dated]] = defaultdict(list)
    found: dict[str, list[Dated]] = defaultdict(list)
    for item in told.values():
        claim = item.claim
        if claim.part_of in told and told[claim.part_of].at == item.at:
            found[claim.part_of].append(item)
        elif claim.end > claim.start and not claim.rule.startswith(LEVEL_RULES):
            sentences[claim.report_id, claim.start, claim.end, item.at, claim.source].append(item)
    for sentence in sentences.values():
        whole = max(sentence, key=lambda item: (count(item)[0] or 0, item.claim.id))
        parts = [item for item in sentence if (count(item)[0] or 0) < (count(whole)[0] or 0)]
        if parts and sum(count(item)[0] or 0 for item in parts) <= (count(whole)[0] or 0):
            found[whole.claim.id] += parts
    return found
