"""What passes inside this room: what the user said, the bytes of one file or record, and a report being drawn up."""

import builtins
import codecs
import hashlib
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import BinaryIO

import msgspec

from warbook.errors import ReadError
from warbook.model import Anchor, Publication, Segment

HEAD_BYTES = 65_536
"""How much of a file is looked at to tell its format."""
MOST_BYTES = 256 * 1024 * 1024
"""The largest single report that is read into memory; collections and archives are read in a stream instead."""


WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""The marks of encodings in which no byte stands for an ASCII letter; the longer ones go first."""


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """The columns of a table that hold the text and what is said of it; None: told by their names."""

    text: str | None = None
    date: str | None = None
    url: str | None = None


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What the user, a collection or an archive says of a report. It goes before what the report says of itself."""

    id: str | None = None
    title: str | None = None
    published: date | str | None = None
    url: str | None = None
    lang: str | None = None
    outlet: str | None = None
    remarks: tuple[str, ...] = ()
    columns: Columns | None = None


class Draft(msgspec.Struct, kw_only=True):
    """A report being drawn up. A format fills what its markup tells; `finishing` adds what the words tell.

    `segments` cover whole blocks first and may nest. `record` says that the file holds other reports too, so that the
    hash of its bytes cannot be this one's id; `part` is what the file calls it, such as 'message 7'.
    """

    text: str
    media: str
    segments: list[Segment] = []
    anchors: list[Anchor] = []
    id: str | None = None
    title: str | None = None
    published: Publication | None = None
    lang: str | None = None
    outlet: str | None = None
    authors: list[str] = []
    place: str | None = None
    url: str | None = None
    remarks: list[str] = []
    record: bool = False
    part: str = ""


class Blob:
    """The bytes of one file or record, in memory or still on disk."""

    def __init__(self, name: str, source: bytes | Path | Callable[[], BinaryIO]) -> None:
        self.name = name
        self._source = source
        with self.open() as stream:
            self.head = stream.read(HEAD_BYTES)

    def open(self) -> BinaryIO:
        """A fresh stream over the bytes. Raises OSError where the file cannot be read."""
        if isinstance(self._source, bytes):
            return io.BytesIO(self._source)
        return self._source.open("rb") if isinstance(self._source, Path) else self._source()

    def bytes(self) -> bytes:
        """All bytes. Raises ReadError where they are more than one report can hold."""
        if isinstance(self._source, bytes):
            data = self._source
        elif isinstance(self._source, Path) and self._source.stat().st_size > MOST_BYTES:
            raise _too_large()
        else:
            with self.open() as stream:
                data = stream.read(MOST_BYTES + 1)
        if len(data) > MOST_BYTES:
            raise _too_large()
        return data

    def utf8(self) -> builtins.bytes:
        """All bytes, those of UTF-16 and UTF-32 with a mark as UTF-8. Raises ReadError as `bytes` does."""
        return as_utf8(self.bytes())


def as_utf8(data: bytes) -> bytes:
    """Text in UTF-16 or UTF-32 that begins with its mark, in UTF-8; other bytes as they are."""
    encoding = next((encoding for mark, encoding in WIDE if data.startswith(mark)), None)
    return data.decode(encoding, errors="replace").removeprefix("\ufeff").encode() if encoding else data


def _too_large() -> ReadError:
    return ReadError(f"is larger than {MOST_BYTES // 1024**2} MB", "split it, or make it a .jsonl collection")


def digest(data: bytes) -> str:
    """The id of a report: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
