"""Who 'the group' and 'the organisation' are."""

import pytest

from warbook.extraction.sources.standing import REACH, Named
from warbook.vocabulary import entries

TEXT = "Hezbollah fired on the town. Oxfam fled, and Kyiv watched. The {} counted 40 dead."


@pytest.mark.parametrize(
    ("noun", "who"), [("group", "Hezbollah"), ("organisation", "Oxfam"), ("town", None), ("Group", None)]
)
def test_the_last_one_named_of_that_sort_is_meant(noun: str, who: str | None) -> None:
    text = TEXT.format(noun)
    assert Named(text).before(noun, text.index(f"The {noun}") + 4) == who


def test_what_is_named_afterwards_or_far_away_is_not_meant() -> None:
    assert Named("The group counted 40 dead. Hezbollah fired.").before("group", 4) is None
    text = f"Hezbollah fired.{' ' * REACH}The group counted 40 dead."
    assert Named(text).before("group", text.index("group")) is None


def test_every_noun_stands_for_a_sort_that_there_is() -> None:
    assert {entry.data["of"] for entry in entries("standing_speakers")} == {"group", "body"}
