"""For everyone: assistive technology, keyboard, touch, small and large screens, languages, paper."""

from __future__ import annotations

import pytest
from conftest import save_page

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"viewport": {"width": 1440, "height": 900}}, PHONE], ids=["desktop", "phone"])
def test_axe_finds_no_violation(opened, scheme, size):
    from axe_playwright_python.sync_playwright import Axe

    view = opened(color_scheme=scheme, **size)
    view.set_time("2022-02-25")
    found = []
    for action in (
        "",
        "deploymentMap.select('p09')",
        "document.querySelector('#open-table').click()",
        "document.querySelector('#open-layers').click()",
    ):
        if action:
            view.run(f"() => {{ {action}; }}")
        results = Axe().run(view.page)
        found += [(action, item["id"], item["nodes"][0]["html"][:200]) for item in results.response["violations"]]
    assert found == []


def test_whole_page_is_usable_by_keyboard_alone(opened):
    view = opened()
    view.set_time("2022-02-25")
    reached = []
    for _ in range(40):
        view.page.keyboard.press("Tab")
        reached.append(view.run("document.activeElement.id"))
        if reached[-1] == "time":
            break
    for control in (
        "open-layers",
        "open-table",
        "open-compare",
        "open-share",
        "zoom-in",
        "symbols",
        "play",
        "unit",
        "time",
    ):
        assert control in reached, control
    view.page.keyboard.press("ArrowRight")
    assert view.time() == "2022-03-25"
    view.page.locator("#open-table").focus()
    view.page.keyboard.press("Enter")
    view.page.locator("#table tbody button").first.focus()
    view.page.keyboard.press("Enter")
    assert view.run("deploymentMap.selected") is not None
    view.page.keyboard.press("Escape")
    assert view.run("deploymentMap.selected") is None


def test_focus_can_be_seen(opened):
    view = opened()
    view.page.keyboard.press("Tab")
    assert view.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_touch_walk_through(opened):
    view = opened(**PHONE)
    view.set_time("2022-02-25")
    view.page.tap("#step-forward")
    assert view.time() == "2022-03-25"
    view.run("deploymentMap.leaflet.setView([16.95, 8], 7, {animate: false})")
    symbol = view.drawn()["p14"]
    view.page.touchscreen.tap(symbol["x"] + 8, symbol["y"] + 8)
    assert view.run("deploymentMap.selected") == "p14"
    heights = []
    for _ in range(3):
        heights.append(view.page.locator("#drawer").bounding_box()["height"])
        view.page.tap("#grip")
    assert len({round(height) for height in heights}) == 3
    view.page.tap("#close-drawer")
    view.page.tap("#open-layers")
    view.page.get_by_label("United Nations", exact=True).tap()
    assert not any(row["sender"] == "UN" for row in view.visible())


def test_touch_targets_are_large_enough_on_a_phone(opened):
    view = opened(**PHONE)
    view.page.tap("#open-table")
    small = view.run("""[...document.querySelectorAll('button, select, summary, input:not([type=range]):not([type=checkbox])')].filter(node => node.offsetParent)
        .map(node => [node.id || node.textContent, node.getBoundingClientRect()]).filter(([, box]) => box.width < 44 || box.height < 43.5).map(([name, box]) => name + ' ' + box.width + 'x' + box.height)""")
    assert small == []


@pytest.mark.parametrize("size", [(390, 844), (360, 640), (768, 1024), (1440, 900), (2560, 1440)])
def test_nothing_covers_the_time_control(opened, size):
    view = opened(viewport={"width": size[0], "height": size[1]})
    view.page.locator("#open-layers").click()
    view.run("deploymentMap.select('p07')")
    covered = view.run("""() => { const box = document.querySelector('.timebar').getBoundingClientRect(); const out = [];
        for (let x = 4; x < box.width; x += 40) for (const y of [box.top + 4, box.top + box.height / 2, box.bottom - 4]) { const node = document.elementFromPoint(x, y); if (!node || !node.closest('.timebar')) out.push([x, y]); }
        return out; }""")
    assert covered == []
    assert view.run("document.documentElement.scrollWidth <= innerWidth")


def test_open_panels_do_not_hide_the_chosen_symbol(opened):
    view = opened()
    view.set_time("2021-01-01")
    view.run("deploymentMap.leaflet.setView([16.9, -5], 6, {animate: false})")
    view.run("deploymentMap.select('p14')")
    view.wait("!document.querySelector('.leaflet-pan-anim')")
    symbol = next(item for key, item in view.drawn().items() if "p14" in key.split("+"))
    assert symbol["x"] < view.page.locator("#drawer").bounding_box()["x"]


def test_dark_mode_and_forced_colours_repaint_the_map(opened):
    view = opened()
    picture = "document.querySelectorAll('.map-canvas')[0].toDataURL()"
    light = view.run(picture)
    view.page.emulate_media(color_scheme="dark")
    view.drawn()
    dark = view.run(picture)
    view.page.emulate_media(color_scheme="light", forced_colors="active")
    view.drawn()
    forced = view.run(picture)
    assert len({light, dark, forced}) == 3


def test_interface_speaks_french_with_its_dates_and_numbers(opened, tmp_path):
    view = opened(save_page(tmp_path / "fr.html", lang="fr"))
    view.set_time("2022-02-25")
    assert view.run("document.documentElement.lang") == "fr"
    assert view.page.locator("#bar-date").inner_text() == "25 février 2022"
    assert view.page.locator("#play").get_attribute("aria-label") == "Lecture"
    view.run("deploymentMap.select('p09')")
    text = view.drawer()
    assert "Russie" in text
    assert "200–2\u202f500" in text
    assert "Contesté" in text


def test_no_text_of_the_interface_is_missing(opened, tmp_path):
    for lang in ("en", "fr"):
        view = opened(save_page(tmp_path / f"{lang}.html", lang=lang))
        for control in ("layers", "table", "unmapped", "share", "about"):
            view.page.click(f"#open-{control}")
            assert "_" not in view.run("document.body.innerText").replace("count_text", ""), control


def test_embed_layout_is_small_and_whole(opened, tmp_path):
    view = opened(save_page(tmp_path / "embed.html", embed=True), viewport={"width": 640, "height": 420})
    assert view.run("document.documentElement.dataset.layout") == "embed"
    assert view.page.locator(".as-of").is_hidden()
    view.set_time("2022-02-25")
    assert view.page.locator("#bar-date").is_visible()
    assert view.drawn()


def test_printed_sheet_has_date_totals_legend_and_sources(opened):
    view = opened()
    view.set_time("2022-02-25")
    view.page.emulate_media(media="print")
    view.run("window.dispatchEvent(new Event('beforeprint'))")
    text = view.page.locator("#print-sheet").inner_text()
    assert "Totals on 25 February 2022" in text
    assert "3,500–4,200" in text
    assert "Sixteen states deplore the arrival of mercenaries, 24 December 2021" in text
    assert "Not verified on the ground" in text
    assert "Natural Earth" in text
    assert view.page.locator(".print-date").inner_text() == "25 February 2022"
    assert view.page.locator("#legend .legend-forms").is_visible()
    assert view.page.locator(".timebar").is_hidden()
    view.run("window.dispatchEvent(new Event('afterprint'))")
    view.page.emulate_media(media="screen")
    assert view.page.locator(".timebar").is_visible()


def test_print_of_the_page_is_one_sheet(opened):
    view = opened()
    view.set_time("2022-02-25")
    sheet = view.page.pdf(format="A4", prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1


def test_coarse_and_delayed_pages_say_so(opened, tmp_path):
    view = opened(save_page(tmp_path / "careful.html", coarsen_km=50, delay_days=30))
    note = view.page.locator("[role=note]").inner_text()
    assert "rounded to 50 km" in note
    assert "newest 30 days" in note
    assert all(row["place"] != "Gao" for row in view.visible())


def test_tiles_are_asked_for_only_when_wanted_and_only_from_their_host(opened, tmp_path):
    path = save_page(tmp_path / "tiles.html", tiles="OpenTopoMap")
    view = opened(path)
    assert view.requests
    assert all(".tile.opentopomap.org/" in url for url in view.requests)
    assert not any("Content Security Policy" in message for message in view.messages)
    assert "OpenTopoMap" in view.page.locator("[role=note]").inner_text()
    view.requests.clear()
    view.messages.clear()
