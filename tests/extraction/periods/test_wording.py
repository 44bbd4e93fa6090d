"""What stands in a figure's sentence."""

import pytest

from warbook.extraction.items import Item, items
from warbook.extraction.periods import wording
from warbook.extraction.spot import spot


def first(text: str) -> Item:
    return items(spot(text))[0]


def test_words_are_found_with_their_place_in_the_text() -> None:
    text = "It rained. At the outset the garrison had 400 men."
    words = wording.said(first(text), "first day", ";")
    assert words and text[words.start : words.end] == "At the outset"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("The garrison had 400 men; at the outset it was strong.", ";"),
        ("The garrison had 400 men, strong at the outset.", ","),
        ("The garrison had 400 men and 30 guns at the outset.", ";"),
        ("The garrison had 400 men.\n\nAt the outset it was strong.", ";"),
    ],
)
def test_words_beyond_a_mark_another_number_or_the_sentence_say_nothing(text: str, marks: str) -> None:
    assert wording.said(first(text), "first day", marks) is None


def test_a_mark_that_is_not_asked_for_parts_nothing() -> None:
    assert wording.said(first("The garrison had 400 men, strong at the outset."), "first day", ";")


@pytest.mark.parametrize(("text", "told"), [("In May 2021 400 men fell.", True), ("That day 400 men fell.", False)])
def test_a_sentence_is_dated_by_a_time_that_is_known(text: str, told: bool) -> None:
    assert wording.dated(first(text)) is told


@pytest.mark.parametrize(
    ("text", "raises"),
    [
        ("That brings the claimed total since June to 400 men.", True),
        ("Another 90 fell, bringing the number of dead to 400.", True),
        ("The toll of the storm is known; the army brought guns to 400 men.", False),
        ("The number of attacks rose from 300 to 400.", False),
    ],
)
def test_what_raises_a_total_is_heard_before_its_number(text: str, raises: bool) -> None:
    assert wording.raises_a_total(items(spot(text))[-1]) is raises
