"""Spotting: what stands in a report."""

from warbook.extraction.spot import spot


def parties(text: str) -> list[str]:
    return [mention.sense.id for line in spot(text).lines for mention in line.parties]


def test_an_abbreviation_behind_a_number_says_what_happened() -> None:
    assert parties("American losses were 56 KIA and 420 wounded. KIA reports are written at night.") == [
        "United States"
    ]


def test_the_same_letters_elsewhere_name_a_side() -> None:
    assert parties("The KIA said that it had taken two posts.") == ["Kachin Independence Army"]


def test_a_number_that_ends_the_name_of_a_thing_counts_nothing() -> None:
    scene = spot("The Leopard 2 is slow, and 14 Leopard 2 tanks burned.")
    assert [scene.text[n.span.start : n.span.end] for line in scene.lines for n in line.numbers] == ["14"]
