"""Questions about reports, what could not be read, and what read them."""

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import PurePath
from typing import Any

import msgspec
import sqlalchemy as sa

from warbook.ledger import refusing, selecting
from warbook.ledger import tables as t
from warbook.ledger.moments import AnyRow, moment
from warbook.ledger.reader import Reader
from warbook.ledger.records import Copy, Refused, Report, Run
from warbook.ledger.selecting import e
from warbook.model import Document, Rejection

AT_ONCE = 500


class _Titled(msgspec.Struct, frozen=True):
    """Of a report only what it is called."""

    name: str
    title: str | None = None


class Reports(Reader):
    """The reports of a book. Every method raises LedgerError, in plain words, when the database cannot be read."""

    def document(self, id: str) -> Document:
        """A report with its text, segments and anchors as last read. Raises LedgerError where the book has none."""
        d, r = t.document.c, t.reading.c
        query = (
            sa.select(r.record, t.blob.c.data)
            .join(t.document, d.seq == r.document)
            .join(t.blob, t.blob.c.sha256 == r.text)
            .where(d.id == id, *self._by_now(t.reading))
            .order_by(r.seq.desc())
        )
        return _document(self._one(query, f"report '{id}'"))

    def whole(self, ids: Collection[str] | None = None) -> Iterator[Document]:
        """Reports with their texts as last read, all or those of these ids, in the order they came in.

        They are fetched some hundred at a time, so that a large book need not be in memory at once.
        """
        d, r = t.document.c, t.reading.c
        last = sa.select(sa.func.max(r.seq)).where(*self._by_now(t.reading)).group_by(r.document)
        query = (
            sa.select(d.id, d.seq, r.record, t.blob.c.data)
            .join(t.document, d.seq == r.document)
            .join(t.blob, t.blob.c.sha256 == r.text)
        )
        numbers = self._all(sa.select(d.seq, d.id).where(*self._by_now(t.document)).order_by(d.seq))
        wanted = [row.seq for row in numbers if ids is None or row.id in ids]
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            latest = last.where(r.document.in_(some))
            yield from map(_document, self._all(query.where(r.seq.in_(latest)).order_by(d.seq)))

    def data(self, id: str) -> bytes:
        """The bytes of a report as they came in. Raises LedgerError where the book has none."""
        d = t.document.c
        query = sa.select(t.blob.c.data).join(t.document, t.blob.c.sha256 == d.data).where(d.id == id)
        return bytes(self._one(query.where(*self._by_now(t.document)), f"report '{id}'").data)

    def documents(self, limit: int | None = None, offset: int = 0, *, latest: bool = False) -> list[Report]:
        """The reports in the order they came in (`latest`: the other way round), without text and bytes."""
        d = t.document.c
        order = d.seq.desc() if latest else d.seq
        return self._lines(self._all(self._reports().order_by(order).limit(limit).offset(offset)))

    def report(self, id: str) -> Report:
        """The line of one report. Raises LedgerError where the book has none."""
        return self._lines([self._one(self._reports().where(t.document.c.id == id), f"report '{id}'")])[0]

    def count_documents(self) -> int:
        """How many reports are in the book."""
        return self._number(sa.select(sa.func.count()).select_from(t.document).where(*self._by_now(t.document)))

    def titles(self, ids: Collection[str]) -> dict[str, str]:
        """What reports are called, by their ids: the title, or the name of the file without its folders."""
        d, r = t.document.c, t.reading.c
        last = sa.select(sa.func.max(r.seq)).where(r.document == d.seq, *self._by_now(t.reading))
        query = sa.select(d.id, r.record).join(t.reading, r.seq == last.correlate(t.document).scalar_subquery())
        wanted, found = list(dict.fromkeys(ids)), {}
        for start in range(0, len(wanted), AT_ONCE):
            for row in self._all(query.where(d.id.in_(wanted[start : start + AT_ONCE]))):
                titled = msgspec.json.decode(row.record, type=_Titled)
                found[row.id] = titled.title or PurePath(titled.name).name or titled.name
        return found

    def count_rejections(self) -> int:
        """How many files and passages could not be read and were not read since."""
        return self._number(sa.select(sa.func.count()).select_from(self._refused()))

    def rejections(self, limit: int | None = None, offset: int = 0) -> list[Refused]:
        """What could not be read, and why, and was not read since; the latest first."""
        r = self._refused().c
        query = sa.select(r.name, r.place, r.reason, t.moment.c.at).join(t.moment, t.moment.c.seq == r.moment)
        rows = self._all(query.order_by(r.moment.desc(), r.id).limit(limit).offset(offset))
        return [Refused(Rejection(name=row.name, reason=row.reason, where=row.place), moment(row.at)) for row in rows]

    def _refused(self) -> sa.Subquery:
        return refusing.standing(*self._by_now(t.rejection)).subquery()

    def runs(self) -> list[tuple[Run, datetime]]:
        """The extractors that read for this book, each with the moment of its first reading."""
        r = t.run.c
        query = sa.select(r.version, r.vocabulary, t.moment.c.at).join(t.moment, t.moment.c.seq == r.moment)
        rows = self._all(query.where(*self._by_now(t.run)).order_by(r.moment, r.id))
        return [(Run(row.version, row.vocabulary), moment(row.at)) for row in rows]

    def copies(self, document: str | None = None) -> list[Copy]:
        """Which reports repeat which; with `document`, only where it takes part."""
        c, copying, origin = t.copy.c, t.document.alias(), t.document.alias()
        query = (
            sa.select(copying.c.id, origin.c.id.label("origin"), c.kind, c.likeness)
            .select_from(t.copy)
            .join(copying, copying.c.seq == c.document)
            .join(origin, origin.c.seq == c.origin)
            .where(*self._by_now(t.copy))
            .order_by(c.seq)
        )
        if document is not None:
            query = query.where((copying.c.id == document) | (origin.c.id == document))
        return [Copy(row.id, row.origin, row.kind, row.likeness) for row in self._all(query)]

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
        )

    def _lines(self, rows: list[AnyRow]) -> list[Report]:
        counts: dict[int, int] = {}
        query = sa.select(e.document, sa.func.count()).where(selecting.standing(self.at)).group_by(e.document)
        for start in range(0, len(rows), AT_ONCE):
            some = [row.seq for row in rows[start : start + AT_ONCE]]
            counts.update((seq, many) for seq, many in self._all(query.where(e.document.in_(some))))
        return [_report(row, counts.get(row.seq, 0)) for row in rows]


def _document(row: AnyRow) -> Document:
    document = msgspec.json.decode(row.record, type=Document)
    return msgspec.structs.replace(document, text=bytes(row.data).decode("utf-8", "surrogatepass"))


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
