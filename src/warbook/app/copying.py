"""Copying: which reports share words, and which of them are one text."""

from collections.abc import Iterable, Sequence

import msgspec

from warbook import documents
from warbook.app import reading
from warbook.app.books import Books
from warbook.model import Document, Rejection


def compared(books: Books) -> Books:
    """The books with the copies among their reports."""
    found = documents.copies(books.documents)
    return msgspec.structs.replace(
        books, copies=tuple(found), families=tuple(documents.families(books.documents, found))
    )


def gather(paths: Sequence[str], way: reading.Way | None = None, progress: reading.Progress | None = None) -> Books:
    """The reports in files and folders with the copies among them; their figures are not read, nothing is stored."""
    found: list[Document] = []
    rejections: list[Rejection] = []
    for read in reading.every(paths, way, progress):
        if isinstance(read.item, Rejection):
            rejections.append(read.item)
        else:
            found.append(read.item)
    return msgspec.structs.replace(compared(Books(documents=tuple(found))), rejections=tuple(rejections))


def among(found: Iterable[Document]) -> Books:
    """Reports with the copies among them."""
    return compared(Books(documents=tuple(found)))
