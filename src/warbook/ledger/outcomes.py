"""What a claim comes to: the machine's reading with the outcome of its reviews."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.ledger import tables as t
from warbook.ledger.corrections import apply
from warbook.ledger.keys import columns
from warbook.ledger.records import Change, Status, Verdict, encode
from warbook.ledger.reviews import changes_of
from warbook.model import Figure

Outcome = tuple[Status, tuple[Change, ...]]
UNREVIEWED: Outcome = ("unreviewed", ())
KEPT: frozenset[Status] = frozenset({"accepted", "corrected"})
AT_ONCE = 500


def reviewed(figure: Figure, machine: str, outcome: Outcome, *, read: bool) -> dict[str, Any]:
    """The columns of an entry for a figure that the machine read (`machine` is its record), as reviews left it."""
    status, held = outcome
    if held:
        figure = apply(figure, held)
    record = encode(figure, f"claim '{figure.id}'") if held else machine
    return {
        **columns(figure),
        "record": record,
        "machine": machine if record != machine else None,
        "status": status,
        "read": read,
        "present": read or status in KEPT,  # no column: entries.write_entries
    }


def verdicts(connection: Connection, claims: Sequence[str]) -> dict[str, list[tuple[Verdict, tuple[Change, ...]]]]:
    """What reviewers said of claims, in the order it was written."""
    v = t.review.c
    found: dict[str, list[tuple[Verdict, tuple[Change, ...]]]] = {}
    for start in range(0, len(claims), AT_ONCE):
        some = v.claim.in_(claims[start : start + AT_ONCE])
        for row in connection.execute(sa.select(v.claim, v.verdict, v.changes).where(some).order_by(v.seq)):
            found.setdefault(row.claim, []).append((row.verdict, changes_of(row.changes)))
    return found


def plain(text: str) -> str:
    """Text without what a database refuses: null characters and half characters."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode()
