"""Layers, filters, symbols and the pointer in a real browser."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import save_page
from draw_ledgers import sahel_ledger

pytestmark = pytest.mark.browser


def senders(view):
    return {row["sender"] for row in view.visible()}


def test_filter_shows_only_what_is_asked_and_nothing_shows_all(opened):
    view = opened()
    view.set_time("2022-02-25")
    everything = view.ids()
    view.run("deploymentMap.filter({sender: ['RUS', 'UN'], personnel: ['contractors', 'peacekeepers']})")
    assert view.ids() == {"p07", "p09"}
    assert set().union(*(key.split("+") for key in view.drawn())) == {"p07", "p09"}
    view.run("deploymentMap.filter({status: ['planned_arrival']})")
    assert view.ids() == {"p11"}
    view.run("deploymentMap.filter({force: ['Operation Barkhane']})")
    assert {row["force"] for row in view.visible()} == {"Operation Barkhane"}
    view.run("deploymentMap.filter({})")
    assert view.ids() == everything


def test_checkbox_hides_a_sender_and_only_shows_it_alone(opened):
    view = opened()
    view.set_time("2022-02-25")
    view.page.click("#open-layers")
    view.page.get_by_label("France", exact=True).uncheck()
    assert "FRA" not in senders(view)
    view.page.get_by_label("France", exact=True).check()
    assert "FRA" in senders(view)
    view.page.get_by_role("button", name="Only Russia").click()
    assert senders(view) == {"RUS"}
    view.page.click("#show-all")
    assert len(senders(view)) > 3


def test_layer_panel_counts_what_is_there_on_the_day(opened):
    view = opened()
    view.page.click("#open-layers")
    view.set_time("2022-02-25")
    row = view.page.locator(".entry", has=view.page.get_by_label("Presences", exact=True))
    view.wait("document.querySelector('.entry .tally').textContent === '10'")
    assert row.locator(".tally").inner_text() == "10"


def test_slash_searches_the_layers(opened):
    view = opened()
    view.page.keyboard.press("/")
    view.page.keyboard.type("wagn")
    shown = view.page.locator(".tree .entry:visible label").all_inner_texts()
    assert shown == ["Russia", "Wagner Group"]


@pytest.mark.parametrize(
    ("label", "row", "day", "at_first"),
    [
        ("Presences", "p14", "2022-02-25", True), ("Plans", "p11", "2022-02-25", True),
        ("Single claims and denials", "p10", "2022-02-25", False),
    ],
)  # fmt: skip
def test_kind_layers_switch_what_is_visible(opened, label, row, day, at_first):
    view = opened()
    view.set_time(day)
    view.page.click("#open-layers")
    assert (row in view.ids()) is at_first
    view.page.get_by_label(label, exact=True).set_checked(not at_first)
    assert (row in view.ids()) is not at_first
    assert any(row in key.split("+") for key in view.drawn()) is not at_first


def test_disputed_layer_keeps_only_what_is_disputed(opened):
    view = opened()
    view.set_time("2022-02-25")
    view.run("deploymentMap.layer('disputed', true)")
    assert view.ids() == {"p09"}
    assert view.drawn()["p09"]["form"] == "disputed"


def test_movement_is_an_arrow_for_a_month(opened):
    view = opened()
    view.set_time("2020-02-10")
    (move,) = view.run("deploymentMap.moves()")
    assert move["id"] == "p16"
    assert move["from"]["x"] > move["to"]["x"]
    view.run("deploymentMap.layer('movement', false)")
    view.drawn()
    assert view.run("deploymentMap.moves()") == []
    view.run("deploymentMap.layer('movement', true)")
    view.set_time("2020-03-10")
    assert view.run("deploymentMap.moves()") == []


def pixels(view):
    return view.run(
        "() => [...document.querySelectorAll('.map-canvas')].map(c => c.toDataURL().length + ':' + c.toDataURL().slice(-3000))"
    )


@pytest.mark.parametrize("layer", ["hosts", "bases", "claims", "labels", "left"])
def test_layers_of_drawing_change_the_picture(opened, layer):
    view = opened()
    view.run("deploymentMap.claim('c01')")
    view.set_time("2022-09-01")
    view.drawn()
    before = pixels(view)
    view.run("layer => deploymentMap.layer(layer, !deploymentMap.layer(layer))", layer)
    view.drawn()
    assert pixels(view) != before


def test_area_of_a_symbol_is_proportional_to_the_headcount(opened):
    view = opened()
    view.run("deploymentMap.leaflet.setView([15, 4], 8, {animate: false})")
    view.set_time("2013-06-01")
    view.run("deploymentMap.leaflet.setView([18, -2], 7, {animate: false})")
    serval = view.drawn()["p01"]
    assert serval["radius"] == pytest.approx(13 * (1400 / 1000) ** 0.5, abs=0.01)
    view.run("deploymentMap.leaflet.setView([16.27, -0.04], 9, {animate: false})")
    view.set_time("2013-08-01")
    minusma = view.drawn()["p07"]
    assert minusma["solid"] == pytest.approx(13 * 3.5**0.5, abs=0.01)
    assert minusma["radius"] == pytest.approx(13 * 4.2**0.5, abs=0.01)


def test_unknown_number_has_its_own_form_and_size(opened):
    view = opened()
    view.run("deploymentMap.leaflet.setView([13.4, 2.1], 9, {animate: false})")
    view.set_time("2015-01-01")
    assert view.drawn()["p17"]["form"] == "unknown"
    assert view.drawn()["p17"]["radius"] == 9


def test_total_with_parts_gives_way_to_what_is_elsewhere(opened):
    view = opened()
    view.run("deploymentMap.leaflet.setView([15.5, 1.5], 7.5, {animate: false})")
    view.set_time("2021-01-01")
    assert {"p02", "p04", "p06"} <= view.ids()
    shown = set().union(*(key.split("+") for key in view.drawn()))
    assert {"p04", "p06"} <= shown
    assert "p02" not in shown


def test_forces_at_one_place_touch_without_covering(opened):
    view = opened()
    view.run("deploymentMap.leaflet.setView([16.27, -0.04], 9, {animate: false})")
    view.set_time("2021-01-01")
    one, two = view.drawn()["p04"], view.drawn()["p07"]
    apart = ((one["x"] - two["x"]) ** 2 + (one["y"] - two["y"]) ** 2) ** 0.5
    assert apart >= one["radius"] + two["radius"]
    assert apart <= (one["radius"] + two["radius"]) * 1.3


def test_zooming_out_merges_and_zooming_in_parts(opened):
    view = opened(reduced_motion="reduce")
    view.set_time("2022-02-25")
    view.run("deploymentMap.leaflet.setView([16, 2], 2.5, {animate: false})")
    (merged,) = [item for item in view.drawn().values() if item["form"] == "merged"]
    assert len(merged["ids"]) > 5
    view.page.mouse.click(merged["x"], merged["y"])
    assert "symbols merged" in view.drawer()
    assert "nobody is counted twice" in view.drawer()
    view.page.click("#zoom-here")
    view.wait("deploymentMap.leaflet.getZoom() > 4")
    assert len(view.drawn()) > 1


def test_click_on_a_symbol_opens_its_card_and_hover_names_it(opened):
    view = opened()
    view.set_time("2021-01-01")
    view.run("deploymentMap.leaflet.setView([16.95, 8], 8, {animate: false})")
    symbol = view.drawn()["p14"]
    view.page.mouse.move(symbol["x"], symbol["y"])
    assert "at least 650" in view.page.locator(".tip").inner_text()
    view.page.mouse.click(symbol["x"], symbol["y"])
    assert view.run("deploymentMap.selected") == "p14"


def test_symbols_are_walked_by_keyboard(opened):
    view = opened()
    view.run("deploymentMap.leaflet.setView([16.95, 8], 9, {animate: false})")
    view.set_time("2021-01-01")
    view.drawn()
    view.page.locator("#symbols").focus()
    view.page.keyboard.press("ArrowDown")
    options = view.page.locator("#symbols [role=option]").all_inner_texts()
    assert any("Air Base 201" in text for text in options)
    view.page.keyboard.press("Home")
    view.page.keyboard.press("Enter")
    assert view.run("deploymentMap.selected") is not None or "merged" in view.drawer()
    view.page.keyboard.press("Escape")
    assert view.run("deploymentMap.selected") is None
    assert view.run("document.activeElement.id") == "symbols"


def test_zoom_buttons(opened):
    view = opened(reduced_motion="reduce")
    start = view.run("deploymentMap.leaflet.getZoom()")
    view.page.click("#zoom-in")
    view.wait(f"deploymentMap.leaflet.getZoom() === {start + 1}")
    view.page.click("#zoom-out")
    view.wait(f"deploymentMap.leaflet.getZoom() === {start}")
    view.page.click("#zoom-in")
    view.page.click("#zoom-all")
    view.wait(f"deploymentMap.leaflet.getZoom() === {start}")


def test_legend_folds_and_shows_only_what_the_map_has(opened):
    view = opened()
    assert view.page.locator("[data-legend=disputed]").is_visible()
    assert view.page.locator("[data-legend=fighters]").count() == 0
    view.page.locator("#legend summary").click()
    assert not view.page.locator("[data-legend=disputed]").is_visible()


def test_legend_has_the_steps_of_host_totals_while_they_are_shown(opened):
    view = opened()
    steps = view.page.locator("[data-legend=hosts]")
    assert steps.is_hidden()
    view.run("deploymentMap.layer('hosts', true)")
    assert steps.is_visible()
    assert steps.locator("li").all_inner_texts() == ["1", "100", "1k", "10k", "100k+"]


def words_at(view, day):
    """What the labels of the map say when the clock goes to the day."""
    view.set_time(day)
    return [line["text"] for line in view.run("deploymentMap.labels()")]


WATCH_LABELS = """() => {
    const write = CanvasRenderingContext2D.prototype.fillText, copy = document.createElement('canvas');
    let texts = [];
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) { if (this.canvas.isConnected) texts.push(text); return write.call(this, text, ...rest); };
    const pen = copy.getContext('2d', { willReadFrequently: true });
    window.showDay = (day) => {
        deploymentMap.setTime('2019-03-01');
        texts = [];
        deploymentMap.setTime(day);
        const canvas = [...document.querySelectorAll('.map-canvas')].at(-1);
        Object.assign(copy, { width: canvas.width, height: canvas.height });
        pen.drawImage(canvas, 0, 0);
        const { data } = pen.getImageData(0, 0, copy.width, copy.height), { before } = window;
        window.before = data;
        return [texts, before ? data.reduce((most, value, at) => Math.max(most, Math.abs(value - before[at])), 0) : null];
    };
}"""


@pytest.mark.parametrize("density", [1, 2])
def test_labels_copied_from_pictures_look_as_written(opened, density):
    """A label is written when it is new and copied afterwards: nobody sees a difference."""
    view = opened(device_scale_factor=density)
    view.run("deploymentMap.leaflet.setView([16.27, -0.04], 7, {animate: false})")
    view.run(WATCH_LABELS)
    view.page.wait_for_timeout(1000)  # until the rehearsals are over
    for scheme in ("dark", "light"):  # another theme begins with no pictures of letters
        view.page.emulate_media(color_scheme=scheme)
        view.page.wait_for_timeout(100)
    written, _ = view.run("showDay('2022-03-01')")
    assert "Operation Barkhane" in written
    view.page.wait_for_timeout(500)
    copied, apart = view.run("showDay('2022-03-01')")
    assert set(copied) <= {"!"}  # the badge of a dispute
    assert apart <= 16  # of 255: copying rounds translucent edges


def test_label_counts_only_who_is_there(opened):
    view = opened()
    view.run("deploymentMap.leaflet.setView([16.27, -0.04], 9, {animate: false})")
    view.set_time("2022-09-01")
    assert {"p05", "p07"} <= set(view.drawn())
    spoken = words_at(view, "2022-09-03")
    assert "MINUSMA" in spoken
    assert not any(text.startswith("MINUSMA +") for text in spoken)


def test_code_beside_a_label_is_of_the_sender_that_it_names(opened, tmp_path):
    """At Gao many French have left and a few of MINUSMA stay; with nine senders around, codes are written."""
    ledger = sahel_ledger()
    stays = replace(next(row for row in ledger.presences if row.id == "p07"), low=100, high=100)
    others = [row for row in ledger.presences if row.id != "p07"]
    around = [
        replace(stays, id=f"n{at}", series=f"n{at}", sender=sender, force=None,
                location=replace(stays.location, name=f"Camp {at}", lon=-0.9 + 0.45 * (at % 4), lat=15.9 + 0.7 * (at // 4)))
        for at, sender in enumerate(("DEU", "ITA", "TCD", "GBR", "TUR", "CHN", "USA", "EGY"))
    ]  # fmt: skip
    view = opened(save_page(tmp_path / "nine.html", replace(ledger, presences=(*others, stays, *around))))
    view.run("deploymentMap.leaflet.setView([16.27, -0.04], 9, {animate: false})")
    view.set_time("2022-09-01")
    spoken = words_at(view, "2022-09-03")
    assert "UN MINUSMA" in spoken
    assert "FRA MINUSMA" not in spoken
