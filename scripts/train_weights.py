"""Train the weights that choose a draft's place and accept or drop it, and write geodata/lang/weights.json.

    python scripts/train_weights.py CLAIMS.jsonl [--check OTHER.jsonl] [--write]

Two steps, both pulled by an L2 penalty towards geodata/lang/prior.csv and cross-validated by report in five folds. A
conditional logit chooses among the places that one reading may have, learnt wherever one of them is right; optional
claims of the codebook teach it too. A logistic regression, fitted by Newton's method, then tells how likely the draft
at that place is a claim. A draft is right when sender, host, count and status agree with a gold claim; what could stand
for an optional claim counts little. Features seen in fewer than FEWEST drafts are left out, so that no single report's
word gets a weight. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

FEWEST = 5
PENALTY = 80.0
PLACE_PENALTY = 15.0
OPTIONAL_WEIGHT = 0.4
FOLDS = 5
HOST_ALONE = 0.5
"""How right a place in the right country is beside one that is as fine as the claim's."""
SAME = ("sender", "host", "count", "status")
BIAS_PENALTY = 1.0
THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.54, 0.56, 0.58, 0.6, 0.62, 0.65)
TARGET = Path(__file__).parent.parent / "geodata" / "lang" / "weights.json"


def load_scorer(folder: Path) -> ModuleType:
    """Import the scorer that lies beside the annotated reports."""
    spec = importlib.util.spec_from_file_location("score_claims", folder / "score_claims.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder}: no score_claims.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def draft_all(path: Path) -> list[tuple[dict[str, Any], list[Any]]]:
    """Draft the claims of every annotated report."""
    from mapper.extract import draft_report, open_lexicon
    from mapper.locate import find_mentions, open_gazetteer
    from mapper.model import Report

    lexicon, gazetteer = open_lexicon(), open_gazetteer()
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        report = Report(
            id=gold["id"], text=gold["text"], published=gold.get("published"), lang=gold.get("lang") or ""
        )
        rows.append((gold, draft_report(report, find_mentions(report, gazetteer), lexicon)))
    return rows


def as_row(draft: Any) -> dict[str, Any]:
    """Put a draft in the scorer's shape."""
    place, count = draft.location, draft.count
    return {
        "sender": draft.sender,
        "host": draft.host,
        "status": draft.status.value,
        "personnel": draft.personnel.value,
        "count_low": count.low if count else None,
        "count_high": count.high if count else None,
        "place": draft.spot.mention.text if draft.spot else None,
        "precision": place.precision.value if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "optional": draft.optional,
    }


Data = list[tuple[dict[str, Any], list[Any]]]
Reading = tuple[int, list[list[Any]], np.ndarray]


def readings_of(data: Data, scorer: ModuleType) -> list[Reading]:
    """Readings whose place is open and known: (report number, options, which of them are right)."""
    from mapper.extract.choose import key_of

    found = []
    for number, (gold, drafts) in enumerate(data):
        readings: dict[Any, dict[int, list[Any]]] = {}
        for draft in drafts:
            readings.setdefault(key_of(draft), {}).setdefault(draft.option, []).append(draft)
        for reading in readings.values():
            options = list(reading.values())
            right = _right_options(options, gold["claims"], scorer)
            if any(right) and not all(right):
                found.append((number, options, np.array(right)))
    return found


def _right_options(options: list[list[Any]], claims: list[dict[str, Any]], scorer: ModuleType) -> list[float]:
    """Tell how right each option is: 1 with the place as fine as the claim's, less with the host alone."""
    fine = [any(scorer.right(g, as_row(d), (*SAME, "place")) for g in claims for d in o) for o in options]
    host = [any(scorer.right(g, as_row(d), SAME) for g in claims for d in o) for o in options]
    coarse = HOST_ALONE if any(fine) else 1.0
    return [1.0 if f else coarse if h else 0.0 for f, h in zip(fine, host, strict=True)]


def fit_places(readings: list[Reading], prior: dict[str, float]) -> dict[str, float]:
    """Fit the conditional logit that chooses among places."""
    from scipy.optimize import minimize

    seen = Counter(f for _, options, _ in readings for o in options for f in o[0].place_features)
    names = sorted(f for f, n in seen.items() if n >= FEWEST)
    index = {f: i for i, f in enumerate(names)}
    start = np.array([prior.get(f, 0.0) for f in names])
    designs = []
    for _, options, right in readings:
        design = np.zeros((len(options), len(names)))
        for row, drafts in enumerate(options):
            design[row, [index[f] for f in drafts[0].place_features if f in index]] = 1
        designs.append((design, right))

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        total, gradient = 0.0, np.zeros_like(beta)
        for design, right in designs:
            p = np.exp(design @ beta - np.max(design @ beta))
            p /= p.sum()
            hit = p @ right
            total -= np.log(hit)
            gradient -= design.T @ (p * right / hit - p)
        off = beta - start
        return total + PLACE_PENALTY / 2 * off @ off, gradient + PLACE_PENALTY * off

    beta = minimize(loss, start, jac=True, method="L-BFGS-B").x
    return {name: round(float(value), 4) for name, value in zip(names, beta, strict=True)}


def place_accuracy(readings: list[Reading], weights: dict[str, float]) -> tuple[int, int]:
    """How many readings get a right place, of how many."""
    hits = 0
    for _, options, right in readings:
        sums = [sum(weights.get(f, 0.0) for f in sorted(o[0].place_features)) for o in options]
        hits += bool(right[int(np.argmax(sums))])
    return hits, len(readings)


def choose_all(data: Data, weights: dict[str, float]) -> Data:
    """Keep each reading's chosen place."""
    from mapper.extract.choose import choose_places

    return [(gold, choose_places(drafts, weights)) for gold, drafts in data]


def choose_out_of_fold(data: Data, scorer: ModuleType, prior: dict[str, float]) -> tuple[Data, float]:
    """Choose the places of every report by weights that have not seen it; also how often that is right."""
    readings = readings_of(data, scorer)
    chosen: list[Any] = [None] * len(data)
    hits = total = 0
    for k in range(FOLDS):
        weights = fit_places([r for r in readings if r[0] % FOLDS != k], prior)
        right, of = place_accuracy([r for r in readings if r[0] % FOLDS == k], weights)
        hits, total = hits + right, total + of
        for number in range(k, len(data), FOLDS):
            chosen[number] = choose_all([data[number]], weights)[0]
    return chosen, hits / max(1, total)


def examples(data: Data, scorer: ModuleType) -> list[tuple[int, Any, float, float]]:
    """Label every draft: (report number, draft, right or not, weight)."""
    rows = []
    for number, (gold, drafts) in enumerate(data):
        sure = [c for c in gold["claims"] if not scorer.ignorable(c)]
        maybe = [c for c in gold["claims"] if scorer.ignorable(c)]
        for draft in drafts:
            if draft.optional:
                continue
            row = as_row(draft)
            right = any(scorer.right(g, row, scorer.CORE) for g in sure)
            like = not right and any(scorer.right(g, row, scorer.CORE) for g in maybe)
            excused = not right and any(scorer.right(g, row, ("host", "count")) for g in maybe)
            rows.append((number, draft, float(right or like), OPTIONAL_WEIGHT if like or excused else 1.0))
    return rows


def read_prior() -> dict[str, float]:
    """Read what each feature is worth before any data."""
    from mapper.extract.grammar import table_rows

    rows = table_rows((TARGET.parent / "prior.csv").read_text(encoding="utf-8"))
    return {row["feature"]: float(row["weight"]) for row in rows}


def fit(rows: list[list[int]], right: np.ndarray, weight: np.ndarray, start: np.ndarray) -> np.ndarray:
    """Fit the regression, pulled towards ``start``; the last value is the bias."""
    size = len(start) - 1
    design = np.zeros((len(rows), size + 1))
    for i, row in enumerate(rows):
        design[i, row] = 1
    design[:, size] = 1
    penalty = np.full(size + 1, PENALTY)
    penalty[size] = BIAS_PENALTY
    beta = start.copy()
    loss = _loss(design, right, weight, beta, penalty, start)
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(design @ beta, -30, 30)))
        gradient = design.T @ (weight * (right - p)) - penalty * (beta - start)
        curve = (design * (weight * p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curve, gradient)
        size_of_step = 1.0
        while (
            after := _loss(design, right, weight, beta + size_of_step * step, penalty, start)
        ) > loss and size_of_step > 1e-4:
            size_of_step /= 2
        beta, before, loss = beta + size_of_step * step, loss, after
        if abs(before - loss) < 1e-9:
            break
    return beta


def _loss(design: Any, right: Any, weight: Any, beta: Any, penalty: Any, start: Any) -> float:
    score = np.clip(design @ beta, -30, 30)
    fit_part = np.sum(weight * (np.logaddexp(0, score) - right * score))
    return float(fit_part + 0.5 * np.sum(penalty * (beta - start) ** 2))


def evaluate(data: Data, scores: dict[int, float], threshold: float, scorer: ModuleType) -> Any:
    """Score the drafts above a threshold, merged as the program merges them."""
    from mapper.extract.merge import merge_drafts

    gold, found = {}, {}
    for report, drafts in data:
        for draft in drafts:
            draft.score = scores.get(id(draft), 0.0)
        kept = [d for d in drafts if d.score >= threshold and d.location is not None]
        gold[report["id"]] = report
        found[report["id"]] = {"claims": [as_row(d) for d in merge_drafts(kept)]}
    return scorer.score(gold, found)[0]


def line(name: str, threshold: float, result: Any) -> str:
    """One line of figures."""
    parts = [
        f"{k} P {result[k]['precision']:.3f} R {result[k]['recall']:.3f} F1 {result[k]['f1']:.3f}"
        for k in ("core", "strict", "placed")
    ]
    return (
        f"{name} {threshold:.2f}  " + "  ".join(parts) + f"  clean {result['traps']['clean']}/{result['traps']['of']}"
    )


def main() -> None:
    """Train, report, and write the file when asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("claims", type=Path)
    parser.add_argument("--check", type=Path, help="measure the weights on these reports too")
    parser.add_argument(
        "--threshold", type=float, help="the least probability to write; by default the best of cross-validation"
    )
    parser.add_argument("--write", action="store_true", help=f"write {TARGET.name}")
    args = parser.parse_args()
    scorer, prior = load_scorer(args.claims.parent), read_prior()
    drafted = draft_all(args.claims)
    data, accuracy = choose_out_of_fold(drafted, scorer, prior)
    model = train(data, scorer, prior)
    print(
        f"{model.drafts} drafts, {len(model.names)} features; place right in {accuracy:.3f} of readings, cross-validated"
    )
    best = (0.0, 0.5)
    for threshold in THRESHOLDS:
        result = evaluate(data, model.held_out, threshold, scorer)
        print(line("cross-validated", threshold, result))
        best = max(best, (result["core"]["f1"], threshold))
    threshold = args.threshold or best[1]
    places = fit_places(readings_of(drafted, scorer), prior)
    if args.check:
        other = choose_all(draft_all(args.check), places)
        kept = {id(d): model.probability(d) for _, drafts in other for d in drafts}
        for t in THRESHOLDS:
            print(line("check", t, evaluate(other, kept, t, scorer)))
    if args.write:
        write(model, places, threshold, args.claims, (best[0], accuracy))


@dataclass(frozen=True)
class Model:
    """Fitted weights by feature name, the bias last, and the probability of each draft out of its fold."""

    names: list[str]
    beta: np.ndarray
    held_out: dict[int, float]
    drafts: int

    def probability(self, draft: Any) -> float:
        """Return the probability that a draft is a claim."""
        weights = dict(zip(self.names, self.beta[:-1], strict=True))
        total = sum(weights.get(f, 0.0) for f in sorted(draft.features)) + self.beta[-1]
        return float(1 / (1 + np.exp(-total)))


def train(data: Data, scorer: ModuleType, prior: dict[str, float]) -> Model:
    """Fit the regression on all reports, and once for each fold without it."""
    rows = examples(data, scorer)
    seen = Counter(f for _, draft, _, _ in rows for f in draft.features)
    names = sorted(f for f, n in seen.items() if n >= FEWEST or f in prior)
    start = np.array([*(prior.get(f, 0.0) for f in names), prior["bias"]])
    index = {f: i for i, f in enumerate(names)}
    design = [[index[f] for f in sorted(d.features) if f in index] for _, d, _, _ in rows]
    right, weight = np.array([r[2] for r in rows]), np.array([r[3] for r in rows])
    fold = np.array([r[0] % FOLDS for r in rows])
    held_out: dict[int, float] = {}
    for k in range(FOLDS):
        chosen = np.flatnonzero(fold != k)
        beta = fit([design[i] for i in chosen], right[chosen], weight[chosen], start)
        for i in np.flatnonzero(fold == k):
            held_out[id(rows[i][1])] = float(1 / (1 + np.exp(-(beta[design[i]].sum() + beta[-1]))))
    return Model(names, fit(design, right, weight, start), held_out, len(rows))


def write(
    model: Model, places: dict[str, float], threshold: float, source: Path, figures: tuple[float, float]
) -> None:
    """Write the weights with what they were trained on."""
    document = {
        "about": "Weights of a draft claim's features (log-odds, logistic regression) and, under places, of its place's "
        "(conditional logit); L2 penalty. Written by scripts/train_weights.py.",
        "trained_on_sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        "cross_validated_core_f1": round(figures[0], 3),
        "cross_validated_place_accuracy": round(figures[1], 3),
        "threshold": threshold,
        "bias": round(float(model.beta[-1]), 4),
        "weights": {n: round(float(v), 4) for n, v in zip(model.names, model.beta[:-1], strict=True)},
        "places": places,
    }
    TARGET.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {TARGET}, threshold {threshold}")


if __name__ == "__main__":
    main()
