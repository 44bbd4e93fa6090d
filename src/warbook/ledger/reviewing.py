"""Writing reviews of claims."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.errors import MissingError, UsageError
from warbook.ledger import tables as t
from warbook.ledger.corrections import corrections, outcome
from warbook.ledger.entries import last_entries, write_entries
from warbook.ledger.keys import figure_of
from warbook.ledger.moments import Pen
from warbook.ledger.outcomes import plain, reviewed, verdicts
from warbook.ledger.records import Verdict

AT_ONCE = 500


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A review to be written. `changes` has new values by field."""

    id: str
    claim: str
    verdict: Verdict
    reviewer: str
    note: str = ""
    changes: Mapping[str, Any] = {}
    seen: int | None = None
    decision: int | None = None


def check(reviewer: str, verdict: Verdict, changes: Mapping[str, Any]) -> None:
    """Raises UsageError where a review says who nobody is, or corrects without a correction."""
    if not reviewer.strip():
        raise UsageError("a review needs the name of its reviewer")
    if verdict not in ("accepted", "corrected", "rejected", "reopened"):
        raise UsageError(f"a claim cannot be '{verdict}'", "accepted, corrected, rejected or reopened")
    if (verdict == "corrected") != bool(changes):
        raise UsageError("only a correction has changes, and it needs some")


def write_reviews(pen: Pen, reviews: Sequence[Wanted]) -> None:
    """Append reviews, each with the entry that it makes. One that the book has already is left out."""
    there = _there(pen.connection, [review.id for review in reviews])
    for review in reviews:
        if review.id not in there:
            _write_review(pen, review)


def _there(connection: Connection, ids: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(ids), AT_ONCE):
        query = sa.select(t.review.c.id).where(t.review.c.id.in_(ids[start : start + AT_ONCE]))
        found.update(connection.execute(query).scalars())
    return found


def _write_review(pen: Pen, review: Wanted) -> None:
    before = last_entries(pen.connection, t.entry.c.claim == review.claim).get(review.claim)
    if before is None:
        raise MissingError(f"there is no claim '{review.claim}' in the ledger")
    changes = corrections(figure_of(before.record), review.changes) if review.changes else ()
    earlier = verdicts(pen.connection, [review.claim]).get(review.claim, [])
    machine = before.machine or before.record
    row = reviewed(figure_of(machine), machine, outcome([*earlier, (review.verdict, changes)]), read=before.read)
    entry = write_entries(pen, [{**before._mapping, **row}], {review.claim: before})
    pen.write(
        t.review,
        {
            **{name: getattr(review, name) for name in ("id", "claim", "verdict", "seen", "decision")},
            "seq": pen.next(t.review),
            "entry": entry,
            "before": before.seq,
            "changes": msgspec.json.encode(changes).decode(),
            "reviewer": plain(review.reviewer.strip()),
            "note": plain(review.note),
        },
    )
