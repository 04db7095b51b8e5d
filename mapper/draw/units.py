"""NATO APP-6 symbols for the presences whose claims name a unit of known echelon.

The symbols come from the PyPI package ``milsymbol`` (0.2, a port of milsymbol.js that needs no JavaScript at draw
time; ``military-symbol`` 2.0.2 is a syntax error on Python 3.11). All units are drawn as neutral and without a
branch: the page takes no side, and reports seldom state one.
"""

from __future__ import annotations

import json

from mapper.draw.columns import Json
from mapper.draw.resources import read_asset
from mapper.errors import MissingExtraError
from mapper.model import Kind, Ledger

SIZE = 20
"""Size given to milsymbol; the frame comes out about 32 pixels wide."""


def pack_units(ledger: Ledger) -> Json:
    """Distinct pictures as SVG texts, and the picture of each presence that has one: ``{"svg", "rows"}``.

    Raises
    ------
    MissingExtraError
        ``milsymbol`` is not installed.
    """
    try:
        from milsymbol import Symbol
    except ImportError as error:
        raise MissingExtraError("milsymbol", "symbols", "drawing APP-6 symbols") from error
    table = json.loads(read_asset("app6.json"))
    echelon_of = {claim.id: claim.echelon for claim in ledger.claims if claim.echelon in table["echelons"]}
    known: dict[str, int] = {}
    rows: list[tuple[int, int]] = []
    for at, row in enumerate(ledger.presences):
        echelon = next((echelon_of[claim] for claim in row.claims if claim in echelon_of), None)
        if echelon is not None and row.kind is not Kind.DENIAL:
            code = _symbol_code(table["identity"], table["echelons"][echelon])
            rows.append((at, known.setdefault(code, len(known))))
    return {"svg": [Symbol(code, size=SIZE).as_svg() for code in known], "rows": rows}


def _symbol_code(identity: str, echelon: str) -> str:
    """Version, reality, identity, land unit, present, no headquarters, echelon, no entity, no modifiers.

    A plan is told by our own dashed outline: milsymbol draws a planned unit without one.
    """
    return f"100{identity}1000{echelon}0000000000"
