"""What the user names (files, folders, addresses, standard input), read one after the other."""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from shutil import copyfileobj
from typing import TYPE_CHECKING

import msgspec

from warbook.documents.drafts import Blob, Given
from warbook.documents.journal import Entry, Journal, stamp
from warbook.documents.opening import read_blob
from warbook.errors import ReadError, UsageError
from warbook.model import Document, Rejection

if TYPE_CHECKING:
    from warbook.documents.fetching import Fetcher

STANDARD_INPUT = "standard input"
KEPT = "fetched.warc.gz"
"""The web archive in which fetched pages are kept."""


def read_paths(
    paths: Iterable[str | Path],
    given: Given | None = None,
    progress: Callable[[str], None] | None = None,
    *,
    fetcher: "Fetcher | None" = None,
    keep: Path | None = None,
    journal: Journal | None = None,
) -> Iterator[Document | Rejection]:
    """The reports in files, folders (all files below, by name; hidden ones are left out), addresses and '-'.

    `progress` is called with the name of each file before it is read. Addresses need a `fetcher`; what it fetches is
    added to a web archive in the folder `keep`. What the `journal` names as done is left out; a file is written there
    once all that came of it was taken. Raises UsageError for a path that does not exist, a folder without a file and
    an address without a fetcher.
    """
    given = given or Given()
    for path in paths:
        for name, mark, opened in _sources(path, fetcher, keep):
            if journal is not None and journal.is_done(name, mark):
                continue
            if progress:
                progress(name)
            documents = 0
            rejected: list[Rejection] = []
            for item in opened(given):
                documents += isinstance(item, Document)
                rejected += [item] if isinstance(item, Rejection) else []
                yield item
            if journal is not None:
                journal.add(Entry(name, mark, documents, tuple(rejected)))


def count(paths: Iterable[str | Path]) -> int:
    """How many files and pages `read_paths` will turn to. Raises UsageError for a path that it would refuse."""
    return sum(len(_files(Path(path))) if _is_place(path) else 1 for path in paths)


def _is_place(path: str | Path) -> bool:
    return str(path) != "-" and not str(path).startswith(("http://", "https://"))


_Opened = Callable[[Given], Iterator[Document | Rejection]]


def _sources(path: str | Path, fetcher: "Fetcher | None", keep: Path | None) -> Iterator[tuple[str, str, _Opened]]:
    """The name of each file or page, what it looked like, and how to read it."""
    if str(path) == "-":
        yield STANDARD_INPUT, "", _standard_input
    elif str(path).startswith(("http://", "https://")):
        yield str(path), "fetched", _page(str(path), fetcher, keep)
    else:
        for place in _files(Path(path)):
            yield str(place), _stamp(place), _file(place)


def _files(place: Path) -> list[Path]:
    if not place.exists():
        raise UsageError(f"{place}: no such file or folder")
    if not place.is_dir():
        return [place]
    found = [p for p in sorted(place.rglob("*")) if p.is_file() and not _hidden(p.relative_to(place))]
    if not found:
        raise UsageError(f"{place}: a folder without a report", "name a folder that holds files")
    return found


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _stamp(place: Path) -> str:
    try:
        return stamp(place)
    except OSError:
        return ""


def _file(place: Path) -> _Opened:
    def opened(given: Given) -> Iterator[Document | Rejection]:
        try:
            blob = Blob(str(place), place)
        except OSError as error:
            yield Rejection(name=str(place), reason=f"cannot be read: {(error.strerror or str(error)).lower()}")
        else:
            yield from read_blob(blob, given)

    return opened


def _standard_input(given: Given) -> Iterator[Document | Rejection]:
    """Read to a file first, so that a long pipe takes no memory."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "input"
        with place.open("wb") as out:
            copyfileobj(sys.stdin.buffer, out)
        yield from read_blob(Blob(STANDARD_INPUT, place), given)


def _page(url: str, fetcher: "Fetcher | None", keep: Path | None) -> _Opened:
    if fetcher is None:
        raise UsageError(f"{url}: addresses are not fetched here")

    def opened(given: Given) -> Iterator[Document | Rejection]:
        try:
            page = fetcher.fetch(url)
            if keep is not None:
                _keep(page.as_warc(), keep)
        except ReadError as error:
            yield Rejection(
                name=url, reason=error.message.removeprefix(f"{url}: ") + (f" ({error.hint})" if error.hint else "")
            )
            return
        remarks = (*given.remarks, f"Fetched on {page.at:%Y-%m-%d %H:%M} UTC")
        yield from read_blob(
            Blob(url, page.body), msgspec.structs.replace(given, url=given.url or page.url, remarks=remarks)
        )

    return opened


def _keep(record: bytes, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / KEPT).open("ab") as archive:
            archive.write(record)
    except OSError as error:
        raise ReadError(f"what was fetched cannot be kept in {folder}: {error.strerror}") from error
