"""The days of a figure, by what was weighed and by the wording."""

from datetime import date

from builders import report

from warbook.extraction import extract
from warbook.model import Publication


def test_why_says_that_the_wording_tells_another_period_than_was_weighed() -> None:
    text = (
        "The battle of Keth (3 to 9 May 1917). On its first day the French army lost 400 men. It lost 90 men on 4 May."
    )
    first, second = extract(report(text), quick=True)
    assert any("by the wording: first day" in reason for reason in first.why)
    assert not any("by the wording" in reason for reason in second.why)


def test_a_stretch_not_yet_over_holds_up_to_the_report_but_a_budget_for_all_of_it() -> None:
    published = Publication(date(2023, 6, 1))
    (lost,) = extract(report("This year the Russian army lost 40 tanks.", published=published), quick=True)
    assert lost.period.end == date(2023, 6, 1)
    (spent,) = extract(report("Russia spends 40 billion dollars on arms for 2023.", published=published), quick=True)
    assert spent.period.end == date(2023, 12, 31)
