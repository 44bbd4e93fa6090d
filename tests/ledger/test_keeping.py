import hashlib
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from ledger.examples import RUN, harbour, report, whole_book

from warbook.errors import LedgerError
from warbook.ledger import Filter, Ledger
from warbook.ledger.engine import writing
from warbook.ledger.opening import migrate


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    whole_book(ledger)
    binary, data = report("\ufeffBytes: é 12 ships\n", name="latin.txt")
    ledger.store(binary, data + b"\xff\xfe", [], RUN)
    return ledger


def test_a_book_comes_back_exactly(full: Ledger, new_place: Callable[[], str], tmp_path: Path) -> None:
    rows = full.export(tmp_path / "book.jsonl")
    where = new_place()
    assert Ledger.import_book(tmp_path / "book.jsonl", where) == rows
    with Ledger.open(where) as again:
        again.export(tmp_path / "again.jsonl")
        assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "book.jsonl").read_bytes()
        assert again.claims() == full.claims()
        assert again.reviews() == full.reviews()
        assert again.findings() == full.findings()
        assert again.count(Filter(text="harbour")) == full.count(Filter(text="harbour")) == 2
        assert again.search("spokesman") == full.search("spokesman")
        assert again.check() == []
        _, _, found = harbour()
        assert again.review(found[1].id, "rejected", "Ada").before  # the book goes on


def test_a_book_goes_from_one_kind_of_database_to_the_other(full: Ledger, tmp_path: Path, kind: str) -> None:
    full.export(tmp_path / "book.jsonl")
    Ledger.import_book(tmp_path / "book.jsonl", tmp_path / "other.db")
    with Ledger.open(tmp_path / "other.db") as other:
        other.export(tmp_path / "again.jsonl")
        assert (tmp_path / "again.jsonl").read_bytes() == (tmp_path / "book.jsonl").read_bytes()
        assert other.claims() == full.claims()


def test_every_line_is_json_that_people_can_read(full: Ledger, tmp_path: Path) -> None:
    full.export(tmp_path / "book.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "book.jsonl").read_text().splitlines()]
    assert lines[0]["header"]["format"] == "warbook book"
    assert lines[-1]["end"]["rows"] == len(lines) - 2
    (change,) = [
        c for line in lines if "review" in line for c in line["review"]["changes"] if c["field"] == "value.low"
    ]
    assert change == {"field": "value.low", "old": 120.0, "new": 119.0}


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda lines: lines[:-3], "is broken off"),
        (lambda lines: [*lines[:5], *lines[6:]], "line .*: this row of .* refers to one that is missing"),
        (lambda lines: [*lines[:-2], lines[-1]], "was changed after it was written"),
        (lambda lines: [*lines[:3], b"{}\n", *lines[3:]], "line 4: is no row of a book"),
        (lambda lines: [*lines[:3], b"not json\n", *lines[3:]], "line 4: is no row of a book"),
        (lambda lines: [*lines[:3], b'{"birds": {"name": "owl"}}\n', *lines[3:]], "a book has no 'birds'"),
        (lambda lines: [*lines[:3], b'{"moment": {"name": 1}}\n', *lines[3:]], "has other columns"),
        (lambda lines: [line.replace(b"Norland", b"Sudland") for line in lines], "was changed|no row of a book"),
        (
            lambda lines: [line.replace(b'"seq":2', b'"seq":"two"') for line in lines],
            "line .*: 'seq' of 'moment' cannot be 'two'",
        ),
        (lambda lines: [line.replace(b'"seq":2,', b'"seq":99999999999999999999,') for line in lines], "line .*: "),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], "line 4: this row of 'blob' stands twice"),
        (lambda lines: lines[1:], "is no exported book"),
        (lambda lines: [], "is no exported book"),
        (lambda lines: [lines[0].replace(b'"version":"', b'"version":"9'), *lines[1:]], "newer Warbook"),
    ],
)
def test_a_damaged_file_is_refused_whole(
    full: Ledger,
    new_place: Callable[[], str],
    tmp_path: Path,
    damage: Callable[[list[bytes]], list[bytes]],
    words: str,
) -> None:
    path = tmp_path / "book.jsonl"
    full.export(path)
    path.write_bytes(b"".join(damage(path.read_bytes().splitlines(keepends=True))))
    where = new_place()
    with pytest.raises(LedgerError, match=words):
        Ledger.import_book(path, where)
    with Ledger.open(where) as ledger:
        assert ledger.count_documents() == 0
        whole_book(ledger)


def test_no_book_is_written_over_another(full: Ledger, tmp_path: Path, where: str) -> None:
    full.export(tmp_path / "book.jsonl")
    with pytest.raises(LedgerError, match="holds a book already"):
        Ledger.import_book(tmp_path / "book.jsonl", where)
    for keep in (full.export, full.backup):
        with pytest.raises(LedgerError, match="is there already"):
            keep(tmp_path / "book.jsonl")
        with pytest.raises(LedgerError, match="cannot be written"):
            keep(tmp_path / "nowhere" / "book")
    with pytest.raises(LedgerError, match="cannot be read"):
        Ledger.import_book(tmp_path / "missing.jsonl", tmp_path / "new.db")


def test_a_backup_is_a_book(full: Ledger, tmp_path: Path, kind: str) -> None:
    copy = tmp_path / "copy"
    full.backup(copy)
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy"]
    if kind == "postgresql":
        Ledger.import_book(copy, tmp_path / "copy.db")
        copy = tmp_path / "copy.db"
    with Ledger.open(copy) as again:
        assert again.claims() == full.claims()
        assert again.check() == []


def test_a_book_of_an_older_version_can_be_imported(full: Ledger, new_place: Callable[[], str], tmp_path: Path) -> None:
    """As an older Warbook would have exported it: without the tables that came later."""
    full.export(tmp_path / "book.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "book.jsonl").read_text().splitlines()]
    later = {"audit", "finding", "found", "concerned", "decision", "review", "copy", "end"}
    lines = [line for line in lines[1:] if not later & set(line)]
    raw = [json.dumps(line, separators=(",", ":")).encode() + b"\n" for line in lines]
    raw.insert(0, b'{"header":{"format":"warbook book","version":"1"}}\n')
    end = {"end": {"rows": len(lines), "sha256": hashlib.sha256(b"".join(raw)).hexdigest()}}
    (tmp_path / "old.jsonl").write_bytes(b"".join(raw) + json.dumps(end).encode() + b"\n")
    where = new_place()
    Ledger.import_book(tmp_path / "old.jsonl", where)
    with Ledger.open(where) as again:
        assert [c.figure for c in again.claims()] == [c.figure for c in full.claims()]
        assert again.search("spokesman") == full.search("spokesman")
        assert again.count(Filter(text="harbour")) == 2


def test_a_whole_book_has_no_faults(full: Ledger) -> None:
    seen: list[tuple[int, int]] = []
    assert full.check(lambda done, total: seen.append((done, total))) == []
    assert seen == [(1, 3), (2, 3), (3, 3)]


SPOILS = [
    ("UPDATE blob SET data = CAST('other' AS BLOB) WHERE size > 40", "the bytes are others"),
    ("UPDATE entry SET party = 'elsewhere' WHERE seq = 1", "filed under something else"),
    ("UPDATE entry SET status = 'rejected'", "not what its reviews say"),
    ("DELETE FROM wording WHERE entry = 1", "claims of reading"),
    ('UPDATE wording SET record = replace(record, \'"number":"14"\', \'"number":"15"\')', "does not stand at"),
    ("DELETE FROM superseded WHERE entry = 1", "is not superseded"),
    ("INSERT INTO superseded SELECT max(seq), 1 FROM entry WHERE read", "stands in the view"),
    ("DELETE FROM said", "other sources"),
    ("UPDATE moment SET at = '2001-01-01T00:00:00.000000Z' WHERE seq = 3", "does not follow"),
    ("UPDATE reading SET record = replace(record, 'Herald', 'Bugle')", "another than its hash"),
    ("UPDATE finding SET record = replace(record, 'cannot', 'can')", "another than its hash"),
    ("DELETE FROM document WHERE seq = 2", "missing|never"),
    ("DELETE FROM review WHERE seq = 1", "not what its reviews say"),
]


@pytest.mark.parametrize(("spoil", "words"), SPOILS)
def test_a_spoilt_book_says_what_is_wrong(tmp_path: Path, ready: Path, spoil: str, words: str) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(ready.read_bytes())
    with Ledger.open(path) as ledger:
        whole_book(ledger)
    raw = sqlite3.connect(path)
    for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    assert raw.execute(spoil).rowcount
    raw.commit()
    raw.close()
    with Ledger.open(path) as ledger:
        faults = ledger.check()
    assert any(words_ in fault.what for fault in faults for words_ in words.split("|")), faults


@pytest.mark.parametrize("version", ["3", "2", "1"])
def test_versions_can_be_gone_down_and_up_with_a_book_in_them(full: Ledger, tmp_path: Path, version: str) -> None:
    full.export(tmp_path / "before.jsonl")
    claims, hits = full.claims(), full.search("spokesman")
    with writing(full._engine) as connection:
        migrate(connection, version)
        number = connection.execute(sa.text("SELECT count(*) FROM entry")).scalar_one()
    assert number >= 3
    with Ledger.open(full._engine.url.render_as_string(hide_password=False)) as again:
        again.export(tmp_path / "after.jsonl")
        assert (tmp_path / "after.jsonl").read_bytes() == (tmp_path / "before.jsonl").read_bytes()
        assert (again.claims(), again.search("spokesman")) == (claims, hits)
        assert again.count(Filter(text="harbour office")) == 2
        assert again.check() == []


def test_down_to_nothing_and_up_again(full: Ledger) -> None:
    with writing(full._engine) as connection:
        migrate(connection, "base")
    with writing(full._engine) as connection:
        assert set(sa.inspect(connection).get_table_names()) == {"alembic_version"}
    with Ledger.open(full._engine.url.render_as_string(hide_password=False)) as again:
        assert again.count_documents() == 0
        whole_book(again)
        assert again.check() == []
