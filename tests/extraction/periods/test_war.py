"""Periods that hang on a whole war: going on, just begun, over."""

from datetime import date

import pytest
from builders import report

from warbook.extraction import conflicts, extract
from warbook.extraction.items import items
from warbook.extraction.periods import war
from warbook.extraction.spot import spot
from warbook.extraction.stretches import Option
from warbook.model import Publication

JUNE = Publication(date(2023, 6, 1))
OPEN = Option(None, None, "open")
LOOK_BACK = "Georgia and Russia fought from 8 to 12 August 2008."


def test_a_toll_since_the_war_began_counts_from_its_first_day_whatever_day_was_told_before() -> None:
    figures = extract(
        report(
            "Russia said that its troops had taken 3 villages since Monday. "
            "The UN has verified the deaths of 12,700 civilians in Ukraine since the invasion began.",
            published=JUNE,
        )
    )
    period = figures[-1].period
    assert period is not None
    assert (period.start, period.end, figures[-1].cumulative) == (date(2022, 2, 24), JUNE.day, True)


def test_a_day_in_the_sentence_comes_before_the_beginning_of_the_war() -> None:
    text = "By 3 May 2023 the General Staff counted 3,460 Russian guns destroyed since the start of the invasion."
    (counted, *_) = items(spot(text, published=JUNE.day))
    assert war.since_the_war(counted, date(2022, 2, 24)) is None
    undated = text.replace("By 3 May 2023 the", "The")
    (counted, *_) = items(spot(undated, published=JUNE.day))
    assert war.since_the_war(counted, date(2022, 2, 24)) is not None


@pytest.mark.parametrize(
    ("stretch", "total"),
    [
        ("From 24 February 2022 to 23 May 2023", True),
        ("From 24 March 2022 to 23 May 2023", False),
        ("From 24 February 2022 to 23 May 2022", False),
        ("From 24 February 2022 to 1 March 2022", False),
    ],
)
def test_what_is_counted_from_a_wars_first_day_until_lately_is_a_total(stretch: str, total: bool) -> None:
    text = f"Russia shells towns in Ukraine. {stretch} the mission recorded 8,900 civilians killed in Ukraine."
    assert extract(report(text, published=JUNE))[-1].cumulative is total


@pytest.mark.parametrize(
    ("sentence", "event", "days"),
    [
        ("The final Georgian list has 170 dead servicemen.", "killed", (date(2008, 8, 8), date(2008, 8, 12))),
        ("Georgia will lose 170 servicemen.", "killed", (None, None)),
        ("Georgia lost 170 servicemen on 9 August 2008.", "killed", (None, None)),
        ("Georgia had 170 servicemen.", "present", (None, None)),
    ],
)
def test_what_a_look_back_counts_without_a_day_is_of_the_whole_war(
    sentence: str, event: str, days: tuple[date | None, date | None]
) -> None:
    scene = spot(f"{LOOK_BACK} {sentence}", published=date(2010, 8, 7))
    found = war.over_the_war(items(scene)[-1], event, OPEN, conflicts.finished(scene))
    assert (found.start, found.end) == days


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("On 3 December 2008 the ministry listed 170 dead servicemen.", True),
        ("On 3 December 2008 a mine killed 170 servicemen.", False),
        ("On 9 August 2008 the ministry listed 170 dead servicemen.", False),
    ],
)
def test_what_was_stated_after_a_war_befell_in_it(sentence: str, whole: bool) -> None:
    scene = spot(f"{LOOK_BACK} {sentence}", published=date(2010, 8, 7))
    item = items(scene)[-1]
    time = item.line.times[0]
    weighed = Option(time.start, time.end, "here in", time.span, time.precision)
    found = war.over_the_war(item, "killed", weighed, conflicts.finished(scene))
    assert (found.made == "whole war") is whole


def test_what_has_a_day_keeps_it() -> None:
    scene = spot(f"{LOOK_BACK} Georgia lost 170 servicemen.", published=date(2010, 8, 7))
    told = Option(date(2008, 8, 9), date(2008, 8, 9), "back in")
    assert war.over_the_war(items(scene)[-1], "killed", told, conflicts.finished(scene)) == told


def test_a_war_that_goes_on_is_not_looked_back_on() -> None:
    scene = spot("Russia and Ukraine fought on 3 May 2023.", published=date(2023, 6, 1))
    assert conflicts.finished(scene) is None


def test_before_a_war_is_over_nobody_looks_back_on_it() -> None:
    assert conflicts.finished(spot(LOOK_BACK, published=date(2008, 8, 10))) is None
    assert conflicts.finished(spot(LOOK_BACK, published=date(2008, 8, 20))) is not None


def test_without_a_day_of_that_war_nobody_looks_back_on_it() -> None:
    assert conflicts.finished(spot("Georgia and Russia mourn.", published=date(2010, 8, 7))) is None
    assert conflicts.finished(spot(LOOK_BACK)) is None


def test_a_war_ends_with_its_fighting_though_its_totals_count_on() -> None:
    told = spot("Armenia and Azerbaijan fought from 27 September 2020.", published=date(2021, 9, 27))
    war = conflicts.finished(told)
    assert war is not None
    assert (war.last, war.end) == (date(2020, 11, 10), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("end", "made", "total", "start"),
    [
        (date(2022, 3, 10), "until report", True, date(2022, 2, 24)),
        (date(2022, 3, 10), "until report", False, None),
        (date(2024, 3, 10), "until report", True, None),
        (date(2022, 3, 10), "here in", True, None),
    ],
)
def test_totals_of_what_began_begin_with_it(end: date, made: str, total: bool, start: date | None) -> None:
    (item,) = items(spot("Two million people have fled Ukraine."))
    told = war.of_what_began(item, "displaced", Option(None, end, made), date(2022, 2, 24), total)
    assert (told.start, told.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The battle, which began on 20 June 1948, goes on. Up to Friday 801 men have died.", date(1948, 6, 20)),
        ("The battle was won on 20 June 1948. Up to Friday 801 men have died.", None),
        ("The battle, which began on 20 June 1944, was long. Up to Friday 801 men have died.", None),
    ],
)
def test_a_total_without_a_first_day_is_since_something_began(text: str, start: date | None) -> None:
    item = items(spot(text, published=date(1948, 8, 23)))[-1]
    total = Option(None, date(1948, 8, 20), "here until")
    assert war.of_what_began(item, "killed", total, None, True).start == start


def test_an_undated_report_is_of_the_past_where_it_tells_days_to_the_wars_end() -> None:
    assert conflicts.past(spot(LOOK_BACK)) is not None
    assert conflicts.past(spot("Georgia and Russia fought from 8 to 10 August 2008.")) is None
