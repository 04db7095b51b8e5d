"""What a rule of a spatial expression says that it needs stands in everything that it can match."""

from __future__ import annotations

import re._constants as sre
import re._parser as parser

import pytest

from mapper.locate.wording import LANGUAGES, Wording, open_wording

RULES = [(open_wording(lang), rule) for lang in LANGUAGES for rule in open_wording(lang).rules]


def always_holds(tree, needs, before="") -> bool:
    """Whether every string that a parsed pattern matches holds one of some words; ``before`` is what led to it."""
    run = before
    for op, value in tree:
        if op is sre.LITERAL:
            run += chr(value)
            if any(run.endswith(word) for word in needs):
                return True
            continue
        if op is sre.SUBPATTERN and always_holds(value[3], needs, run):
            return True
        if op is sre.BRANCH and all(always_holds(branch, needs, run) for branch in value[1]):
            return True
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT} and value[0] and always_holds(value[2], needs, run):
            return True
        run = "" if op not in {sre.ASSERT_NOT, sre.ASSERT, sre.AT} else run
    return False


@pytest.mark.parametrize(("wording", "rule"), RULES, ids=lambda one: getattr(one, "id", ""))
def test_every_match_of_a_rule_holds_what_it_needs(wording: Wording, rule):
    if rule.measured:
        assert not rule.needs
        assert wording.unit.search(rule.example)
    else:
        assert rule.needs
        assert always_holds(parser.parse(rule.pattern.pattern), rule.needs)


def test_the_check_itself_tells_what_may_be_missing():
    assert always_holds(parser.parse("(?:the )?(?:road|route)(?!x)"), ["road", "route"])
    assert always_holds(parser.parse("(?:coasts?|column)"), ["coast", "column"])
    assert not always_holds(parser.parse("(?:the )?(?:road|route)"), ["road"])
    assert not always_holds(parser.parse("(?:road )?to"), ["road"])
    assert not always_holds(parser.parse("roa[dm]"), ["road"])
