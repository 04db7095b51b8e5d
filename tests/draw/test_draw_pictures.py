"""Pictures of the bundled example for people to look at, kept in ``out/``."""

from __future__ import annotations

from pathlib import Path

import pytest

import mapper

ROOT = Path(__file__).parents[2]
DAYS = ("2013-06-01", "2018-06-01", "2021-12-31", "2024-06-01")
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}


@pytest.fixture(scope="session")
def example_page(tmp_path_factory):
    path = tmp_path_factory.mktemp("example") / "map.html"
    mapper.map([str(ROOT / "geodata" / "examples" / "sahel")]).save(str(path))
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
