"""Score the reader of terse statements against a regex's reading of the same table, and explain what differs.

    score_statements.py STATEMENTS.csv SILVER.csv [--errors N] [--no-gazetteer]

A pair is a host and a number: the host a state's code, several codes for one number over several states, or the
place's name where no state is meant ("Middle East"); the number the bounds that are stated. Optional claims and
claims of additional police are counted apart, since the silver table holds neither. Each disagreement is put in a
class by what can be seen in the two readings, so that errors of the silver table show up as such.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from pathlib import Path

from mapper.extract import extract_statement, open_lexicon
from mapper.extract.lexicon import Lexicon
from mapper.extract.lexicon_rows import find_statement_places
from mapper.locate import find_mentions, open_gazetteer
from mapper.model import Claim, Report

Pair = tuple[frozenset[str], frozenset[int]]
KEY = ("gec_code", "sender", "snapshot_first", "snapshot_last")
WITHDRAWN = re.compile(r"\b(deployed|including|troops|police|personnel|Intervention|Mission)\b")


def main() -> None:
    """Print recall, precision and the classes of disagreement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("statements", type=Path)
    parser.add_argument("silver", type=Path)
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--no-gazetteer", action="store_true")
    options = parser.parse_args()
    lexicon = open_lexicon()
    gazetteer = None if options.no_gazetteer else open_gazetteer()
    silver = read_silver(options.silver, lexicon)
    hits = found = wanted = extras = 0
    classes: Counter[str] = Counter()
    shown: list[str] = []
    for number, row in enumerate(read(options.statements)):
        key = tuple(row[k] for k in KEY)
        code = host_key(row["sender"], lexicon)
        report = Report(
            id=f"row {number + 2}", text=row["text"], lang="en", sender=min(code), published=row["snapshot_first"]
        )
        mentions = find_mentions(report, gazetteer) if gazetteer else ()
        claims = [c for c in extract_statement(report, mentions, lexicon).claims if not c.optional]
        extras += sum(c.rule == "statement.police" for c in claims)
        pairs = Counter(pair_of(c, lexicon) for c in claims if c.rule != "statement.police")
        gold = Counter(silver.get(key, ()))
        same = pairs & gold
        hits, found, wanted = hits + same.total(), found + pairs.total(), wanted + gold.total()
        for pair in (gold - same).elements():
            kind = missed_class(pair, pairs - same, row["text"])
            classes[f"missed: {kind}"] += 1
            shown.append(f"missed [{kind}] {report.id} {shows(pair)}: {row['text'][:160]}")
        for pair in (pairs - same).elements():
            kind = added_class(pair, gold - same)
            classes[f"added: {kind}"] += 1
            shown.append(f"added [{kind}] {report.id} {shows(pair)}: {row['text'][:160]}")
    print(f"pairs {found}, silver {wanted}, same {hits}, additional police claims {extras}")
    print(f"recall {hits / max(1, wanted):.4f}  precision {hits / max(1, found):.4f}")
    for name, count in sorted(classes.items(), key=lambda item: (-item[1], item[0])):
        print(f"{count:5d}  {name}")
    print(*shown[: options.errors], sep="\n")


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def host_key(name: str, lexicon: Lexicon) -> frozenset[str]:
    """Codes of the states in a name; the name itself, folded, where it is none."""
    special = [place for place in find_statement_places(name) if place[1] - place[0] >= len(name.strip()) - 4]
    if special:
        return frozenset(special[0][2]) or frozenset({name.strip().lower()})
    codes = [a.sender for a in lexicon.find(name, "en") if a.kind == "country" and a.sender]
    return frozenset(codes) or frozenset({re.sub(r"\W+", " ", name).strip().lower()})


def read_silver(path: Path, lexicon: Lexicon) -> dict[tuple[str, ...], list[Pair]]:
    """Pairs of the silver table by statement."""
    table: dict[tuple[str, ...], list[Pair]] = {}
    for row in read(path):
        hosts = frozenset(code for host in row["hosts"].split("|") for code in host_key(host, lexicon))
        bounds = {int(float(row[k])) for k in ("count_min", "count_max") if row[k]} or {
            int(float(row["count_point"]))
        }
        if row["qualifier"] == "up_to":
            bounds = {max(bounds)}
        elif row["qualifier"] in {"more_than", "at_least"}:
            bounds = {min(bounds)}
        table.setdefault(tuple(row[k] for k in KEY), []).append((hosts, frozenset(bounds)))
    return table


def pair_of(claim: Claim, lexicon: Lexicon) -> Pair:
    """Pair of a claim."""
    numbers = frozenset(n for n in (claim.count_low, claim.count_high) if n is not None)
    if claim.host:
        return frozenset({claim.host}), numbers
    return frozenset(code for part in (claim.place or "").split("/") for code in host_key(part, lexicon)), numbers


def missed_class(pair: Pair, others: Counter[Pair], text: str) -> str:
    """Say why a silver pair may not have been found."""
    hosts, numbers = pair
    if any(WITHDRAWN.search(host) for host in hosts):
        return "the silver took prose for a place"
    if any(numbers == other[1] for other in others):
        return "same number, other host"
    if any(hosts == other[0] for other in others):
        return "same host, other number"
    written = {f"{n:,}" for n in numbers} | {str(n) for n in numbers}
    return "number not written so" if not any(w in text for w in written) else "not found"


def added_class(pair: Pair, golds: Counter[Pair]) -> str:
    """Say why a found pair may not be in the silver table."""
    hosts, numbers = pair
    if any(numbers == gold[1] for gold in golds):
        return "same number, other host"
    if any(hosts == gold[0] for gold in golds):
        return "same host, other number"
    return "not in the silver"


def shows(pair: Pair) -> str:
    """Pair as text."""
    return f"{'+'.join(sorted(pair[0]))} {'-'.join(str(n) for n in sorted(pair[1]))}"


if __name__ == "__main__":
    main()
