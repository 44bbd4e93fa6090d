"""A served book for each test: a copy of one that is made once."""

import itertools
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace
from web.books import fill

from warbook.ledger import Ledger
from warbook.web.app import create
from warbook.web.jobs import Balanced, Event, Task
from warbook.web.settings import Settings

HOST = "http://localhost:8765"
numbers = itertools.count()


def idle(task: Task) -> Iterator[Event]:
    """Does nothing: most tests need no reading and no balancing."""
    yield Balanced(0)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("made") / "book.db"
    fill(where)
    return where


@pytest.fixture
def ledger(made: Path, tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(shutil.copy(made, tmp_path / "book.db")) as ledger:
        yield ledger


Opened = Callable[..., TestClient]


@pytest.fixture
def opened(ledger: Ledger) -> Iterator[Opened]:
    """Opens the app over the test's book; keywords are settings, `run` does the jobs."""
    clients: list[TestClient] = []

    def open_(run: Callable[[Task], Iterator[Event]] = idle, over: Ledger = ledger, **fields: object) -> TestClient:
        client = TestClient(create(Settings(**fields), over, run), base_url=HOST)  # type: ignore[arg-type]
        client.__enter__()
        clients.append(client)
        return client

    yield open_
    for client in clients:
        client.__exit__(None, None, None)


@pytest.fixture
def client(opened: Opened) -> TestClient:
    return opened()


def read_only_by(ledger: Ledger) -> Callable[[Task], Iterator[Event]]:
    """Reads here, in the test's own process, and leaves the books unbalanced, which takes a while."""
    from warbook.web.reader import perform

    return lambda task: perform(replace(task, balance=False), ledger)


def finished(client: TestClient, id: str) -> dict[str, Any]:
    """A job when it is over."""
    for _ in range(1200):
        job: dict[str, Any] = client.get(f"/api/jobs/{id}").json()
        if job["state"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    raise AssertionError(job)


def token(client: TestClient, path: str = "/add") -> str:
    """The form token of the client's session."""
    page = client.get(path).text
    return page.partition('data-csrf="')[2].partition('"')[0]
