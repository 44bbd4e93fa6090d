"""A fresh ledger for every test, on each database that the book can be kept in."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from ledger.postgres import Server, running

from warbook.ledger import Ledger

numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    with running() as server:
        _sql(server, "CREATE DATABASE ready")
        Ledger.open(server.url("ready")).close()
        yield server


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to be copied, since making the tables takes a while."""
    path = tmp_path_factory.mktemp("ready") / "book.db"
    Ledger.open(path).close()
    return path


def _sql(server: Server, statement: str) -> None:
    engine = sa.create_engine(server.url("postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(statement))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """The database that a test runs on; every test that asks for a ledger runs on each."""
    return str(request.param)


@pytest.fixture
def new_place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes places, each of which holds an empty ledger."""
    made: list[str] = []

    def make() -> str:
        name = f"book_{next(numbers)}"
        if kind == "sqlite":
            return str(shutil.copy(request.getfixturevalue("ready"), tmp_path / f"{name}.db"))
        server: Server = request.getfixturevalue("postgres")
        _sql(server, f"CREATE DATABASE {name} TEMPLATE ready")
        made.append(name)
        return server.url(name)

    yield make
    for name in made:
        _sql(request.getfixturevalue("postgres"), f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def where(new_place: Callable[[], str]) -> str:
    """The place of an empty ledger."""
    return new_place()


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with Ledger.open(where) as opened:
        yield opened
