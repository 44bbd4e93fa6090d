"""A private PostgreSQL of the tests' own: made in a temporary folder, reached through a socket in it, then removed."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def programs() -> Path:
    """The folder of initdb and pg_ctl. Skips the test where there is none, but fails it under CI=true."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if folders:
        return folders[-1]
    reason = "PostgreSQL is not installed (Debian: postgresql)"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


class Server:
    """A PostgreSQL server that can be stopped and started. It refuses root, so root hands it to another user."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(folder, self.user, self.user)
        self._do("initdb", "-U", "warbook", "-A", "trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")

    def start(self) -> None:
        quick = f"-c fsync=off -c listen_addresses='' -c unix_socket_directories={self.folder}"
        self._do("pg_ctl", "start", "-w", "-o", quick, "-l", str(self.folder / "log"))

    def stop(self) -> None:
        self._do("pg_ctl", "stop", "-w", "-m", "immediate")

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://warbook@/{database}?host={self.folder}"

    def _do(self, program: str, *options: str) -> None:
        command = [str(programs() / program), "-D", str(self.folder / "data"), *options]
        ownership = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        done = subprocess.run(
            command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, **ownership
        )
        assert done.returncode == 0, done.stderr.decode()


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A started server, stopped and removed in the end."""
    programs()
    folder = Path(tempfile.mkdtemp(prefix="warbook-pg-"))
    try:
        server = Server(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
