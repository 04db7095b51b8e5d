"""Deployment tables: column maps, rows that become claims, broken rows, and the published tables themselves."""

from __future__ import annotations

import csv
import importlib.util
import io
import random
import re
from collections import Counter
from contextlib import suppress
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper import edtf
from mapper.errors import UsageError
from mapper.model import Extraction, Personnel, Precision, Rejected, Status
from mapper.read.dataset import open_maps, read_dataset, recognise
from mapper.read.dataset_cell import CellError, degrees, headcount, interval, moment
from mapper.read.dataset_country import country_codes, turned
from mapper.read.dataset_map import FIELDS, parse_maps
from mapper.read.fields import fold

GEO_PKO = "mission,year,country,location,latitude,longitude,NoTroops,hq,ave.no.troops\n"
US = "countryname,year,ccode,iso3c,region,troops_ad,army_ad\n"
OWN = "sender,force,personnel,low,high,count,place,host,lat,lon,status,start,end,source,url,publisher\n"
SUM_MAP = """
[[map]]
id = "by-contingent"
required = ["operation", "contingent", "town", "men"]
repeats = "sum"
columns = { force = "operation", place = "town", count = "men", when = "year", host = "land", note = "contingent" }
constants = { sender = "AU" }
"""


def split(text, *, maps=None, delimiter=",", source="own.csv", **options):
    items = list(read_dataset(text, source=source, delimiter=delimiter, maps=maps or open_maps(), **options))
    return [i for i in items if isinstance(i, Extraction)], [i for i in items if isinstance(i, Rejected)]


def claims_of(text, **options):
    kept, rejected = split(text, **options)
    assert not rejected, rejected
    return [claim for extraction in kept for claim in extraction.claims]


def own(**cells):
    """Table of one row under the columns of ``OWN``."""
    names = OWN.strip().split(",")
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([cells.get(name, "") for name in names])
    return OWN + out.getvalue()


def reason_of(text, **options):
    kept, rejected = split(text, **options)
    assert not kept
    (only,) = rejected
    return only.reason


# column maps


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (GEO_PKO, "geo-pko"),
        (GEO_PKO.upper(), "geo-pko"),
        (US, "us-troops"),
        (OWN, "table"),
        ("Sending State,Host Country,Troops\n", "table"),
        ("operation,city,strength\n", "table"),
        ("sender,host,lat,lon\n", None),
        ("place,count,year\n", None),
        ("id,text,published\n", None),
        ("countryname,iso3c,basename,lat,lon,base\n", None),
    ],
)
def test_header_finds_its_map(header, expected):
    found = recognise(header.strip().split(","), open_maps())
    assert (found.id if found else None) == expected


def test_table_without_a_map_is_rejected_whole():
    reason = reason_of("place,colour\nGao,blue\n")
    assert "no column map fits" in reason
    assert "'colour'" in reason


def test_every_field_of_the_shipped_maps_is_known_and_described(root):
    text = (root / "docs" / "datasets.md").read_text(encoding="utf-8")
    missing = [name for name in sorted(FIELDS) if f"`{name}`" not in text]
    assert not missing
    assert all(table.description and f"`{table.id}`" in text for table in open_maps())


def test_documented_map_and_example_work(root, capsys):
    text = (root / "docs" / "datasets.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"```(\w+)\n(.*?)```", text, flags=re.DOTALL))
    (table,) = parse_maps(blocks["toml"], name="docs")
    assert (table.id, table.repeats, table.values["host"]) == ("my-contingents", "sum", {"côte": "CIV"})
    exec(blocks["python"], {})
    assert capsys.readouterr().out == "sender TCD | place Tessalit | host MLI | count 1200 | year 2015\n"


def test_own_map_goes_first_and_replaces_one_of_ours(tmp_path):
    path = tmp_path / "maps.toml"
    path.write_text(SUM_MAP.replace('"by-contingent"', '"table"'), encoding="utf-8")
    maps = open_maps(path)
    assert [table.id for table in maps] == ["table", "geo-pko", "us-troops"]
    assert maps[0].constants == {"sender": "AU"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id = [", "is not TOML"),
        ("id = 'x'", "holds no column map"),
        ("[[map]]\nid = 'x'", "has no required and no columns"),
        ("[[map]]\nid = 'x'\nrequired = ['a']\ncolumns = { town = 'a' }", "'town' is no field"),
        ("[[map]]\nid = 'x'\nrequired = ['a']\ncolumns = { place = 3 }", "must be a column name or a list"),
        (
            "[[map]]\nid = 'x'\nrequired = ['a']\ncolumns = { place = 'a' }\nrepeats = 'twice'",
            "none of each, once, sum",
        ),
        ("[[map]]\nid = 'x'\nrequired = ['a']\ncolumns = { place = 'a' }\nzeros = 'skip'", "'zeros' is no key"),
        ("[[map]]\nid = 'x'\nrequired = 'a'\ncolumns = { place = 'a' }", "required is a str, expected a list"),
        (
            "[[map]]\nid = 'x'\nrequired = ['a']\ncolumns = { place = 'a' }\nplaces = { Gao = { land = 'MLI' } }",
            "expected host, precision, since, until, of",
        ),
        (SUM_MAP + SUM_MAP, "two maps share an id"),
    ],
)
def test_broken_map_says_what_is_wrong(text, message):
    with pytest.raises(UsageError, match=message):
        parse_maps(text, name="maps.toml")


def test_missing_map_file_is_a_usage_error(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        open_maps(tmp_path / "none.toml")


# Geo-PKO


def test_geo_pko_row_becomes_a_located_claim_with_its_trail():
    text = GEO_PKO + "MINUSMA,2015,Mali,Ansongo,15.6597,0.5022,650,0,650\n"
    (extraction,), rejected = split(text, source="data/front.csv")
    (claim,) = extraction.claims
    assert not rejected
    assert (claim.sender, claim.force, claim.personnel) == ("UN", "MINUSMA", Personnel.PEACEKEEPERS)
    assert (claim.count_low, claim.count_high, claim.count_text) == (650, 650, "650")
    assert (claim.place, claim.host, claim.precision) == ("Ansongo", "MLI", Precision.SETTLEMENT)
    assert (claim.status, claim.when, claim.rule) == (Status.PRESENT, "2015/2015", "dataset:geo-pko")
    assert claim.location
    assert (claim.location.lat, claim.location.lon, claim.location.country) == (15.6597, 0.5022, "MLI")
    assert claim.quote == (
        "mission MINUSMA | year 2015 | country Mali | location Ansongo | latitude 15.6597 | longitude 0.5022 | "
        "ave.no.troops 650"
    )
    assert extraction.report.text[claim.start : claim.end] == claim.quote
    assert extraction.report.text.endswith("\nNoTroops 650 | hq 0")
    assert extraction.report.origin == "data/front.csv row 2"
    assert extraction.report.id == claim.report_id
    assert extraction.report.id.startswith("front-")
    assert "Geo-PKO" in extraction.report.publisher
    marked = {(mark.role, claim.quote[mark.start : mark.end]) for mark in claim.marks}
    assert marked == {
        ("force", "MINUSMA"),
        ("when", "2015"),
        ("place", "Mali"),
        ("place", "Ansongo"),
        ("count", "650"),
    }


@pytest.mark.parametrize("cell", ["0", "NA", ""])
def test_geo_pko_place_without_troops_is_a_presence_of_unknown_size(cell):
    (claim,) = claims_of(GEO_PKO + f"MINURSO,1999,Western Sahara,Mahbas,27.4361,-9.0553,0,0,{cell}\n")
    assert (claim.count_low, claim.count_high, claim.count_text) == (None, None, None)
    assert (claim.host, claim.status) == ("ESH", Status.PRESENT)


def test_geo_pko_rows_that_repeat_the_year_mean_are_one_claim():
    rows = "MONUC,2004,DRC,Kindu,-2.95,25.95,{},0,400\n"
    kept, (note,) = split(GEO_PKO + "".join(rows.format(n) for n in (300, 400, 500)))
    assert [claim.count_high for e in kept for claim in e.claims] == [400]
    assert kept[0].claims[0].host == "COD"
    assert (note.where, note.reason[:39]) == ("rows 3, 4", "2 rows left out by the map 'geo-pko': t")


def test_geo_pko_border_place_has_two_countries_and_no_host():
    (claim,) = claims_of(GEO_PKO + "UNMEE,2003,Ethiopia/Eritrea,Zalambessa,14.52,39.38,0,0,120\n")
    assert claim.host is None
    assert claim.location
    assert claim.location.countries == ("ERI", "ETH")


@pytest.mark.parametrize(("country", "host"), [("Sudan", "SSD"), ("South Sudan", "SSD"), ("DRC", "COD")])
def test_geo_pko_host_is_the_state_of_today(country, host):
    (claim,) = claims_of(GEO_PKO + f"UNMIS,2007,{country},Wau,4.84,28.60,0,0,120\n")
    assert claim.host == host


@pytest.mark.parametrize("place", ["Camp Roberts", "Gao Airport", "Position 5-10", "Log Base"])
def test_geo_pko_base_is_a_site(place):
    (claim,) = claims_of(GEO_PKO + f"UNIFIL,2008,Lebanon,{place},33.11,35.13,0,0,120\n")
    assert claim.precision is Precision.SITE


def test_word_of_a_site_inside_a_name_makes_no_site():
    (claim,) = claims_of(GEO_PKO + "MINUSTAH,2008,Haiti,Fort-Liberté,19.66,-71.84,0,0,120\n")
    assert claim.precision is Precision.SETTLEMENT


# US troops by country and year


def test_us_row_is_a_claim_on_a_country_left_to_locate():
    (claim,) = claims_of(US + "Germany,2019,255,DEU,Europe & Central Asia,35220,21000\n")
    assert (claim.sender, claim.personnel, claim.count_low, claim.count_high) == (
        "USA",
        Personnel.TROOPS,
        35220,
        35220,
    )
    assert (claim.place, claim.host, claim.precision) == ("Germany", "DEU", Precision.COUNTRY)
    assert (claim.location, claim.unlocated) == (None, "the row has no coordinates")
    assert claim.when == "2019/2019"


def test_us_zero_and_home_are_no_presence_and_are_counted():
    rows = [f"Aruba,{1951 + n},210,ABW,-,0,0\n" for n in range(7)] + ["United States,2019,2,USA,-,1190000,1\n"]
    kept, notes = split(US + "".join(rows))
    assert not kept
    assert [(note.where, note.reason.split(" by the map")[0]) for note in notes] == [
        ("rows 2, 3, 4, 5, 6 and 2 more", "7 rows left out"),
        ("row 9", "1 row left out"),
    ]


@pytest.mark.parametrize(
    ("name", "year", "host", "precision"),
    [
        ("Guam", 2020, "GUM", Precision.COUNTRY),
        ("Kosovo", 2010, "XKX", Precision.COUNTRY),
        ("Azores", 1960, "PRT", Precision.ADMIN),
        ("German Democratic Republic", 1980, "DEU", Precision.ADMIN),
        ("Yugoslavia", 2020, "SRB", Precision.COUNTRY),
        ("Yugoslavia", 1980, None, Precision.AREA),
        ("Czechoslovakia", 1980, None, Precision.AREA),
    ],
)
def test_us_row_without_a_code_is_placed_by_its_name(name, year, host, precision):
    (claim,) = claims_of(US + f"{name},{year},1,NA,-,17,0\n")
    assert (claim.host, claim.precision, claim.place) == (host, precision, name)


def test_us_row_with_an_unknown_name_is_rejected():
    assert "its country 'Atlantis'" in reason_of(US + "Atlantis,1980,1,NA,-,17,0\n")


# a user's own table


def test_own_table_reads_every_column():
    text = own(
        sender="Russia", force="Wagner Group", personnel="contractors", low="800", high="1,000", place="Bambari",
        host="Central African Republic", lat="5.76", lon="20.67", status="arriving", start="2021-01", end="2021-03",
        source="UN panel", url="https://a.example/1", publisher="Wire",
    )  # fmt: skip
    (extraction,), rejected = split(text)
    (claim,) = extraction.claims
    assert not rejected
    assert (claim.sender, claim.force, claim.personnel) == ("RUS", "Wagner Group", Personnel.CONTRACTORS)
    assert (claim.count_low, claim.count_high, claim.count_text) == (800, 1000, "800 to 1,000")
    assert (claim.host, claim.status, claim.when) == ("CAF", Status.ARRIVING, "2021-01/2021-03")
    assert claim.source == "UN panel"
    assert (extraction.report.url, extraction.report.publisher, claim.publisher) == (
        "https://a.example/1",
        "Wire",
        "Wire",
    )
    assert claim.quote == extraction.report.text


def test_own_table_needs_little():
    (claim,) = claims_of("operation;host;troops\nBarkhane;MLI;\n", delimiter=";")
    assert (claim.force, claim.sender, claim.count_low, claim.when) == ("Barkhane", None, None, None)
    assert (claim.place, claim.precision, claim.personnel) == ("MLI", Precision.COUNTRY, Personnel.TROOPS)


def test_country_with_coordinates_keeps_its_shape():
    (claim,) = claims_of(own(sender="FRA", count="100", host="MLI", lat="17.5", lon="-3.9"))
    assert claim.location
    assert (claim.location.precision, claim.location.shape) == (Precision.COUNTRY, "country:MLI")


def test_stated_precision_status_and_personnel_may_be_written_freely():
    header = "sender,place,host,count,precision,status,personnel\n"
    text = header + "USA,northern Mali,MLI,40,Admin,Planned arrival,Special forces\n"
    (claim,) = claims_of(text)
    assert (claim.precision, claim.status) == (Precision.ADMIN, Status.PLANNED_ARRIVAL)
    assert claim.personnel is Personnel.SPECIAL_FORCES


def test_zero_of_a_force_that_left_is_kept_without_a_number():
    (claim,) = claims_of(own(force="Barkhane", sender="FRA", count="0", place="Gao", host="MLI", status="left"))
    assert (claim.status, claim.count_low, claim.count_high) == (Status.LEFT, None, None)


def test_publication_date_is_the_rows_then_the_options_and_never_guessed():
    header = "sender,host,count,published\n"
    rows = "FRA,MLI,5,2015-03-02\nFRA,NER,5,\n"
    assert [claim.published for claim in claims_of(header + rows, published="2020")] == ["2015-03-02", "2020"]
    assert [claim.published for claim in claims_of(header + rows)] == ["2015-03-02", None]


def test_month_column_refines_a_year():
    (claim,) = claims_of("force,place,host,count,year,month\nUNMEE,Asmara,ERI,5,2003,7\n")
    assert claim.when == "2003-07"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"start": "20x5"}, "'20x5' is no date"),
        ({"start": "31/02/2022"}, "is no date"),
        ({"start": "0215"}, "outside the years"),
        ({"start": "2022", "end": "2013"}, "before it starts"),
        ({"count": "-5"}, "'-5' is negative"),
        ({"count": "many"}, "'many' is no number"),
        ({"count": "2.150"}, "may be 2150"),
        ({"count": "99999999999"}, "more than 10,000,000"),
        ({"low": "90", "high": "50"}, "low number 90 is above"),
        ({"host": "Atlantis"}, "its country 'Atlantis'"),
        ({"sender": "Atlantis"}, "its sender 'Atlantis'"),
        ({"sender": ""}, "neither a sender nor a force"),
        ({"host": "", "place": ""}, "neither a place nor a host"),
        ({"lat": "16.27"}, "one coordinate of two"),
        ({"lat": "16,27", "lon": "-0,04"}, "no decimal degrees"),
        ({"lat": "inf", "lon": "1"}, "out of range"),
        ({"lat": "16", "lon": "200"}, "out of range"),
        ({"lat": "0", "lon": "0"}, "coordinates are 0, 0"),
        ({"lat": "-0.04", "lon": "16.27"}, "look swapped"),
        ({"lat": "120.9", "lon": "14.6"}, "look swapped"),
        ({"lat": "-16.27", "lon": "-0.04"}, "with the wrong sign"),
        ({"status": "there"}, "its status 'there' is none of present, arriving"),
        ({"personnel": "1200"}, "its personnel '1200' is none of troops"),
    ],
)
def test_broken_row_is_rejected_with_its_reason_and_the_rest_is_kept(cells, message):
    sound = {"sender": "FRA", "place": "Gao", "host": "MLI", "count": "500"}
    text = own(**sound | cells) + own(**sound).removeprefix(OWN)
    kept, (rejected,) = split(text)
    assert message in rejected.reason
    assert (rejected.source, rejected.where) == ("own.csv", "row 2")
    assert len(kept) == 1


def test_rows_of_the_wrong_width_and_broken_quotes_do_not_end_the_table():
    text = 'sender,host,count\nFRA,MLI\nFRA,MLI,1,200\nFRA,MLI,"5"x\n\nFRA,NER,300\n'
    kept, rejected = split(text)
    assert [claim.host for e in kept for claim in e.claims] == ["NER"]
    assert [(r.where, r.reason.split(";")[0]) for r in rejected[:2]] == [
        ("row 2", "it has 2 cells, the header 3"),
        ("row 3", "it has 4 cells, the header 3"),
    ]
    assert rejected[2].where == "row 4"
    assert "is not CSV" in rejected[2].reason


def test_missing_required_cell_is_named():
    assert "it has no when" in reason_of(GEO_PKO + "MINUSMA,,Mali,Gao,16.27,-0.04,650,0,650\n")


def test_row_number_is_that_of_the_line():
    text = 'sender,host,count,note\nFRA,MLI,5,"two\nlines"\nFRA,Atlantis,5,\n'
    kept, (rejected,) = split(text)
    assert rejected.where == "row 4"
    assert "note two lines" in kept[0].claims[0].quote


def test_same_row_twice_is_counted_once():
    row = own(sender="FRA", place="Gao", host="MLI", count="500")
    kept, (note,) = split(row + row.removeprefix(OWN))
    assert len(kept) == 1
    assert "repeat an earlier row" in note.reason


def test_rows_are_added_up_only_where_the_map_says_so(tmp_path):
    path = tmp_path / "maps.toml"
    path.write_text(SUM_MAP, encoding="utf-8")
    table = (
        "operation,contingent,town,land,year,men\nAMISOM,UGA,Baidoa,SOM,2014,300\nAMISOM,BDI,Baidoa,SOM,2014,450\n"
    )
    (claim,) = claims_of(table, maps=open_maps(path))
    assert (claim.count_low, claim.count_high, claim.count_text) == (750, 750, "300 + 450")
    assert claim.quote.splitlines() == [
        "operation AMISOM | contingent UGA | town Baidoa | land SOM | year 2014 | men 300",
        "operation AMISOM | contingent BDI | town Baidoa | land SOM | year 2014 | men 450",
    ]
    assert [claim.quote[m.start : m.end] for m in claim.marks if m.role == "count"] == ["300", "450"]


def test_sum_with_an_unknown_part_is_unknown():
    table = "operation,contingent,town,land,year,men\nAMISOM,UGA,Baidoa,SOM,2014,300\nAMISOM,BDI,Baidoa,SOM,2014,\n"
    (claim,) = claims_of(table, maps=parse_maps(SUM_MAP, name="maps.toml"))
    assert (claim.count_low, claim.count_high, claim.count_text) == (None, None, "300")


def test_values_of_a_map_translate_cells():
    maps = parse_maps(SUM_MAP + '[map.values.host]\n"Somalie du Sud" = "SOM"\n', name="maps.toml")
    (claim,) = claims_of(
        "operation,contingent,town,land,year,men\nAMISOM,UGA,Baidoa,somalie du sud,2014,300\n", maps=maps
    )
    assert claim.host == "SOM"


def test_reading_twice_and_in_another_order_gives_the_same_claims():
    lines = [f"FRA,Place {n},MLI,{n + 1},2015\n" for n in range(40)]
    header = "sender,place,host,count,year\n"
    once, again = claims_of(header + "".join(lines)), claims_of(header + "".join(lines))
    random.Random(7).shuffle(lines)
    shuffled = claims_of(header + "".join(lines))
    assert once == again
    assert sorted(claim.id for claim in shuffled) == sorted(claim.id for claim in once)
    assert len({claim.id for claim in once}) == len({claim.report_id for claim in once}) == 40


def test_header_alone_gives_nothing():
    assert split(OWN) == ([], [])


# cells


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1200", (1200, 1200)), ("1 200", (1200, 1200)), ("1,234,567", (1234567, 1234567)), ("150.0", (150, 150)),
        ("2,000–3,000", (2000, 3000)), ("2000 to 3000", (2000, 3000)), (">= 300", (300, None)), ("<300", (None, 300)),
    ],
)  # fmt: skip
def test_headcount_reads_usual_ways_of_writing(cell, expected):
    assert headcount(cell) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_any_cell_is_read_or_refused(one, other):
    for read in (headcount, moment, lambda cell: interval(cell, other), lambda cell: degrees(cell, other)):
        with suppress(CellError):
            assert read(one) != ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), min_size=16, max_size=16), max_size=4))
def test_any_table_is_read_and_every_quote_is_in_its_text(rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([OWN.strip().split(","), *rows])
    kept, _ = split(out.getvalue())
    for extraction in kept:
        (claim,) = extraction.claims
        assert extraction.report.text[claim.start : claim.end] == claim.quote
        assert claim.when is None or edtf.is_edtf(claim.when)


@pytest.mark.parametrize(("name", "codes"), [("DRC", ("COD",)), ("mli", ("MLI",)), ("Chad & Sudan", ("SDN", "TCD"))])
def test_countries_are_known_by_name_and_code(name, codes):
    assert country_codes(name) == codes


def test_point_outside_its_country_that_no_turn_mends_is_let_pass():
    assert turned(60.0, 100.0, ("MLI",)) == ""


def test_boxes_hold_the_capital_side_of_each_country_the_right_way_round():
    text = files("mapper.geodata").joinpath("read", "country_boxes.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) > 200
    for row in rows:
        assert -180.1 <= float(row["west"]) < float(row["east"]) <= 180.1
        assert -90 <= float(row["south"]) < float(row["north"]) <= 90


@pytest.mark.slow
def test_boxes_are_what_the_script_builds(root):
    spec = importlib.util.spec_from_file_location("boxes", root / "scripts" / "build_country_boxes.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    built = [",".join(map(str, (code, *module.box(values)))) for code, values in sorted(module.points().items())]
    shipped = module.OUT.read_text(encoding="utf-8").splitlines()[1:]
    assert built == shipped, "run scripts/build_country_boxes.py"


# the published tables


@pytest.mark.shared
def test_geo_pko_as_published(shared):
    path = shared / "data" / "geopko" / "FrontMap_v.2.3.csv"
    text = path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    groups = {(r["mission"], r["year"], r["country"], r["location"]): r["ave.no.troops"] for r in rows}
    kept, rejected = split(text, source=str(path))
    claims = [claim for extraction in kept for claim in extraction.claims]
    assert (len(rows), len(kept), len(claims)) == (8783, 7366, len(groups))
    assert [note.reason.split(" left out")[0] for note in rejected] == ["1,417 rows"]
    stated = {key: value for key, value in groups.items() if value not in ("0", "NA")}
    assert sum(claim.count_low or 0 for claim in claims) == sum(map(int, stated.values())) == 2_076_992
    assert sum(claim.count_low is not None for claim in claims) == len(stated) == 4809
    assert all(claim.location for claim in claims)
    assert Counter(claim.host is None for claim in claims) == {False: 7360, True: 6}


@pytest.mark.shared
def test_us_troops_as_published(shared):
    path = shared / "data" / "troopdata" / "country-year.csv"
    text = path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    kept, rejected = split(text, source=str(path))
    claims = [claim for extraction in kept for claim in extraction.claims]
    abroad = [int(row["troops_ad"]) for row in rows if row["iso3c"] != "USA"]
    assert (len(rows), len(claims)) == (13135, 9971)
    assert [note.reason.split(" left out")[0] for note in rejected] == ["3,089 rows", "75 rows"]
    assert sum(claim.count_low or 0 for claim in claims) == sum(abroad)
    assert {claim.place for claim in claims if claim.host is None} == {
        "British West Indies", "Czechoslovakia", "Fiji and Tonga", "Kashmir", "Netherlands Antilles", "Yugoslavia",
    }  # fmt: skip
    named = {(claim.place, claim.when): claim for claim in claims}
    assert (named["Germany", "2020/2020"].count_low, named["Germany", "2020/2020"].host) == (35138, "DEU")


@pytest.mark.shared
def test_names_in_the_map_of_us_troops_are_those_of_the_table(shared):
    text = (shared / "data" / "troopdata" / "country-year.csv").read_text(encoding="utf-8")
    names = {fold(row["countryname"]) for row in csv.DictReader(io.StringIO(text)) if row["iso3c"] == "NA"}
    (table,) = (table for table in open_maps() if table.id == "us-troops")
    assert set(table.places) <= names


@pytest.mark.shared
def test_bases_without_a_number_or_date_are_no_deployment_table(shared):
    header = (shared / "data" / "troopdata" / "us-bases.csv").read_text(encoding="latin-1").splitlines()[0]
    assert recognise(header.split(","), open_maps()) is None
