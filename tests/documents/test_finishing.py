"""The numbers of notes are no figures; numbers behind a stop without a blank are."""

import pytest

from warbook.documents import read, readable
from warbook.extraction import extract
from warbook.model import Document

NOTED = (
    "The defenders lost 140 soldiers, by their own count.1 Nobody could reach the station,2 the staff said. "
    "“We counted 19 graves.”2 In that week 27 people were killed.3\nIt rained on the last day."
)


def report(text: str) -> Document:
    (found,) = read(text.encode(), "r.txt")
    assert isinstance(found, Document)
    return found


def test_marks_of_notes_that_lost_their_height_are_told_by_their_order() -> None:
    noted = report(NOTED)
    view = readable(noted)
    assert "own count.  Nobody could reach the station,  the staff" in view
    assert "killed. \nIt rained" in view
    numbers = [figure.number for figure in extract(noted, trust={}, quick=True)]
    assert {"1", "2", "3"}.isdisjoint(numbers)
    assert {"140", "27"} <= set(numbers)


@pytest.mark.parametrize(
    "text",
    [
        "At the mill men were killed.12 Soldiers lay in the yard, the staff said.",
        "Tanks burned.1 Crew lived.14 Men were killed at the mill, the staff said.",
        "They hold No.1 Company and 30 km² of land, the staff said.",
        "Many were wounded,12 were killed at the mill, the staff said.",
    ],
)
def test_a_blank_that_was_forgotten_makes_no_mark(text: str) -> None:
    assert readable(report(text)) == text
