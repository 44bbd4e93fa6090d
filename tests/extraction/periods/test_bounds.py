"""Where a chosen period begins and ends."""

from datetime import date

import pytest

from warbook.extraction.items import Item, items
from warbook.extraction.periods import bounds
from warbook.extraction.spot import spot
from warbook.extraction.stretches import Option

JUNE = date(2023, 6, 1)
INVASION = date(2022, 2, 24)


def first(text: str, published: date | None = JUNE) -> Item:
    return items(spot(text, published=published))[0]


def told(item: Item, at: int = 0) -> Option:
    """The date of the sentence, taken by itself."""
    time = item.line.times[at]
    return Option(time.start, time.end, "here in", time.span, time.precision)


def test_a_month_that_ends_a_stretch_stands_for_the_stretch() -> None:
    item = first("The group has 134 air raids for January to May 2023.")
    assert [(one.start, one.end) for one in [bounds.joined(item, told(item))]] == [
        (date(2023, 1, 1), date(2023, 5, 31))
    ]


def test_two_months_that_stand_apart_are_two() -> None:
    item = first("The army lost 40 tanks in January and 20 in May 2023.")
    assert bounds.joined(item, told(item)) == told(item)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Since it began on 3 March 2023, 40 soldiers have died as of 28 April 2023.", date(2023, 4, 28)),
        ("Since it began on 3 March 2023, 40 soldiers have died.", JUNE),
        ("Since it began on 3 March 2023, 40 soldiers have died, as of 3 May 2022 none.", JUNE),
    ],
)
def test_as_of_bounds_what_goes_on_since(text: str, end: date) -> None:
    option = Option(date(2023, 3, 3), JUNE, "here since to report")
    assert bounds.as_of(first(text), option).end == end


@pytest.mark.parametrize(
    ("text", "event", "start", "board"),
    [
        ("Losses stand at 528,880 (+1,060).", "casualties", INVASION, True),
        ("Losses stand at 528,880 men (+ 1,060 a day).", "casualties", INVASION, True),
        ("Losses stand at 528,880 (1,060 of them officers).", "casualties", JUNE, False),
        ("The army has 528,880 (+1,060) men.", "present", JUNE, False),
    ],
)
def test_a_number_with_its_rise_counts_from_the_first_day(text: str, event: str, start: date, board: bool) -> None:
    option = Option(JUNE, JUNE, "report day")
    found, total = bounds.of_a_board(first(text), option, event, INVASION, False)
    assert (found.start, found.end, total) == (start, JUNE, board)


def test_a_board_of_a_war_of_unknown_beginning_has_no_first_day() -> None:
    found, _ = bounds.of_a_board(
        first("Losses stand at 528,880 (+1,060)."), Option(JUNE, JUNE, "report day"), "killed", None, False
    )
    assert (found.start, found.end) == (None, JUNE)


@pytest.mark.parametrize(
    ("text", "ahead"), [("A budget of 40 billion for 2023.", True), ("It lost 40 in 2023.", False)]
)
def test_what_is_planned_for_a_year_is_told_for_it(text: str, ahead: bool) -> None:
    item = first(text)
    assert bounds.told_for(item, told(item)) is ahead


def test_the_rise_itself_is_of_the_day() -> None:
    (_, rise) = items(spot("Losses stand at 528,880 (+1,060).", published=JUNE))
    chosen = Option(INVASION, JUNE, "war until report")
    found, total = bounds.of_a_board(rise, chosen, "casualties", INVASION, True)
    assert (found.start, found.end, total) == (JUNE, JUNE, False)


def test_the_rise_of_an_undated_report_is_of_the_last_day_that_it_states() -> None:
    (_, rise) = items(spot("Losses up to 1 June 2023 stand at 528,880 (+1,060)."))
    chosen = Option(INVASION, JUNE, "war until text date")
    assert bounds.of_a_board(rise, chosen, "casualties", INVASION, True)[0].start == JUNE


def test_a_rise_of_more_than_a_day_says_so() -> None:
    (_, rise) = items(spot("Losses stand at 528,880 (+1,060 in a week).", published=JUNE))
    chosen = Option(INVASION, JUNE, "war until report")
    assert bounds.of_a_board(rise, chosen, "casualties", INVASION, True) == (chosen, True)


@pytest.mark.parametrize(
    ("text", "event", "start"),
    [
        ("Strength: 110,000 (Smith, 27 May 2023), 90,000 in all.", "present", date(2023, 5, 27)),
        ("Strength: 110,000 men (27 May 2023).", "present", date(2023, 5, 27)),
        ("Strength: 110,000 men (more than on 27 May 2023, said Smith in his long account of it).", "present", JUNE),
        ("Losses: 110,000 (Smith, 27 May 2023).", "killed", JUNE),
    ],
)
def test_strength_is_of_the_day_in_the_brackets_behind_it(text: str, event: str, start: date) -> None:
    chosen = Option(JUNE, JUNE, "report day")
    assert bounds.in_brackets(first(text), event, chosen).start == start


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("By the end of April 2023 the army had 600 men.", (date(2023, 4, 30), date(2023, 4, 30))),
        ("At the end of April 2023 the army had 600 men.", (date(2023, 4, 30), date(2023, 4, 30))),
        ("At the end of 1964 the army had 600 men.", (date(1964, 12, 31), date(1964, 12, 31))),
        ("At the start of 1959 the army had 600 men.", (date(1959, 1, 1), date(1959, 1, 1))),
        ("Early in 1959 the army had 600 men.", (date(1959, 1, 1), date(1959, 4, 30))),
        ("By mid-April 2023 the army had 600 men.", (date(2023, 4, 11), date(2023, 4, 20))),
        ("By 2022 the army had 600 men.", (date(2022, 1, 1), date(2022, 12, 31))),
        ("In April 2023 the army had 600 men.", (date(2023, 4, 1), date(2023, 4, 30))),
    ],
)
def test_strength_at_an_edge_of_a_stretch_is_of_that_day(text: str, days: tuple[date, date]) -> None:
    item = first(text)
    found = bounds.at_its_edge(told(item), item.line.times[0], item)
    assert (found.start, found.end) == days
