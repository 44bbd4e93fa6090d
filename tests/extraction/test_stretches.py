from datetime import date

from warbook.extraction import link_period, stretches
from warbook.extraction.items import Item, items
from warbook.extraction.spot import spot


def item(text: str, published: date | None = None, number: int = 0) -> Item:
    return items(spot(text, published=published))[number]


def days(text: str, made: str, published: date | None = None, origin: date | None = None) -> set[tuple[str, str]]:
    """First and last day of the readings of the first number that were made so."""
    rows = link_period.candidates(item(text, published), "killed", origin, None)
    return {(str(option.start), str(option.end)) for option, _ in rows if option.made == made}


BATTLE = "The landing began on 3 May 1915. It snowed. The last boat left on 9 May. The brigade had lost 400 men."


def test_a_battle_lasts_from_the_first_day_that_is_told_to_the_last() -> None:
    assert days(BATTLE, "pair") == {("1915-05-03", "1915-05-09")}


def test_the_words_of_both_days_are_kept() -> None:
    (option,) = [o for o, _ in link_period.candidates(item(BATTLE), "killed", None, None) if o.made == "pair"]
    assert option.first and option.words
    assert [BATTLE[s.start : s.end] for s in (option.first, option.words)] == ["3 May 1915", "9 May"]


def test_two_dates_that_one_phrase_names_are_no_second_stretch() -> None:
    """'In the year to May' says itself what lies between."""
    text = "On 3 May 1915 they landed. From 3 to 9 May 1915 they lost 400 men."
    assert days(text, "pair") <= {("1915-05-03", "1915-05-09")}


def test_years_bound_no_battle() -> None:
    assert days("The fort was built in 1901. In 1915 it lost 400 men.", "pair") == set()


def test_a_length_counts_from_the_day_named_before_it() -> None:
    text = "The landing began on 3 May 1915. In ten days the brigade lost 400 men."
    assert days(text, "length after") == {("1915-05-03", "1915-05-13")}
    assert days(text, "length before") == {("1915-04-23", "1915-05-03")}


def test_a_length_may_end_with_the_report() -> None:
    text = "In two months the brigade lost 400 men."
    assert days(text, "length to report", date(2023, 5, 31)) == {("2023-03-31", "2023-05-31")}


def test_a_length_may_begin_with_the_war() -> None:
    text = "Over the first fourteen months 400 men died."
    assert days(text, "war length", origin=date(2023, 4, 15)) == {("2023-04-15", "2024-06-15")}


def test_a_length_that_leads_out_of_the_calendar_is_left_out() -> None:
    assert days("In 999 years 400 men died.", "length to report", date(823, 5, 31)) == set()


def test_a_length_of_hours_or_without_a_count_is_none() -> None:
    scene = spot("In six hours and for weeks the brigade lost 400 men.")
    assert [stretches.length(t) for line in scene.lines for t in line.times] == [None, None]
