"""Bounds on what is unpacked, so that a small file never becomes a large one in memory."""

import io
import lzma
import tarfile
import zipfile
import zlib

from warbook.documents.drafts import MOST_BYTES
from warbook.errors import ReadError

MOST_MEMBERS = 100_000
MOST_UNPACKED = 16 * 1024**3
"""Bytes that all members of an archive may have together; they are read one at a time, each up to MOST_BYTES."""


LEFT_BY_SYSTEMS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


def checked_zip(data: bytes) -> None:
    """Raises ReadError for a ZIP file that is broken or whose parts together are larger than one report can be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [member.file_size for member in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ReadError(f"is a broken ZIP file: {error}") from error
    if sum(sizes) > MOST_BYTES or len(sizes) > MOST_MEMBERS:
        raise ReadError(f"unpacks to {sum(sizes) // 1024**2:,} MB, more than {MOST_BYTES // 1024**2} MB")


def refuse_climbing(name: str) -> str | None:
    """Why a member of an archive is not read because of its name; None where it is. Nothing is ever written to disk."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or (len(parts[0]) == 2 and parts[0][1] == ":"):
        return "has a path that leads out of the archive"
    return None


def is_hidden(name: str) -> bool:
    """Whether a member of an archive is one that a system or a program left there, as hidden files of a folder are."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    is_left = any(part.startswith(".") or part in LEFT_BY_SYSTEMS for part in parts)
    return is_left and refuse_climbing(name) is None


BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError)
"""What the unpacking libraries raise for broken bytes, wherever in the reading that shows."""
