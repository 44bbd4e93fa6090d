"""Questions about claims: which a filter means, one by its id, how many there are."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.errors import UsageError
from warbook.ledger import engine as engines
from warbook.ledger import planning, selecting, summing
from warbook.ledger import tables as t
from warbook.ledger.keys import figure_of
from warbook.ledger.moments import AnyRow, moment
from warbook.ledger.reader import Reader
from warbook.ledger.records import Claim, Filter, SortOrder
from warbook.ledger.selecting import e
from warbook.model import Figure

EVERYTHING = Filter()
AT_ONCE = 500


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

    def sample(self, wanted: Filter = EVERYTHING, most: int = 400) -> tuple[list[Claim], int]:
        """Up to `most` claims that the filter means, taken evenly from all of them, by period; and how many there are.

        Of more than that, claims that findings of the latest audit concern are taken first.
        """
        many = self.count(wanted)
        if many <= most:
            return self.claims(wanted, "period"), many
        with engines.reading(self._engine) as connection:
            where = [selecting.standing(self.at), *planning.plan_count(connection, wanted, None)]
            concerned = sa.select(t.concerned.c.claim).join(t.found, t.found.c.finding == t.concerned.c.finding)
            concerned = concerned.where(t.found.c.audit == selecting.latest_audit(self.at))
            marked = sa.select(e.seq).where(e.claim.in_(concerned), *where).limit(most // 2)
            numbers = list(connection.execute(marked).scalars())
            even = sa.select(e.seq).where(e.seq % (many // (most - len(numbers)) + 1) == 0, *where)
            numbers += connection.execute(even.limit(most - len(numbers))).scalars()
            claims = [claim_of(row) for row in self._by_number(connection, sorted(set(numbers)))]
        return sorted(claims, key=_when), many

    def count(self, wanted: Filter = EVERYTHING, up_to: int | None = None) -> int:
        """How many claims the filter means; with `up_to`, that number at most, which is quicker in a large book."""
        with engines.reading(self._engine) as connection:
            kept = summing.count(connection, wanted) if self.at is None else None
            if kept is not None:
                return kept if up_to is None else min(kept, up_to)
            where = planning.plan_count(connection, wanted, up_to)
            some = sa.select(e.seq).where(selecting.standing(self.at), *where).limit(up_to).subquery()
            return int(connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one())

    def _shown(self) -> sa.Select[Any]:
        w = t.wording.c
        shown = sa.select(e.seq, w.record, w.machine, e.status, t.moment.c.at).join(t.wording, w.entry == e.seq)
        return shown.join(t.moment, t.moment.c.seq == e.moment)


def _when(claim: Claim) -> tuple[str, int]:
    period = claim.figure.period
    return str(period.start or period.end or ""), claim.entry


def claim_of(row: AnyRow) -> Claim:
    """The claim that a row of `entry` holds."""
    machine = figure_of(row.machine) if row.machine else None
    return Claim(
        figure=figure_of(row.record), status=row.status, entered=moment(row.at), machine=machine, entry=row.seq
    )
