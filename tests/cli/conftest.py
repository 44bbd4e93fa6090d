"""A ledger with two small reports in it, and the command line as a user has it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from warbook import cli

REPORT = "Ukraine's General Staff said on 3 May 2023 that 1,200 Russian soldiers were killed in April 2023.\n"
OTHER = "Russia lost 14 tanks in June 2023, according to Ukraine's General Staff.\n"
Run = Callable[..., str]


@pytest.fixture
def warbook(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command, gives what it prints (with `said`: on standard error) and sees that it ends as it should."""

    def run(*arguments: object, code: int = 0, said: bool = False) -> str:
        capsys.readouterr()
        assert cli.run([str(argument) for argument in arguments]) == code, capsys.readouterr().err
        out, err = capsys.readouterr()
        assert "fault of Warbook" not in err
        assert "Traceback" not in err
        return err if said else out

    return run


def process(*arguments: object, **options: Any) -> "subprocess.CompletedProcess[str]":
    """The same as a process of its own."""
    line = [sys.executable, "-c", "from warbook.cli import main; main()", *map(str, arguments)]
    return subprocess.run(line, capture_output=True, text=True, check=False, **options)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder with two reports in `reports/`."""
    monkeypatch.chdir(tmp_path)
    for name in ("WARBOOK_LEDGER", "WARBOOK_REVIEWER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(os.environ, "COLUMNS", "200")
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "killed.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "reports" / "tanks.txt").write_text(OTHER, encoding="utf-8")
    return tmp_path


@pytest.fixture
def book(folder: Path, warbook: Run) -> Path:
    """The ledger in which both reports were read."""
    warbook("read", folder / "reports")
    return folder / "warbook.db"


def ids(out: str) -> dict[str, str]:
    """The ids of claims by their numbers, from `warbook claims --json`."""
    return {figure["number"]: figure["id"] for line in out.splitlines() for figure in json.loads(line)["figures"]}
