"""Stretches of days that a statement may cover."""

from datetime import date

import pytest

from warbook.language import dates

PUBLISHED = date(2023, 5, 17)


@pytest.mark.parametrize(
    ("text", "relation", "start", "end"),
    [
        ("It rained from 3 to 5 May 2021.", "from to", "2021-05-03", "2021-05-05"),
        ("It rained between March and June 2021.", "from to", "2021-03-01", "2021-06-30"),
        ("It rained from 3 March 2021 until 4 April 2021.", "from to", "2021-03-03", "2021-04-04"),
        ("It rained (3–5 May 2021).", "from to", "2021-05-03", "2021-05-05"),
        ("It has rained since 3 May 2021.", "since", "2021-05-03", "None"),
        ("It has rained since mid-March 2021.", "since", "2021-03-15", "None"),
        ("It had rained by the end of March 2021.", "by", "None", "2021-03-31"),
        ("It rained until 3 May 2021.", "until", "None", "2021-05-03"),
        ("It was wet as of 3 May 2021.", "as of", "2021-05-03", "2021-05-03"),
        ("It rained before 3 May 2021.", "before", "None", "2021-05-02"),
        ("It rained in late October 2021.", "in", "2021-10-21", "2021-10-31"),
        ("It rained over the past day.", "in", "2023-05-16", "2023-05-17"),
        ("It rained in the three months to March 2021.", "in", "2021-01-01", "2021-03-31"),
        ("It rained two days after 5 May 2021.", "in", "2021-05-07", "2021-05-07"),
        ("It rained a week before 5 May 2021.", "in", "2021-04-28", "2021-04-28"),
        ("It rained in the past 24 hours.", "in", "2023-05-16", "2023-05-17"),
        ("From 3 May 2021 onwards it rained.", "since", "2021-05-03", "None"),
        ("It rained in Nov.-Dec. 1950.", "from to", "1950-11-01", "1950-12-31"),
        ("It rained in Jul/Aug 1943.", "from to", "1943-07-01", "1943-08-31"),
        ("It rained from 21 Feb. to 18 Dec. 1916.", "from to", "1916-02-21", "1916-12-18"),
        ("It rained in January and February 1942.", "from to", "1942-01-01", "1942-02-28"),
        ("It rained in mid-May 1944.", "in", "1944-05-11", "1944-05-20"),
        ("It rained in the first five weeks of 1987.", "in", "1987-01-01", "1987-02-04"),
        ("It rained in the early months of 1942.", "in", "1942-01-01", "1942-05-02"),
        ("It rained in the closing months of 1918.", "in", "1918-09-01", "1918-12-31"),
        ("It rained in the first days of May 1945.", "in", "1945-05-01", "1945-05-10"),
        ("In the year to March 2021 it rained.", "in", "2020-04-01", "2021-03-31"),
        ("It rained last year.", "in", "2022-01-01", "2022-12-31"),
        ("It rained in 70 CE.", "in", "0070-01-01", "0070-12-31"),
    ],
)
def test_stretch(text: str, relation: str, start: str, end: str) -> None:
    [found] = dates.periods(text, dates.find(text, PUBLISHED))
    assert (found.relation, str(found.start), str(found.end)) == (relation, start, end)


def test_two_dates_that_only_follow_each_other_stay_apart() -> None:
    text = "It rained on 3 May 2021 and on 9 May 2021."
    assert [s.relation for s in dates.periods(text, dates.find(text))] == ["in", "in"]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The town fell on 3 March 1944. In the twelve weeks that followed it rained.", "1944-03-03", "1944-05-25"),
        ("The town fell in March 1944. In the two weeks that followed it rained.", "1944-04-01", "1944-04-14"),
        ("The town fell on 3 March 1944. In the two weeks before, it rained.", "1944-02-19", "1944-03-03"),
        ("The town fell on 3 March 1944. It rained for the next 40 days.", "1944-03-03", "1944-04-12"),
        (
            "The siege went on from 3 March 1944 to 2 May 1944. It rained over the two months.",
            "1944-03-03",
            "1944-05-02",
        ),
    ],
)
def test_a_length_beside_what_was_told(text: str, start: str, end: str) -> None:
    found = dates.periods(text, dates.find(text, PUBLISHED), PUBLISHED)[-1]
    assert (str(found.start), str(found.end)) == (start, end)


@pytest.mark.parametrize("text", ["It rained over the two months.", "It rained in the first six months of the war."])
def test_a_length_of_something_not_told_does_not_reach_back(text: str) -> None:
    assert dates.periods(text, dates.find(text, PUBLISHED), PUBLISHED) == []


def test_years_before_christ_have_no_days_of_the_calendar() -> None:
    for words, value in (("480 BC", "BC0480"), ("146 B.C.", "BC0146"), ("53 BCE", "BC0053")):
        (found,) = dates.find(f"It rained in {words} again.", PUBLISHED)
        assert (found.value, found.start) == (value, None)


def test_a_length_may_reach_back_from_publication() -> None:
    text = "In three weeks it rained four times."
    assert dates.periods(text, dates.find(text, PUBLISHED)) == []
    [found] = dates.periods(text, dates.find(text, PUBLISHED), PUBLISHED)
    assert (found.relation, str(found.start), str(found.end)) == ("back", "2023-04-27", "2023-05-17")


def test_words_without_days_give_no_stretch() -> None:
    text = "It has rained for two weeks, and now it snows."
    assert dates.periods(text, dates.find(text, PUBLISHED)) == []
