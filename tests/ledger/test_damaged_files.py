"""Exported books with all kinds of damage: refused in one line that names the file, or taken; nothing in between."""

import hashlib
import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger.examples import whole_book

from warbook.errors import LedgerError
from warbook.ledger import Ledger

numbers = itertools.count()
Taken = Callable[[bytes], bool]
VALUES = st.sampled_from([None, "", "x", -1, 0, 7, 2**70, 1.5, True, [], {}, "\0", "2031-02-30"])


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("exported")
    with Ledger.open(folder / "book.db") as ledger:
        whole_book(ledger)
        ledger.export(folder / "book.jsonl")
    return (folder / "book.jsonl").read_bytes()


@pytest.fixture
def place(tmp_path: Path, ready: Path) -> Taken:
    """Whether a file is taken; if not, it is refused in one line that names it, and nothing of it is written."""

    def taken(data: bytes) -> bool:
        path, where = tmp_path / "bad.jsonl", tmp_path / f"{next(numbers)}.db"
        path.write_bytes(data)
        where.write_bytes(ready.read_bytes())
        try:
            Ledger.import_book(path, where)
        except LedgerError as error:
            assert str(error).startswith(str(path))
            assert "\n" not in str(error)
            assert where.read_bytes() == ready.read_bytes()
            return False
        with Ledger.open(where) as ledger:
            ledger.check()
            ledger.claims()
        return True

    return taken


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_damaged_bytes_are_refused(exported: bytes, place: Taken, data: st.DataObject) -> None:
    rows = exported.rstrip(b"\n").rfind(b"\n")  # blanks in the last line, which holds their hash, say nothing
    at = data.draw(st.integers(0, rows))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != exported[at]))
    assert not place(exported[:at] + bytes([byte]) + exported[at + 1 :])
    assert not place(exported[:at])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_forged_file_whose_hash_is_right_is_no_traceback(exported: bytes, place: Taken, data: st.DataObject) -> None:
    lines = [json.loads(line) for line in exported.splitlines()[:-1]]
    line = data.draw(st.sampled_from(lines[1:]))
    table = next(iter(line))
    column = data.draw(st.sampled_from(sorted(line[table])))
    line[table][column] = data.draw(VALUES)
    place(signed(lines))


def signed(lines: list[dict[str, Any]]) -> bytes:
    raw = b"".join(json.dumps(line).encode() + b"\n" for line in lines)
    end = {"end": {"rows": len(lines) - 1, "sha256": hashlib.sha256(raw).hexdigest()}}
    return raw + json.dumps(end).encode() + b"\n"


def test_a_book_signed_by_others_is_taken(exported: bytes, place: Taken) -> None:
    lines = [json.loads(line) for line in exported.splitlines()[:-1]]
    assert place(signed(lines))
