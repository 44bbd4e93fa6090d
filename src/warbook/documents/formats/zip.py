"""ZIP archives: each file in them is read as if it lay in a folder. Nothing is written to disk."""

import zipfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from warbook.documents.archives import MOST_MEMBERS, MOST_UNPACKED, is_hidden, refuse_climbing
from warbook.documents.drafts import MOST_BYTES, Blob, Given
from warbook.documents.formats import Item, Part
from warbook.errors import ReadError
from warbook.model import Rejection


def certainty(head: bytes, name: str) -> int:
    """The ZIP mark."""
    return 40 if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """Every file in the archive. Raises ReadError where its directory is broken or names too much."""
    try:
        with blob.open() as stream, zipfile.ZipFile(stream) as archive:
            files = [member for member in archive.infolist() if member.filename and not member.is_dir()]
            _refuse_bombs(files)
            members = [member for member in files if not is_hidden(member.filename)]
            if not members:
                raise ReadError("is an archive without a file to read")
            for member in members:
                yield _item(archive, member, blob.name, given)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise ReadError(f"is a broken ZIP file: {error}") from error


def _refuse_bombs(members: list[zipfile.ZipInfo]) -> None:
    total = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise ReadError(f"holds {len(members):,} files, more than {MOST_MEMBERS:,}")
    if total > MOST_UNPACKED:
        raise ReadError(f"unpacks to {total // 1024**3:,} GB, more than {MOST_UNPACKED // 1024**3} GB")


def _item(archive: zipfile.ZipFile, member: zipfile.ZipInfo, outer: str, given: Given) -> Item:
    name = f"{outer}/{member.filename}"
    reason = refuse_climbing(member.filename)
    if reason is None and member.flag_bits & 1:
        reason = "is locked with a password"
    if reason is None and member.file_size > MOST_BYTES:
        reason = f"unpacks to {member.file_size // 1024**2:,} MB, more than {MOST_BYTES // 1024**2} MB"
    if reason is not None:
        return Rejection(name=name, reason=reason)

    def unpack() -> BinaryIO:
        return cast(BinaryIO, archive.open(member))

    try:
        return Part(Blob(name, unpack), given)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        return Rejection(name=name, reason=f"cannot be unpacked: {error}")
