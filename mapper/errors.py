"""Errors that mapper raises; each says what was expected, what was found, where, and what to do."""


class MapperError(Exception):
    """Root of every error that mapper raises on purpose."""


class UsageError(MapperError, ValueError):
    """An option or argument cannot be what it is (exit code 2)."""


class ReadError(MapperError, OSError):
    """An input cannot be read at all."""

    def __str__(self) -> str:
        return " ".join(str(part) for part in self.args)


class GazetteerError(MapperError):
    """The gazetteer cannot be opened, built or extended."""


class StoreError(MapperError):
    """A store cannot be opened, written or migrated."""


class DrawError(MapperError):
    """A map cannot be drawn from what was given."""


class MissingExtraError(MapperError, ImportError):
    """An optional package is not installed; the message names the extra."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{purpose} needs the package {package!r}; install it with: pip install 'mapper[{extra}]'")
