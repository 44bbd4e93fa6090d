from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.language import sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences.split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rained. Then it snowed.", ["It rained.", "Then it snowed."]),
        ("Did it rain? It did! Well…  Perhaps.", ["Did it rain?", "It did!", "Well…", "Perhaps."]),
        ("“It rained.” She left.", ["“It rained.”", "She left."]),
        ("It rained. 40 boats sank.", ["It rained.", "40 boats sank."]),
        ("Gen. Orlin met Dr. Weiss at 5 p.m. on Friday.", ["Gen. Orlin met Dr. Weiss at 5 p.m. on Friday."]),
        ("J. Orlin paid $3.5 million.", ["J. Orlin paid $3.5 million."]),
        ("", []),
        (" \n\t\n ", []),
    ],
)
def test_where_a_sentence_ends(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_a_wrapped_line_goes_on() -> None:
    assert split("The old bridge over the river was\nclosed to carts.") == [
        "The old bridge over the river was\nclosed to carts."
    ]


def test_a_line_wrapped_before_a_name_goes_on() -> None:
    lines = (
        "The old bridge over the river was closed to carts by order of\n"
        "Strelsau, whose council had long asked for a new and wider one."
    )
    assert split(lines) == [lines]


def test_a_heading_stands_alone() -> None:
    assert split("Bridge closed\nThe old bridge is shut.") == ["Bridge closed", "The old bridge is shut."]


def test_an_empty_line_ends_a_sentence_without_a_stop() -> None:
    assert split("a heading in small letters\n\nand a text") == ["a heading in small letters", "and a text"]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "(2) ", "> "])
def test_every_item_of_a_list_is_a_sentence(mark: str) -> None:
    assert split(f"{mark}boats\n{mark}carts") == [f"{mark}boats", f"{mark}carts"]


def test_a_text_without_an_end_is_cut_at_spaces() -> None:
    text = "boats " * 170_000
    spans = sentences.split(text)
    assert all(span.end - span.start <= sentences.MAX_SENTENCE for span in spans)
    assert all(text[a.end : b.start].strip() == "" for a, b in pairwise(spans))


def test_a_text_without_a_space_is_cut_as_well() -> None:
    assert [len(part) for part in split("x" * 4500)] == [2000, 2000, 500]


PIECES = [
    "It rained.",
    "Gen.",
    "the boats",
    "“",
    "”",
    "!",
    "?",
    "…",
    "。",
    " ",
    "\n",
    "\r\n",
    "\u2029",
    "- ",
    "3.5",
    "x" * 90,
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)))
def test_sentences_are_in_order_and_hold_every_word(text: str) -> None:
    spans = sentences.split(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(split(text)).split()) == "".join(text.split())
