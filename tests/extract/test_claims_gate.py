"""Quality gate: precision, recall and F1 on the annotated reports do not fall below the pinned floors.

The floors stand in ``floors.json`` with the digest of the data they were measured on; lowering one takes a
commit of its own that says so.
"""

import hashlib
import importlib.util
import json
from pathlib import Path

import pytest

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
FOLDER = Path(__file__).parents[3] / "shared" / "eval"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the annotated reports are not beside the repository"),
]


@pytest.fixture(scope="module")
def scorer():
    spec = importlib.util.spec_from_file_location("score_claims", FOLDER / "score_claims.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def found():
    from mapper.cli.extract_command import claim_row
    from mapper.model import Extraction
    from mapper.pipeline import extract_reports
    from mapper.read import read_reports

    names = sorted({floor["file"] for floor in FLOORS.values()})
    inputs = [str(FOLDER / name) for name in names]
    extractions = [e for e in extract_reports(read_reports(inputs)) if isinstance(e, Extraction)]
    return {e.report.id: {"id": e.report.id, "claims": [claim_row(c) for c in e.claims]} for e in extractions}


def gold_of(name, lang):
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return {row["id"]: row for row in rows if not lang or row.get("lang") == lang}


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_data_are_those_of_the_floors(name):
    data = (FOLDER / FLOORS[name]["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == FLOORS[name]["sha256"]


@pytest.mark.parametrize("name", sorted(FLOORS))
def test_quality_is_above_its_floors(name, scorer, found):
    floor = FLOORS[name]
    gold = gold_of(floor["file"], floor["lang"])
    result, _ = scorer.score(gold, {key: found[key] for key in gold if key in found})
    for measure, least in floor["least"].items():
        part, _, figure = measure.partition(".")
        assert result[part][figure] >= least, (measure, result[part][figure])
    assert result["traps"]["clean"] >= floor["clean"]
