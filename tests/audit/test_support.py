"""A reference series in the book is named where it has a repaired figure to the digit."""

from audit.making import book, flow, stock

from warbook.audit import Audit, audit


def test_a_reference_that_matches_to_the_digit_puts_a_repair_first():
    series = [(m, 9100 * m + 13 * m * m + 7) for m in range(2, 12)]
    reference = [
        stock(value, f"2031-{m:02}-28", id=f"ref{m}", doc="series.csv", origin="keeper", origin_name="The keeper")
        for m, value in series
    ]
    wrong = [
        stock(9100 * 9 + 13 * 81 + 7, "2031-04-28", id="wrong", doc="w", time_ref="w1"),
        flow(9100 + 13 * 17, "2031-03-29", "2031-04-28", id="with it", doc="w", time_ref="w1"),
        stock(9100 * 5 + 13 * 25 + 7, "2031-05-28", id="right"),
    ]
    findings = [f for f in audit(book(*reference, *wrong)) if f.kind in ("impossible", "implausible")]
    supported = [r for f in findings for r in f.repairs if r.support]
    assert supported
    assert supported[0].rank == 1
    assert "September 2031" in supported[0].words
    assert "The keeper has 82,960 on 28 September 2031" in supported[0].support


def test_round_figures_match_nothing():
    rows = [stock(9000 * m, f"2031-{m:02}-28", id=f"ref{m}", origin="keeper") for m in range(2, 12)]
    rows += [stock(81000, "2031-04-28", id="wrong"), stock(45000, "2031-05-28", id="right")]
    assert not [r.support for f in audit(book(*rows)) for r in f.repairs if r.support]


def test_origins_are_set_beside_each_other_and_not_graded():
    rows = [stock(2000 * m + m, f"2031-{m:02}-28", id=f"a{m}", origin="one") for m in range(2, 12)]
    rows += [stock(1000 * m + m, f"2031-{m:02}-28", id=f"b{m}", origin="other") for m in range(2, 12)]
    profiles = {p.origin: p for p in Audit(book(*rows)).sources()}
    assert 1.8 < profiles["one"].against["other"] < 2.2
    assert 0.45 < profiles["other"].against["one"] < 0.55


def test_a_copy_that_differs_from_its_original():
    months = [stock(9100 * m + 7, f"2031-{m:02}-28", id=f"m{m}", doc=f"d{m}") for m in range(2, 12)]
    copy = flow(7140, "2031-06-01", "2031-06-30", id="copy", doc="c", cites=["o"])
    original = flow(7440, "2031-06-01", "2031-06-30", id="original", doc="o")
    found = [f for f in audit(book(*months, copy, original)) if "copy" in f.blame]
    assert found
    assert any(r.rank == 1 and r.edits[0].value == 7440 for f in found for r in f.repairs)
