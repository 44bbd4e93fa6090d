"""Gathering: reports straight into books, without a ledger."""

from collections.abc import Sequence

from warbook.app import reading
from warbook.app.books import Books
from warbook.model import Document, Figure, Rejection


def gather(paths: Sequence[str], way: reading.Way | None = None, progress: reading.Progress | None = None) -> Books:
    """Read reports and file their figures, not yet audited. Nothing is stored."""
    documents: list[Document] = []
    figures: list[Figure] = []
    rejections: list[Rejection] = []
    for item in reading.opened(paths, way, progress):
        found = item if isinstance(item, Rejection) else reading.in_its_way(item.document, way)
        if isinstance(item, reading.Opened):
            documents.append(item.document)
        if isinstance(found, Rejection):
            rejections.append(found)
        else:
            figures.extend(found)
    return Books(documents=tuple(documents), figures=tuple(figures), rejections=tuple(rejections))
