"""What is wrong in the bundled examples is found, and nothing else is."""

from pathlib import Path

import pytest

from warbook.app import auditing, gathering
from warbook.app.books import Books
from warbook.model import Finding

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
ERRORS = {"impossible", "implausible", "anachronism", "copy error"}
PLANTED = {  # the number at fault, by the report that has it; the rest of a finding's claims may be any report's
    "10-digest-wrong-year.txt": "over 41,890",
    "08-gazette-wrong-total.txt": "9,310",
    "04-weekly-anachronism.html": None,
    "01-courier-first-month.txt": "about 16,100",  # told as dead, on the course of the staff's dead and wounded
}


@pytest.fixture(scope="module")
def books() -> Books:
    return auditing.audited(gathering.gather([str(EXAMPLES)]))


def errors(books: Books) -> list[Finding]:
    return [finding for finding in books.findings if finding.kind in ERRORS]


def blamed(books: Books, finding: Finding) -> set[str]:
    """The reports whose figures a finding blames; of one that leaves it open, those that its first repair changes."""
    ids = finding.blame or {edit.claim for repair in finding.repairs[:1] for edit in repair.edits} or finding.claims
    return {Path(books.document[books.figure[id].document].name).name for id in ids}


def test_every_planted_contradiction_and_nothing_else(books: Books) -> None:
    found = [name for finding in errors(books) for name in blamed(books, finding)]
    assert sorted(found) == sorted(PLANTED)


def test_the_wrong_year_is_mended_first(books: Books) -> None:
    (finding,) = [f for f in errors(books) if "10-digest-wrong-year.txt" in blamed(books, f)]
    assert "2024" in finding.repairs[0].words
    assert finding.repairs[0].odds > 0.5


def test_the_slipped_digit_is_mended_first(books: Books) -> None:
    (finding,) = [f for f in errors(books) if "08-gazette-wrong-total.txt" in blamed(books, f)]
    assert finding.repairs[0].edits[0].value == 6310
