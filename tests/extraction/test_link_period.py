from datetime import date

import pytest
from builders import report

from warbook.extraction import link_period
from warbook.extraction.extract import extract
from warbook.extraction.items import Item, items
from warbook.extraction.spot import spot
from warbook.extraction.stretches import Option
from warbook.model import Figure, Publication, Span

JUNE = Publication(date(2023, 6, 1))
THIRD = date(2023, 5, 3)


def item(text: str, published: date | None = None) -> Item:
    return items(spot(text, published=published))[0]


def only(text: str, published: Publication | None = JUNE) -> Figure:
    return extract(report(text, published=published))[0]


def offered(text: str, published: date | None = None, origin: date | None = None) -> dict[str, Option]:
    """The readings that are offered for the first number, by how they were made."""
    rows = link_period.candidates(item(text, published), "destroyed", origin, None)
    return {option.made: option for option, _ in rows}


def test_a_day_is_read_as_that_day_only() -> None:
    period = only("Russia lost 40 tanks on 3 May 2023.").period
    assert (period.start, period.end, period.precision, period.stated) == (THIRD, THIRD, 1, True)


def test_a_month_is_read_as_all_its_days() -> None:
    period = only("Russia lost 40 tanks in May 2023.").period
    assert (period.start, period.end) == (date(2023, 5, 1), date(2023, 5, 31))


def test_since_runs_to_the_day_of_the_report() -> None:
    found = only("Since 3 May 2023 Russia has lost 400 tanks.")
    assert (found.period.start, found.period.end, found.cumulative) == (THIRD, date(2023, 6, 1), True)


def test_since_the_start_of_something_on_a_day_is_never_that_day_only() -> None:
    made = offered("They have lost 300 tanks since the start of their offensive on 10 May 2023.", date(2023, 6, 1))
    assert "here since to report" in made
    assert "here in" not in made


def test_a_clause_of_since_may_be_long_and_hold_names_in_brackets() -> None:
    text = "Since fighting broke out between the Union (UN) and the Confederacy on 10 May 2023, 300 men have died."
    assert "here in" not in offered(text, date(2023, 6, 1))


def test_what_a_clause_of_since_adds_is_of_its_day() -> None:
    made = offered("It was the first attack since an ambush of a convoy in May 2023, killing 40 men.", date(2023, 6, 1))
    assert "here in" in made


def test_since_in_an_undated_report_has_no_end() -> None:
    found = only("Since 3 May 2023 Russia has lost 400 tanks.", published=None)
    assert (found.period.start, found.period.end, found.cumulative) == (THIRD, None, True)


def test_a_total_by_a_day_is_open_at_its_start() -> None:
    found = only("By 3 May 2023 Bolivia had lost 400 tanks.")
    assert (found.period.start, found.period.end, found.cumulative) == (None, THIRD, True)


def test_a_total_counts_from_the_first_day_of_the_one_war_that_the_side_fights() -> None:
    found = only("By 3 May 2023 Russia had lost 400 tanks.")
    assert (found.period.start, found.period.end, found.cumulative) == (date(2022, 2, 24), THIRD, True)


def test_two_dates_can_bound_one_stretch() -> None:
    options = offered("Between 3 May and 9 May 2023 Russia lost 40 tanks.")
    span = options["here span"]
    assert (span.start, span.end) == (THIRD, date(2023, 5, 9))
    assert "here span" not in offered("Russia lost 40 tanks on 3 May 2023 and 12 on 9 June 2023.")


def test_a_running_total_of_an_undated_report_counts_to_the_last_day_it_states() -> None:
    text = "Russia has lost 400 tanks since the start of the war. Fighting went on near Bakhmut on 3 May 2023."
    found = only(text, published=None)
    assert (found.period.end, found.cumulative, found.period.stated) == (THIRD, True, False)


def test_the_period_names_the_words_it_was_read_from() -> None:
    text = "Russia lost 40 tanks on 3 May 2023."
    words = only(text).period.words
    assert words is not None
    assert text[words.start : words.end].endswith("3 May 2023")


@pytest.mark.parametrize("published", [None, date(2023, 6, 1)])
def test_an_open_period_is_always_offered(published: date | None) -> None:
    option = offered("Russia lost 40 tanks.", published)["open"]
    assert (option.start, option.end) == (None, None)


def test_the_day_of_the_report_is_offered_only_where_it_is_known() -> None:
    text = "Russia lost 40 tanks."
    assert offered(text, date(2023, 6, 1))["report day"].start == date(2023, 6, 1)
    assert "report day" not in offered(text)


def test_a_stated_date_can_be_the_day_the_end_or_the_start() -> None:
    found = offered("Russia lost 40 tanks on 3 May 2023.", date(2023, 6, 1))
    made = {how: (found[how].start, found[how].end) for how in ("here in", "here until", "here since to report")}
    assert made == {
        "here in": (THIRD, THIRD),
        "here until": (None, THIRD),
        "here since to report": (THIRD, date(2023, 6, 1)),
    }


def test_the_war_is_offered_only_where_it_began_before() -> None:
    text = "Russia lost 40 tanks on 3 May 2023."
    assert offered(text, origin=date(2022, 2, 24))["here war until"].start == date(2022, 2, 24)
    assert "here war until" not in offered(text, origin=date(2024, 1, 1))


def test_no_reading_since_a_day_after_the_report_ends_with_it() -> None:
    assert "here since to report" not in offered("Russia will get 40 tanks on 3 May 2023.", date(2023, 4, 1))


def test_the_period_is_stated_only_where_its_words_stand_in_the_sentence() -> None:
    words = Span(0, 4)
    assert Option(THIRD, THIRD, "here in", words).period().stated
    assert not Option(THIRD, THIRD, "back in", words).period().stated
    assert not Option(THIRD, THIRD, "here in").period().stated


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Russia has lost 40 tanks.", "perfect"),
        ("Russia had lost 40 tanks.", "pluperfect"),
        ("Russia will lose 40 tanks.", "will"),
        ("Russia lost 40 tanks.", "past"),
        ("Russia loses 40 tanks.", "present"),
    ],
)
def test_the_tense_over_the_number(text: str, tense: str) -> None:
    assert link_period.tense(item(text)) == tense


def test_words_for_totals_and_days_are_seen() -> None:
    assert link_period.aspect(item("In total 40 tanks burned.")) == ["word=total"]
    assert link_period.aspect(item("They lose 40 tanks a day on average.")) == ["word=daily", "word=average"]
