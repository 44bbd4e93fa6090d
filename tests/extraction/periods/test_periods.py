"""The days of a figure, by what was weighed and by the wording."""

from datetime import date

import pytest
from builders import report

from warbook.extraction import extract, link_period
from warbook.extraction.items import items
from warbook.extraction.periods import Periods
from warbook.extraction.spot import spot
from warbook.extraction.stretches import Option
from warbook.model import Publication

JUNE = date(2023, 6, 1)


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


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        ("By 3 May 2023 Russia had lost 62 tanks in Ukraine.", JUNE, date(2022, 2, 24)),
        ("By noon on 3 May 2023 Russia had lost 62 tanks in Ukraine.", JUNE, None),
        ("By 3 May 2023 Russia had lost 62 tanks in Ukraine.", None, None),
    ],
)
def test_what_was_lost_by_a_day_counts_from_the_wars_first_in_dated_reports(
    text: str, published: date | None, start: date | None
) -> None:
    scene = spot(text, published=published)
    item = items(scene)[-1]
    time = item.line.times[0]
    weighed = Option(time.start, time.end, "here in", time.span, time.precision)
    found, total = Periods(scene).told(item, "destroyed", weighed, False)
    assert (found.start, found.end, total) == (start, date(2023, 5, 3), True)


def test_by_a_day_is_no_reading_of_the_time_since() -> None:
    scene = spot("By 3 May 2023 Russia had lost 62 tanks. Since 9 May 2023 it has lost 40.", published=JUNE)
    by, since = (
        {option.made for option, _ in link_period.candidates(one, "destroyed", None, None)} for one in items(scene)
    )
    assert "here since to report" not in by
    assert "here since to report" in since
