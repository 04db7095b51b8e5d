"""Reading GeoNames' own dump files (a country's or ``allCountries``), zipped or not, one line at a time."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mapper.errors import GazetteerError
from mapper.locate.packages import RegionNames, is_name, town_radius_m
from mapper.locate.place import ADMIN2, AERODROME, QUARTER, SITE, TOWN, WATER, Row

COLUMNS = 19
KINDS = {
    "ADM2": ADMIN2, "ADM3": ADMIN2, "ADM4": ADMIN2, "ADMD": ADMIN2, "PPLX": QUARTER,
    "RGN": ADMIN2, "AREA": ADMIN2, "MILB": SITE, "RESV": ADMIN2, "PRK": ADMIN2,
    "AIRP": AERODROME, "AIRF": AERODROME, "AIRB": SITE, "NVB": SITE, "INSM": SITE, "FT": SITE, "CMPRF": SITE,
    "DAM": SITE, "HBR": SITE, "PRT": SITE, "CTRR": SITE, "PSTB": SITE, "PSTP": SITE,
    "ISL": ADMIN2, "ISLS": ADMIN2, "MT": SITE, "MTS": ADMIN2, "PEN": ADMIN2, "CAPE": SITE, "DSRT": ADMIN2,
    "VAL": ADMIN2, "PASS": SITE, "PLAT": ADMIN2, "HLL": SITE, "HLLS": ADMIN2,
    "LK": WATER, "LKS": WATER, "RSV": WATER, "STM": WATER, "BAY": WATER, "GULF": WATER, "STRT": WATER, "SEA": WATER,
    "CNL": WATER, "WAD": WATER,
}  # fmt: skip
"""Kind of each GeoNames feature code that is taken besides the towns (class P)."""
DEAD = frozenset(("PPLH", "PPLQ", "PPLW"))
DOWNLOAD_AGAIN = "get it again from download.geonames.org/export/dump"


def dump_rows(paths: Iterable[Path], names: RegionNames, codes: dict[str, str]) -> Iterator[Row]:
    """Places of GeoNames dumps.

    Parameters
    ----------
    paths : iterable of Path
        ``.txt`` as published, or ``.zip`` holding one.
    names : RegionNames
        Names of first-level regions by country and code.
    codes : dict
        Alpha-3 by alpha-2 code.

    Raises
    ------
    GazetteerError
        A file is missing, truncated, not UTF-8, or not in GeoNames' form; the message says where and what to do.
    """
    for path in paths:
        with _opened(path) as stream:
            yield from _rows(path, stream, names, codes)


def _rows(path: Path, stream: IO[str], names: RegionNames, codes: dict[str, str]) -> Iterator[Row]:
    number = 0
    try:
        for number, line in enumerate(stream, 1):
            row = _row(line.rstrip("\r\n").split("\t"), path, number, names, codes)
            if row is not None:
                yield row
    except UnicodeDecodeError:
        raise GazetteerError(f"{path} is not UTF-8 after line {number}; {DOWNLOAD_AGAIN}") from None
    except (zipfile.BadZipFile, zlib.error, EOFError):
        raise GazetteerError(f"{path} is a truncated or damaged zip file (line {number}); {DOWNLOAD_AGAIN}") from None
    if number == 0:
        raise GazetteerError(f"{path} is empty; {DOWNLOAD_AGAIN}")


@contextmanager
def _opened(path: Path) -> Iterator[IO[str]]:
    try:
        if path.suffix.lower() != ".zip":
            with path.open(encoding="utf-8", newline="\n") as stream:
                yield stream
            return
        with zipfile.ZipFile(path) as archive:
            members = [name for name in archive.namelist() if name.endswith(".txt") and "readme" not in name.lower()]
            if not members:
                raise GazetteerError(f"{path} holds no .txt table; {DOWNLOAD_AGAIN}")
            with archive.open(members[0]) as raw, io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as stream:
                yield stream
    except OSError as error:
        raise GazetteerError(f"{path} cannot be read ({error.strerror or error})") from None
    except zipfile.BadZipFile:
        raise GazetteerError(f"{path} is a truncated or damaged zip file; {DOWNLOAD_AGAIN}") from None


def _row(cells: list[str], path: Path, number: int, names: RegionNames, codes: dict[str, str]) -> Row | None:
    if len(cells) != COLUMNS:
        raise GazetteerError(
            f"{path} line {number}: expected GeoNames' {COLUMNS} tab-separated columns, found {len(cells)}; "
            "give a dump such as ML.zip or allCountries.zip, not another GeoNames table"
        )
    code = cells[7]
    kind = TOWN if cells[6] == "P" and code != "PPLX" else KINDS.get(code)
    if kind is None or code in DEAD:
        return None
    try:
        lat, lon, people, geonameid = float(cells[4]), float(cells[5]), int(cells[14] or 0), int(cells[0])
    except ValueError:
        raise GazetteerError(f"{path} line {number}: id, coordinates or population are no numbers") from None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise GazetteerError(f"{path} line {number}: latitude {lat} and longitude {lon} are out of range")
    country = codes.get(cells[8], "")
    spellings = dict.fromkeys((cells[1], cells[2], *filter(is_name, cells[3].split(","))))
    return Row(
        tuple(spelling for spelling in spellings if spelling), kind, country, lon, lat, "geonames dump", strong=2,
        feature=code, admin1=names.admin1.get((country, cells[10]), ""), population=people,
        radius_m=town_radius_m(people) if kind == TOWN else 5_000.0, geonameid=geonameid,
    )  # fmt: skip
