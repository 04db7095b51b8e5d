"""Geodesy: distances, bearings, circles and strips on the ellipsoid, against published figures."""

import doctest
import importlib

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from mapper import geo

LON = st.floats(-180, 180, allow_nan=False)
LAT = st.floats(-85, 85, allow_nan=False)


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        ((0.0, 0.0), (1.0, 0.0), 111_319.49),  # a degree of the equator on WGS 84
        ((0.0, 0.0), (0.0, 1.0), 110_574.39),  # the first degree of a meridian
        ((0.0, 89.0), (0.0, 90.0), 111_693.86),  # and the last
        ((12.0, 45.0), (12.0, 45.0), 0.0),
    ],
)
def test_distances_are_those_of_the_ellipsoid(one, other, metres):
    assert geo.distance_m(*one, *other) == pytest.approx(metres, abs=0.5)


@given(LON, LAT, st.floats(0, 360), st.floats(1, 2_000_000))
def test_a_destination_is_as_far_as_was_asked(lon, lat, bearing, metres):
    end = geo.destination(lon, lat, bearing, metres)
    assert geo.distance_m(lon, lat, *end) == pytest.approx(metres, abs=0.01)


@given(LON, LAT, LON, LAT)
def test_a_midpoint_is_as_far_from_either_end(lon1, lat1, lon2, lat2):
    middle = geo.midpoint(lon1, lat1, lon2, lat2)
    assert geo.distance_m(lon1, lat1, *middle) == pytest.approx(geo.distance_m(*middle, lon2, lat2), abs=0.5)


@given(LON, st.floats(-75, 75), st.floats(100, 300_000))
def test_a_circle_is_a_simple_closed_ring_around_its_centre(lon, lat, radius):
    ring = geo.circle(lon, lat, radius)
    assert ring[0] == ring[-1]
    polygon = shapely.Polygon(ring)
    assert polygon.is_valid
    assert polygon.contains(shapely.Point(lon, lat))
    assert polygon.exterior.is_ccw


def test_a_length_is_the_sum_of_its_legs():
    line = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]
    legs = geo.distance_m(0.0, 0.0, 1.0, 0.0) + geo.distance_m(1.0, 0.0, 1.0, 1.0)
    assert geo.length_m(line) == pytest.approx(legs)
    assert geo.length_m([]) == 0.0


@pytest.mark.parametrize(
    "name",
    [
        "geo",
        "locate.boundaries",
        "locate.countries",
        "locate.expressions",
        "locate.ground",
        "locate.parts",
        "locate.shapes",
    ],
)
def test_the_examples_in_the_documentation_run(name):
    result = doctest.testmod(importlib.import_module(f"mapper.{name}"))
    assert result.attempted > 0
    assert result.failed == 0
