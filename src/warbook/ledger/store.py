"""The ledger: a book that can be written. Everything written is a new row; nothing is ever changed or removed."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, TypeVar
from uuid import uuid4

from msgspec.structs import replace
from sqlalchemy.engine import Connection

from warbook.ledger import checking, deciding, entering, keeping, refusing, reviewing
from warbook.ledger import engine as engines
from warbook.ledger.book import Book
from warbook.ledger.deciding import Judging
from warbook.ledger.moments import Pen
from warbook.ledger.opening import open_engine
from warbook.ledger.records import Copy, Decision, Fault, Judgement, Review, Run, Stored, Verdict
from warbook.ledger.reviewing import Wanted
from warbook.model import Document, Figure, Finding, Rejection

DEFAULT = "warbook.db"
VARIABLE = "WARBOOK_LEDGER"
Answer = TypeVar("Answer")


def place(where: str | Path | None) -> str | Path:
    """Where a ledger is: as named, else at $WARBOOK_LEDGER, else ./warbook.db."""
    return where or os.environ.get(VARIABLE) or DEFAULT


class Ledger(Book):
    """A book open for writing. Use it as a context manager, or close it."""

    @classmethod
    def open(cls, where: str | Path | None = None, *, create: bool = True) -> "Ledger":
        """Open the ledger at a path or database URL; without one, at $WARBOOK_LEDGER or ./warbook.db.

        A new ledger is made unless `create` is false; an older one is brought to the newest version. Raises LedgerError
        where it is no ledger, written by a newer Warbook, locked, out of reach, or the disk is full.
        """
        return cls(open_engine(place(where), create))

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
        return self._write(lambda connection: entering.enter(connection, reading))

    def knows(self, document: Document, data: bytes, run: Run) -> bool:
        """Whether this run has read this very report last, so that reading it again would tell nothing new."""
        with engines.reading(self._engine) as connection:
            digest = entering.document_digest(document, data)
            return entering.known(connection, document.id, run, digest, None)

    def reject(self, rejection: Rejection) -> bool:
        """Write down what could not be read and why; whether that was news."""
        return self._write(lambda connection: refusing.refuse(Pen(connection), rejection))

    def settle(self, refused: Iterable[Rejection]) -> None:
        """Write down that what stands as refused (by name and place) was read since: it is no longer listed."""
        wanted = list(refused)
        if wanted:
            self._write(lambda connection: refusing.settle(Pen(connection), wanted))

    def review(
        self,
        claim: str,
        verdict: Verdict,
        reviewer: str,
        changes: Mapping[str, Any] | None = None,
        *,
        note: str = "",
        seen: int | None = None,
        id: str | None = None,
    ) -> Review:
        """Write a reviewer's verdict on a claim; with 'corrected', `changes` has the new values by field.

        Fields are paths into a Figure ('party', 'value.low', 'period.start': see `corrections.FIELDS`), values as in
        JSON; a place may be its name, sources a list of names. `seen` is the `Claim.entry` that the reviewer looked at:
        where somebody else was faster, both reviews are kept and this one says so (`Review.crossed`). A second review
        with the same `id` writes nothing. Raises UsageError for a correction that cannot be, LedgerError for a claim
        that is not in the book.
        """
        wanted = Wanted(
            id=id or uuid4().hex,
            claim=claim,
            verdict=verdict,
            reviewer=reviewer,
            changes=changes or {},
            note=note,
            seen=seen,
        )
        return self._review([wanted])[0]

    def review_all(
        self,
        claims: Sequence[str],
        verdict: Verdict,
        reviewer: str,
        changes: Mapping[str, Any] | None = None,
        *,
        note: str = "",
    ) -> list[Review]:
        """The same verdict (and the same correction) on many claims, as `review`: all are written, or none."""
        same = Wanted(id="", claim="", verdict=verdict, reviewer=reviewer, changes=changes or {}, note=note)
        return self._review([replace(same, id=uuid4().hex, claim=claim) for claim in claims])

    def _review(self, wanted: list[Wanted]) -> list[Review]:
        for review in wanted:
            reviewing.check(review.reviewer, review.verdict, review.changes)
        self._write(lambda connection: reviewing.write_reviews(Pen(connection), wanted))
        found = {review.id: review for review in self._reviews_by_id([review.id for review in wanted])}
        return [found[review.id] for review in wanted]

    def store_findings(self, findings: Sequence[Finding], version: str) -> bool:
        """Write what an audit (of this version) found, in its order; whether that differs from the latest audit."""
        return self._write(lambda connection: deciding.write_findings(connection, findings, version))

    def decide(
        self,
        finding: str,
        judgement: Judgement,
        reviewer: str,
        *,
        repair: int | None = None,
        changes: Mapping[str, Mapping[str, Any]] | None = None,
        note: str = "",
        public_note: str = "",
        id: str | None = None,
    ) -> Decision:
        """Write a decision on a finding.

        'repaired' takes the repair of that rank; `changes` says what its edits mean for the figures: new values by
        field (as in `review`) by claim, for the same claims. They become corrections, in the same transaction.

        'noted' writes the public note that goes with figures that disagree. A second decision with the same `id`
        writes nothing. Raises UsageError where something is missing, LedgerError for an unknown finding or claim.
        """
        wanted = Judging(
            id=id or uuid4().hex,
            finding=finding,
            judgement=judgement,
            reviewer=reviewer,
            repair=repair,
            changes=changes or {},
            note=note,
            public_note=public_note,
        )
        deciding.check(wanted)
        self._write(lambda connection: deciding.write_decision(connection, wanted))
        return next(decision for decision in self.decisions(finding) if decision.id == wanted.id)

    def store_copies(self, copies: Iterable[Copy]) -> int:
        """Write which reports repeat which; how many of these were news. Raises LedgerError for an unknown report."""
        wanted = list(copies)
        return self._write(lambda connection: deciding.write_copies(connection, wanted))

    def export(self, path: str | Path) -> int:
        """Write the whole book to a new JSON Lines file (see `transfer`); how many rows. Raises LedgerError."""
        return keeping.export_book(self._engine, Path(path))

    def export_to(self, out: BinaryIO) -> int:
        """Write the whole book as JSON Lines to an open binary file; how many rows."""
        return keeping.export_to(self._engine, out)

    @staticmethod
    def import_book(path: str | Path, where: str | Path | None = None) -> int:
        """Make a ledger at `where` (empty or new) from an exported book; how many rows. All or nothing; LedgerError."""
        return keeping.import_book(Path(path), place(where))

    @staticmethod
    def import_from(lines: BinaryIO, name: str, where: str | Path | None = None) -> int:
        """As `import_book`, from an open binary file that messages call `name`."""
        return keeping.import_from(lines, name, place(where))

    def backup(self, path: str | Path) -> None:
        """Copy the book to a new file while it is in use: of SQLite a ledger, of PostgreSQL an exported book."""
        keeping.backup_book(self._engine, Path(path))

    def check(self, progress: checking.Progress | None = None) -> list[Fault]:
        """What is wrong with the book: hashes, references, numbers in their texts, entries. Empty where it is whole.

        `progress` is told how many reports of how many are done.
        """
        with engines.reading(self._engine) as connection:
            return list(checking.faults(connection, progress or (lambda done, total: None)))

    def _write(self, work: Callable[[Connection], Answer]) -> Answer:
        """Do work in a writing transaction; once more where the server went away meanwhile. Work must bear that."""
        try:
            with engines.writing(self._engine) as connection:
                return work(connection)
        except engines.UnreachableError:
            with engines.writing(self._engine) as connection:
                return work(connection)

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
