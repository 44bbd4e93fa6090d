"""Balancing: the audit of a whole ledger, its findings and its copies written back into it."""

from collections.abc import Callable
from typing import Literal

import msgspec

from warbook import documents
from warbook.app import keeping
from warbook.app.runs import run
from warbook.audit import audit, book_of
from warbook.ledger import Copy, Ledger

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
    copies = ledger.store_copies(
        Copy(one.document, one.origin, one.kind, one.likeness) for one in documents.copies(books.documents)
    )
    progress("balancing")
    findings = audit(book_of(books.figures, books.document))
    progress("writing")
    news = ledger.store_findings(findings, run().version)
    return Balance(len(findings), news, copies)
