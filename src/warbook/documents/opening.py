"""Bytes or paths in, documents and rejections out. One broken file or record never stops the others."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lxml.etree import LxmlError

from warbook.documents.drafts import Blob, Draft, Given, digest
from warbook.documents.finishing import finish
from warbook.documents.formats import Item, Part, choose
from warbook.errors import ReadError, UsageError
from warbook.model import Document, Rejection

DEEPEST = 4
"""How many archives, collections or mails may lie inside each other."""


def read(data: bytes, name: str, given: Given | None = None) -> Iterator[Document | Rejection]:
    """The reports in the bytes of one file, chosen by content. Never raises for what is in the bytes."""
    yield from _read(Blob(name, data), given or Given(), 0)


def read_paths(
    paths: Iterable[str | Path], given: Given | None = None, progress: Callable[[str], None] | None = None
) -> Iterator[Document | Rejection]:
    """The reports in files, folders (all files below, by name; hidden ones are left out) and '-' (standard input).

    `progress` is called with the name of each file before it is read. Raises UsageError for a path that does not exist
    and for a folder without a file.
    """
    for path in paths:
        for name, source in _files(path):
            if progress:
                progress(name)
            try:
                blob = Blob(name, source)
            except OSError as error:
                yield Rejection(name=name, reason=f"cannot be read: {(error.strerror or str(error)).lower()}")
                continue
            yield from _read(blob, given or Given(), 0)


def _files(path: str | Path) -> Iterator[tuple[str, bytes | Path]]:
    if str(path) == "-":
        yield "standard input", sys.stdin.buffer.read()
        return
    place = Path(path)
    if not place.exists():
        raise UsageError(f"{path}: no such file or folder")
    if not place.is_dir():
        yield str(path), place
        return
    names = [p for p in sorted(place.rglob("*")) if p.is_file() and not _hidden(p.relative_to(place))]
    if not names:
        raise UsageError(f"{path}: a folder without a report", "name a folder that holds files")
    yield from ((str(p), p) for p in names)


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _read(blob: Blob, given: Given, depth: int) -> Iterator[Document | Rejection]:
    try:
        if not blob.head:
            raise ReadError("is empty")
        if depth > DEEPEST:
            raise ReadError(f"lies more than {DEEPEST} archives deep and is not opened")
        for number, item in enumerate(choose(blob).read(blob, given), 1):
            yield from _finished(item, blob, given, depth, number)
    except (ReadError, OSError, LxmlError, MemoryError, RecursionError) as error:
        yield Rejection(name=blob.name, reason=str(error) or type(error).__name__)


def _finished(item: Item, blob: Blob, given: Given, depth: int, number: int) -> Iterator[Document | Rejection]:
    if isinstance(item, Rejection):
        yield item
    elif isinstance(item, Part):
        yield from _read(item.blob, item.given, depth + 1)
    else:
        try:
            yield finish(item, blob.name, _identity(item, blob), given if number == 1 else _shared(given))
        except ReadError as error:
            yield Rejection(name=blob.name, where=f"record {number}", reason=str(error))


def _shared(given: Given) -> Given:
    """What the user said of a file that turns out to hold many reports: an id or a title belongs to one only."""
    return Given(published=given.published, lang=given.lang, outlet=given.outlet, url=given.url)


def _identity(draft: Draft, blob: Blob) -> str:
    """The hash of the file's bytes, or of the record's own text and title where a file holds many."""
    if draft.record:
        return digest("\0".join((draft.title or "", draft.text)).encode("utf-8", "surrogatepass"))
    return digest(blob.bytes())
