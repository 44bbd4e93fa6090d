"""Opening a ledger: find out what it is, bring it to the newest version, refuse what is none."""

from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from warbook.errors import LedgerError
from warbook.ledger import engine as engines
from warbook.ledger.migrations import HEAD, REVISIONS


def open_engine(where: str | Path, create: bool = True) -> Engine:
    """An engine on a ledger of the newest version. With `create` false it must be there already.

    Raises LedgerError where it is no ledger, written by a newer Warbook, locked, out of reach or may not be written.
    """
    url = engines.location(where)
    if url.get_backend_name() == "sqlite" and url.database != ":memory:":
        try:
            _check_path(Path(str(url.database)), create)
        except OSError as error:
            raise LedgerError(f"ledger {url.database}: cannot be opened: {error.strerror}") from error
    engine = engines.connect(url)
    try:
        with engines.reading(engine) as connection:
            version = _version(connection)
        if version is None and not create:
            raise LedgerError(f"there is no ledger at {engines.name_of(url)}", "warbook read PATH makes one")
        if version != HEAD:
            _migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _check_path(path: Path, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"ledger {path}: is a folder", "name a file with --ledger")
    if path.exists():
        return
    if not create:
        raise LedgerError(f"there is no ledger at {path}", "warbook read PATH makes one")
    if not path.absolute().parent.is_dir():
        raise LedgerError(f"ledger {path}: there is no folder {path.absolute().parent}", "make it first")


def _version(connection: Connection) -> str | None:
    """The version of the book on this connection, None where there is none yet."""
    tables = set(sa.inspect(connection).get_table_names())
    name = engines.name_of(connection.engine.url)
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise LedgerError(f"ledger {name}: is a database, but no ledger", "name another with --ledger")
    version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    if version is not None and version not in REVISIONS:
        raise LedgerError(
            f"ledger {name}: was written by a newer Warbook (version {version}, this one knows {HEAD})",
            "update Warbook",
        )
    if "moment" not in tables and version is not None:
        raise LedgerError(f"ledger {name}: is a database, but no ledger", "name another with --ledger")
    return str(version) if version else None


def _migrate(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        with engines.explained(engine), engine.connect() as connection:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA journal_mode = WAL")  # outside a transaction, once: the file remembers it
    with engines.writing(engine) as connection:
        if _version(connection) != HEAD:  # another process may have been faster
            migrate(connection, HEAD)


def migrate(connection: Connection, target: str) -> None:
    """Bring the book on this connection up or down to a version, inside its transaction ('base' empties it)."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    current = _version(connection)
    steps = ("base", *REVISIONS)
    down = steps.index(target) < steps.index(current or "base")
    (command.downgrade if down else command.upgrade)(config, target)
