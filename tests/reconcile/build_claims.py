"""Builders of claims and places for the tests of reconciling; figures are made up unless a test says more."""

from __future__ import annotations

from itertools import count

from mapper.model import Claim, Location, Personnel, Precision, Status
from mapper.reconcile import Echelon, Force, ReconcileOptions

_number = count(1)

MALI = Location(name="Mali", lon=-4.0, lat=17.0, precision=Precision.COUNTRY, country="MLI", shape="country:MLI")
NIGER = Location(name="Niger", lon=9.0, lat=17.0, precision=Precision.COUNTRY, country="NER", shape="country:NER")
CHAD = Location(name="Chad", lon=18.6, lat=15.3, precision=Precision.COUNTRY, country="TCD", shape="country:TCD")
BURKINA = Location(name="Burkina Faso", lon=-1.7, lat=12.3, precision=Precision.COUNTRY, country="BFA")
IRAQ = Location(name="Iraq", lon=43.7, lat=33.0, precision=Precision.COUNTRY, country="IRQ")
SAHEL = Location(
    name="the Sahel",
    lon=0.0,
    lat=16.0,
    precision=Precision.AREA,
    countries=("BFA", "MLI", "MRT", "NER", "TCD"),
    shape="area:sahel",
)
FOUR = Location(
    name="Burkina Faso/Chad/Mali/Niger",
    lon=3.0,
    lat=15.0,
    precision=Precision.AREA,
    countries=("BFA", "MLI", "NER", "TCD"),
)
THREE = Location(
    name="Niger, Chad and Burkina Faso", lon=8.0, lat=15.0, precision=Precision.AREA, countries=("BFA", "NER", "TCD")
)
GAO_REGION = Location(
    name="Gao Region",
    lon=0.3,
    lat=16.6,
    precision=Precision.ADMIN,
    country="MLI",
    admin1="Gao",
    shape="admin1:MLI:Gao",
    radius_m=250_000,
)
GAO = Location(
    name="Gao", lon=-0.045, lat=16.272, precision=Precision.SETTLEMENT, country="MLI", admin1="Gao", geonameid=2457161
)
GAO_BASE = Location(
    name="Gao base",
    lon=-0.006,
    lat=16.248,
    precision=Precision.SITE,
    country="MLI",
    admin1="Gao",
    place_id="gao-base",
)
TIMBUKTU = Location(
    name="Timbuktu",
    lon=-3.007,
    lat=16.773,
    precision=Precision.SETTLEMENT,
    country="MLI",
    admin1="Timbuktu",
    geonameid=2449066,
)
AGADEZ = Location(
    name="Agadez", lon=7.99, lat=16.97, precision=Precision.SETTLEMENT, country="NER", geonameid=2448085
)

FORCES = {
    force.id: force
    for force in (
        Force(id="serval", sender="FRA", kind="operation", successor="barkhane"),
        Force(id="epervier", sender="FRA", kind="operation", successor="barkhane"),
        Force(id="barkhane", sender="FRA", kind="operation"),
        Force(id="sabre", sender="FRA", kind="operation"),
        Force(id="minusma", sender="UN", kind="mission"),
        Force(id="takuba", sender="COALITION", kind="mission"),
        Force(id="wagner", sender="RUS", kind="pmc", successor="africa-corps"),
        Force(id="africa-corps", sender="RUS", kind="pmc"),
        Force(id="airborne-82", sender="USA", kind="unit"),
        Force(id="us-army", sender="USA", kind="army"),
    )
}
OPTIONS = ReconcileOptions(forces=FORCES, echelons={"battalion": Echelon(low=300, high=1000)})
NAMES = {"minusma": "MINUSMA", "airborne-82": "82nd Airborne Division"}


def claim(
    sender: str | None,
    place: Location | None,
    number: int | tuple[int | None, int | None] | None = None,
    *,
    on: str | None = "2022-01-01",
    status: str = "present",
    force: str = "",
    publisher: str = "Daily One",
    personnel: str = "troops",
    **other: object,
) -> Claim:
    """Claim with an id of its own; ``number`` is exact, a (low, high) pair, or nothing."""
    low, high = number if isinstance(number, tuple) else (number, number)
    at = next(_number)
    name = NAMES.get(force, force.replace("-", " ").title()) or None
    values: dict[str, object] = {
        "id": f"c{at:05d}",
        "report_id": f"r{at:05d}",
        "quote": f"Sentence {at}.",
        "sender": sender,
        "force": name,
        "force_id": force if force in FORCES else "",
        "personnel": Personnel(personnel),
        "count_low": low,
        "count_high": high,
        "place": place.name if place else None,
        "host": place.country if place else None,
        "precision": place.precision if place else None,
        "status": Status(status),
        "location": place,
        "published": on,
        "publisher": publisher,
    }
    return Claim(**{**values, **other})
