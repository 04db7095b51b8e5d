"""What a report, a mention, a claim and a presence are; the words are the codebook's.

Everything here is an immutable value. Stages of the program pass these and nothing else to one another.
Coordinates are WGS 84 (EPSG:4326) decimal degrees in lon, lat order; distances are metres; dates are EDTF
level 1 strings (``2022-08-15``, ``2022-08``, ``2013/2022``, ``../2022-08-15``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

ORGANISATIONS = ("UN", "AU", "EU", "NATO", "ECOWAS", "G5S", "SADC", "EAC", "CSTO", "COALITION")
"""Senders that are not states; every other sender is an ISO 3166-1 alpha-3 code (or ``XKX``)."""


class Personnel(StrEnum):
    """Kind of personnel that a claim counts."""

    TROOPS = "troops"
    PEACEKEEPERS = "peacekeepers"
    CONTRACTORS = "contractors"
    ADVISERS = "advisers"
    SPECIAL_FORCES = "special_forces"
    POLICE = "police"
    OBSERVERS = "observers"
    FIGHTERS = "fighters"


class Status(StrEnum):
    """What the text says that the personnel do."""

    PRESENT = "present"
    ARRIVING = "arriving"
    LEAVING = "leaving"
    LEFT = "left"
    PLANNED_ARRIVAL = "planned_arrival"
    PLANNED_DEPARTURE = "planned_departure"
    DENIED = "denied"


class Precision(StrEnum):
    """How finely a text locates a place, from the finest to the coarsest."""

    SITE = "site"
    SETTLEMENT = "settlement"
    ADMIN = "admin"
    COUNTRY = "country"
    AREA = "area"
    GLOBAL = "global"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document as read.

    ``published`` is an EDTF date or ``None`` (undated; never guessed). ``origin`` says where it was read from
    (``file.jsonl line 3``). ``sender`` is set only by readers of tables whose rows belong to one sending state
    and whose text does not repeat it; ``None`` otherwise.
    """

    id: str
    text: str
    title: str = ""
    publisher: str = ""
    published: str | None = None
    url: str = ""
    lang: str = ""
    origin: str = ""
    sender: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A runner-up that the resolver weighed for a name."""

    name: str
    lon: float
    lat: float
    country: str | None
    precision: Precision
    geonameid: int | None = None
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a toponym is.

    ``lon``/``lat`` is the point for a site or settlement and a representative point otherwise; ``radius_m`` is
    the radius (m, geodesic) around it inside which the place is taken to lie. ``country`` is the host, ISO
    3166-1 alpha-3 by the codebook's house decisions, ``None`` for a multi-country area or the high seas.
    ``shape`` names the polygon to draw: ``country:MLI``, ``admin1:MLI:Gao``, ``part:n:admin1:MLI:Gao`` (its north),
    ``area:sahel`` or ``wkt:...``; empty for a point. ``provenance`` names the source of the coordinates, ``reason``
    why this candidate won.
    """

    name: str
    lon: float
    lat: float
    precision: Precision
    country: str | None = None
    countries: tuple[str, ...] = ()
    admin1: str = ""
    radius_m: float = 0.0
    geonameid: int | None = None
    place_id: str = ""
    feature: str = ""
    shape: str = ""
    provenance: str = ""
    reason: str = ""
    score: float = 0.0
    alternatives: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A toponym in a text: ``text == report.text[start:end]``.

    ``location`` is ``None`` where the resolver abstains, and ``reason`` then says why. ``container`` is the span
    of the place that was written as its container ("Gao, Mali": the span of "Mali"); ``core`` the span of the
    name inside a spatial expression ("30 km north of Gao": the span of "Gao").
    """

    start: int
    end: int
    text: str
    location: Location | None = None
    reason: str = ""
    container: tuple[int, int] | None = None
    core: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A span of the report's text that made a part of a claim; ``role`` is count, force, place, verb, ..."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confidence:
    """How sure one part of a claim is: ``part`` is extraction, place or date; ``score`` is 0 to 1."""

    part: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's correction that is in force on a claim."""

    who: str
    when: str
    why: str
    action: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One statement by a report that a force has, had or will have personnel at a place.

    The first block are the codebook's fields; ``start`` and ``end`` are the quote's character offsets in the
    report's text and ``rule`` the id of what made it.

    ``part_of`` is the id of the claim of the same report that counts these people too: "13,000 UN troops, including
    1,200 from Egypt" gives the second claim the id of the first. ``group`` is any name that the claims of one report
    share when they count the same people and none is said to be the total (one number over several places: the claim
    on the area and those on its places); reconciling takes the one on the widest place, then with the greatest
    number, for the total. Both are empty where the text says nothing of the kind; then places and forces alone say
    what is inside what. A part is never added to its total, whoever its sender; a place that is known only from such
    a list ends when a newer list of the same force leaves it out; and a state's people that are a part of a
    mission's leave with the mission.

    ``origin`` is where a movement comes from. ``published`` and ``publisher`` repeat the report's, so that claims are
    enough to reconcile.
    """

    id: str
    report_id: str
    quote: str
    sender: str | None = None
    force: str | None = None
    personnel: Personnel = Personnel.TROOPS
    count_low: int | None = None
    count_high: int | None = None
    count_text: str | None = None
    place: str | None = None
    host: str | None = None
    precision: Precision | None = None
    status: Status = Status.PRESENT
    when: str | None = None
    source: str | None = None
    optional: bool = False

    start: int = 0
    end: int = 0
    rule: str = ""
    force_id: str = ""
    echelon: str = ""
    units: int | None = None
    group: str = ""
    part_of: str = ""
    location: Location | None = None
    origin: Location | None = None
    unlocated: str = ""
    marks: tuple[Mark, ...] = ()
    confidence: tuple[Confidence, ...] = ()
    published: str | None = None
    publisher: str = ""
    correction: Correction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """Something that was read and could not be used, with its position and the reason."""

    source: str
    where: str
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What one report gave: its claims, and the candidates that were dropped with the reason."""

    report: Report
    claims: tuple[Claim, ...] = ()
    rejected: tuple[Rejected, ...] = ()


Item = Report | Extraction | Rejected
"""What reading gives: a text to understand, a row of a data set that is already a claim, or what was left out."""


class Kind(StrEnum):
    """What a presence row shows on the map."""

    PRESENCE = "presence"
    PLAN = "plan"
    MOVEMENT = "movement"
    DENIAL = "denial"
    REMAINDER = "remainder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a dispute: what some claims say."""

    low: int | None
    high: int | None
    claims: tuple[str, ...]
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """One force at one place over one interval of time, with a headcount interval and its claims.

    The interval is closed at ``start`` and open at ``end`` (ISO dates; ``None`` = open). A force whose level
    changes gives several rows that share ``series``. ``start_basis`` is reported or carried; ``end_basis`` is
    reported, carried_forward or open. ``last_reported`` is the newest date for which a claim supports the row.
    ``within`` is the id of the presence (a total) that already counts these people, so that sums skip one of
    the two; ``derived`` is true where the interval comes from an echelon and not from a stated number.
    ``status`` is the codebook's, and ``kind`` the layer. ``location``/``origin`` as in Claim.
    """

    id: str
    series: str
    kind: Kind
    sender: str | None
    force: str | None
    personnel: Personnel
    host: str | None
    place: str | None
    location: Location
    low: int | None
    high: int | None
    count_text: str | None
    status: Status
    start: str
    end: str | None
    start_basis: str = "reported"
    end_basis: str = "open"
    last_reported: str = ""
    derived: bool = False
    within: str = ""
    origin: Location | None = None
    claims: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    corrected: tuple[Correction, ...] = ()
    force_id: str = ""

    @property
    def disputed(self) -> bool:
        """Whether two claims that cannot both be true stand behind it."""
        return len(self.sides) > 1

    @property
    def precision(self) -> Precision:
        """How finely the place is known."""
        return self.location.precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmapped:
    """A claim that cannot be drawn, with the reason (undated, place not located, no place stated)."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that a map shows: reports, claims, presences, and what was left out with its reason."""

    reports: tuple[Report, ...] = ()
    claims: tuple[Claim, ...] = ()
    presences: tuple[Presence, ...] = ()
    unmapped: tuple[Unmapped, ...] = ()
    rejected: tuple[Rejected, ...] = field(default=())
