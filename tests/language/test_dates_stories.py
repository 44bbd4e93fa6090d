"""The years of a story, whose dates mostly leave them out."""

from datetime import date

import pytest

from warbook.language import dates


@pytest.mark.parametrize("end", [".", ".[3]", '."', ". [...]", ".[a][12]"])
def test_a_first_paragraph_is_no_title_where_a_sentence_ends_in_it(end: str) -> None:
    text = f"The siege began on 29 July 2021{end}\n\nOn August 14 the mill burnt.\n\nOn August 19 the bridge fell.\n"
    assert [found.start for found in dates.find(text)] == [date(2021, 7, 29), date(2021, 8, 14), date(2021, 8, 19)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "It began on 17 March 2022. On 3 July it rained. In January 2023 it froze. It ended on 4 May.",
            date(2022, 7, 3),
        ),
        ("It began on 17 March 2022. On 3 July it rained. It ended on 4 May.", date(2023, 7, 3)),
    ],
)
def test_days_told_in_order_through_the_years_are_a_story_whenever_it_appeared(text: str, day: date) -> None:
    assert day in [found.start for found in dates.find(text, date(2023, 7, 11))]


def test_the_date_of_an_earlier_thing_does_not_turn_the_story_back() -> None:
    text = (
        "It began on 16 February 2016.\n\nOn 21 February it rained.\n\n"
        "On 23 February the last guests of a previous fair in February 2015 left. On 24 February it froze."
    )
    assert [found.start for found in dates.find(text)][-1] == date(2016, 2, 24)


def test_a_story_rather_waits_for_a_new_paragraph_than_to_leap_a_year() -> None:
    text = (
        "On 30 May 2015 it rained, and on 23 June it hailed. By 1 August the roads were dry.\n\n"
        "On 19 August it froze.\n\nOn 23 August 2016 all was over."
    )
    assert [found.start for found in dates.find(text)][2:] == [
        date(2015, 8, 1),
        date(2016, 8, 19),
        date(2016, 8, 23),
    ]


@pytest.mark.parametrize(
    ("title", "text", "days"),
    [
        ("2022 Keth campaign", "On 12 September it rained.", [date(2022, 9, 12)]),
        (
            "Siege of Keth (2016–2017)",
            "On 21 October it rained. On 3 January it froze.",
            [date(2016, 10, 21), date(2017, 1, 3)],
        ),
        (
            "Siege of Keth (2016)",
            "In March 2017 it was over. On 3 May it rained.",
            [date(2017, 3, 1), date(2017, 5, 3)],
        ),
        ("Sites of 1,950 villages", "On 12 September it rained.", [None]),
    ],
)
def test_the_title_of_a_story_tells_its_first_year(title: str, text: str, days: list[date | None]) -> None:
    assert [found.start for found in dates.find(text, None, title)] == days
