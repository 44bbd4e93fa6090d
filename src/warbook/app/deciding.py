"""Deciding on findings: a repair taken becomes corrections of the figures it is about; nothing is overwritten."""

from collections.abc import Mapping
from typing import Any

import msgspec

from warbook.audit.mending import corrections
from warbook.errors import UsageError
from warbook.ledger import Book, Decision, Judgement, Ledger
from warbook.model import Figure, Finding, Repair


class Mend(msgspec.Struct, frozen=True):
    """What a repair would change in one figure: new values by field ('period.end', 'value.low')."""

    figure: Figure
    changes: Mapping[str, Any]


def mends(book: Book, finding: Finding, rank: int) -> list[Mend]:
    """What the repair of this rank would change. Raises UsageError where there is none, or it cannot be taken as it is,
    LedgerError where a claim is not in the book.
    """
    repair = _repair(finding, rank)
    figures = {edit.claim: book.claim(edit.claim).figure for edit in repair.edits}
    try:
        found = corrections(repair, figures)
    except ValueError as error:
        raise UsageError(f"this repair cannot be taken as it is: {error}", "correct the figures one by one") from error
    return [Mend(figures[claim], changes) for claim, changes in found.items()]


def _repair(finding: Finding, rank: int) -> Repair:
    for repair in finding.repairs:
        if repair.rank == rank:
            return repair
    raise UsageError(f"the finding has no repair {rank}", f"it has {len(finding.repairs)}")


def decide(
    ledger: Ledger,
    finding: str,
    judgement: Judgement,
    reviewer: str,
    *,
    repair: int | None = None,
    note: str = "",
    public_note: str = "",
    id: str | None = None,
) -> Decision:
    """Write a decision on a finding: 'repaired' (by the repair of that rank), 'overruled', 'noted' or 'reopened'.

    Opening a finding again does not take back the corrections that a repair made: they are reviews of their own. A
    second decision with the same `id` writes nothing. Raises UsageError where something is missing, LedgerError for an
    unknown finding.
    """
    changes = {}
    if judgement == "repaired" and repair is not None:
        found = mends(ledger, ledger.finding(finding).finding, repair)
        changes = {mend.figure.id: mend.changes for mend in found}
    return ledger.decide(
        finding, judgement, reviewer, repair=repair, changes=changes, note=note, public_note=public_note, id=id
    )
