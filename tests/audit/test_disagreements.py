"""What two origins must speak of before they are said to differ."""

import msgspec
from audit.making import figure, report

from warbook.audit import audit, book_of
from warbook.model import Finding, Value

REPORTS = {"r": report("r", "2031-06-01")}
ONE, OTHER = ("Southland government",), ("a captured paper of the 31st Brigade",)


def differing(*figures) -> list[Finding]:
    return [f for f in audit(book_of(figures, REPORTS)) if f.kind != "circular"]


def test_two_that_are_quoted_in_one_report_differ():
    (finding,) = differing(figure("r", "4,000", 4000, sources=ONE), figure("r", "900", 900, sources=OTHER))
    assert finding.kind == "disagreement"
    assert "Both can stand if" in finding.explanation[-1]
    assert "counts killed only" in finding.explanation[-1]
    assert finding.decided_by


def test_a_total_is_not_set_beside_the_dead_of_one_attack():
    total = figure("r", "40,000", 40000, sources=ONE, period=("2030-10-01", "2031-05-31"), cumulative=True)
    assert not differing(total, figure("r", "460", 460, sources=OTHER))


def test_a_report_does_not_dispute_whom_it_quotes():
    assert not differing(figure("r", "4,000", 4000, sources=ONE), figure("r", "900", 900))


def test_nobody_killed_is_said_of_one_place():
    assert not differing(figure("r", "639", 639, sources=ONE), figure("r", "no", 0, 0, sources=OTHER))


def test_two_losses_and_a_share_of_something_else_are_no_contradiction():
    share = figure("r", "a third", 33, 33)
    percent = Value(low=33.0, high=33.0, unit="percent", hedge=None)
    rows = (
        figure("r", "1,200", 1200),
        figure("r", "3,000", 3000),
        msgspec.structs.replace(share, value=percent),
    )
    assert not differing(*rows)


def test_what_a_report_counts_itself_beside_ten_times_as_much_is_a_part():
    there = {"event": "present", "period": ("2031-05-20", "2031-05-20")}
    quoted = figure("r", "4,000", 4000, sources=ONE, **there)
    assert not differing(quoted, figure("r", "100", 100, **there))
    assert differing(quoted, figure("r", "900", 900, **there))
    assert differing(quoted, figure("r", "100", 100, sources=OTHER, **there))
