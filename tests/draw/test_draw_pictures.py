"""Pictures of the bundled example for people to look at, kept in ``out/``; two of them stand in the README."""

from __future__ import annotations

from pathlib import Path

import pytest

from mapper.draw import DrawOptions
from mapper.pipeline import draw_ledger, load_ledger

ROOT = Path(__file__).parents[2]
DAYS = ("2013-06-01", "2018-06-01", "2021-12-31", "2024-06-01")
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="session")
def example_page(tmp_path_factory):
    path = tmp_path_factory.mktemp("example") / "map.html"
    options = DrawOptions(
        title="Foreign forces in the Sahel", subtitle="Who is reported where, and how many, 2013–2025"
    )
    draw_ledger(load_ledger([str(ROOT / "geodata" / "examples" / "sahel")]), options=options).save(str(path))
    return path


def test_example_page_is_small(example_page):
    assert example_page.stat().st_size <= 450_000


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", sorted(SIZES))
def test_pictures_of_the_example_are_taken(opened, example_page, size, scheme):
    view = opened(example_page, viewport=SIZES[size], color_scheme=scheme)
    out = ROOT / "out"
    out.mkdir(exist_ok=True)
    for day in DAYS:
        view.set_time(day)
        assert view.drawn(), day
        view.page.wait_for_timeout(200)
        view.page.screenshot(path=str(out / f"example-{size}-{scheme}-{day}.png"))


@pytest.mark.browser
def test_picture_of_a_card_is_taken(opened, example_page):
    view = opened(example_page, viewport=SIZES["desktop"], color_scheme="dark")
    view.set_time("2021-12-31")
    shown = [row for row in view.visible() if row["force"] == "MINUSMA" and row["low"]]
    view.run("id => deploymentMap.select(id)", max(shown, key=lambda row: row["low"])["id"])
    assert "MINUSMA" in view.drawer()
    view.page.wait_for_timeout(300)
    (ROOT / "out").mkdir(exist_ok=True)
    view.page.screenshot(path=str(ROOT / "out" / "example-card-dark.png"))
