"""Measure locating on the evaluation files: toponyms per corpus, and named sites.

python scripts/measure_places.py EVAL_FOLDER
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mapper.locate import Gazetteer, find_mentions, locate_name, open_gazetteer
from mapper.model import Report


def main(folder: Path) -> None:
    """Print the scorers' figures for each corpus of the toponym file and for the site file."""
    gazetteer = open_gazetteer()
    documents = [json.loads(line) for line in (folder / "toponyms-dev.jsonl").open(encoding="utf-8")]
    for corpus in sorted({document["corpus"] for document in documents}):
        gold = [document for document in documents if document["corpus"] == corpus]
        clock = time.perf_counter()
        found = [_mentions(document, gazetteer) for document in gold]
        print(f"{corpus}: {time.perf_counter() - clock:.2f} s")
        _score(folder / "score_toponyms.py", gold, found)
    sites = [json.loads(line) for line in (folder / "places-dev.jsonl").open(encoding="utf-8")]
    print("places")
    _score(folder / "score_places.py", sites, [_site(site, gazetteer) for site in sites])


def _mentions(document: dict, gazetteer: Gazetteer) -> dict:
    report = Report(id=document["id"], text=document["text"], title=document.get("title", ""),
                    publisher=document.get("source", ""))  # fmt: skip
    mentions = [
        {"start": m.start, "end": m.end, "lat": m.location and m.location.lat, "lon": m.location and m.location.lon}
        for m in find_mentions(report, gazetteer)
    ]
    return {"id": document["id"], "mentions": mentions}


def _site(site: dict, gazetteer: Gazetteer) -> dict:
    place, _, _ = locate_name(site["name"], gazetteer, country=site["country"], admin1=site.get("admin1"))
    if place is None:
        return {"id": site["id"], "lat": None, "lon": None}
    return {"id": site["id"], "lat": place.lat, "lon": place.lon, "precision": place.precision}


def _score(scorer: Path, gold: list[dict], found: list[dict]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, rows in (("gold", gold), ("found", found)):
            path = Path(folder, f"{name}.jsonl")
            path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
            paths.append(str(path))
        subprocess.run([sys.executable, str(scorer), *paths], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
