"""How SQLite shall go about a page of claims: by which index.

SQLite judges indexes without knowing how few rows of a page are wanted. There are two good ways. *Find*: take the rows
that the rarest part of the filter means, check the other parts, sort. *Walk*: go through the rows in the order that is
asked for, check all parts, stop when the page is full. Which is shorter follows from how many rows each part means,
which the tallies tell, or which is counted, up to a limit, in an index. PostgreSQL knows all that itself.
"""

import math

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from warbook.ledger import tables as t
from warbook.ledger.records import Filter, SortOrder
from warbook.ledger.selecting import Conditions, Term, directed, order, terms, unindexed

COUNTED = 50_000
Plan = tuple[Conditions, list[ColumnElement[object]]]


def plan(connection: Connection, wanted: Filter, sort: SortOrder, rows: int | None) -> Plan:
    """The conditions and the order for the first `rows` claims of a filter, so put that the better way is taken."""
    columns, dialect = order(sort), connection.dialect.name
    parts = terms(wanted, dialect)
    if dialect != "sqlite" or rows is None or not parts:
        return [condition for part in parts for condition in part.found], directed(columns, sort)
    rarest = _rarest(connection, parts, rows, columns[0])
    by = columns[0] if rarest is None else rarest.key
    where = [condition for part in parts for condition in (part.found if part.key is by else part.checked)]
    return where, directed(columns if rarest is None else [unindexed(column) for column in columns], sort)


def plan_count(connection: Connection, wanted: Filter, up_to: int | None) -> Conditions:
    """The conditions for counting the claims of a filter, up to a number."""
    if up_to is not None:
        return plan(connection, wanted, "entered", up_to)[0]
    parts = terms(wanted, connection.dialect.name)
    rarest = _rarest(connection, parts, None) if connection.dialect.name == "sqlite" else None
    if rarest is None:
        return [condition for part in parts for condition in part.found]
    return [condition for part in parts for condition in (part.found if part is rarest else part.checked)]


def _rarest(
    connection: Connection, parts: list[Term], rows: int | None, walked: ColumnElement[object] | None = None
) -> Term | None:
    """The part to find claims by; None where walking is shorter, or where no part is rare. `rows` None means all.

    A part on the column that would be `walked` bounds the walk: it passes by nothing that this part does not mean.
    """
    total = connection.execute(sa.select(sa.func.max(t.entry.c.seq))).scalar() or 1
    counts = [(_count(connection, part), part) for part in parts if part.key is not None]
    if not counts:
        return None
    share = math.prod(_share(count, total) for count, part in counts if part.key is not walked)
    fewest, rarest = min(counts, key=lambda counted: counted[0])
    if rarest.key is walked:
        return None
    return rarest if fewest < min(math.inf if rows is None else rows / share, COUNTED) else None


def _share(count: int, total: int) -> float:
    """Which share of all rows a part means. Of a count that met its limit only the least is known: guess higher."""
    share = min(max(count, 1) / total, 1.0)
    return math.sqrt(share) if count == COUNTED else share


def _count(connection: Connection, part: Term) -> int:
    if part.tallied is not None:
        return int(connection.execute(part.tallied).scalar_one())
    some = part.counted.limit(COUNTED).subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one())
