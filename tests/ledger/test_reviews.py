from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from ledger.examples import NEXT_RUN, RUN, figure, harbour, replaced

from warbook.errors import LedgerError, UsageError
from warbook.ledger import FIELDS, STANDING, Change, Filter, Ledger
from warbook.model import Figure, Place, Source


@pytest.fixture
def found(ledger: Ledger) -> list[Figure]:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    return found


def test_an_accepted_claim_stands_as_it_was_read(ledger: Ledger, found: list[Figure]) -> None:
    review = ledger.review(found[0].id, "accepted", "Ada", note="heard it on the tape")
    claim = ledger.claim(found[0].id)
    assert (claim.figure, claim.status, claim.machine) == (found[0], "accepted", None)
    assert ledger.reviews() == [review]
    assert (review.reviewer, review.note, review.at) == ("Ada", "heard it on the tape", claim.entered)
    assert ledger.figures(Filter(status=("accepted",))) == [found[0]]


def test_a_correction_shows_and_is_found_but_the_machines_reading_stays(ledger: Ledger, found: list[Figure]) -> None:
    wanted = {
        "party": "Sudland",
        "value.low": 100,
        "period.end": "2030-06-30",
        "place": "Harbour",
        "sources": ["A", "B"],
    }
    review = ledger.review(found[0].id, "corrected", "Ada", wanted)
    claim = ledger.claim(found[0].id)
    assert claim.machine == found[0]
    assert claim.figure.party == "Sudland"
    assert claim.figure.value.low == 100
    assert claim.figure.period.end == date(2030, 6, 30)
    assert claim.figure.place == Place("Harbour")
    assert claim.figure.sources == (Source("A"), Source("B"))
    assert review.changes[0] == Change("party", "Norland", "Sudland")
    assert ledger.count(Filter(party="Sudland")) == 2
    assert ledger.count(Filter(end=date(2030, 12, 31), source="B", place="harbour")) == 1
    assert ledger.count(Filter(party="Norland")) == 1


def test_corrections_add_up_and_can_be_taken_back(ledger: Ledger, found: list[Figure]) -> None:
    id = found[0].id
    ledger.review(id, "corrected", "Ada", {"party": "Sudland"})
    ledger.review(id, "corrected", "Berta", {"event": "wounded"})
    ledger.review(id, "accepted", "Ada")
    claim = ledger.claim(id)
    assert (claim.figure.party, claim.figure.event, claim.status) == ("Sudland", "wounded", "accepted")
    ledger.review(id, "reopened", "Ada")
    assert ledger.claim(id).figure == found[0]
    assert ledger.claim(id).status == "unreviewed"
    assert [step.status for step in ledger.history(id)] == [
        "unreviewed",
        "corrected",
        "corrected",
        "accepted",
        "unreviewed",
    ]


def test_a_rejected_claim_stays_in_the_book_but_does_not_stand(ledger: Ledger, found: list[Figure]) -> None:
    ledger.review(found[2].id, "rejected", "Ada", note="these are toy tanks")
    assert ledger.figures(Filter(status=STANDING)) == found[:2]
    assert ledger.figures(Filter(status=("rejected",))) == [found[2]]
    assert ledger.count() == 3


def test_a_better_extractor_loses_no_review(ledger: Ledger, found: list[Figure]) -> None:
    document, data, (dead, wounded, tanks) = harbour()
    ledger.review(dead.id, "corrected", "Ada", {"party": "Sudland"})
    ledger.review(wounded.id, "accepted", "Ada")
    ledger.review(tanks.id, "rejected", "Ada")
    better = figure(document, "120", party="Norland", event="casualties")
    stored = ledger.store(document, data, [better], NEXT_RUN)
    assert (stored.changed, stored.gone) == (1, 2)
    claim = ledger.claim(dead.id)
    assert (claim.figure.event, claim.figure.party, claim.status) == ("casualties", "Sudland", "corrected")
    assert claim.machine == better
    assert ledger.figures() == [claim.figure, wounded]  # accepted: stays, although no longer read
    assert ledger.store(document, data, [better], NEXT_RUN).wrote is False
    ledger.store(document, data, [better, wounded, tanks], RUN)
    assert ledger.claim(tanks.id).status == "rejected"
    assert len(ledger.reviews()) == 3


def test_what_a_reviewer_gave_up_and_nobody_reads_leaves_the_view(ledger: Ledger, found: list[Figure]) -> None:
    document, data, _ = harbour()
    ledger.review(found[1].id, "accepted", "Ada")
    ledger.store(document, data, [], NEXT_RUN)
    assert ledger.count() == 1
    ledger.review(found[1].id, "reopened", "Ada")
    assert ledger.count() == 0
    assert ledger.claim(found[1].id).figure == found[1]


def test_the_book_can_be_seen_as_it_was_before_a_review(ledger: Ledger, found: list[Figure]) -> None:
    first = ledger.review(found[0].id, "accepted", "Ada")
    ledger.review(found[0].id, "corrected", "Ada", {"party": "Sudland"})
    then = ledger.as_of(first.at)
    assert then.claims()[0].status == "accepted"
    assert then.count(Filter(party="Norland")) == 2
    assert then.reviews() == [first]
    assert len(then.history(found[0].id)) == 2
    assert ledger.count(Filter(party="Norland")) == 1


def test_two_reviewers_at_once_are_both_kept(ledger: Ledger, found: list[Figure]) -> None:
    id, seen = found[0].id, ledger.claim(found[0].id).entry
    ada = ledger.review(id, "corrected", "Ada", {"value.low": 110}, seen=seen)
    berta = ledger.review(id, "corrected", "Berta", {"party": "Sudland"}, seen=seen)
    assert (ada.crossed, berta.crossed) == (False, True)
    claim = ledger.claim(id)
    assert (claim.figure.value.low, claim.figure.party) == (110, "Sudland")
    assert ledger.reviews(id) == [berta, ada]


def test_many_reviewers_at_once_lose_nothing(where: str) -> None:
    document, data, found = harbour()
    with Ledger.open(where) as ledger:
        ledger.store(document, data, found, RUN)

    def work(reviewer: int) -> None:
        with Ledger.open(where) as own:
            for number in range(10):
                own.review(found[number % 3].id, "corrected", f"reviewer {reviewer}", {"group": f"{reviewer}-{number}"})

    with ThreadPoolExecutor(4) as people:
        list(people.map(work, range(4)))
    with Ledger.open(where) as ledger:
        reviews = ledger.reviews()
        assert len({review.id for review in reviews}) == 40
        assert {review.changes[0].new for review in reviews} == {f"{a}-{b}" for a in range(4) for b in range(10)}
        for claim in ledger.claims():  # every correction starts from what the one before left
            steps = ledger.history(claim.figure.id)
            assert [step.review.changes[0].old for step in steps[1:] if step.review] == [
                step.figure.group for step in steps[:-1]
            ]


def test_many_claims_are_reviewed_at_once_or_not_at_all(ledger: Ledger, found: list[Figure]) -> None:
    assert [r.claim for r in ledger.review_all([f.id for f in found], "accepted", "Ada")] == [f.id for f in found]
    with pytest.raises(LedgerError, match="no claim 'elsewhere'"):
        ledger.review_all([found[0].id, "elsewhere"], "rejected", "Ada")
    assert {claim.status for claim in ledger.claims()} == {"accepted"}
    assert ledger.count_reviews() == 3


def test_the_same_review_sent_twice_is_one(ledger: Ledger, found: list[Figure]) -> None:
    once = [ledger.review(found[0].id, "accepted", "Ada", id="form-17") for _ in range(2)]
    assert once[0] == once[1]
    assert ledger.count_reviews() == 1
    assert ledger.reviews(reviewer="Berta") == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"quote": "another sentence"}, "'quote' cannot be corrected"),
        ({"number": "12"}, "'number' cannot be corrected"),
        ({"id": "x"}, "'id' cannot be corrected"),
        ({"value.colour": 1}, "cannot be corrected"),
        ({"value.low": "many"}, "cannot be corrected so"),
        ({"value.low": 1000}, "at least 1000 but at most 120"),
        ({"value.low": float("inf")}, "no finite number"),
        ({"period.start": "2031-02-30"}, "cannot be corrected so"),
        ({"period.start": "2032-01-01"}, "from 2032-01-01 until 2031-06-30"),
        ({"modality": "rumoured"}, "cannot be corrected so"),
        ({"party": "Norland"}, "nothing would change"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    ledger: Ledger, found: list[Figure], changes: dict[str, object], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        ledger.review(found[0].id, "corrected", "Ada", changes)
    assert ledger.count_reviews() == 0
    assert ledger.figures() == found


def test_a_review_says_who_and_what(ledger: Ledger, found: list[Figure]) -> None:
    with pytest.raises(UsageError, match="name of its reviewer"):
        ledger.review(found[0].id, "accepted", "  ")
    with pytest.raises(UsageError, match="needs some"):
        ledger.review(found[0].id, "corrected", "Ada")
    with pytest.raises(UsageError, match="only a correction"):
        ledger.review(found[0].id, "accepted", "Ada", {"party": "Sudland"})
    with pytest.raises(UsageError, match="cannot be 'maybe'"):
        ledger.review(found[0].id, "maybe", "Ada")  # type: ignore[arg-type]
    with pytest.raises(LedgerError, match="no claim 'elsewhere'"):
        ledger.review("elsewhere", "accepted", "Ada")
    with pytest.raises(LedgerError, match="no claim 'elsewhere'"):
        ledger.history("elsewhere")


def test_evidence_is_no_field(found: list[Figure]) -> None:
    assert not {"span", "quote", "sentence", "document", "why"} & set(FIELDS)
    assert {"party", "value.low", "period.start", "sources", "place"} <= set(FIELDS)


def test_odd_characters_in_a_review_are_kept_or_made_plain(ledger: Ledger, found: list[Figure]) -> None:
    review = ledger.review(found[0].id, "accepted", "Ädä", note="a null \0 and half \ud800 a character <script>")
    assert (review.reviewer, review.note) == ("Ädä", "a null   and half ? a character <script>")


def test_new_metadata_of_a_report_touches_no_review(ledger: Ledger, found: list[Figure]) -> None:
    document, data, _ = harbour()
    ledger.review(found[0].id, "rejected", "Ada")
    ledger.store(replaced(document, outlet="Herald"), data, found, RUN)
    assert ledger.claim(found[0].id).status == "rejected"
