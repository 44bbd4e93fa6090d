"""What may happen to a ledger from outside: killed writers, servers that go away, others who write at the same time."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from ledger.examples import RUN, harbour, whole_book
from ledger.postgres import Server

from warbook.errors import LedgerError
from warbook.ledger import Ledger
from warbook.ledger.engine import WRITER_LOCK

on_a_server = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
WORKS_UNTIL_KILLED = """
import sys
from ledger.examples import RUN, figure, finding, report
from warbook.ledger import Ledger

with Ledger.open(sys.argv[1]) as ledger:
    first = ledger.count_documents()
    for number in range(first, first + 100000):
        text = f"Report {number}: {number + 1000} soldiers were killed and 12 tanks were lost.\\n"
        document, data = report(text, name=f"{number}.txt")
        dead, tanks = figure(document, str(number + 1000)), figure(document, "12 tanks")
        ledger.store(document, data, [dead, tanks], RUN)
        print("stored", document.id, flush=True)
        ledger.review(dead.id, "corrected", "Ada", {"value.low": number}, id=f"review {number}")
        print("reviewed", f"review {number}", flush=True)
        ledger.store_findings([finding(tanks.id, id=f"finding {number}")], "audit")
        ledger.decide(f"finding {number}", "overruled", "Berta", id=f"decision {number}")
        print("decided", f"decision {number}", flush=True)
"""


REVIEWS_UNTIL_KILLED = """
import itertools, sys
from warbook.ledger import Ledger

with Ledger.open(sys.argv[1]) as ledger:
    for number in itertools.count(ledger.count_reviews()):
        for claim in ledger.claims(sort="-entered", limit=1):
            verdict = ("accepted", "rejected", "reopened")[number % 3]
            ledger.review(claim.figure.id, verdict, "Clara", id=f"other {number}", seen=claim.entry)
            print("reviewed", f"other {number}", flush=True)
"""


def started(code: str, where: str) -> "subprocess.Popen[str]":
    paths = {**os.environ, "PYTHONPATH": f"{Path(__file__).parent.parent}:{os.environ.get('PYTHONPATH', '')}"}
    return subprocess.Popen([sys.executable, "-c", code, where], stdout=subprocess.PIPE, text=True, env=paths)


def told_until_killed(lines: int, *runs: "subprocess.Popen[str]") -> dict[str, set[str]]:
    """What processes were told to be in the book before all were killed, after so many lines of the first."""
    acknowledged: dict[str, set[str]] = {"stored": set(), "reviewed": set(), "decided": set()}
    assert runs[0].stdout is not None
    told = [runs[0].stdout.readline() for _ in range(lines)]
    for run in runs:
        run.send_signal(signal.SIGKILL)
    for run in runs:
        with run:
            assert run.stdout is not None
            told += [line for line in run.stdout if line.endswith("\n")]
    for line in told:
        act, _, id = line.strip().partition(" ")
        acknowledged[act].add(id)
    return acknowledged


def is_all_there(acknowledged: dict[str, set[str]], where: str) -> None:
    with Ledger.open(where) as ledger:
        assert acknowledged["stored"] <= {report.id for report in ledger.documents()}
        assert acknowledged["reviewed"] <= {review.id for review in ledger.reviews()}
        assert acknowledged["decided"] <= {decision.id for decision in ledger.decisions()}
        assert ledger.check() == []


def test_killing_the_process_at_any_moment_loses_nothing_acknowledged(where: str) -> None:
    for lines in (1, 2, 3, 5, 8, 13):
        is_all_there(told_until_killed(lines, started(WORKS_UNTIL_KILLED, where)), where)


def test_one_who_reads_and_one_who_reviews_are_killed_at_once(where: str) -> None:
    is_all_there(told_until_killed(1, started(WORKS_UNTIL_KILLED, where)), where)
    for lines in (2, 7):
        reader, reviewer = started(WORKS_UNTIL_KILLED, where), started(REVIEWS_UNTIL_KILLED, where)
        acknowledged = told_until_killed(lines, reviewer, reader)
        assert acknowledged["reviewed"]
        is_all_there(acknowledged, where)


@on_a_server
def test_a_server_that_goes_away_and_comes_back(postgres: Server, where: str) -> None:
    document, data, found = harbour()
    with Ledger.open(where) as ledger:
        whole_book(ledger)
        before = ledger.claims()
        postgres.stop()
        try:
            for ask in (ledger.claims, ledger.check, lambda: ledger.store(document, data, found, RUN)):
                with pytest.raises(LedgerError, match="cannot be reached"):
                    ask()
            with pytest.raises(LedgerError, match="cannot be reached"):
                Ledger.open(where)
        finally:
            postgres.start()
        assert ledger.claims() == before
        assert ledger.store(document, data, found, RUN).gone == 0
        assert ledger.check() == []


@on_a_server
def test_a_connection_that_is_cut_in_the_middle_is_taken_up_again(where: str) -> None:
    document, data, found = harbour()
    cut: list[bool] = []
    with Ledger.open(where) as ledger:

        @sa.event.listens_for(ledger._engine, "before_cursor_execute")
        def cut_once(connection: sa.Connection, _cursor: object, statement: str, *_: object) -> None:
            if statement.startswith("INSERT INTO entry") and not cut:
                cut.append(True)
                own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
                with sa.create_engine(where).connect() as other:
                    other.execute(sa.text(f"SELECT pg_terminate_backend({own}), pg_sleep(0.2)"))

        assert ledger.store(document, data, found, RUN).new == 3
        assert cut
        assert ledger.figures() == found
        assert ledger.check() == []


@on_a_server
def test_a_locked_server_is_a_clear_line(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warbook.ledger.engine.WAIT_SECONDS", 1)
    document, data, found = harbour()
    with Ledger.open(where) as ledger, sa.create_engine(where).connect() as other:
        other.execute(sa.text(f"SELECT pg_advisory_lock({WRITER_LOCK})"))
        with pytest.raises(LedgerError, match="in use by another process"):
            ledger.store(document, data, found, RUN)
        assert ledger.figures() == []  # reading goes on
        other.execute(sa.text(f"SELECT pg_advisory_unlock({WRITER_LOCK})"))
        assert ledger.store(document, data, found, RUN).new == 3


def test_a_server_that_does_not_know_the_database_or_is_not_there(postgres: Server, tmp_path: Path) -> None:
    for url in (postgres.url("nowhere"), f"postgresql+psycopg://warbook:secret@/book?host={tmp_path}"):
        with pytest.raises(LedgerError) as caught:
            Ledger.open(url)
        assert "secret" not in str(caught.value)
        assert "\n" not in str(caught.value)


def test_many_writers_and_readers_at_once(where: str) -> None:
    def write(number: int) -> bool:
        document, data, _ = harbour(name=f"{number % 3}.txt", id=f"report {number % 3}")
        with Ledger.open(where) as ledger:
            wrote = ledger.store(document, data, [], RUN).wrote
            ledger.documents()
            return wrote

    with ThreadPoolExecutor(6) as people:
        wrote = list(people.map(write, range(12)))
    assert sum(wrote) == 3
    with Ledger.open(where) as ledger:
        assert ledger.count_documents() == 3
        assert ledger.check() == []


def test_many_open_a_new_ledger_at_once(tmp_path: Path) -> None:
    def use(_: int) -> int:
        with Ledger.open(tmp_path / "new.db") as ledger:
            return ledger.count_documents()

    with ThreadPoolExecutor(4) as people:
        assert list(people.map(use, range(4))) == [0, 0, 0, 0]


def test_what_is_written_is_seen_by_others_at_once(new_place: Callable[[], str]) -> None:
    where = new_place()
    document, data, found = harbour()
    with Ledger.open(where) as one, Ledger.open(where) as other:
        assert other.figures() == []
        one.store(document, data, found, RUN)
        assert other.figures() == found
        other.review(found[0].id, "rejected", "Ada")
        assert one.claim(found[0].id).status == "rejected"
