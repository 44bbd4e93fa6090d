"""The ledger: a book that can be written. Everything written is a new row; nothing is ever changed or removed."""

import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from warbook.ledger import engine as engines
from warbook.ledger import entering
from warbook.ledger import tables as t
from warbook.ledger.book import Book
from warbook.ledger.moments import Pen
from warbook.ledger.opening import open_engine
from warbook.ledger.records import Run, Stored, digest
from warbook.model import Document, Figure, Rejection

DEFAULT = "warbook.db"
VARIABLE = "WARBOOK_LEDGER"


class Ledger(Book):
    """A book open for writing. Use it as a context manager, or close it."""

    @classmethod
    def open(cls, where: str | Path | None = None, *, create: bool = True) -> "Ledger":
        """Open the ledger at a path or database URL; without one, at $WARBOOK_LEDGER or ./warbook.db.

        A new ledger is made unless `create` is false; an older one is brought to the newest version. Raises LedgerError
        where it is no ledger, written by a newer Warbook, locked, out of reach, or the disk is full.
        """
        return cls(open_engine(where or os.environ.get(VARIABLE) or DEFAULT, create))

    def store(self, document: Document, data: bytes, figures: Iterable[Figure], run: Run) -> Stored:
        """Write a report (its bytes are `data`) with the figures that a run read in it, in one transaction.

        When this returns, all of it outlives a crash; when it raises, none of it was written. A reading that the book
        has already costs no write. Claims of the report that this run no longer finds leave the view but stay in the
        book. Raises LedgerError: see `open`, and where a figure is not at its place in the text, or the id is taken by
        other bytes.
        """
        reading = entering.prepare(document, data, list(figures), run)
        with engines.reading(self._engine) as connection:
            digests = reading.document_digest, reading.figures_digest
            if entering.known(connection, document.id, run, *digests):
                return Stored(document=document.id, same=len(reading.figures))
        with engines.writing(self._engine) as connection:
            return entering.enter(connection, reading)

    def knows(self, document: Document, data: bytes, run: Run) -> bool:
        """Whether this run has read this very report last, so that reading it again would tell nothing new."""
        with engines.reading(self._engine) as connection:
            digest = entering.document_digest(document, data)
            return entering.known(connection, document.id, run, digest, None)

    def reject(self, rejection: Rejection) -> bool:
        """Write down what could not be read and why; whether that was news."""
        id = digest(rejection.name, rejection.where, rejection.reason)
        texts = {"name": rejection.name, "place": rejection.where, "reason": rejection.reason}
        row = {name: text.replace("\0", " ") for name, text in texts.items()}
        with engines.writing(self._engine) as connection:
            return Pen(connection).write_once(t.rejection, "id", {"id": id, **row})

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
