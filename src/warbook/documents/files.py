"""The files that a path names: itself, or all below a folder. What cannot be read there is said, not passed over."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from warbook.documents.archives import is_hidden
from warbook.errors import UsageError

SCHEME = re.compile(r"([a-z][a-z\d+.-]+):/")
"""The start of an address; a path has lost its second stroke."""


class File(NamedTuple):
    """A file to read; `refused` says why it cannot be, where that is plain before it is opened."""

    path: Path
    refused: str | None = None
    pipe: bool = False


def files(place: Path) -> Iterator[File]:
    """The file at a path, or those below a folder, by name; hidden ones are left out, folders behind links not entered.

    Raises UsageError for a path that does not exist and for a folder without a file.
    """
    if not os.path.lexists(place):
        if scheme := SCHEME.match(str(place)):
            raise UsageError(f"{scheme[1]} addresses are not fetched", "only http and https are; or name a file")
        raise UsageError(f"{place}: no such file or folder")
    if not place.is_dir():
        yield _file(place)
        return
    empty = True
    for found in _below(place):
        empty = False
        yield found
    if empty:
        raise UsageError(f"{place}: a folder without a report", "name a folder that holds files")


def _below(folder: Path) -> Iterator[File]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not is_hidden(entry.name))
    except OSError as error:
        yield File(folder, f"the folder cannot be opened: {(error.strerror or str(error)).lower()}")
        return
    for name in names:
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            yield from _below(path)
        elif path.is_dir():
            yield File(path, "is a link to a folder, which is not followed (name the folder itself)")
        else:
            yield _file(path)


def _file(path: Path) -> File:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return File(path, "is a link to a file that is not there")
    except OSError as error:
        return File(path, f"cannot be read: {(error.strerror or str(error)).lower()}")
    if stat.S_ISFIFO(mode):
        return File(path, pipe=True)
    if stat.S_ISREG(mode):
        return File(path)
    return File(path, "is a device or a socket, no file")
