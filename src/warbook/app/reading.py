"""Reading: paths in, reports with their bytes out, one at a time; and what a report says in figures."""

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import msgspec

from warbook import documents
from warbook.extraction.extract import extract
from warbook.model import Document, Figure, Rejection

STANDARD_INPUT = "standard input"
Progress = Callable[[str], None]
"""Called with the name of each file before it is read."""


class Opened(msgspec.Struct, frozen=True):
    """A report and its bytes as they came in (for a record of a collection: its text)."""

    document: Document
    data: bytes


def opened(
    paths: Sequence[str], published: date | None = None, progress: Progress | None = None
) -> Iterator[Opened | Rejection]:
    """The reports in files, folders and '-' (standard input), each once; what cannot be read is a Rejection.

    `published` is their day of publication, where it is known better than the reports say. Raises UsageError as
    `count` does.
    """
    seen: set[str] = set()
    for item, data in _items(paths, documents.Given(published=published), progress):
        if isinstance(item, Rejection):
            yield item
        elif item.id not in seen:
            seen.add(item.id)
            yield Opened(item, _bytes(item, data))


def count(paths: Sequence[str]) -> int:
    """How many files there are to read. Raises UsageError for a path that does not exist and for an empty folder."""
    return documents.count(paths)


def figures(document: Document) -> tuple[Figure, ...]:
    """The figures of a report."""
    return tuple(extract(document))


def _items(
    paths: Iterable[str], given: documents.Given, progress: Progress | None
) -> Iterator[tuple[Document | Rejection, bytes | None]]:
    for path in paths:
        if path == "-":
            data = sys.stdin.buffer.read()
            yield from ((item, data) for item in documents.read(data, STANDARD_INPUT, given))
        else:
            yield from ((item, None) for item in documents.read_paths([path], given, progress))


def _bytes(document: Document, data: bytes | None) -> bytes:
    if data is None:
        try:
            data = Path(document.name).read_bytes()
        except OSError:
            data = b""
    return with_bytes(document, data).data


def with_bytes(document: Document, data: bytes) -> Opened:
    """A report with the bytes that it was read from, or with its text where these hold other reports too."""
    if hashlib.sha256(data).hexdigest() == document.id:
        return Opened(document, data)
    return Opened(document, document.text.encode("utf-8", "surrogatepass"))
