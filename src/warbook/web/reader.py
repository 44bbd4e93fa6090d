"""Doing a task: read what came in, balance the books.

In a process of its own, so that a file that brings the reader down does not bring the server down, and a long reading
does not make the pages slow. What reads is imported there only.
"""

import multiprocessing
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from warbook.errors import LedgerError, ReadError, WarbookError
from warbook.ledger import STANDING, Filter, Ledger, Stored
from warbook.model import Rejection
from warbook.web.jobs import Balanced, Event, Read, Task, Turn

if TYPE_CHECKING:
    from warbook.app import reading


def perform(task: Task, ledger: Ledger) -> Iterator[Event]:
    """Do a task here, in this process. Raises LedgerError where the ledger cannot be read or written."""
    from warbook.app.beside import Beside
    from warbook.app.reading import Way
    from warbook.documents import Blob

    way = Way(published=task.published, keep=Beside(ledger.name).fetched, quick=task.quick)
    for name, file in task.files:
        yield from _read(Blob(name, Path(file)), ledger, msgspec.structs.replace(way, title=task.title))
    if task.urls:
        from warbook.documents.fetching import Fetcher

        with Fetcher(allow_private=task.allow_private) as fetcher:
            for url in task.urls:
                yield from _read(url, ledger, msgspec.structs.replace(way, fetcher=fetcher))
    if task.balance:
        yield from _balance(task, ledger)


def _read(place: "reading.Place", ledger: Ledger, way: "reading.Way") -> Iterator[Event]:
    from warbook.app import keeping

    yield Turn(place if isinstance(place, str) else place.name)
    for item in keeping.keep([place], ledger, way):
        yield _refused(item) if isinstance(item, Rejection) else _kept(item, ledger)


def _refused(one: Rejection) -> Read:
    return Read(name=f"{one.name} ({one.where})" if one.where else one.name, words=f"not read: {one.reason}")


def _kept(stored: Stored, ledger: Ledger) -> Read:
    if not stored.wrote:
        words = f"known already; {_many(stored.same, 'claim')} as before"
    else:
        words = f"{_many(stored.new, 'new claim')}"
        words += f", {stored.changed} read differently" if stored.changed else ""
        words += f", {stored.gone} no longer found" if stored.gone else ""
    return Read(name=ledger.titles([stored.document])[stored.document], words=words, document=stored.document)


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _balance(task: Task, ledger: Ledger) -> Iterator[Event]:
    from warbook.app import balancing

    most = task.balanced_up_to
    if most is not None and ledger.count(Filter(status=STANDING), up_to=most + 1) > most:
        yield Balanced(None)
        return
    yield Turn("The books are balanced.")
    yield Balanced(len(balancing.audited(ledger).findings))


class Reader:
    """Does tasks in a process of its own, which is started with the first one and anew after it died."""

    def __init__(self, where: str) -> None:
        """`where` is the ledger's path or URL."""
        self._where = where
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._lock = threading.Lock()

    def __call__(self, task: Task) -> Iterator[Event]:
        """Do a task. Raises WarbookError with what the process could not do, or when it died."""
        with self._lock:
            line = self._started()
        try:
            line.send_bytes(msgspec.json.encode(task))
            while True:
                answer = msgspec.json.decode(line.recv_bytes(), type=Answer)
                if answer.event is not None:
                    yield answer.event
                elif answer.failed is not None:
                    raise LedgerError(answer.failed)
                else:
                    return
        except (EOFError, OSError) as error:
            self.close()
            raise ReadError(
                "the reader was brought down by what it read", "what is listed as read is in the ledger"
            ) from error

    def _started(self) -> Connection:
        if self._process is None or self._line is None or not self._process.is_alive():
            spawn = multiprocessing.get_context("spawn")
            self._line, other = spawn.Pipe()
            self._process = spawn.Process(target=_listen, args=(self._where, other), name="reader", daemon=True)
            self._process.start()
            other.close()
        return self._line

    def close(self) -> None:
        """End the process; what it did stands in the ledger, what it was doing was not stored."""
        with self._lock:
            if self._process is not None:
                self._process.terminate()
                self._process.join(5)
            if self._line is not None:
                self._line.close()
            self._process = self._line = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the process says: something happened, it gave up, or (neither) it is done."""

    event: Event | None = None
    failed: str | None = None


def _listen(where: str, line: Connection) -> None:
    """Do tasks as they come; the server's end of the line being gone is the end."""
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in the terminal is for the server, which then ends this
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.nice(5)
    while True:
        try:
            task = msgspec.json.decode(line.recv_bytes(), type=Task)
        except EOFError:
            return
        try:
            with Ledger.open(where, create=False) as ledger:
                for event in perform(task, ledger):
                    line.send_bytes(msgspec.json.encode(Answer(event=event)))
            line.send_bytes(msgspec.json.encode(Answer()))
        except WarbookError as error:
            line.send_bytes(msgspec.json.encode(Answer(failed=str(error))))
