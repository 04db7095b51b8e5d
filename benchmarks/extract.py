"""Time extraction of annotated reports, start-up included, beside spaCy merely tokenising the same texts.

    python benchmarks/extract.py ../shared/eval/claims-train.jsonl

Both run in fresh processes, alternately, in one run of this script; the ratio is of processor time, which other work
on the machine disturbs least, and of wall-clock time. spaCy is installed for this benchmark only, once, into a virtual
environment of its own in the user's cache folder. Both run compiled, as pip installs them: where the environment forbids
to write bytecode, it is kept in that folder too.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
import venv
from pathlib import Path

from platformdirs import user_cache_dir

SPACY = """
import json, sys
import spacy
nlp = spacy.blank("en")
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8") if line.strip()]
print(spacy.__version__, sum(len(nlp(text)) for text in texts))
"""
VERSION = "3.8"


def spacy_python() -> Path:
    """Python of the virtual environment that holds spaCy, made on first use."""
    folder = Path(user_cache_dir("mapper")) / f"benchmark-spacy-{VERSION}"
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not (folder / "ready").exists():
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"spacy~={VERSION}.0"], check=True)
        (folder / "ready").touch()
    return python


def environment() -> dict[str, str]:
    """Environment in which Python keeps what it has compiled, in the user's cache folder."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": str(Path(user_cache_dir("mapper")) / "benchmark-bytecode")}


def timed(command: list[str | Path]) -> tuple[float, float, str]:
    """Processor and wall-clock time (s) of one process, and its output."""
    before, begin = os.times(), time.perf_counter()
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True, env=environment()
    )
    wall, after = time.perf_counter() - begin, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, wall, done.stdout


def main() -> None:
    """Run both alternately and print seconds, reports per second and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--runs", type=int, default=5, help="runs of each (5)")
    given = parser.parse_args()
    reports = sum(1 for line in given.reports.read_text(encoding="utf-8").splitlines() if line.strip())
    sides: dict[str, list[str | Path]] = {
        "mapper extract": [sys.executable, "-m", "mapper", "extract", given.reports],
        "spaCy tokenising": [spacy_python(), "-c", SPACY, given.reports],
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in sides}
    outputs = {name: timed(command)[2] for name, command in sides.items()}  # not counted: files are cold
    for _ in range(given.runs):
        for name, command in sides.items():
            used, wall, _ = timed(command)
            times[name].append((used, wall))
    rows = [json.loads(line) for line in outputs["mapper extract"].splitlines()]
    assert len(rows) == reports, "every report gives a line"
    assert sum(len(row["claims"]) for row in rows) > 0, "claims were extracted"
    version, tokens = outputs["spaCy tokenising"].split()
    assert int(tokens) > 10 * reports, "the texts were tokenised"
    print(f"python {platform.python_version()} on {platform.machine()}, spaCy {version}, {given.runs} runs of each")
    for name, runs in times.items():
        used, wall = (statistics.median(run[k] for run in runs) for k in (0, 1))
        print(f"{name:18}{used:7.2f} s processor{wall:8.2f} s wall{reports / used:8.1f} reports/s")
    ours, theirs = times.values()
    for k, clock in enumerate(("processor", "wall")):
        ratios = sorted(a[k] / b[k] for a, b in zip(ours, theirs, strict=True))
        shown = ", ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"ratio, {clock:9}  {statistics.median(ratios):.2f}  ({shown}; at most 3 is the aim)")


if __name__ == "__main__":
    main()
