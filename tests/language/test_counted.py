import pytest

from warbook.language import numbers, syntax
from warbook.language.counted import counted
from warbook.model import Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The farm sold 22 old carts in May.", ("old", "carts")),
        ("She is one of the best bakers in town.", ("best", "bakers")),
        ("Dozens of wooden barns burned.", ("wooden", "barns")),
    ],
)
def test_the_noun_phrase_after_the_number(text: str, words: tuple[str, ...]) -> None:
    number = numbers.find(text)[0]
    (tree,) = syntax.parse(text, [Span(0, len(text))], {number.span: "90"})
    phrase = counted(tree, number)
    assert phrase is not None
    assert phrase.words == words


def test_a_bare_number_counts_nothing_named() -> None:
    text = "The toll rose to 45."
    (number,) = numbers.find(text)
    (tree,) = syntax.parse(text, [Span(0, len(text))])
    assert counted(tree, number) is None
