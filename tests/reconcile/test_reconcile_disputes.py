"""Claims that cannot both be true: both kept, the widest interval, the sides named."""

from __future__ import annotations

from build_claims import NIGER, OPTIONS, claim

from mapper.model import Kind
from mapper.reconcile import reconcile_claims


def rows_of(claims):
    return [row for row in reconcile_claims(claims, options=OPTIONS)[0] if row.kind is Kind.PRESENCE]


def sides(row):
    return [(side.low, side.high, side.publishers) for side in row.sides]


def test_two_publishers_on_one_day():
    (row,) = rows_of([claim("USA", NIGER, 400, publisher="A"), claim("USA", NIGER, 1000, publisher="B")])
    assert (row.low, row.high, row.disputed) == (400, 1000, True)
    assert sides(row) == [(400, 400, ("A",)), (1000, 1000, ("B",))]


def test_roundings_of_one_number_are_no_dispute():
    (row,) = rows_of([claim("USA", NIGER, 5000, publisher="A"), claim("USA", NIGER, 5100, publisher="B")])
    assert (row.low, row.high, row.disputed) == (5000, 5100, False)


def test_vague_count_and_exact_count_agree_on_the_exact_one():
    (row,) = rows_of([claim("USA", NIGER, (200, 999), publisher="A"), claim("USA", NIGER, 400, publisher="B")])
    assert (row.low, row.high, row.disputed) == (400, 400, False)


def test_later_number_of_the_same_publisher_is_a_change():
    rows = rows_of([claim("USA", NIGER, 400, on="2022-01-01"), claim("USA", NIGER, 1000, on="2022-01-05")])
    assert [(row.low, row.disputed) for row in rows] == [(400, False), (1000, False)]


def test_number_months_later_is_a_change():
    rows = rows_of(
        [
            claim("USA", NIGER, 400, on="2022-01-01", publisher="A"),
            claim("USA", NIGER, 1000, on="2022-06-05", publisher="B"),
        ]
    )
    assert [(row.low, row.disputed) for row in rows] == [(400, False), (1000, False)]


def test_official_count_of_a_year_against_the_press_of_that_year():
    # US personnel in Niger: a yearly official count in tens, the press at about 1,100 in the same years.
    (row,) = rows_of(
        [
            claim("USA", NIGER, 9, on="2019-01-01", when="2018", publisher="Official"),
            claim("USA", NIGER, 1100, on="2018-10-10", publisher="Press"),
        ]
    )
    assert (row.low, row.high) == (9, 1100)
    assert sides(row) == [(9, 9, ("Official",)), (1100, 1100, ("Press",))]


def test_dispute_lasts_while_both_sides_keep_to_their_numbers():
    claims = [
        claim("USA", NIGER, number, on=f"{year + 1}-03-01", when=str(year), publisher="Official")
        for number, year in ((52, 2018), (21, 2019))
    ] + [claim("USA", NIGER, 1100, on=day, publisher="Press") for day in ("2018-10-10", "2019-05-05", "2020-05-05")]
    rows = [row for row in rows_of(claims) if row.start >= "2018-10-10"]
    assert all(row.disputed and row.high == 1100 for row in rows)
    assert [row.low for row in rows] == [52, 21]


def test_copies_of_one_story_are_one_source():
    from dataclasses import replace

    first, copy = claim("USA", NIGER, 400, publisher="A"), claim("USA", NIGER, 400, publisher="B")
    options = replace(OPTIONS, sources={copy.report_id: "A"})
    rows, _ = reconcile_claims([first, copy], options=options)
    assert rows[0].publishers == ("A",)
    assert reconcile_claims([first, copy], options=OPTIONS)[0][0].publishers == ("A", "B")
