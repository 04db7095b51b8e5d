"""What the maker of a map may choose."""

from __future__ import annotations

from dataclasses import dataclass

from mapper.errors import UsageError

LANGUAGES = ("en", "fr")
"""Languages that the page's interface speaks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawOptions:
    """How a map is titled, framed and published.

    ``title``, ``subtitle``, ``credits``, ``as_of``, ``boundaries`` and ``notes`` are plain text and are shown as
    such. ``tiles`` is the name of an ``xyzservices`` provider that needs no key (``Esri.WorldGrayCanvas``); ``None``
    keeps the page silent. ``coarsen_km`` moves every site and town to a grid of so many kilometres and withholds
    its name; ``delay_days`` leaves out what was reported or began in the last so many days before the newest
    report. ``stale_days`` is the age (days since last reported) at which a symbol starts to fade.

    Raises
    ------
    UsageError
        A language that the interface does not speak, a negative number, or a provider that is unknown or
        asks for a key.

    Examples
    --------
    >>> DrawOptions(title="Sahel", lang="fr").lang
    'fr'
    >>> DrawOptions(lang="tlh")
    Traceback (most recent call last):
    mapper.errors.UsageError: language 'tlh' is not one of en, fr
    """

    title: str = "Reported deployments"
    subtitle: str = ""
    credits: str = ""
    as_of: str = ""
    lang: str = "en"
    embed: bool = False
    tiles: str | None = None
    coarsen_km: float = 0.0
    delay_days: int = 0
    app6: bool = False
    boundaries: str = ""
    stale_days: int = 365
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise UsageError(f"language {self.lang!r} is not one of {', '.join(LANGUAGES)}")
        for name in ("coarsen_km", "delay_days"):
            if getattr(self, name) < 0:
                raise UsageError(f"{name} is {getattr(self, name)!r}; expected 0 or more")
        if self.stale_days < 1:
            raise UsageError(f"stale_days is {self.stale_days!r}; expected 1 or more")
        if self.tiles is not None:
            from mapper.draw.tiles import find_tiles

            find_tiles(self.tiles)
