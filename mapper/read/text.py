"""Plain texts: bytes to characters, and a first block of ``Key: value`` lines as metadata."""

from __future__ import annotations

import codecs
import re

from mapper.read.fields import field_name

_HEADER_LINE = re.compile(r"([^\W\d_][\w -]{0,30}?)\s*:\s+(\S.*)\Z")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""How a file begins that is not read as UTF-8."""
BINARY = "is binary, not text; give a text, HTML, CSV or JSON Lines file"


class NotTextError(ValueError):
    """Bytes that are not text in an encoding that we may assume; the message says what to do."""


def decode(data: bytes, *, name: str) -> str:
    """Text of a file: UTF-8, or UTF-16 with its byte order mark.

    Parameters
    ----------
    data : bytes
    name : str
        File name, for the remedy in the message.

    Returns
    -------
    str

    Raises
    ------
    NotTextError
        The bytes are binary or in another encoding. Encodings are not guessed silently, because a wrong guess
        changes names; the likely one is named in the message.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise NotTextError(
                    f"starts like {encoding} and is broken at byte {error.start}; save it again"
                ) from None
    if b"\0" in data[:65536]:
        raise NotTextError(BINARY)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotTextError(_remedy(data, error.start, name)) from None


def split_header(text: str) -> tuple[dict[str, str], str]:
    """Metadata of the first block, by our field names, and the body that follows.

    A first block counts as metadata when every line of it is ``Key: value`` and at least one key is known;
    otherwise the whole text is the body.

    Examples
    --------
    >>> split_header("Title: Gao\\nPublished: 2022-08-15\\n\\nThe last soldiers left.")
    ({'title': 'Gao', 'published': '2022-08-15'}, 'The last soldiers left.')
    >>> split_header("Paris: the last soldiers left.")
    ({}, 'Paris: the last soldiers left.')
    """
    block, separator, body = text.lstrip("\n").partition("\n\n")
    lines = [line.strip() for line in block.split("\n")]
    pairs = [found.groups() for line in lines if (found := _HEADER_LINE.match(line))]
    values = {name: value for key, value in pairs if (name := field_name(key)) and name != "text"}
    if not values or len(pairs) < len(lines) or not separator:
        return {}, text
    return values, body.lstrip("\n")


def likely_encoding(data: bytes) -> str:
    """Name of the encoding that bytes are most likely in, for a message; nothing is read by it."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return best.encoding.replace("_", "-") if best else "latin-1"


def _remedy(data: bytes, position: int, name: str) -> str:
    guess = likely_encoding(data)
    return f"is not UTF-8 (byte {position}); it looks like {guess}: convert it with iconv -f {guess} -t UTF-8 {name}"
