"""What follows from the wording of a sentence, whatever was weighed."""

from datetime import date

from builders import report

from warbook.extraction.extract import extract
from warbook.model import Publication

JUNE = Publication(date(2023, 6, 1))


def test_what_with_adds_befell_the_counted_subject() -> None:
    before = "Niger is losing the war. Niger's army is weak. Previously, the government of Niger claimed that "
    text = f"{before}300 Chadian soldiers entered Niger, with 40 casualties."
    _, hurt = extract(report(text, published=JUNE))
    assert (hurt.number, hurt.party) == ("40", "Chad")


def test_a_total_for_the_end_of_a_year_counts_up_to_its_last_day() -> None:
    (found,) = extract(report("Bolivia's total for the end of 2022 was 977 tanks.", published=JUNE))
    assert (found.period.end, found.cumulative) == (date(2022, 12, 31), True)
