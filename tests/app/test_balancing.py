"""A whole ledger is audited, and what comes of it stands in it."""

from pathlib import Path

from builders import figure, report

from warbook.app import balancing
from warbook.app.runs import run
from warbook.ledger import Ledger

WORDS = "By 3 May 2031 the army of Norland had lost 12 guns at the northern bridge, its ministry said on Sunday. {}"


def test_findings_and_copies_are_written_into_the_ledger(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "book.db") as ledger:
        for number, end in enumerate(("It gave no other figure.", "It gave no other figure at all.")):
            one = report(WORDS.format(end), name=f"{number}.txt")
            guns = figure(one, "12", 12, 12, event="destroyed", object="artillery", sources=("the ministry",))
            ledger.store(one, one.text.encode(), [guns], run())
        books = balancing.audited(ledger)
        assert {frozenset((copy.document, copy.origin)) for copy in ledger.copies()} == {
            frozenset(document.id for document in books.documents)
        }
        assert [judged.finding for judged in ledger.findings()] == list(books.findings)
        was = ledger.last_moment()
        balancing.audited(ledger)
        assert ledger.last_moment() == was


def test_a_past_book_is_audited_and_nothing_is_written(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "book.db") as ledger:
        one = report("The army lost 12 guns.", name="a.txt")
        ledger.store(one, one.text.encode(), [figure(one, "12", 12, 12)], run())
        was = ledger.last_moment()
        assert len(balancing.audited(ledger.as_of(ledger.report(one.id).added)).figures) == 1
        assert ledger.last_moment() == was
