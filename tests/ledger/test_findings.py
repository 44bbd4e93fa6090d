from datetime import date

import pytest
from ledger.examples import RUN, finding, harbour, report, whole_book

from warbook.errors import LedgerError, UsageError
from warbook.ledger import Copy, Ledger
from warbook.model import Figure


@pytest.fixture
def found(ledger: Ledger) -> list[Figure]:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    return found


def taken(claim: str) -> dict[str, dict[str, object]]:
    """What the repair of the examples means for the figure."""
    return {claim: {"period.end": "2030-06-30", "party": "Sudland"}}


def test_findings_come_back_in_the_order_of_the_audit(ledger: Ledger, found: list[Figure]) -> None:
    findings = [finding(found[0].id, found[2].id, id="b"), finding(found[1].id, id="a", kind="disagreement")]
    assert ledger.store_findings(findings, "audit 1")
    assert not ledger.store_findings(findings, "audit 1")
    assert [judged.finding for judged in ledger.findings()] == findings
    assert [judged.finding.id for judged in ledger.findings(kind="disagreement")] == ["a"]
    assert [judged.finding.id for judged in ledger.findings(claim=found[2].id)] == ["b"]
    assert all(judged.open and judged.current for judged in ledger.findings())


def test_a_finding_that_no_longer_holds_is_still_in_the_book(ledger: Ledger, found: list[Figure]) -> None:
    first = finding(found[0].id)
    ledger.store_findings([first], "audit 1")
    seen = ledger.finding("finding-1").found
    ledger.store_findings([], "audit 1")
    assert ledger.findings() == []
    gone = ledger.finding("finding-1")
    assert (gone.finding, gone.current) == (first, False)
    assert ledger.as_of(seen).finding("finding-1").current
    assert [judged.finding for judged in ledger.as_of(seen).findings()] == [first]
    ledger.store_findings([first], "audit 1")
    assert ledger.finding("finding-1").current


def test_a_finding_is_shown_as_the_latest_audit_words_it(ledger: Ledger, found: list[Figure]) -> None:
    first, second = finding(found[0].id), finding(found[0].id, headline="120 can hardly be")
    for wording in (first, second, first):
        ledger.store_findings([wording], "audit 1")
    assert ledger.finding("finding-1").finding == first
    assert ledger.finding("finding-1").current


def test_a_repair_that_is_taken_corrects_its_claims(ledger: Ledger, found: list[Figure]) -> None:
    ledger.store_findings([finding(found[0].id, found[2].id)], "audit 1")
    decision = ledger.decide("finding-1", "repaired", "Ada", repair=1, changes=taken(found[0].id), note="called them")
    claim = ledger.claim(found[0].id)
    assert (claim.figure.period.end, claim.figure.party) == (date(2030, 6, 30), "Sudland")
    assert (claim.status, claim.machine) == ("corrected", found[0])
    (review,) = ledger.reviews()
    assert (review.decision, review.reviewer, review.note) == (decision.id, "Ada", "the year is 2030")
    judged = ledger.finding("finding-1")
    assert not judged.open
    assert judged.decisions == (decision,)
    assert decision.repair == judged.finding.repairs[0]


def test_overruled_noted_and_opened_again(ledger: Ledger, found: list[Figure]) -> None:
    ledger.store_findings([finding(found[0].id)], "audit 1")
    ledger.decide("finding-1", "overruled", "Ada", note="both are right")
    ledger.decide("finding-1", "noted", "Berta", public_note="The sources count otherwise.")
    assert not ledger.findings()[0].open
    ledger.decide("finding-1", "reopened", "Ada")
    assert ledger.findings()[0].open
    assert [d.judgement for d in ledger.decisions("finding-1")] == ["overruled", "noted", "reopened"]
    assert ledger.findings()[0].decisions[1].public_note == "The sources count otherwise."
    assert ledger.figures() == found


def test_the_same_decision_sent_twice_is_one(ledger: Ledger, found: list[Figure]) -> None:
    ledger.store_findings([finding(found[0].id)], "audit 1")
    for _ in range(2):
        ledger.decide("finding-1", "repaired", "Ada", repair=1, changes=taken(found[0].id), id="form-3")
    assert len(ledger.decisions()) == 1
    assert len(ledger.reviews()) == 1


def test_a_decision_that_cannot_be_is_refused_whole(ledger: Ledger, found: list[Figure]) -> None:
    broken = finding(found[0].id, id="broken")
    unknown = finding("elsewhere", id="unknown")
    ledger.store_findings([broken, unknown], "audit 1")
    with pytest.raises(UsageError, match="no repair 7"):
        ledger.decide("broken", "repaired", "Ada", repair=7, changes=taken(found[0].id))
    with pytest.raises(UsageError, match="other claims"):
        ledger.decide("broken", "repaired", "Ada", repair=1, changes=taken(found[1].id))
    with pytest.raises(UsageError, match="needs its corrections"):
        ledger.decide("broken", "repaired", "Ada", repair=1)
    with pytest.raises(UsageError, match="nothing would change"):
        ledger.decide("broken", "repaired", "Ada", repair=1, changes={found[0].id: {"party": "Norland"}})
    with pytest.raises(UsageError, match="name its rank"):
        ledger.decide("broken", "repaired", "Ada")
    with pytest.raises(UsageError, match="public note is empty"):
        ledger.decide("broken", "noted", "Ada")
    with pytest.raises(UsageError, match="name of its reviewer"):
        ledger.decide("broken", "overruled", "")
    with pytest.raises(UsageError, match="cannot be 'burnt'"):
        ledger.decide("broken", "burnt", "Ada")  # type: ignore[arg-type]
    with pytest.raises(LedgerError, match="no finding 'nowhere'"):
        ledger.decide("nowhere", "overruled", "Ada")
    with pytest.raises(LedgerError, match="no claim 'elsewhere'"):
        ledger.decide("unknown", "repaired", "Ada", repair=1, changes=taken("elsewhere"))
    assert ledger.decisions() == []
    assert ledger.figures() == found


def test_copies_are_written_once(ledger: Ledger, found: list[Figure]) -> None:
    document, _, _ = harbour()
    other, data = report("Something else with 12 soldiers.\n", name="other.txt")
    ledger.store(other, data, [], RUN)
    copy = Copy(other.id, document.id, "near", 0.93)
    assert ledger.store_copies([copy, copy]) == 1
    assert ledger.store_copies([copy]) == 0
    assert ledger.copies() == ledger.copies(other.id) == ledger.copies(document.id) == [copy]
    assert ledger.copies("elsewhere") == []
    with pytest.raises(LedgerError, match="no report 'elsewhere'"):
        ledger.store_copies([Copy("elsewhere", document.id, "near", 1.0)])


def test_a_whole_book(ledger: Ledger) -> None:
    dead, wounded, tanks = whole_book(ledger)
    assert [claim.status for claim in ledger.claims()] == ["corrected", "accepted"]
    steps = ledger.history(dead.id)
    assert [step.review.reviewer if step.review else step.run.version for step in steps] == ["1.0", "Ada", "Ada"]
    assert ledger.claim(tanks.id).status == "unreviewed"
    assert [decision.finding for decision in ledger.decisions()] == ["finding-1", "finding-2"]
    assert ledger.findings(claim=wounded.id)[0].decisions[0].public_note == "The army counts otherwise."


def test_findings_are_counted_and_paged_by_whether_they_are_decided(ledger: Ledger) -> None:
    dead, wounded, tanks = (figure.id for figure in whole_book(ledger))
    assert (ledger.count_findings("open"), ledger.count_findings("decided")) == ({}, {"impossible": 2})
    found = [finding(dead, tanks), finding(wounded, id="finding-2"), finding(dead, id="finding-3")]
    ledger.store_findings(found, "audit 2")
    assert (ledger.count_findings("open"), ledger.count_findings()) == ({"impossible": 1}, {"impossible": 3})
    assert [one.finding.id for one in ledger.findings(state="open")] == ["finding-3"]
    assert [one.finding.id for one in ledger.findings(state="decided", limit=1, offset=1)] == ["finding-2"]
    assert ledger.findings("circular", state="open") == []
    before = ledger.finding("finding-3").found
    ledger.decide("finding-2", "reopened", "Ada")
    assert [one.finding.id for one in ledger.findings(state="open")] == ["finding-2", "finding-3"]
    assert [one.finding.id for one in ledger.as_of(before).findings(state="open")] == ["finding-3"]


def test_claims_know_the_findings_that_they_are_part_of(ledger: Ledger, found: list[Figure]) -> None:
    dead, wounded, tanks = (figure.id for figure in found)
    ledger.store_findings([finding(dead, tanks), finding(dead, id="finding-2", kind="circular")], "audit")
    assert ledger.findings_of([dead, wounded, tanks, "nobody's"]) == {
        dead: [("finding-1", "impossible"), ("finding-2", "circular")],
        tanks: [("finding-1", "impossible")],
    }
