"""What goes on beside the pages: reports being read, the books being balanced. One job after the other, with progress.

Jobs live as long as the server; what they did stands in the ledger, report by report, as soon as they say so.
"""

import logging
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from queue import Empty, Queue
from typing import Literal
from uuid import uuid4

import msgspec

log = logging.getLogger(__name__)
KEPT = 100
"""So many finished jobs are remembered."""


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do: read the files in a folder (by what to call them) and addresses, then balance the books."""

    files: tuple[tuple[str, str], ...] = ()
    folder: str | None = None
    urls: tuple[str, ...] = ()
    title: str | None = None
    published: date | None = None
    allow_private: bool = False
    quick: bool = False
    balance: bool = True
    balanced_up_to: int | None = None


class Turn(msgspec.Struct, frozen=True, tag=True):
    """A file or an address is turned to, or the books are."""

    to: str


class Read(msgspec.Struct, frozen=True, tag=True, kw_only=True):
    """A report is in the ledger, or (without `document`) something was not read, and why."""

    name: str
    words: str
    document: str | None = None


class Balanced(msgspec.Struct, frozen=True, tag=True):
    """The books are balanced: so many findings; None where the book was left alone, being too large."""

    findings: int | None


Event = Turn | Read | Balanced
Runner = Callable[[Task], Iterator[Event]]
"""Does a task and tells what happens; raises WarbookError where it must give up."""
State = Literal["waiting", "running", "done", "failed"]


class Job(msgspec.Struct, kw_only=True):
    """A task and how far it is. `now` is what is being done, `words` why it failed."""

    id: str
    what: Literal["add", "balance"]
    state: State = "waiting"
    now: str = ""
    total: int = 0
    turned: int = 0
    read: list[Read] = []
    findings: int | None = None
    words: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in ("done", "failed")


class Jobs:
    """The jobs of a server. `run` does one task; it is called from a thread of its own."""

    def __init__(self, run: Runner) -> None:
        self._run = run
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock = threading.Lock()
        self._queue: Queue[tuple[Job, Task] | None] = Queue()
        self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
        self._thread.start()

    def add(self, task: Task) -> Job:
        """Put a task in the queue. A wish to balance the books that waits already serves for another one."""
        total = len(task.files) + len(task.urls)
        job = Job(id=uuid4().hex, what="add" if total else "balance", total=total)
        with self._lock:
            if not total:
                waiting = [one for one in self._jobs.values() if one.what == "balance" and one.state == "waiting"]
                if waiting:
                    return msgspec.convert(msgspec.to_builtins(waiting[0]), Job)
            self._jobs[job.id] = job
            over = [one.id for one in self._jobs.values() if one.over]
            for id in over[: max(0, len(self._jobs) - KEPT)]:
                del self._jobs[id]
        self._queue.put((job, task))
        return job

    def get(self, id: str) -> Job | None:
        """A job as it stands now; None where none is known by that id."""
        with self._lock:
            job = self._jobs.get(id)
            return msgspec.convert(msgspec.to_builtins(job), Job) if job else None

    def going_on(self) -> Job | None:
        """The job that is being done or waits next."""
        with self._lock:
            return next((job for job in self._jobs.values() if not job.over), None)

    def close(self) -> None:
        """Take no more jobs; the one being done is given up."""
        while True:
            try:
                self._queue.get_nowait()
            except Empty:
                break
        self._queue.put(None)

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            job, task = item
            self._change(job, state="running")
            try:
                for event in self._run(task):
                    self._note(job, event)
            except Exception as error:
                known = type(error).__module__.startswith("warbook.")
                if not known:
                    log.error("a fault of Warbook's own in a job", exc_info=error)
                words = str(error) if known else "a fault of Warbook's own; what is listed as read is in the ledger"
                self._change(job, state="failed", now="", words=words)
            else:
                self._change(job, state="done", now="")
            finally:
                if task.folder:
                    shutil.rmtree(Path(task.folder), ignore_errors=True)

    def _change(self, job: Job, **fields: object) -> None:
        with self._lock:
            for name, value in fields.items():
                setattr(job, name, value)

    def _note(self, job: Job, event: Event) -> None:
        with self._lock:
            match event:
                case Turn(to):
                    job.now = to
                    job.turned = min(job.turned + 1, job.total)
                case Read():
                    job.read.append(event)
                case Balanced(findings):
                    job.findings = findings
