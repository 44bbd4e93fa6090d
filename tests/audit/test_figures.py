"""The product's figures as statements."""

from datetime import date

import msgspec
import pytest
from audit.making import figure, report

from warbook.audit import audit, book_of, statements_from
from warbook.model import Document, Place, Publication, Span

TOTAL = ("2031-01-07", "2031-06-30")


def one(**more):
    found = statements_from([figure("r", "900", 900, **more)], {"r": report("r", "2031-07-02")})
    return found[0] if found else None


def test_kinds():
    assert one(period=TOTAL, cumulative=True).kind == "stock"
    assert one(period=("2031-06-01", "2031-06-30")).kind == "flow"
    assert one(event="present", period=TOTAL).kind == "level"
    assert one(modality="planned") is None
    assert one(party=None) is None


def test_a_figure_without_days_has_its_report_s():
    statement = one(cumulative=True)
    assert str(statement.end) == "2031-07-02"
    assert not statement.dated


def test_figures_share_the_expression_whose_day_they_inherit():
    words = Span(3, 15)
    figures = [
        figure("r", "900", 900, period=("2031-06-01", "2031-06-30"), words=words),
        figure("r", "7,310", 7310, period=TOTAL, cumulative=True),
    ]
    first, second = statements_from(figures, {"r": report("r")})
    assert first.expression == second.expression != "r@report"


def test_a_record_is_a_statement_of_its_own():
    figures = [figure("r", "900", 900, period=("2031-06-01", "2031-06-30"), record=True)]
    flow, record = statements_from(figures, {"r": report("r")})
    assert record.kind == "superlative"
    assert record.of == flow.id == record.figure


def test_parts_of_a_whole_in_one_report_are_no_contradiction():
    figures = [
        figure("r", "912", 912, event="destroyed", object_="tanks", period=TOTAL, cumulative=True),
        figure("r", "317", 317, event="destroyed", object_="tanks", period=TOTAL, cumulative=True),
        figure("r", "45", 45, event="destroyed", object_="tanks", period=TOTAL, cumulative=True),
    ]
    assert [s.partial for s in statements_from(figures, {"r": report("r")})] == [False, True, True]
    assert audit(book_of(figures, {"r": report("r")})) == []


def test_an_incident_says_only_at_least():
    assert one(period=("2031-06-01", "2031-06-30"), place=Place("Northport")).partial


def test_the_same_words_for_a_date_are_one_expression():
    text = "In June 2031 they lost 900. By June 2031 the total was 7,310."
    document = Document(id="r", name="r", text=text)
    first, second = (text.index("June"), text.rindex("June"))
    figures = [
        figure("r", "900", 900, period=("2031-06-01", "2031-06-30"), words=Span(first, first + 9)),
        figure("r", "7,310", 7310, period=TOTAL, cumulative=True, words=Span(second, second + 9)),
    ]
    one_day, total = statements_from(figures, {"r": document})
    assert one_day.expression == total.expression == "r@june 2031"


@pytest.mark.parametrize(
    ("precision", "latest"), [("day", date(2031, 7, 2)), ("month", date(2031, 7, 31)), ("year", date(2031, 12, 31))]
)
def test_a_report_of_a_month_may_have_appeared_on_its_last_day(precision, latest):
    of_july = msgspec.structs.replace(report("r"), published=Publication(date(2031, 7, 2), precision))
    (statement,) = statements_from([figure("r", "900", 900, period=TOTAL)], {"r": of_july})
    assert statement.published == latest


def test_a_total_of_the_year_so_far_is_not_held_against_the_year_before():
    figures = [
        figure("r", "540,000", 540_000, period=("2030-01-01", "2030-12-31")),
        figure("r", "80,000", 80_000, period=("2031-01-01", "2031-03-31"), cumulative=True),
    ]
    book = book_of(figures, {"r": report("r", "2031-04-02")})
    assert ([s.kind for s in book.statements], book.starts) == (["flow", "flow"], {})
    assert audit(book) == []
