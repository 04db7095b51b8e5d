"""Numbers that their own source has put right since, for a time within the one that they were told for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from mapper.reconcile import count as counts
from mapper.reconcile.count import Count
from mapper.reconcile.dated import Dated


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
