"""Extract: what a report says becomes claims.

``extract_claims`` reads a report with its place names; ``open_lexicon`` opens the names of forces and states;
``extract_statement`` reads terse statements of tables. Modules load when a name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapper.extract.lexicon import Lexicon, open_lexicon
    from mapper.extract.report import draft_report, extract_claims
    from mapper.extract.statements import extract_statement

__all__ = ["Lexicon", "draft_report", "extract_claims", "extract_statement", "open_lexicon"]

_HOMES = {
    "Lexicon": "lexicon",
    "draft_report": "report",
    "extract_claims": "report",
    "extract_statement": "statements",
    "open_lexicon": "lexicon",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
