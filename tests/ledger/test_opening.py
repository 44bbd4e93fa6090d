import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from ledger.examples import RUN, harbour, report

import warbook.ledger
from warbook.errors import LedgerError
from warbook.ledger import Ledger, tables
from warbook.ledger.migrations import REVISIONS


def test_a_ledger_stays_when_closed(where: str) -> None:
    document, data, found = harbour()
    with Ledger.open(where) as ledger:
        ledger.store(document, data, found, RUN)
    with Ledger.open(where, create=False) as ledger:
        assert ledger.figures() == found


def test_the_tables_are_what_the_migrations_make(ledger: Ledger) -> None:
    with ledger._engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours, "compare_type": True})
        assert compare_metadata(context, tables.metadata) == []


def _ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    return not (kind == "table" and str(name).startswith(("entry_text", "passage_text")))


def test_all_versions_are_known() -> None:
    folder = Path(warbook.ledger.__file__).parent / "migrations"
    assert tuple(s.revision for s in ScriptDirectory(str(folder)).walk_revisions())[::-1] == REVISIONS


def test_without_a_name_it_is_the_one_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARBOOK_LEDGER", str(tmp_path / "named.db"))
    Ledger.open().close()
    assert (tmp_path / "named.db").exists()
    monkeypatch.delenv("WARBOOK_LEDGER")
    monkeypatch.chdir(tmp_path)
    Ledger.open().close()
    assert (tmp_path / "warbook.db").exists()


def test_a_ledger_in_memory(tmp_path: Path) -> None:
    document, data, found = harbour()
    with Ledger.open(":memory:") as ledger:
        ledger.store(document, data, found, RUN)
        assert ledger.figures() == found


def refused(where: str | Path, *, create: bool = True) -> str:
    with pytest.raises(LedgerError) as caught:
        Ledger.open(where, create=create)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_what_is_no_ledger_is_refused_and_left_alone(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("These are notes of a newsroom, and no database at all.\n" * 40)
    before = text.read_bytes()
    assert "no ledger: the file is not a database" in refused(text)
    assert text.read_bytes() == before
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    assert "is a database, but no ledger" in refused(other)
    assert "is a folder" in refused(tmp_path)
    assert "there is no folder" in refused(tmp_path / "nowhere" / "book.db")
    assert "there is no ledger" in refused(tmp_path / "missing.db", create=False)
    assert not (tmp_path / "missing.db").exists()


def test_urls_that_cannot_be_meant_are_refused() -> None:
    assert "cannot be kept in mysql" in refused("mysql://root@localhost/book")
    assert "URL cannot be read" in refused("://")


def test_a_newer_ledger_is_refused(where: str) -> None:
    with Ledger.open(where) as ledger, ledger._engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    assert "newer Warbook (version 9999" in refused(where)


def test_a_damaged_ledger_is_a_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with Ledger.open(path) as ledger:
        document, data, found = harbour()
        ledger.store(document, data, found, RUN)
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 40000)
    with pytest.raises(LedgerError, match="damaged"), Ledger.open(path) as ledger:
        ledger.figures()


@pytest.fixture(params=["file", "folder"])
def unreadable(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A ledger that may not be read, or whose folder may not; root becomes nobody, since root may read everything."""
    folder, root = Path(tempfile.mkdtemp()), os.geteuid() == 0
    path = folder / "book.db"
    Ledger.open(path).close()
    folder.chmod(0o755 if request.param == "file" else 0)
    path.chmod(0)
    try:
        if root:
            os.seteuid(65534)
        yield path
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_a_ledger_that_may_not_be_read(unreadable: Path) -> None:
    assert "cannot be opened" in refused(unreadable)


def test_a_locked_ledger_is_a_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warbook.ledger.engine.WAIT_SECONDS", 0.05)
    path = tmp_path / "book.db"
    document, data, found = harbour()
    with Ledger.open(path) as ledger:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerError, match="in use by another process"):
            ledger.store(document, data, found, RUN)
        assert ledger.figures() == []  # reading goes on
        other.execute("ROLLBACK")
        other.close()
        assert ledger.store(document, data, found, RUN).new == 3


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    document, data, found = harbour()
    with Ledger.open(tmp_path / "book.db") as ledger:
        ledger.store(document, data, found, RUN)
        with ledger._engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        large, bytes_ = report("word " * 40000 + "\n", name="large.txt")
        with pytest.raises(LedgerError, match="disk is full"):
            ledger.store(large, bytes_, [], RUN)
        assert ledger.figures() == found
        assert ledger.count_documents() == 1
    with Ledger.open(tmp_path / "book.db") as ledger:
        assert ledger.store(large, bytes_, [], RUN).new_report


def test_postgresql_without_its_driver_is_a_clear_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "pip install 'warbook[postgres]'" in refused("postgresql://somebody@localhost/book")


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "book.db").touch()
    assert "there is no ledger" in refused(tmp_path / "book.db", create=False)
    with Ledger.open(tmp_path / "book.db") as ledger:
        assert ledger.count_documents() == 0
