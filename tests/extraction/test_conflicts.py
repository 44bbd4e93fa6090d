"""The war that a report is about, and its sides."""

from datetime import date

from warbook.extraction.conflicts import opponents, origin
from warbook.extraction.spot import spot


def shown(text: str, published: date | None, *named: str) -> tuple[str, ...]:
    return opponents(spot(text, published=published), named)


def test_the_opponent_is_shown_where_only_one_side_is_named() -> None:
    assert "Russia" in shown("Ukraine lost two tanks.", date(2024, 4, 25), "Ukraine")


def test_each_of_the_first_sides_brings_its_own_war() -> None:
    text = "The State Department praised Ukraine; US forces struck the Houthis."
    assert {"Russia", "Houthis"} <= set(shown(text, date(2024, 4, 25), "United States", "Ukraine"))


def test_a_war_long_over_counts_where_none_goes_on() -> None:
    assert "United Kingdom" in shown("Argentina mourns its dead.", date(2002, 2, 25), "Argentina")


def test_a_war_still_to_come_does_not_count() -> None:
    assert "Iran" not in shown("The US army lost 20 men.", date(1814, 12, 29), "United States")
    assert "United Kingdom" in shown("The US army lost 20 men.", date(1814, 12, 29), "United States")
    assert shown("Nepal mourned.", date(1950, 6, 1), "Nepal") == ()


def test_a_war_beyond_living_memory_does_not_count() -> None:
    assert shown("Switzerland sent observers.", date(2024, 1, 1), "Switzerland") == ()
    assert "Sonderbund" in shown("Switzerland lost 60 men.", date(1847, 12, 1), "Switzerland")


def test_a_lesser_war_does_not_stand_before_a_greater_one() -> None:
    sides = shown("Russia lost two tanks.", date(2024, 12, 1), "Russia")
    assert "Ukraine" in sides
    assert "Hayat Tahrir al-Sham" not in sides


def test_a_lesser_war_counts_where_two_of_its_sides_are_named() -> None:
    assert "Bolivia" in shown("Chile and Peru fought at Tacna.", date(1880, 5, 27), "Chile", "Peru")


def test_where_a_war_has_two_sides_named_no_lesser_one_is_shown_for_a_third() -> None:
    text = "Greece lost 900 men, Turkey 400; a US consul counted them."
    assert "White movement" not in shown(text, date(1922, 8, 29), "Greece", "Turkey", "United States")


def test_an_undated_report_is_of_the_war_in_the_years_of_its_names() -> None:
    told = spot("Soult held the ridge against Wellington. The French lost 400 men and the British 300.")
    assert "Prussia" in opponents(told, ["France"])
    assert "Egypt" not in opponents(told, ["France"])


def test_who_fights_nobody_has_no_opponents() -> None:
    assert shown("Iceland sent observers.", date(2024, 1, 1), "Iceland") == ()


def test_totals_count_from_the_war_whose_sides_are_named_best() -> None:
    text = "US officials praised Ukraine; the US sent shells and the US State Department a note."
    assert origin(spot(text, published=date(2024, 4, 25))) == date(2022, 2, 24)


def test_totals_have_no_first_day_where_two_wars_are_as_likely() -> None:
    assert origin(spot("Sudan and Ukraine traded.", published=date(2024, 4, 25))) is None


def test_a_memoir_is_about_the_war_of_the_years_that_it_tells() -> None:
    day = date(2009, 5, 9)
    assert "Mujahideen" in shown("In April 1984 the Afghan army lost 40 men.", day, "Afghanistan")
    assert "Taliban" in shown("The Afghan army lost 40 men.", day, "Afghanistan")
