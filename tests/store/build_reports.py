"""Reports and extractions for the tests of the store; the sentences and figures are made up."""

from __future__ import annotations

from mapper.model import Claim, Confidence, Extraction, Location, Mark, Personnel, Precision, Rejected, Report, Status

GAO = Location(
    name="Gao", lon=-0.045, lat=16.272, precision=Precision.SETTLEMENT, country="MLI", admin1="Gao", geonameid=2457161
)
MALI = Location(name="Mali", lon=-4.0, lat=17.0, precision=Precision.COUNTRY, country="MLI", shape="country:MLI")
PLACES = {"Gao": GAO, "Mali": MALI}
FILLER = (
    "Officials in the capital did not comment on the figures and said that a statement would follow within days. "
    "Residents described a quiet morning with little traffic on the main road and soldiers at the usual checkpoints. "
)


def report(at: int, number: int = 500, *, place: str = "Gao", words: str = "", **fields: str) -> Report:
    """Report that puts some French soldiers somewhere."""
    day = f"2022-{1 + at % 12:02d}-{1 + at % 28:02d}"
    text = f"France has {number} soldiers in {place}, report {at} says. {words}"
    values = {"id": f"r{at}", "text": text, "title": f"Report {at}", "publisher": f"Daily {at % 3}", "published": day}
    return Report(**{**values, "url": f"https://example.org/{at}", **fields})


def extraction(one: Report, *, rule: str = "t1") -> Extraction:
    """What a very small extractor makes of such a report: the claim of its first sentence."""
    words = one.text.split()
    number, place = int(words[2]), words[5].rstrip(",")
    end = one.text.index(".") + 1
    claim = Claim(
        id=f"{one.id}-{number}-{rule}", report_id=one.id, quote=one.text[:end], sender="FRA", count_low=number,
        count_high=number, personnel=Personnel.TROOPS, place=place, host="MLI", precision=PLACES[place].precision,
        status=Status.PRESENT, start=0, end=end, rule=rule, location=PLACES[place], published=one.published,
        publisher=one.publisher, marks=(Mark(start=11, end=14, role="count"),),
        confidence=(Confidence(part="place", score=0.9, reason="named"),),
    )  # fmt: skip
    left_out = Rejected(
        source=one.id, where=f"characters {end}-{len(one.text)}", reason="no headcount", text=one.text[end:]
    )
    return Extraction(report=one, claims=(claim,), rejected=(left_out,) if one.text[end:].strip() else ())


def contents(store) -> dict[str, list[tuple]]:
    """All that a store holds, row ids and clocks apart, in a fixed order."""
    own = ("reports", "claims", "places", "presences", "rejected", "unmapped", "corrections", "copies", "signatures",
           "bands", "versions", "areas")  # fmt: skip
    found = {}
    for name in own:
        rows = store.connection.execute(f"SELECT * FROM {name}").fetchall()
        found[name] = sorted((row[1:] for row in rows), key=repr)
    return found
