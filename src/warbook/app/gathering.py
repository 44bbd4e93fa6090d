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
        if isinstance(item, Rejection):
            rejections.append(item)
        else:
            documents.append(item.document)
            figures.extend(reading.figures(item.document))
    return Books(documents=tuple(documents), figures=tuple(figures), rejections=tuple(rejections))
