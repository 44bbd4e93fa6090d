"""What reads and audits here: kept with every claim and finding, so that a book can tell which Warbook it was."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from warbook import __version__
from warbook.ledger import Run

READERS = ("documents", "language", "extraction")
"""The rooms whose code decides how a report is read."""


@cache
def auditor() -> str:
    """What audits here: Warbook's version with a hash of the code and the data that judge."""
    return f"{__version__}+{_hash(('audit',))[:12]}"


@cache
def run(*, quick: bool = False) -> Run:
    """What reads here: Warbook's version with a hash of the code and models that read, and a hash of the vocabulary.

    The version of a reading in quick mode ends in '.quick': another reading than one with the reader.
    """
    return Run(f"{__version__}+{_code()}{'.quick' if quick else ''}", _hash(("vocabulary",)))


@cache
def _code() -> str:
    return _hash(READERS)[:12]


def _hash(rooms: Iterable[str]) -> str:
    total = hashlib.sha256()
    for room in rooms:
        for path, file in sorted(_files(resources.files("warbook").joinpath(room), room)):
            with file.open("rb") as data:
                total.update(path.encode() + b"\0" + hashlib.file_digest(data, "sha256").digest())  # type: ignore[arg-type]
    return total.hexdigest()


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_file() and not name.endswith(".pyc"):
            yield name, entry
        elif entry.is_dir():
            yield from _files(entry, name)
