"""A whole book as one JSON Lines file, and back, between any two databases.

The first line names the format and the version, then comes one line a row, table after table: `{"moment": {"seq": 1,
…}}`, the last line holds the number of rows and the hash of all lines before. Texts that are JSON stand as JSON, bytes
as text where they are UTF-8, else in base64. The same book gives the same file, byte by byte.
"""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.errors import LedgerError
from warbook.ledger import tables as t
from warbook.ledger.migrations import HEAD, REVISIONS

FORMAT = "warbook book"
JSON_COLUMNS = {"wording": {"record", "machine"}, "reading": {"record"}, "finding": {"record"}}
JSON_COLUMNS |= {"review": {"changes"}, "decision": {"repair"}}
DERIVED = {"passage", "tally"}  # made anew from the rest
AT_ONCE = 1000


class Row(NamedTuple):
    """One row of a file: the number of its line, its table, its values by column."""

    line: int
    table: str
    values: dict[str, Any]


Rows = Iterator[Row]


def damaged(name: str, line: int, what: str) -> LedgerError:
    """The error that says where a file is damaged."""
    return LedgerError(f"{name}, line {line}: {what}", "the file is damaged, export the book again")


class Header(msgspec.Struct, frozen=True):
    """The first line."""

    format: str
    version: str


class End(msgspec.Struct, frozen=True):
    """The last line."""

    rows: int
    sha256: str


def write_book(connection: Connection, out: BinaryIO) -> int:
    """Write all rows that the connection sees; how many. Raises OSError as `out` does."""
    whole, rows = hashlib.sha256(), 0

    def put(line: bytes) -> None:
        whole.update(line + b"\n")
        out.write(line + b"\n")

    put(msgspec.json.encode({"header": Header(FORMAT, HEAD)}))
    for table in t.metadata.sorted_tables:
        if table.name in DERIVED:
            continue
        query = sa.select(table).order_by(*table.primary_key).execution_options(yield_per=rows_at_once(table.name))
        for row in connection.execute(query):
            put(msgspec.json.encode({table.name: _out(table.name, dict(row._mapping))}))
            rows += 1
    out.write(msgspec.json.encode({"end": End(rows, whole.hexdigest())}) + b"\n")
    return rows


def rows_at_once(table: str) -> int:
    """How many rows to hold in memory: those with whole reports in them may be large."""
    return 10 if table == "blob" else AT_ONCE


def _out(table: str, row: dict[str, Any]) -> dict[str, Any]:
    for name in JSON_COLUMNS.get(table, ()):
        if row[name] is not None:
            row[name] = msgspec.Raw(row[name].encode())
    if table == "blob":
        data = bytes(row.pop("data"))
        try:
            row["text"] = data.decode()
        except UnicodeDecodeError:
            row["base64"] = base64.b64encode(data).decode()
    return row


def read_header(lines: BinaryIO, name: str) -> tuple[str, bytes]:
    """The version of the book in a file, and the line itself. LedgerError where it is no book, or a newer one."""
    line = lines.readline(1000)
    try:
        header = msgspec.json.decode(line, type=dict[str, Header])["header"]
    except (msgspec.DecodeError, KeyError, UnicodeDecodeError) as error:
        raise LedgerError(f"{name}: is no exported book", "warbook export makes one") from error
    if header.format != FORMAT:
        raise LedgerError(f"{name}: is no exported book", "warbook export makes one")
    if header.version not in REVISIONS:
        raise LedgerError(f"{name}: was written by a newer Warbook (version {header.version})", "update Warbook")
    return header.version, line


def read_rows(lines: BinaryIO, first: bytes, name: str) -> Rows:
    """The rows of a file after its header. Raises LedgerError where it is broken off or altered."""
    whole, rows = hashlib.sha256(first), 0
    for number, line in enumerate(lines, 2):
        try:
            ((table, raw),) = msgspec.json.decode(line, type=dict[str, msgspec.Raw]).items()
            if table == "end":
                _check(msgspec.json.decode(raw, type=End), rows, whole.hexdigest(), name)
                return
            row = _in(table, msgspec.json.decode(raw, type=dict[str, msgspec.Raw]))
        except (msgspec.DecodeError, ValueError, KeyError) as error:
            raise damaged(name, number, "is no row of a book") from error
        whole.update(line)
        rows += 1
        yield Row(number, table, row)
    raise LedgerError(f"{name}: is broken off after {rows} rows", "export the book again")


def _check(end: End, rows: int, sha256: str, name: str) -> None:
    if (end.rows, end.sha256) != (rows, sha256):
        raise LedgerError(f"{name}: was changed after it was written", "export the book again")


def _in(table: str, raw: dict[str, msgspec.Raw]) -> dict[str, Any]:
    texts = JSON_COLUMNS.get(table, set())
    row: dict[str, Any] = {
        column: bytes(value).decode() if column in texts and bytes(value) != b"null" else msgspec.json.decode(value)
        for column, value in raw.items()
    }
    if table == "blob":
        text = row.pop("text", None)
        row["data"] = text.encode() if text is not None else base64.b64decode(row.pop("base64"), validate=True)
        if hashlib.sha256(row["data"]).hexdigest() != row["sha256"]:
            raise ValueError("the bytes are others than their hash says")
    return row
