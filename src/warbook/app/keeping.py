"""Keeping: reports into a ledger, and the books out of it."""

from collections.abc import Iterator, Sequence

from warbook.app import reading
from warbook.app.books import Books
from warbook.app.refusals import Refusals
from warbook.app.runs import run
from warbook.ledger import STANDING, Book, Filter, Ledger, Stored
from warbook.model import Document, Figure, Rejection


def keep(
    paths: Sequence[reading.Place],
    ledger: Ledger,
    way: reading.Way | None = None,
    progress: reading.Progress | None = None,
) -> Iterator[Stored | Rejection]:
    """Read reports into a ledger. Each is stored whole before it is reported, so what was reported outlives a crash."""
    way = way or reading.Way()
    refusals = Refusals(ledger)
    for item in reading.opened(paths, way, progress, refusals.settle):
        found = item if isinstance(item, Rejection) else _stored(item, ledger, way)
        if isinstance(found, Rejection):
            refusals.add(found)
            if isinstance(item, reading.Opened):
                reading.note(item.document, found, way)
        yield found


def _stored(item: reading.Opened, ledger: Ledger, way: reading.Way) -> Stored | Rejection:
    document, by = item.document, run(quick=way.quick)
    if ledger.knows(document, item.data, by):
        return Stored(document=document.id, same=ledger.count(Filter(document=document.id)))
    figures = reading.in_its_way(document, way)
    return figures if isinstance(figures, Rejection) else ledger.store(document, item.data, figures, by)


def books(book: Book) -> Books:
    """Everything that stands in a ledger, not yet audited."""
    return Books(
        documents=tuple(book.whole()),
        figures=tuple(book.figures(Filter(status=STANDING))),
        rejections=tuple(one.rejection for one in book.rejections()),
    )


def by_report(book: Book, figures: Sequence[Figure]) -> Iterator[tuple[Document, list[Figure]]]:
    """Figures by the report they stand in, in the order of their first figure."""
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        groups.setdefault(figure.document, []).append(figure)
    documents = {document.id: document for document in book.whole(groups)}
    yield from ((documents[id], some) for id, some in groups.items())
