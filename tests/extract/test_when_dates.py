"""Dates as EDTF counted from the report's: each phrase per language, and laws that hold for any text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapper.edtf import is_edtf
from mapper.extract.when import find_dates

PUBLISHED = "2022-08-17"  # a Wednesday

ENGLISH = [
    # text, edtf, kind, future where it differs
    ("on Monday", "2022-08-15", "point", "2022-08-22"),
    ("on Wednesday", "2022-08-17", "point", None),
    ("last Monday", "2022-08-15", "point", None),
    ("next Monday", "2022-08-22", "point", None),
    ("on Monday, August 15", "2022-08-15", "point", "2023-08-15"),
    ("yesterday", "2022-08-16", "point", None),
    ("today", "2022-08-17", "point", None),
    ("this week", "2022-08-15/2022-08-21", "point", None),
    ("earlier this week", "2022-08-15/2022-08-17", "point", None),
    ("last week", "2022-08-08/2022-08-14", "point", None),
    ("last month", "2022-07", "point", None),
    ("earlier this month", "2022-08-01/2022-08-17", "point", None),
    ("later this year", "2022-08-17/2022-12-31", "point", None),
    ("last year", "2021", "point", None),
    ("by the end of the year", "2022-12", "by", None),
    ("by the end of the month", "2022-08-31", "by", None),
    ("the end of next year", "2023-12", "point", None),
    ("in August", "2022-08", "point", None),
    ("in November", "2021-11", "point", "2022-11"),
    ("last August", "2021-08", "point", None),
    ("August last year", "2021-08", "point", None),
    ("on 15 August 2022", "2022-08-15", "point", None),
    ("August 15", "2022-08-15", "point", "2023-08-15"),
    ("Sept. 11, 2001", "2001-09-11", "point", None),
    ("on the 15th of August", "2022-08-15", "point", "2023-08-15"),
    ("15-17 August", "2022-08-15/2022-08-17", "point", None),
    ("two weeks ago", "2022-08-01/2022-08-07", "point", None),
    ("three years ago", "2019", "point", None),
    ("after nine years", "2013/2022", "duration", None),
    ("over the past two years", "2020/2022", "span", None),
    ("in the next two weeks", "2022-08-17/2022-08-31", "span", None),
    ("in early 2020", "2020-01/2020-04", "point", None),
    ("at the start of 2022", "2022-01", "point", None),
    ("in the first half of 2021", "2021-01/2021-06", "point", None),
    ("in the second half of July", "2022-07-16/2022-07-31", "point", "2023-07-16/2023-07-31"),
    ("at the end of the 1990s", "1999", "point", None),
    ("in mid-2020", "2020-05/2020-08", "point", None),
    ("in late July", "2022-07-21/2022-07-31", "point", "2023-07-21/2023-07-31"),
    ("since 2014", "2014/..", "since", None),
    ("since last week", "2022-08-08/..", "since", None),
    ("until 2023", "../2023", "until", None),
    ("before 2020", "../2019", "before", None),
    ("from 2013 to 2022", "2013/2022", "span", None),
    ("2013-2022", "2013/2022", "span", None),
    ("2021-22", "2021/2022", "span", None),
    ("between June and September", "2022-06/2022-09", "span", None),
    ("from June to September 2020", "2020-06/2020-09", "span", None),
    ("at its peak in 2011", "2011", "peak", None),
    ("in the early 1990s", "1990/1993", "point", None),
    ("by next summer", "2023-06/2023-08", "by", None),
    ("in the summer of 2020", "2020-06/2020-08", "point", None),
    ("2022-08-15", "2022-08-15", "point", None),
    ("on 12/31/2020", "2020-12-31", "point", None),
    ("(2011)", "2011", "point", None),
]

FRENCH = [
    ("lundi", "2022-08-15", "point", "2022-08-22"),
    ("lundi dernier", "2022-08-15", "point", None),
    ("le 15 août", "2022-08-15", "point", "2023-08-15"),
    ("le 1er août 2022", "2022-08-01", "point", None),
    ("vendredi 12 août", "2022-08-12", "point", "2023-08-12"),
    ("hier", "2022-08-16", "point", None),
    ("la semaine dernière", "2022-08-08/2022-08-14", "point", None),
    ("le mois prochain", "2022-09", "point", None),
    ("l'an dernier", "2021", "point", None),
    ("en novembre dernier", "2021-11", "point", None),
    ("depuis 2014", "2014/..", "since", None),
    ("à partir de septembre", "2021-09/..", "since", "2022-09/.."),
    ("jusqu'en 2023", "../2023", "until", None),
    ("d'ici la fin de l'année", "2022-12", "by", None),
    ("avant la fin du mois", "../2022-08-30", "before", None),
    ("avant la fin de l'année", "../2022-12-30", "before", None),
    ("le week-end dernier", "2022-08-13/2022-08-14", "point", None),
    ("il y a deux semaines", "2022-08-01/2022-08-07", "point", None),
    ("depuis neuf ans", "2013/2022", "span", None),
    ("après neuf ans", "2013/2022", "duration", None),
    ("entre juin et septembre", "2022-06/2022-09", "span", None),
    ("de 2013 à 2022", "2013/2022", "span", None),
    ("du 15 au 20 août", "2022-08-15/2022-08-20", "point", None),
    ("fin 2021", "2021-12", "point", None),
    ("début 2020", "2020-01/2020-04", "point", None),
    ("au premier semestre 2021", "2021-01/2021-06", "point", None),
    ("dès le début de l'année", "2022-01", "point", None),
    ("à la mi-août", "2022-08-11/2022-08-20", "point", None),
    ("les années 1990", "1990/1999", "point", None),
    ("le 15 août dernier", "2022-08-15", "point", None),
    ("le 20 août dernier", "2021-08-20", "point", None),
    ("le 5 mars prochain", "2023-03-05", "point", None),
    ("ce lundi 15 août", "2022-08-15", "point", "2023-08-15"),
    ("en début de semaine", "2022-08-15/2022-08-21", "point", None),
    ("en fin d'année", "2022-12", "point", None),
    ("durant l'année 2021", "2021", "during", None),
    ("d'ici la fin de l'année 2023", "2023-12", "by", None),
    ("d'ici la fin du mois de juin", "2022-06-30", "by", "2023-06-30"),
    ("jusqu'à la fin de l'année", "../2022", "until", None),
    ("depuis une dizaine d'années", "2012/2022", "span", None),
    ("dans un délai d'un mois", "2022-08/2022-09", "span", None),
]

SPANISH = [
    ("el segundo semestre de 2020", "2020-07/2020-12", "point", None),
    ("desde el inicio del año", "2022/..", "since", None),
    ("el lunes", "2022-08-15", "point", "2022-08-22"),
    ("el 15 de agosto de 2022", "2022-08-15", "point", None),
    ("ayer", "2022-08-16", "point", None),
    ("la semana pasada", "2022-08-08/2022-08-14", "point", None),
    ("el próximo mes", "2022-09", "point", None),
    ("en noviembre pasado", "2021-11", "point", None),
    ("hace dos semanas", "2022-08-01/2022-08-07", "point", None),
    ("tras nueve años", "2013/2022", "duration", None),
    ("hasta 2023", "../2023", "until", None),
    ("desde 2014", "2014/..", "since", None),
    ("desde 2013 hasta 2022", "2013/2022", "span", None),
    ("entre junio y septiembre", "2022-06/2022-09", "span", None),
    ("finales de 2021", "2021-09/2021-12", "point", None),
]


def rows():
    for lang, table in (("en", ENGLISH), ("fr", FRENCH), ("es", SPANISH)):
        for text, edtf, kind, future in table:
            yield pytest.param(lang, text, edtf, kind, future or edtf, id=f"{lang}: {text}")


@pytest.mark.parametrize(("lang", "text", "edtf", "kind", "future"), list(rows()))
def test_when_reads_dates_from_the_reports_own(lang, text, edtf, kind, future):
    found = find_dates(text, PUBLISHED, lang)
    assert [(d.edtf, d.kind, d.future) for d in found] == [(edtf, kind, future)]


@pytest.mark.parametrize(
    "text", ["they may go", "on the march", "2000 troops", "a force of 2000 troops", "from 5,200 to 3,000", "T-72"]
)
def test_when_finds_no_date_in_other_words_and_numbers(text):
    assert find_dates(text, PUBLISHED) == ()


def test_when_takes_no_participle_for_a_summer():
    assert find_dates("les soldats ont été déployés", PUBLISHED, "fr") == ()


@pytest.mark.parametrize(
    "text", ["on Monday", "last month", "two weeks ago", "in August", "this year", "next summer"]
)
def test_when_without_a_report_date_says_why(text):
    (found,) = find_dates(text, None)
    assert (found.edtf, found.future, bool(found.reason)) == (None, None, True)


def test_when_needs_a_day_to_count_days_from():
    (weekday,) = find_dates("on Monday", "2022-08")
    (month,) = find_dates("last month", "2022-08")
    assert (weekday.edtf, month.edtf) == (None, "2022-07")


@pytest.mark.parametrize("text", ["several years ago", "two years earlier", "03/04/2022", "in the coming weeks"])
def test_when_leaves_what_is_not_exact_without_a_date(text):
    (found,) = find_dates(text, PUBLISHED)
    assert found.edtf is None
    assert found.reason


def test_when_reads_day_before_month_where_the_language_does():
    assert find_dates("le 03/04/2022", PUBLISHED, "fr")[0].edtf == "2022-04-03"


def test_when_explicit_dates_need_no_report_date():
    assert [d.edtf for d in find_dates("since 2014 and on 15 August 2022", None)] == ["2014/..", "2022-08-15"]


def test_when_is_the_same_whatever_the_clock(monkeypatch):
    import datetime as dt

    class Never(dt.date):
        @classmethod
        def today(cls):
            raise AssertionError("a date depends on the clock")

    monkeypatch.setattr(dt, "date", Never)
    assert find_dates("on Monday", PUBLISHED)[0].edtf == "2022-08-15"


WORDS = [
    "Monday",
    "last",
    "the",
    "end",
    "of",
    "2014",
    "May",
    "two",
    "weeks",
    "ago",
    "since",
    "31",
    "February",
    "-",
    "/",
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
DATES = st.one_of(st.none(), st.dates().map(str), st.sampled_from(["2022", "2022-08", "../2022", "9999-12-31", "x"]))


@given(TEXTS, DATES, st.sampled_from(["en", "fr", "es"]))
def test_when_of_any_text_gives_spans_in_order_and_true_edtf(text, published, lang):
    found = find_dates(text, published, lang)
    for one in found:
        assert text[one.start : one.end] == one.text
        assert one.edtf is None or is_edtf(one.edtf)
        assert one.future is None or is_edtf(one.future)
        assert one.edtf is not None or one.reason
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
