"""Reading: paths in, reports with their bytes out, one at a time; and what a report says in figures."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from warbook import documents
from warbook.errors import VocabularyError
from warbook.extraction import saying
from warbook.extraction.extract import extract, tells_of_war
from warbook.extraction.incidents.told import told
from warbook.model import Attribution, Document, Event, Figure, Rejection

if TYPE_CHECKING:
    from warbook.documents.fetching import Fetcher

Place = str | documents.Blob
"""What can be read: a file, a folder, an address, '-' for standard input; or bytes under a name."""
Progress = Callable[[str], None]
"""Called with the name of each file before it is read."""


class Way(msgspec.Struct, frozen=True, kw_only=True):
    """How to read. `published` and `title` are what is known better than the reports say it.

    `text`, `date` and `url` name the columns of tables that hold these. Pages of the user's own network are fetched
    with `allow_private` only; a `fetcher` that is given fetches for several runs, and goes on being polite. `keep` is a
    folder for what is fetched, `journal` a file in which a run notes what it has read; with `resume` the run that is
    noted there goes on. `quick` reads by rules and linker alone: faster, and more often wrong.
    """

    published: date | None = None
    title: str | None = None
    text: str | None = None
    date: str | None = None
    url: str | None = None
    allow_private: bool = False
    fetcher: "Fetcher | None" = None
    keep: Path | None = None
    journal: Path | None = None
    resume: bool = False
    quick: bool = False

    @property
    def given(self) -> documents.Given:
        """What the user says of the reports."""
        named = self.text or self.date or self.url
        columns = documents.Columns(text=self.text, date=self.date, url=self.url) if named else None
        return documents.Given(published=self.published, title=self.title, columns=columns)


class Opened(msgspec.Struct, frozen=True):
    """A report and its bytes as they came in (for a record of a collection: its text)."""

    document: Document
    data: bytes


def opened(
    paths: Sequence[Place],
    way: Way | None = None,
    progress: Progress | None = None,
    finished: Progress | None = None,
) -> Iterator[Opened | Rejection]:
    """The reports in files, folders, addresses and standard input ('-'); what cannot be read is a Rejection.

    `finished` is called with the name of a file or address once all that came of it was taken. A report that comes
    twice is given once. Raises UsageError as `count` does.
    """
    seen: set[str] = set()
    for read in every(paths, way, progress, finished):
        if isinstance(read.item, Rejection):
            yield read.item
        elif read.item.id not in seen:
            seen.add(read.item.id)
            yield Opened(read.item, read.bytes())


def every(
    paths: Sequence[Place],
    way: Way | None = None,
    progress: Progress | None = None,
    finished: Progress | None = None,
) -> Iterator[documents.Read]:
    """The same with every report as often as it comes, the bytes not yet read."""
    way = way or Way()
    with ExitStack() as stack:
        fetcher = way.fetcher
        if fetcher is None and any(documents.is_address(path) for path in paths):
            from warbook.documents.fetching import Fetcher

            fetcher = stack.enter_context(Fetcher(allow_private=way.allow_private))
        journal = documents.Journal(way.journal, resume=way.resume) if way.journal else None
        yield from documents.read_with_bytes(
            paths, way.given, progress, fetcher=fetcher, keep=way.keep, journal=journal, finished=finished
        )


def failures(journal: Path) -> list[Rejection]:
    """What could not be read in all of the run that a journal notes."""
    return list(documents.Journal(journal).failures())


def note(document: Document, rejection: Rejection, way: Way) -> None:
    """Notes in the run's journal that a report was opened and not read."""
    if way.journal is not None:
        documents.note_failure(way.journal, document.id, rejection)


def count(paths: Sequence[str]) -> int:
    """How many files there are to read. Raises UsageError for a path that does not exist and for an empty folder."""
    return documents.count(paths)


def figures(document: Document) -> tuple[Figure, ...] | Rejection:
    """The figures of a report; a Rejection where no vocabulary holds its language."""
    return _figures(document, quick=False)


def figures_quickly(document: Document) -> tuple[Figure, ...] | Rejection:
    """As `figures`, without the reader."""
    return _figures(document, quick=True)


def in_its_way(document: Document, way: Way | None) -> tuple[Figure, ...] | Rejection:
    """As `figures`, in the way that is asked for."""
    return figures_quickly(document) if way is not None and way.quick else figures(document)


def _figures(document: Document, *, quick: bool) -> tuple[Figure, ...] | Rejection:
    try:
        found = tuple(extract(document, quick=quick))
        if not found and not tells_of_war(document):
            return Rejection(name=document.name, reason="tells of no war; its numbers were left alone", aside=True)
        return found
    except VocabularyError:
        return Rejection(name=document.name, reason=f"is in a language that is not read yet ({document.lang})")


def events(document: Document) -> list[Event]:
    """What a report tells of attacks. Its pages are read anew for it."""
    return told(document)


def relations(document: Document, way: Way | None) -> list[Attribution]:
    """Who says what in a report, with figures and without."""
    return saying.attributions(document, quick=way is not None and way.quick)
