"""Questions about claims and those who said them."""

from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.errors import UsageError
from warbook.ledger import engine as engines
from warbook.ledger import planning, selecting
from warbook.ledger import tables as t
from warbook.ledger.moments import AnyRow, moment
from warbook.ledger.reader import Reader
from warbook.ledger.records import Claim, Filter, Name, SortOrder, SourceLine
from warbook.ledger.selecting import e, latest_audit
from warbook.model import Figure

EVERYTHING = Filter()
AT_ONCE = 500
COUNTED = {"event": e.event, "object": e.object, "party": e.party, "place": e.place, "source": e.origin, "unit": e.unit}


class Claims(Reader):
    """The claims of a book. Every method raises LedgerError, in plain words, when the database cannot be read."""

    def figures(
        self, wanted: Filter = EVERYTHING, sort: SortOrder = "report", limit: int | None = None, offset: int = 0
    ) -> list[Figure]:
        """The figures of the claims that the filter means, with all corrections."""
        return [claim.figure for claim in self.claims(wanted, sort, limit, offset)]

    def claims(
        self, wanted: Filter = EVERYTHING, sort: SortOrder = "report", limit: int | None = None, offset: int = 0
    ) -> list[Claim]:
        """The claims that the filter means, with their status and, where corrected, the machine's own reading."""
        rows = None if limit is None else offset + limit
        with engines.reading(self._engine) as connection:
            where, by = planning.plan(connection, wanted, sort, rows)
            page = sa.select(e.seq).where(selecting.standing(self.at), *where).order_by(*by).limit(limit).offset(offset)
            numbers = list(connection.execute(page).scalars())
            found = {row.seq: claim_of(row) for row in self._by_number(connection, numbers)}
        return [found[number] for number in numbers]

    def _by_number(self, connection: Connection, numbers: list[int]) -> Iterator[AnyRow]:
        for start in range(0, len(numbers), AT_ONCE):
            yield from connection.execute(self._shown().where(e.seq.in_(numbers[start : start + AT_ONCE])))

    def claim(self, id: str) -> Claim:
        """One claim by its id, also if it was rejected or is no longer read. LedgerError where the book has none."""
        query = self._shown().where(e.claim == id, *self._by_now(t.entry)).order_by(e.seq.desc())
        return claim_of(self._one(query, f"claim '{id}'"))

    def id_of(self, start: str) -> str:
        """The id of the one claim whose id begins so. Raises UsageError where several do, LedgerError where none."""
        past = start[:-1] + chr(ord(start[-1]) + 1) if start else ""
        query = sa.select(e.claim).where(e.claim >= start, e.claim < past, *self._by_now(t.entry)).distinct()
        found = [row.claim for row in self._all(query.order_by(e.claim).limit(2))]
        if not found:
            raise self._missing(f"claim '{start}'")
        if len(found) > 1 and found[0] != start:
            raise UsageError(f"several claims have ids that begin with '{start}'", "give more of the id")
        return str(found[0])

    def count(self, wanted: Filter = EVERYTHING, up_to: int | None = None) -> int:
        """How many claims the filter means; with `up_to`, that number at most, which is quicker in a large book."""
        with engines.reading(self._engine) as connection:
            where = planning.plan_count(connection, wanted, up_to)
            some = sa.select(e.seq).where(selecting.standing(self.at), *where).limit(up_to).subquery()
            return int(connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one())

    def names(self, of: str, wanted: Filter = EVERYTHING) -> list[Name]:
        """What the claims have as event, object, party, place, source (the origin) or unit, the most frequent first."""
        column = COUNTED.get(of)
        if column is None:
            raise UsageError(f"claims cannot be counted by '{of}'", f"one of {', '.join(COUNTED)}")
        last, many = sa.func.max(e.seq).label("seq"), sa.func.count().label("many")
        counted = self._entries(wanted, last, many).where(column > "").group_by(column).subquery()
        rows = self._all(
            sa.select(t.wording.c.record, counted.c.many).join(counted, counted.c.seq == t.wording.c.entry)
        )
        found = [Name(_name(of, figure_of(row.record)), row.many) for row in rows]
        return sorted(found, key=lambda name: (-name.claims, name.name))

    def sources(self, wanted: Filter = EVERYTHING) -> list[SourceLine]:
        """Who says the claims that the filter means, in numbers of claims, the most frequent first."""
        return self._sources(self._entries(wanted, e.seq, e.claim).subquery())

    def _sources(self, entries: sa.Subquery) -> list[SourceLine]:
        s, n = t.said.c, t.source.c
        more = t.said.alias()
        alone = ~sa.select(sa.literal(1)).where(more.c.entry == s.entry, more.c.link == 1).exists()
        found = sa.select(t.found.c.finding).where(t.found.c.audit == latest_audit(self.at))
        concerned = sa.select(t.concerned.c.claim).where(t.concerned.c.finding.in_(found))
        query = (
            sa.select(
                n.name,
                sa.func.count(s.entry.distinct()).label("claims"),
                _count(s.link == 0).label("origin"),
                _count(sa.and_(s.link == 0, alone)).label("alone"),
                sa.func.count(sa.case((entries.c.claim.in_(concerned), s.entry)).distinct()).label("in_findings"),
            )
            .join(t.source, n.seq == s.source)
            .join(entries, entries.c.seq == s.entry)
            .group_by(n.seq, n.name)
        )
        through = self._through(entries)
        lines = [SourceLine(**row._mapping, through=tuple(through.get(row.name, ()))) for row in self._all(query)]
        return sorted(lines, key=lambda line: (-line.claims, line.name))

    def _through(self, entries: sa.Subquery) -> dict[str, list[Name]]:
        """Who passed on what a source said: the next in the chain, with how many claims."""
        s, on = t.said.alias(), t.said.alias()
        who, by = t.source.alias(), t.source.alias()
        query = (
            sa.select(who.c.name.label("who"), by.c.name.label("by"), sa.func.count().label("many"))
            .select_from(s)
            .join(on, (on.c.entry == s.c.entry) & (on.c.link == s.c.link + 1))
            .join(who, who.c.seq == s.c.source)
            .join(by, by.c.seq == on.c.source)
            .join(entries, entries.c.seq == s.c.entry)
            .group_by(who.c.name, by.c.name)
        )
        found: dict[str, list[Name]] = {}
        for row in sorted(self._all(query), key=lambda row: (-row.many, row.by)):
            found.setdefault(row.who, []).append(Name(row.by, row.many))
        return found

    def _entries(self, wanted: Filter, *columns: Any) -> sa.Select[Any]:
        dialect = self._engine.dialect.name
        where = [selecting.standing(self.at), *selecting.conditions(wanted, dialect)]
        return sa.select(*columns).select_from(t.entry).where(*where)

    def _shown(self) -> sa.Select[Any]:
        w = t.wording.c
        shown = sa.select(e.seq, w.record, w.machine, e.status, t.moment.c.at).join(t.wording, w.entry == e.seq)
        return shown.join(t.moment, t.moment.c.seq == e.moment)


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.count(sa.case((condition, 1)))


def figure_of(record: str) -> Figure:
    """The figure that a record holds."""
    return msgspec.json.decode(record, type=Figure)


def claim_of(row: AnyRow) -> Claim:
    """The claim that a row of `entry` holds."""
    machine = figure_of(row.machine) if row.machine else None
    return Claim(
        figure=figure_of(row.record), status=row.status, entered=moment(row.at), machine=machine, entry=row.seq
    )


def _name(of: str, figure: Figure) -> str:
    if of == "place":
        return figure.place.name if figure.place else ""
    if of == "source":
        return figure.sources[0].name if figure.sources else ""
    return figure.value.unit if of == "unit" else str(getattr(figure, of) or "")
