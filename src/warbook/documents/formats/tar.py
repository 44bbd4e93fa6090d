"""Tar archives, compressed or not: each file in them is read as if it lay in a folder. Nothing is written to disk."""

import lzma
import tarfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from warbook.documents.archives import MOST_MEMBERS, MOST_UNPACKED, is_hidden, refuse_climbing
from warbook.documents.drafts import MOST_BYTES, Blob, Given
from warbook.documents.formats import Item, Part
from warbook.errors import ReadError
from warbook.model import Rejection

COMPRESSED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00")


def certainty(head: bytes, name: str) -> int:
    """The tar mark, or a compressed file whose name says that it is a tar archive."""
    if head[257:262] == b"ustar":
        return 80
    return (
        45
        if head.startswith(COMPRESSED)
        and name.lower().endswith((".tgz", ".tbz2", ".txz", ".tar.gz", ".tar.bz2", ".tar.xz"))
        else 0
    )


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """Every plain file in the archive. Raises ReadError where it is broken or unpacks to too much."""
    total = found = 0
    try:
        with blob.open() as stream, tarfile.open(fileobj=stream, mode="r:*") as archive:
            for number, member in enumerate(archive, 1):
                total += member.size
                if number > MOST_MEMBERS or total > MOST_UNPACKED:
                    raise ReadError(f"unpacks to more than {MOST_MEMBERS:,} files or {MOST_UNPACKED // 1024**3} GB")
                if not member.isdir() and not is_hidden(member.name):
                    found += 1
                    yield _item(archive, member, blob.name, given)
    except (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise ReadError(f"is a broken tar archive: {error}") from error
    if not found:
        raise ReadError("is an archive without a file to read")


def _item(archive: tarfile.TarFile, member: tarfile.TarInfo, outer: str, given: Given) -> Item:
    name = f"{outer}/{member.name}"
    reason = refuse_climbing(member.name)
    if reason is None and not member.isfile():
        reason = "is a link or a device, not a file"
    if reason is None and member.size > MOST_BYTES:
        reason = f"unpacks to {member.size // 1024**2:,} MB, more than {MOST_BYTES // 1024**2} MB"
    if reason is not None:
        return Rejection(name=name, reason=reason)
    return Part(Blob(name, lambda: cast(BinaryIO, archive.extractfile(member))), given)
