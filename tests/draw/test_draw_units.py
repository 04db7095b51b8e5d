"""APP-6 symbols for units with an echelon."""

from __future__ import annotations

import builtins
from dataclasses import replace

import pytest
from conftest import save_page
from draw_ledgers import sahel_ledger

from mapper.draw.units import pack_units
from mapper.errors import MissingExtraError


def with_echelons():
    ledger = sahel_ledger()
    echelons = {"c13": "company", "c07": "battalion", "c12": "column"}
    claims = tuple(replace(claim, echelon=echelons.get(claim.id, "")) for claim in ledger.claims)
    return replace(ledger, claims=claims)


def test_only_units_of_known_echelon_get_a_picture():
    units = pack_units(with_echelons())
    ids = [sahel_ledger().presences[row].id for row, _ in units["rows"]]
    assert ids == ["p11", "p15", "p18"]
    assert len(units["svg"]) == 2
    assert all(text.startswith("<svg") and "<script" not in text for text in units["svg"])
    battalion, company = units["svg"]
    assert battalion.count("<path") == company.count("<path") + 1  # two bars over the frame, and one


def test_missing_package_names_the_extra(monkeypatch):
    real = builtins.__import__

    def without(name, *rest, **more):
        if name == "milsymbol":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"mapper\[symbols\]"):
        pack_units(with_echelons())


@pytest.mark.browser
def test_units_are_drawn_beside_their_headcount(opened, tmp_path):
    view = opened(save_page(tmp_path / "units.html", with_echelons(), app6=True))
    view.run("deploymentMap.leaflet.setView([15.9, 2.4], 9, {animate: false})")
    view.set_time("2019-06-01")
    assert view.drawn()["p15"]["unit"] is True
    picture = "document.querySelectorAll('.map-canvas')[1].toDataURL()"
    other = opened(save_page(tmp_path / "plain.html", with_echelons()))
    other.run("deploymentMap.leaflet.setView([15.9, 2.4], 9, {animate: false})")
    other.set_time("2019-06-01")
    other.drawn()
    assert view.run(picture) != other.run(picture)
