"""What goes on beside the pages: one job after the other, told as it goes, outlived by what it stored."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web.conftest import finished, token

from warbook.errors import LedgerError, ReadError
from warbook.ledger import Ledger
from warbook.web.jobs import Balanced, Event, Job, Jobs, Read, Task, Turn
from warbook.web.reader import Reader, perform

FILES = Task(files=(("a.txt", "/nowhere"),))


def over(jobs: Jobs, id: str) -> Job:
    for _ in range(600):
        job = jobs.get(id)
        if job and job.over:
            return job
        threading.Event().wait(0.01)
    raise AssertionError(job)


def test_a_job_tells_how_far_it_is() -> None:
    go = threading.Event()

    def run(task: Task) -> Iterator[Event]:
        yield Turn("a.txt")
        yield Read(name="A", words="3 new claims", document="a")
        go.wait(5)
        yield Balanced(2)

    jobs = Jobs(run)
    id = jobs.add(FILES).id
    while not (seen := jobs.get(id)).read:  # type: ignore[union-attr]
        threading.Event().wait(0.005)
    assert (seen.state, seen.now, seen.turned, seen.total) == ("running", "a.txt", 1, 1)  # type: ignore[union-attr]
    assert jobs.going_on().id == id  # type: ignore[union-attr]
    go.set()
    done = over(jobs, id)
    assert (done.state, done.findings, jobs.going_on()) == ("done", 2, None)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (LedgerError("the disk is full", "make room"), "the disk is full (make room)"),
        (ZeroDivisionError(), "a fault of Warbook's own"),
    ],
)
def test_a_job_that_fails_says_why_and_the_next_one_is_done(error: Exception, words: str) -> None:
    def run(task: Task) -> Iterator[Event]:
        if task.files:
            raise error
        yield Balanced(0)

    jobs = Jobs(run)
    first, second = jobs.add(FILES), jobs.add(Task())
    assert over(jobs, first.id).words.startswith(words)
    assert over(jobs, second.id).state == "done"


def test_wishes_to_balance_that_wait_are_one() -> None:
    go = threading.Event()

    def run(task: Task) -> Iterator[Event]:
        go.wait(5)
        yield Balanced(0)

    jobs = Jobs(run)
    jobs.add(FILES)
    ids = {jobs.add(Task()).id for _ in range(5)}
    go.set()
    assert len(ids) <= 2


def test_what_came_in_is_removed_when_it_was_read(tmp_path: Path) -> None:
    folder = tmp_path / "came"
    folder.mkdir()
    (folder / "0").write_text("x")
    jobs = Jobs(lambda task: iter(()))
    over(jobs, jobs.add(Task(files=(("x", str(folder / "0")),), folder=str(folder))).id)
    for _ in range(100):
        if not folder.exists():
            break
        threading.Event().wait(0.01)
    assert not folder.exists()


def test_reports_are_read_and_what_cannot_be_is_told(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "good").write_text("Norland lost 12 tanks on 3 May 2031, its army said.")
    (tmp_path / "empty").write_text("")
    files = (
        ("good.txt", str(tmp_path / "good")),
        ("empty.txt", str(tmp_path / "empty")),
        ("good.txt", str(tmp_path / "good")),
    )
    told = list(perform(Task(files=files, balance=False), ledger))
    assert [event.to for event in told if isinstance(event, Turn)] == ["good.txt", "empty.txt", "good.txt"]
    read = [event for event in told if isinstance(event, Read)]
    assert read[0].document
    assert "new claim" in read[0].words
    assert read[1].document is None
    assert read[1].words == "not read: is empty"
    assert read[2].words.startswith("known already")
    assert ledger.count_rejections() == 2


def test_a_very_large_book_is_balanced_only_when_asked_to(ledger: Ledger) -> None:
    assert list(perform(Task(balanced_up_to=4), ledger)) == [Balanced(None)]
    assert isinstance(list(perform(Task(), ledger))[-1].findings, int)  # type: ignore[union-attr]


def test_the_reader_is_a_process_that_may_die(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("Norland lost 12 tanks on 3 May 2031, its army said.")
    reader = Reader(ledger.address)
    try:
        told = list(reader(Task(files=(("a.txt", str(tmp_path / "a")),), balance=False)))
        assert [type(event) for event in told] == [Turn, Read]
        assert ledger.count_documents() == 3
        first = reader._process
        assert first is not None
        os.kill(first.pid, 9)  # type: ignore[arg-type]
        first.join(10)
        with pytest.raises(LedgerError, match="there is no ledger"):
            Path(ledger.address).rename(tmp_path / "gone.db")
            list(reader(Task(balance=False)))
    finally:
        reader.close()


def test_a_reader_that_is_brought_down_says_so(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    class Line:
        def send_bytes(self, data: bytes) -> None: ...

        def recv_bytes(self) -> bytes:
            raise EOFError

        def close(self) -> None: ...

    reader = Reader(ledger.address)
    monkeypatch.setattr(reader, "_started", Line)
    with pytest.raises(ReadError, match="brought down by what it read"):
        list(reader(FILES))


def test_a_page_shows_the_progress_without_script_too(client: TestClient) -> None:
    answer = client.post("/add", data={"csrf": token(client), "text": "Norland lost 12 tanks."}, follow_redirects=False)
    assert answer.status_code == 303
    id = answer.headers["location"].partition("job=")[2]
    finished(client, id)
    assert "Done" in client.get(answer.headers["location"]).text
    assert "Done" in client.get(f"/jobs/{id}").text
