"""Build geodata/boundaries/region_parts.zip: a point in each part of each region ("the north of Mopti"), and its radius.

One member for a country, ``{"Region": [[lon, lat, radius_m], ...]}`` in the order of ``parts.DIRECTIONS``, ``null``
where there is no such part; ``areas.json`` holds the areas that count as regions, by id. With it "northern Kivu" is
placed without its outline being read; the outline is cut when it is drawn.

Run: ``python scripts/build_region_parts.py``, after ``build_boundaries.py`` and ``build_areas.py``.
"""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from pathlib import Path

from mapper.locate.areas import areas
from mapper.locate.boundaries import units
from mapper.locate.parts import DIRECTIONS
from mapper.locate.shapes import part_point, shape_geometry
from mapper.model import Precision

OUT = Path(__file__).resolve().parent.parent / "geodata" / "boundaries" / "region_parts.zip"
EPOCH = (1980, 1, 1, 0, 0, 0)

Points = list[tuple[float, float, float] | None]


def points_of(shape: str) -> Points:
    """Point and radius of each part of a region."""
    whole = shape_geometry(shape)
    return [part_point(whole, direction) for direction in DIRECTIONS]


def main() -> None:
    """Write the file."""
    members: dict[str, dict[str, Points]] = defaultdict(dict)
    for key, unit in units().items():
        if unit.geonames:
            members[unit.iso3][unit.name] = points_of(f"admin1:{key}")
    for identifier, area in areas().items():
        if area.precision is Precision.ADMIN:
            members["areas"][identifier] = points_of(f"area:{identifier}")
    with zipfile.ZipFile(OUT, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(members):
            info = zipfile.ZipInfo(f"{name}.json", EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, json.dumps(members[name], separators=(",", ":"), ensure_ascii=False))
    print(f"{sum(map(len, members.values()))} regions, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
