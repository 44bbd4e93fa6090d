"""Connections to the database of the book: SQLite (WAL) or PostgreSQL, one writer at a time, errors in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool

from warbook.errors import LedgerError

WAIT_SECONDS = 10.0
WRITER_LOCK = 0x57415242  # 'WARB': the advisory lock that makes writers of PostgreSQL take turns, as SQLite's do
SQLITE_WORDS = {
    "SQLITE_BUSY": ("is in use by another process", "try again when that has ended"),
    "SQLITE_LOCKED": ("is in use by another process", "try again when that has ended"),
    "SQLITE_FULL": ("the disk is full, nothing of this was stored", "make room and do it again"),
    "SQLITE_NOTADB": ("is no ledger: the file is not a database", "name another file with --ledger"),
    "SQLITE_CORRUPT": ("is damaged", "restore it from a backup"),
    "SQLITE_CANTOPEN": ("cannot be opened", "check the folder and its permissions"),
    "SQLITE_READONLY": ("may not be written", "check the permissions of the file and its folder"),
    "SQLITE_IOERR": ("the disk cannot be read or written", "see whether it is full or broken, then do it again"),
    "SQLITE_PERM": ("may not be opened", "check the permissions of the file"),
}
POSTGRES_WORDS = {
    "55P03": SQLITE_WORDS["SQLITE_BUSY"],
    "53100": SQLITE_WORDS["SQLITE_FULL"],
    "25006": ("may not be written", "the server is read-only"),
    "28": ("the server refuses this user or password", "check the URL"),
    "3D": ("there is no such database on the server", "create it with createdb"),
    "42501": ("this user may not do that", "grant the user rights on the database"),
}


def location(where: str | Path) -> URL:
    """The database URL for a path or URL. Raises LedgerError for a database that the book does not know."""
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite+pysqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise LedgerError(
            "the ledger's URL cannot be read", "postgresql+psycopg://user@host/name, or a path"
        ) from error
    backend = url.get_backend_name()
    if backend == "postgresql":
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite":
        return url.set(drivername="sqlite+pysqlite", database=url.database or ":memory:")
    raise LedgerError(f"a ledger cannot be kept in {backend}", "SQLite and PostgreSQL can")


def name_of(url: URL) -> str:
    """How messages call the ledger: the path, or the URL without its password."""
    if url.get_backend_name() == "sqlite":
        return str(url.database)
    return url.render_as_string(hide_password=True)


def connect(url: URL) -> Engine:
    """An engine for the URL; opens no connection yet."""
    if url.get_backend_name() == "sqlite":
        memory: dict[str, Any] = {"poolclass": StaticPool} if url.database == ":memory:" else {}
        engine = sa.create_engine(url, connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False}, **memory)
        sa.event.listen(engine, "connect", _prepare_sqlite)
        sa.event.listen(engine, "begin", _begin_sqlite)
        return engine
    try:
        return sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": int(WAIT_SECONDS)})
    except ModuleNotFoundError as error:
        raise LedgerError("PostgreSQL needs the package psycopg", "pip install 'warbook[postgres]'") from error


def _prepare_sqlite(raw: sqlite3.Connection, _record: object) -> None:
    raw.isolation_level = None  # transactions are begun by _begin_sqlite, not guessed by the driver
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "cache_size = -65536", "temp_store = MEMORY"):
        raw.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the book as one moment left it. Raises LedgerError, in plain words."""
    level = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    with explained(engine), engine.connect().execution_options(**level) as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is alone in writing; when the block ends without error, its rows outlive a crash."""
    with explained(engine), engine.connect().execution_options(writing=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(WAIT_SECONDS)}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")
        yield connection


class UnreachableError(LedgerError):
    """The server is not there, or went away: nothing of the transaction is certain."""


@contextmanager
def explained(engine: Engine) -> Iterator[None]:
    """Turn what the driver says into a LedgerError that names the ledger and what to do."""
    try:
        yield
    except DBAPIError as error:
        if _gone(error):
            said = str(error.orig).strip().splitlines()[0]
            message = f"ledger {name_of(engine.url)}: the server cannot be reached: {said}"
            raise UnreachableError(message, "do it again when it is back") from error
        words, hint = _words(error)
        raise LedgerError(f"ledger {name_of(engine.url)}: {words}", hint) from error


def _gone(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    if getattr(error.orig, "sqlite_errorname", None) is not None:
        return False
    return error.connection_invalidated or (
        isinstance(error, OperationalError) and (state or "57P").startswith(("08", "57P"))
    )


def _words(error: DBAPIError) -> tuple[str, str]:
    cause = error.orig
    known: list[tuple[str, str]] = []
    name, state = getattr(cause, "sqlite_errorname", None), getattr(cause, "sqlstate", None)
    if isinstance(name, str):
        known = [words for code, words in SQLITE_WORDS.items() if name == code or name.startswith(f"{code}_")]
    if isinstance(state, str):
        known = [words for code, words in POSTGRES_WORDS.items() if state.startswith(code)]
    return known[0] if known else (str(cause).strip().splitlines()[0], "")
