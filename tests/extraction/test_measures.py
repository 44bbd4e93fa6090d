"""Bare numbers have the measure of the one before them."""

import pytest
from builders import report

from warbook.extraction import extract


def units(text: str) -> list[tuple[str, str]]:
    return [(figure.number, figure.value.unit) for figure in extract(report(text), quick=True)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("In October the army captured 267 square kilometres, after 259 the month before.", "km2"),
        ("In November the army gained 505 square kilometres. In August the army gained 464.", "km2"),
        ("The army holds 19 percent of the region; a year ago it was 18.", "percent"),
        ("The aid agency delivered 219 tons of food in August, where 500 had been promised.", "t"),
    ],
)
def test_a_bare_number_has_the_measure_of_the_one_before(text: str, unit: str) -> None:
    assert [found for _, found in units(text)] == [unit, unit]


def test_money_left_without_its_name_is_of_the_sum_before() -> None:
    assert units("Europe lent Ukraine 90 billion euros. Of it 60 billion is lent for arms.") == [
        ("90 billion euros", "EUR"),
        ("60 billion", "EUR"),
    ]


def test_what_is_counted_by_its_own_word_is_no_measure() -> None:
    assert dict(units("The army captured 267 square kilometres and 12 villages."))["12"] == "count"
    assert dict(units("The aid agency delivered 219 tons of food and 300 food parcels."))["300"] == "count"


def test_why_says_that_a_measure_was_carried() -> None:
    first, second = extract(
        report("In October the army captured 267 square kilometres, after 259 the month before."), quick=True
    )
    assert "unit km2: as of the figure before it" in second.why
    assert not any(reason.startswith("unit") for reason in first.why)
