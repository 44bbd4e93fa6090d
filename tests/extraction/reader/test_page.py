"""Sheets cut into pages of tokens."""

from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction import reader
from warbook.extraction.reader.page import LENGTH, NUMBER, PARTY, SIDE, Page, load_tokenizer, pages
from warbook.extraction.reader.sheet import Heading, Mark, Sheet
from warbook.model import Span

pytestmark = pytest.mark.skipif(not reader.available("en"), reason="the reader's model is not here")


def sheet(text: str, numbers: list[str], sides: tuple[str, ...] = ("Mali", "JNIM")) -> Sheet:
    """A sheet of a text in which each of `numbers` stands once, and 'Mali' names a side."""
    at = text.find("Mali")
    return Sheet(
        title="Ambush",
        published=date(2023, 5, 3),
        text=text,
        sides=sides,
        headings=(Heading(0, sides),),
        numbers=tuple(Span(text.index(number), text.index(number) + len(number)) for number in numbers),
        marks=(Mark(Span(at, at + 4), "Mali", "name"),) if at >= 0 else (),
        dates=(),
    )


def words(page: Page, shown: Sheet, held: tuple[int, int]) -> str:
    return shown.text[page.starts[held[0]] : page.ends[held[1]]]


def test_a_short_report_is_one_page() -> None:
    shown = sheet("Mali lost over 40 men and 12 trucks.", ["over 40", "12"])
    (page,) = pages(shown, load_tokenizer())
    assert [words(page, shown, held) for _, held in page.numbers] == ["over 40", "12"]
    assert all(page.marks[at] == NUMBER for _, held in page.numbers for at in range(held[0], held[1] + 1))
    named = [(shown.sides[side], kind) for side, _, kind in page.parties]
    assert named == [("Mali", "side"), ("JNIM", "side"), ("Mali", "name")]
    assert {page.marks[held[0]] for _, held, kind in page.parties if kind == "side"} == {SIDE}
    assert {page.marks[held[0]] for _, held, kind in page.parties if kind == "name"} == {PARTY}


def test_a_text_without_numbers_has_no_page() -> None:
    assert pages(sheet("Mali mourned.", []), load_tokenizer()) == []


def test_all_of_a_text_is_paged_where_that_is_asked_for() -> None:
    text = "Mali mourned. " * LENGTH
    found = pages(sheet(text, []), load_tokenizer(), whole=True)
    tokens = {start for start, _ in load_tokenizer().encode(text, add_special_tokens=False).offsets}
    assert len(found) > 1
    assert {start for page in found for start in page.starts if start >= 0} == tokens


def test_each_part_is_read_on_a_page_of_its_own_under_its_own_sides() -> None:
    text = "Mali lost 12 men. Peru lost 9 ships."
    whole = sheet(text, ["12", "9"], ("Mali", "JNIM", "Peru"))
    shown = msgspec.structs.replace(
        whole, headings=(Heading(0, ("Mali", "JNIM")), Heading(text.index("Peru"), ("Peru",)))
    )
    first, second = pages(shown, load_tokenizer())
    assert [[whole.sides[side] for side, _, kind in page.parties if kind == "side"] for page in (first, second)] == [
        ["Mali", "JNIM"],
        ["Peru"],
    ]
    assert [[words(page, shown, held) for _, held in page.numbers] for page in (first, second)] == [["12"], ["9"]]
    assert "Peru" not in text[min(s for s in first.starts if s >= 0) : max(first.ends)]


@given(st.lists(st.integers(0, 900), min_size=1, max_size=12))
def test_each_number_of_a_long_report_is_decided_once_with_text_around_it(gaps: list[int]) -> None:
    numbers = [f"{n}7{n:02d}1" for n in range(1, len(gaps) + 1)]
    text = " ".join(" ".join(["word"] * gap) + f" {number} men" for gap, number in zip(gaps, numbers, strict=True))
    shown = sheet(text, numbers)
    found = pages(shown, load_tokenizer())
    decided = {place: words(page, shown, held) for page in found for place, held in page.numbers}
    assert decided == dict(enumerate(numbers))
    assert sum(len(page.numbers) for page in found) == len(numbers)
    for page in found:
        assert len(page.ids) == len(page.marks) == len(page.starts) == len(page.ends)
        assert len(page.ids) <= LENGTH + 100
