"""Hosts of places in disputed territories, by the codebook's house decisions."""

from __future__ import annotations

from mapper.locate.boundaries import disputed_polygon, disputed_territories
from mapper.locate.place import CAPITAL, Row


def with_hosts(towns: list[Row]) -> list[Row]:
    """Towns, with those in a disputed territory given to the host that ``geodata/boundaries/disputed.csv`` states.

    GeoNames puts some of them in the state that holds the ground (Western Sahara in Morocco, the Golan in Israel).
    """
    import shapely

    rows = list(towns)
    for identifier, territory in disputed_territories().items():
        polygon = disputed_polygon(identifier)
        if polygon is None:
            continue
        others = set(territory.parties) - {territory.host}
        inside = [i for i, row in enumerate(rows) if row.country in others and row.feature != CAPITAL]
        within = shapely.contains_xy(polygon, [rows[i].lon for i in inside], [rows[i].lat for i in inside])
        for i, held in zip(inside, within, strict=True):
            if held:
                rows[i] = rows[i]._replace(country=territory.host)
    return rows
