from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warbook.language import quotations


def said(text: str) -> list[str]:
    return [text[span.start : span.end] for span in quotations.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is over,” she said. “Go home.”", ["“It is over,”", "“Go home.”"]),
        ('He called it "a mess" twice.', ['"a mess"']),
        ("«Enough», he wrote.", ["«Enough»"]),
        ("The ‘ceasefire’ held.", ["‘ceasefire’"]),
        ("Nobody's home; the soldiers' boots weren't there.", []),
        ("In the summer of '44 they left.", []),
        ('A 5" gun and a 6" gun', []),
    ],
)
def test_pairs_of_marks(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_a_paragraph_that_opens_and_does_not_close_goes_on_in_the_next() -> None:
    assert said("“First part.\n\n“Second part.” End.") == ["“First part.", "“Second part.”"]


def test_a_stray_mark_does_not_swallow_the_text() -> None:
    assert said("A stray “ mark.\n\nNew paragraph, “quoted”.") == ["“quoted”"]


@given(st.text(alphabet=" ab.'\"“”‘’«»\n", max_size=80))
def test_quotations_are_ordered_and_do_not_overlap(text: str) -> None:
    spans = quotations.find(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
