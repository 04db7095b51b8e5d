"""The bundled example, through the whole pipeline: what the map says on given days, and that it opens offline."""

from __future__ import annotations

import re
from datetime import date

import pytest

from mapper.draw import DrawOptions
from mapper.model import Kind, Status
from mapper.pipeline import draw_ledger, load_ledger
from mapper.read import read_reports


@pytest.fixture(scope="session")
def ledger(example):
    return load_ledger(example)


def on(ledger, day, **wanted):
    """Presences (not plans, not movements) in force on a day, with the wanted values."""
    return [
        row
        for row in ledger.presences
        if row.kind == Kind.PRESENCE
        and row.status != Status.LEFT
        and row.start <= day
        and (row.end is None or day < row.end)
        and all(getattr(row, name) == value for name, value in wanted.items())
    ]


def test_example_has_dated_reports_with_publisher_title_and_address(example):
    reports = list(read_reports(example))
    assert len(reports) >= 30
    for report in reports:
        assert report.published, report.id
        assert report.title, report.id
        assert report.publisher, report.id
        assert report.url.startswith(("https://", "http://")), report.id
        sentences = re.findall(r"[.!?](?=\s|$)", report.text)
        assert 3 <= len(sentences) <= 10, report.id
    years = {date.fromisoformat(report.published).year for report in reports}
    assert years >= {2013, 2014, 2022, 2023, 2024, 2025}


def test_barkhane_is_in_mali_at_the_end_of_2021(ledger):
    rows = on(ledger, "2021-12-31", sender="FRA", host="MLI")
    assert any("Barkhane" in (row.force or "") for row in rows)


def test_no_french_force_is_in_mali_after_the_last_soldier_left(ledger):
    assert not on(ledger, "2022-09-01", sender="FRA", host="MLI")


def test_minusma_is_gone_after_2023(ledger):
    assert any("MINUSMA" in (row.force or "") for row in on(ledger, "2022-06-30"))
    assert not [row for row in on(ledger, "2024-01-01") if "MINUSMA" in (row.force or "")]


def test_every_presence_traces_to_quoted_sentences(ledger):
    texts = {report.id: report.text for report in ledger.reports}
    claims = {claim.id: claim for claim in ledger.claims}
    assert ledger.presences
    for row in ledger.presences:
        assert row.claims or row.kind == Kind.REMAINDER
        for identity in row.claims:
            claim = claims[identity]
            assert texts[claim.report_id][claim.start : claim.end] == claim.quote


@pytest.fixture(scope="session")
def page_file(ledger, root):
    path = root / "out" / "example.html"
    path.parent.mkdir(exist_ok=True)
    draw_ledger(ledger, options=DrawOptions(title="Foreign forces in the Sahel, 2013-2025")).save(str(path))
    return path


@pytest.fixture
def page(browser, page_file):
    """The example map, opened from disk with the network off; every request and console message is kept."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    opened = context.new_page()
    opened.requests, opened.messages = [], []
    opened.on("request", lambda request: opened.requests.append(request.url))
    opened.on("console", lambda message: opened.messages.append(message.text))
    opened.on("pageerror", lambda error: opened.messages.append(str(error)))
    opened.goto(page_file.as_uri())
    opened.evaluate("window.deploymentMap.ready")
    yield opened
    context.close()


@pytest.mark.browser
def test_example_opens_offline_without_a_request_or_a_message(page, page_file, root):
    page.screenshot(path=root / "out" / "example-first.png")
    assert [
        url for url in page.requests if url != page_file.as_uri() and not url.startswith(("data:", "blob:"))
    ] == []
    assert page.messages == []
    assert page.evaluate("window.deploymentMap.visible().length") > 0


@pytest.mark.browser
def test_page_shows_what_the_ledger_holds(page, ledger, root):
    for day in ("2021-12-31", "2022-09-01", "2024-01-01"):
        page.evaluate("day => window.deploymentMap.setTime(day)", day)
        assert page.evaluate("window.deploymentMap.time") == day
        shown = page.evaluate("window.deploymentMap.visible()")
        assert {row.id for row in on(ledger, day)} <= {row["id"] for row in shown}
        french = [row for row in shown if (row["sender"], row["host"], row["status"]) == ("FRA", "MLI", "present")]
        assert bool(french) == (day == "2021-12-31")
        page.screenshot(path=root / "out" / f"example-{day}.png")


@pytest.mark.browser
def test_time_steps_by_keyboard_and_says_the_date(page):
    slider = page.get_by_role("slider").first
    slider.focus()
    before = page.evaluate("window.deploymentMap.time")
    page.keyboard.press("Home")
    first = page.evaluate("window.deploymentMap.time")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("window.deploymentMap.time")
    assert first == page.evaluate("window.deploymentMap.dates[0]")
    assert first < after
    assert first <= before
    assert slider.get_attribute("aria-valuetext")


@pytest.mark.browser
def test_card_shows_the_sentence_of_each_claim(page):
    page.evaluate("window.deploymentMap.setTime('2021-12-31')")
    row = next(r for r in page.evaluate("window.deploymentMap.visible()") if r["claims"])
    page.evaluate("id => window.deploymentMap.select(id)", row["id"])
    quote = page.evaluate("id => window.deploymentMap.claim(id).quote", row["claims"][0])
    page.get_by_text(quote[:60]).first.wait_for(state="visible", timeout=5000)
