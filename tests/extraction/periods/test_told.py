"""Periods that the wording tells, whatever was weighed."""

from datetime import date

import msgspec
import pytest
from builders import report

from warbook.extraction.extract import extract
from warbook.extraction.items import items
from warbook.extraction.periods import told
from warbook.extraction.spot import Part, spot
from warbook.extraction.stretches import Option
from warbook.model import Figure, Publication

OPEN = Option(None, None, "open")
JUNE = Publication(date(2023, 6, 1))


def only(text: str, published: Publication | None = JUNE) -> Figure:
    return extract(report(text, published=published))[0]


@pytest.mark.parametrize(
    "text, start, end",
    [
        ("Russia had lost 40 tanks by mid-May 2023.", None, date(2023, 5, 15)),
        ("Russia lost 40 tanks in mid-May 2023.", date(2023, 5, 11), date(2023, 5, 20)),
        ("Some 600 Russian soldiers were in the town in mid-May 2023.", date(2023, 5, 15), date(2023, 5, 15)),
        ("Russia lost 40 tanks between January and mid-May 2023.", date(2023, 1, 1), date(2023, 5, 15)),
    ],
)
def test_the_middle_of_a_month_bounds_at_its_fifteenth(text: str, start: date | None, end: date) -> None:
    period = only(text).period
    assert (start is None or period.start == start, period.end) == (True, end)


def test_a_loss_in_an_undated_story_is_of_a_day_that_it_has_told() -> None:
    story = "The battle of Keth was fought on 16 May 1811. The French threw columns at the mill.\n\nThey lost 40 men."
    period = only(story, None).period
    assert (period.start, period.end) == (date(1811, 5, 16), date(1811, 5, 16))
    assert only("The French threw columns at the mill.\n\nThey lost 40 men.", None).period.end is None


@pytest.mark.parametrize(
    "text, start",
    [
        ("The war between them broke out in April 2021. It has killed 40 soldiers.", date(2021, 4, 1)),
        ("The insurgency, which began on 3 May 2021, has driven 4,000 people from their homes.", date(2021, 5, 3)),
    ],
)
def test_what_a_war_has_cost_counts_from_its_beginning_to_the_report(text: str, start: date) -> None:
    found = only(text)
    assert (found.period.start, found.period.end, found.cumulative) == (start, date(2023, 6, 1), True)


def test_what_befell_on_the_day_when_something_began_is_no_total() -> None:
    assert only("The shelling began on 3 May 2023 and killed 40 soldiers.").period.end == date(2023, 5, 3)


def test_losses_by_a_day_of_no_known_year_are_a_running_total() -> None:
    (figure,) = extract(
        report("Ukraine claimed that the Russian brigade had 158 men killed by mid-April.", published=None)
    )
    assert figure.cumulative


def test_the_days_at_the_head_of_a_bulletin_are_those_of_its_counts() -> None:
    text = "Operations of the army from 20 to 29 May 2023.\n\nOwn casualties: 4 soldiers died."
    (counted,) = items(spot(text, published=JUNE.day))
    untold, stated = Option(JUNE.day, JUNE.day, "report day"), Option(JUNE.day, JUNE.day, "here in")
    found = told.of_the_heading(counted, "killed", untold)
    assert (found.start, found.end) == (date(2023, 5, 20), date(2023, 5, 29))
    assert told.of_the_heading(counted, "killed", stated) == stated
    assert told.of_the_heading(counted, "present", untold) == untold


def test_strength_in_the_present_is_of_the_day_of_the_report() -> None:
    text = (
        "On 3 March 2020 they lost a village. The ministry admits that three dozen Russian battalions do as they like."
    )
    last = extract(report(text, published=JUNE))[-1]
    assert last.period is not None
    assert (last.event, last.period.start, last.period.end) == ("present", JUNE.day, JUNE.day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Russian garrison had 600 soldiers in the town by the end of April 2023.", date(2023, 4, 30)),
        ("The Russian garrison had 600 soldiers in the town at the end of April 2023.", date(2023, 4, 30)),
    ],
)
def test_strength_at_the_end_of_a_month_is_of_its_last_day(text: str, day: date) -> None:
    found = only(text)
    assert (found.period.start, found.period.end, found.cumulative) == (day, day, False)


def test_what_is_told_by_a_day_is_not_of_the_time_since() -> None:
    period = only("The shelling has gone on. By the end of April 2023 it had killed 300 civilians in Kherson.").period
    assert period.end == date(2023, 4, 30)


CHRONICLE = """2023-04-12
Ukraine: shells killed 16 soldiers.

2023-04-23
Ukraine: six soldiers were killed in the town.

Afterwards
Ukraine: on 3 May 2023 a shell killed 20 soldiers.

2023-05-19
The 2023 war: a shell killed 20 soldiers."""


def test_an_entry_of_a_chronicle_is_of_the_day_that_it_begins_with() -> None:
    scene = spot(CHRONICLE)
    days = told.entries(scene)
    found = [told.of_the_entry(item, OPEN, days).start for item in items(scene)]
    assert found == [date(2023, 4, 12), date(2023, 4, 23), None, date(2023, 5, 19)]
    assert told.entries(spot(CHRONICLE.split("\n\n", maxsplit=1)[0])) == []


def test_an_item_of_a_list_is_of_the_day_that_it_begins_with() -> None:
    scene = spot("The siege of 1918:\n* '''20 March.''' The Reds lose two trains.\n* '''26 March.''' They lose 40 men.")
    found = [told.of_the_entry(item, OPEN, told.entries(scene)).start for item in items(scene)]
    assert found == [date(1918, 3, 20), date(1918, 3, 26)]


def test_all_under_a_day_on_a_line_of_its_own_is_of_that_day() -> None:
    text = """2023 May 4

In the north

A shell killed 12 soldiers.

In the south

Another killed nine.

2023 May 3

Mines killed two soldiers."""
    scene = spot(text)
    days = {
        text[item.number.span.start : item.number.span.end]: told.of_the_entry(item, OPEN, told.entries(scene)).start
        for item in items(scene)
    }
    assert (days["12"], days["nine"], days["two"]) == (date(2023, 5, 4), date(2023, 5, 4), date(2023, 5, 3))
    (alone,) = told.entries(spot(text.split("\n\n2023", maxsplit=1)[0]))
    assert alone[0].end == text.index("\n\n2023")


@pytest.mark.parametrize("words", ["hold the town", "are deployed to the town", "stand in the town"])
def test_strength_in_the_present_is_of_the_report(words: str) -> None:
    scene = spot(f"Ukraine: 1,500 soldiers {words}.", published=date(2023, 6, 1))
    event = {"hold": "held", "are": "deployed"}.get(words.split(maxsplit=1)[0], "present")
    found = told.as_it_stands(items(scene)[0], event, OPEN)
    assert (found.start, found.end) == (date(2023, 6, 1), date(2023, 6, 1))
    assert told.as_it_stands(items(scene)[0], "killed", OPEN) == OPEN


def test_losses_told_in_the_present_in_a_round_up_are_of_the_report() -> None:
    scene = spot("12 soldiers are killed in an ambush in Mali.", published=date(2023, 6, 1))
    many = msgspec.structs.replace(scene, parts=(Part(0, {"Mali": 1}), Part(1, {})))
    found = [told.as_it_stands(items(one)[0], "killed", OPEN).start for one in (scene, many)]
    assert found == [None, date(2023, 6, 1)]


def in_length(text: str, chosen: Option) -> Option:
    """The period of the first number where `chosen` was the likeliest reading."""
    scene = spot(text, published=date(2023, 3, 26))
    return told.in_length(items(scene)[0], chosen)


def test_a_bare_length_counts_up_to_the_report() -> None:
    found = in_length("Over 700 men had been killed in four weeks of fighting.", Option(None, None, "open"))
    assert (found.start, found.end) == (date(2023, 2, 26), date(2023, 3, 26))


def test_a_length_changes_nothing_where_a_day_was_chosen() -> None:
    day = Option(date(2023, 3, 1), date(2023, 3, 1), "report day")
    assert in_length("Over 700 men had been killed in four weeks of fighting.", day) == day


def test_a_length_that_tells_of_no_stretch_is_left_alone() -> None:
    chosen = Option(None, None, "open")
    assert in_length("Over 700 men had stores for four weeks.", chosen) == chosen
