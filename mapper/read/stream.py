"""Files in pieces: a stream's first bytes to know it by, and its lines one at a time, never the whole at once.

A gzip file is read as what it holds. Lines are UTF-8; bytes that are not become lone surrogates
(``surrogateescape``), so that a reader can reject the one record that holds them and go on.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from mapper.errors import ReadError
from mapper.read.text import likely_encoding

HEAD_BYTES = 65_536
MAX_LINE_CHARACTERS = 100_000_000
"""A longer line ends the file: no report's text may be nearly as long, and a line is held whole."""
STREAM_ERRORS = (OSError, EOFError, zlib.error)
"""What reading on may raise: the drive's errors, and those of a gzip file that is cut short or damaged."""
_GZIP = b"\x1f\x8b"
_BROKEN = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Source:
    """An open file: its path without ``.gz``, its first bytes (all, if fewer than ``HEAD_BYTES``) and its stream."""

    path: Path
    head: bytes
    stream: BinaryIO

    def rest(self, limit: int) -> bytes:
        """All bytes of the file.

        Raises
        ------
        ReadError
            There are more than ``limit``.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise ReadError(f"is over the limit of {limit:,} bytes; split it, or give JSON Lines, which are streamed")
        return data

    def text(self, *, newline: str) -> TextIO:
        """The file as text, broken bytes as lone surrogates; ``newline`` as in ``open``."""
        return io.TextIOWrapper(self.stream, encoding="utf-8-sig", errors="surrogateescape", newline=newline)


def look_at(raw: BinaryIO, path: Path) -> Source:
    """Read the first bytes of a stream, unpacking it if it is gzip.

    Raises
    ------
    OSError, EOFError, zlib.error
        It cannot be read, or is no sound gzip file.
    """
    head = _read_up_to(raw, HEAD_BYTES)
    stream = _chain(head, raw)
    if head.startswith(_GZIP):
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
        head = _read_up_to(stream, HEAD_BYTES)
        stream = _chain(head, stream)
    return Source(path.with_suffix("") if path.suffix.lower() == ".gz" else path, head, stream)


def lines_of(text: TextIO) -> Iterator[str]:
    """Lines of a text with their ends, as iterating over it gives them, but never one beyond all bounds.

    Raises
    ------
    ReadError
        A line has more than ``MAX_LINE_CHARACTERS``.
    """
    while line := text.readline(MAX_LINE_CHARACTERS + 1):
        if len(line) > MAX_LINE_CHARACTERS:
            raise ReadError(f"has a line of more than {MAX_LINE_CHARACTERS:,} characters; split it")
        yield line


def is_broken(text: str) -> bool:
    """Whether a text read by ``Source.text`` holds bytes that are not UTF-8.

    Examples
    --------
    >>> is_broken(b"d\\xe9j\\xe0".decode("utf-8", "surrogateescape")), is_broken("déjà")
    (True, False)
    """
    return not text.isascii() and _BROKEN.search(text) is not None


def broken_bytes_remedy(name: str) -> Callable[[str], str]:
    """Say what to do about records that are not UTF-8; the encoding is guessed once for a file.

    Parameters
    ----------
    name : str
        File name, for the remedy.
    """
    guess = ""

    def remedy(text: str) -> str:
        nonlocal guess
        guess = guess or likely_encoding(text.encode("utf-8", "surrogateescape"))
        return f"is not UTF-8; it looks like {guess}: convert the file with iconv -f {guess} -t UTF-8 {name}"

    return remedy


class _Chained(io.RawIOBase):
    """Bytes that were read already, and the stream that they came from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not self._head:
            data = self._rest.read(len(buffer))
        else:
            data = bytes(self._head[: len(buffer)])
            self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def _chain(head: bytes, rest: BinaryIO) -> BinaryIO:
    return io.BufferedReader(_Chained(head, rest), HEAD_BYTES)


def _read_up_to(stream: BinaryIO, number: int) -> bytes:
    """So many bytes, fewer only at the end; a pipe may give them in pieces."""
    pieces: list[bytes] = []
    while number > 0 and (piece := stream.read(number)):
        pieces.append(piece)
        number -= len(piece)
    return b"".join(pieces)
