"""Which of several places of one reading is chosen, and what speaks for it."""

import math

from mapper.extract.choose import choose_places
from mapper.extract.links import open_links
from mapper.extract.weigh import open_weights


class FakeGroup:
    first = 3


class FakeRow:
    number = 0


class FakeDraft:
    """As much of a draft as the choice looks at."""

    row, group, rule = FakeRow, FakeGroup, "object.send"

    def __init__(self, option, features, sender="FRA"):
        self.option, self.sender = option, sender
        self.place_features, self.features = set(features), set()


def test_the_option_with_the_greater_sum_wins_and_says_how_sure_it_is():
    near, far = FakeDraft(0, {"tie=post"}), FakeDraft(1, {"tie=loose"})
    assert choose_places([far, near], {"tie=post": math.log(9.0)}) == [near]
    assert near.features == {"place=sure"}


def test_places_joined_under_one_reading_are_all_kept():
    first, second, rival = FakeDraft(0, {"tie=post"}), FakeDraft(0, {"tie=post"}), FakeDraft(1, set())
    assert choose_places([first, second, rival], {"tie=post": 5.0}) == [first, second]


def test_a_reading_with_one_place_keeps_it_and_readings_do_not_compete():
    one, other = FakeDraft(0, set()), FakeDraft(1, set(), sender="DEU")
    assert choose_places([one, other], {}) == [one, other]
    assert one.features == {"place=only"}


def test_of_equals_the_first_is_taken():
    first, second = FakeDraft(0, set()), FakeDraft(1, set())
    assert choose_places([first, second], {}) == [first]
    assert first.features == {"place=likelier"}


def test_links_know_bases_forces_and_borders():
    links = open_links()
    assert links.kind("USA", "JPN") == "base"
    assert links.kind("ISR", "LBN") in {"base", "force", "border"}
    assert links.kind("UKR", "MDA") == "border"
    assert links.kind("FJI", "PRY") == "none"


def test_every_feature_of_a_place_in_the_weights_is_one_the_program_can_make():
    kinds = {"option", "tie", "role", "gap", "host", "link", "near", "precision", "area&numbered", "area&bare", "main",
             "seen", "loosely&seen", "share", "lede"}  # fmt: skip
    assert {name.split("=")[0] for name in open_weights().places} <= kinds
