"""The four calls of the Python interface; ``mapper/__init__.py`` names them."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from mapper.model import Claim, Extraction, Rejected, Report

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from mapper.draw import DeploymentMap, DrawOptions

Inputs = str | Path | Iterable[str | Path]
log = logging.getLogger("mapper")


def read(inputs: Inputs, *, published: str | None = None) -> Iterator[Report | Extraction]:
    """Read reports from files, folders, glob patterns, URLs or ``-``.

    Parameters
    ----------
    inputs : path, str or iterable of these
    published : str, optional
        EDTF date for reports that state none.

    Yields
    ------
    Report or Extraction
        A text is a ``Report``; a row of a deployment table is an ``Extraction``, its claim already made. What
        cannot be used is logged as a warning (logger ``mapper``) with its position and reason;
        ``mapper.read.source.read_reports`` yields those records too.

    Raises
    ------
    UsageError
        ``published`` is not a date.
    """
    from mapper.read.source import read_reports

    for item in read_reports(inputs, published=published):
        if isinstance(item, Rejected):
            log.warning("%s %s: %s", item.source, item.where, item.reason)
        else:
            yield item


def extract(reports: Iterable[Report | Extraction]) -> Iterator[Claim]:
    """Claims that reports make, located, in the order of the reports.

    Parameters
    ----------
    reports : iterable of Report or Extraction
        As ``read`` gives them.

    Yields
    ------
    Claim
    """
    from mapper.pipeline import extract_reports

    for extraction in extract_reports(reports):
        if not isinstance(extraction, Rejected):
            yield from extraction.claims


def reconcile(claims: Iterable[Claim], *, as_of: str | None = None) -> GeoDataFrame:
    """Presences that claims make over time.

    Parameters
    ----------
    claims : iterable of Claim
    as_of : str, optional
        EDTF date: claims published later are left out.

    Returns
    -------
    GeoDataFrame, one row a presence
        Geometry in EPSG:4326, columns as ``mapper.reconcile.frame`` names them.
    """
    from mapper.pipeline import known_on
    from mapper.reconcile import reconcile_claims
    from mapper.reconcile.frame import presences_frame

    return presences_frame(reconcile_claims(known_on(claims, as_of))[0])


def map(  # noqa: A001  (the interface's name)
    inputs: Inputs,
    *,
    published: str | None = None,
    as_of: str | None = None,
    options: DrawOptions | None = None,
) -> DeploymentMap:
    """Draw reports, or a store, as a time map.

    Parameters
    ----------
    inputs : path, str or iterable of these
        What ``read`` takes, or one store (``.gpkg``).
    published, as_of : str, optional
        EDTF dates: for reports that state none, and the state of knowledge to show.
    options : DrawOptions, optional
        Title, language, layout and the like.

    Returns
    -------
    DeploymentMap
        A ``folium.Map`` that shows itself in a notebook; ``save(path)`` writes the HTML file.
    """
    from mapper.pipeline import draw_ledger, load_ledger

    return draw_ledger(load_ledger(inputs, published=published, as_of=as_of), options=options)
