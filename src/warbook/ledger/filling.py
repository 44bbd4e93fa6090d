"""Writing the rows of an exported book into an empty one, and making what a file does not hold: the indexes."""

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from warbook.errors import LedgerError
from warbook.ledger import passages, search, tallying
from warbook.ledger import tables as t
from warbook.ledger.keys import figure_of
from warbook.ledger.migrations import REVISIONS
from warbook.ledger.moments import moment
from warbook.ledger.reviews import changes_of
from warbook.ledger.transfer import DERIVED, Row, Rows, damaged, rows_at_once
from warbook.model import Document, Figure, Finding, Repair

AT_ONCE = 1000
READ_AS: dict[tuple[str, str], Callable[[str], object]] = {
    ("moment", "at"): moment,
    ("reading", "record"): partial(msgspec.json.decode, type=Document),
    ("wording", "record"): figure_of,
    ("wording", "machine"): figure_of,
    ("finding", "record"): partial(msgspec.json.decode, type=Finding),
    ("decision", "repair"): partial(msgspec.json.decode, type=Repair),
    ("review", "changes"): changes_of,
}
"""What a text must be read as, so that the book can be shown."""


def insert_rows(connection: Connection, rows: Rows, name: str) -> int:
    """Write rows as they are into the tables of an empty book; how many.

    Raises LedgerError, with the line of the file called `name`, for a row that the book cannot hold: an unknown table
    or column, a value of the wrong kind, a row that refers to a missing one, or that stands twice.
    """
    known: dict[str, sa.Table] = {}
    waiting: list[Row] = []
    written = 0
    for row in rows:
        if waiting and (row.table != waiting[0].table or len(waiting) == rows_at_once(row.table)):
            written += _insert(connection, known[waiting[0].table], waiting, name)
            waiting.clear()
        if row.table not in known:
            if row.table not in t.metadata.tables or row.table in DERIVED:
                raise damaged(name, row.line, f"a book has no '{row.table}'")
            known[row.table] = sa.Table(row.table, sa.MetaData(), autoload_with=connection)
        _check(row, known[row.table], name)
        waiting.append(row)
    return written + (_insert(connection, known[waiting[0].table], waiting, name) if waiting else 0)


def _check(row: Row, table: sa.Table, name: str) -> None:
    if set(row.values) != set(table.c.keys()):
        raise damaged(name, row.line, f"a row of '{row.table}' has other columns")
    for column, value in row.values.items():
        wanted = table.c[column].type.python_type
        fits = type(value) is wanted or (wanted is float and type(value) is int)
        if not fits and not (value is None and table.c[column].nullable):
            raise damaged(name, row.line, f"'{column}' of '{row.table}' cannot be {value!r:.40}")
        if value is not None and (read := READ_AS.get((row.table, column))):
            try:
                read(value)
            except ValueError as error:
                what = f"'{column}' of '{row.table}' cannot be read: {' '.join(str(error).split())}"
                raise damaged(name, row.line, what) from error


def _insert(connection: Connection, table: sa.Table, rows: list[Row], name: str) -> int:
    try:
        _try(connection, table, [row.values for row in rows])
    except (DBAPIError, OverflowError):
        for row in rows:  # one of them cannot be: which?
            try:
                _try(connection, table, [row.values])
            except (DBAPIError, OverflowError) as error:
                if getattr(error, "connection_invalidated", False):
                    raise
                what = f"this row of '{table.name}' stands twice, or refers to one that is missing"
                raise damaged(name, row.line, what) from error
    return len(rows)


def _try(connection: Connection, table: sa.Table, values: list[dict[str, Any]]) -> None:
    with connection.begin_nested():
        connection.execute(sa.insert(table), values)


def fill_indexes(connection: Connection, version: str, name: str) -> None:
    """Make what an exported book does not hold: the indexes and tallies that this version has.

    Raises LedgerError where the text of a report in it cannot be read.
    """
    has = REVISIONS[: REVISIONS.index(version) + 1]
    try:
        if "2" in has:
            _index_claims(connection)
        if "4" in has:
            passages.fill(connection)
        if "5" in has:
            tallying.fill(connection)
    except ValueError as error:
        raise LedgerError(f"{name}: the text of a report is none", "the file is damaged") from error


def _index_claims(connection: Connection) -> None:
    w = t.wording.c
    query = sa.select(w.entry, w.record).order_by(w.entry).execution_options(yield_per=AT_ONCE)
    for some in connection.execute(query).partitions():
        figures = ((seq, msgspec.json.decode(record, type=Figure)) for seq, record in some)
        search.index(connection, "entry_text", ((seq, figure.quote) for seq, figure in figures))
