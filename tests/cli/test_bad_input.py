"""Broken files and traps from the command line: one clear line each, the rest is read, and `rejects` lists it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from documents.bad import BAD, write_sparse
from documents.gallery import TEXT, pdf

from warbook import cli
from warbook.ledger import Ledger

Said = pytest.CaptureFixture[str]
MOST_MEGABYTES = 900  # of these about 470 are the model that reads figures
"""What reading any of these may take in all, the interpreter and the models included."""


def lines(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("warbook: not read: ")]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("WARBOOK_LEDGER", raising=False)
    return tmp_path


@pytest.mark.parametrize("name", [name for name in BAD if not name.startswith("bomb")])
def test_a_bad_file_is_one_clear_line_and_the_rest_is_read(name: str, here: Path, capsys: Said) -> None:
    make, reason, reports = BAD[name]
    (here / "in").mkdir()
    (here / "in" / name).write_bytes(make())
    (here / "in" / "other.txt").write_text(f"{TEXT}\nNothing more is known.\n", encoding="utf-8")
    assert cli.run(["read", "in"]) == bool(reason)
    said = capsys.readouterr()
    assert len(lines(said.err)) == bool(reason)
    assert reason in said.err
    assert f"{reports + 1} report" in said.out
    cli.run(["rejects"])
    listed = " ".join(capsys.readouterr().out.split())
    assert (reason in listed) if reason else listed == ""
    with Ledger.open() as book:
        assert len(book.rejections()) == bool(reason)


MEASURED = """
import atexit, pathlib
atexit.register(lambda: pathlib.Path("status").write_text(pathlib.Path("/proc/self/status").read_text()))
from warbook.cli import main
main()
"""
"""The program, which leaves behind how much memory it took; what a process's parent had does not count there."""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux to measure memory")
def test_bombs_and_a_file_of_two_gigabytes_take_bounded_memory(here: Path) -> None:
    (here / "in").mkdir()
    for name in ("bomb.pdf", "bomb.zip"):
        (here / "in" / name).write_bytes(BAD[name][0]())
    write_sparse(here / "in" / "huge.txt")
    done = subprocess.run([sys.executable, "-c", MEASURED, "read", "in"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "1 report read" in done.stdout
    assert len(lines(done.stderr)) == 3
    for words in ("unpacks to more", "bomb.txt: unpacks to", "larger than 256 MB"):
        assert words in done.stderr
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("status").read_text())
    assert int(peak) / 1024 < MOST_MEGABYTES


def test_a_pipe_that_ends_early(here: Path) -> None:
    command = [sys.executable, "-c", "from warbook.cli import main; main()", "extract", "-"]
    done = subprocess.run(command, input=pdf()[:300], capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"warbook: not read: standard input: ")
    assert done.stderr.count(b"\n") == 1
