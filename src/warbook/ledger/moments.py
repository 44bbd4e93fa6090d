"""The pen: writes rows of one transaction, all with the same moment. The only code that inserts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from warbook.ledger import tables as t

AnyRow = Row[*tuple[Any, ...]]
TICK = timedelta(microseconds=1)


def stamp(when: datetime) -> str:
    """A moment as it is written: UTC, sortable, to the microsecond."""
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """A written moment, in UTC."""
    return datetime.fromisoformat(text)


class Pen:
    """Appends rows inside a transaction that is alone in writing. The moment is written with the first row.

    Numbers are counted on here, not by the database: writers take turns, so the order of numbers is the order of
    moments on every database, and a book can be carried over with its numbers.
    """

    def __init__(self, connection: Connection, moment: int | None = None) -> None:
        self.connection = connection
        self._moment = moment  # a past one, for what is derived from rows of then

    def next(self, table: sa.Table) -> int:
        """The number of the next row of a table."""
        last = self.connection.execute(sa.select(sa.func.max(table.c.seq))).scalar()
        return (last or 0) + 1

    def write(self, table: sa.Table, *rows: dict[str, Any]) -> None:
        """Append rows; the moment is filled in."""
        if not rows:
            return
        names = set(table.c.keys())
        moment = {"moment": self.moment} if "moment" in names else {}
        self.connection.execute(
            sa.insert(table), [{k: v for k, v in {**row, **moment}.items() if k in names} for row in rows]
        )

    def write_once(self, table: sa.Table, key: str, row: dict[str, Any]) -> bool:
        """Append a row unless one with this key is there; whether it was written."""
        there = sa.select(sa.literal(1)).select_from(table).where(table.c[key] == row[key])
        if self.connection.execute(there).first() is not None:
            return False
        self.write(table, row)
        return True

    @property
    def moment(self) -> int:
        """The number of this transaction's moment. Moments never run backwards, whatever the clock does."""
        if self._moment is None:
            m = t.moment.c
            last = self.connection.execute(sa.select(m.seq, m.at).order_by(m.seq.desc()).limit(1)).first()
            now = datetime.now(UTC)
            if last is not None:
                now = max(now, moment(last.at) + TICK)
            self._moment = last.seq + 1 if last is not None else 1
            self.connection.execute(sa.insert(t.moment), {"seq": self._moment, "at": stamp(now)})
        return self._moment
