"""Web pages, saved or fetched: the article's text and its metadata."""

from __future__ import annotations

import json
from typing import Any

from mapper.errors import MissingExtraError, ReadError

MAX_PAGE_BYTES = 20_000_000
TIMEOUT_S = 30.0


def article(page: str | bytes, *, url: str = "") -> dict[str, str]:
    """Fields of the article in a page: text, title, publisher, published, url.

    Parameters
    ----------
    page : str or bytes
        HTML source.
    url : str
        Where it came from, if known.

    Returns
    -------
    dict of str to str
        Empty when no article was found.

    Raises
    ------
    MissingExtraError
        trafilatura is not installed (extra ``web``).
    """
    try:
        from trafilatura import extract
    except ImportError:
        raise MissingExtraError("trafilatura", "web", "reading web pages") from None
    found = extract(page, url=url or None, output_format="json", with_metadata=True, include_comments=False)
    values: dict[str, Any] = json.loads(found) if found else {}
    names = {"text": "text", "title": "title", "publisher": "sitename", "published": "date", "url": "source"}
    fields = {field: str(values[name]) for field, name in names.items() if values.get(name)}
    return fields if "text" in fields else {}


def fetch(url: str) -> bytes:
    """Bytes of a web page over http or https, at most ``MAX_PAGE_BYTES``.

    Raises
    ------
    ReadError
        The scheme is another one, the host does not answer, or the page is too large.
    """
    import urllib.error
    import urllib.request
    from urllib.parse import urlsplit

    if urlsplit(url).scheme not in ("http", "https"):
        raise ReadError(f"{url[:80]!r} is not an http or https address")
    request = urllib.request.Request(url, headers={"User-Agent": "mapper (+reported troop presences)"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310  (scheme checked above)
            data: bytes = answer.read(MAX_PAGE_BYTES + 1)
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise ReadError(f"could not be fetched ({error}); save the page and give the file") from error
    if len(data) > MAX_PAGE_BYTES:
        raise ReadError(f"is over {MAX_PAGE_BYTES:,} bytes; save the article's text and give the file")
    return data
