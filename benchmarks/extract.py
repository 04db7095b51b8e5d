"""Time extraction of annotated reports, start-up included, beside spaCy merely tokenising the same texts.

    python benchmarks/extract.py ../shared/eval/claims-train.jsonl

Both run in fresh processes, one after the other, in one run of this script. spaCy is installed for this benchmark
only (``pip install spacy``); without it only our own time is shown.
"""

from __future__ import annotations

import argparse
import json
import platform
import subprocess
import sys
import time
from pathlib import Path

SPACY = """
import json, sys
import spacy
nlp = spacy.blank("en")
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
print(sum(len(nlp(text)) for text in texts))
"""
RUNS = 3


def timed(command: list[str]) -> tuple[float, str]:
    """Best of three wall-clock times (s) of a process, and its output."""
    best, output = float("inf"), ""
    for _ in range(RUNS):
        begin = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        best, output = min(best, time.perf_counter() - begin), done.stdout
    return best, output


def main() -> None:
    """Run both and print seconds, reports per second and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=Path)
    path = str(parser.parse_args().reports)
    reports = sum(1 for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip())
    ours, output = timed([sys.executable, "-m", "mapper", "extract", path])
    rows = [json.loads(line) for line in output.splitlines()]
    assert len(rows) == reports, "every report gives a line"
    assert sum(len(row["claims"]) for row in rows) > 0, "claims were extracted"
    print(f"python {platform.python_version()} on {platform.machine()}, best of {RUNS}")
    print(f"mapper extract   {ours:6.2f} s  {reports / ours:7.1f} reports/s")
    try:
        theirs, tokens = timed([sys.executable, "-c", SPACY, path])
    except subprocess.CalledProcessError:
        print("spaCy is not installed; nothing to compare with")
        return
    assert int(tokens) > 0
    print(f"spaCy tokenising {theirs:6.2f} s  {reports / theirs:7.1f} reports/s")
    print(f"ratio            {ours / theirs:6.2f}  (at most 3 is the aim)")


if __name__ == "__main__":
    main()
