"""Names of countries and organisations in the language of the page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from mapper.draw.resources import read_asset


@cache
def _own_names() -> dict[str, dict[str, str]]:
    names: dict[str, dict[str, str]] = json.loads(read_asset("names.json"))["names"]
    return names


@cache
def _alpha2() -> dict[str, str]:
    import pycountry

    return {country.alpha_3: country.alpha_2 for country in pycountry.countries} | {"XKX": "XK"}


def names_of(codes: Iterable[str], lang: str) -> dict[str, str]:
    """Name each ISO 3166-1 alpha-3 code or organisation; a code that nobody knows names itself.

    Countries come from the Unicode CLDR (through ``babel``), with the exceptions and the organisations of
    ``assets/names.json``.

    Examples
    --------
    >>> names_of(["MLI", "UN", "???"], "fr")
    {'???': '???', 'MLI': 'Mali', 'UN': 'Nations unies'}
    """
    from babel import Locale

    own, territories, alpha2 = _own_names()[lang], Locale(lang).territories, _alpha2()
    return {code: own.get(code) or territories.get(alpha2.get(code, ""), code) for code in sorted(set(codes))}
