"""Text from outside on its way into the page: bounded, and never markup."""

from __future__ import annotations

TITLE_LIMIT = 300
QUOTE_LIMIT = 4_000
NAME_LIMIT = 200


def bounded(text: str | None, limit: int) -> str | None:
    """Cut a text at ``limit`` characters, with an ellipsis in place of what was cut.

    Examples
    --------
    >>> bounded("abcdef", 4), bounded(None, 4)
    ('abc…', None)
    """
    if text is None or len(text) <= limit:
        return text
    return text[: limit - 1] + "…"


def web_address(url: str) -> str:
    """Give the address back when it is http or https and of a sane length, else an empty text.

    Examples
    --------
    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', '')
    """
    url = url.strip()
    good = url[:8].lower().startswith(("http://", "https://")) and len(url) <= 2_000
    return url if good and not any(char.isspace() or ord(char) < 32 for char in url) else ""
