"""Repairs are held against the whole book, and what is said of a doubt is as likely as it says."""

from datetime import date

import pytest
from audit.making import START, book, flow, said, stock
from hypothesis import given
from hypothesis import strategies as st

from warbook.audit import audit
from warbook.audit.conflicts import Totals
from warbook.audit.constraints import Clock
from warbook.audit.proofs import Proofs, consistent
from warbook.audit.slips import Change
from warbook.audit.telling import premature, stated

COURSE = [stock(1000 * m, f"2031-{m:02}-28", doc=f"r{m}") for m in range(2, 12)]


def moved(value: float, at: int = 9) -> list[tuple]:
    """The last total but one, repaired to another number."""
    statement = said(*COURSE)[at]
    (after,) = said({**COURSE[at], "point": value, "id": statement.id})
    return [(statement, Change("digit", value, after, 0.0))]


def proofs(*more: dict) -> Proofs:
    statements = said(*COURSE, *more)
    found = Proofs(Totals(statements, Clock(START)))
    found.enter(statements)
    return found


def test_a_repair_that_breaks_another_total_clashes():
    assert proofs().clash(moved(3000))
    assert proofs().clash(moved(90_000, at=4))
    assert not proofs().clash(moved(11_200))


def test_what_is_doubted_or_set_apart_proves_nothing():
    book_ = proofs()
    assert not book_.clash(moved(3000), apart={f"s{n}" for n in range(9)})
    book_.begin({f"s{n}" for n in range(9)})
    assert not book_.clash(moved(3000))


def test_a_repair_must_keep_to_what_other_measures_allow():
    killed = stock(2500, "2031-03-28", measure="killed", doc="k")
    statement = said(*COURSE)[1]  # 3,000 casualties in March
    (after,) = said({**COURSE[1], "point": 2200.0, "id": statement.id})
    assert proofs(killed).clash([(statement, Change("digit", 2200.0, after, 0.0))])
    assert not proofs().clash([(statement, Change("digit", 2200.0, after, 0.0))])


def test_a_repair_must_keep_the_sum_of_its_report():
    rows = [
        flow(201, "2031-06-01", "2031-06-30", measure="killed", doc="x"),
        flow(502, "2031-06-01", "2031-06-30", measure="wounded", doc="x"),
        flow(703, "2031-06-01", "2031-06-30", origin="other", doc="y"),
    ]
    statements = said(*rows)
    found = Proofs(Totals(statements, Clock(START)))
    found.enter(statements)
    (after,) = said({**rows[2], "doc": "x", "origin": "staff", "point": 903.0, "id": "s2"})
    assert found.clash([(statements[2], Change("digit", 903.0, after, 0.0))])


@given(st.floats(500, 50_000), st.integers(0, 9))
def test_a_repair_that_does_not_clash_leaves_a_book_that_can_be_true(value: float, at: int):
    changes = moved(round(value), at)
    after = {s.id: c.after for s, c in changes}
    statements = [after.get(s.id, s) for s in said(*COURSE)]
    assert proofs().clash(changes) != consistent(statements, Clock(START))


def test_no_repair_that_is_offered_breaks_another_total():
    rows = [*COURSE[:5], {**COURSE[5], "point": 70_000}, *COURSE[6:]]
    found = [f for f in audit(book(*rows)) if f.kind == "impossible"]
    assert found
    for finding in found:
        for repair in finding.repairs:
            fixed = [dict(r) for r in rows]
            for edit in repair.edits:
                row = fixed[int(edit.claim[1:])]
                row |= {"point": edit.value} if edit.field == "value" else {}
                row |= {"to": edit.value} if edit.field == "to" else {}
            assert consistent(said(*fixed), Clock(START)), repair.words


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_surer_the_doubt_the_likelier_it_is_said_to_be(one: float, other: float):
    low, high = sorted((one, other))
    assert 0 <= stated(high) <= stated(low) < 1


@pytest.mark.parametrize(
    ("start", "end", "late"),
    [("2031-06-01", "2031-06-30", True), ("2031-06-01", "2032-12-31", False), (None, "2031-06-30", True)],
)
def test_years_that_have_not_begun_are_a_plan_and_a_month_is_a_slip(start: str | None, end: str, late: bool):
    row = flow(900, start, end, published="2031-03-01") if start else stock(900, end, published="2031-03-01")
    (statement,) = said(row)
    assert premature(statement) is late
    assert not premature(said(stock(900, date(2031, 3, 2).isoformat(), published="2031-03-01"))[0])


@pytest.mark.parametrize(
    ("measure", "end", "late"),
    [
        ("spent:money", "2031-12-31", False),
        ("destroyed:tanks", "2031-12-31", True),
        ("spent:money", "2032-01-31", True),
    ],
)
def test_a_budget_of_the_running_year_is_a_plan(measure: str, end: str, late: bool):
    row = flow(900, "2031-01-01", end, published="2031-03-01") | {"measure": measure}
    assert premature(said(row)[0]) is late
