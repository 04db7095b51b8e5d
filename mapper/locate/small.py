"""Names that are written without a capital: "la zone des trois frontières", "les pays baltes", "the tri-border area".

The scan for names begins at capitals, so these few are looked for by the wordings that ``spatial.toml`` of the
language lists under ``[small]``: the name that the gazetteer knows, and the pattern that news writes.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from functools import cache
from importlib.resources import files

from mapper.locate.gazetteer import Gazetteer
from mapper.locate.resolve import Question, locate, resolve
from mapper.locate.windows import lower_text
from mapper.locate.wording import LANGUAGES
from mapper.model import Mention


@cache
def open_small(lang: str) -> tuple[re.Pattern[str] | None, tuple[str, ...]]:
    """Open the pattern of all small names of a language, for text in small letters, and the names by their group.

    Parameters
    ----------
    lang : str
        ISO 639-1 code; English for one that has no folder.

    Returns
    -------
    tuple of (re.Pattern or None, tuple of str)
        None where the language lists no name.
    """
    code = lang if lang in LANGUAGES else "en"
    with files("mapper.geodata").joinpath("lang", code, "spatial.toml").open("rb") as stream:
        rows: dict[str, str] = tomllib.load(stream).get("small", {})
    if not rows:
        return None, ()
    patterns = "|".join(f"({pattern})" for pattern in rows.values())
    return re.compile(rf"(?<!\w)(?:{patterns})(?!\w)"), tuple(rows)


def with_small_names(
    text: str, mentions: tuple[Mention, ...], gazetteer: Gazetteer, lang: str
) -> tuple[Mention, ...]:
    """Add the names written without a capital, in the place of shorter names inside them ("the **Baltic** states").

    Parameters
    ----------
    text : str
    mentions : tuple of Mention
        In reading order, disjoint.
    gazetteer : Gazetteer
    lang : str
        ISO 639-1 code.

    Returns
    -------
    tuple of Mention
        In reading order, disjoint.
    """
    pattern, names = open_small(lang)
    matches = list(pattern.finditer(lower_text(text))) if pattern is not None else []
    if not matches:
        return mentions
    starts, ends = [m.start for m in mentions], [m.end for m in mentions]
    added: list[Mention] = []
    inside: set[int] = set()
    for match in matches:
        touched = range(bisect_right(ends, match.start()), bisect_left(starts, match.end()))
        within = all(match.start() <= starts[k] and ends[k] <= match.end() for k in touched)
        if not within or any(match.span() == (starts[k], ends[k]) for k in touched):
            continue
        hits = gazetteer.lookup(names[(match.lastindex or 1) - 1])
        if hits:
            (answer,) = resolve([Question(match.group(), hits, ())])
            inside.update(touched)
            start, end = match.span()
            added.append(Mention(start=start, end=end, text=text[start:end], location=locate(answer), reason=""))
    kept = [m for k, m in enumerate(mentions) if k not in inside]
    return tuple(sorted((*kept, *added), key=lambda m: m.start))
