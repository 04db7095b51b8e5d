"""Countries as tables write them, and whether a point can lie in one."""

from __future__ import annotations

import csv
import io
import re
from functools import cache, lru_cache
from importlib.resources import files

from mapper.model import ORGANISATIONS
from mapper.read.table import sender_code

BOX_MARGIN_DEG = 1.5
"""How far (degrees) outside the box of its towns a place of a country may lie."""
_BOTH = re.compile(r"\s*(?:/|;|\band\b|&)\s*")


@lru_cache(maxsize=4096)
def country_codes(name: str) -> tuple[str, ...]:
    """ISO 3166-1 alpha-3 codes of a country or of several written together; empty when one is unknown.

    Examples
    --------
    >>> country_codes("Mali"), country_codes("Chad/Sudan"), country_codes("Trinidad and Tobago")
    (('MLI',), ('SDN', 'TCD'), ('TTO',))
    >>> country_codes("Atlantis")
    ()
    """
    code = sender_code(name)
    if code:
        return (code,)
    codes = [sender_code(part) for part in _BOTH.split(name)]
    return tuple(sorted({code for code in codes if code})) if len(codes) > 1 and all(codes) else ()


@lru_cache(maxsize=4096)
def sender_of(name: str) -> str | None:
    """Code of a sending state or organisation, ``None`` when unknown.

    Examples
    --------
    >>> sender_of("un"), sender_of("Chad"), sender_of("Atlantis")
    ('UN', 'TCD', None)
    """
    return name.upper() if name.upper() in ORGANISATIONS else sender_code(name)


def turned(lat: float, lon: float, hosts: tuple[str, ...]) -> str:
    """How a point is to be turned to lie in one of its countries; empty when it can lie there as it is.

    Parameters
    ----------
    lat, lon : float
        WGS 84 decimal degrees.
    hosts : tuple of str
        ISO 3166-1 alpha-3; without one that has a box nothing is said.

    Returns
    -------
    str
        ``swapped`` (latitude for longitude) or ``with the wrong sign``. A point that lies outside its countries
        and is not mended by turning it is let pass: boxes are coarse.

    Examples
    --------
    >>> turned(16.27, -0.04, ("MLI",)), turned(-0.04, 16.27, ("MLI",)), turned(3.2, 29.9, ("BDI",))
    ('', 'swapped', 'with the wrong sign')
    """
    if not any(code in _boxes() for code in hosts) or _inside(lat, lon, hosts):
        return ""
    if _inside(lon, lat, hosts):
        return "swapped"
    flips = ((-lat, lon), (lat, -lon), (-lat, -lon))
    return "with the wrong sign" if any(_inside(*flip, hosts) for flip in flips) else ""


def _inside(lat: float, lon: float, hosts: tuple[str, ...]) -> bool:
    boxes = (_boxes()[code] for code in hosts if code in _boxes())
    edge = BOX_MARGIN_DEG
    return any(
        south - edge <= lat <= north + edge and west - edge <= lon <= east + edge
        for west, south, east, north in boxes
    )


@cache
def _boxes() -> dict[str, tuple[float, float, float, float]]:
    """West, south, east, north (degrees) by code, from ``geodata/read/country_boxes.csv``."""
    text = files("mapper.geodata").joinpath("read", "country_boxes.csv").read_text(encoding="utf-8")
    rows = csv.reader(io.StringIO(text))
    next(rows)
    return {code: (float(west), float(south), float(east), float(north)) for code, west, south, east, north in rows}
