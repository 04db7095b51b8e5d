"""The page as a sealed file: hostile text, policy, fallback, frames, notebooks."""

from __future__ import annotations

import html
import re

import folium
import pytest
from conftest import save_page
from draw_ledgers import ATTACKS, geometries, hostile_ledger, sahel_ledger

from mapper.draw import DeploymentMap, DrawOptions

pytestmark = pytest.mark.browser

WATCH = """
window.blocked = [];
document.addEventListener('securitypolicyviolation', (event) => window.blocked.push(event.violatedDirective + ' ' + event.blockedURI));
window.written = [];
const markup = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
Object.defineProperty(Element.prototype, 'innerHTML', { ...markup, set(value) { window.written.push(String(value)); markup.set.call(this, value); } });
"""


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory):
    attacks = {
        "title": ATTACKS[2] * 2,
        "subtitle": ATTACKS[3],
        "credits": ATTACKS[1],
        "as_of": ATTACKS[0],
        "notes": (ATTACKS[6], ATTACKS[7]),
    }
    return save_page(tmp_path_factory.mktemp("hostile") / "hostile.html", hostile_ledger(), **attacks)


def test_hostile_text_is_inert_everywhere_it_is_shown(opened, hostile_page):
    view = opened(hostile_page, script=WATCH)
    for day in ("2020-02-10", "2022-02-25", "2024-05-01"):
        view.set_time(day)
        for row in view.visible():
            view.run("id => deploymentMap.select(id)", row["id"])
            for claim in row["claims"]:
                assert view.run("id => deploymentMap.claim(id)", claim)["quote"]
    for control in ("table", "unmapped", "about", "share", "layers"):
        view.page.click(f"#open-{control}")
    view.run("deploymentMap.compare('2016-01-01')")
    view.run("deploymentMap.leaflet.setView([16, 2], 2.5, {animate: false})")
    assert view.run("window.hacked") is None
    assert view.run("document.querySelectorAll('#app img, #app script, #app iframe, #app [onerror]').length") == 0
    assert view.run("window.blocked") == [], "the policy had something to block"
    assert [text for text in view.run("window.written") if "hacked" in text] == []


def test_hostile_addresses_are_never_links(opened, hostile_page):
    view = opened(hostile_page)
    view.page.click("#open-unmapped")
    assert view.run("[...document.links].filter(link => !/^(https?|blob):/.test(link.protocol + '')).length") == 0
    assert "javascript:window.hacked=1" in view.drawer()


def test_overrides_and_control_characters_are_shown_as_harmless(opened, hostile_page):
    view = opened(hostile_page)
    view.page.click("#open-about")
    shown = view.run("document.body.textContent")
    assert "\u202e" not in shown
    assert "\x00" not in shown
    assert "nul\ufffdbyte" in shown


def test_text_from_right_to_left_is_set_so(opened, hostile_page):
    view = opened(hostile_page)
    view.page.click("#open-about")
    line = view.page.get_by_text(ATTACKS[7])
    assert line.first.get_attribute("dir") == "auto"
    assert line.first.evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_title_of_a_million_characters_is_bounded(hostile_page):
    assert hostile_page.stat().st_size < 450_000


def test_policy_stops_an_injected_script(opened):
    view = opened()
    view.run(
        "() => { const node = document.createElement('script'); node.textContent = 'window.hacked = 1'; document.body.append(node); }"
    )
    assert view.run("window.hacked") is None
    assert any("Content Security Policy" in message for message in view.messages)
    view.messages.clear()


def test_policy_stops_every_way_out(opened):
    view = opened()
    tried = view.run("""async () => { const out = [];
        try { await fetch('https://example.org/'); out.push('fetch'); } catch { }
        try { new WebSocket('wss://example.org/'); out.push('socket'); } catch { }
        const shown = await new Promise(done => { const image = new Image(); image.onload = () => done(true); image.onerror = () => done(false); image.src = 'https://example.org/a.png'; });
        if (shown) out.push('image'); return out; }""")
    assert "fetch" not in tried
    assert "image" not in tried
    assert view.messages
    assert all("Content Security Policy" in message for message in view.messages)
    view.messages.clear()
    view.requests.clear()


def test_page_works_without_a_decompressor_in_the_browser(opened):
    view = opened(script="delete window.DecompressionStream;")
    view.set_time("2022-02-25")
    assert "p09" in view.ids()
    assert view.run("deploymentMap.claim('c09').publisher") == "Lake Observer"


def test_page_works_in_a_frame_and_in_a_notebook(opened, tmp_path):
    page = DeploymentMap(sahel_ledger(), options=DrawOptions(embed=True), geometries=geometries())
    outer = tmp_path / "notebook.html"
    outer.write_text(
        f"<!doctype html><script>window.deploymentMap = {{ ready: 1 }}</script><body>{page._repr_html_()}</body>",
        encoding="utf-8",
    )
    view = opened(outer, script="addEventListener('load', () => { document.documentElement.dataset.complete = 1; });")
    frame = view.page.frames[1]
    frame.evaluate("deploymentMap.ready")
    frame.evaluate("deploymentMap.setTime('2022-02-25')")
    assert any(row["id"] == "p09" for row in frame.evaluate("deploymentMap.visible()"))


def test_layers_of_folium_are_drawn_with_their_popups(opened, tmp_path):
    page = DeploymentMap(sahel_ledger(), options=DrawOptions(), geometries=geometries())
    group = folium.FeatureGroup(name="mine").add_to(page)
    folium.CircleMarker([14.0, 5.0], radius=9, fill=True, tooltip="a tip", popup=folium.Popup("<b>mine</b>")).add_to(
        group
    )
    folium.Marker([12.0, 8.0], popup="pin").add_to(page)
    path = tmp_path / "folium.html"
    page.save(str(path))
    view = opened(path)
    assert view.page.locator("path.leaflet-interactive").count() == 1
    assert view.page.locator("img.leaflet-marker-icon").evaluate("image => image.complete && image.naturalWidth > 0")
    view.page.locator("path.leaflet-interactive").click()
    assert view.page.locator(".leaflet-popup-content").inner_text() == "mine"


def test_nothing_is_asked_for_and_every_inline_text_is_in_the_policy(sahel_page):
    text = sahel_page.read_text(encoding="utf-8")
    policy = html.unescape(re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)[1])
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "connect-src 'none'" in policy
    assert not re.search(r'(?:src|href|action)="https?:', text)


def test_page_that_is_never_painted_gets_ready_all_the_same(opened):
    view = opened(script="window.requestAnimationFrame = () => 0;")
    view.set_time("2022-02-25")
    assert "p09" in view.ids()
    assert view.page.locator("#time").get_attribute("aria-valuetext") == "25 February 2022"
