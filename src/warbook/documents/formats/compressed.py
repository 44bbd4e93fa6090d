"""One compressed file (.gz, .bz2, .xz): read as what it unpacks to, in a stream."""

import bz2
import gzip
import lzma
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from warbook.documents.drafts import Blob, Given
from warbook.documents.formats import Item, Part
from warbook.errors import ReadError

ENDINGS = (".gz", ".bz2", ".xz")


def certainty(head: bytes, name: str) -> int:
    """The mark of a compressed file."""
    return 40 if head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")) else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """What the file unpacks to. Raises ReadError where it is broken."""
    name = next((blob.name[: -len(end)] for end in ENDINGS if blob.name.lower().endswith(end)), blob.name)
    try:
        yield Part(Blob(name, lambda: _unpacked(blob)), given)
    except (EOFError, zlib.error, lzma.LZMAError, OSError) as error:
        raise ReadError(f"cannot be unpacked: {error}") from error


def _unpacked(blob: Blob) -> BinaryIO:
    stream = blob.open()
    if blob.head.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    return cast(BinaryIO, bz2.BZ2File(stream) if blob.head.startswith(b"BZh") else lzma.LZMAFile(stream))
