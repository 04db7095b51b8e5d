"""The stages put together; the only module that knows them all.

Read, find places, extract, reconcile, draw: each step is a public function here, so that a notebook can stop
anywhere. Geometry, drawing and table packages are imported only when a map or a frame is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mapper import edtf
from mapper.errors import UsageError
from mapper.model import Claim, Extraction, Item, Ledger, Mention, Precision, Presence, Rejected, Report, Unmapped

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from mapper.draw import DeploymentMap, DrawOptions
    from mapper.extract import Lexicon
    from mapper.locate import Gazetteer

STORE_SUFFIX = ".gpkg"


@dataclass(frozen=True, slots=True)
class Tools:
    """What the stages look things up in: the gazetteer and the vocabularies, opened once."""

    gazetteer: Gazetteer
    lexicon: Lexicon


def open_tools() -> Tools:
    """Open the gazetteer (built on first use, with a progress bar) and the vocabularies.

    Raises
    ------
    GazetteerError
        The gazetteer cannot be built or opened.
    """
    from mapper.extract import open_lexicon
    from mapper.locate import open_gazetteer

    return Tools(open_gazetteer(), open_lexicon())


def extract_reports(items: Iterable[Item], *, tools: Tools | None = None) -> Iterator[Extraction | Rejected]:
    """Claims of each report, in order; what could not be read passes through.

    Parameters
    ----------
    items : iterable of Report, Extraction or Rejected
        As ``mapper.read.read_reports`` gives them; claims of data sets that have no coordinates get their location.
    tools : Tools, optional
        Opened once and used for all; opened here when not given.

    Yields
    ------
    Extraction or Rejected
    """
    from mapper.locate import find_mentions

    tools = tools or open_tools()
    for item in items:
        if isinstance(item, Rejected):
            yield item
            continue
        if isinstance(item, Extraction):
            yield replace(item, claims=tuple(_settle(claim, tools.gazetteer) for claim in item.claims))
            continue
        mentions = find_mentions(item, tools.gazetteer)
        yield _understand(item, mentions, tools)


def _understand(report: Report, mentions: tuple[Mention, ...], tools: Tools) -> Extraction:
    if report.sender:
        from mapper.extract import extract_statement

        found = extract_statement(report, mentions, tools.lexicon)
        return replace(found, claims=tuple(_settle(claim, tools.gazetteer) for claim in found.claims))
    from mapper.extract import extract_claims

    return extract_claims(report, mentions, tools.lexicon)


def _settle(claim: Claim, gazetteer: Gazetteer) -> Claim:
    """Claim of a row or a statement with the location of the place that it names, where it has none yet."""
    if claim.location is not None or not claim.place:
        return claim
    from mapper.locate import locate_name
    from mapper.locate.countries import countries

    location, reason, _ = locate_name(claim.place, gazetteer, country=claim.host)
    if location is None and claim.precision is Precision.COUNTRY and claim.host:
        name = countries()[claim.host].names["en"] if claim.host in countries() else claim.host
        location, reason, _ = locate_name(name, gazetteer, country=claim.host)
    if location is None:
        return replace(claim, unlocated=reason)
    return replace(claim, location=location, precision=location.precision, unlocated="")


def known_on(claims: Iterable[Claim], as_of: str | None) -> tuple[Claim, ...]:
    """Claims that were published on or before a day; undated ones are not known to be and are left out.

    Parameters
    ----------
    claims : iterable of Claim
    as_of : str or None
        EDTF day, month or year (its last day counts); ``None`` keeps all.

    Raises
    ------
    UsageError
        ``as_of`` is not a date.
    """
    if as_of is None:
        return tuple(claims)
    try:
        limit = edtf.last_day(as_of)
    except ValueError as error:
        raise UsageError(f"--as-of: {error}") from None
    return tuple(
        claim
        for claim in claims
        if claim.published and limit and (day := edtf.last_day(claim.published)) and day <= limit
    )


def build_ledger(
    items: Iterable[Extraction | Rejected], *, as_of: str | None = None, stated_only: bool = False
) -> Ledger:
    """Reconcile extractions into everything that a map shows.

    Parameters
    ----------
    items : iterable of Extraction or Rejected
    as_of : str, optional
        State of knowledge: reports published later are left out.
    stated_only : bool
        Without the nominal ranges of units of which no report states a number.

    Returns
    -------
    Ledger
        Reports, claims, presences, unmapped claims and rejected records, in a stable order.
    """
    extractions: list[Extraction] = []
    rejected: list[Rejected] = []
    for item in items:
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            extractions.append(item)
    claims = known_on((claim for extraction in extractions for claim in extraction.claims), as_of)
    used = {claim.report_id for claim in claims}
    reports = [e.report for e in extractions if as_of is None or e.report.id in used]
    return ledger_of(claims, reports=reports, rejected=rejected, stated_only=stated_only)


def ledger_of(
    claims: Iterable[Claim],
    *,
    reports: Iterable[Report] = (),
    rejected: Iterable[Rejected] = (),
    stated_only: bool = False,
) -> Ledger:
    """Ledger of claims that are already known, with the presences they make."""
    kept = tuple(sorted(claims, key=lambda claim: (claim.published or "", claim.report_id, claim.start, claim.id)))
    presences, unmapped = reconcile_sourced(kept, {}, stated_only=stated_only)
    ordered = tuple(sorted(reports, key=lambda report: (report.published or "", report.id)))
    return Ledger(ordered, kept, tuple(presences), tuple(unmapped), tuple(rejected))


def shapes_of(ledger: Ledger, *, boundaries: Path | None = None) -> dict[str, BaseGeometry]:
    """Geometry (EPSG:4326) of every shape that the presences of a ledger name.

    Parameters
    ----------
    ledger : Ledger
    boundaries : Path, optional
        A user's own boundaries, which win over ours.
    """
    from mapper.locate import shape_geometry

    names = {place.shape for row in ledger.presences for place in (row.location, row.origin) if place and place.shape}
    return {name: shape_geometry(name, boundaries=boundaries) for name in sorted(names)}


def draw_ledger(
    ledger: Ledger, *, options: DrawOptions | None = None, boundaries: Path | None = None
) -> DeploymentMap:
    """Map of a ledger.

    Parameters
    ----------
    ledger : Ledger
    options : DrawOptions, optional
        Title, language, layout and the like.
    boundaries : Path, optional
        A user's own boundaries file.

    Returns
    -------
    DeploymentMap
        A ``folium.Map``; ``save(path)`` writes the one HTML file.
    """
    from mapper.draw import DeploymentMap, DrawOptions

    options = options or DrawOptions()
    if not options.boundaries:
        options = replace(options, boundaries=boundary_note(boundaries, lang=options.lang))
    shapes = shapes_of(ledger, boundaries=boundaries)
    return DeploymentMap(ledger, options=options, geometries=shapes, hosts_then=hosts_then(ledger))


def hosts_then(ledger: Ledger) -> dict[str, str]:
    """English name of the host on a presence's first day by presence id, where it was another state than today's."""
    from mapper.locate.countries import host_as_of

    found: dict[str, str] = {}
    for row in ledger.presences:
        if row.host is not None:
            then = host_as_of(row.host, row.location.lon, row.location.lat, date.fromisoformat(row.start))
            if then is not None:
                found[row.id] = then
    return found


def boundary_note(boundaries: Path | None = None, *, lang: str = "en") -> str:
    """What a map prints of its borders: each layer's source with its vintage, and a user's own file first.

    Examples
    --------
    >>> boundary_note(Path("mine.geojson"), lang="fr")[:55]
    "D'abord votre fichier mine.geojson. Pays et territoires"
    """
    from mapper.locate.boundaries import boundary_sources

    wanted, colon = ("countries", "admin1", "disputed"), "\u00a0: " if lang == "fr" else ": "
    layers = [{**layer, **layer.get(lang, {})} for layer in boundary_sources() if layer["id"] in wanted]
    note = " ".join(f"{layer['name']}{colon}{layer['source']} ({layer['vintage']})." for layer in layers)
    own = "D'abord votre fichier {}. " if lang == "fr" else "Your own file {} first. "
    return (own.format(boundaries.name) if boundaries else "") + note


def load_ledger(
    inputs: str | Path | Iterable[str | Path],
    *,
    published: str | None = None,
    as_of: str | None = None,
    columns: Path | None = None,
    stated_only: bool = False,
) -> Ledger:
    """Ledger of reports, or of a store when the one input is a ``.gpkg`` file.

    ``rejected`` are the records that could not be read. The candidates of which extraction made no claim stay in the
    store, as they stay in the extractions of a single run.

    Raises
    ------
    StoreError
        The store cannot be opened.
    UsageError
        A store was mixed with reports, or a date cannot be read.
    """
    from mapper.read import read_reports

    given = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    stores = [name for name in given if Path(name).suffix.lower() == STORE_SUFFIX]
    if not stores:
        items = extract_reports(read_reports(given, published=published, columns=columns))
        return build_ledger(items, as_of=as_of, stated_only=stated_only)
    if len(given) > 1:
        raise UsageError(f"{stores[0]} is a store; give it alone, or add the reports to it with: mapper ingest")
    from mapper import store
    from mapper.desk import presence_rules

    rules = "stated numbers only" if stated_only else presence_rules()
    reconcile = partial(reconcile_sourced, stated_only=stated_only)
    with store.open_store(Path(stores[0])) as opened:
        ledger = store.load_ledger(opened, as_of=as_of, reconcile=reconcile, rules=rules)
    reports = {report.id for report in ledger.reports}
    return replace(ledger, rejected=tuple(item for item in ledger.rejected if item.source not in reports))


def reconcile_sourced(
    claims: Iterable[Claim], sources: Mapping[str, str], *, stated_only: bool = False
) -> tuple[tuple[Presence, ...], tuple[Unmapped, ...]]:
    """Presences of claims whose reports may be copies of one story.

    Parameters
    ----------
    claims : iterable of Claim
    sources : mapping of str to str
        Report id to the name of the source that it counts as.
    stated_only : bool
        Without the nominal ranges of units of which no report states a number.
    """
    from mapper.reconcile import default_options, reconcile_claims

    options = replace(default_options(), sources=sources, nominal=not stated_only)
    return reconcile_claims(claims, options=options)
