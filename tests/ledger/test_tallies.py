"""A tally carried on over a growing book is the tally of that book counted anew."""

from collections import Counter
from datetime import date

import pytest
from ledger.examples import NEXT_RUN, RUN, TEXT, figure, finding, harbour, report, whole_book

from warbook.errors import UsageError
from warbook.ledger import Filter, Ledger
from warbook.ledger.tallies import GROUPS, Tally
from warbook.model import Source

EVERY = (*GROUPS, "said", "passed")


def anew(ledger: Ledger) -> dict[str, Tally]:
    return {of: ledger.tally(of) for of in EVERY}


def on(ledger: Ledger, known: dict[str, Tally]) -> dict[str, Tally]:
    return {of: ledger.tally(of, known[of]) for of in EVERY}


def test_a_tally_counts_what_stands(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    ledger.review(found[0].id, "accepted", "Ada")
    assert ledger.tally("status").counts == {("accepted",): 1, ("unreviewed",): 2}
    assert ledger.tally("party").counts == {("norland",): 2, ("sudland",): 1}
    assert ledger.tally("measure").counts[("killed", "personnel", "norland")] == 1


def test_carried_on_it_is_the_same_as_counted_anew(ledger: Ledger) -> None:
    known = anew(ledger)
    document, data, found = harbour()
    dead, wounded, tanks = (figure.id for figure in found)
    steps = [
        lambda: ledger.store(document, data, found, RUN),
        lambda: ledger.review(dead, "corrected", "Ada", {"party": "Sudland", "sources": ["A", "B", "A"]}),
        lambda: ledger.review(wounded, "rejected", "Ada"),
        lambda: ledger.store(document, data, found[:2], NEXT_RUN),
        lambda: ledger.review(tanks, "accepted", "Berta"),
        lambda: ledger.store(*harbour(text=TEXT.replace("Monday", "Friday"), name="b.txt"), RUN),
        lambda: ledger.review(dead, "reopened", "Berta"),
    ]
    for step in steps:
        step()
        known = on(ledger, known)
        fresh = anew(ledger)
        assert {of: tally.counts for of, tally in known.items()} == {of: tally.counts for of, tally in fresh.items()}
        figures = ledger.figures()
        assert sum(known["status"].counts.values()) == len(figures) == ledger.count()
        assert sum(known["party"].counts.values()) == len(figures)


def test_sources_are_tallied_once_a_claim_and_by_who_passed_on(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    ledger.review(found[0].id, "corrected", "Ada", {"sources": ["A", "B", "A"]})
    said, passed = ledger.tally("said").counts, ledger.tally("passed").counts
    names = ledger.source_names([key[0] for key in said])
    by_name = {(names[number], bool(origin)): many for (number, origin), many in said.items()}
    assert by_name == {
        ("A", True): 1, ("B", False): 1, ("Army spokesman", True): 1, ("Harbour Office", True): 1, ("Harbour Office", False): 1,
    }  # fmt: skip
    chains = {(names[who], names[by], bool(first)): many for (who, by, first), many in passed.items()}
    assert chains == {("A", "B", True): 1, ("B", "A", False): 1, ("Army spokesman", "Harbour Office", True): 1}


def test_a_past_book_is_tallied_as_it_was(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    then = ledger.as_of(ledger.report(document.id).added)
    ledger.review(found[0].id, "rejected", "Ada")
    assert then.tally("status").counts == {("unreviewed",): 3}
    assert then.last_moment() < ledger.last_moment()


def test_what_is_not_tallied_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="not tallied by 'colour'"):
        ledger.tally("colour")


def test_findings_are_counted_and_paged(ledger: Ledger) -> None:
    dead, wounded, tanks = (figure.id for figure in whole_book(ledger))
    assert ledger.findings_by_kind() == {("impossible", "decided"): 2}
    ledger.store_findings(
        [finding(dead, tanks), finding(wounded, id="finding-2"), finding(dead, id="finding-3")], "audit 2"
    )
    assert ledger.findings_by_kind() == {("impossible", "decided"): 2, ("impossible", "open"): 1}
    assert [one.finding.id for one in ledger.findings_page(state="open")] == ["finding-3"]
    assert [one.finding.id for one in ledger.findings_page(limit=1, offset=1)] == ["finding-2"]
    assert ledger.findings_page(kind="circular") == []
    ledger.decide("finding-2", "reopened", "Ada")
    assert [one.finding.id for one in ledger.findings_page(state="open")] == ["finding-2", "finding-3"]
    assert ledger.findings_of([dead, wounded, "nobody's"]) == {
        dead: [("finding-1", "impossible"), ("finding-3", "impossible")],
        wounded: [("finding-2", "impossible")],
    }


def test_claims_in_findings_are_counted_by_source(ledger: Ledger) -> None:
    whole_book(ledger)
    many = ledger.clashing(["impossible"])
    names = ledger.source_names(list(many))
    assert {names[number]: count for number, count in many.items()} == {"Harbour Office": 2, "Army spokesman": 1}
    assert ledger.clashing(["circular"]) == Counter()


def test_a_sample_of_a_large_selection_keeps_what_findings_concern(ledger: Ledger) -> None:
    lines = "".join(f"On day {number} there were {number + 1000} dead.\n" for number in range(60))
    document, data = report(lines)
    office = (Source("Office"),)
    figures = [figure(document, str(number + 1000), party="Norland", sources=office) for number in range(60)]
    ledger.store(document, data, figures, RUN)
    ledger.store_findings([finding(figures[31].id)], "audit")
    wanted = Filter(measure="killed/personnel", party="Norland")
    few, many = ledger.sample(wanted, most=10)
    assert many == 60
    assert 5 <= len(few) <= 10
    assert figures[31].id in {claim.figure.id for claim in few}
    whole, _ = ledger.sample(wanted, most=60)
    assert len(whole) == 60


def test_running_totals_are_told_from_other_figures(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    assert [one.number for one in ledger.figures(Filter(cumulative=True))] == ["120"]
    assert [one.number for one in ledger.figures(Filter(cumulative=False))] == ["some 300", "14"]
    assert ledger.count(Filter(cumulative=False, start=date(2031, 6, 1))) == 1


def test_sources_are_found_by_a_part_of_their_name(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    assert [line.name for line in ledger.sources(named="HARBOUR")] == ["Harbour Office"]
    (spokesman,) = ledger.sources(named="spokesman")
    assert [name.name for name in spokesman.through] == ["Harbour Office"]
    assert ledger.count_sources(named="harbour") == 1
    assert ledger.count_sources(named="nobody") == 0
