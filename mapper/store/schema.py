"""What a store's tables are: the standard's rows about them, their styles, and how a new file is filled."""

from __future__ import annotations

import sqlite3
from importlib.resources import files

APPLICATION_ID = 0x47504B47
"""``GPKG`` (OGC 12-128r17, requirement 2)."""
USER_VERSION = 10300
"""GeoPackage 1.3.0."""
FIRST_VERSION = 1
"""What ``schema.sql`` makes; migrations lead on from it, for new stores as for old ones."""
FEATURES = {
    "presences": ("POINT", "One force at one place over one interval; see kind, start and end."),
    "presence_areas": ("MULTIPOLYGON", "The same, for places that are known as a region, a country or an area."),
    "claims": ("POINT", "What each report says, with its sentence."),
    "places": ("POINT", "Every place that a claim names."),
    "areas": ("MULTIPOLYGON", "Polygons of regions, countries and areas."),
}
ATTRIBUTES = {
    "reports": "Reports as read.",
    "versions": "Earlier versions of reports that changed, with their claims.",
    "rejected": "What was read and could not be used, with the reason.",
    "unmapped": "Claims that stand behind no presence, with the reason.",
    "corrections": "Corrections that people made.",
    "copies": "Pairs of reports that are copies of one story.",
    "signatures": "MinHash signatures of the reports' texts.",
    "bands": "Buckets by which copies are found.",
    "meta": "Version and state of this store.",
    "migrations": "Changes of the schema that this file has had.",
    "layer_styles": "Default styles for QGIS.",
}
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],'
    'AUTHORITY["EPSG","4326"]]'
)
REFERENCE_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", 4326, "EPSG", 4326, _WGS84, "longitude and latitude in decimal degrees, WGS 84"),
)


def create_schema(connection: sqlite3.Connection) -> None:
    """Make the tables of a new store in an empty database; the caller commits."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    for statement in statements(_text("schema.sql")):
        connection.execute(statement)
    connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", REFERENCE_SYSTEMS)
    for name, (shape, description) in FEATURES.items():
        register(connection, name, "features", description)
        connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (name, shape))
    for name, description in ATTRIBUTES.items():
        register(connection, name, "attributes", description)
    for name in ("presences", "presence_areas"):
        add_style(connection, name)
    facts = {"schema": str(FIRST_VERSION), "revision": "0", "presences_revision": "-1", "presences_rules": ""}
    connection.executemany("INSERT INTO meta (key, value) VALUES (?, ?)", facts.items())


def register(connection: sqlite3.Connection, name: str, kind: str, description: str) -> None:
    """List a table in ``gpkg_contents``."""
    srs = 4326 if kind == "features" else None
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)",
        (name, kind, name, description, srs),
    )


def add_style(connection: sqlite3.Connection, name: str) -> None:
    """Give a layer its default style for QGIS, with the fields of its temporal controller set."""
    connection.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, "
        "styleQML, styleSLD, useAsDefault, description, owner, ui) "
        "VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', '')",
        (name, name, _text(f"{name}.qml"), "by kind, sized by headcount, over time"),
    )


def statements(script: str) -> list[str]:
    """Statements of an SQL script, without its comments."""
    lines = [line for line in script.splitlines() if not line.lstrip().startswith("--")]
    return [part.strip() for part in "\n".join(lines).split(";\n") if part.strip()]


def _text(name: str) -> str:
    return files("mapper.store").joinpath(name).read_text(encoding="utf-8")
