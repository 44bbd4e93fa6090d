"""The audit as a whole, on small books."""

from audit.making import book, figure, flow, report, stock

from warbook.audit import audit, book_of
from warbook.model import Span


def kinds(findings):
    return [f.kind for f in findings]


def record_books():
    """A report of a wrong year: a record month and a total that need more than the record in every month before."""
    when = Span(3, 15)
    year = ("2023-10-01", "2023-10-31")
    ministry = "Southland's Ministry of Defence"
    figures = [
        figure(
            "early",
            "more than 88,000",
            88000,
            None,
            period=("2022-02-10", "2022-12-01"),
            cumulative=True,
            sources=(ministry,),
        ),
        figure(
            "late",
            "over 41,300",
            41300,
            None,
            period=year,
            words=when,
            record=True,
            sources=("Southland Ministry of Defense",),
        ),
        figure("late", "912", 912, event="destroyed", object_="tanks", period=year, words=when, sources=(ministry,)),
        figure(
            "late", "about 702,000", 702000, period=("2022-02-10", "2023-10-31"), cumulative=True, sources=(ministry,)
        ),
        figure("late", "10,000", 10000, event="deployed", party="Eastland", sources=("Southland officials",)),
    ]
    return book_of(figures, {"early": report("early", "2022-12-01"), "late": report("late")})


def test_a_wrong_year_is_found_proved_and_mended_first():
    findings = audit(record_books())
    impossible = [f for f in findings if f.kind == "impossible"]
    assert len(impossible) == 1
    finding = impossible[0]
    assert finding.proved
    assert set(finding.claims) == {"early:more than 88,000", "late:over 41,300", "late:about 702,000"}
    best = finding.repairs[0]
    assert "2024, not 2023" in best.words
    assert {e.claim for e in best.edits} == {"late:over 41,300", "late:912", "late:about 702,000"}
    assert {e.value for e in best.edits} == {"2024-10-31"}
    assert all(best.odds > other.odds and other.why for other in finding.repairs[1:])


def test_the_sum_is_written_out():
    finding = next(f for f in audit(record_books()) if f.kind == "impossible")
    amounts = [line.amount for line in finding.sum]
    assert "614,000" in amounts  # 702,000 less 88,000
    assert any("a month" in line.words for line in finding.sum)
    needed, possible = (float(a.replace(",", "")) for a in amounts[-2:])
    assert needed > possible


def test_two_reports_on_one_origin_count_once():
    circular = [f for f in audit(record_books()) if f.kind == "circular"]
    assert len(circular) == 1
    assert "2 reports, one origin" in circular[0].headline


def test_origins_may_differ_and_neither_is_repaired():
    figures = [
        figure("r", "4,000", 4000, party="Eastland", sources=("Southland government",)),
        figure("r", "hundreds", 200, 999, party="Eastland", sources=("a captured paper of the 31st Brigade",)),
    ]
    (finding,) = audit(book_of(figures, {"r": report("r")}))
    assert finding.kind == "disagreement"
    assert not finding.repairs
    assert "Southland government" in finding.headline
    assert "31st Brigade" in finding.headline


def test_a_total_that_falls():
    (finding,) = audit(book(stock(50120, "2031-06-01"), stock(40110, "2031-08-01")))
    assert finding.kind == "impossible"
    assert finding.sum[2].amount == "10,010"


def test_a_consistent_book_is_left_alone():
    rows = [stock(1000 * month, f"2031-{month:02}-28") for month in range(2, 12)]
    assert audit(book(*rows, flow(1000, "2031-05-01", "2031-05-31"))) == []


def test_a_book_of_a_single_claim_and_an_empty_one():
    assert audit(book(stock(500, "2031-05-01"))) == []
    assert audit(book()) == []
