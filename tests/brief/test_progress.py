import io
import time

import pytest
from rich.console import Console

from warbook.brief import progress


def watched(monkeypatch: pytest.MonkeyPatch, terminal: bool, patience: float) -> str:
    monkeypatch.setattr(progress, "PATIENCE", patience)
    out = io.StringIO()
    with progress.Step("Reading", console=Console(file=out, force_terminal=terminal)) as step:
        step("a.txt")
        deadline = time.monotonic() + 5
        while terminal and not patience and "Reading" not in out.getvalue() and time.monotonic() < deadline:
            time.sleep(0.01)
    return out.getvalue()


def test_a_long_step_says_what_it_is_at(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Reading a.txt" in watched(monkeypatch, terminal=True, patience=0)


def test_a_short_step_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Reading" not in watched(monkeypatch, terminal=True, patience=60)


def test_nobody_is_told_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(monkeypatch, terminal=False, patience=0).strip() == ""
