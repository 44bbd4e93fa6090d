"""Full-text search, alike on SQLite (FTS5) and PostgreSQL (tsvector).

Text and query are cut into words here, not by the database: folded runs of letters and digits. So 'Élan' finds 'elan',
and '40,520' is looked for as a phrase, on both. No stemming: the book holds many languages.
"""

import re
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import REGCONFIG, TSVECTOR
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from warbook.ledger.keys import fold_text

LONGEST_WORD = 60
MOST_WORDS = 50_000  # of one text; a tsvector cannot hold much more
SIMPLE = sa.cast("simple", REGCONFIG)


def words(text: str) -> list[str]:
    """The words of a text as the index holds them."""
    found = re.findall(r"[^\W_]+", fold_text(text))
    return [word[:LONGEST_WORD] for word in found[:MOST_WORDS]]


def phrases(query: str) -> list[list[str]]:
    """What a query asks for: words in quotation marks, or joined without a space, must follow each other."""
    parts = re.findall(r'"([^"]*)"|(\S+)', query)
    return [found for quoted, bare in parts if (found := words(quoted or bare))]


def index(connection: Connection, table: str, texts: Iterable[tuple[int, str]]) -> None:
    """Add texts to the index `table` under the numbers of the rows they belong to."""
    rows: list[dict[str, Any]] = [{"row": row, "words": " ".join(words(text))} for row, text in texts]
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        statement = f"INSERT INTO {table} (rowid, words) VALUES (:row, to_tsvector('simple', :words))"
    else:
        statement = f"INSERT INTO {table} (rowid, words) VALUES (:row, :words)"
    connection.execute(sa.text(statement), rows)


def matches(table: str, query: str, dialect: str) -> sa.Select[Any] | None:
    """The numbers of the rows whose text holds all that the query asks for; None where it asks for no word."""
    wanted = phrases(query)
    if not wanted:
        return None
    found = sa.select(sa.literal_column("rowid", sa.Integer)).select_from(sa.table(table))
    return found.where(_postgres(wanted) if dialect == "postgresql" else _sqlite(table, wanted))


def _sqlite(table: str, wanted: list[list[str]]) -> ColumnElement[bool]:
    query = " AND ".join(f'"{" ".join(phrase)}"' for phrase in wanted)
    return sa.literal_column(table).bool_op("MATCH")(query)


def _postgres(wanted: list[list[str]]) -> ColumnElement[bool]:
    query = " & ".join("(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in wanted)
    return sa.literal_column("words", TSVECTOR).bool_op("@@")(sa.func.to_tsquery(SIMPLE, query))
