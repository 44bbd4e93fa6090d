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
        ("It rained in the three months to March 2021.", "from to", "2021-01-01", "2021-03-31"),
        ("It rained two days after 5 May 2021.", "in", "2021-05-07", "2021-05-07"),
        ("It rained a week before 5 May 2021.", "in", "2021-04-28", "2021-04-28"),
        ("It rained in the past 24 hours.", "in", "2023-05-16", "2023-05-17"),
        ("From 3 May 2021 onwards it rained.", "since", "2021-05-03", "None"),
    ],
)
def test_stretch(text: str, relation: str, start: str, end: str) -> None:
    [found] = dates.periods(text, dates.find(text, PUBLISHED))
    assert (found.relation, str(found.start), str(found.end)) == (relation, start, end)


def test_two_dates_that_only_follow_each_other_stay_apart() -> None:
    text = "It rained on 3 May 2021 and on 9 May 2021."
    assert [s.relation for s in dates.periods(text, dates.find(text))] == ["in", "in"]


def test_a_length_may_reach_back_from_publication() -> None:
    text = "In three weeks it rained four times."
    assert dates.periods(text, dates.find(text, PUBLISHED)) == []
    [found] = dates.periods(text, dates.find(text, PUBLISHED), PUBLISHED)
    assert (found.relation, str(found.start), str(found.end)) == ("back", "2023-04-27", "2023-05-17")


def test_words_without_days_give_no_stretch() -> None:
    text = "It has rained for two weeks, and now it snows."
    assert dates.periods(text, dates.find(text, PUBLISHED)) == []
