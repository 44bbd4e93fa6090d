"""Tables told in sentences, and the way back to the text."""

from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction.tables import told
from warbook.model import Span

COMPARED = "Category | Russia | Ukraine\nTanks | 3,166 | 870\nPersonnel killed | 70,112 | 31,000"


def lines(text: str) -> list[str]:
    return [line for line in told(text).text.splitlines() if line.strip()]


def test_a_number_is_told_with_its_column_and_its_row() -> None:
    assert lines(COMPARED) == [
        "Russia: 3,166 tanks.", "Ukraine: 870 tanks.",
        "Russia: 70,112 personnel killed.", "Ukraine: 31,000 personnel killed.",
    ]  # fmt: skip


def test_sides_may_stand_before_the_rows() -> None:
    text = "Side | Killed | Wounded\nIndia | 21 | 59"
    assert lines(text) == ["India: 21 killed.", "India: 59 wounded."]


def test_dates_and_notes_stand_before_the_number() -> None:
    text = "Day | Tanks | Source\n3 May | 12 | Oryx"
    assert lines(text) == ["3 May, Oryx: 12 tanks."]


def test_labels_between_the_rows_hold_below_them() -> None:
    text = "Armenia | Azerbaijan\nStrength\n1,200 men | 2,000 men\nLosses\n212 | 140\nDay | Killed\n3 May | 9"
    assert lines(text) == [
        "Armenia, Strength: 1,200 men.", "Azerbaijan, Strength: 2,000 men.",
        "Armenia: 212 losses.", "Azerbaijan: 140 losses.", "3 May: 9 killed.",
    ]  # fmt: skip


def test_words_before_a_colon_name_the_row() -> None:
    text = "Belligerents: Prussia | Saxony\nStrength: 32,000 | 35,000 men"
    assert lines(text) == ["Prussia: 32,000 strength.", "Saxony, Strength: 35,000 men."]


def test_a_frame_and_a_rule_are_no_cells() -> None:
    text = "| Side | Killed |\n|      |        |\n| India | 21 |".replace("|      |        |", " " * 17)
    assert lines(text) == ["India: 21 killed."]


def test_what_follows_a_bare_number_in_brackets_stays_behind_the_noun() -> None:
    assert "Russia: 98 tanks (61 burnt)." in lines("Kind | Russia | Ukraine\nTanks | 98 (61 burnt) | 12")


def test_numbers_in_words_are_told_too() -> None:
    text = "Side | Killed | Wounded\nIndia | two | none\nPakistan | – | 4"
    assert lines(text) == ["India: two killed.", "India: none wounded.", "Pakistan: 4 wounded."]


def test_a_text_without_a_table_is_told_as_it_stands() -> None:
    for text in (
        "Nine men fell.",
        "Home | News | Sport",
        "By A. Bee | 3 May 2031 | Kyiv\n\nNine men fell.",
        "a | 4\nb | 5",
    ):
        assert told(text).text == text
        assert told(text).back(Span(0, 4)) == Span(0, 4)


def test_a_number_leads_back_to_its_cell_and_its_row() -> None:
    text = f"Before it.\n\n{COMPARED}\n\nBehind it, 9 men fell."
    found = told(text)
    for number in ("3,166", "31,000", "9"):
        at = found.text.index(number)
        span = found.back(Span(at, at + len(number)))
        assert text[span.start : span.end] == number
    at = found.text.index("31,000")
    row = found.sentence(Span(at - 9, at + 8))
    assert text[row.start : row.end] == "Personnel killed | 70,112 | 31,000"


CELLS = st.sampled_from(
    ["", "Russia", "Ukraine", "tanks", "9", "1,200 men", "3 May", "–", "killed", "12 (3 hurt)", "Note: 4"]
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4).map(" | ".join), max_size=6).map("\n".join))
def test_every_number_is_told_once_and_leads_back(text: str) -> None:
    found = told(text)
    for at, letter in enumerate(found.text):
        if letter.isdigit():
            span = found.back(Span(at, at + 1))
            assert text[span.start : span.end] == letter
    assert sum(c == "9" for c in found.text) == sum(c == "9" for c in text)
