"""Build geodata/countries/neighbours.csv: for each country the countries that lie within reach of its land border.

Extraction takes it to tell a likely deployment (over a border) from an unlikely one; it is no boundary. Polygons are
``geodata/boundaries/countries.zip`` (see its sources); two countries are neighbours when their polygons come closer
than REACH degrees, so that coarse outlines and narrow rivers do not part them.

Run: ``python scripts/build_neighbours.py``.
"""

from __future__ import annotations

import csv
from pathlib import Path

from shapely import STRtree

from mapper.locate.boundaries import country_codes, country_polygon

OUT = Path(__file__).resolve().parent.parent / "geodata" / "countries" / "neighbours.csv"
REACH = 0.05
HEAD = (
    "# Countries whose polygons come closer than 0.05 degrees (about 5 km). Written by scripts/build_neighbours.py\n"
    "# from geodata/boundaries/countries.zip; sources and licence as that file's (geodata/SOURCES.md).\n"
)


def main() -> None:
    """Write one row a country: its code, and its neighbours' codes separated by ``|``."""
    wide = {c: p.buffer(REACH) for c in country_codes() if (p := country_polygon(c)) is not None}
    plain = {c: country_polygon(c) for c in wide}
    codes = sorted(wide)
    tree = STRtree([wide[c] for c in codes])
    with OUT.open("w", encoding="utf-8", newline="") as out:
        out.write(HEAD)
        rows = csv.writer(out, lineterminator="\n")
        rows.writerow(("iso3", "neighbours"))
        for code in codes:
            near = sorted(codes[j] for j in tree.query(plain[code], predicate="intersects") if codes[j] != code)
            rows.writerow((code, "|".join(near)))
    print(f"wrote {OUT.name}, {len(codes)} countries")


if __name__ == "__main__":
    main()
