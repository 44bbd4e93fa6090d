"""The command `serve`: it says where it is, and what it will not do."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from warbook.cli import run

WARBOOK = [sys.executable, "-c", "from warbook.cli import main; main()"]


def test_it_serves_until_it_is_stopped(made: Path) -> None:
    command = [*WARBOOK, "serve", "--ledger", str(made), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/", server.stderr.readline())
        assert address is not None
        with urllib.request.urlopen(address.group()) as page:
            assert page.status == 200
            assert "server" not in {name.lower() for name in page.headers}
        server.send_signal(signal.SIGINT)
        said = server.stderr.read()
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--host", "0.0.0.0"], "a token is needed"),
        (["--host", "0.0.0.0", "--token-file", "/nowhere/token"], "the token cannot be read"),
        (["--port", "99999"], "--port"),
        (["--ledger", "/nowhere/book.db"], "there is no folder"),
        (["--host", "203.0.113.7", "--token-file", "TOKEN"], "name another with --port"),
    ],
)
def test_what_cannot_be_served_is_one_clear_line(
    options: list[str],
    words: str,
    made: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("WARBOOK_TOKEN", raising=False)
    (tmp_path / "TOKEN").write_text("long enough to be a token\n")
    options = [str(tmp_path / "TOKEN") if option == "TOKEN" else option for option in options]
    ledger = [] if "--ledger" in options else ["--ledger", str(made)]
    assert run(["serve", *options, *ledger]) in (1, 2)
    said = capsys.readouterr().err
    assert words in said
    assert "long enough" not in said
    assert "Traceback" not in said


def test_a_token_of_the_environment_lets_the_network_in(made: Path) -> None:
    command = [*WARBOOK, "serve", "--ledger", str(made), "--port", "0", "--host", "0.0.0.0"]
    token = "from the environment"
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "WARBOOK_TOKEN": token}
    ) as server:
        assert server.stderr is not None
        said = server.stderr.readline()
        assert "not" in said
        assert "encrypted" in said
        port = re.search(r":(\d+)/", server.stderr.readline())
        assert port is not None
        request = urllib.request.Request(
            f"http://127.0.0.1:{port.group(1)}/api/front", headers={"Authorization": f"Bearer {token}"}
        )
        with urllib.request.urlopen(request) as page:
            assert page.status == 200
        server.send_signal(signal.SIGINT)
        assert token not in server.stderr.read()
