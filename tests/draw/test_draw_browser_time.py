"""The time bar in a real browser."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser


def test_time_axis_runs_from_the_first_start_to_the_last_report(opened):
    view = opened()
    assert view.run("deploymentMap.dates") == ["2013-01-11", "2025-06-06"]
    assert view.time() == "2025-06-06"


def test_interval_is_closed_at_its_start_and_open_at_its_end(opened):
    view = opened()
    for day, there in (("2013-01-11", True), ("2014-07-31", True), ("2014-08-01", False)):
        view.set_time(day)
        assert ("p01" in view.ids()) is there, day
        assert ("p01" in view.drawn()) is there or not there


def test_force_that_left_is_not_visible_but_leaves_a_fading_trace(opened):
    view = opened()
    view.run("deploymentMap.leaflet.setView([16.2, 0], 9, {animate: false})")
    view.set_time("2022-08-14")
    assert "p04" in view.ids()
    view.set_time("2022-09-01")
    assert not any(
        row["sender"] == "FRA" and row["host"] == "MLI" and row["status"] == "present" for row in view.visible()
    )
    trace = view.drawn()["p05"]
    assert trace["form"] == "left"
    view.set_time("2022-10-30")
    assert view.drawn()["p05"]["alpha"] < trace["alpha"]
    view.set_time("2022-11-20")
    assert "p05" not in view.drawn()


def test_slider_is_labelled_and_says_the_date(opened):
    view = opened()
    view.set_time("2022-08-15")
    slider = view.page.locator("input[type=range]")
    assert slider.get_attribute("aria-label") == "Day shown"
    assert slider.get_attribute("aria-valuetext") == "15 August 2022"
    assert view.page.locator("#bar-date").inner_text() == "15 August 2022"


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("ArrowRight", "2020-03-03"), ("ArrowLeft", "2020-01-03"), ("Shift+ArrowRight", "2020-02-20"),
        ("Shift+ArrowLeft", "2019-01-01"), ("PageUp", "2021-02-03"), ("PageDown", "2019-02-03"),
        ("Home", "2013-01-11"), ("End", "2025-06-06"),
    ],
)  # fmt: skip
def test_keys_step_through_time(opened, key, day):
    view = opened()
    view.set_time("2020-02-03")
    view.page.locator("#time").focus()
    view.page.keyboard.press(key)
    assert view.time() == day


def test_keys_work_without_the_slider_in_focus(opened):
    view = opened()
    view.set_time("2020-02-03")
    view.page.keyboard.press("ArrowRight")
    assert view.time() == "2020-03-03"


@pytest.mark.parametrize(("unit", "day"), [("day", "2020-02-04"), ("year", "2021-02-03"), ("change", "2020-02-20")])
def test_step_buttons_use_the_chosen_unit(opened, unit, day):
    view = opened()
    view.set_time("2020-02-03")
    view.page.select_option("#unit", unit)
    view.page.click("#step-forward")
    assert view.time() == day


def test_month_step_keeps_to_the_last_day_of_a_short_month(opened):
    view = opened()
    view.set_time("2020-01-31")
    view.page.click("#step-forward")
    assert view.time() == "2020-02-29"


def test_play_moves_the_clock_and_pause_stops_it(opened):
    view = opened()
    view.set_time("2013-01-11")
    view.page.select_option("#speed", "12")
    view.page.click("#play")
    view.wait("deploymentMap.time > '2013-03-01'")
    assert view.page.locator("#play").get_attribute("aria-pressed") == "true"
    view.page.keyboard.press("Escape")
    stopped = view.time()
    assert view.run("deploymentMap.playing") is False
    view.page.wait_for_timeout(150)
    assert view.time() == stopped


def test_space_plays_and_play_stops_at_the_end(opened):
    view = opened()
    view.set_time("2025-05-20")
    view.page.select_option("#speed", "12")
    view.page.locator("#map").click(position={"x": 20, "y": 400})
    view.page.keyboard.press("Space")
    view.wait("!deploymentMap.playing && deploymentMap.time === '2025-06-06'")


def test_reduced_motion_plays_in_jumps_of_a_month(opened):
    view = opened(reduced_motion="reduce")
    view.set_time("2013-02-01")
    view.page.select_option("#speed", "12")
    days = "() => new Promise(done => { const seen = new Set(); const look = () => { seen.add(deploymentMap.time); if (seen.size > 3) done([...seen]); else requestAnimationFrame(look); }; look(); })"
    view.page.click("#play")
    assert all(day.endswith("-01") for day in view.run(days))


def test_click_on_the_area_goes_to_that_day_and_drag_selects_a_span(opened):
    view = opened()
    box = view.page.locator(".bar-plot").bounding_box()
    y = box["y"] + 10
    view.page.mouse.click(box["x"] + box["width"] / 2, y)
    assert view.time().startswith("2019-03")
    view.page.mouse.move(box["x"] + box["width"] * 0.25, y)
    view.page.mouse.down()
    view.page.mouse.move(box["x"] + box["width"] * 0.75, y, steps=4)
    view.page.mouse.up()
    first, last = view.run("deploymentMap.span()")
    assert first[:4] == "2016"
    assert last[:4] == "2022"
    view.page.keyboard.press("Home")
    assert view.time() == first
    view.page.keyboard.press("End")
    assert view.time() == last
    view.page.mouse.dblclick(box["x"] + box["width"] * 0.5, y)
    assert view.run("deploymentMap.span()") is None


def test_last_report_button_goes_there(opened):
    view = opened()
    view.set_time("2014-01-01")
    view.page.click("#go-last")
    assert view.time() == "2025-06-06"


def test_today_is_offered_only_inside_the_axis(opened):
    assert opened().page.locator("#go-today").count() == 0
    clock = "const real = Date.now; Date.now = () => Date.UTC(2020, 5, 15);"
    view = opened(script=clock)
    view.page.click("#go-today")
    assert view.time() == "2020-06-15"


def test_total_counts_nobody_twice_and_says_its_doubt(opened):
    view = opened()
    view.set_time("2020-02-25")
    total = view.run("deploymentMap.total()")
    assert total["low"] == 3500 + 3000 + 1100 + 600 + 650
    assert "at least 8,850 foreign personnel" in view.page.locator("#bar-total").inner_text()
    assert view.run("document.querySelector('#live').getAttribute('aria-live')") == "polite"
    view.wait("document.querySelector('#live').textContent.includes('25 February 2020')")


def test_area_of_totals_is_drawn_in_the_colours_of_the_senders(opened):
    view = opened()
    ink = """() => { const canvas = document.querySelector('.bar-chart'), context = canvas.getContext('2d');
        const data = context.getImageData(0, 0, canvas.width, canvas.height).data; const seen = {};
        for (let at = 0; at < data.length; at += 4) if (data[at + 3] > 200) { const key = [data[at], data[at+1], data[at+2]].join(); seen[key] = (seen[key] || 0) + 1; }
        return Object.entries(seen).sort((a, b) => b[1] - a[1]).slice(0, 8).map(([key]) => key); }"""
    assert len(view.run(ink)) >= 4


def test_old_presence_fades_but_never_below_a_third(opened):
    view = opened()
    view.run("deploymentMap.leaflet.setView([15.9, 2.4], 8, {animate: false})")
    seen = []
    for day in ("2019-06-01", "2021-06-01", "2025-06-06"):
        view.set_time(day)
        seen.append(view.drawn()["p15"]["alpha"])
    assert seen[0] == 1
    assert seen[0] > seen[1] > seen[2] >= 0.35


FIRST_PICTURE = """
window.seen = [];
new MutationObserver(() => {
    if (window.seen.length || !document.documentElement.dataset.ready) return;
    const canvas = document.querySelector('.map-canvas'), data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    window.seen.push(typeof window.L, data.some((value, at) => at % 4 === 3 && value > 200));
}).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-ready'] });
"""


def test_first_symbols_are_drawn_before_leaflet_is_there_and_stay_where_they_are(opened):
    view = opened(script=FIRST_PICTURE)
    assert view.run("window.seen") == ["undefined", True]
    assert view.run("document.querySelectorAll('.map-canvas').length") == 2
    place = "() => { const box = document.querySelector('.leaflet-symbols-pane canvas').getBoundingClientRect(); return [box.left, box.top]; }"
    assert view.run(place) == [-128, -68]  # a tenth of the map's window beyond its left and upper edge


def test_what_is_visible_is_what_the_ledger_holds_on_every_day(opened):
    from datetime import date, timedelta

    from draw_ledgers import sahel_ledger

    from mapper.model import Kind

    view = opened()
    view.wait("new Promise(done => (window.requestIdleCallback || setTimeout)(() => done(true)))")
    held = [
        row for row in sahel_ledger().presences if row.kind in (Kind.PRESENCE, Kind.REMAINDER) and row.id != "p05"
    ]
    for number in range(0, 4500, 97):
        day = (date(2013, 1, 11) + timedelta(days=number)).isoformat()
        view.set_time(day)
        there = {row.id for row in held if row.start <= day and (row.end is None or day < row.end)}
        assert {key for key in view.ids() if key in {row.id for row in held}} == there, day
