"""The page's Content-Security-Policy: what is in the page by hash, and nothing else.

Reference: W3C, Content Security Policy Level 3, sections 2.3.1 (hash sources) and 6.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable


def source_hash(text: str) -> str:
    """CSP hash source of an inline script or style, over its UTF-8 bytes."""
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def content_policy(
    *,
    scripts: Iterable[str],
    styles: Iterable[str],
    script_urls: Iterable[str] = (),
    style_urls: Iterable[str] = (),
    image_hosts: Iterable[str] = (),
    style_attributes: bool = False,
) -> str:
    """Build the policy for these inline texts.

    Parameters
    ----------
    scripts, styles : iterable of str
        Texts between the tags, exactly as they stand in the page.
    script_urls, style_urls, image_hosts : iterable of str
        What the maker of the map added on purpose: tiles, or layers of folium that load their own files.
    style_attributes : bool
        Whether layers of folium bring ``style`` attributes.
    """
    directives = {
        "default-src": ["'none'"],
        "script-src": [*(source_hash(text) for text in scripts), *script_urls],
        "style-src": [*(source_hash(text) for text in styles), *style_urls],
        "img-src": ["data:", *image_hosts],
        "connect-src": ["'none'"],
        "form-action": ["'none'"],
        "base-uri": ["'none'"],
    }
    if style_attributes:
        directives["style-src-attr"] = ["'unsafe-inline'"]
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())
