"""The page beside folium's two time layers, on the same synthetic input and in the same run.

    python benchmarks/page.py --libs DIR [--sizes 1000 10000 50000] [--rounds 3] [--json FILE]

N presences of 40 forces, each of one month within 120 months. Every page gets the same facts of each: force, sender,
headcount, place, dates, a sentence, its publisher, date and address. Ours shows them in its card, the peers in a popup.
The peers' pages ask their script hosts; the answers come from DIR/node_modules, filled with

    npm install leaflet@1.9.3 jquery@3.7.1 bootstrap@5.2.2 leaflet.timeline@1.6.0 leaflet-timedimension@1.1.1 \
        iso8601-js-period@0.2.1 jquery-ui-dist@1.12.1 moment@2.18.1 leaflet.awesome-markers@2.0.5

Measured in headless Chromium, the pages taking turns for several rounds:

made_s       time to make and write the file, best of the rounds
first_ms     navigation start to the first symbol (in the document, or drawn on the canvas), best of the rounds
step_ms      JavaScript of one step of the clock: median and 95th percentile of 30 steps, best of the rounds. It is the CPU
             time of the page's main thread in scripts from the step to 60 ms later, so that work put off to the next
             frame or to a timer counts as well, and so that other processes of the machine do not.
task_ms      the same for everything that the main thread does for a step: scripts, styles, layout, recording the picture

Each step draws every symbol of its month on both sides: ``shapes`` counts them at the last one. Trust the ratios,
not the numbers.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mapper.model import Claim, Kind, Ledger, Location, Personnel, Precision, Presence, Report, Status

SENDERS = ("FRA", "RUS", "UN", "USA", "DEU", "ITA", "TCD", "GBR", "TUR", "CHN")
FORCES, MONTHS, FIRST_YEAR, STEPS, POINTS_A_REPORT = 40, 120, 2013, 30, 40
CHROMIUM = os.environ.get("MAPPER_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
LIBRARIES = {
    "leaflet.js": "leaflet/dist/leaflet.js", "jquery": "jquery/dist/jquery.min.js",
    "bootstrap.bundle": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "leaflet.timeline": "leaflet.timeline/dist/leaflet.timeline.js", "moment": "moment/min/moment.min.js",
    "jquery-ui": "jquery-ui-dist/jquery-ui.min.js", "iso8601": "iso8601-js-period/iso8601.js",
    "timedimension.min.js": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "timedimension.control.css": "leaflet-timedimension/dist/leaflet.timedimension.control.css",
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """One timed point, before any page knows of it."""

    lon: float
    lat: float
    month: int
    force: int
    people: int
    quote: str

    def day(self, later: int = 0) -> str:
        """First day of its month, or of a later one."""
        months = self.month + later
        return date(FIRST_YEAR + months // 12, months % 12 + 1, 1).isoformat()

    def popup(self, at: int, published: str) -> str:
        """What our card says, as the popup of a peer; ``at`` is the number of the point."""
        report = at // POINTS_A_REPORT
        return (
            f"<b>Force {self.force}</b> ({SENDERS[self.force % len(SENDERS)]}), troops: {self.people}<br>"
            f"Site {at % 900}, since {self.day()} (reported) until {self.day(1)} (carried forward)<br>"
            f"<q>{self.quote}</q><br>Paper {report % 30}, {published}: "
            f'<a href="https://example.org/{report}" target="_blank" rel="noopener">Report {report}</a>'
        )


def make_points(number: int) -> list[Point]:
    """The same points for every page (seed 7)."""
    dice = random.Random(7)
    points = []
    for _ in range(number):
        people, force = round(10 ** dice.uniform(1, 3.7)), dice.randrange(FORCES)
        quote = (
            f"About {people} troops of force {force} were stationed near site {dice.randrange(900)}, officials said."
        )
        points.append(Point(dice.uniform(-17, 40), dice.uniform(2, 35), dice.randrange(MONTHS), force, people, quote))
    return points


def make_ledger(points: list[Point]) -> Ledger:
    """The points as presences, each with a claim; forty claims a report."""
    claims, presences = [], []
    for at, point in enumerate(points):
        sender, force = SENDERS[point.force % len(SENDERS)], f"Force {point.force}"
        place = Location(name=f"Site {at % 900}", lon=point.lon, lat=point.lat, precision=Precision.SETTLEMENT)
        claims.append(
            Claim(id=f"c{at}", report_id=f"r{at // POINTS_A_REPORT}", quote=point.quote, end=len(point.quote), sender=sender,
                  force=force, count_low=point.people, count_high=point.people, place=place.name, location=place)
        )  # fmt: skip
        presences.append(
            Presence(id=f"p{at}", series=f"p{at}", kind=Kind.PRESENCE, sender=sender, force=force,
                     personnel=Personnel.TROOPS, host=None, place=place.name, location=place, low=point.people,
                     high=point.people, count_text=None, status=Status.PRESENT, start=point.day(), end=point.day(1),
                     end_basis="carried_forward", last_reported=point.day(), claims=(f"c{at}",))
        )  # fmt: skip
    reports = tuple(
        Report(
            id=f"r{at}",
            text="",
            title=f"Report {at}",
            publisher=f"Paper {at % 30}",
            published=report_day(points, at),
            url=f"https://example.org/{at}",
        )
        for at in range(len(points) // POINTS_A_REPORT + 1)
    )
    return Ledger(reports=reports, claims=tuple(claims), presences=tuple(presences))


def report_day(points: list[Point], report: int) -> str:
    return points[min(report * POINTS_A_REPORT, len(points) - 1)].day()


def popups(points: list[Point]) -> list[str]:
    return [point.popup(at, report_day(points, at // POINTS_A_REPORT)) for at, point in enumerate(points)]


def save_ours(ledger: Ledger, path: Path) -> None:
    from mapper.draw import DeploymentMap, DrawOptions

    DeploymentMap(ledger, options=DrawOptions(title="Benchmark"), geometries={}).save(str(path))


def save_timestamped(points: list[Point], path: Path) -> None:
    import folium
    from folium.plugins import TimestampedGeoJson

    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
         "properties": {"times": [point.day()], "popup": popup, "icon": "circle",
                        "iconstyle": {"radius": 5, "fill": True, "color": "#3481cf"}}}
        for point, popup in zip(points, popups(points), strict=True)
    ]  # fmt: skip
    page = folium.Map([15, 10], zoom_start=4, tiles=None)
    options = {
        "period": "P1M",
        "duration": "P1M",
        "auto_play": False,
        "add_last_point": False,
        "transition_time": 100,
    }
    TimestampedGeoJson({"type": "FeatureCollection", "features": features}, **options).add_to(page)
    page.save(str(path))


def save_timeline(points: list[Point], path: Path) -> None:
    import folium
    from folium.plugins import Timeline, TimelineSlider
    from folium.utilities import JsCode

    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [point.lon, point.lat]},
         "properties": {"start": point.day(), "end": point.day(1), "popup": popup}}
        for point, popup in zip(points, popups(points), strict=True)
    ]  # fmt: skip
    page = folium.Map([15, 10], zoom_start=4, tiles=None)
    draw = JsCode("(feature, at) => L.circleMarker(at, {radius: 5}).bindPopup(feature.properties.popup)")
    layer = Timeline({"type": "FeatureCollection", "features": features}, pointToLayer=draw).add_to(page)
    slider = TimelineSlider(auto_play=False, show_ticks=False, steps=MONTHS).add_timelines(layer).add_to(page)
    slider._id = "bench"  # noqa: SLF001  (the script below must find it)
    page.save(str(path))


def save_empty(_: list[Point], path: Path) -> None:
    """An empty folium map with Leaflet inlined: the floor for a first picture."""
    import folium

    from mapper.draw.resources import leaflet_script, leaflet_style

    page = folium.Map([15, 10], zoom_start=4, tiles=None)
    page.default_js, page.default_css = [], []
    root = page.get_root()
    text = root.render()
    head = f"<head><style>{leaflet_style()}</style><script>{leaflet_script()}</script>"
    path.write_text(text.replace("<head>", head, 1), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Contender:
    """A page to make and to run: how it is saved, when it shows its first symbol, how its clock moves."""

    name: str
    save: Callable[[Any, Path], None]
    shown: str
    step: str


CONTENDERS = (
    Contender("mapper", save_ours, "document.documentElement.dataset.ready",
              "n => deploymentMap.setTime(`${2013 + Math.floor(n / 12)}-${String(n % 12 + 1).padStart(2, '0')}-01`)"),
    Contender("TimestampedGeoJson", save_timestamped, "document.querySelector('path.leaflet-interactive')",
              "n => Object.values(window).find(v => v && v.timeDimension && v.getZoom).timeDimension.setCurrentTimeIndex(n)"),
    Contender("Timeline + Slider", save_timeline, "document.querySelector('path.leaflet-interactive')",
              "n => timeline_slider_bench.setTime(Date.UTC(2013 + Math.floor(n / 12), n % 12, 2))"),
)  # fmt: skip
EMPTY = Contender("empty folium map", save_empty, "document.querySelector('.leaflet-map-pane')", "n => n")

WATCH = """(() => { const look = () => { try { if (%s) { window.firstShown = performance.now(); return; } } catch { }
    requestAnimationFrame(look); }; look(); })();"""


def answer(route: Any, libraries: Path | None) -> None:
    name = route.request.url.rsplit("/", 1)[-1]
    for part, path in sorted(LIBRARIES.items(), key=lambda item: -len(item[0])):
        if part in name and libraries and name.endswith(path.rsplit(".", 1)[-1]):
            route.fulfill(path=str(libraries / "node_modules" / path))
            return
    route.fulfill(status=200, body="", content_type="text/css" if name.endswith("css") else "text/javascript")


def open_page(browser: Any, contender: Contender, path: Path, libraries: Path | None) -> tuple[Any, Any, float]:
    """Open it and wait for its first symbol: context, page, and when that was (ms)."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.route("http*://**/*", lambda route: answer(route, libraries))
    page.add_init_script(WATCH % contender.shown)
    page.goto(path.as_uri())
    end = time.monotonic() + 60
    while not (shown := page.evaluate("window.firstShown || 0")):
        assert time.monotonic() < end, f"{contender.name} never showed a symbol"
        page.wait_for_timeout(20)
    return context, page, shown


def measure_steps(context: Any, page: Any, contender: Contender) -> dict[str, float]:
    """CPU time of the main thread for each of thirty steps (ms), and what the last one shows."""
    page.wait_for_timeout(1500)
    tools = context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    script, task = [], []
    for number in range(10, 10 + STEPS):
        before = spent(tools)
        page.evaluate(f"(n) => {{ const step = {contender.step}; setTimeout(() => step(n), 0); }}", number)
        page.wait_for_timeout(60)
        after = spent(tools)
        script.append(1000 * (after["ScriptDuration"] - before["ScriptDuration"]))
        task.append(1000 * (after["TaskDuration"] - before["TaskDuration"]))
    assert page.evaluate("window.deploymentMap ? deploymentMap.time : ''") in ("", "2016-04-01")
    drawn = "window.deploymentMap ? deploymentMap.drawn().reduce((n, item) => n + (item.ids ? item.ids.length : 1), 0) : document.querySelectorAll('path.leaflet-interactive').length"
    return {
        "step_ms": statistics.median(script), "step_p95_ms": sorted(script)[int(0.95 * (STEPS - 1))],
        "task_ms": statistics.median(task), "shapes": page.evaluate(drawn),
        "heap_mb": page.evaluate("performance.memory ? performance.memory.usedJSHeapSize / 1e6 : 0"),
    }  # fmt: skip


def spent(tools: Any) -> dict[str, float]:
    return {item["name"]: item["value"] for item in tools.send("Performance.getMetrics")["metrics"]}


def measure(browser: Any, contender: Contender, points: list[Point], path: Path, libraries: Path | None) -> dict[str, float]:  # fmt: skip
    """One round: make the file, open it, move its clock."""
    given = make_ledger(points) if contender.save is save_ours else points
    path.unlink(missing_ok=True)
    before = time.perf_counter()
    contender.save(given, path)
    figures = {"made_s": time.perf_counter() - before, "mb": path.stat().st_size / 1e6}
    context, page, figures["first_ms"] = open_page(browser, contender, path, libraries)
    if contender is not EMPTY:
        figures |= measure_steps(context, page, contender)
    context.close()
    return figures


def run(sizes: list[int], libraries: Path | None, only: str, rounds: int) -> list[dict[str, Any]]:
    from playwright.sync_api import sync_playwright

    results = []
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        everyone = [contender for contender in (*CONTENDERS, EMPTY) if only in contender.name]
        for contender in everyone:  # imports are not what is measured
            few = make_points(3)
            contender.save(make_ledger(few) if contender.save is save_ours else few, Path(folder) / "first.html")
        for size in sizes:
            points = make_points(size)
            figures: dict[str, list[dict[str, float]]] = {contender.name: [] for contender in everyone}
            for _ in range(rounds):
                for contender in everyone:
                    path = Path(folder) / f"{contender.name}-{size}.html"
                    figures[contender.name].append(measure(browser, contender, points, path, libraries))
            for name, taken in figures.items():
                best = {key: round(min(one[key] for one in taken), DIGITS.get(key, 0)) for key in taken[0]}
                results.append({"page": name, "n": size, **best})
                print(" ".join(f"{key}={value:g}" if key != "page" else value for key, value in results[-1].items()), flush=True)  # fmt: skip
        browser.close()
    return results


DIGITS = {"made_s": 2, "mb": 2, "step_ms": 1, "step_p95_ms": 1, "task_ms": 1}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 50_000])
    parser.add_argument("--libs", type=Path, help="folder with the peers' node_modules")
    parser.add_argument("--only", default="", help="part of the name of the pages to run")
    parser.add_argument("--rounds", type=int, default=3, help="how often the pages take turns")
    parser.add_argument("--json", type=Path, help="write the figures here too")
    chosen = parser.parse_args()
    print(f"python {platform.python_version()} {platform.machine()} {os.cpu_count()} cores", file=sys.stderr)
    results = run(chosen.sizes, chosen.libs, chosen.only, chosen.rounds)
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
