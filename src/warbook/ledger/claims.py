"""Questions about claims and those who said them."""

from typing import Any

import msgspec
import sqlalchemy as sa

from warbook.errors import UsageError
from warbook.ledger import selecting
from warbook.ledger import tables as t
from warbook.ledger.moments import AnyRow, moment
from warbook.ledger.reader import Reader
from warbook.ledger.records import Claim, Filter, Name, SortOrder
from warbook.ledger.selecting import e
from warbook.model import Figure

EVERYTHING = Filter()
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
        page = self._entries(wanted, e.seq).order_by(*selecting.order(sort)).limit(limit).offset(offset)
        return [
            claim_of(row) for row in self._all(self._shown().where(e.seq.in_(page)).order_by(*selecting.order(sort)))
        ]

    def claim(self, id: str) -> Claim:
        """One claim by its id, also if it was rejected or is no longer read. LedgerError where the book has none."""
        query = self._shown().where(e.claim == id, *self._by_now(t.entry)).order_by(e.seq.desc())
        return claim_of(self._one(query, f"claim '{id}'"))

    def count(self, wanted: Filter = EVERYTHING) -> int:
        """How many claims the filter means."""
        return self._number(self._entries(wanted, sa.func.count()))

    def names(self, of: str, wanted: Filter = EVERYTHING) -> list[Name]:
        """What the claims have as event, object, party, place, source (the origin) or unit, the most frequent first."""
        column = COUNTED.get(of)
        if column is None:
            raise UsageError(f"claims cannot be counted by '{of}'", f"one of {', '.join(COUNTED)}")
        last, many = sa.func.max(e.seq).label("seq"), sa.func.count().label("many")
        counted = self._entries(wanted, last, many).where(column > "").group_by(column).subquery()
        rows = self._all(sa.select(e.record, counted.c.many).join(counted, counted.c.seq == e.seq))
        found = [Name(_name(of, figure_of(row.record)), row.many) for row in rows]
        return sorted(found, key=lambda name: (-name.claims, name.name))

    def _entries(self, wanted: Filter, *columns: Any) -> sa.Select[Any]:
        dialect = self._engine.dialect.name
        where = [selecting.standing(self.at), *selecting.conditions(wanted, dialect)]
        return sa.select(*columns).select_from(t.entry).where(*where)

    def _shown(self) -> sa.Select[Any]:
        return sa.select(e.seq, e.record, e.machine, e.status, t.moment.c.at).join(t.moment, t.moment.c.seq == e.moment)


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
