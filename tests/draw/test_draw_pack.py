"""What goes into the page: options, columns, payload, palette, texts, policy."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import itertools
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from draw_ledgers import geometries, hostile_ledger, sahel_ledger
from hypothesis import given, settings
from hypothesis import strategies as st

from mapper.draw import DeploymentMap, DrawOptions
from mapper.draw.basemap import load_basemap, packed_basemap
from mapper.draw.columns import dictionary, differences, lists, pack, plain, sparse
from mapper.draw.names import names_of
from mapper.draw.payload import build_payload, day_number
from mapper.draw.resources import SCRIPTS, page_script, read_asset
from mapper.draw.shapes import pack_shapes
from mapper.draw.text import bounded, web_address
from mapper.draw.tiles import find_tiles
from mapper.errors import DrawError, UsageError
from mapper.model import Ledger, Precision


def unpack(column):
    """The reader of columns, as the page's columns.js is meant to be."""
    if isinstance(column, list):
        return column
    if "k" in column:
        return [column["k"]] * column["n"]
    if "d" in column:
        return [None if index < 0 else column["d"][index] for index in unpack(column["i"])]
    if "x" in column:
        return list(itertools.accumulate(unpack(column["x"])))
    values = iter(unpack(column["v"]))
    return [[next(values) for _ in range(length)] for length in unpack(column["l"])]


@settings(deadline=None)
@given(st.lists(st.none() | st.text(max_size=5)))
def test_dictionary_and_plain_columns_come_back(values):
    assert unpack(dictionary(values)) == values
    assert unpack(plain(values)) == values


@settings(deadline=None)
@given(st.lists(st.integers(-(2**31), 2**31)))
def test_differences_come_back(values):
    assert unpack(differences(values)) == values


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 10**6), max_size=4)))
def test_lists_come_back(values):
    assert unpack(lists(values)) == values


def test_sparse_column_keeps_only_what_is_there():
    assert sparse([None, [], "a", 0, {"b": 1}]) == [[2, "a"], [4, {"b": 1}]]


def test_packing_is_deterministic_and_survives_what_utf8_cannot_write():
    assert pack({"a": "\ud800"}) == pack({"a": "\ud800"})
    assert json.loads(gzip.decompress(base64.b64decode(pack({"a": "é\x00\ud800"})))) == {"a": "é\x00?"}


def page_text(**options):
    page = DeploymentMap(sahel_ledger(), options=DrawOptions(**options), geometries=geometries())
    return page.get_root().render()


def test_same_input_gives_the_same_bytes():
    assert page_text(title="a") == page_text(title="a")


def test_layers_of_folium_do_not_change_that():
    import folium

    def made():
        page = DeploymentMap(sahel_ledger(), options=DrawOptions(), geometries=geometries())
        folium.Marker([12.0, 8.0], popup="pin").add_to(page)
        return page.get_root().render()

    assert made() == made()


def test_every_script_and_style_that_runs_is_in_the_policy():
    text = page_text(title='a "quoted" %%CORE%% title')
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])
    inline = re.findall(r"<script>(.*?)</script>", text, re.DOTALL) + re.findall(
        r"<style>(.*?)</style>", text, re.DOTALL
    )
    for packed in re.findall(r'id="code(?:-leaflet)?">([^<]*)<', text):
        inline.append(gzip.decompress(base64.b64decode(packed)).decode())
    assert len(inline) == 5
    for part in inline:
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy


def test_example_page_stays_small():
    assert len(page_text().encode()) < 450_000


def test_hostile_title_and_texts_stay_out_of_the_markup():
    page = DeploymentMap(hostile_ledger(), options=DrawOptions(title="</title><script>alert(1)</script>\ud800"))
    text = page.get_root().render()
    assert "alert(1)</script>" not in text
    assert "hacked" not in text
    text.encode("utf-8")


def test_empty_ledger_makes_a_page():
    assert "<!doctype html>" in DeploymentMap(Ledger(), options=DrawOptions()).get_root().render()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"lang": "de"}, "language 'de' is not one of en, fr"),
        ({"coarsen_km": -1}, "coarsen_km is -1; expected 0 or more"),
        ({"delay_days": -1}, "delay_days is -1; expected 0 or more"),
        ({"stale_days": 0}, "stale_days is 0; expected 1 or more"),
        ({"tiles": "Nowhere.Atlas"}, "tiles 'Nowhere.Atlas' are not a provider of xyzservices"),
        ({"tiles": "CartoDB.Positron"}, "need a key"),
    ],
)
def test_wrong_options_say_what_is_wrong(options, words):
    with pytest.raises(UsageError, match=re.escape(words)):
        DrawOptions(**options)


def test_tiles_name_their_hosts_exactly():
    assert find_tiles("opentopomap").hosts == tuple(f"https://{letter}.tile.opentopomap.org" for letter in "abc")
    text = page_text(tiles="OpenTopoMap")
    assert "img-src data: https://a.tile.opentopomap.org https://b.tile.opentopomap.org" in text


@pytest.mark.parametrize(
    ("text", "day"), [("1969-12-31", -1), ("2001-09-09", 11574), ("0001-01-01", -719162), ("2022-08", 19205)]
)
def test_days_are_right_for_any_year(text, day):
    assert day_number(text) == day
    assert day == (date.fromisoformat(text if len(text) > 7 else text + "-01") - date(1970, 1, 1)).days


@pytest.mark.parametrize("text", ["yesterday", "../2022"])
def test_presence_without_a_day_is_an_error_that_names_it(text):
    with pytest.raises(DrawError, match=re.escape(repr(text))):
        day_number(text)


def test_web_addresses_are_http_only():
    assert web_address(" https://example.org/x?a=1 ") == "https://example.org/x?a=1"
    for bad in (
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "https://a b",
        "ftp://x",
        "https://" + "a" * 3000,
    ):
        assert web_address(bad) == ""


@settings(deadline=None)
@given(st.text(max_size=50), st.integers(1, 60))
def test_bounded_text_is_never_longer(text, limit):
    assert len(bounded(text, limit)) <= limit


def test_payload_keeps_marks_relative_to_the_quote_and_bounds_it():
    ledger = sahel_ledger()
    long = replace(ledger.claims[0], quote="x" * 10_000)
    payload = build_payload(replace(ledger, claims=(long, *ledger.claims[1:])), DrawOptions(), geometries())
    assert len(unpack(payload.evidence["claims"]["quote"])[0]) == 4_000
    row, marks = payload.evidence["claims"]["marks"][1]
    claim = ledger.claims[row]
    (start, end, role) = marks[0]
    assert claim.quote[start:end] == claim.count_text
    assert role == "count"


def test_shapes_are_rings_of_whole_numbers_and_unknown_ones_are_null():
    from shapely.geometry import MultiPolygon, box

    hole = box(0, 0, 4, 4).difference(box(1, 1, 2, 2))
    shapes = pack_shapes(
        ["a", "b", "c"], {"a": MultiPolygon([box(10, 10, 11, 11), hole]), "c": box(0, 0, 0.001, 0.001)}
    )
    assert len(shapes[0]) == 3
    assert all(isinstance(value, int) for ring in shapes[0] for value in ring)
    assert shapes[1] is None
    assert shapes[2] == []


def test_gap_between_two_outlines_is_not_drawn_as_a_hole():
    from shapely.geometry import box

    gap = box(0, 0, 4, 4).difference(box(1, 1.999, 3, 2.001))
    assert [len(shape) for shape in pack_shapes(["a"], {"a": gap})] == [1]


def test_base_map_is_small_and_has_disputed_lines_apart():
    objects = load_basemap()["objects"]
    assert objects["disputed"]["arcs"]
    assert len(packed_basemap()) < 160_000
    packed = gzip.decompress(base64.b64decode(packed_basemap()))
    size = int.from_bytes(packed[:4], "little")
    header = json.loads(packed[4 : 4 + size])
    assert {"MLI", "NER", "FRA"} <= {code for code, _ in header["countries"]}
    mali = next(label for label in header["labels"] if label[0] == "MLI")
    assert -12 < mali[1] < 4
    assert 10 < mali[2] < 25


def test_no_country_is_a_band_around_the_world():
    from mapper.draw.basemap import _arcs, _countries, _points

    step, arcs = _arcs(load_basemap())
    for code, rings in _countries(load_basemap()):
        for ring in rings:
            points = _points(ring, arcs)
            leaps = [abs(b[0] - a[0]) / step for a, b in itertools.pairwise(points)]
            assert max(leaps) < (361 if code == "ATA" else 60), code


def test_names_are_in_the_language_of_the_page():
    assert names_of(["DEU", "UN", "XKX", "COD"], "fr") == {
        "COD": "RD Congo",
        "DEU": "Allemagne",
        "UN": "Nations unies",
        "XKX": "Kosovo",
    }
    assert names_of(["DEU", "ZZZ"], "en") == {"DEU": "Germany", "ZZZ": "ZZZ"}


def test_both_languages_have_every_text_that_the_scripts_ask_for():
    strings = json.loads(read_asset("strings.json"))
    assert {key for key in strings["fr"] if not key.endswith("_many")} == set(strings["en"])
    slots = lambda text: set(re.findall(r"\{(\w+)\}", text))  # noqa: E731
    unlike = [key for key in strings["en"] if slots(strings["en"][key]) != slots(strings["fr"][key])]
    assert unlike == ["delayed_one"]  # "Le dernier jour" needs no number
    asked = set(re.findall(r"\bt\('(\w+)'", page_script()))
    missing = {key for key in asked if key not in strings["en"] and f"{key}_other" not in strings["en"]}
    assert missing == set()


def test_every_value_of_the_model_has_a_text():
    from mapper.model import Personnel, Status

    texts = json.loads(read_asset("strings.json"))["en"]
    for prefix, values in (
        ("personnel", Personnel),
        ("status", Status),
        ("effect", Status),
        ("precision", Precision),
    ):
        assert [value for value in values if f"{prefix}_{value.value}" not in texts] == []


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return linear, 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, two):
    low, high = sorted((luminance(one)[1], luminance(two)[1]))
    return (high + 0.05) / (low + 0.05)


VISION = {  # Machado, Oliveira and Fernandes (2009), table of matrices for severity 1.0, linear RGB
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}


def cielab(colour, vision):
    linear = luminance(colour)[0]
    red, green, blue = (
        min(1, max(0, sum(a * b for a, b in zip(line, linear, strict=True)))) for line in VISION[vision]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize(("shade", "grounds"), [("light", ("#f6f3ec", "#dfe8ee")), ("dark", ("#23282e", "#15191e"))])
def test_palette_is_told_apart_and_stands_out_from_land_and_water(shade, grounds):
    palette = json.loads(read_asset("palette.json"))
    assert all(ground in read_asset("page.css") for ground in grounds)
    for colour in (*palette[shade], palette["unknown"][shade]):
        assert min(contrast(colour, ground) for ground in grounds) >= 3, colour
    for one, two in itertools.combinations(palette[shade], 2):
        for vision in VISION:
            apart = sum((a - b) ** 2 for a, b in zip(cielab(one, vision), cielab(two, vision), strict=True)) ** 0.5
            assert apart >= 11, (one, two, vision)


def test_scripts_never_write_markup_or_evaluate_text():
    for name in (*SCRIPTS, "inflate.js", "boot.js"):
        text = read_asset(name)
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setAttribute\('style'",
            text,
        ), name


def test_no_two_parts_of_the_page_script_share_a_name():
    """The parts are one script: a function named twice would quietly take the place of the first."""
    parts = "\n".join(map(read_asset, SCRIPTS))
    names = re.findall(r"^(?:async function|function|const|let) (\w+)", parts, flags=re.MULTILINE)
    assert len(names) > 200
    assert sorted(name for name, times in Counter(names).items() if times > 1) == []
