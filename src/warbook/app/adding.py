"""Adding: reports that came over the network into a ledger. No name that came with them is ever used as a path."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from warbook import documents
from warbook.app.reading import Opened, figures, with_bytes
from warbook.app.runs import run
from warbook.documents.fetching import Fetcher
from warbook.errors import ReadError, VocabularyError
from warbook.ledger import Filter, Ledger, Stored
from warbook.model import Document, Rejection


class Arrival(msgspec.Struct, frozen=True):
    """What came in: bytes, what to call them, and what is known of them beside their own words."""

    name: str
    data: bytes
    title: str | None = None
    url: str | None = None
    remarks: tuple[str, ...] = ()


class Added(msgspec.Struct, frozen=True):
    """A report that the ledger holds now, and what storing it changed."""

    document: Document
    stored: Stored


def add(arrival: Arrival, ledger: Ledger, published: date | None = None) -> Iterator[Added | Rejection]:
    """Read what came in into a ledger. Each report is stored whole before it is told.

    What cannot be read, or cannot be kept, is a Rejection; the other reports are read all the same. Raises LedgerError
    where the ledger itself cannot be written.
    """
    given = documents.Given(published=published, title=arrival.title, url=arrival.url, remarks=arrival.remarks)
    for item in documents.read(arrival.data, arrival.name, given):
        found = item if isinstance(item, Rejection) else _added(with_bytes(item, arrival.data), ledger)
        if isinstance(found, Rejection):
            ledger.reject(found)
        yield found


def _added(item: Opened, ledger: Ledger) -> Added | Rejection:
    document = item.document
    if ledger.knows(document, item.data, run()):
        return Added(document, Stored(document=document.id, same=ledger.count(Filter(document=document.id))))
    try:
        found = figures(document)
    except VocabularyError:
        return Rejection(name=document.name, reason=f"is in a language that is not read yet ({document.lang})")
    return Added(document, ledger.store(document, item.data, found, run()))


def fetch(urls: Iterable[str], allow_private: bool = False) -> Iterator[Arrival | Rejection]:
    """The pages at addresses, one after the other; a Rejection where one cannot or must not be fetched."""
    with Fetcher(allow_private=allow_private) as fetcher:
        for url in urls:
            try:
                page = fetcher.fetch(url)
            except ReadError as error:
                reason = error.message.removeprefix(f"{url}: ") + (f" ({error.hint})" if error.hint else "")
                yield Rejection(name=url, reason=reason)
            else:
                remark = f"Fetched on {page.at:%Y-%m-%d %H:%M} UTC"
                yield Arrival(name=url, data=page.body, url=page.url, remarks=(remark,))
