"""What the user names (files, folders, addresses, standard input), read one after the other."""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import msgspec

from warbook.documents.drafts import Blob, Given
from warbook.documents.files import File, files
from warbook.documents.journal import FETCHED, Entry, Journal, stamp
from warbook.documents.opening import Read, read_blob
from warbook.errors import ReadError, UsageError
from warbook.model import Document, Rejection

if TYPE_CHECKING:
    from warbook.documents.fetching import Fetcher

STANDARD_INPUT = "standard input"
ADDRESSES = ("http://", "https://")
KEPT = "fetched.warc.gz"
"""The web archive in which fetched pages are kept."""


def read_paths(
    paths: Iterable[str | Path | Blob],
    given: Given | None = None,
    progress: Callable[[str], None] | None = None,
    *,
    fetcher: "Fetcher | None" = None,
    keep: Path | None = None,
    journal: Journal | None = None,
) -> Iterator[Document | Rejection]:
    """The reports in files, folders (all below by name, without hidden ones), addresses, '-' and bytes under a name.

    See `read_with_bytes`.
    """
    for item, _ in read_with_bytes(paths, given, progress, fetcher=fetcher, keep=keep, journal=journal):
        yield item


def read_with_bytes(
    paths: Iterable[str | Path | Blob],
    given: Given | None = None,
    progress: Callable[[str], None] | None = None,
    *,
    fetcher: "Fetcher | None" = None,
    keep: Path | None = None,
    journal: Journal | None = None,
    finished: Callable[[str], None] | None = None,
) -> Iterator[Read]:
    """The reports with the bytes that they were read from, which can be had until the next is taken.

    `progress` is called with the name of each file before it is read, `finished` with that of a file or address once
    all that came of it was taken; not of standard input, which is another thing each time. Addresses need a `fetcher`;
    what it fetches is added to a web archive in the folder `keep`. What the `journal` names as done is left out; a file
    is written there once all that came of it was taken. Raises UsageError for a path that does not exist, a folder
    without a file and an address without a fetcher.
    """
    given = given or Given()
    for path in paths:
        for source in _sources(path, fetcher, keep):
            if progress:
                progress(source.name)
            if journal is not None and journal.is_done(source.key, source.mark):
                continue
            documents = 0
            rejected: list[Rejection] = []
            for read in source.opened(given):
                documents += isinstance(read.item, Document)
                rejected += [read.item] if isinstance(read.item, Rejection) else []
                yield read
            if journal is not None:
                journal.add(Entry(source.key, source.mark, documents, tuple(rejected)))
            if finished is not None and source.key != STANDARD_INPUT:
                finished(source.name)


def count(paths: Iterable[str | Path]) -> int:
    """How many files and pages `read_paths` will turn to. Raises UsageError for a path that it would refuse."""
    return sum(sum(1 for _ in files(Path(path))) if _is_place(path) else 1 for path in paths)


def _is_place(path: str | Path) -> bool:
    return str(path) != "-" and not is_address(path)


def is_address(path: str | Path | Blob) -> bool:
    """Whether what the user names is to be fetched."""
    return isinstance(path, str) and path.startswith(ADDRESSES)


class _Source(NamedTuple):
    """A file or page: its name for people and for the journal, what it looks like now, and how it is read."""

    name: str
    key: str
    mark: str
    opened: Callable[[Given], Iterator[Read]]


def _sources(path: str | Path | Blob, fetcher: "Fetcher | None", keep: Path | None) -> Iterator[_Source]:
    if isinstance(path, Blob):
        yield _Source(path.name, path.name, "", partial(read_blob, path))
    elif str(path) == "-":
        yield _Source(
            STANDARD_INPUT, STANDARD_INPUT, "", lambda given: _spooled(sys.stdin.buffer, STANDARD_INPUT, given)
        )
    elif is_address(path):
        yield _Source(str(path), str(path), FETCHED, _page(str(path), fetcher, keep))
    else:
        for file in files(Path(path)):
            yield _Source(str(file.path), str(file.path.absolute()), _stamp(file), _file(file))


def _stamp(file: File) -> str:
    try:
        return "" if file.refused or file.pipe else stamp(file.path)
    except OSError:
        return ""


def _file(file: File) -> Callable[[Given], Iterator[Read]]:
    name = str(file.path)

    def opened(given: Given) -> Iterator[Read]:
        if file.refused:
            yield Read(Rejection(name=name, reason=file.refused))
            return
        try:
            if file.pipe:
                with file.path.open("rb") as pipe:
                    yield from _spooled(pipe, name, given)
                return
            blob = Blob(name, file.path)
        except OSError as error:
            yield Read(Rejection(name=name, reason=f"cannot be read: {(error.strerror or str(error)).lower()}"))
        else:
            yield from read_blob(blob, given)

    return opened


def _spooled(stream: BinaryIO, name: str, given: Given) -> Iterator[Read]:
    """Read to a file first, so that a long pipe takes no memory."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "input"
        with place.open("wb") as out:
            copyfileobj(stream, out)
        yield from read_blob(Blob(name, place), given)


def _page(url: str, fetcher: "Fetcher | None", keep: Path | None) -> Callable[[Given], Iterator[Read]]:
    if fetcher is None:
        raise UsageError(f"{url}: addresses are not fetched here")

    def opened(given: Given) -> Iterator[Read]:
        try:
            page = fetcher.fetch(url)
            if keep is not None:
                _keep(page.as_warc(), keep)
        except ReadError as error:
            reason = error.message.removeprefix(f"{url}: ") + (f" ({error.hint})" if error.hint else "")
            yield Read(Rejection(name=url, reason=reason))
            return
        remarks = (*given.remarks, f"Fetched on {page.at:%Y-%m-%d %H:%M} UTC")
        about = msgspec.structs.replace(given, url=given.url or page.url, remarks=remarks)
        yield from read_blob(Blob(url, page.body), about)

    return opened


def _keep(record: bytes, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / KEPT).open("ab") as archive:
            archive.write(record)
    except OSError as error:
        raise ReadError(f"what was fetched cannot be kept in {folder}: {error.strerror}") from error
