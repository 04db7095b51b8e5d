"""Values of the model as JSON and back; places are kept once and named by their digest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b

import msgspec

from mapper.model import Claim, Location, Precision, Presence, Report

_encoder = msgspec.json.Encoder()
_claims = msgspec.json.Decoder(Claim)
_locations = msgspec.json.Decoder(Location)
_presences = msgspec.json.Decoder(Presence)
_NOWHERE = Location(name="", lon=0.0, lat=0.0, precision=Precision.AREA)


def encode(value: object) -> str:
    """JSON text of a value of the model."""
    return _encoder.encode(value).decode()


def digest_of(*parts: object) -> str:
    """Short stable digest of some values."""
    return blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def content_digest(report: Report) -> str:
    """Digest of what a report says, whatever its file is called.

    Examples
    --------
    >>> one, same = Report(id="a", text="x", origin="a.txt"), Report(id="b", text="x", origin="b.txt")
    >>> content_digest(one) == content_digest(same)
    True
    """
    return digest_of(report.text, report.title, report.publisher, report.published, report.url, report.sender)


def location_id(location: Location) -> str:
    """Digest that names a place in the store, whatever the reason for which it was chosen."""
    return _location(bare(location))[0]


def location_json(location: Location) -> str:
    """JSON text of a place."""
    return _location(bare(location))[1]


def bare(location: Location) -> Location:
    """Place without what one mention's choice adds to it."""
    return replace(location, reason="", score=0.0, alternatives=())


@lru_cache(maxsize=20_000)
def _location(location: Location) -> tuple[str, str]:
    text = encode(location)
    return digest_of(text)[:16], text


@lru_cache(maxsize=20_000)
def decode_location(text: str) -> Location:
    """Place of its JSON text; the same text gives the same object."""
    return _locations.decode(text)


def encode_claim(claim: Claim) -> str:
    """JSON text of a claim with its places' ids, and why they were chosen, instead of them."""
    return encode(replace(claim, location=_stub(claim.location), origin=_stub(claim.origin)))


def decode_claim(text: str, place: Location | None, origin: Location | None, *, slim: bool = False) -> Claim:
    """Claim of its JSON text and places; a slim one is without sentence, marks, confidences and reasons."""
    claim = _claims.decode(text)
    if slim:
        return replace(claim, location=place, origin=origin, quote="", marks=(), confidence=())
    return replace(claim, location=_whole(claim.location, place), origin=_whole(claim.origin, origin))


def encode_presence(row: Presence) -> str:
    """JSON text of a presence, its places as in a claim's."""
    return encode(replace(row, location=_stub(row.location) or _NOWHERE, origin=_stub(row.origin)))


def decode_presence(text: str, places: Mapping[str, Location]) -> Presence:
    """Presence of its JSON text."""
    row = _presences.decode(text)
    origin = _whole(row.origin, places[row.origin.name]) if row.origin else None
    return replace(row, location=_whole(row.location, places[row.location.name]) or _NOWHERE, origin=origin)


def _stub(location: Location | None) -> Location | None:
    if location is None:
        return None
    return replace(
        _NOWHERE,
        name=location_id(location),
        reason=location.reason,
        score=location.score,
        alternatives=location.alternatives,
    )


def _whole(stub: Location | None, place: Location | None) -> Location | None:
    if stub is None or place is None:
        return None
    return replace(place, reason=stub.reason, score=stub.score, alternatives=stub.alternatives)
