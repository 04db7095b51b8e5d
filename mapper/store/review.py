"""Review: claims as a table for a person to accept, reject, edit or add, and the table taken in again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mapper import edtf
from mapper.model import ORGANISATIONS, Claim, Personnel, Precision, Status
from mapper.store.correction import (
    ADDED_RULE,
    EDITABLE,
    Change,
    apply_changes,
    change_id,
    read_changes,
    resolve,
    values_of,
    write_changes,
)
from mapper.store.database import Store
from mapper.store.intake import touch
from mapper.store.ledger import read_claims

ACTIONS = ("accept", "reject", "edit", "add")
COLUMNS = (
    "claim",
    "action",
    "who",
    "why",
    "report",
    "publisher",
    "published",
    "title",
    "quote",
    *EDITABLE,
    "corrected",
)
"""Columns of the table: what to do and who says so, what the claim is from, its fields, who corrected it before."""
NOBODY = "nobody is named in the column who; name the person, or pass --who"
MOST_PEOPLE = 100_000_000
LIKE_NAME = 60
"""Least likeness (0 to 100, rapidfuzz ratio) of two spellings of one place's name."""
_ENUMS = {"personnel": Personnel, "status": Status, "precision": Precision}


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of a table: corrections stored, rows that say nothing new, and rows that cannot be taken."""

    applied: int
    untouched: int
    errors: tuple[str, ...]
    vanished: int


def review_rows(store: Store) -> list[dict[str, Any]]:
    """Claims of a store as rows of the table, those that were rejected by a person among them.

    Returns
    -------
    list of dict
        Keys of ``COLUMNS``; ``action``, ``who`` and ``why`` are empty for the person to fill in.
    """
    with store.reading() as connection:
        claims = read_claims(connection)
        titles = dict(connection.execute("SELECT id, title FROM reports").fetchall())
        gone = [
            change for change in read_changes(connection) if change.action == "reject" and change.state == "in force"
        ]
        rejected = {change.applies_to: change.who for change in gone}
        hidden = [claim for claim in read_claims(connection, corrected=False) if claim.id in rejected]
    rows = [_row(claim, titles, claim.correction.who if claim.correction else "") for claim in claims]
    rows += [_row(claim, titles, f"{rejected[claim.id]} (rejected)") for claim in hidden]
    return sorted(rows, key=lambda row: (row["published"] or "", row["report"], str(row["claim"])))


def _row(claim: Claim, titles: Mapping[str, str], corrected: str) -> dict[str, Any]:
    blank = {"action": "", "who": "", "why": ""}
    origin = {"report": claim.report_id, "publisher": claim.publisher, "published": claim.published,
              "title": titles.get(claim.report_id, ""), "quote": claim.quote}  # fmt: skip
    return {"claim": claim.id, **blank, **origin, **values_of(claim), "corrected": corrected}


def apply_review(
    store: Store, rows: Iterable[tuple[str, Mapping[str, Any]]], *, when: str, who: str = ""
) -> Reviewed:
    """Take a reviewed table in; each row by itself, so that a bad one costs only itself.

    Parameters
    ----------
    store : Store
        Open for writing.
    rows : iterable of (str, mapping)
        Where the row stands (``claims.csv row 14``) and its values; empty cells are ``None`` or ``""``.
    when : str
        ISO date of the corrections.
    who : str
        Who made them, for rows that do not say.

    Returns
    -------
    Reviewed
        ``errors`` has one line for each row that cannot be taken.

    Raises
    ------
    StoreError
        The store cannot be written.
    """
    errors: list[str] = []
    changes: list[Change] = []
    untouched = 0
    with store.reading() as connection:
        claims = {claim.id: claim for claim in read_claims(connection, corrected=False)}
        shown = {claim.id: claim for claim in apply_changes(claims.values(), read_changes(connection))}
        digests = dict(connection.execute("SELECT id, digest FROM reports").fetchall())
    for where, row in rows:
        found = _change(row, claims, shown, digests, who)
        if isinstance(found, str):
            errors.append(f"{where}: {found}")
        elif found is None:
            untouched += 1
        else:
            dated = replace(found, when=when)
            changes.append(replace(dated, id=change_id(dated)))
    with store.writing() as connection:
        applied = write_changes(connection, changes)
        vanished = resolve(connection)
        if applied:
            touch(connection)
    return Reviewed(applied, untouched + len(changes) - applied, tuple(errors), vanished)


def _change(
    row: Mapping[str, Any],
    claims: Mapping[str, Claim],
    shown: Mapping[str, Claim],
    digests: Mapping[str, str],
    who: str,
) -> Change | str | None:
    """Correction that a row asks for, the reason why it cannot be one, or nothing."""
    action, name = _text(row.get("action")).lower(), _text(row.get("claim"))
    if action and action not in ACTIONS:
        return f"action {action!r} is not one of {', '.join(ACTIONS)}"
    values = _values(row)
    if isinstance(values, str):
        return values
    person = _text(row.get("who")) or who
    if action == "add" or (not name and not action and any(v for v in values.values())):
        return _addition(row, values, digests, person)
    before = shown.get(name) or claims.get(name)
    if before is not None:
        change = _edit(row, values, before, claims.get(name, before), action)
        if change is None:
            return None
        change = replace(change, digest=digests.get(before.report_id, ""), who=person)
        return (_misplaced(change, before) or change) if person else NOBODY
    return f"no claim {name!r} in the store; leave the column claim as it was written" if name or action else None


def _edit(
    row: Mapping[str, Any], values: Mapping[str, Any], before: Claim, original: Claim, action: str
) -> Change | None:
    """Correction of a claim that is there: accepted, rejected, or with the fields that differ."""
    old = values_of(before)
    new = {key: value for key, value in values.items() if key in row and not _equal(value, old[key])}
    if not action and not new:
        return None
    fields = {} if action == "reject" else {**_fields_of(before), **new}
    added = original.rule == ADDED_RULE
    if action != "reject":
        action = "add" if added else "edit" if fields else "accept"
    was = {"published": original.published, "publisher": original.publisher} if added else values_of(original)
    return Change(
        id="", action=action, claim_id=before.id, report_id=original.report_id, digest="", quote=original.quote,
        who="", when="", why=_text(row.get("why")), was=was, fields=fields,
    )  # fmt: skip


def _misplaced(change: Change, before: Claim) -> str | None:
    """What is wrong with an edit that names another place and leaves the coordinates of the old one."""
    here = before.location
    if here is None or {"lat", "lon"} & set(change.fields):
        return None
    for name in ("place", "host"):
        old, new = getattr(before, name), change.fields.get(name)
        if new and old and new != old and (name == "host" or _likeness(old, new) < LIKE_NAME):
            remedy = f"change lat and lon too (see: mapper locate {new!r}), or empty both"
            return f"{name} is now {new!r}, and lat and lon are still those of {old!r}; {remedy}"
    return None


def _likeness(one: str, other: str) -> float:
    from rapidfuzz.fuzz import ratio

    return float(ratio(one.casefold(), other.casefold()))


def _fields_of(claim: Claim) -> dict[str, Any]:
    names = claim.correction.fields if claim.correction else ()
    return {name: value for name, value in values_of(claim).items() if name in names}


def _addition(
    row: Mapping[str, Any], values: Mapping[str, Any], digests: Mapping[str, str], who: str
) -> Change | str:
    report, quote = _text(row.get("report")), _text(row.get("quote"))
    if report not in digests:
        return f"report {report!r} is not in the store; an added claim needs the id of its report"
    if not who:
        return NOBODY
    fields = {name: value for name, value in values.items() if value is not None}
    if not fields.get("status"):
        return "an added claim needs a status"
    origin = {"published": _text(row.get("published")) or None, "publisher": _text(row.get("publisher"))}
    change = Change(id="", action="add", claim_id="", report_id=report, digest=digests[report], quote=quote, who=who,
                    when="", why=_text(row.get("why")), was=origin, fields=fields)  # fmt: skip
    return replace(change, claim_id=f"added-{change_id(replace(change, who=''))}")


def _values(row: Mapping[str, Any]) -> dict[str, Any] | str:
    """Fields of a row as values of their types, or what is wrong with the first that is not."""
    values: dict[str, Any] = {}
    for name in EDITABLE:
        try:
            values[name] = _value(name, row.get(name))
        except ValueError as error:
            return str(error)
    low, high = values["count_low"], values["count_high"]
    if low is not None and high is not None and low > high:
        return f"count_low {low} is greater than count_high {high}"
    if (values["lat"] is None) != (values["lon"] is None):
        return "lat and lon go together; give both or neither"
    return values


def _value(name: str, given: Any) -> Any:
    text = _text(given)
    if name == "optional":
        return _yes_or_no(text)
    if not text:
        return None
    if name in ("count_low", "count_high"):
        return _people(name, text)
    if name in ("lat", "lon"):
        return _degrees(name, text)
    if name in _ENUMS:
        allowed = [str(one) for one in _ENUMS[name]]
        if text not in allowed:
            raise ValueError(f"{name} {text!r} is not one of {', '.join(allowed)}")
    elif name == "when" and not edtf.is_edtf(text):
        raise ValueError(f"when {text!r} is not a date; expected EDTF (YYYY-MM-DD, YYYY-MM, YYYY, A/B)")
    elif name in ("sender", "host") and not _is_code(text, organisations=name == "sender"):
        raise ValueError(f"{name} {text!r} is not an ISO 3166-1 alpha-3 code; expected for example FRA")
    return text


def _people(name: str, text: str) -> int:
    plain = text.replace(",", "").removesuffix(".0")
    if not plain.isdigit() or int(plain) > MOST_PEOPLE:
        raise ValueError(f"{name} {text!r} is not a number of people; expected a whole number")
    return int(plain)


def _degrees(name: str, text: str) -> float:
    limit = 90.0 if name == "lat" else 180.0
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not -limit <= value <= limit:
        raise ValueError(f"{name} {text!r} is not decimal degrees between -{limit:g} and {limit:g}")
    return value


def _yes_or_no(text: str) -> bool:
    if text.lower() in ("", "0", "false", "no"):
        return False
    if text.lower() in ("1", "true", "yes", "1.0"):
        return True
    raise ValueError(f"optional {text!r} is not true or false")


def _is_code(text: str, *, organisations: bool) -> bool:
    if organisations and text in ORGANISATIONS:
        return True
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


def _text(value: Any) -> str:
    return "" if value is None or value != value else str(value).strip()  # noqa: PLR0124  (nan is not itself)


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, int | float):
        return abs(one - other) < 1e-6
    return bool(one == other) or (one in (None, "") and other in (None, ""))
