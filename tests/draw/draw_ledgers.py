"""Ledgers made by hand for the tests of the page: a small realistic one, and a hostile one."""

from __future__ import annotations

from dataclasses import replace

from mapper.model import (
    Candidate,
    Claim,
    Confidence,
    Correction,
    Kind,
    Ledger,
    Location,
    Mark,
    Personnel,
    Precision,
    Presence,
    Rejected,
    Report,
    Side,
    Status,
    Unmapped,
)

PLACES = {
    "Gao": Location(
        name="Gao", lon=-0.045, lat=16.272, precision=Precision.SETTLEMENT, country="MLI", admin1="Gao Region",
        provenance="GeoNames 2457163", reason="the only town of that name in a country the report names",
        alternatives=(Candidate(name="Gao", lon=-2.1, lat=8.9, country="CIV", precision=Precision.SETTLEMENT, score=0.21),),
    ),
    "Menaka": Location(name="Ménaka", lon=2.402, lat=15.918, precision=Precision.SETTLEMENT, country="MLI"),
    "Bamako": Location(name="Bamako", lon=-7.989, lat=12.65, precision=Precision.SETTLEMENT, country="MLI"),
    "Niamey": Location(name="Base aérienne 101", lon=2.184, lat=13.482, precision=Precision.SITE, country="NER"),
    "Agadez": Location(name="Air Base 201", lon=8.0, lat=16.95, precision=Precision.SITE, country="NER"),
    "Djamena": Location(name="N'Djamena", lon=15.044, lat=12.107, precision=Precision.SETTLEMENT, country="TCD"),
    "Mali": Location(name="Mali", lon=-2.0, lat=18.0, precision=Precision.COUNTRY, country="MLI", shape="country:MLI"),
    "Niger": Location(name="Niger", lon=9.4, lat=17.4, precision=Precision.COUNTRY, country="NER", shape="country:NER"),
    "Kidal": Location(
        name="Kidal Region", lon=1.4, lat=19.3, precision=Precision.ADMIN, country="MLI", shape="admin1:MLI:Kidal"
    ),
    "Sahel": Location(
        name="the Sahel", lon=3.0, lat=14.6, precision=Precision.AREA, shape="area:sahel",
        countries=("BFA", "MLI", "MRT", "NER", "TCD"),
    ),
}  # fmt: skip
"""Places of the fixture, with coordinates to a few kilometres."""


def geometries() -> dict[str, object]:
    """Rough outlines for the two shapes that the base map does not have."""
    from shapely.geometry import Polygon, box

    return {
        "admin1:MLI:Kidal": Polygon([(-0.5, 18.0), (2.5, 17.6), (4.2, 19.2), (1.2, 21.1), (-1.0, 20.2)]),
        "area:sahel": box(-12.0, 11.0, 23.0, 17.5),
    }


_REPORTS = (
    ("r01", "2013-01-15", "France opens Operation Serval", "Sahel Digest"),
    ("r02", "2014-08-02", "Barkhane takes over from Serval", "Sahel Digest"),
    ("r03", "2019-03-10", "Blue helmets in Gao", "Niger River Wire"),
    ("r04", "2020-02-03", "Paris sends 600 more", "Sahel Digest"),
    ("r05", "2021-12-24", "Sixteen states deplore the arrival of mercenaries", "Lake Observer"),
    ("r06", "2022-02-18", "France and partners to leave Mali", "Sahel Digest"),
    ("r07", "2022-08-16", "Last French unit leaves Gao", "Niger River Wire"),
    ("r08", "2023-09-25", "Paris ends its deployment in Niger", "Lake Observer"),
    ("r09", "2023-12-31", "UN mission closes in Mali", "Niger River Wire"),
    ("r10", "2024-04-12", "Russian instructors land in Niamey", "Lake Observer"),
    ("r11", "2024-09-16", "Americans hand over Air Base 201", "Sahel Digest"),
    ("r12", None, "An undated leaflet", "Unknown sheet"),
    ("r13", "2025-06-06", "Wagner leaves, Africa Corps stays", "Sahel Digest"),
)

_QUOTES = {
    "c01": ("r01", "France has sent about 1,400 troops to Mali, officials said.", "FRA", "Operation Serval", "Mali"),
    "c02": ("r02", "The force of 3,000 will range over the whole Sahel.", "FRA", "Operation Barkhane", "Sahel"),
    "c03": ("r03", "Between 3,500 and 4,200 blue helmets are based in Gao.", "UN", "MINUSMA", "Gao"),
    "c04": (
        "r04",
        "Another 600 soldiers will fly from N'Djamena to Gao this month.",
        "FRA",
        "Operation Barkhane",
        "Gao",
    ),
    "c05": (
        "r05",
        "Several hundred Wagner fighters have reached Mali, diplomats said.",
        "RUS",
        "Wagner Group",
        "Mali",
    ),
    "c06": ("r05", "Bamako denies that any mercenaries are on its soil.", "RUS", "Wagner Group", "Mali"),
    "c07": ("r06", "Niamey may host up to 1,000 French soldiers.", "FRA", None, "Niamey"),
    "c08": ("r07", "The last French unit left its base at Gao on Monday.", "FRA", "Operation Barkhane", "Gao"),
    "c09": ("r08", "Some 1,500 French soldiers remain in Niger, the palace said.", "FRA", None, "Niger"),
    "c10": ("r09", "MINUSMA has closed its last camp in Gao.", "UN", "MINUSMA", "Gao"),
    "c11": (
        "r10",
        "About 100 Russian instructors landed at the air base in Niamey.",
        "RUS",
        "Africa Corps",
        "Niamey",
    ),
    "c12": ("r11", "At least 650 Americans had served at Air Base 201.", "USA", None, "Agadez"),
    "c13": ("r12", "A company of Chadian soldiers is near Menaka.", "TCD", None, "Menaka"),
    "c14": ("r13", "Wagner has 1,000 to 2,500 men in Mali.", "RUS", "Wagner Group", "Mali"),
    "c15": ("r05", "The opposition counts no more than 400 of them.", "RUS", "Wagner Group", "Mali"),
    "c16": ("r03", "A further 1,100 of the Chadian contingent hold the Kidal Region.", "TCD", "MINUSMA", "Kidal"),
    "c17": ("r02", "Of these, 1,200 are in Gao.", "FRA", "Operation Barkhane", "Gao"),
}

_COUNTS: dict[str, tuple[int | None, int | None, str | None]] = {
    "c01": (1400, 1400, "about 1,400"), "c02": (3000, 3000, "3,000"), "c03": (3500, 4200, "Between 3,500 and 4,200"),
    "c04": (600, 600, "600"), "c05": (200, 999, "Several hundred"), "c07": (None, 1000, "up to 1,000"),
    "c09": (1500, 1500, "Some 1,500"), "c11": (100, 100, "About 100"), "c12": (650, None, "At least 650"),
    "c13": (None, None, "A company"), "c14": (1000, 2500, "1,000 to 2,500"), "c15": (None, 400, "no more than 400"),
    "c16": (1100, 1100, "1,100"), "c17": (1200, 1200, "1,200"),
}  # fmt: skip

_STATUS = {
    "c04": Status.ARRIVING, "c06": Status.DENIED, "c07": Status.PLANNED_ARRIVAL, "c08": Status.LEFT,
    "c10": Status.LEFT, "c11": Status.ARRIVING,
}  # fmt: skip


def _claim(name: str) -> Claim:
    report, quote, sender, force, place = _QUOTES[name]
    low, high, words = _COUNTS.get(name, (None, None, None))
    published = {item[0]: item[1] for item in _REPORTS}[report]
    at = quote.find(words) if words else -1
    marks = (Mark(start=10 + at, end=10 + at + len(words), role="count"),) if words and at >= 0 else ()
    return Claim(
        id=name, report_id=report, quote=quote, start=10, end=10 + len(quote), sender=sender, force=force,
        count_low=low, count_high=high, count_text=words, place=PLACES[place].name, location=PLACES[place],
        status=_STATUS.get(name, Status.PRESENT), marks=marks, rule="count-force-place", published=published,
        confidence=(Confidence(part="place", score=0.9, reason="one candidate"),),
        source="a presidential aide" if name == "c09" else None,
    )  # fmt: skip


def _row(
    name: str,
    series: str,
    claims: str,
    place: str,
    start: str,
    end: str | None,
    *,
    kind: Kind = Kind.PRESENCE,
    **more: object,
) -> Presence:
    first = _claim(claims.split(maxsplit=1)[0])
    location = PLACES[place]
    reported = max((_claim(claim).published or "" for claim in claims.split()), default="")
    values: dict[str, object] = {
        "low": first.count_low, "high": first.count_high, "count_text": first.count_text, "status": Status.PRESENT,
        "sender": first.sender, "force": first.force, "personnel": Personnel.TROOPS, "last_reported": reported,
        "end_basis": "open" if end is None else "reported", "host": location.country, "place": location.name,
    }  # fmt: skip
    values |= more
    return Presence(
        id=name,
        series=series,
        kind=kind,
        location=location,
        start=start,
        end=end,
        claims=tuple(claims.split()),
        **values,
    )


def sahel_ledger() -> Ledger:
    """Foreign forces in the Sahel 2013-2025, loosely after the public record; every kind of symbol is in it."""
    blue, russian, american = Personnel.PEACEKEEPERS, Personnel.CONTRACTORS, Personnel.TROOPS
    rows = (
        _row("p01", "serval", "c01", "Mali", "2013-01-11", "2014-08-01"),
        _row("p02", "barkhane", "c02", "Sahel", "2014-08-01", "2022-11-09"),
        _row("p03", "barkhane-gao", "c17", "Gao", "2014-08-01", "2020-02-20", within="p02", end_basis="carried_forward"),
        _row("p04", "barkhane-gao", "c04", "Gao", "2020-02-20", "2022-08-15", within="p02", low=1800, high=1800),
        _row("p05", "barkhane-gao", "c08", "Gao", "2022-08-15", None, low=0, high=0, status=Status.LEFT),
        _row("p06", "barkhane-rest", "c02", "Sahel", "2014-08-01", "2022-11-09", kind=Kind.REMAINDER, within="p02", low=1200, high=1800),
        _row("p07", "minusma-gao", "c03", "Gao", "2013-07-01", "2023-12-31", personnel=blue),
        _row("p08", "minusma-kidal", "c16", "Kidal", "2013-07-01", "2023-10-31", personnel=blue),
        _row(
            "p09", "wagner", "c05 c15", "Mali", "2021-12-23", "2025-06-06", personnel=russian, low=200, high=2500,
            sides=(Side(low=None, high=400, claims=("c15",), publishers=("Lake Observer",)), Side(low=1000, high=2500, claims=("c14",), publishers=("Sahel Digest",))),
        ),
        _row("p10", "wagner-denied", "c06", "Mali", "2021-12-24", None, kind=Kind.DENIAL, status=Status.DENIED, low=None, high=None, personnel=russian),
        _row("p11", "france-niamey", "c07", "Niamey", "2022-02-18", "2022-09-01", kind=Kind.PLAN, status=Status.PLANNED_ARRIVAL),
        _row("p12", "france-niger", "c09", "Niger", "2022-09-01", "2023-12-22"),
        _row("p13", "africa-corps", "c11", "Niamey", "2024-04-10", None, personnel=Personnel.ADVISERS, status=Status.ARRIVING),
        _row("p14", "us-agadez", "c12", "Agadez", "2018-03-01", "2024-09-15", personnel=american, corrected=(Correction(who="A. Editor", when="2024-10-01", why="the date was of the handover", action="set", fields=("end",)),)),
        _row("p15", "chad-menaka", "c13", "Menaka", "2019-01-01", None, last_reported="2019-03-10", derived=False),
        _row("p16", "move-gao", "c04", "Gao", "2020-02-03", "2020-03-03", kind=Kind.MOVEMENT, status=Status.ARRIVING, origin=PLACES["Djamena"]),
        _row("p17", "us-niamey", "c12", "Niamey", "2013-02-01", "2024-07-07", low=None, high=None, count_text=None, personnel=Personnel.SPECIAL_FORCES),
        _row("p18", "eutm", "c13", "Bamako", "2013-02-18", "2024-05-17", sender="EU", force="EUTM Mali", low=600, high=600, count_text="600", personnel=Personnel.ADVISERS),
    )  # fmt: skip
    return Ledger(
        reports=tuple(
            Report(
                id=name, text="", title=title, publisher=publisher, published=day, url=f"https://example.org/{name}"
            )
            for name, day, title, publisher in _REPORTS
        ),
        claims=tuple(_claim(name) for name in sorted(_QUOTES)),
        presences=rows,
        unmapped=(
            Unmapped(claim="c13", reason="undated: the report gives no date"),
            Unmapped(claim="c07", reason="a plan without a date"),
        ),
        rejected=(Rejected(source="leaflets.jsonl", where="line 4", reason="not JSON"),),
    )


ATTACKS = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=1</script>",
    "{{ 7 * 7 }} {% raw %} ${window.hacked=1} %%CORE%% <!-- -->",
    "javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    "\u202egnp.exe\u202c nul\x00byte \ud800 \u2028 line",
    "نص من اليمين إلى اليسار",
)
"""Texts that must reach the page as text."""


def hostile_ledger() -> Ledger:
    """The same ledger with an attack in every field of text, and a title of a million characters."""
    base = sahel_ledger()
    pick = [attack for attack in ATTACKS for _ in range(1)]
    reports = tuple(
        replace(
            report, title=pick[at % 8] if at else pick[0] * 35_000, publisher=pick[(at + 1) % 8], url=pick[at % 8],
            origin=pick[(at + 2) % 8], published=report.published,
        )
        for at, report in enumerate(base.reports)
    )  # fmt: skip
    claims = tuple(
        replace(
            claim, quote=pick[at % 8] + claim.quote, end=claim.end + len(pick[at % 8]), place=pick[(at + 1) % 8],
            source=pick[(at + 2) % 8], count_text=pick[(at + 3) % 8], rule=pick[(at + 4) % 8], force=pick[(at + 5) % 8],
        )
        for at, claim in enumerate(base.claims)
    )  # fmt: skip
    presences = tuple(
        replace(
            row, place=pick[at % 8], force=pick[(at + 1) % 8], count_text=pick[(at + 2) % 8], id=f"{row.id}{pick[at % 4]}",
            location=replace(row.location, name=pick[at % 8], reason=pick[(at + 3) % 8], provenance=pick[(at + 4) % 8], admin1=pick[(at + 5) % 8]),
        )
        for at, row in enumerate(base.presences)
    )  # fmt: skip
    unmapped = tuple(Unmapped(claim=item.claim, reason=ATTACKS[at]) for at, item in enumerate(base.unmapped))
    rejected = (Rejected(source=ATTACKS[0], where=ATTACKS[1], reason=ATTACKS[2], text=ATTACKS[3]),)
    return Ledger(reports=reports, claims=claims, presences=presences, unmapped=unmapped, rejected=rejected)
