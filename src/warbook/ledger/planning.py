"""How SQLite shall go about a page of claims: by which index.

SQLite judges indexes without knowing how few rows of a page are wanted. There are two good ways. *Find*: take the rows
that the rarest part of the filter means, check the other parts, sort. *Walk*: go through the rows in the order that is
asked for, check all parts, stop when the page is full. Which is shorter follows from how many rows each part means,
which is counted, up to a limit, in an index. PostgreSQL knows all that itself.
"""

import math

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from warbook.ledger import tables as t
from warbook.ledger.records import Filter, SortOrder
from warbook.ledger.selecting import Conditions, Term, directed, order, terms, unindexed

COUNTED = 20_000
Plan = tuple[Conditions, list[ColumnElement[object]]]


def plan(connection: Connection, wanted: Filter, sort: SortOrder, rows: int | None) -> Plan:
    """The conditions and the order for the first `rows` claims of a filter, so put that the better way is taken."""
    columns, dialect = order(sort), connection.dialect.name
    parts = terms(wanted, dialect)
    found = [condition for part in parts for condition in part.found]
    if dialect != "sqlite" or rows is None or not parts:
        return found, directed(columns, sort)
    rarest = _rarest(connection, parts, rows)
    if rarest is None:
        return [condition for part in parts for condition in part.checked], directed(columns, sort)
    others = [condition for part in parts if part is not rarest for condition in part.checked]
    return [*rarest.found, *others], directed([unindexed(column) for column in columns], sort)


def _rarest(connection: Connection, parts: list[Term], rows: int) -> Term | None:
    """The part to find claims by; None where walking is shorter."""
    total = connection.execute(sa.select(sa.func.max(t.entry.c.seq))).scalar() or 1
    counts = [(_count(connection, part), part) for part in parts if part.indexed]
    if not counts:
        return None
    share = math.prod(max(count, 1) / total for count, _ in counts)
    fewest, rarest = min(counts, key=lambda counted: counted[0])
    return rarest if fewest <= rows / share else None


def _count(connection: Connection, part: Term) -> int:
    some = sa.select(t.entry.c.seq).where(*part.found).limit(COUNTED).subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(some)).scalar_one())
