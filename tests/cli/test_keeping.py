import sqlite3
from pathlib import Path

import pytest
from cli.conftest import Run, ids, process

from warbook.cli.moments import moment
from warbook.errors import UsageError


def test_a_ledger_is_carried_over_and_comes_back_byte_by_byte(book: Path, warbook: Run) -> None:
    claim = ids(warbook("claims", "--json"))["14"]
    warbook("review", claim, "--by", "Ada", "--set", "party=Norland", "--note", "the list says so")
    assert "rows of warbook.db" in warbook("export", "book.jsonl", said=True)
    assert "other.db:" in warbook("import", "book.jsonl", "--ledger", "other.db")
    warbook("export", "again.jsonl", "--ledger", "other.db")
    assert Path("again.jsonl").read_bytes() == Path("book.jsonl").read_bytes()
    assert warbook("claims", "--json", "--ledger", "other.db") == warbook("claims", "--json")
    assert "whole" in warbook("check", "--ledger", "other.db")


def test_a_ledger_goes_through_a_pipe(book: Path) -> None:
    out = process("export", "-")
    assert out.returncode == 0
    done = process("import", "-", "--ledger", "other.db", input=out.stdout)
    assert "of standard input" in done.stdout
    assert process("export", "-", "--ledger", "other.db").stdout == out.stdout


def test_a_backup_opens_as_a_ledger(book: Path, warbook: Run) -> None:
    assert "a copy of warbook.db" in warbook("backup", "copy.db", said=True)
    assert warbook("claims", "--json", "--ledger", "copy.db") == warbook("claims", "--json")
    assert "is there already" in warbook("backup", "copy.db", code=1, said=True)


def test_check_tells_a_whole_ledger_from_a_spoilt_one(book: Path, warbook: Run) -> None:
    assert warbook("check") == "warbook.db: 2 reports, 2 claims, 0 reviews: whole\n"
    raw = sqlite3.connect(book)
    for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    raw.execute("UPDATE entry SET party = 'elsewhere' WHERE seq = 1")
    raw.commit()
    raw.close()
    said = warbook("check", code=1, said=True)
    assert "filed under something else than it says" in said


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda lines: lines[:-4], "is broken off after"),
        (lambda lines: [*lines[:6], b"{}\n", *lines[6:]], "line 7"),
        (lambda lines: [*lines[:6], lines[6][:20] + b"\n", *lines[7:]], "line 7"),
        (lambda lines: [], "is no exported book"),
        (lambda lines: [b"\x00\xff" * 400], "is no exported book"),
    ],
)
def test_a_damaged_file_is_refused_in_one_line_that_says_where(book: Path, warbook: Run, damage, words) -> None:  # type: ignore[no-untyped-def]
    warbook("export", "book.jsonl")
    Path("bad.jsonl").write_bytes(b"".join(damage(Path("book.jsonl").read_bytes().splitlines(keepends=True))))
    said = warbook("import", "bad.jsonl", "--ledger", "new.db", code=1, said=True)
    assert said.startswith("warbook: bad.jsonl")
    assert words in said
    assert len(said.splitlines()) == 1
    assert not list(book.parent.glob("new.db*"))


def test_mistakes_are_one_clear_line(book: Path, warbook: Run) -> None:
    warbook("export", "book.jsonl")
    for arguments, words in [
        (["export", "book.jsonl"], "is there already"),
        (["import", "book.jsonl"], "holds a book already"),
        (["import", "nowhere.jsonl", "--ledger", "new.db"], "nowhere.jsonl: cannot be read"),
        (["backup", "no/such/folder/copy.db"], "cannot be written"),
        (["check", "--ledger", "nowhere.db"], "there is no ledger"),
    ]:
        said = warbook(*arguments, code=1, said=True)
        assert words in said
        assert len(said.splitlines()) == 1


def test_a_locked_ledger_is_one_clear_line_and_nothing_is_lost(
    book: Path, warbook: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warbook.ledger.engine.WAIT_SECONDS", 0.05)
    claim = ids(warbook("claims", "--json"))["14"]
    other = sqlite3.connect(book, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    said = warbook("review", claim, "--by", "Ada", "--accept", code=1, said=True)
    assert "is in use by another process" in said
    assert len(said.splitlines()) == 1
    assert "14" in warbook("claims")  # reading goes on
    other.execute("ROLLBACK")
    other.close()
    warbook("review", claim, "--by", "Ada", "--accept")
    assert "accepted by Ada" in warbook("history", claim)


def test_a_server_that_is_away_is_one_clear_line_without_the_password(folder: Path, warbook: Run) -> None:
    url = f"postgresql+psycopg://warbook:secret@/book?host={folder}"
    for command in (["claims"], ["check"], ["export", "book.jsonl"], ["read", "reports"]):
        said = warbook(*command, "--ledger", url, code=1, said=True)
        assert "cannot be reached" in said
        assert "secret" not in said
        assert len(said.splitlines()) == 1


def test_a_moment_is_a_day_to_its_end_or_a_time() -> None:
    day = moment("2024-11-02")
    assert (day.day, day.hour, day.minute, day.microsecond) == (2, 23, 59, 999999)
    assert moment("2024-11-02T18:30") < day < moment("2024-11-03T00:00")
    assert moment("2024-11-02T18:30+02:00").isoformat().startswith("2024-11-02")
    for text in ("yesterday", "2024-02-30", ""):
        with pytest.raises(UsageError, match="is no moment"):
            moment(text)
