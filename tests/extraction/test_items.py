import pytest

from warbook.extraction.items import Item, items
from warbook.extraction.spot import spot


def read(text: str) -> dict[str, Item]:
    """The items of a text by their number as written."""
    return {text[item.number.span.start : item.number.span.end]: item for item in items(spot(text))}


def thing(item: Item) -> str | None:
    return item.between(item.thing.span.start, item.thing.span.end) if item.thing else None


@pytest.mark.parametrize(
    ("text", "number", "how", "counted"),
    [
        ("Russia lost 40 tanks.", "40", "noun", "tanks"),
        ("The brigade lost 40 old tanks.", "40", "noun", "tanks"),
        ("Hundreds of soldiers fled.", "Hundreds", "of", "soldiers"),
        ("Some 200 died.", "Some 200", "bare", None),
        ("Tanks 12 (+3), guns 14 (+2).", "12", "label", "Tanks"),
        ("Tanks 12 (+3), guns 14 (+2).", "14", "label", "guns"),
        ("Tanks: 3,704", "3,704", "label", "Tanks"),
        ("Tanks 12 (+3), guns 14 (+2).", "+3", "bracket", "Tanks"),
        ("Tanks 12 (+3), guns 14 (+2).", "+2", "bracket", "guns"),
    ],
)
def test_what_a_number_counts(text: str, number: str, how: str, counted: str | None) -> None:
    item = read(text)[number]
    assert (item.how, thing(item)) == (how, counted)


def test_two_numbers_count_their_own_nouns() -> None:
    found = read("The army lost 30 tanks and 12 guns.")
    assert {number: thing(item) for number, item in found.items()} == {"30": "tanks", "12": "guns"}


def test_the_number_behind_a_bracket_keeps_the_head_of_the_one_before() -> None:
    found = read("Tanks 12 (+3)")
    assert found["+3"].head == found["12"].head


def test_the_counted_noun_carries_the_number_into_the_sentence() -> None:
    item = read("Russia lost 40 tanks.")["40"]
    assert item.tree.words[item.head] == "tanks"


def test_order_starts_anew_in_every_sentence() -> None:
    found = read("Russia lost 30 tanks and 12 guns. Ukraine lost 7 drones.")
    assert [item.order for item in found.values()] == [0, 1, 0]


def test_years_and_dates_are_no_items() -> None:
    assert list(read("On 3 May 2023 the army lost 40 tanks.")) == ["40"]
