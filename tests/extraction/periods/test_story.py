"""The days of a battle or war told as a story."""

from datetime import date

import pytest
from builders import report

from warbook.extraction import conflicts
from warbook.extraction.extract import extract
from warbook.extraction.items import items
from warbook.extraction.linked import Linked
from warbook.extraction.periods import story
from warbook.extraction.spot import spot
from warbook.extraction.stretches import Option

KETH = "The battle of Keth (3 May to 9 May 1917)"
OPEN = Option(None, None, "open")
Days = tuple[date | None, date | None]
WHOLE = (date(1917, 5, 3), date(1917, 5, 9))


def days(option: Option | None) -> Days | None:
    return (option.start, option.end) if option else None


def test_a_later_paragraph_without_a_day_counts_the_losses_of_the_whole_battle() -> None:
    opening = "The battle of Keth (3 May to 9 May 1917) was fought for a mill.\n\nOn 4 May the Italians lost 20 men."
    first, second = extract(report(f"{opening}\n\nIn the end the Italian army had lost 400 men."))
    assert (first.period.start, first.period.end) == (date(1917, 5, 4), date(1917, 5, 4))
    assert (second.period.start, second.period.end) == (date(1917, 5, 3), date(1917, 5, 9))
    own, later = items(spot(f"{opening} The French had lost 400 men."))
    assert [story.of_whole(one, "killed", None) for one in (own, later)] == [None, None]


def test_the_first_day_of_a_battle_is_the_first_that_its_story_opens_with() -> None:
    opening = "The battle of Keth (3 May to 9 May 1917) was fought for a mill."
    (found,) = extract(report(f"{opening}\n\nOn the first day the Italians lost 20 men."))
    assert (found.period.start, found.period.end) == (date(1917, 5, 3), date(1917, 5, 3))


def test_in_the_sentence_of_the_first_day_losses_are_of_that_day() -> None:
    had, lost, later = items(
        spot(f"{KETH}. At the outset the Italians had 400 guns and lost 90 guns. They lost 20 men.")
    )
    day = Option(date(1917, 5, 3), date(1917, 5, 3), "first day")
    before = Linked(item=had, event="present", object="artillery", party="Italy", option=day)
    assert story.before_it(lost, "destroyed", before) == day
    assert days(story.before_it(later, "killed", before)) == WHOLE


@pytest.mark.parametrize(
    ("behind", "event", "told"),
    [
        ("They lost 20 guns.", "destroyed", WHOLE),
        ("The French had 20 guns.", "present", (date(1917, 5, 3), date(1917, 5, 3))),
    ],
)
def test_after_a_battles_first_day_losses_are_of_the_whole(behind: str, event: str, told: Days) -> None:
    first, second = extract(report(f"{KETH}. At the outset the Italians had 400 guns. {behind}"))
    assert (first.period.start, first.period.end) == (date(1917, 5, 3), date(1917, 5, 3))
    assert (second.event, (second.period.start, second.period.end)) == (event, told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{KETH}. The French lost 400 men.", WHOLE),
        (f"{KETH} drew in 90 guns. The French lost 400 men.", None),
        (f"{KETH}. On 4 May the French lost 400 men.", None),
        (f"{KETH} drew in 90 guns. Losses over the whole: 400 men.", WHOLE),
        (f"{KETH} drew in 90 guns. The battle cost the French 400 men.", WHOLE),
        (f"{KETH} drew in 90 guns. The battle cost the French 90 guns and 400 men.", None),
    ],
)
def test_all_of_the_days(text: str, told: Days | None) -> None:
    assert days(story.of_whole(items(spot(text))[-1], "killed", None)) == told


def test_losses_over_the_whole_are_of_a_war_that_is_over() -> None:
    text = "Georgia and Russia fought from 8 to 12 August 2008. The war killed 170 Georgian soldiers."
    scene = spot(text, published=date(2010, 8, 7))
    told = story.of_whole(items(scene)[-1], "killed", conflicts.finished(scene))
    assert days(told) == (date(2008, 8, 8), date(2008, 8, 12))
    assert story.of_whole(items(scene)[-1], "present", conflicts.finished(scene)) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"{KETH}. On its first day the French had 400 men.", date(1917, 5, 3)),
        (f"{KETH}. On the last day the French had 400 men.", date(1917, 5, 9)),
        (f"{KETH}. On the first day 90 came; afterwards 400 men.", None),
        (f"{KETH}. The French had 400 men.", None),
    ],
)
def test_the_first_and_the_last_day(text: str, day: date | None) -> None:
    found = story.on_an_edge(items(spot(text))[-1])
    assert (found and found.start, found and found.end) == (day, day)


@pytest.mark.parametrize(
    ("text", "event", "told"),
    [
        ("In the first four days of it the army lost 400 men.", "killed", (date(2025, 3, 18), date(2025, 3, 21))),
        (
            "In the first four days of it the army lost 90 guns, later 400 men.",
            "killed",
            (date(2025, 3, 18), date(2025, 3, 18)),
        ),
        ("In four days of it the army lost 400 men.", "killed", (date(2025, 3, 18), date(2025, 3, 18))),
        ("In the first four days of it the army had 400 men.", "present", (date(2025, 3, 18), date(2025, 3, 18))),
    ],
)
def test_the_first_days_are_counted_from_the_day_that_was_chosen(text: str, event: str, told: Days) -> None:
    chosen = Option(date(2025, 3, 18), date(2025, 3, 18), "back in")
    assert days(story.in_its_first_days(items(spot(text))[-1], event, chosen)) == told


def test_the_first_days_of_a_story_are_counted_from_its_first() -> None:
    item = items(spot(f"{KETH}. In the first four days the French lost 400 men."))[-1]
    assert days(story.in_its_first_days(item, "killed", OPEN)) == (date(1917, 5, 3), date(1917, 5, 6))


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("During the war 170 Georgian soldiers were killed.", (date(2008, 8, 8), date(2008, 8, 12))),
        ("During the war, on 9 August 2008, 170 Georgian soldiers were killed.", None),
        ("The Georgian army lost 170 soldiers.", None),
    ],
)
def test_in_the_war_is_in_all_of_a_past_war(sentence: str, told: Days | None) -> None:
    scene = spot(f"Georgia and Russia fought from 8 August to 12 August 2008, near 40 villages. {sentence}")
    assert days(story.of_whole(items(scene)[-1], "killed", conflicts.past(scene))) == told
