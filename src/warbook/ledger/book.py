"""The book, to be read: as it is now, or as it was at a past moment."""

from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from warbook.errors import LedgerError, UsageError
from warbook.ledger import engine as engines
from warbook.ledger import selecting
from warbook.ledger import tables as t
from warbook.ledger.moments import AnyRow, moment, stamp
from warbook.ledger.records import Claim, Filter, Name, Refused, Report, Run, SortOrder
from warbook.ledger.selecting import e
from warbook.model import Document, Figure, Rejection

EVERYTHING = Filter()
COUNTED = {"event": e.event, "object": e.object, "party": e.party, "place": e.place, "source": e.origin, "unit": e.unit}


class Book:
    """Everything that can be asked of a ledger. `at` is the number of a past moment, None for now.

    Every method raises LedgerError, in plain words, when the database cannot be read.
    """

    def __init__(self, engine: Engine, at: int | None = None) -> None:
        self._engine = engine
        self.at = at

    @property
    def name(self) -> str:
        """The path of the ledger, or its URL without the password."""
        return engines.name_of(self._engine.url)

    def as_of(self, when: datetime) -> "Book":
        """The book as it was at `when` (with a time zone; what was written in that very instant is in it)."""
        if when.tzinfo is None:
            raise UsageError("a moment needs a time zone")
        last = sa.select(sa.func.max(t.moment.c.seq)).where(t.moment.c.at <= stamp(when))
        with engines.reading(self._engine) as connection:
            return Book(self._engine, connection.execute(last).scalar() or 0)

    def figures(
        self, wanted: Filter = EVERYTHING, sort: SortOrder = "report", limit: int | None = None, offset: int = 0
    ) -> list[Figure]:
        """The figures of the claims that the filter means, with all corrections."""
        return [claim.figure for claim in self.claims(wanted, sort, limit, offset)]

    def claims(
        self, wanted: Filter = EVERYTHING, sort: SortOrder = "report", limit: int | None = None, offset: int = 0
    ) -> list[Claim]:
        """The claims that the filter means, with their status and, where corrected, the machine's own reading."""
        query = (
            self._entries(wanted, e.seq, e.record, e.machine, e.status, t.moment.c.at)
            .join(t.moment, t.moment.c.seq == e.moment)
            .order_by(*selecting.order(sort))
            .limit(limit)
            .offset(offset)
        )
        with engines.reading(self._engine) as connection:
            return [_claim(row) for row in connection.execute(query)]

    def claim(self, id: str) -> Claim:
        """One claim by its id, rejected ones too. Raises LedgerError where the book has none."""
        query = (
            sa.select(e.seq, e.record, e.machine, e.status, t.moment.c.at)
            .join(t.moment, t.moment.c.seq == e.moment)
            .where(e.claim == id, *([e.moment <= self.at] if self.at is not None else []))
            .order_by(e.seq.desc())
            .limit(1)
        )
        with engines.reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            raise LedgerError(f"there is no claim '{id}' in {self.name}")
        return _claim(row)

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """How many claims the filter means."""
        with engines.reading(self._engine) as connection:
            return int(connection.execute(self._entries(wanted, sa.func.count())).scalar_one())

    def names(self, of: str, wanted: Filter = EVERYTHING) -> list[Name]:
        """What the claims have as event, object, party, place, source (the origin) or unit, the most frequent first."""
        column = COUNTED.get(of)
        if column is None:
            raise UsageError(f"claims cannot be counted by '{of}'", f"one of {', '.join(COUNTED)}")
        many = sa.func.count().label("many")
        query = (
            self._entries(wanted, sa.func.max(e.seq).label("seq"), many).where(column > "").group_by(column).subquery()
        )
        shown = sa.select(e.record, query.c.many).join(query, query.c.seq == e.seq)
        with engines.reading(self._engine) as connection:
            found = [Name(_name(of, _figure(row.record)), row.many) for row in connection.execute(shown)]
        return sorted(found, key=lambda name: (-name.claims, name.name))

    def document(self, id: str) -> Document:
        """A report with its text, segments and anchors as last read. Raises LedgerError where the book has none."""
        d, r = t.document.c, t.reading.c
        query = (
            sa.select(r.record, t.blob.c.data)
            .join(t.document, d.seq == r.document)
            .join(t.blob, t.blob.c.sha256 == r.text)
            .where(d.id == id, *self._by_now(t.reading))
            .order_by(r.seq.desc())
            .limit(1)
        )
        row = self._one(query, id)
        document = msgspec.json.decode(row.record, type=Document)
        return msgspec.structs.replace(document, text=row.data.decode("utf-8", "surrogatepass"))

    def data(self, id: str) -> bytes:
        """The bytes of a report as they came in. Raises LedgerError where the book has none."""
        d = t.document.c
        query = sa.select(t.blob.c.data).join(t.document, t.blob.c.sha256 == d.data).where(d.id == id)
        return bytes(self._one(query.where(*self._by_now(t.document)), id).data)

    def documents(self, limit: int | None = None, offset: int = 0) -> list[Report]:
        """The reports in the order they came in, without text and bytes."""
        with engines.reading(self._engine) as connection:
            rows = connection.execute(self._reports().limit(limit).offset(offset)).all()
            counts = self._counts(connection, [row.seq for row in rows])
        return [_report(row, counts.get(row.seq, 0)) for row in rows]

    def report(self, id: str) -> Report:
        """The line of one report. Raises LedgerError where the book has none."""
        row = self._one(self._reports().where(t.document.c.id == id), id)
        with engines.reading(self._engine) as connection:
            return _report(row, self._counts(connection, [row.seq]).get(row.seq, 0))

    def count_documents(self) -> int:
        """How many reports are in the book."""
        query = sa.select(sa.func.count()).select_from(t.document).where(*self._by_now(t.document))
        with engines.reading(self._engine) as connection:
            return int(connection.execute(query).scalar_one())

    def rejections(self) -> list[Refused]:
        """What could not be read and why, the latest first."""
        r = t.rejection.c
        query = (
            sa.select(r.name, r.place, r.reason, t.moment.c.at)
            .join(t.moment, t.moment.c.seq == r.moment)
            .where(*self._by_now(t.rejection))
            .order_by(r.moment.desc(), r.name, r.place, r.id)
        )
        with engines.reading(self._engine) as connection:
            return [
                Refused(Rejection(name=row.name, reason=row.reason, where=row.place), moment(row.at))
                for row in connection.execute(query)
            ]

    def runs(self) -> list[tuple[Run, datetime]]:
        """The extractors that read for this book, each with the moment of its first reading."""
        r = t.run.c
        query = sa.select(r.version, r.vocabulary, t.moment.c.at).join(t.moment, t.moment.c.seq == r.moment)
        with engines.reading(self._engine) as connection:
            rows = connection.execute(query.where(*self._by_now(t.run)).order_by(r.moment, r.id)).all()
        return [(Run(row.version, row.vocabulary), moment(row.at)) for row in rows]

    def _entries(self, wanted: Filter, *columns: Any) -> sa.Select[Any]:
        where = [selecting.standing(self.at), *selecting.conditions(wanted, self._engine.dialect.name)]
        return sa.select(*columns).select_from(t.entry).where(*where)

    def _by_now(self, table: sa.Table) -> list[sa.ColumnElement[bool]]:
        return [table.c.moment <= self.at] if self.at is not None else []

    def _reports(self) -> sa.Select[Any]:
        d, r, m = t.document.c, t.reading.c, t.moment
        added, read = m.alias(), m.alias()
        last = sa.select(sa.func.max(r.seq)).where(r.document == d.seq, *self._by_now(t.reading))
        return (
            sa.select(d.seq, d.id, d.name, d.data, t.blob.c.size, r.record, t.run.c.version, t.run.c.vocabulary)
            .add_columns(added.c.at.label("added"), read.c.at.label("read"))
            .join(t.reading, r.seq == last.correlate(t.document).scalar_subquery())
            .join(t.run, t.run.c.id == r.run)
            .join(t.blob, t.blob.c.sha256 == d.data)
            .join(added, added.c.seq == d.moment)
            .join(read, read.c.seq == r.moment)
            .order_by(d.seq)
        )

    def _counts(self, connection: Connection, documents: list[int]) -> dict[int, int]:
        query = sa.select(e.document, sa.func.count()).where(selecting.standing(self.at)).group_by(e.document)
        found: dict[int, int] = {}
        for start in range(0, len(documents), 500):
            some = query.where(e.document.in_(documents[start : start + 500]))
            found.update((seq, many) for seq, many in connection.execute(some))
        return found

    def _one(self, query: sa.Select[Any], id: str) -> AnyRow:
        with engines.reading(self._engine) as connection:
            row = connection.execute(query).first()
        if row is None:
            raise LedgerError(f"there is no report '{id}' in {self.name}")
        return row


def _figure(record: str) -> Figure:
    return msgspec.json.decode(record, type=Figure)


def _claim(row: AnyRow) -> Claim:
    machine = _figure(row.machine) if row.machine else None
    return Claim(figure=_figure(row.record), status=row.status, entered=moment(row.at), machine=machine, entry=row.seq)


def _name(of: str, figure: Figure) -> str:
    if of == "place":
        return figure.place.name if figure.place else ""
    if of == "source":
        return figure.sources[0].name if figure.sources else ""
    return figure.value.unit if of == "unit" else str(getattr(figure, of) or "")


def _report(row: AnyRow, claims: int) -> Report:
    document = msgspec.json.decode(row.record, type=Document)
    return Report(
        id=row.id,
        name=row.name,
        media=document.media,
        size=row.size,
        sha256=row.data,
        added=moment(row.added),
        read=moment(row.read),
        run=Run(row.version, row.vocabulary),
        title=document.title,
        published=document.published,
        outlet=document.outlet,
        url=document.url,
        lang=document.lang,
        claims=claims,
    )
