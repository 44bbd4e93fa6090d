"""A fresh ledger for every test, on each database that the book can be kept in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from warbook.ledger import Ledger


@pytest.fixture(params=["sqlite"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger can be kept."""
    return str(tmp_path / "book.db")


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    with Ledger.open(where) as opened:
        yield opened
