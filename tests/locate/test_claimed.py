"""A container may be the state that a place was in, or the one that disputes it; the host stays the house's."""

from __future__ import annotations

import pytest

from mapper.locate import find_mentions, open_gazetteer
from mapper.locate.claimed import is_claimed
from mapper.model import Report


@pytest.mark.parametrize(
    ("text", "name", "host"),
    [
        ("They are in Juba, Sudan.", "Juba", "SSD"),
        ("They are in Asmara, Ethiopia.", "Asmara", "ERI"),
        ("They are in Prague, Czechoslovakia.", "Prague", "CZE"),
        ("They are in Sevastopol, Russia.", "Sevastopol", "UKR"),
        ("They are in Majdal Shams, Israel.", "Majdal Shams", "SYR"),
    ],
)
def test_a_former_or_claiming_state_is_the_container_and_not_the_host(text, name, host):
    first, second = find_mentions(Report(id="r", text=text, lang="en"), open_gazetteer())[:2]
    assert (first.text, first.location.country) == (name, host)
    assert first.container == (second.start, second.end)


def test_a_neighbour_holds_nothing_of_a_country():
    assert not is_claimed("FRA", 7.75, 48.58, "DEU")
    assert not is_claimed("UKR", 24.0, 49.8, "RUS")
    assert not is_claimed("SDN", 32.5, 15.6, "SSD")
    first, _ = find_mentions(Report(id="r", text="They left Lviv, Russia said.", lang="en"), open_gazetteer())
    assert first.container is None
