"""Questions about what reviewers said of claims, and the history of a claim."""

from typing import Any

import msgspec
import sqlalchemy as sa

from warbook.ledger import tables as t
from warbook.ledger.keys import figure_of
from warbook.ledger.moments import AnyRow, moment
from warbook.ledger.reader import Reader
from warbook.ledger.records import Change, Review, Run, Step
from warbook.ledger.selecting import e

v = t.review.c
WHEN = t.moment.alias("reviewed")
COLUMNS = (
    *(v.id, v.claim, v.verdict, v.reviewer, v.changes, v.note, v.entry, v.before, v.seen),
    WHEN.c.at.label("reviewed_at"),
    t.decision.c.id.label("decision_id"),
)


class Reviews(Reader):
    """The reviews of a book. Every method raises LedgerError, in plain words, when the database cannot be read."""

    def reviews(
        self, claim: str | None = None, reviewer: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Review]:
        """All reviews, or those of one claim or by one reviewer, the latest first."""
        query = _with_reviews(sa.select(*COLUMNS).select_from(t.review)).where(*self._by_now(t.review))
        if claim is not None:
            query = query.where(v.claim == claim)
        if reviewer is not None:
            query = query.where(v.reviewer == reviewer)
        return [review_of(row) for row in self._all(query.order_by(v.seq.desc()).limit(limit).offset(offset))]

    def _reviews_by_id(self, ids: list[str]) -> list[Review]:
        found: list[Review] = []
        for start in range(0, len(ids), 500):
            query = sa.select(*COLUMNS).select_from(t.review).where(v.id.in_(ids[start : start + 500]))
            found += [review_of(row) for row in self._all(_with_reviews(query))]
        return found

    def count_reviews(self) -> int:
        """How many reviews are in the book."""
        return self._number(sa.select(sa.func.count()).select_from(t.review).where(*self._by_now(t.review)))

    def history(self, claim: str) -> list[Step]:
        """Everything the book ever said of a claim, oldest first. Raises LedgerError where it never said anything."""
        r, w, entered = t.reading.c, t.wording.c, t.moment.alias("entered")
        query = (
            sa.select(e.seq, w.record, e.status, e.read, entered.c.at, t.run.c.version, t.run.c.vocabulary, *COLUMNS)
            .select_from(t.entry)
            .join(t.wording, w.entry == e.seq)
            .join(entered, entered.c.seq == e.moment)
            .join(t.reading, r.seq == e.reading)
            .join(t.run, t.run.c.id == r.run)
            .outerjoin(t.review, v.entry == e.seq)
            .where(e.claim == claim, *self._by_now(t.entry))
            .order_by(e.seq)
        )
        rows = self._all(_with_reviews(query))
        if not rows:
            raise self._missing(f"claim '{claim}'")
        return [_step(row) for row in rows]


def _with_reviews(query: sa.Select[Any]) -> sa.Select[Any]:
    decided = query.outerjoin(t.decision, t.decision.c.seq == v.decision)
    return decided.outerjoin(WHEN, WHEN.c.seq == v.moment)


def review_of(row: AnyRow) -> Review:
    """The review that a row with `COLUMNS` holds."""
    return Review(
        id=row.id,
        claim=row.claim,
        verdict=row.verdict,
        reviewer=row.reviewer,
        at=moment(row.reviewed_at),
        changes=changes_of(row.changes),
        note=row.note,
        decision=row.decision_id,
        entry=row.entry,
        before=row.before,
        seen=row.seen,
    )


def changes_of(text: str) -> tuple[Change, ...]:
    """The changes that a review's column holds."""
    return msgspec.json.decode(text, type=tuple[Change, ...])


def _step(row: AnyRow) -> Step:
    return Step(
        at=moment(row.at),
        figure=figure_of(row.record),
        status=row.status,
        read=row.read,
        run=Run(row.version, row.vocabulary),
        review=review_of(row) if row.id is not None else None,
        entry=row.seq,
    )
