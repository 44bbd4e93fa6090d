from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from warbook.language import names


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in names.find(text)]


def test_a_name_is_a_row_of_capitalised_words() -> None:
    assert found("Yesterday Anna Kovalenko left the Bank of Ruritania, Strelsau.") == [
        "Anna Kovalenko",
        "Bank of Ruritania",
        "Strelsau",
    ]


def test_the_capital_of_a_sentence_is_no_name() -> None:
    assert found("Soldiers came. They met Rudolf.") == ["Rudolf"]


def test_abbreviations_keep_their_dot() -> None:
    assert found("He saw Gen. Sapt in St. Louis.") == ["Gen. Sapt", "St. Louis"]


def test_a_figure_after_a_name_is_no_part_of_it() -> None:
    assert found("In Strelsau 3 men fell on Highway 19.") == ["Strelsau", "Highway 19"]


@given(st.text(max_size=200))
def test_any_text_gives_spans_in_order_inside_it(text: str) -> None:
    spans = names.find(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
