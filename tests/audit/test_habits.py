"""What a book teaches of how its origins speak."""

from datetime import date

from audit.making import START, flow, said, stock

from warbook.audit.constraints import Clock
from warbook.audit.habits import FORESIGHT, Habits
from warbook.audit.observations import collapse


def told(*rows):
    statements = said(*rows)
    habits = Habits(date(2032, 1, 1))
    habits.learn(statements)
    observations = collapse(statements, Clock(START))
    habits.recount(observations, dict.fromkeys(range(len(observations)), 1.0))
    return habits, statements


def test_what_an_origin_never_said_is_rarer_than_what_it_often_says():
    habits, statements = told(*(stock(1000 * m, f"2031-{m:02}-28", doc=f"r{m}") for m in range(2, 12)))
    usual = statements[0].series
    rare = said(stock(1, "2031-03-01", measure="killed"))[0].series
    assert habits.usual(usual, "stock", ()) > habits.usual(rare, "stock", ()) + 2
    assert habits.usual(usual, "stock", ()) > habits.usual(usual, "day", ()) + 1


def test_a_figure_is_no_witness_for_itself():
    habits, statements = told(stock(1000, "2031-03-01", doc="alone"), stock(900, "2031-02-01", measure="killed"))
    assert habits.usual(statements[0].series, "stock", ("alone",)) < habits.usual(statements[0].series, "stock", ())


def test_a_day_of_a_year_ago_is_untimely_and_a_day_to_come_more_so():
    habits, (now,) = told(flow(90, "2031-06-01", "2031-06-01", published="2031-06-02"))
    assert habits.timely(now, date(2031, 6, 1)) > habits.timely(now, date(2030, 6, 1)) + 5
    assert habits.timely(now, date(2031, 9, 1)) == FORESIGHT
    assert not habits.untimely(now)


def test_an_undated_report_knows_nothing_of_days_after_the_last():
    habits, (one,) = told(stock(1000, "2031-03-01"))
    assert habits.timely(one, date(2032, 3, 1)) == FORESIGHT
    assert habits.timely(one, date(2031, 3, 1)) == 0.0


def test_a_side_of_which_an_origin_never_speaks_is_rarer_than_a_thing():
    habits, _ = told(*(stock(1000 * m, f"2031-{m:02}-28", doc=f"r{m}") for m in range(2, 12)))
    thing = said(stock(1, "2031-03-01", measure="tank"))[0].series
    side = said(stock(1, "2031-03-01", subject="B"))[0].series
    assert habits.usual(side, "stock", ()) < habits.usual(thing, "stock", ()) - 1


def test_a_copy_that_is_dated_tells_when_the_figure_was_known():
    (told_,) = collapse(
        said(stock(900, "2031-06-01", doc="a"), stock(900, "2031-06-01", doc="b", published="2032-06-03")),
        Clock(START),
    )
    assert told_.lead.published == date(2032, 6, 3)
