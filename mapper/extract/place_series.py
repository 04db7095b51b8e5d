"""One statement over a series of places: "expelled from Burkina Faso and Mali"."""

from __future__ import annotations

from dataclasses import replace

from mapper.extract.draft import Draft, copy_draft
from mapper.extract.items import Item
from mapper.extract.place import TOWNS, join_locations
from mapper.extract.subject import acts, begins_clause
from mapper.extract.verbs import Use
from mapper.model import Mention, Status

IN_SENTENCE = frozenset({"post", "object", "clause", "purpose", "front", "loose"})
PAIR = 2


def over_places(draft: Draft, text: str) -> list[Draft]:
    """Treat one statement over several places: an area when they lie in several countries.

    A movement without a number ("expelled from Burkina Faso and Mali") and a plural ("missions in Haiti and
    Liberia") are one statement for each place, and so is a stay without a number in several towns of one country; a
    number over several towns is one statement for the ground of all.

    Parameters
    ----------
    draft : Draft
    text : str
        The report's text.

    Returns
    -------
    list of Draft
    """
    spot = draft.spot
    series = _series(draft.items, spot.item, draft.use) if spot is not None and spot.tie in IN_SENTENCE else []
    if len(series) < 2:
        return [draft]
    hosts = {m.location.country for m in series if m.location}
    towns = all(m.location is not None and m.location.precision in TOWNS for m in series)
    if len(hosts) < 2 and not towns:
        return [draft]
    if _located(draft.items, series):
        return [_at(draft, series[0])]
    moves = draft.status is not Status.PRESENT or draft.group.kind in {"act", "unit", "force", "named"}
    apart = not draft.numbered and (moves or len(hosts) < 2)
    return [_at(draft, m) for m in series] if apart else [_at(draft, _joined(series, text))]


def _joined(series: list[Mention], text: str) -> Mention:
    """Make one place of a series, as written: "N'Djamena, Abeche and Faya-Largeau"."""
    start, end = series[0].start, series[-1].end
    return Mention(start=start, end=end, text=text[start:end], location=join_locations(series, text[start:end]))


def _located(items: list[Item], series: list[Mention]) -> bool:
    """Whether the second of two places only tells where the first, a town, is: "Ouallam, near the Malian border"."""
    if len(series) != PAIR:
        return False
    town, other = (m.location is not None and m.location.precision in TOWNS for m in series)
    first, last = series[0].start, series[-1].end
    around = not other or series[1].core is not None  # "Baquba, 40 miles northeast of Baghdad"
    return town and around and not any("and" in item.tags for item in items if first <= item.start < last)


def _at(draft: Draft, mention: Mention) -> Draft:
    spot = replace(draft.spot, mention=mention) if draft.spot else None
    host = mention.location.country if mention.location else None
    return copy_draft(draft, spot=spot, location=mention.location, host=host)


def _series(items: list[Item], i: int, use: Use | None) -> list[Mention]:
    """Collect the places that "and" and commas join to the one at item ``i``, to both sides."""
    found: list[Mention] = []
    joined = within = False  # "Gao and Kidal", "Gao, in Mali"
    i = _series_start(items, i)
    while i < len(items):
        mention = items[i].place
        if mention is None or mention.location is None:
            break
        found.append(mention)
        k = i + 1
        if k < len(items) and items[k].low == ",":
            k += 1
        if k < len(items) and "and" in items[k].tags:
            joined = True
            k += 1
        elif k < len(items) and "at" in items[k].tags:
            within = True
        if k == i + 1:
            break
        while k < len(items) and items[k].tags & {"definite", "at", "from"}:
            k += 1
        own = (
            use is not None
            and k < use.start <= k + 2
            and any("and" in item.tags for item in items[i + 1 : k])
            and not begins_clause(items, k)
        )  # "troops in Niger and Chad are training"
        if k < len(items) and items[k].place is not None and acts(items, k) and not own:
            break
        i = k
    if within and not joined:
        return found[:1]
    outer = {m.container for m in found if m.container is not None}
    return [m for m in found if m is found[0] or (m.container is None and (m.start, m.end) not in outer)]


def _series_start(items: list[Item], i: int) -> int:
    """Position of the first place of the series that the place at ``i`` stands in."""
    while True:
        k = i - 1
        while k > 0 and items[k].tags & {"definite", "at", "from"}:
            k -= 1
        if k < 1 or not ("and" in items[k].tags or items[k].low == ","):
            return i
        k -= 2 if items[k - 1].low == "," and "and" in items[k].tags else 1
        if k < 0 or items[k].place is None or (items[k].who is not None and acts(items, k)):
            return i
        i = k
