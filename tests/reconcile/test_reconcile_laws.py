"""Laws of reconciling that hold for any claims at all."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import build_claims as made
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mapper import edtf
from mapper.model import Kind
from mapper.reconcile import reconcile_claims, totals

settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")  # a busy machine is no failure
PLACES = (made.MALI, made.NIGER, made.SAHEL, made.FOUR, made.THREE, made.GAO_REGION, made.GAO, made.GAO_BASE, None)
FORCES = (
    ("FRA", "", "troops"),
    ("FRA", "barkhane", "troops"),
    ("FRA", "serval", "troops"),
    ("FRA", "sabre", "special_forces"),
    ("FRA", "a new unit", "troops"),
    ("DEU", "", "troops"),
    ("DEU", "minusma", "peacekeepers"),
    ("DEU", "minusma", "police"),
    ("UN", "minusma", "peacekeepers"),
    ("UN", "", "peacekeepers"),
    ("COALITION", "takuba", "special_forces"),
    ("RUS", "wagner", "contractors"),
    ("RUS", "africa-corps", "contractors"),
    (None, "", "troops"),
)
DAYS = st.dates(date(2019, 1, 1), date(2023, 12, 31)).map(str)
NUMBERS = st.sampled_from([None, 5, 100, 105, 600, 3000, 5100, (200, 999), (3000, None), (None, 400), (0, 0)])
WHENS = st.one_of(
    st.none(),
    st.none(),
    DAYS,
    st.sampled_from(["2020", "2021-06", "2019/2021", "2020/..", "../2021-03", "2022/2024", "2024"]),
)
RULES = st.sampled_from(["subject.be", "subject.be", "statement.number-place", "level.to"])
STATUSES = st.sampled_from(
    ["present", "present", "present", "arriving", "leaving", "left", "planned_arrival", "planned_departure", "denied"]
)


@st.composite
def claims_of(draw, size=14):
    """Some claims, with ids by position so that shrinking keeps them stable."""
    result = []
    for at in range(draw(st.integers(0, size))):
        sender, force, personnel = draw(st.sampled_from(FORCES))
        report, sentence = f"r{draw(st.integers(0, 6))}", draw(st.integers(0, 2))
        beside = [claim.id for claim in result if claim.report_id == report]
        result.append(
            made.claim(
                sender,
                draw(st.sampled_from(PLACES)),
                draw(NUMBERS),
                on=draw(st.one_of(DAYS, DAYS, DAYS, st.none())),
                when=draw(WHENS),
                status=draw(STATUSES),
                force=force,
                personnel=personnel,
                publisher=draw(st.sampled_from(["A", "B", ""])),
                id=f"c{at:03d}",
                report_id=report,
                group=draw(st.sampled_from(["", "", "", "g"])),
                part_of=draw(st.sampled_from(["", "", "", *beside[:1]])),
                rule=draw(RULES),
                start=sentence * 100,
                end=sentence * 100 + 80 if sentence else 0,
            )
        )
    return result


def run(claims, **more):
    return reconcile_claims(claims, options=made.OPTIONS, **more)


@given(claims_of(), st.randoms(use_true_random=False))
def test_order_of_input_does_not_matter(claims, random):
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert run(shuffled) == run(claims)


@given(claims_of())
def test_every_claim_is_on_the_map_or_listed(claims):
    rows, unmapped = run(claims)
    shown = {name for row in rows for name in row.claims}
    listed = {item.claim for item in unmapped}
    assert shown | listed == {claim.id for claim in claims}
    assert not shown & listed


@given(claims_of())
def test_rows_are_well_formed(claims):
    rows, _ = run(claims)
    ids = [row.id for row in rows]
    assert len(ids) == len(set(ids))
    for row in rows:
        assert row.end is None or row.start < row.end
        assert row.low is None or row.high is None or row.low <= row.high
        assert not row.within or row.within in ids
        assert row.end_basis in ("reported", "carried_forward", "open")
        assert (row.end is None) == (row.end_basis == "open")


@given(claims_of())
def test_a_series_has_one_level_at_a_time(claims):
    rows, _ = run(claims)
    spans = sorted((row.series, row.start, row.end or "9999") for row in rows if row.kind is Kind.PRESENCE)
    for one, other in pairwise(spans):
        assert one[0] != other[0] or one[2] <= other[1]


@given(claims_of(), DAYS, NUMBERS, STATUSES)
def test_unrelated_report_changes_no_other_presence(claims, day, number, status):
    place = made.MALI.__class__(name="Djibouti", lon=42.6, lat=11.7, precision=made.MALI.precision, country="DJI")
    other = made.claim("JPN", place, number, on=day, status=status, id="other", report_id="other")
    before, after = run(claims)[0], run([*claims, other])[0]
    assert [row for row in after if "other" not in row.claims] == list(before)


@given(claims_of(), DAYS)
def test_as_of_knows_nothing_later(claims, day):
    early = [
        claim for claim in claims if claim.published and edtf.last_day(claim.published) <= date.fromisoformat(day)
    ]
    assert run(claims, as_of=day) == run(early)


@given(claims_of())
def test_left_and_no_later_claim_means_nobody(claims):
    end = "2030-01-01"
    left = [
        made.claim("FRA", made.MALI, on=end, status="left", personnel=kind, id=f"end{kind}", report_id="end")
        for kind in ("troops", "special_forces")
    ]
    rows, _ = run([*claims, *left])
    inside = [
        row
        for row in rows
        if row.kind is Kind.PRESENCE and row.sender == "FRA" and row.host == "MLI" and row.force != "MINUSMA"
    ]
    assert all(row.end is not None and row.end <= end for row in inside)


@settings(max_examples=200)
@given(claims_of(), DAYS, st.sampled_from(["host", "sender", "force"]))
def test_totals_lie_between_the_largest_part_and_the_sum_of_the_widest(claims, day, by):
    rows, _ = run(claims)
    by_id = {row.id: row for row in rows}
    for total in totals(rows, day, by):
        if total.area:
            continue
        parts = [by_id[name] for name in (*total.presences, *total.parts)]
        assert total.high is None or (total.low or 0) <= total.high
        assert (total.low or 0) >= max(part.low or 0 for part in parts)
        if total.high is not None and all(part.high is not None for part in parts):
            assert total.high <= sum(part.high for part in parts)


@given(*[st.integers(1, 20_000)] * 3)
def test_a_total_and_its_parts_are_not_added(whole, one, two):
    claims = [made.claim("FRA", at, n) for at, n in ((made.MALI, whole), (made.GAO, one), (made.TIMBUKTU, two))]
    rows, _ = run(claims)
    (total,) = totals(rows, "2022-02-01")
    assert max(whole, one, two) <= total.low <= total.high <= max(whole, one + two)


@given(claims_of(), DAYS)
def test_all_hosts_count_everybody_there(claims, day):
    rows, _ = run(claims)
    there = {r.id for r in rows if r.kind is Kind.PRESENCE and r.start <= day and (r.end is None or day < r.end)}
    found = totals(rows, day)
    named = [name for total in found for name in (*total.presences, *(() if total.area else total.parts))]
    assert set(named) <= there
    assert {r.id for r in rows if r.id in there and r.host} <= set(named)
    assert len(named) == len(set(named))


@given(claims_of())
def test_nobody_is_inside_himself(claims):
    rows, _ = run(claims)
    by_id = {row.id: row for row in rows}
    for row in rows:
        seen, above = {row.id}, by_id.get(row.within)
        while above is not None and above.id not in seen:
            seen.add(above.id)
            above = by_id.get(above.within)
        assert above is None


def test_many_claims_on_one_force_take_bounded_work():
    start = date(2015, 1, 1)
    claims = [
        made.claim(
            "FRA", made.MALI, 1000 + at % 7 * 300, on=str(start + timedelta(days=at % 3000)), publisher=str(at % 5)
        )
        for at in range(2000)
    ]
    rows, unmapped = run(claims)
    assert rows
    assert not unmapped
