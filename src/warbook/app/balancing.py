"""Balancing: the audit of a whole ledger, its findings and its copies written back into it."""

from collections.abc import Callable
from typing import Literal

import msgspec

from warbook import documents
from warbook.app import auditing, keeping
from warbook.app.books import Books
from warbook.app.runs import auditor
from warbook.audit import audit, book_of
from warbook.ledger import Book, Copy, Ledger

Stage = Literal["gathering", "comparing", "balancing", "writing"]


class Balance(msgspec.Struct, frozen=True):
    """What an audit of a ledger came to: how many findings, whether that is news, how many new pairs of copies."""

    findings: int
    news: bool
    copies: int


def balance(ledger: Ledger, progress: Callable[[Stage], None] = lambda stage: None) -> Balance:
    """Audit everything that stands in a ledger; write down what does not go together and which reports repeat which.

    Raises LedgerError where the ledger cannot be read or written.
    """
    progress("gathering")
    books = keeping.books(ledger)
    progress("comparing")
    copies = _write_copies(ledger, books)
    progress("balancing")
    findings = audit(book_of(books.figures, books.document))
    progress("writing")
    return Balance(len(findings), ledger.store_findings(findings, auditor()), copies)


def audited(book: Book) -> Books:
    """Everything that stands in a book, audited; into a ledger that can be written that is written down, as `balance`.

    Raises LedgerError where the book cannot be read or written.
    """
    books = auditing.audited(keeping.books(book))
    if isinstance(book, Ledger):
        _write_copies(book, books)
        book.store_findings(books.findings, auditor())
    return books


def _write_copies(ledger: Ledger, books: Books) -> int:
    """Write down which reports repeat which. Comparing takes long, so only where more was read."""
    if ledger.is_audited():
        return 0
    found = documents.copies(books.documents)
    return ledger.store_copies(Copy(one.document, one.origin, one.kind, one.likeness) for one in found)
