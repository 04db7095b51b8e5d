"""Verb groups of a sentence: which frame a verb opens, in which tense, and what governs it.

"has been ordered to withdraw" is one use of *withdraw* with the auxiliaries have, be and infinitive, governed
by an order. Only verbs of ``verbs.csv`` are found; other verbs matter to nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mapper.extract.items import GENITIVE, QUOTES, Item

AUXILIARIES = frozenset({"be", "have", "do", "future", "could", "hearsay", "infinitive", "not", "no_longer"})
BETWEEN = frozenset({"now", "begin", "finish", "extra", "whole", "reflexive", "adverb"})
"""What may stand inside a verb group."""
TENSES = {"future": "future", "conditional": "hearsay"}
"""What a form of the verb itself says where a language needs no auxiliary for it ("enverra", "opéreraient")."""
GOVERNORS = frozenset({"planned", "demand", "deny", "begin", "finish", "if", "order"})
SIMPLE = frozenset({"base", "present"})
PARTICLE_REACH = 7
LEVEL_PARTICLES = frozenset({"to", "à", "a"})
LEVEL_REACH = 14
"""How far off the particle of a level may stand: "bring the number of its troops in northern Mali to 800"."""
GOVERNOR_REACH = 12
COORDINATE_REACH = 10


@dataclass(slots=True)
class Use:
    """One use of a verb: items ``start`` (first auxiliary) to ``last`` (particle); ``at`` is the verb."""

    start: int
    at: int
    last: int
    frames: frozenset[str]
    lemma: str
    forms: frozenset[str]
    aux: set[str] = field(default_factory=set)
    governors: set[str] = field(default_factory=set)
    governor: int = -1

    @property
    def passive(self) -> bool:
        """Whether it is passive: a participle with "be", or one that stands alone after its noun."""
        return "participle" in self.forms and "be" in self.aux

    @property
    def bare(self) -> bool:
        """Whether the verb has no auxiliary at all."""
        return not self.aux

    @property
    def progressive(self) -> bool:
        """Whether it is under way: "be" with a gerund, or the present tense of a language that tells it so."""
        return ("gerund" in self.forms and "be" in self.aux) or self.forms == {"ongoing"}


def find_uses(items: list[Item]) -> list[Use]:
    """Find the uses of known verbs in a sentence, in order.

    Parameters
    ----------
    items : list of Item

    Returns
    -------
    list of Use
    """
    uses: list[Use] = []
    for i, item in enumerate(items):
        if not item.verbs or (item.noun is not None and not _verbal(items, i)):
            continue
        if (
            (i and items[i - 1].low == "-")
            or _premodifies(items, i)
            or _plural_noun(items, i)
            or _determined(items, i)
            or _is_genitive(items, i)
            or _is_month(items, i)
            or (i + 1 < len(items) and "idiom" in items[i + 1].tags)
            or _only_sets_out(items, i)
        ):
            continue
        use = _use_at(items, i)
        if use is not None:
            uses.append(use)
    return [u for u in uses if not any(v.start <= u.at < v.at for v in uses)]


def _begins_object(item: Item) -> bool:
    """Whether an item begins a phrase for personnel, as the object of a gerund does."""
    if item.count is not None or (item.who is not None and item.place is None):
        return True
    return (item.noun is not None and item.noun.kind == "people") or bool(
        item.tags & {"definite", "possessive", "extra"}
    )


def _determined(items: list[Item], i: int) -> bool:
    """Whether an article before a plain form makes it a noun: "a host of vehicles", "the move into Syria"."""
    before = items[i - 1].tags if i > 0 else frozenset()
    forms = all(v.form in {"base", "present"} for v in items[i].verbs)
    if "determiner" in before and "infinitive" not in before and forms:
        return True
    earlier = items[i - 2].tags if i > 1 else frozenset()
    base = all(v.form == "base" for v in items[i].verbs)
    return base and items[i - 1].plain and "determiner" in earlier  # "an armed advance"


def _is_month(items: list[Item], i: int) -> bool:
    """Whether a form is rather the name of a month: "set up in **March** 2020"."""
    dated = items[i].time is not None or (i > 0 and items[i - 1].time is not None and "at" in items[i - 1].tags)
    return dated and items[i].upper and i > 0


def _only_sets_out(items: list[Item], i: int) -> bool:
    """Whether "moved to" tells a purpose and no place: "Paris moved to stop the rebels"."""
    if any(v.lemma != "move" for v in items[i].verbs) or i + 2 >= len(items):
        return False
    after = items[i + 2]
    return "infinitive" in items[i + 1].tags and not after.upper and (after.plain or bool(after.verbs))


def _is_genitive(items: list[Item], i: int) -> bool:
    """Whether an "'s" after a name is no verb: "Congo's bases" against "France's sending troops"."""
    if items[i].low not in GENITIVE or i == 0 or i + 1 >= len(items):
        return False
    before, after = items[i - 1], items[i + 1]
    if not (before.place or before.who or before.force):
        return False
    formed = any(v.form in {"gerund", "participle"} for v in after.verbs) and after.noun is None
    return not (formed or after.tags & {"determiner", "not", "now", "begin", "planned"})


def _plural_noun(items: list[Item], i: int) -> bool:
    """Whether a form in -s is rather the plural noun ("radio stations", "army posts"): no object follows it."""
    if any(v.form != "present" or v.frame not in {"keep", "at"} for v in items[i].verbs) or not items[i].low.endswith(
        "s"
    ):
        return False
    after = items[i + 1] if i + 1 < len(items) else None
    starts = after is not None and (
        after.count
        or after.who
        or after.place
        or after.tags & {"definite", "determiner", "possessive", "at", "extra", "whole"}
    )
    return not starts or (i > 0 and items[i - 1].plain and not (after is not None and after.count))


def _premodifies(items: list[Item], i: int) -> bool:
    """Whether a participle stands before the noun it qualifies: "US led forces", "the planned withdrawal"."""
    if i == 0 or i + 1 >= len(items) or all(v.form != "participle" for v in items[i].verbs):
        return False
    before, after = items[i - 1], items[i + 1]
    named = before.who is not None and before.who.kind != "people" and not before.low.endswith("s")
    return (
        (named or bool(before.tags & {"definite", "determiner"}))
        and "led" in items[i].tags
        and (after.noun is not None or after.plain)
    )


def _verbal(items: list[Item], i: int) -> bool:  # noqa: PLR0911 (one return a sign)
    """Whether a word that is also a noun ("attack", "base", "exit") is the verb here."""
    if any(v.form == "gerund" for v in items[i].verbs) and _starts_object(items, i + 1):
        return True  # "voted to back sending a force"
    before = items[i - 1] if i else None
    if before is None:
        return False
    if (before.noun is not None and before.noun.kind == "people" and before.noun.plural) or "nations" in before.tags:
        return True
    after = items[i + 1].tags if i + 1 < len(items) else frozenset()
    finite = any(v.form in {"past", "present"} for v in items[i].verbs)
    if before.who is not None and before.who.kind != "demonym" and finite and after & {"possessive", "definite"}:
        return True  # "ECOWAS cut its force"
    if "present" in {v.form for v in items[i].verbs} and after & {"definite", "determiner"}:
        return True  # "UNIFIL, the force in Lebanon, patrols the border"
    if i + 1 < len(items) and _begins_object(items[i + 1]) and any(v.form == "gerund" for v in items[i].verbs):
        return True  # "approved sending 1,000 soldiers", "ruled out sending soldiers"
    if before.tags & {"infinitive", "future", "could", "do"}:
        return any(v.form in {"base", "infinitive"} for v in items[i].verbs)
    return bool(before.tags & {"pronoun", "have"}) or (
        "be" in before.tags and any(v.form in {"gerund", "participle"} for v in items[i].verbs)
    )


def _starts_object(items: list[Item], i: int) -> bool:
    """Whether an object begins at ``i``: an article, a number, or the personnel themselves."""
    if i >= len(items):
        return False
    item = items[i]
    people = item.noun is not None and item.noun.kind in {"people", "unit", "force"}
    return people or item.count is not None or bool(item.tags & {"determiner", "definite", "possessive", "extra"})


def _use_at(items: list[Item], i: int) -> Use | None:
    readings = items[i].verbs
    particles = {v.particle for v in readings if v.particle}
    last = i
    if particles:
        j = _particle(items, i, particles)
        readings = tuple(v for v in readings if v.particle == (_as_particle(items[j]) if j else ""))
        # a preposition of place is no particle unless the object follows it: "flying in 300 men"
        apart = not items[j].tags & {"to", "at", "from"} or _object_follows(items, j + 1)
        if j == i + 1 and (readings[0].frame == "handover" or apart):
            last = j
    if len({v.frame for v in readings} & {"lead", "come"}) == 2:  # "Canada heads one", "troops head for Chad"
        headed = _heads_object(items, last + 1)
        readings = tuple(v for v in readings if v.frame != ("come" if headed else "lead"))
    if not readings:
        return None
    use = Use(
        i, i, last, frozenset(v.frame for v in readings), readings[0].lemma, frozenset(v.form for v in readings)
    )
    use.aux |= items[i].tags & {"not"}  # "il n'y a"
    if len(use.forms) == 1:
        use.aux |= {TENSES[form] for form in use.forms if form in TENSES}
    _look_left(items, use)
    if "withdraw" in use.frames:
        use.governors |= items[i].tags & {"order"}  # "ordered the mission out"
    if "be" in use.frames:
        use.aux |= _denial_after(items, use.last + 1)
    if "not" in use.aux:
        _limit_not(items, use)
    return use


def _heads_object(items: list[Item], i: int) -> bool:
    """Whether what is led follows a verb that may also mean to move ("head")."""
    if i >= len(items):
        return False
    item = items[i]
    return bool(item.tags & {"determiner", "definite", "possessive"} or item.noun or item.force or item.count)


def _denial_after(items: list[Item], i: int) -> set[str]:
    """Tags of a denial that follows "be": "are not in Mali", "are no longer there"."""
    while i < len(items) and items[i].tags & {"now", "adverb"}:
        i += 1
    after = items[i].tags if i < len(items) else frozenset()
    beyond = items[i + 1] if i + 1 < len(items) else None
    if "not" not in after or (beyond is not None and (beyond.noun or beyond.count or "but_only" in beyond.tags)):
        return set()  # "are not soldiers", "is not only in Mali"
    return set(after & {"not", "no_longer"})


def _limit_not(items: list[Item], use: Use) -> None:
    """Read what follows a denied verb: "ne sont plus" ended, "n'a que", "ne compte plus que" is not denied at all."""
    i = use.last + 1
    while i < len(items) and items[i].tags & {"now", "adverb"}:
        i += 1
    longer = i < len(items) and "no_longer" in items[i].tags
    i += longer
    if i < len(items) and "but_only" in items[i].tags:
        use.aux -= {"not", "no_longer"}
        use.last = i
    elif longer:
        use.aux.add("no_longer")
        use.last = i - 1 if "not" not in items[i - 1].tags else use.last  # "plus aucun" belongs to the phrase


def _object_follows(items: list[Item], i: int) -> bool:
    """Whether a number of people stands at ``i``, so that the word before is no preposition: "flying in 300 men"."""
    if i >= len(items):
        return False
    count, noun = items[i].count, items[i].noun
    people = noun is not None and noun.kind == "people" and noun.plural
    return people or (count is not None and count.people and count.sure)


def _particle(items: list[Item], i: int, particles: set[str]) -> int:
    """Position of the particle that belongs to the verb at ``i``, which may stand after its object; 0 if none."""
    for j in range(i + 1, min(i + 1 + LEVEL_REACH, len(items))):
        near = j <= i + PARTICLE_REACH or (
            items[j].low in LEVEL_PARTICLES and j + 1 < len(items) and items[j + 1].count
        )
        found = near and _as_particle(items[j]) in particles and not items[j].place
        if found and (j == i + 1 or not _brings_in(items, j)):
            return j
        if items[j].low == "," and (k := _past_aside(items, j, particles)):
            return k
        if items[j].low in ".;:,()" or (items[j].verbs and items[j].noun is None):
            break
    return 0


def _past_aside(items: list[Item], j: int, particles: set[str]) -> int:
    """Position of a particle right after an aside: "handed its base at Gao, in Mali, **over** to"; or 0."""
    for k in range(j + 1, min(j + 1 + PARTICLE_REACH, len(items) - 1)):
        if (items[k].verbs and items[k].noun is None) or items[k].low in ".;:":
            break
        if items[k].low == ",":
            return k + 1 if _as_particle(items[k + 1]) in particles and not items[k + 1].place else 0
    return 0


def _as_particle(item: Item) -> str:
    """Give the particle that a word is, alone or before "of": "flown *out* of Kabul"."""
    return item.low.removesuffix(" of")


def _brings_in(items: list[Item], j: int) -> bool:
    """Whether a word is a preposition with its noun and so no particle: "moved 100 men from Mali *in* June"."""
    plain = " " not in items[j].low  # "out of" is particle and preposition
    if not (plain and "at" in items[j].tags) or j + 1 >= len(items) or items[j + 1].count is not None:
        return False
    after = items[j + 1]
    begins = bool(after.tags & {"definite", "determiner", "possessive"})
    return begins or after.place is not None or after.time is not None or after.noun is not None or after.plain


def _look_left(items: list[Item], use: Use) -> None:
    j = use.at - 1
    while j >= 0 and use.at - j <= 8:
        tags = items[j].tags
        found = tags & AUXILIARIES
        if "reputed" in tags:  # "is thought to have 5,000": hearsay of what is
            use.start = max(j - 1, 0)
            break
        if found and not (items[j].low in GENITIVE and items[j - 1 : j] and items[j - 1].who):
            use.aux |= found
            use.start = j
        elif tags & BETWEEN or items[j].manner or items[j].low in QUOTES or _amid(items, j):
            use.governors |= tags & {"begin", "finish"}
        else:
            break
        j -= 1
    if "no" in {items[k].low for k in range(max(0, use.start - 1), use.start)}:
        use.aux.add("not")
    if not use.aux and "base" in use.forms and j >= 0 and "and" in items[j].tags:
        j = _coordinated(items, use, j)
    _govern(items, use, j)


def _coordinated(items: list[Item], use: Use, j: int) -> int:
    """Give a plain form after "and" the infinitive before: "told them to finish their work and return home".

    Returns the position from which what governs both is looked for.
    """
    for k in range(j - 1, max(-1, j - COORDINATE_REACH), -1):
        if items[k].low in ".;:" or items[k].tags & {"clause", "relative"}:
            break
        begins = "infinitive" in items[k].tags and k + 1 < len(items) and (items[k + 1].plain or items[k + 1].verbs)
        if begins and not items[k + 1].upper:
            use.aux.add("infinitive")
            return k - 1
    return j


def _amid(items: list[Item], j: int) -> bool:
    """Whether a conjunction is an adverb, standing right after its auxiliary: "have **since** withdrawn"."""
    return "amid" in items[j].tags and j > 0 and bool(items[j - 1].tags & {"have", "be"})


def _govern(items: list[Item], use: Use, j: int) -> None:
    """Look left of the verb group for what it depends on: a plan, an order, a denial, a beginning, an if."""
    steps = 0
    infinitive = "infinitive" in use.aux or "gerund" in use.forms
    while j >= 0 and steps < GOVERNOR_REACH:
        item = items[j]
        if item.low in ".;:" or (item.low in {",", "—", "–"} and not infinitive):
            break
        found = item.tags & GOVERNORS
        if "when_done" in item.tags and not use.aux and use.forms <= SIMPLE and "past" not in use.forms:
            use.governors.add("planned")  # "after the force pulls out in July" is yet to come
            break
        if "if" in found:
            use.governors.add("if")
        if found <= {"begin", "finish"} and found and any("and" in g.tags for g in items[j + 1 : use.start]):
            break  # "has ended cooperation and expects the withdrawal to be complete"
        if found - {"if"} and (infinitive or steps == 0 or found & {"deny", "demand"}):
            use.governors |= found - {"if"}
            use.governor = j
            break
        if item.noun is not None and item.noun.kind == "plan" and infinitive:
            use.governors.add("planned")
            use.governor = j
            break
        reported = "that" in item.low and j > 0 and bool(items[j - 1].tags & {"deny", "demand"})
        if item.tags & {"clause", "relative"} and steps and not item.tags & {"if"} and not reported:
            break
        j -= 1
        steps += 1
