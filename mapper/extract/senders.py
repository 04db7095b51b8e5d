"""Whose troops a draft means: those the phrase names, the subject of its clause, or who was named before."""

from __future__ import annotations

from collections import Counter

from mapper.extract.discourse import Discourse
from mapper.extract.draft import DEPARTING, SENDING, Draft, copy_draft
from mapper.extract.items import Item
from mapper.extract.movement import BOUND
from mapper.extract.phrase import COLLECTIVE
from mapper.extract.place import leaves, role_of
from mapper.extract.speaker import is_ours, who_speaks
from mapper.extract.stance import DEPARTURE
from mapper.extract.subject import find_subjects
from mapper.model import Personnel, Precision, Status

ORGANISED = frozenset({"UN", "AU", "EU", "NATO", "ECOWAS", "G5S", "SADC", "EAC", "CSTO"})
UNSURE = frozenset({"carried", "voted"})
NEAR_DRAFTS = 40
"""How many drafts back fighters of one body are looked for."""
TRANSFER = frozenset({"transfer"})
HIRING = frozenset({"object.send", "object.deploy"})
HIRED = frozenset({Personnel.CONTRACTORS, Personnel.FIGHTERS})
STRUCK = frozenset({"object.strike", "passive.strike"})


def by_sender(draft: Draft, discourse: Discourse) -> list[Draft]:
    """Find the senders of a draft.

    Parameters
    ----------
    draft : Draft
    discourse : Discourse
        What the report has said so far.

    Returns
    -------
    list of Draft
        One, or one for each of several senders that have no number in common.
    """
    codes, how = _own_senders(draft)
    if how == "said" and draft.rule in HIRING and draft.group.personnel in HIRED:
        lent, said = find_subjects(draft, None)
        codes, how = (lent, said) if said == "subject" else (codes, how)  # "Turkey has sent Syrian mercenaries"
    if how == "force" and _is_theirs(draft) and codes[0] in ORGANISED:
        lent, said = find_subjects(draft, discourse.topic(draft.row.number))  # "its soldiers of MINUSMA"
        codes, how = (lent, said) if lent else (codes, how)
    if codes and codes[0] in ORGANISED and (_quits(draft) or _contributes(draft)):
        left, said = find_subjects(draft, discourse.topic(draft.row.number))  # "Benin will withdraw from MINUSMA"
        codes, how = (left, said) if left and left[0] not in ORGANISED else (codes, how)
    if not codes and is_ours(draft):
        codes, how = who_speaks(draft)
    if not codes and draft.whole is not None and draft.whole.sender is not None:
        codes, how = [draft.whole.sender], draft.whole.how
    if not codes and not (draft.whole is not None and draft.rule.startswith("level")):
        codes, how = find_subjects(draft, discourse.topic(draft.row.number))
    if _is_not_sender(draft, how):
        codes, how = [], "none"
    if len(codes) > 1 and draft.numbered and not _apiece(draft):
        # several states under one number are an ad hoc coalition
        draft.sender, draft.how = "COALITION", "several"
        return [draft]
    if not codes:
        return [draft]
    drafts = [draft, *(copy_draft(draft) for _ in codes[1:])]
    for one, code in zip(drafts, codes, strict=True):
        one.sender, one.how = code, how
    return drafts


def _is_theirs(draft: Draft) -> bool:
    """Whether a pronoun owns the personnel: "**its** soldiers of MINUSMA", not "UNIFIL's 10,000 peacekeepers"."""
    words = draft.items[draft.group.first : draft.group.last + 1]
    return any("possessive" in item.tags and item.low not in {"'s", "’s"} for item in words)


def _is_not_sender(draft: Draft, how: str) -> bool:
    """Whether who was found acts or speaks but sends nobody: a host, or a speaker beside "foreign soldiers"."""
    if draft.rule == "object.host":
        return how not in {"said", "owner", "force", "from", "noun"}
    if draft.group.has("foreign"):
        return how in {"speaker", "topic", "pronoun"}
    return how in {"speaker", "topic"} and draft.group.personnel is Personnel.FIGHTERS


def _apiece(draft: Draft) -> bool:
    """Whether a number holds for each of several senders: "Italy and Spain, with about 1,000 soldiers each"."""
    return any("apiece" in item.tags for item in draft.items[draft.group.last + 1 : draft.group.last + 3])


def _own_senders(draft: Draft) -> tuple[list[str], str]:  # noqa: PLR0911 (one return a source)
    """Senders that the phrase itself names, and how."""
    group = draft.group
    if group.has("backed"):
        return [], "none"
    if group.has("led"):
        # a led coalition: the organisation when one is named, otherwise ad hoc
        named = [c for c, _ in group.senders if c in ORGANISED]
        own = [group.force.sender] if group.force is not None and group.force.sender else []
        return (named or own or ["COALITION"])[:1], "said"
    codes = list(dict.fromkeys(code for code, _ in group.senders))
    if not codes and group.force is None and (of_whom := _of_whom(draft.items, group.first)):
        return [of_whom], "owner"
    owned = group.force is not None and group.force.sender in ORGANISED  # "UNIFIL's soldiers from 46 nations"
    if group.implied == "COALITION" and not owned and not any(c in ORGANISED for c in codes):
        return ["COALITION"], "noun"
    if codes:
        states = [c for c in codes if c not in ORGANISED]
        return (codes if len(states) == len(codes) else codes[:1]), "owner" if group.has("owned") else "said"
    tail = [code for code, at in group.tail if not _is_origin(draft, at)]
    contributed = len(tail) > 1 and draft.use is not None and "have" in draft.use.frames
    if tail and not contributed:
        return list(dict.fromkeys(tail)), "from"
    if group.force is not None and group.force.sender:
        return [group.force.sender], "force"
    by = _sent_by(draft.items, group.last + 1)
    return ([by], "said") if by else ([], "none")


def _of_whom(items: list[Item], first: int) -> str | None:
    """Tell the state right before "whose": "Ukraine, **whose** forces entered Kursk"."""
    i = first - 1
    if i < 1 or "whose" not in items[i].tags:
        return None
    i -= 2 if items[i - 1].low == "," else 1
    who = items[i].who if i >= 0 else None
    return who.code if who is not None else None


def _sent_by(items: list[Item], after: int) -> str | None:
    """Find who sent the personnel, said right after them: "a mission recently dispatched by SADC"."""
    for i in range(after, min(after + 3, len(items) - 2)):
        sent = any(v.form == "participle" and v.frame in SENDING for v in items[i].verbs)
        if sent and "by" in items[i + 1].tags:
            name = next((item for item in items[i + 2 : i + 4] if "definite" not in item.tags), None)
            return name.who.code if name is not None and name.who is not None else None
        if items[i].low in ";:." or (items[i].verbs and not items[i].tags):
            break
    return None


def _quits(draft: Draft) -> bool:
    """Whether a force is what is withdrawn from, not who withdraws: "will pull out of the mission in Mali"."""
    group, use = draft.group, draft.use
    if use is None or group.kind not in {"named", "force"} or use.last >= group.first:
        return False
    before = [item for item in draft.items[use.last : group.first] if "definite" not in item.tags]
    return bool(use.frames & {"withdraw", "go"}) and bool(before) and "from" in before[-1].tags


def _contributes(draft: Draft) -> bool:
    """Whether a number is a state's share of an organisation's force: "accounts for 6,200 of the 22,000"."""
    count = draft.group.count
    return count is not None and count.whole is not None and draft.rule == "object.have"


def _is_origin(draft: Draft, at: int) -> bool:
    """Whether the state after "from" is the place that is left, not the sender."""
    item = draft.items[at]
    noun = draft.group.noun
    if draft.group.kind == "act" and noun is not None and noun.kind == "go":
        return True  # "a withdrawal from Mali" is nobody's own
    departs = draft.use is not None and not draft.use.frames.isdisjoint(DEPARTURE | TRANSFER)
    if item.place is None or not (draft.status in DEPARTING or departs or _goes_on(draft.items, at)):
        return False
    return role_of(draft.items, at)[0] == "from" or leaves(draft.items, at)


def _goes_on(items: list[Item], at: int) -> bool:
    """Whether the goal stands right after the place: "sent 300 soldiers from Chad to Mali"."""
    return at + 2 < len(items) and "to" in items[at + 1].tags and items[at + 2].place is not None


def fill_senders(discourse: Discourse) -> None:
    """Give drafts without a sender the one close before, or that the report gives most to their host.

    Parameters
    ----------
    discourse : Discourse
        Its drafts, all of the report's, are changed in place.
    """
    by_host: dict[str | None, Counter[str]] = {}
    strikers: dict[int, set[str]] = {}
    for draft in discourse.drafts:
        if draft.rule == "subject.strike" and draft.sender is not None:
            strikers.setdefault(draft.row.number, set()).add(draft.sender)
        if draft.sender is not None and draft.sender != draft.host:
            by_host.setdefault(draft.host, Counter())[draft.sender] += 1
    for index, draft in enumerate(discourse.drafts):
        near = _near_sender(discourse.drafts, index) if _is_open(draft) else None
        if not _is_open(draft) or _is_insurgent(discourse.drafts, index, near):
            continue
        struck = strikers.get(draft.row.number, set()) if draft.rule in STRUCK else set()
        votes = {c: n for c, n in by_host.get(draft.host, Counter()).items() if c not in struck}
        found = _found_around(draft, near, votes, discourse.topic(draft.row.number))
        if found is not None:
            draft.sender, draft.how = found


def _found_around(draft: Draft, near: str | None, votes: dict[str, int], topic: str | None) -> tuple[str, str] | None:
    """Tell who sends the personnel of a draft by what stands around it, and how that is known."""
    if near is not None and not (near == draft.host and draft.rule == "object.send"):
        return near, "carried"
    if draft.group.implied:
        return draft.group.implied, "noun"
    if draft.parted:
        return "COALITION", "several"
    if votes:
        return min(votes, key=lambda c: (-votes[c], c)), "voted"
    if draft.status in DEPARTING and topic is not None and topic != draft.host:
        return topic, "topic"
    return (draft.host, "home") if draft.host is not None and _may_be_home(draft) else None


def _is_open(draft: Draft) -> bool:
    """Whether a draft's sender may still be found in what is said around it."""
    return draft.sender is None and draft.how != "several" and not draft.group.has("backed", "foreign")


def _is_insurgent(drafts: list[Draft], index: int, sender: str | None) -> bool:
    """Whether fighters are of no body that was told just before: a state's soldiers are no insurgents' own."""
    if drafts[index].group.personnel is not Personnel.FIGHTERS:
        return False
    here = drafts[index].row.number
    told = {
        d.sender
        for d in drafts[max(0, index - NEAR_DRAFTS) : index]
        if here - d.row.number <= 2 and d.group.personnel is Personnel.FIGHTERS and d.how not in UNSURE
    }
    return sender is None or sender not in told


def _may_be_home(draft: Draft) -> bool:
    """Whether personnel of nobody may be the country's own: not those who set out for it, nor "our soldiers"."""
    tied = draft.spot is not None and draft.spot.tie in {"post", "object", "clause"}
    whole = draft.location is not None and draft.location.precision is Precision.COUNTRY
    if draft.status is Status.ARRIVING and tied and whole:
        return False  # who enters a country is not its own
    return draft.status in {Status.PRESENT, Status.ARRIVING} and draft.rule != BOUND and not is_ours(draft)


def _near_sender(drafts: list[Draft], index: int) -> str | None:
    """Find the sender of a draft close before that may be the same personnel: same host, or "the force"."""
    draft = drafts[index]
    taken_up = draft.group.kind == "pronoun" or _of_them(draft)
    had = _of_the_force(draft)
    collective = taken_up or had or (draft.group.kind in {"force", "unit"} and draft.group.has("definite"))
    for k in range(index - 1, -1, -1):
        other = drafts[k]
        apart = draft.row.number - other.row.number
        if apart > (8 if collective else 2):
            return None
        if other.sender is None or other.how in {"none", "carried", "voted"}:
            continue
        if apart == 0 and draft.rule in STRUCK:
            continue  # who strikes is not who is struck
        if collective and other.group.kind in ({*COLLECTIVE, "people"} if taken_up else COLLECTIVE):
            return other.sender
        if apart <= 2 and other.host == draft.host and not had:
            return other.sender
    return None


def _of_them(draft: Draft) -> bool:
    """Whether a number takes up personnel named before: "Some 1,300 of them are based in Gao"."""
    at = draft.group.last + 1
    after = draft.items[at : at + 2]
    return len(after) == 2 and "of" in after[0].tags and bool(after[1].tags & {"them", "pronoun"})


def _of_the_force(draft: Draft) -> bool:
    """Whether a force named before is who has or sends the personnel: "The mission has 100 instructors"."""
    if draft.use is None or draft.use.start < 2 or not draft.rule.startswith("object."):
        return False
    body, article = draft.items[draft.use.start - 1], draft.items[draft.use.start - 2]
    bodies = "body" in body.tags or (body.noun is not None and body.noun.kind == "force")
    return bodies and body.who is None and body.force is None and "definite" in article.tags
