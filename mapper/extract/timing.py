"""Which date of its sentence a draft holds at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from mapper.edtf import first_day
from mapper.extract.draft import AHEAD, Draft
from mapper.extract.items import Item
from mapper.extract.verbs import Use
from mapper.model import Status

MOVED = frozenset({Status.LEFT, Status.LEAVING, Status.ARRIVING})
SAYING_BEFORE, SAYING_AFTER = 3, 6
"""How many items before a date ("said late on Monday"), and after it ("On Monday the ministry said"), a verb of
saying may stand to have it."""
OWNER_REACH = 5
CLAUSE_REACH = 20
PAST_REACH = 4
PARTED = 6
"""How many items farther a date counts that stands in another clause."""
OWN_REACH = 6
"""How many items after a phrase that "and" joins to another its own date may stand."""
COMPARED_REACH = 7
"""How many items before a date the words that compare a level with an earlier one may stand."""
ANNOUNCING_REACH = 3
"""How many items before the noun of a plan the verb that announces it may stand."""
DAY_LENGTH = len("2022-08-15")
UNREAL_AUX = frozenset({"future", "could", "infinitive"})
UNREAL_GOVERNORS = frozenset({"planned", "demand"})


def date_of(draft: Draft, published: str | None = None) -> str | None:
    """Pick the date nearest to what the draft hangs on: its verb, or its phrase.

    Parameters
    ----------
    draft : Draft
    published : str, optional
        EDTF date of the report.

    Returns
    -------
    str or None
        EDTF; ``None`` where the sentence gives none but the report's own, so that the report's date holds. The date
        of a statement ("said on Monday") counts only for what has just happened, never for a state of affairs or a
        plan; the date of another verb never does, nor that of announcing a plan. What was "once" so ended before the
        report.
    """
    if _stands_today(draft):
        return None
    items = draft.items
    earlier = draft.rule == "level.from" and _is_compared(items, draft.group.first)
    anchor = draft.group.head if earlier or draft.use is None else draft.use.at
    dated = [
        i for i, item in enumerate(items)
        if item.time is not None and item.time.edtf is not None
        and (draft.status in MOVED or not _of_saying(items, i, anchor)) and not _of_another(items, i, draft)
        and not (i > anchor and _parted(items, i, anchor)) and not _of_announcing(draft, i, published)
        and not (item.time.kind == "duration" and draft.status is not Status.PRESENT)
        and not _in_aside(items, i, anchor) and _of_compared(items, i) == earlier
    ]  # fmt: skip
    if not dated:
        return _before(published) if earlier else _once(draft, published)
    own = [i for i in dated if draft.group.last < i <= draft.group.last + OWN_REACH]
    if own and draft.use is not None and _joined(items, draft):
        dated = own  # "left Niamey on 7 July and Agadez on 5 August"
    nearest = min(dated, key=lambda i: (abs(i - anchor) + (PARTED if _parted(items, i, anchor) else 0), i))
    time = items[nearest].time
    if time is None:
        return None
    ahead = draft.status in AHEAD or (draft.status is Status.PRESENT and _unreal(draft))
    found = time.future or time.edtf if ahead else time.edtf
    if found is not None and time.kind == "by" and draft.status in AHEAD | MOVED:
        found = f"../{found.rpartition('/')[2]}"
    draft.today = found is not None and found == published
    return None if draft.today else found


def _joined(items: list[Item], draft: Draft) -> bool:
    """Whether "and" joins a phrase to another object of its verb."""
    use, first = draft.use, draft.group.first
    return use is not None and use.last < first - 1 and "and" in items[first - 1].tags


def _stands_today(draft: Draft) -> bool:
    """Whether a draft tells what is there before a change that has not happened: its date is the change's."""
    if draft.status is not Status.PRESENT:
        return False
    if draft.use is None:  # "withdraw its 900 soldiers in Iraq by March": the date is the withdrawal's
        whole = draft.whole
        if draft.rule == "whole.present" and whole is not None and whole.status in AHEAD:
            return True
        return draft.rule.startswith("np.") and whole is not None and whole.row is draft.row and whole.use is not None
    return _unreal(draft) and draft.rule in {"level.from", "whole.present"}


def _unreal(draft: Draft) -> bool:
    """Whether the verb of a draft tells what is to come and not what is."""
    return draft.use is not None and bool(draft.use.aux & UNREAL_AUX or draft.use.governors & UNREAL_GOVERNORS)


def _of_announcing(draft: Draft, i: int, published: str | None) -> bool:
    """Whether a date is of the announcing of a plan: "agreed in April to withdraw", "announced a pull-out on 17 May".

    After the noun of the plan only a day counts as the announcing's, and only one that may be past.
    """
    items, time = draft.items, draft.items[i].time
    if draft.status not in AHEAD or time is None or time.edtf is None or time.kind != "point":
        return False
    if draft.use is not None:
        return i < draft.use.start and bool(items[i - 1].tags & UNREAL_GOVERNORS) and not _to_come(items, i - 1)
    before = range(max(0, draft.group.first - ANNOUNCING_REACH), draft.group.first)
    told = any("saying" in items[k].tags and not _to_come(items, k) for k in before)
    past = published is not None and DAY_LENGTH == len(time.edtf) <= len(published) and time.edtf <= published
    return told and past and i > draft.group.last


def _to_come(items: list[Item], k: int) -> bool:
    """Whether a word right before a verb puts it in the future: "will announce", "to announce"."""
    return k > 0 and bool(items[k - 1].tags & UNREAL_AUX)


def _of_saying(items: list[Item], i: int, anchor: int) -> bool:
    """Whether a date is that of a statement, not of what is stated: "were there in May, he said" is of May."""
    time = items[i].time
    if time is not None and time.kind in {"since", "until", "by"}:
        return False
    if any("saying" in item.tags for item in items[max(0, i - SAYING_BEFORE) : i]):
        return True
    told = 0 <= anchor < i and all(item.low not in ",;:" for item in items[anchor:i])
    for item in items[i + 1 : i + 1 + SAYING_AFTER]:
        if item.low == "," and told:
            return False
        if "saying" in item.tags:
            return True
        if item.verbs or item.tags & {"clause", "relative"}:
            return False
    return False


def _of_another(items: list[Item], i: int, draft: Draft) -> bool:
    """Whether the verb right before a date is not the draft's: "a force deployed in 2007 had left"."""
    if draft.use is None:  # "voted on Friday to extend the deployment"
        between = items[draft.group.last + 1 : i]  # "Takuba, a unit set up in 2020, has"
        own = any(item.verbs and item.noun is None for item in between)
        return own or any(_begins_infinitive(items, k) for k in range(i + 1, draft.group.first))
    if _of_first_verb(items, i, draft.use.start):
        return True
    for k in range(i - 1, max(-1, i - 1 - OWNER_REACH), -1):
        item = items[k]
        if item.low in ",;:()" or item.tags & {"clause", "relative"} or draft.use.start <= k <= draft.use.last:
            return False
        if draft.group.first <= k <= draft.group.last:
            return False
        if (item.verbs and item.noun is None) or item.tags & {"other_act", "begin", "finish"}:
            return True
    return False


def _of_first_verb(items: list[Item], i: int, start: int) -> bool:
    """Whether a date stands before the "and" of a second verb: "took it in 1974 **and** keeps 30,000 there"."""
    j = start - 1
    while j > i and items[j].tags & {"clitic", "reflexive", "now", "adverb"}:
        j -= 1
    return (
        i < j
        and "and" in items[j].tags
        and any(item.verbs and item.noun is None for item in items[max(0, i - CLAUSE_REACH) : i])
    )


def _begins_infinitive(items: list[Item], k: int) -> bool:
    """Whether an infinitive begins at ``k``; a word that is also "of" or "at" needs its verb ("de retirer")."""
    tags = items[k].tags
    if "infinitive" not in tags or tags.isdisjoint({"of", "at"}):
        return "infinitive" in tags
    return k + 1 < len(items) and any(v.form in {"base", "infinitive"} for v in items[k + 1].verbs)


def _once(draft: Draft, published: str | None) -> str | None:
    """Give what is told as history without a date its end, the day before the report: "at one time had 5,100"."""
    use = draft.use
    if use is None or published is None or draft.status is not Status.PRESENT:
        return None
    used = use.start > 0 and "past_time" in draft.items[use.start - 1].tags  # "used to have"
    if not (use.forms & {"past", "participle"} or "have" in use.aux or used):
        return None
    before = range(max(0, use.start - PAST_REACH), use.last + 1)
    opening = [0] if _is_first_verb(draft.items, use) else []  # "At its peak, the training force had"
    around = [*opening, *before, *_rest_of_clause(draft.items, use.last + 1)]
    told = any(_tells_of_past(draft.items, i) for i in around) or _before_event(draft.items, use)
    if not told and not _was_before(draft.items, use):
        return None
    return _before(published)


def _was_before(items: list[Item], use: Use) -> bool:
    """Whether a past perfect that nobody reports tells of the time before: "1,000 soldiers **had been** deployed"."""
    perfect = any("pluperfect" in item.tags for item in items[use.start : use.at])
    return perfect and not any("saying" in item.tags for item in items)


def _is_first_verb(items: list[Item], use: Use) -> bool:
    """Whether no other verb that may be finite stands before a verb in its sentence; that of "French-led" may not."""
    before = (items[i] for i in range(use.start) if items[i].noun is None and (i == 0 or items[i - 1].low != "-"))
    return not any(v.form != "gerund" for item in before for v in item.verbs)


def _before(published: str | None) -> str | None:
    """Give the time that ended the day before the report."""
    day = first_day(published) if published else None
    return f"../{(day - timedelta(days=1)).isoformat()}" if day is not None and day.toordinal() > 1 else None


def _is_compared(items: list[Item], first: int) -> bool:
    """Whether a number is what another is compared with: "1,000, down from **1,600** in 2022"."""
    return first > 0 and "compared" in items[first - 1].tags


def _of_compared(items: list[Item], i: int) -> bool:
    """Whether a date is that of an earlier level: "1,000, down from 1,600 **in 2022**"."""
    for k in range(i - 1, max(-1, i - 1 - COMPARED_REACH), -1):
        if "compared" in items[k].tags:
            return True
        if items[k].low in ",;:()" or items[k].verbs or items[k].tags & {"clause", "relative"}:
            return False
    return False


def _in_aside(items: list[Item], i: int, anchor: int) -> bool:
    """Whether a date stands in an aside before the verb: "which invaded **in 2016**, has 5,000 soldiers there"."""
    if i > anchor or all(item.low != "," for item in items[i:anchor]):
        return False
    for item in reversed(items[:i]):
        if "relative" in item.tags:
            return True
        if item.low in ",;:":
            return False
    return False


def _tells_of_past(items: list[Item], i: int) -> bool:
    """Whether a word tells of the past; "once" only inside its clause ("France once had"), not as "as soon as"."""
    if "past_time" not in items[i].tags:
        return False
    return "clause" not in items[i].tags or (i > 0 and items[i - 1].low[0].isalnum() and not items[i - 1].tags)


def _before_event(items: list[Item], use: Use) -> bool:
    """Whether a past tense is of the time before an event: "before the coup France had", "had 900 until the coup"."""
    if not use.forms & {"past"} or "future" in use.aux or "could" in use.aux:
        return False
    for i, item in enumerate(items[:-2]):
        event = "until_event" in item.tags and "definite" in items[i + 1].tags
        if event and all(g.time is None for g in items[i : i + 3]) and not _verb_follows(items, i + 2):
            return True
    return False


def _verb_follows(items: list[Item], i: int) -> bool:
    """Whether a verb follows within three words, so that a clause and no mere event stands there."""
    return any(item.verbs and item.noun is None for item in items[i : i + 3])


def _rest_of_clause(items: list[Item], k: int) -> Iterator[int]:
    for i in range(k, len(items)):
        if items[i].low in ",;:" or items[i].tags & {"and", "relative"}:
            return
        yield i


def _parted(items: list[Item], i: int, anchor: int) -> bool:
    """Whether a clause begins between a date and what it may belong to."""
    low, high = min(i, anchor), max(i, anchor)
    return any(item.tags & {"clause", "relative"} or item.low in ";:" for item in items[low + 1 : high])
