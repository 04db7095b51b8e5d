"""Draft what one link or noun says of a phrase: its status, and its places in the order in which they fit."""

from __future__ import annotations

from mapper.extract.draft import Draft
from mapper.extract.frame_links import Link
from mapper.extract.frame_object import OBJECT_GAP
from mapper.extract.ground import ground_of
from mapper.extract.items import Item, Row
from mapper.extract.phrase import Group
from mapper.extract.place import FINE, Spot, is_country
from mapper.extract.spots import place_before, rank_spots
from mapper.extract.stance import ARRIVAL, DEPARTURE, STAY, Stance, of_noun, of_verb
from mapper.extract.verbs import Use
from mapper.model import Status

GOVERNING = frozenset({"planned", "demand", "deny", "begin", "finish", "after", "if", "future", "could", "prolong"})
"""Tags of the words before the noun of a movement that say whether it is done or planned."""
NOUN_FAMILY = {"go": "departure", "come": "arrival", "stay": "stay", "campaign": "stay"}


def family(frame: str) -> str:
    """Tell which roles of place a frame takes: stay, arrival or departure."""
    if frame in ARRIVAL or frame == "come":
        return "arrival"
    return "departure" if frame in DEPARTURE else "stay"


def link_draft(row: Row, group: Group, link: Link, uses: list[Use], near: Spot | None) -> Draft:
    """Draft what the verb or noun that a phrase hangs on says of it.

    Parameters
    ----------
    row : Row
    group : Group
    link : Link
    uses : list of Use
        All of the sentence's.
    near : Spot or None
        The place right after the phrase; goes before all that no direction ties to the verb.

    Returns
    -------
    Draft
    """
    frame = link.frame
    if link.relation == "noun" and frame == "go" and _goal_follows(row.items, group.last + 1):
        frame = "come"  # "the redeployment of 500 soldiers to Somalia"
    kind = NOUN_FAMILY[frame] if link.relation == "noun" else family(frame)
    options = rank_spots(row.items, group, link.use, kind, uses)
    if link.relation == "agent" and link.use is not None:
        ground = ground_of(row.items, link.use)
        options = [*([ground] if ground is not None else []), *options]
    if link.use is not None and frame == "host" and link.relation == "object":
        taken = place_before(row.items, link.use)
        options = [taken, *(s for s in options if s.item != taken.item)] if taken is not None else options
    if near is not None:
        ways = {"from", "to"} if kind != "stay" else {"to"}
        directed = [s for s in options if (s.role in ways and s.tie != "loose") or s.tie == "object"]
        directed += [s for s in options if s not in directed and _narrows(s, near, link)]
        options = [*directed, near, *(s for s in options if s not in directed and s != near)]
    if link.relation == "noun":
        stance = of_noun(frame, noun_context(row.items, link.noun), partial=group.has("part", "extra"))
        noun = row.items[link.noun].noun
        posted = noun is not None and noun.kind == "posting"
        if posted and stance.status is Status.ARRIVING and options and options[0].role == "at":
            stance = Stance(Status.PRESENT, stance.flags)
    else:
        stance = _stance(row.items, link, group, options[0] if options else None)
        if _stands_by_date(row.items, link, group, stance):
            stance = Stance(Status.PRESENT, stance.flags)
    draft = Draft(row, group, f"{link.relation}.{frame}", stance.status, options=options, use=link.use)
    draft.features |= {f"flag={flag}" for flag in stance.flags}
    return draft


def _narrows(spot: Spot, near: Spot, link: Link) -> bool:
    """Whether a verb's own place goes before that of the phrase: a town in its land, or where they move to.

    "The soldiers in Gabon are based in Libreville", "soldiers based in Germany will be redeployed in Romania".
    """
    if link.use is None or spot.item < link.use.last or spot.tie != "post":
        return False
    if link.relation in {"passive", "subject"} and family(link.frame) == "arrival" and near.item < link.use.start:
        return spot.role == "at"
    if not is_country(near.mention):
        return False
    inner, land = spot.mention.location, near.mention.location
    return inner is not None and land is not None and inner.country == land.country and inner.precision in FINE


def _goal_follows(items: list[Item], i: int) -> bool:
    """Whether "to" and a place follow at once, so that a movement ends there."""
    if i + 1 >= len(items) or "to" not in items[i].tags:
        return False
    return any(item.place is not None for item in items[i + 1 : i + 3])


def _stands_by_date(items: list[Item], link: Link, group: Group, stance: Stance) -> bool:
    """Whether a number is to stand somewhere by a date, a presence then: "5,000 will be based there by 2027"."""
    if link.relation != "passive" or link.frame not in {"keep", "deploy"}:
        return False
    if group.count is None or group.has("extra") or stance.status is not Status.PLANNED_ARRIVAL:
        return False
    by = any(item.time is not None and "by" in item.tags | items[max(0, i - 1)].tags for i, item in enumerate(items))
    return by and not stance.flags & {"if", "demand", "deny"}


def _stance(items: list[Item], link: Link, group: Group, spot: Spot | None) -> Stance:
    if link.use is None:
        return Stance(Status.PRESENT)
    after = items[link.use.last + 1 : link.use.last + 4]
    being = _by_being(link.use, after, group) if link.frame == "be" else None
    if being is not None:
        return being
    on_the_way = link.frame == "be" and any("bound" in item.tags for item in after)
    bound_to = spot is not None and spot.role == "to" and spot.tie in {"post", "object", "clause"}
    if (
        link.relation == "post"
        and link.frame in {"deploy", "send"}
        and "participle" in link.use.forms
        and link.use.bare
    ):
        return Stance(Status.ARRIVING if bound_to or link.frame == "send" else Status.PRESENT)
    if link.relation == "post" and link.use.bare and link.frame in STAY:
        return Stance(Status.PRESENT)
    said = _by_verb(items[link.use.at].tags, link, group)
    if said is not None:
        return said
    return of_verb(link.use, "come" if on_the_way else link.frame, group, bound_to=bound_to)


def _by_verb(tags: frozenset[str], link: Link, group: Group) -> Stance | None:
    """Tell the status from verbs that say more than their frame."""
    use = link.use
    if use is None:
        return None
    if link.frame == "send" and "lends" in tags and use.bare:
        return Stance(Status.PRESENT)  # "Uganda, which contributes 6,200 soldiers"
    if link.frame == "send" and "pledging" in tags and not use.governors:
        return Stance(Status.PLANNED_ARRIVAL)  # "Benin has pledged 2,000 soldiers"
    if link.frame == "host" and "receiving" in tags and not use.passive:
        return of_verb(use, "send", group, bound_to=True)  # "Mali has received 100 instructors"
    return None


def _by_being(use: Use, after: list[Item], group: Group) -> Stance | None:
    """Tell a plan and a departure that a form of "be" states: "are expected in Bamako", "will be home by May"."""
    if after and "awaited" in after[0].tags:
        return Stance(Status.PLANNED_ARRIVAL)
    return of_verb(use, "go", group) if _goes_home(after) else None


def _goes_home(after: list[Item]) -> bool:
    """Whether "home" follows a form of "be": "will be (back) home", not "is home to"."""
    words = [item for item in after if "particle" in item.tags]
    return bool(words) and after[0] in words and any("homeward" in item.tags for item in words)


def act_draft(row: Row, group: Group, uses: list[Use]) -> Draft:
    """Draft what a phrase that is itself a movement or stay says: "the French withdrawal from Mali".

    Parameters
    ----------
    row : Row
    group : Group
        Of kind act.
    uses : list of Use
        All of the sentence's.

    Returns
    -------
    Draft
    """
    noun = row.items[group.head].noun
    kind = noun.kind if noun is not None else "stay"
    kind = "come" if kind == "posting" else kind
    stance = of_noun(kind, noun_context(row.items, group.first))
    options = rank_spots(row.items, group, None, NOUN_FAMILY[kind], uses)
    draft = Draft(row, group, f"act.{kind}", stance.status, options=options, use=_carrier(kind, group, uses))
    draft.features |= {f"flag={flag}" for flag in stance.flags}
    return draft


def _carrier(kind: str, group: Group, uses: list[Use]) -> Use | None:
    """Find the verb that has a campaign as its object: "France is conducting special forces operations"."""
    if kind != "campaign" or group.senders or group.has("possessive"):
        return None
    return next((u for u in reversed(uses) if u.last < group.first <= u.last + OBJECT_GAP), None)


def _comes_about(items: list[Item], k: int) -> bool:
    """Whether what stands after an auxiliary says that a movement happens: "will begin", not "could have effects"."""
    while k < len(items) and (items[k].tags & {"not", "adverb", "now"} or items[k].manner):
        k += 1
    if k >= len(items):
        return True
    return bool(items[k].tags & {"be", "begin", "finish"}) or any(
        v.frame in {"come", "go", "remain", "hold", "end"} for v in items[k].verbs
    )


def noun_context(items: list[Item], at: int) -> set[str]:
    """Collect the tags of the words around the noun of a movement that say whether it is done or planned.

    Parameters
    ----------
    items : list of Item
    at : int
        Position of the noun, or of the first word of its phrase.

    Returns
    -------
    set of str
    """
    found: set[str] = set()
    for k in range(at - 1, max(-1, at - 9), -1):
        item = items[k]
        if item.low in ".;:":
            break
        if "after" in found:
            break  # what stands before "after" is told of something else
        found |= item.tags & GOVERNING
        if item.noun is not None and item.noun.kind == "plan":
            found.add("planned")
    for k in range(at + 1, min(len(items), at + 12)):
        if items[k].low in ".;:":
            break
        if _comes_about(items, k + 1):
            found |= items[k].tags & {"future", "could"}
            found |= {"future"} if "infinitive" in items[k].tags and k == at + 1 else set()
        if " " in items[k].low or items[k].verbs or items[k - 1].tags & {"be", "have", "reflexive", "now"}:
            found |= items[k].tags & {"begin", "finish"}
    return found
