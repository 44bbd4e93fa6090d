"""Remembers which files and addresses of a long run were read, so that it can go on where it stopped.

One JSON object a line, written at once and never changed: {"name", "stamp", "documents", "rejected": [reasons]}.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from warbook.errors import ReadError
from warbook.model import Rejection

FETCHED = "fetched"
"""The stamp of an address: what stands there may change, but is not asked for again."""
REPORT = "report "
"""Begins the name of an entry of one report; files have absolute paths."""


class Entry(msgspec.Struct, frozen=True):
    """What came of one file or address. `stamp` tells whether it is still the same: size and time of change."""

    name: str
    stamp: str
    documents: int
    rejected: tuple[Rejection, ...] = ()


class Journal:
    """The journal of a run. A line that a crash cut off is left out; its file is read again."""

    def __init__(self, path: Path, *, resume: bool = True) -> None:
        """Goes on with the journal at a path; without `resume` begins it anew. Raises ReadError where it cannot."""
        self.path = path
        try:
            if not resume:
                path.unlink(missing_ok=True)
            self._entries = {entry.name: entry for entry in _entries(path)}
        except OSError as error:
            raise _unwritten(path, error) from error

    def is_done(self, name: str, stamp: str) -> bool:
        """Whether a file was read to its end and has not changed since. A page that was not fetched is not done."""
        entry = self._entries.get(name)
        if entry is None or not stamp or entry.stamp != stamp:
            return False
        return stamp != FETCHED or entry.documents > 0

    def add(self, entry: Entry) -> None:
        """Writes what came of a file down before the next is begun. Raises ReadError where that cannot be written."""
        try:
            _append(self.path, entry)
        except OSError as error:
            raise _unwritten(self.path, error) from error
        self._entries[entry.name] = entry

    def failures(self) -> Iterator[Rejection]:
        """What could not be read in the whole run, in the order of the files."""
        for entry in self._entries.values():
            yield from entry.rejected


def stamp(path: Path) -> str:
    """Size and time of change of a file."""
    about = path.stat()
    return f"{about.st_size}:{about.st_mtime_ns}"


def _unwritten(path: Path, error: OSError) -> ReadError:
    return ReadError(f"the journal {path} cannot be written: {error.strerror}")


def note_failure(path: Path, report: str, rejection: Rejection) -> None:
    """Writes into a journal that a report was opened and not read further. `report`: its id."""
    try:
        _append(path, Entry(f"{REPORT}{report}", "", 0, (rejection,)))
    except OSError as error:
        raise _unwritten(path, error) from error


def _append(path: Path, entry: Entry) -> None:
    with path.open("ab+") as lines:
        is_cut_off = False
        if lines.tell() > 0:
            lines.seek(-1, os.SEEK_END)
            is_cut_off = lines.read(1) != b"\n"
        lines.write(b"\n" * is_cut_off + msgspec.json.encode(entry) + b"\n")


def _entries(path: Path) -> Iterator[Entry]:
    """The entries of files, each with what was noted of the reports in it: these notes stand before it."""
    noted: list[Entry] = []
    for entry in _lines(path):
        if entry.name.startswith(REPORT):
            noted.append(entry)
        else:
            rejected = (*entry.rejected, *(one for note in noted for one in note.rejected))
            yield msgspec.structs.replace(entry, rejected=rejected)
            noted = []
    yield from noted


def _lines(path: Path) -> Iterator[Entry]:
    if not path.exists():
        return
    for line in path.read_bytes().splitlines():
        try:
            yield msgspec.json.decode(line, type=Entry)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
