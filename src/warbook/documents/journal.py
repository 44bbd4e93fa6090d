"""Remembers which files and addresses of a long run were read, so that it can go on where it stopped.

One JSON object a line, written at once and never changed: {"name", "stamp", "documents", "rejected": [reasons]}.
"""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from warbook.errors import ReadError
from warbook.model import Rejection


class Entry(msgspec.Struct, frozen=True):
    """What came of one file or address. `stamp` tells whether it is still the same: size and time of change."""

    name: str
    stamp: str
    documents: int
    rejected: tuple[Rejection, ...] = ()


class Journal:
    """The journal of a run. A line that a crash cut off is left out; its file is read again."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._entries = {entry.name: entry for entry in _entries(path)}

    def is_done(self, name: str, stamp: str) -> bool:
        """Whether a file was read to its end and has not changed since."""
        entry = self._entries.get(name)
        return entry is not None and entry.stamp == stamp

    def add(self, entry: Entry) -> None:
        """Writes what came of a file down before the next is begun. Raises ReadError where that cannot be written."""
        try:
            with self.path.open("ab") as lines:
                lines.write(msgspec.json.encode(entry) + b"\n")
        except OSError as error:
            raise ReadError(f"the journal {self.path} cannot be written: {error.strerror}") from error
        self._entries[entry.name] = entry

    def failures(self) -> Iterator[Rejection]:
        """What could not be read in the whole run, in the order of the files."""
        for entry in self._entries.values():
            yield from entry.rejected


def stamp(path: Path) -> str:
    """Size and time of change of a file."""
    about = path.stat()
    return f"{about.st_size}:{about.st_mtime_ns}"


def _entries(path: Path) -> Iterator[Entry]:
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        try:
            yield msgspec.json.decode(line, type=Entry)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
