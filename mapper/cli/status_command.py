"""``mapper status``: what is in a store, who is where on a day, which corrections are in force."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from mapper.cli.inputs import as_of_option, open_output, output_option, say, stated_option
from mapper.cli.tables import count_words, day_option, print_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapper.model import Ledger
    from mapper.reconcile import By, Total
    from mapper.store import Grade


@click.command("status", short_help="Say what is in a store, or who is where on a date.")
@click.argument("store", type=click.Path(dir_okay=False, path_type=Path))
@day_option("--at", text="Add up who is where on this day (YYYY-MM-DD).")
@click.option("--by", type=click.Choice(["host", "sender", "force"]), default="host", show_default=True,
              help="With --at: what to add up.")  # fmt: skip
@click.option("--within", type=click.IntRange(min=0), metavar="DAYS",
              help="With --at: add up only what was reported in so many days before it.")  # fmt: skip
@click.option("--explain", is_flag=True, help="With --at: list the claims behind each figure.")
@click.option("--corrections", is_flag=True, help="List the corrections that people made.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@as_of_option
@stated_option
@output_option
def command(
    store: Path, *, at: str | None, by: By, within: int | None, explain: bool, corrections: bool, as_json: bool,
    as_of: str | None, stated_only: bool, output: Path | None,
) -> None:  # fmt: skip
    """Say what is in STORE: reports, claims, presences, what was left out, time span.

    \b
    mapper status desk.gpkg
    mapper status desk.gpkg --at 2022-08-15 --by host --explain
    mapper status desk.gpkg --at 2022-08-15 --within 730
    mapper status desk.gpkg --at 2022-08-15 --as-of 2022-08-20 --json

    Without --at, counts of the store: "versions" are old texts of changed reports, "stories" reports with copies of
    one told once, "vanished" corrections that have lost their claim; "fresh" says whether presences are up to date.

    With --at, one line a key: its number, how much of it no part at a finer place explains ("elsewhere"), how many
    presences it adds up, and on which days these were last reported. "not stated" is a presence without a number; a
    host's own personnel are not in its sum.
    """
    if at is None and (within is not None or explain):
        option = "--explain" if explain else "--within"
        raise click.UsageError(f"{option} tells of the figures on a day; name the day with --at YYYY-MM-DD")
    with open_output(output) as stream:
        if corrections:
            _corrections(store, stream, as_json=as_json)
        elif at is not None:
            ledger = _reported(_ledger(store, as_of, stated_only=stated_only), at, within)
            _totals(store, ledger, stream, at=at, by=by, explain=explain, as_json=as_json, as_of=as_of)
        else:
            _summary(store, stream, as_json=as_json, as_of=as_of)
        stream.flush()


def _summary(store: Path, stream: IO[str], *, as_json: bool, as_of: str | None) -> None:
    from mapper.store import open_store, summarise

    with open_store(store) as opened:
        found = asdict(summarise(opened))
    if as_of is not None:
        ledger = _ledger(store, as_of)
        found = {"as_of": as_of, "reports": len(ledger.reports), "claims": len(ledger.claims),
                 "presences": sum(str(row.kind) == "presence" for row in ledger.presences),
                 "unmapped": len(ledger.unmapped), "first": min((r.start for r in ledger.presences), default=None),
                 "last": max((r.last_reported for r in ledger.presences), default=None)}  # fmt: skip
    if as_json:
        stream.write(json.dumps(found, indent=1) + "\n")
    else:
        print_table(
            stream, ["what", "count"], [[name.replace("_", " "), _plain(value)] for name, value in found.items()]
        )


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int) else str(value if value is not None else "-")


def _totals(
    store: Path, ledger: Ledger, stream: IO[str], *, at: str, by: By, explain: bool, as_json: bool, as_of: str | None
) -> None:
    from mapper.reconcile import totals

    grades = _grades(store)
    rows = totals(ledger.presences, at, by)
    if as_json:
        found = [{**asdict(row), "claims": _claims_of(row, ledger)} for row in rows]
        stream.write(json.dumps(found, indent=1) + "\n")
        return
    heads = [by, "number", "elsewhere", "presences", "last reported"]
    told = _last_told(ledger, at)
    lines = [
        [row.key, count_words((row.low, row.high)), _rest(row), str(len(row.presences) + len(row.parts)),
         _span(told[name] for name in row.presences)]
        for row in rows
    ]  # fmt: skip
    print_table(stream, heads, lines)
    if explain:
        for row in rows:
            _explain(stream, row, ledger, grades)
    known = f", as known on {as_of}" if as_of else ""
    say(f"mapper: {len(rows)} rows on {at}{known}")


def _rest(row: Total) -> str:
    """What no part at a finer place explains."""
    return count_words(row.elsewhere) if row.elsewhere and row.elsewhere != (0, 0) else ""


def _reported(ledger: Ledger, day: str, within: int | None) -> Ledger:
    """Ledger without the presences that were last reported longer before a day."""
    if within is None:
        return ledger
    told, limit = _last_told(ledger, day), (date.fromisoformat(day) - timedelta(days=within)).isoformat()
    return replace(ledger, presences=tuple(row for row in ledger.presences if told[row.id] >= limit))


def _last_told(ledger: Ledger, day: str) -> dict[str, str]:
    """For each presence the publication day of the newest claim on it that was out by a day."""
    published = {claim.id: claim.published for claim in ledger.claims if claim.published}
    found = {}
    for row in ledger.presences:
        out = [published[name] for name in row.claims if name in published and published[name] <= day]
        found[row.id] = max(out, default=row.last_reported)
    return found


def _span(days: Iterable[str]) -> str:
    """Oldest and newest day on which what is added up was last reported: how stale a figure is."""
    known = sorted(set(days))
    return known[0] if len(known) == 1 else f"{known[0]} to {known[-1]}"


def _explain(stream: IO[str], row: Total, ledger: Ledger, grades: dict[str, Grade]) -> None:
    by_id = {claim.id: claim for claim in ledger.claims}
    rows = {presence.id: presence for presence in ledger.presences}
    stream.write(f"\n{row.key}: {count_words((row.low, row.high))}\n")
    for name in (*row.presences, *row.parts):
        one = rows[name]
        part = "  inside it: " if name in row.parts else "  "
        sides = " DISPUTED " + " / ".join(count_words((s.low, s.high)) for s in one.sides) if one.disputed else ""
        who = f"{one.sender or 'unknown'} {one.force or one.personnel}"
        span = f"since {one.start}, last reported {one.last_reported}"
        stream.write(f"{part}{who}, {one.place}: {count_words((one.low, one.high))}{sides} ({span})\n")
        for claim in (by_id[c] for c in one.claims if c in by_id):
            grade = f" [{grades[claim.publisher]}]" if claim.publisher in grades else ""
            mark = f" (corrected by {claim.correction.who})" if claim.correction else ""
            stream.write(f"      {claim.published or 'undated'} {claim.publisher}{grade}{mark}: {claim.quote}\n")


def _claims_of(row: Total, ledger: Ledger) -> list[str]:
    rows = {presence.id: presence for presence in ledger.presences}
    return sorted({claim for name in (*row.presences, *row.parts) for claim in rows[name].claims})


def _corrections(store: Path, stream: IO[str], *, as_json: bool) -> None:
    from mapper.store import open_store, read_changes

    with open_store(store) as opened, opened.reading() as connection:
        changes = read_changes(connection)
    if as_json:
        stream.write(json.dumps([asdict(change) for change in changes], ensure_ascii=False, indent=1) + "\n")
        return
    heads = ["state", "action", "who", "when", "why", "report", "fields", "sentence"]
    lines = [
        [one.state, one.action, one.who, one.when, one.why, one.report_id,
         ", ".join(f"{name}={value}" for name, value in sorted(one.fields.items())), one.quote[:60]]
        for one in changes
    ]  # fmt: skip
    print_table(stream, heads, lines)
    lost = sum(one.state == "claim vanished" for one in changes)
    say(f"mapper: {len(changes)} corrections, {lost} of them have lost their claim")


def _ledger(store: Path, as_of: str | None, *, stated_only: bool = False) -> Ledger:
    from mapper.pipeline import load_ledger

    return load_ledger(store, as_of=as_of, stated_only=stated_only)


def _grades(store: Path) -> dict[str, Grade]:
    from mapper.store import open_store, stored_grades

    with open_store(store) as opened:
        return stored_grades(opened)
