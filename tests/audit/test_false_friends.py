"""Figures that differ for a good reason: the audit must say nothing is wrong."""

import pytest
from audit.making import book, flow, said, stock

from warbook.audit import Book, audit
from warbook.audit.statement import Statement

ERRORS = {"impossible", "implausible", "anachronism", "copy error"}
STAFF, GUARD = "staff", "guard"


FRIENDS = {
    "a later day: the total of June is more than that of May": [
        stock(41230, "2031-05-31"),
        stock(48710, "2031-06-30"),
    ],
    "rounding: 'more than 48,000' is the exact 48,710 told roughly": [
        stock(48710, "2031-06-30"),
        stock(48000, "2031-06-30", hedge="more_than", lo=48000),
        stock(50000, "2031-07-01", hedge="nearly", hi=50000),
        stock(49000, "2031-06-29", hedge="about"),
    ],
    "definition: the killed are fewer than the casualties of the same days": [
        stock(48710, "2031-06-30"),
        stock(14100, "2031-06-30", measure="killed"),
    ],
    "scope: one town's losses are not the whole front's": [
        flow(7140, "2031-06-01", "2031-06-30"),
        flow(312, "2031-06-01", "2031-06-30", place="Northport", partial=True),
    ],
    "length: a day's figure and its month's": [
        flow(7140, "2031-06-01", "2031-06-30", period="month"),
        flow(244, "2031-06-12", "2031-06-12", period="day"),
    ],
    "origin: an enemy's count is far above an owner's": [
        stock(48710, "2031-06-30"),
        stock(9120, "2031-06-30", origin=GUARD),
    ],
    "side: the two sides lose different numbers": [
        stock(48710, "2031-06-30"),
        stock(21400, "2031-06-30", subject="B"),
    ],
    "revision: an estimate is corrected by a little": [
        stock(61000, "2031-05-31", origin=GUARD, hedge="about"),
        stock(60000, "2031-06-14", origin=GUARD, hedge="about"),
    ],
    "a record is beaten by a later one": [
        flow(7140, "2031-06-01", "2031-06-30", id="june", period="month"),
        {**flow(0, "2031-06-01", "2031-06-30", period="month"), "kind": "superlative", "of": "june", "point": None},
        flow(9410, "2031-07-01", "2031-07-31", id="july", period="month"),
        {**flow(0, "2031-07-01", "2031-07-31", period="month"), "kind": "superlative", "of": "july", "point": None},
    ],
    "strength: a garrison may grow and shrink": [
        {"measure": "present", "kind": "level", "point": 12400, "to": "2031-05-01"},
        {"measure": "present", "kind": "level", "point": 4100, "to": "2031-06-01"},
        {"measure": "present", "kind": "level", "point": 9800, "to": "2031-07-01"},
    ],
    "kind of equipment: tanks are not armoured vehicles": [
        stock(1644, "2031-06-30", measure="destroyed:tanks"),
        stock(4410, "2031-06-30", measure="destroyed:armoured_vehicles"),
        flow(58, "2031-06-01", "2031-06-30", measure="destroyed:tanks"),
    ],
    "late reporting: a report gives last week's total as today's": [
        stock(48710, "2031-06-30", published="2031-06-30"),
        stock(48200, "2031-07-04", published="2031-07-04", time_stated=False),
    ],
}


@pytest.mark.parametrize("friends", FRIENDS.values(), ids=FRIENDS.keys())
def test_silence(friends):
    assert [f.headline for f in audit(book(*friends)) if f.kind in ERRORS] == []


@pytest.mark.parametrize("friends", FRIENDS.values(), ids=FRIENDS.keys())
def test_silence_within_a_long_series(friends):
    months = [stock(8000 * m, f"2031-{m:02}-28", id=f"m{m}", doc=f"d{m}", origin="ministry") for m in range(2, 12)]
    rows: tuple[Statement, ...] = said(*friends, *months)
    assert [f.headline for f in audit(Book(statements=rows, start=book().start)) if f.kind in ERRORS] == []
