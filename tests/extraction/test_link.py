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


def test_a_not_that_bounds_a_number_denies_nothing() -> None:
    (few,) = extract(report("The Boers could not muster more than 5,000 men.", published=JUNE))
    assert (few.value.low, few.value.high, few.modality) == (None, 5000, "asserted")
    (none,) = extract(report("The Boers did not lose 40 men.", published=JUNE))
    assert none.modality == "denied"


def test_what_a_question_begins_with_is_told_by_nobody() -> None:
    text = "Russia lost 400 tanks. {} Russian soldiers killed{}"
    assert extract(report(text.format("30,000", "?"), published=JUNE))[-1].modality == "possible"
    assert extract(report(text.format("30,000", "."), published=JUNE))[-1].modality == "asserted"
    assert extract(report(text.format("Why were 30,000", "?"), published=JUNE))[-1].modality == "asserted"


def test_what_is_told_of_its_own_side_befell_the_side_that_tells_it() -> None:
    text = "Boko Haram attacked. Niger recorded 71 dead and 32 wounded on its own side."
    found = extract(report(text, published=JUNE))
    assert [one.party for one in found[-2:]] == ["Niger", "Niger"]


def test_another_number_before_its_own_men_is_not_theirs() -> None:
    text = "Niger killed 40 Boko Haram fighters and lost 12 of its own men."
    assert [one.party for one in extract(report(text, published=JUNE))] == ["Boko Haram", "Niger"]
