"""What follows from the wording of a sentence, whatever was weighed."""

from datetime import date

from builders import report

from warbook.extraction.extract import extract
from warbook.model import Publication

JUNE = Publication(date(2023, 6, 1))


def test_what_with_adds_befell_the_counted_subject() -> None:
    _, dead = extract(report("Mali said that 300 Chadian soldiers entered Niger, with 40 casualties.", published=JUNE))
    assert (dead.number, dead.party) == ("40", "Chad")


def test_a_total_at_the_end_of_a_month_counts_up_to_its_last_day() -> None:
    (found,) = extract(report("Bolivia's total at the end of May 2023 was 400 tanks lost.", published=JUNE))
    assert (found.period.end, found.cumulative) == (date(2023, 5, 31), True)
