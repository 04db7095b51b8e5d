"""How the page looks where a picture alone would not tell: sharp, told apart, nothing hidden by anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import save_page
from draw_ledgers import sahel_ledger

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
BOX = "(name) => { const box = document.querySelector(name).getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }"


def colours_of(opened, path, senders):
    """Colour of each sender in the legend of a map of these senders alone."""
    ledger = sahel_ledger()
    one = next(row for row in ledger.presences if row.id == "p07")
    rows = tuple(
        replace(one, id=f"s{at}", series=f"s{at}", sender=sender, force=None,
                location=replace(one.location, name=f"Camp {at}", lon=-5.0 + at, lat=16.0))
        for at, sender in enumerate(senders)
    )  # fmt: skip
    view = opened(save_page(path, replace(ledger, presences=rows)))
    view.set_time("2020-06-01")
    view.page.wait_for_timeout(400)
    found = view.run(
        "[...document.querySelectorAll('.legend-senders li')].map((line) => line.querySelector('circle').getAttribute('fill'))"
    )
    names = view.run("[...document.querySelectorAll('.legend-senders li span[dir]')].map((node) => node.textContent)")
    return dict(zip(names, found, strict=True))


def test_up_to_ten_senders_have_a_colour_each(opened, tmp_path):
    colours = colours_of(
        opened, tmp_path / "ten.html", ["FRA", "TCD", "COALITION", "DNK", "ITA", "NOR", "CHN", "UKR", "LTU", "BRA"]
    )
    assert len(colours) == len(set(colours.values())) == 10


def test_more_than_ten_senders_are_told_apart_by_shade(opened, tmp_path):
    names = ["FRA", "TCD", "COALITION", "DNK", "ITA", "NOR", "CHN", "UKR", "LTU", "BRA", "UGA", "BDI"]
    colours = colours_of(opened, tmp_path / "twelve.html", names)
    assert len(colours) == len(set(colours.values())) == 12


def test_sender_keeps_its_colour_beside_others(opened, tmp_path):
    few = colours_of(opened, tmp_path / "few.html", ["TCD", "RUS"])
    many = colours_of(opened, tmp_path / "many.html", ["COALITION", "ETH", "TCD", "RUS", "DNK", "ITA"])
    assert few.items() <= many.items()


def test_map_lies_on_whole_pixels_after_a_jump(opened):
    """A canvas between pixels is drawn blurred by the browser."""
    view = opened()
    for lat, lon, zoom in ((16.03, -1.51, 7), (17.77, 3.13, 4.25)):
        view.run(f"deploymentMap.leaflet.setView([{lat}, {lon}], {zoom}, {{animate: false}})")
        corners = view.run(
            "[...document.querySelectorAll('.map-canvas')].map((node) => node.getBoundingClientRect())"
        )
        assert len(corners) == 2
        assert all(corner["x"] == round(corner["x"]) and corner["y"] == round(corner["y"]) for corner in corners)


RING = """(id) => {
    const arc = CanvasRenderingContext2D.prototype.arc, found = [];
    CanvasRenderingContext2D.prototype.arc = function (x, y, radius, ...rest) { if (this.canvas.isConnected) found.push([x, y, radius]); return arc.call(this, x, y, radius, ...rest); };
    deploymentMap.select(id);
    deploymentMap.setTime('2021-12-30');
    CanvasRenderingContext2D.prototype.arc = arc;
    return found.map(([, , radius]) => radius);
}"""


def test_chosen_total_that_gave_way_to_its_rest_is_ringed_there(opened):
    """p04 is drawn as what is elsewhere; who opens its card still sees where it is."""
    view = opened()
    view.set_time("2021-12-31")
    drawn = view.drawn()
    hidden = sorted(view.ids() - {part for name in drawn for part in name.split("+")})
    assert hidden
    radii = view.run(RING, hidden[0])
    assert any(any(abs(radius - item["radius"] - 4) < 2.5 for radius in radii) for item in drawn.values()), (
        "a ring four pixels around a symbol"
    )


def test_compare_mode_fits_a_phone(opened):
    view = opened(**PHONE)
    view.set_time("2022-09-01")
    before = view.run("deploymentMap.leaflet.getCenter()")
    view.page.click("#open-compare")
    view.run("deploymentMap.compare('2020-12-31')")
    reading = view.run(
        "[document.querySelector('#bar-date'), document.querySelector('#bar-total')].map((node) => [node.textContent, node.scrollWidth, node.parentNode.clientWidth])"
    )
    assert reading[0][0] == "31 Dec 2020 → 1 Sept 2022"
    assert "→" in reading[1][0]
    assert all(wide <= room for _, wide, room in reading)
    sheet = view.run(BOX, "#drawer")
    drawn = view.drawn()
    assert drawn
    assert sum(item["y"] < sheet[1] for item in drawn.values()) > len(drawn) / 2
    view.page.click("#close-drawer")
    after = view.run("deploymentMap.leaflet.getCenter()")
    assert abs(before["lat"] - after["lat"]) < 0.5


@pytest.mark.parametrize("size", [{"viewport": {"width": 1440, "height": 900}}, PHONE], ids=["desktop", "phone"])
def test_caution_of_a_coarse_page_covers_nothing(opened, tmp_path, size):
    view = opened(save_page(tmp_path / "coarse.html", coarsen_km=50, delay_days=30, lang="fr"), **size)
    names = [".caution-line", "#legend", ".tools", ".zoom", ".heading"]

    def apart(*names):
        boxes = [view.run(BOX, name) for name in names]
        line = boxes[0]
        assert line[3] > line[1]
        return all(
            one[2] <= line[0] or line[2] <= one[0] or one[3] <= line[1] or line[3] <= one[1] for one in boxes[1:]
        )

    assert apart(*names)
    if "is_mobile" not in size:
        view.page.click("#open-table")
        assert apart(".caution-line", "#drawer")
        view.page.click("#open-layers")
        assert apart(".caution-line", "#layers")


def test_badge_of_a_dispute_leaves_its_symbol_to_be_seen(opened):
    """In the legend the two halves of a disputed number stand under the badge."""
    view = opened()
    tall = view.run("document.querySelector('[data-legend=disputed] canvas').getBoundingClientRect().height")
    seen = view.run(
        """(tall) => { const canvas = document.querySelector('[data-legend=disputed] canvas'), copy = document.createElement('canvas');
        Object.assign(copy, { width: canvas.width, height: canvas.height });
        const pen = copy.getContext('2d', { willReadFrequently: true });
        pen.drawImage(canvas, 0, 0);
        const { data } = pen.getImageData(0, Math.round(0.6 * tall), canvas.width, Math.round(0.4 * tall));
        let filled = 0;
        for (let at = 3; at < data.length; at += 4) if (data[at] > 60) filled++;
        return filled; }""",
        tall,
    )
    assert seen > 60


def test_french_page_names_its_boundaries_in_french(opened, tmp_path):
    from mapper.draw import DrawOptions
    from mapper.pipeline import draw_ledger

    path = tmp_path / "fr.html"
    draw_ledger(sahel_ledger(), options=DrawOptions(title="Sahel", lang="fr")).save(str(path))
    view = opened(path)
    view.page.click("#open-about")
    text = view.drawer()
    assert "Unités de premier niveau" in text
    assert "First-level" not in text
    view.set_time("2020-03-01")
    assert view.page.locator("#bar-date").inner_text() == "1er mars 2020"


def test_labels_from_right_to_left_stand_beside_their_symbol(opened, tmp_path):
    """Joined letters are narrower than each alone, and a number after a name stays after it."""
    ledger = sahel_ledger()
    rows = tuple(replace(row, force="\u202e" + "عملية برخان") for row in ledger.presences)
    view = opened(save_page(tmp_path / "right.html", replace(ledger, presences=rows)))
    view.run("deploymentMap.leaflet.setView([16.27, -0.04], 7, {animate: false})")
    view.set_time("2022-03-01")
    lines = [line for line in view.run("deploymentMap.labels()") if "برخان" in line["text"]]
    assert lines
    measured = view.run("(text) => { const pen = document.createElement('canvas').getContext('2d'); pen.font = `600 12px ${getComputedStyle(document.documentElement).getPropertyValue('--sans')}`; return pen.measureText(text).width; }", lines[0]["text"])  # fmt: skip
    assert abs(lines[0]["width"] - measured) < 1
    assert not any("\u202e" in line["text"] for line in lines)
    assert all(line["text"].startswith("\u2068") for line in lines if "+" in line["text"])


def test_publisher_from_right_to_left_keeps_its_date_behind_it(opened, tmp_path):
    ledger = sahel_ledger()
    reports = tuple(replace(report, publisher="وكالة الأنباء") for report in ledger.reports)
    view = opened(save_page(tmp_path / "agency.html", replace(ledger, reports=reports)))
    view.set_time("2022-02-25")
    view.run("deploymentMap.select('p09')")
    view.page.wait_for_selector(".said strong bdi")
    found = view.run("""() => {  // in one go: the card may be filled again meanwhile
        const said = document.querySelector('.said strong'), name = said.querySelector('bdi');
        const whole = said.getBoundingClientRect(), part = name.getBoundingClientRect();
        return { text: name.textContent, before: part.x - whole.x, after: whole.width - part.width };
    }""")
    assert found["text"] == "وكالة الأنباء"
    assert found["before"] < 2
    assert found["after"] > 40


def test_traces_of_departures_are_never_merged_into_a_number(opened, tmp_path):
    """Two that left neighbouring towns: two outlines, not a ring that says 2."""
    ledger = sahel_ledger()
    one = next(row for row in ledger.presences if row.id == "p07")
    left = [
        replace(one, id=f"t{at}", series=f"t{at}", end="2021-11-15", end_basis="reported", low=2000, high=2000,
                location=replace(one.location, name=f"Camp {at}", lon=-0.9 + 0.1 * at))
        for at in range(2)
    ]  # fmt: skip
    stays = replace(one, id="far", series="far", end=None, location=replace(one.location, name="Far", lon=9.0))
    rows = (*left, stays)
    view = opened(save_page(tmp_path / "left.html", replace(ledger, presences=rows)))
    view.run("deploymentMap.leaflet.setView([16.27, 3], 5, {animate: false})")
    view.set_time("2021-11-01")
    assert "t0+t1" in view.drawn()
    view.set_time("2021-12-01")
    drawn = view.drawn()
    assert drawn["t0"]["form"] == drawn["t1"]["form"] == "left"


def test_merged_symbol_without_numbers_has_the_colour_of_its_one_sender(opened, tmp_path):
    ledger = sahel_ledger()
    one = next(row for row in ledger.presences if row.id == "p07")

    def ring(name, *senders):
        rows = tuple(
            replace(one, id=f"u{at}", series=f"u{at}", sender=sender, low=None, high=None, count_text=None,
                    location=replace(one.location, name=f"Camp {at}", lon=-0.9 + 0.05 * at))
            for at, sender in enumerate(senders)
        )  # fmt: skip
        view = opened(save_page(tmp_path / f"{name}.html", replace(ledger, presences=rows)))
        view.run("deploymentMap.leaflet.setView([16.27, 0], 5, {animate: false})")
        view.set_time("2020-12-01")
        (item,) = view.run("deploymentMap.drawn()")
        assert item["text"] == "?"
        return view.run("""({ x, y, radius }) => { const canvas = [...document.querySelectorAll('.map-canvas')].at(-1), box = canvas.getBoundingClientRect();
            return [...canvas.getContext('2d').getImageData(Math.round(x - box.left + radius - 2), Math.round(y - box.top), 1, 1).data.slice(0, 3)]; }""", item)  # fmt: skip

    france = [0x34, 0x81, 0xCF]
    assert max(abs(a - b) for a, b in zip(ring("one", "FRA", "FRA"), france, strict=True)) < 8
    mixed = ring("two", "FRA", "DEU")
    assert max(mixed) - min(mixed) < 24  # grey


def test_area_not_reported_for_years_is_drawn_lighter(opened, tmp_path):
    ledger = sahel_ledger()
    wide = next(row for row in ledger.presences if row.id == "p09")
    view = opened(save_page(tmp_path / "old.html", replace(ledger, presences=(wide,))))
    weight = """([lat, lon]) => {
        const spot = deploymentMap.leaflet.latLngToContainerPoint([lat, lon]), canvas = [...document.querySelectorAll('.map-canvas')].at(-1);
        const box = canvas.getBoundingClientRect(), scale = canvas.width / box.width;
        const copy = new OffscreenCanvas(60, 60).getContext('2d', { willReadFrequently: true });
        copy.drawImage(canvas, (spot.x - box.x - 30) * scale, (spot.y - box.y - 130) * scale, 60, 60, 0, 0, 60, 60);
        return copy.getImageData(0, 0, 60, 60).data.reduce((sum, value, at) => sum + (at % 4 === 3 ? value : 0), 0);
    }"""
    seen = []
    for day in ("2021-12-30", "2025-05-01"):
        view.set_time(day)
        view.page.wait_for_timeout(400)
        seen.append(view.page.evaluate(weight, [wide.location.lat, wide.location.lon]))
    assert 0 < seen[1] < 0.8 * seen[0]
