"""Time ingesting into a store beside extracting alone, on the same reports in one run, and ingesting them again.

    python benchmarks/store.py ../shared/eval/claims-train.jsonl --reports 20000

The reports are made of the sentences of real ones, drawn with a fixed seed, so that no two are copies. Each step runs
in a process of its own, so that its peak memory is its own: ingesting a quarter of the reports and all of them shows
whether memory grows. Seconds are of CPU time, so that what else the machine does is left out. Aims: ingest at 60 % of
extraction's speed or more, again 20 times faster, memory flat.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

STEP = """
import resource, sys, time
from mapper.pipeline import extract_reports, open_tools
from mapper.read import read_reports
from mapper.desk import claim_rules, ingest_items, presence_rules
from mapper.store import open_store
tools = open_tools()
claim_rules(), presence_rules()
begin = time.process_time()
if sys.argv[1] == "extract":
    claims = sum(len(one.claims) for one in extract_reports(read_reports(sys.argv[2]), tools=tools))
    stored = 0
else:
    with open_store(sys.argv[3], create=True) as store:
        done = ingest_items(store, read_reports(sys.argv[2]), tools=tools)
    claims, stored = done.claims, done.added
seconds = time.process_time() - begin
print(seconds, claims, stored, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
SEED = 7


def make_reports(source: Path, number: int, target: Path) -> None:
    """Write reports of six to fourteen real sentences each, in a new order, with dates over ten years."""
    chance = random.Random(SEED)
    texts = [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()]
    sentences = sorted({s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if 20 < len(s) < 400})
    with target.open("w", encoding="utf-8") as file:
        for at in range(number):
            text = " ".join(chance.choice(sentences) for _ in range(chance.randint(6, 14)))
            day = date(2014, 1, 1) + timedelta(days=chance.randrange(3650))
            row = {"id": f"b{at}", "text": text, "published": str(day), "publisher": f"Publisher {at % 300}"}
            file.write(json.dumps(row) + "\n")


def step(*arguments: object) -> tuple[float, int, int, float]:
    """Seconds (CPU), claims, stored reports and peak memory (MiB) of one step in its own process."""
    command = [sys.executable, "-c", STEP, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, claims, stored, peak = done.stdout.split()[-4:]
    return float(seconds), int(claims), int(stored), float(peak)


def main() -> None:
    """Run the steps and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--reports", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_reports(given.source, given.reports, folder / "all.jsonl")
        make_reports(given.source, given.reports // 4, folder / "quarter.jsonl")
        alone = step("extract", folder / "all.jsonl")
        quarter = step("ingest", folder / "quarter.jsonl", folder / "quarter.gpkg")
        first = step("ingest", folder / "all.jsonl", folder / "all.gpkg")
        again = step("ingest", folder / "all.jsonl", folder / "all.gpkg")
        size = (folder / "all.gpkg").stat().st_size
    assert first[1] == alone[1] > 0, "the store holds what extraction alone gives"
    assert (first[2], again[2]) == (given.reports, 0), "everything is stored once"
    print(
        f"python {platform.python_version()} on {platform.machine()}, {given.reports:,} reports, {alone[1]:,} claims"
    )
    print(f"extract alone   {alone[0]:8.1f} s {given.reports / alone[0]:9.1f} reports/s   peak {alone[3]:6.0f} MiB")
    print(f"ingest          {first[0]:8.1f} s {given.reports / first[0]:9.1f} reports/s   peak {first[3]:6.0f} MiB")
    print(f"ingest again    {again[0]:8.1f} s {given.reports / again[0]:9.1f} reports/s   peak {again[3]:6.0f} MiB")
    print(f"throughput      {alone[0] / first[0]:8.0%} of extraction alone (aim: 60 %)")
    print(f"again           {first[0] / again[0]:8.1f} times faster (aim: 20)")
    print(f"memory          {first[3] / quarter[3]:8.2f} of that for a quarter of the reports (aim: flat)")
    print(f"store           {size / 1e6:8.1f} MB")


if __name__ == "__main__":
    main()
