"""What is left out is taken from the whole; without a whole nothing is told."""

import pytest
from builders import report

from warbook.extraction import extract


def counts(text: str) -> dict[str, float | None]:
    return {figure.number: figure.value.low for figure in extract(report(text), quick=True)}


@pytest.mark.parametrize(
    ("text", "number", "told"),
    [
        ("The garrison had 900 men. All but 300 of the men were killed.", "All but 300", 600),
        ("The army shot down all but four of the 29 missiles.", "all but four", 25),
        ("The navy lost 12 ships, all but one of them in May.", "all but one", 11),
        ("All but 5 percent of the soldiers were killed.", "All but 5 percent", 95),
    ],
)
def test_what_is_left_out_is_taken_from_the_whole(text: str, number: str, told: float) -> None:
    assert counts(text)[number] == told


def test_a_second_number_that_is_left_out_is_taken_from_its_own_whole() -> None:
    told = counts("Russia launched 197 drones and 50 missiles. Ukraine shot down all but 26 drones and 31 missiles.")
    assert (told["all but 26"], told["31"]) == (171, 19)


def test_without_a_whole_nothing_is_told() -> None:
    assert counts("All but 300 of the soldiers were killed.") == {}
    assert "all but 300" not in counts("The army lost 200 men, all but 300 of the reserve were killed.")


def test_why_says_from_what_it_was_taken() -> None:
    figures = extract(report("The garrison had 900 men. All but 300 of the men were killed."), quick=True)
    assert figures[-1].why[-1] == "all but 300: taken from '900'"


def test_the_whole_stands_in_the_same_paragraph_and_is_none_that_was_left_out() -> None:
    assert "All but 300" not in counts("The garrison had 900 men.\n\nAll but 300 of the men were killed.")
    told = counts("The garrison had 900 men. All but 400 of the men fled. All but 300 of the men were killed.")
    assert told["All but 300"] == 600
