"""Card, table, lists, comparison and sharing in a real browser."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser


def test_card_shows_number_dates_quote_and_source(opened):
    view = opened()
    view.set_time("2023-01-15")
    view.run("deploymentMap.select('p12')")
    text = view.drawer()
    for words in (
        "France (force not named)", "in Niger, place not stated", "about 1,500", "“Some 1,500”", "since 1 September 2022 (reported)",
        "Some 1,500 French soldiers remain in Niger, the palace said.", "Lake Observer, 25 September 2023", "Quoting a presidential aide",
    ):  # fmt: skip
        assert words in text, words
    assert view.page.locator(".drawer mark").inner_text() == "Some 1,500"
    link = view.page.locator(".drawer .report-title a")
    assert link.get_attribute("href") == "https://example.org/r08"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert link.get_attribute("target") == "_blank"


def test_card_shows_both_sides_of_a_dispute(opened):
    view = opened()
    view.run("deploymentMap.select('p09')")
    sides = view.page.locator(".side").all_inner_texts()
    assert "up to 400" in sides[0]
    assert "1,000–2,500" in sides[1]


def test_card_says_why_the_place_was_chosen(opened):
    view = opened()
    view.run("deploymentMap.select('p07')")
    view.page.get_by_text("Why here?").click()
    assert "the only town of that name" in view.drawer()
    assert "Gao, Ivory Coast (a town)" in view.drawer()


def test_card_has_corrections_and_counted_in(opened):
    view = opened()
    view.run("deploymentMap.select('p14')")
    assert "Corrected by A. Editor" in view.drawer()
    view.run("deploymentMap.select('p04')")
    assert "Counted in" in view.drawer()


def test_card_names_the_state_of_the_time_beside_todays(opened):
    view = opened()
    view.run("deploymentMap.select('p07')")
    assert "French Sudan; today Mali" in view.drawer()
    view.run("deploymentMap.select('p12')")
    assert "Country then" not in view.drawer()


def test_card_chart_moves_with_the_clock(opened):
    view = opened()
    view.set_time("2014-01-01")
    view.run("deploymentMap.select('p07')")
    now = "document.querySelector('.steps .now').getAttribute('x1')"
    before = float(view.run(now))
    view.set_time("2022-01-01")
    view.wait(f"{now} !== '{before:g}' && Number({now}) > {before + 50}")


def test_card_closes_by_escape_and_returns_focus(opened):
    view = opened()
    view.page.locator("#open-table").focus()
    view.run("deploymentMap.select('p07')")
    view.page.keyboard.press("Escape")
    assert view.page.locator("#drawer").is_hidden()
    assert view.run("document.activeElement.id") == "open-table"


def test_citation_is_copied(opened):
    view = opened(permissions=["clipboard-read", "clipboard-write"])
    view.run("deploymentMap.select('p12')")
    view.page.click("#copy-citation")
    view.wait("document.querySelector('#copy-citation').textContent === 'Copied'")
    assert "Paris ends its deployment in Niger" in view.run("navigator.clipboard.readText()")


def test_claim_gives_the_quote_and_its_report(opened):
    claim = opened().run("deploymentMap.claim('c09')")
    assert claim == {
        "quote": "Some 1,500 French soldiers remain in Niger, the palace said.",
        "source": "a presidential aide", "title": "Paris ends its deployment in Niger", "publisher": "Lake Observer",
        "url": "https://example.org/r08", "published": "2023-09-25",
    }  # fmt: skip


def test_visible_has_the_fields_of_the_contract(opened):
    view = opened()
    view.set_time("2022-02-25")
    (row,) = [row for row in view.visible() if row["id"] == "p09"]
    assert row == {
        "id": "p09", "sender": "RUS", "force": "Wagner Group", "personnel": "contractors", "host": "MLI", "place": "Mali",
        "lat": 18, "lon": -2, "low": 200, "high": 2500, "status": "present", "precision": "country",
        "start": "2021-12-23", "end": "2025-06-06", "claims": ["c05", "c15"],
    }  # fmt: skip


@pytest.mark.parametrize(
    "call", ["deploymentMap.select('nobody')", "deploymentMap.claim('none')", "deploymentMap.setTime('2022-02-31')"]
)
def test_wrong_calls_say_what_is_wrong(opened, call):
    view = opened()
    assert "RangeError" in view.run(
        f"() => {{ try {{ {call}; return ''; }} catch (error) {{ return String(error); }} }}"
    )


def test_table_sorts_filters_and_selects_both_ways(opened):
    view = opened()
    view.set_time("2022-02-25")
    view.page.click("#open-table")
    names = lambda: view.page.locator("#table tbody tr").evaluate_all("rows => rows.map(row => row.dataset.row)")  # noqa: E731
    assert set(names()) == view.ids()
    assert names()[0] == "p07"
    view.page.get_by_role("button", name="Since").click()
    assert names()[0] == "p17"
    assert view.page.locator("th[data-column=since]").get_attribute("aria-sort") == "ascending"
    view.page.fill("#table-search", "russia")
    assert names() == ["p09"]
    view.page.locator("#table tbody button").click()
    assert view.run("deploymentMap.selected") == "p09"


def test_table_follows_the_clock(opened):
    view = opened()
    view.page.click("#open-table")
    view.set_time("2013-02-01")
    view.wait("document.querySelectorAll('#table tbody tr').length === 2")


def test_what_is_not_mapped_is_listed_with_its_sentence(opened):
    view = opened()
    assert view.page.locator("#open-unmapped .badge").inner_text() == "3"
    view.page.click("#open-unmapped")
    text = view.drawer()
    assert "undated: the report gives no date (1)" in text
    assert "A company of Chadian soldiers is near Menaka." in text
    assert "leaflets.jsonl: line 4: not JSON" in text


def test_compare_tells_what_came_went_grew_and_shrank(opened):
    view = opened()
    view.set_time("2024-02-01")
    changes = {item["id"]: item["change"] for item in view.run("deploymentMap.compare('2020-01-01')")}
    assert changes["p09"] == "came"
    assert changes["p07"] == "went"
    assert changes["p14"] == "same"
    assert "Wagner Group" in view.page.locator(".change-came").inner_text()
    assert any(item.get("change") == "went" for item in view.drawn().values())
    view.page.fill("#compare-against", "2019-12-01")
    view.page.fill("#compare-day", "2021-01-01")
    view.page.keyboard.press("Tab")
    view.wait("document.querySelector('.change-grew') !== null")
    view.page.click("#end-compare")
    assert view.page.locator("#drawer").is_hidden()
    assert all(not item.get("change") for item in view.drawn().values())


def test_compare_button_starts_a_year_before(opened):
    view = opened()
    view.set_time("2022-02-25")
    view.page.click("#open-compare")
    assert view.page.locator("#compare-against").input_value() == "2021-02-25"
    view.page.click("#open-compare")
    assert view.page.locator("#drawer").is_hidden()


def test_fragment_holds_time_view_filters_and_card_and_restores_them(opened):
    view = opened()
    view.set_time("2022-02-25")
    view.run("deploymentMap.filter({sender: ['RUS', 'FRA']})")
    view.run("deploymentMap.leaflet.setView([16.5, 3.25], 6.5, {animate: false})")
    view.run("deploymentMap.layer('plan', false)")
    view.run("deploymentMap.span('2021-01-01', '2023-01-01')")
    view.run("deploymentMap.select('p09')")
    view.wait("location.hash.includes('id=p09') && location.hash.includes('sender')")
    again = opened(fragment=view.run("location.hash"))
    assert again.time() == "2022-02-25"
    assert {row["sender"] for row in again.visible()} == {"RUS", "FRA"}
    assert again.run("deploymentMap.layer('plan')") is False
    assert again.run("deploymentMap.span()") == ["2021-01-01", "2023-01-01"]
    assert again.run("deploymentMap.selected") == "p09"
    assert again.run("deploymentMap.leaflet.getZoom()") == 6.5


@pytest.mark.parametrize(
    "fragment", ["#t=never&v=1,2&sender=%E0%A4%A&span=b/a&id=x&against=2", "#<script>", "#t=9999-01-01"]
)
def test_damaged_fragment_is_survived(opened, fragment):
    view = opened(fragment=fragment)
    first, last = view.run("deploymentMap.dates")
    assert first <= view.time() <= last


def test_link_is_copied(opened):
    view = opened(permissions=["clipboard-read", "clipboard-write"])
    view.set_time("2022-02-25")
    view.page.click("#open-share")
    view.page.click("#copy-link")
    view.wait("document.querySelector('#copy-link').textContent === 'Copied'")
    assert "t=2022-02-25" in view.run("navigator.clipboard.readText()")


def downloaded(view, control):
    with view.page.expect_download() as waiting:
        view.page.click(control)
    return Path(waiting.value.path()).read_text(encoding="utf-8-sig")


def test_data_is_downloaded_as_shown_and_whole(opened):
    view = opened()
    view.set_time("2022-02-25")
    view.page.click("#open-share")
    shown = list(csv.DictReader(io.StringIO(downloaded(view, "#csv-visible"))))
    assert {row["id"] for row in shown} == view.ids()
    assert next(row for row in shown if row["id"] == "p09")["urls"] == "https://example.org/r05"
    features = json.loads(downloaded(view, "#geojson-all"))["features"]
    assert len(features) == 18
    assert next(item for item in features if item["id"] == "p14")["geometry"]["coordinates"] == [8, 16.95]
    assert len(json.loads(downloaded(view, "#geojson-visible"))["features"]) == len(shown)
    assert len(list(csv.DictReader(io.StringIO(downloaded(view, "#csv-all"))))) == 18


def test_about_states_method_boundaries_and_keys(opened):
    view = opened()
    view.page.click("#open-about")
    text = view.drawer()
    assert "Reported presences, compiled from 13 reports by 4 publishers. Not verified on the ground." in text
    assert "Natural Earth" in text
    assert "Data as of 17 July 2025" in text


def test_compared_symbols_of_different_places_do_not_cover_each_other(opened):
    view = opened()
    view.set_time("2024-02-01")
    view.run("deploymentMap.compare('2020-01-01')")
    drawn = list(view.drawn().values())
    assert len(drawn) > 5
    for one in range(len(drawn)):
        for two in range(one + 1, len(drawn)):
            a, b = drawn[one], drawn[two]
            apart = ((a["x"] - b["x"]) ** 2 + (a["y"] - b["y"]) ** 2) ** 0.5
            assert apart > 0.8 * max(a["radius"], b["radius"]), (a["id"], b["id"])
