"""Slips undone: what a number may have been, and how likely one slip made this of that."""

import math

import pytest
from audit.making import START, said, stock
from hypothesis import given
from hypothesis import strategies as st

from warbook.audit.constraints import Clock
from warbook.audit.hypotheses import hypotheses
from warbook.audit.observations import observe
from warbook.audit.slips import digits


@pytest.mark.parametrize(
    ("wrong", "right"), [(9310, 6310), (2145, 2415), (1433, 14933), (143358, 14358), (328000, 128000)]
)
def test_one_key_away(wrong, right):
    assert right in dict(digits(wrong))


def test_a_key_pressed_twice_is_likelier_than_a_stray_one():
    odds = dict(digits(1443))
    assert odds[143] > dict(digits(1423))[143] + 1


@given(st.integers(1, 10**9))
def test_odds_are_those_of_rare_slips(point):
    for number, log in digits(point):
        assert number > 0
        assert number != point
        assert log - math.log(point / number) < 0


def test_an_old_total_is_sought_on_the_days_that_have_its_number():
    clock = Clock(START)
    (late,) = said(stock(41230, "2032-05-31"))
    observation = observe([late], clock)
    assert observation is not None
    exact = observe(list(said(stock(41230, "2032-01-17"))), clock)
    assert exact is not None and exact.lead.end is not None
    found = hypotheses(observation, clock, [], ["A"], late.end, [exact.lead.end])
    assert exact.lead.end in {r.target for r in found.readings if r.kind == "stale"}
