"""Writing a reading of a report into the book: only what it changes."""

import hashlib
from math import isfinite
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.errors import LedgerError
from warbook.ledger import tables as t
from warbook.ledger.corrections import outcome
from warbook.ledger.entries import last_entries, write_entries
from warbook.ledger.moments import AnyRow, Pen
from warbook.ledger.outcomes import KEPT, UNREVIEWED, Outcome, reviewed, verdicts
from warbook.ledger.passages import write_passages
from warbook.ledger.records import Run, Stored, digest, encode
from warbook.model import Document, Figure

FAULT = "this is a fault of the extractor"


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One report with what one run read in it, ready to be compared with the book."""

    document: Document
    data: bytes
    run: Run
    record: str
    figures: dict[str, Figure]
    records: dict[str, str]
    document_digest: str
    figures_digest: str


def prepare(document: Document, data: bytes, figures: list[Figure], run: Run) -> Reading:
    """Check a reading and make its digests. Raises LedgerError where a figure does not belong to the report's text."""
    records: dict[str, str] = {}
    for figure in figures:
        _check(figure, document)
        record = encode(figure, f"{document.name}, figure '{figure.number[:40]}'")
        if records.setdefault(figure.id, record) != record:
            raise LedgerError(f"{document.name}: two figures have the id {figure.id}", FAULT)
    return Reading(
        document=document,
        data=data,
        run=run,
        record=encode(msgspec.structs.replace(document, text=""), document.name),
        figures={figure.id: figure for figure in figures},
        records=records,
        document_digest=document_digest(document, data),
        figures_digest=digest(*(part for item in sorted(records.items()) for part in item)),
    )


def document_digest(document: Document, data: bytes) -> str:
    """What tells a report and its metadata from every other."""
    record = encode(msgspec.structs.replace(document, text=""), document.name)
    return digest(record, document.text, data)


def _check(figure: Figure, document: Document) -> None:
    where = f"{document.name}, figure '{figure.number[:40]}' at character {figure.span.start}"
    if figure.document != document.id:
        raise LedgerError(f"{where}: belongs to another report", FAULT)
    if not all(bound is None or isfinite(bound) for bound in (figure.value.low, figure.value.high)):
        raise LedgerError(f"{where}: is too large a number to be kept")
    if document.text[figure.span.start : figure.span.end] != figure.number:
        raise LedgerError(f"{where}: does not stand there in the text", FAULT)


def known(connection: Connection, id: str, run: Run, document_digest: str, figures_digest: str | None) -> bool:
    """Whether the latest reading of a report in the book is this one (its figures too, unless None)."""
    r = t.reading.c
    query = (
        sa.select(r.run, r.document_digest, r.figures_digest)
        .join(t.document, t.document.c.seq == r.document)
        .where(t.document.c.id == id)
        .order_by(r.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None or (row.run, row.document_digest) != (run.id, document_digest):
        return False
    return figures_digest is None or row.figures_digest == figures_digest


def enter(connection: Connection, reading: Reading) -> Stored:
    """Write the reading where it is news, inside the caller's transaction."""
    id = reading.document.id
    if known(connection, id, reading.run, reading.document_digest, reading.figures_digest):
        return Stored(document=id, same=len(reading.figures))
    pen = Pen(connection)
    document, is_new = _document(pen, reading)
    _run(pen, reading.run)
    seq = pen.next(t.reading)
    text = _blob(pen, reading.document.text.encode("utf-8", "surrogatepass"))
    pen.write(
        t.reading,
        {
            "seq": seq,
            "document": document,
            "run": reading.run.id,
            "text": text,
            "record": reading.record,
            "document_digest": reading.document_digest,
            "figures_digest": reading.figures_digest,
        },
    )
    write_passages(pen, document, reading.document.text, reading.document.segments, text)
    stood = {} if is_new else last_entries(connection, t.entry.c.document == document)
    rows, stored = _news(reading, stood, _outcomes(connection, stood))
    write_entries(pen, [{**row, "document": document, "reading": seq} for row in rows], stood)
    return msgspec.structs.replace(stored, new_report=is_new)


def _document(pen: Pen, reading: Reading) -> tuple[int, bool]:
    d, name = t.document.c, reading.document.name
    sha = hashlib.sha256(reading.data).hexdigest()
    row = pen.connection.execute(sa.select(d.seq, d.data).where(d.id == reading.document.id)).first()
    if row is None:
        seq = pen.next(t.document)
        data = _blob(pen, reading.data)
        pen.write(t.document, {"seq": seq, "id": reading.document.id, "name": name, "data": data})
        return seq, True
    if row.data != sha:
        raise LedgerError(
            f"{name}: the book holds another report with the id '{reading.document.id}'",
            "give it another id, or keep it in another ledger",
        )
    return row.seq, False


def _blob(pen: Pen, data: bytes) -> str:
    sha = hashlib.sha256(data).hexdigest()
    pen.write_once(t.blob, "sha256", {"sha256": sha, "size": len(data), "data": data})
    return sha


def _run(pen: Pen, run: Run) -> None:
    pen.write_once(t.run, "id", {"id": run.id, "version": run.version, "vocabulary": run.vocabulary})


def _outcomes(connection: Connection, stood: dict[str, AnyRow]) -> dict[str, Outcome]:
    """What reviewers made of the claims that somebody reviewed."""
    found = verdicts(connection, [claim for claim, row in stood.items() if row.status != "unreviewed"])
    return {claim: outcome(reviews) for claim, reviews in found.items()}


def _news(
    reading: Reading, stood: dict[str, AnyRow], outcomes: dict[str, Outcome]
) -> tuple[list[dict[str, Any]], Stored]:
    """The entries that a reading adds to those that stood before, and how many of which kind."""
    rows: list[dict[str, Any]] = []
    new = changed = same = gone = 0
    for claim, record in reading.records.items():
        before = stood.get(claim)
        if before is not None and before.read and (before.machine or before.record) == record:
            same += 1
            continue
        new, changed = new + (before is None), changed + (before is not None)
        rows.append(reviewed(reading.figures[claim], record, outcomes.get(claim, UNREVIEWED), read=True))
    for claim, before in stood.items():
        if claim not in reading.figures and before.read:
            gone += 1
            rows.append({**before._mapping, "read": False, "present": before.status in KEPT})
    return rows, Stored(document=reading.document.id, new=new, changed=changed, gone=gone, same=same)
