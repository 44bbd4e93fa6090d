"""Balancing: the audit of a whole ledger, its findings and its copies written back into it."""

from warbook.app import auditing, keeping
from warbook.app.books import Books
from warbook.app.runs import auditor
from warbook.ledger import Book, Copy, Ledger


def audited(book: Book) -> Books:
    """Everything that stands in a book, audited.

    Into a ledger that can be written goes what does not go together, and which reports repeat which. Raises LedgerError
    where the book cannot be read or written.
    """
    books = auditing.audited(keeping.books(book))
    if isinstance(book, Ledger):
        book.store_copies(Copy(one.document, one.origin, one.kind, one.likeness) for one in books.copies)
        book.store_findings(books.findings, auditor())
    return books
