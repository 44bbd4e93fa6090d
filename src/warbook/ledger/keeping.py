"""Keeping books: export, import and backup, each whole or not at all."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from warbook.errors import LedgerError
from warbook.ledger import engine as engines
from warbook.ledger import filling, opening, transfer
from warbook.ledger import tables as t
from warbook.ledger.migrations import HEAD

Done = TypeVar("Done")


def export_book(engine: Engine, path: Path) -> int:
    """Write the whole book as JSON Lines to a new file; how many rows. Raises LedgerError where that cannot be."""

    def write(part: Path) -> int:
        with part.open("wb") as out:
            rows = export_to(engine, out)
            out.flush()
            os.fsync(out.fileno())
            return rows

    return _whole(path, write)


def export_to(engine: Engine, out: BinaryIO) -> int:
    """Write the whole book as JSON Lines to an open file; how many rows."""
    with engines.reading(engine) as connection:
        return transfer.write_book(connection, out)


def backup_book(engine: Engine, path: Path) -> None:
    """Copy the book to a new file while others may use it: of SQLite a ledger, of PostgreSQL an exported book."""
    if engine.dialect.name != "sqlite":
        export_book(engine, path)
        return

    def copy(part: Path) -> None:
        with engines.explained(engine), engine.connect() as connection:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)
            target = sqlite3.connect(part)
            try:
                source.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
            finally:
                target.close()

    _whole(path, copy)


def _whole(path: Path, write: Callable[[Path], Done]) -> Done:
    if path.exists():
        raise LedgerError(f"{path}: is there already", "name a new file")
    part = path.with_name(f"{path.name}.part")
    try:
        done = write(part)
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        raise LedgerError(f"{path}: cannot be written: {words}", "name another place") from error
    finally:
        part.unlink(missing_ok=True)
    return done


def import_book(path: Path, where: str | Path) -> int:
    """Make a ledger at `where` from an exported book; how many rows. An older book is brought to the newest version.

    Raises LedgerError where the file is no book, damaged or newer, and where `where` holds a book already; then nothing
    was written.
    """
    try:
        with path.open("rb") as lines:
            return import_from(lines, str(path), where)
    except OSError as error:
        raise LedgerError(f"{path}: cannot be read: {error.strerror}") from error


def import_from(lines: BinaryIO, name: str, where: str | Path) -> int:
    """As `import_book`, from an open file."""
    version, first = transfer.read_header(lines, name)
    url = engines.location(where)
    file = Path(str(url.database)) if url.get_backend_name() == "sqlite" and url.database != ":memory:" else None
    is_new = file is not None and not file.exists()
    engine = opening.open_engine(where)
    try:
        with engines.writing(engine) as connection:
            return _import(connection, version, transfer.read_rows(lines, first, name), name)
    except BaseException:
        engine.dispose()
        if file and is_new:
            _remove(file)
        raise
    finally:
        engine.dispose()


def _import(connection: Connection, version: str, rows: transfer.Rows, name: str) -> int:
    if connection.execute(sa.select(t.moment.c.seq).limit(1)).first() is not None:
        ledger = engines.name_of(connection.engine.url)
        raise LedgerError(f"ledger {ledger}: holds a book already", "import into a new one")
    opening.migrate(connection, version)
    written = filling.insert_rows(connection, rows, name)
    filling.fill_indexes(connection, version, name)
    opening.migrate(connection, HEAD)
    return written


def _remove(file: Path) -> None:
    """Take away the empty ledger that a failed import has made."""
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
