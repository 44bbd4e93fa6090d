"""Whether a book is whole: hashes, references, numbers at their place, entries as readings and reviews say."""

import hashlib
from collections.abc import Callable, Iterator
from itertools import pairwise

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import NoResultFound

from warbook.ledger import tables as t
from warbook.ledger import tallying
from warbook.ledger.corrections import apply, outcome
from warbook.ledger.keys import JOIN, columns, figure_of
from warbook.ledger.moments import AnyRow
from warbook.ledger.outcomes import KEPT, verdicts
from warbook.ledger.records import Fault, digest
from warbook.model import Document

AT_ONCE = 500
Progress = Callable[[int, int], None]


def faults(connection: Connection, progress: Progress) -> Iterator[Fault]:
    """Everything that is wrong with the book. `progress` is told how many reports of how many are done."""
    yield from _database(connection)
    yield from _moments(connection)
    yield from _blobs(connection)
    yield from _findings(connection)
    yield from _tallies(connection)
    documents = connection.execute(sa.select(t.document.c.seq, t.document.c.id, t.document.c.data)).all()
    for number, document in enumerate(documents, 1):
        try:
            yield from _document(connection, document)
        except (ValueError, NoResultFound) as error:
            yield Fault(f"report {document.id}", f"cannot be read: {' '.join(str(error).split())}")
        progress(number, len(documents))


def _database(connection: Connection) -> Iterator[Fault]:
    """What the database itself can tell; PostgreSQL watches over its references always."""
    if connection.dialect.name != "sqlite":
        return
    for (words,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if words != "ok":
            yield Fault("the file", words)
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(f"{table} {row}", f"refers to a row of '{parent}' that is missing")


def _moments(connection: Connection) -> Iterator[Fault]:
    last = 0, ""
    for row in connection.execute(sa.select(t.moment).order_by(t.moment.c.seq)):
        if row.seq != last[0] + 1 or row.at <= last[1]:
            yield Fault(f"moment {row.seq}", "does not follow the one before")
        last = row.seq, row.at


def _blobs(connection: Connection) -> Iterator[Fault]:
    for key in connection.execute(sa.select(t.blob.c.sha256)).scalars().all():
        row = connection.execute(sa.select(t.blob).where(t.blob.c.sha256 == key)).one()
        if hashlib.sha256(row.data).hexdigest() != key or len(row.data) != row.size:
            yield Fault(f"blob {key}", "the bytes are others than their hash says")


def _findings(connection: Connection) -> Iterator[Fault]:
    f, c = t.finding.c, t.concerned.c
    for row in connection.execute(sa.select(f.id, f.digest, f.record)):
        if digest(row.record) != row.digest:
            yield Fault(f"finding {row.id}", "is another than its hash says")
    there = sa.select(sa.literal(1)).where(t.entry.c.claim == c.claim).exists()
    strays = sa.select(c.claim, f.id).join(t.finding, f.digest == c.finding).where(~there)
    for stray in connection.execute(strays):
        yield Fault(f"finding {stray.id}", f"is about the claim {stray.claim}, which is not in the book")


def _tallies(connection: Connection) -> Iterator[Fault]:
    """Names under which another number of claims stands than is told."""
    told = {(row.kind, row.key, row.status): row.claims for row in connection.execute(sa.select(t.tally))}
    counted = {key: claims for key, claims, _ in tallying.counted(connection)}
    for key in sorted(told.keys() | counted.keys()):
        if told.get(key, 0) != counted.get(key, 0):
            where = f"the tally of {key[2]} claims under {key[0]} '{key[1].replace(JOIN, '/')}'"
            yield Fault(where, f"says {told.get(key, 0)}, but there are {counted.get(key, 0)}")


def _document(connection: Connection, document: AnyRow) -> Iterator[Fault]:
    where = f"report {document.id}"
    data = _blob(connection, document.data)
    readings = connection.execute(
        sa.select(t.reading).where(t.reading.c.document == document.seq).order_by(t.reading.c.seq)
    ).all()
    if not readings:
        yield Fault(where, "was never read")
    entries = _entries(connection, document.seq)
    text = ""
    for reading in readings:
        text = _blob(connection, reading.text).decode("utf-8", "surrogatepass")
        if digest(reading.record, text, data) != reading.document_digest:
            yield Fault(where, f"reading {reading.seq} is another than its hash says")
        if msgspec.json.decode(reading.record, type=Document).id != document.id:
            yield Fault(where, f"reading {reading.seq} is of another report")
        state = {e.claim: e for e in entries if e.moment <= reading.moment}
        kept = sorted((claim, e.machine or e.record) for claim, e in state.items() if e.read)
        if digest(*(part for item in kept for part in item)) != reading.figures_digest:
            yield Fault(where, f"the claims of reading {reading.seq} are others than their hash says")
    for entry in entries:
        yield from _entry(entry, text, f"{where}, claim {entry.claim}")
    yield from _claims(connection, entries, where)


def _blob(connection: Connection, key: str) -> bytes:
    return bytes(connection.execute(sa.select(t.blob.c.data).where(t.blob.c.sha256 == key)).scalar_one())


def _entries(connection: Connection, document: int) -> list[AnyRow]:
    e, w, s = t.entry.c, t.wording.c, t.superseded.c
    query = (
        sa.select(t.entry, w.record, w.machine, s.moment.label("ended"))
        .join(t.wording, w.entry == e.seq)
        .outerjoin(t.superseded, s.entry == e.seq)
        .where(e.document == document)
        .order_by(e.seq)
    )
    return list(connection.execute(query))


def _entry(entry: AnyRow, text: str, where: str) -> Iterator[Fault]:
    figure = figure_of(entry.record)
    if text[figure.span.start : figure.span.end] != figure.number:
        yield Fault(where, f"'{figure.number}' does not stand at {figure.span.start} in the text")
    if any(getattr(entry, name) != value for name, value in columns(figure).items()):
        yield Fault(where, f"entry {entry.seq} is filed under something else than it says")


def _claims(connection: Connection, entries: list[AnyRow], where: str) -> Iterator[Fault]:
    chains: dict[str, list[AnyRow]] = {}
    for entry in entries:
        chains.setdefault(entry.claim, []).append(entry)
    reviewed = verdicts(connection, list(chains))
    said = _said(connection, entries)
    for claim, chain in chains.items():
        name = f"{where}, claim {claim}"
        for before, after in pairwise(chain):
            if before.ended is None or before.ended > after.moment:
                yield Fault(name, f"entry {before.seq} is not superseded by the next")
        last = chain[-1]
        status, held = outcome(reviewed.get(claim, []))
        if (last.ended is None) != (last.read or status in KEPT):
            yield Fault(name, "stands in the view although it should not, or the other way round")
        machine = figure_of(last.machine or last.record)
        if last.status != status or figure_of(last.record) != apply(machine, held):
            yield Fault(name, "is not what its reviews say")
        for entry in chain:
            if said.get(entry.seq, []) != [source.name for source in figure_of(entry.record).sources]:
                yield Fault(name, f"entry {entry.seq} is filed under other sources than it says")


def _said(connection: Connection, entries: list[AnyRow]) -> dict[int, list[str]]:
    s, found = t.said.c, dict[int, list[str]]()
    for start in range(0, len(entries), AT_ONCE):
        some = [entry.seq for entry in entries[start : start + AT_ONCE]]
        query = sa.select(s.entry, t.source.c.name).join(t.source, t.source.c.seq == s.source)
        for row in connection.execute(query.where(s.entry.in_(some)).order_by(s.entry, s.link)):
            found.setdefault(row.entry, []).append(row.name)
    return found
