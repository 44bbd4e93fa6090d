"""Writing findings, decisions on them, and which reports are copies."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.errors import MissingError, UsageError
from warbook.ledger import tables as t
from warbook.ledger.findings import newest_first
from warbook.ledger.moments import Pen
from warbook.ledger.outcomes import plain
from warbook.ledger.records import Copy, Judgement, digest, encode
from warbook.ledger.reviewing import Wanted, write_reviews
from warbook.model import Finding, Repair


class Judging(msgspec.Struct, frozen=True, kw_only=True):
    """A decision to be written; `repair` is the rank of the one taken, `changes` its new values by claim and field."""

    id: str
    finding: str
    judgement: Judgement
    reviewer: str
    repair: int | None = None
    changes: Mapping[str, Mapping[str, Any]] = {}
    note: str = ""
    public_note: str = ""


def check(wanted: Judging) -> None:
    """Raises UsageError where a decision does not say all that it must."""
    if not wanted.reviewer.strip():
        raise UsageError("a decision needs the name of its reviewer")
    if wanted.judgement not in ("repaired", "overruled", "noted", "reopened"):
        raise UsageError(f"a finding cannot be '{wanted.judgement}'", "repaired, overruled, noted or reopened")
    if (wanted.judgement == "repaired") != (wanted.repair is not None):
        raise UsageError("a finding is repaired by one of its repairs", "name its rank")
    if bool(wanted.changes) != (wanted.repair is not None):
        raise UsageError("a repair that is taken needs its corrections, and nothing else has any")
    if wanted.judgement == "noted" and not wanted.public_note.strip():
        raise UsageError("the public note is empty")


def write_findings(connection: Connection, findings: Sequence[Finding], version: str) -> bool:
    """Append the findings of an audit, unless the latest audit found the same; whether it was news."""
    records = [encode(finding, f"finding '{finding.id}'") for finding in findings]
    digests = [digest(record) for record in records]
    whole = digest(version, *digests)
    last = connection.execute(sa.select(t.audit.c.digest).order_by(t.audit.c.seq.desc()).limit(1)).scalar()
    if last == whole:
        return False
    pen = Pen(connection)
    audit = pen.next(t.audit)
    pen.write(t.audit, {"seq": audit, "version": plain(version), "digest": whole})
    for finding, record, key in zip(findings, records, digests, strict=True):
        row = {"digest": key, "id": finding.id, "kind": finding.kind, "record": record}
        if pen.write_once(t.finding, "digest", row):
            claims = dict.fromkeys((*finding.claims, *finding.blame))
            pen.write(t.concerned, *({"finding": key, "claim": claim} for claim in claims))
    pen.write(
        t.found, *({"audit": audit, "position": at, "finding": key} for at, key in enumerate(dict.fromkeys(digests)))
    )
    return True


def write_decision(connection: Connection, wanted: Judging) -> None:
    """Append a decision and, where a repair is taken, the corrections that it asks for. Once for an id."""
    d, f = t.decision.c, t.finding.c
    if connection.execute(sa.select(d.seq).where(d.id == wanted.id)).first() is not None:
        return
    latest = sa.select(f.digest, f.record).where(f.id == wanted.finding).order_by(*newest_first(None)).limit(1)
    row = connection.execute(latest).first()
    if row is None:
        raise MissingError(f"there is no finding '{wanted.finding}' in the ledger")
    repair = _repair(msgspec.json.decode(row.record, type=Finding), wanted)
    pen = Pen(connection)
    seq = pen.next(t.decision)
    pen.write(
        t.decision,
        {
            "seq": seq,
            "id": wanted.id,
            "finding": wanted.finding,
            "version": row.digest,
            "verdict": wanted.judgement,
            "repair": encode(repair, "repair") if repair else None,
            "reviewer": plain(wanted.reviewer.strip()),
            "note": plain(wanted.note),
            "public_note": plain(wanted.public_note),
        },
    )
    if repair:
        write_reviews(pen, _reviews(wanted, repair, seq))


def _repair(finding: Finding, wanted: Judging) -> Repair | None:
    if wanted.repair is None:
        return None
    for repair in finding.repairs:
        if repair.rank == wanted.repair:
            break
    else:
        raise UsageError(f"the finding has no repair {wanted.repair}", f"it has {len(finding.repairs)}")
    if {edit.claim for edit in repair.edits} != set(wanted.changes):
        raise UsageError("the corrections are of other claims than the repair")
    return repair


def _reviews(wanted: Judging, repair: Repair, decision: int) -> list[Wanted]:
    return [
        Wanted(
            id=digest(wanted.id, claim),
            claim=claim,
            verdict="corrected",
            reviewer=wanted.reviewer,
            note=repair.words,
            changes=fields,
            decision=decision,
        )
        for claim, fields in wanted.changes.items()
    ]


def write_copies(connection: Connection, copies: Iterable[Copy]) -> int:
    """Append which reports repeat which, where that is news; how many were."""
    pen, written = Pen(connection), 0
    for copy in copies:
        ids = digest(copy.document, copy.origin, copy.kind, repr(copy.likeness))
        pair = [_document(connection, id) for id in (copy.document, copy.origin)]
        row = {"id": ids, "document": pair[0], "origin": pair[1], "kind": copy.kind, "likeness": copy.likeness}
        written += pen.write_once(t.copy, "id", {**row, "seq": pen.next(t.copy)})
    return written


def _document(connection: Connection, id: str) -> int:
    seq = connection.execute(sa.select(t.document.c.seq).where(t.document.c.id == id)).scalar()
    if seq is None:
        raise MissingError(f"there is no report '{id}' in the ledger")
    return int(seq)
