"""Opening the ledger that a command is about."""

from collections.abc import Iterator
from contextlib import contextmanager

from warbook.cli.moments import moment
from warbook.ledger import Book, Ledger


@contextmanager
def opened(ledger: str | None, as_of: str | None = None) -> Iterator[Book]:
    """The book to be read: as it is, or as it was. Raises LedgerError where there is none, UsageError for no moment."""
    when = moment(as_of) if as_of else None
    with Ledger.open(ledger, create=False) as book:
        yield book.as_of(when) if when else book
