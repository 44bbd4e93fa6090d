"""The book in numbers: how many claims stand under each name, who says them, and single claims as points of a series.

For the book of now, with no filter but by status, the numbers are read off the tallies; else the claims are counted.
"""

from typing import Any

import sqlalchemy as sa

from warbook.errors import UsageError
from warbook.ledger import selecting, summing
from warbook.ledger import tables as t
from warbook.ledger.keys import figure_of
from warbook.ledger.reader import Reader
from warbook.ledger.records import STATUSES, Filter, Name, Point, Series, Status
from warbook.ledger.selecting import e
from warbook.model import Figure, Place

EVERYTHING = Filter()
COUNTED = {
    "event": (e.event,),
    "object": (e.object,),
    "measure": (e.event, e.object),
    "party": (e.party,),
    "place": (e.place,),
    "source": (e.origin,),
    "unit": (e.unit,),
}


class Numbers(Reader):
    """The numbers of a book. Every method raises LedgerError, in plain words, when the database cannot be read."""

    def names(self, of: str, wanted: Filter = EVERYTHING, limit: int | None = None) -> list[Name]:
        """What the claims have as event, object, measure, party, place, source (the origin) or unit.

        The most frequent come first.
        """
        if of not in COUNTED:
            raise UsageError(f"claims cannot be counted by '{of}'", f"one of {', '.join(COUNTED)}")
        groups = self._groups(of, COUNTED[of], wanted, limit, COUNTED[of][0] > "")
        found = [Name(_name(of, figure), many) for figure, many in groups]
        return sorted(found, key=lambda name: (-name.claims, name.name))

    def places(self, wanted: Filter = EVERYTHING) -> list[tuple[Place, int]]:
        """The places of the claims with the number of claims, the most frequent first."""
        groups = self._groups("place", COUNTED["place"], wanted, None, e.place > "")
        found = [(figure.place, many) for figure, many in groups if figure.place is not None]
        return sorted(found, key=lambda one: (-one[1], one[0].name))

    def series(self, wanted: Filter = EVERYTHING, limit: int | None = None) -> list[Series]:
        """Of what and whom there are claims: event, object and party with their number, the most frequent first."""
        groups = self._groups("series", (e.event, e.object, e.party), wanted, limit)
        found = [Series(figure.event, figure.object, figure.party, many) for figure, many in groups]
        return sorted(found, key=lambda one: (-one.claims, one.event, one.object, one.party or ""))

    def statuses(self, wanted: Filter = EVERYTHING) -> dict[Status, int]:
        """How many of the claims that the filter means have which status."""
        if self._tallied(wanted):
            y = summing.y
            query = sa.select(y.status, y.claims).where(y.kind == "claim")
            counts = {row.status: row.claims for row in self._all(query)}
            return {status: counts.get(status, 0) for status in wanted.status or STATUSES}
        rows = self._all(self._entries(wanted, e.status, sa.func.count().label("claims")).group_by(e.status))
        counts = {row.status: row.claims for row in rows}
        return {status: counts.get(status, 0) for status in wanted.status or STATUSES}

    def points(self, wanted: Filter = EVERYTHING, limit: int | None = None) -> list[Point]:
        """The claims of a filter with little more than their days and bounds, by day; quicker than whole claims."""
        s, n, d = t.said.c, t.source.c, t.document.c
        columns = (
            e.seq.label("entry"),
            e.claim,
            e.first_day,
            e.last_day,
            e.low,
            e.high,
            e.cumulative,
            e.modality,
            e.status,
            e.unit,
        )
        query = (
            self._entries(wanted, *columns, d.id.label("document"), n.name.label("source"))
            .join(t.document, d.seq == e.document)
            .outerjoin(t.said, (s.entry == e.seq) & (s.link == 0))
            .outerjoin(t.source, n.seq == s.source)
            .order_by(e.first_day, e.seq)
            .limit(limit)
        )
        return [Point(**row._mapping) for row in self._all(query)]

    def _tallied(self, wanted: Filter) -> bool:
        return self.at is None and summing.only_by_status(wanted)

    def _groups(
        self, kind: str, columns: tuple[Any, ...], wanted: Filter, limit: int | None, *where: sa.ColumnElement[bool]
    ) -> list[tuple[Figure, int]]:
        """Claims by the values of columns: how many, and a figure that shows how the values are spelt.

        With `limit` only so many, the most frequent.
        """
        query: sa.Select[Any]
        if self._tallied(wanted):
            query, columns = summing.summed(wanted, kind), (summing.y.key,)
        else:
            numbers = sa.func.max(e.seq).label("entry"), sa.func.count().label("claims")
            query = self._entries(wanted, *numbers).where(*where).group_by(*columns)
        if limit is not None:
            query = query.order_by(sa.desc("claims"), *columns).limit(limit)
        groups = query.subquery()
        shown = sa.select(t.wording.c.record, groups.c.claims).join(groups, groups.c.entry == t.wording.c.entry)
        return [(figure_of(row.record), int(row.claims)) for row in self._all(shown)]

    def _entries(self, wanted: Filter, *columns: Any) -> sa.Select[Any]:
        where = [selecting.standing(self.at), *selecting.conditions(wanted, self._engine.dialect.name)]
        return sa.select(*columns).select_from(t.entry).where(*where)


def _name(of: str, figure: Figure) -> str:
    if of == "place":
        return figure.place.name if figure.place else ""
    if of == "source":
        return figure.sources[0].name if figure.sources else ""
    if of == "measure":
        return f"{figure.event}/{figure.object}"
    return figure.value.unit if of == "unit" else str(getattr(figure, of) or "")
