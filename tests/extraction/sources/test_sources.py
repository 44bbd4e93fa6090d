import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from warbook.extraction.sources import chains
from warbook.language import sentences
from warbook.model import Span


def names(text: str) -> list[list[str]]:
    """The chain of each number in digits."""
    figures = [Span(m.start(), m.end()) for m in re.finditer(r"\d[\d,]*", text)]
    return [[source.name for source in chain] for chain in chains(text, sentences.split(text), figures)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The health ministry said that 40 people had been killed.", ["health ministry"]),
        ("At least 40 people were killed, according to the city council.", ["city council"]),
        ("Kyiv says that 40 tanks were destroyed.", ["Kyiv"]),
        ("Two trains met near the station, and 40 people died.", []),
    ],
)
def test_who_says_so(text: str, expected: list[str]) -> None:
    assert names(text) == [expected]


def test_a_source_holds_for_the_figures_of_its_sentence() -> None:
    assert names("The city council said that 40 people were killed and 83 were wounded.") == [["city council"]] * 2


def test_for_a_spokesman_the_body_comes_first() -> None:
    (chain,) = names("Defence Ministry spokesman Pavel Orlin said that 40 tanks had been destroyed.")
    assert chain == ["Defence Ministry", "Pavel Orlin"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The General Staff says that 40 tanks burnt. The same staff put the guns at 12.", "General Staff"),
        (
            "Ruritania's defence ministry gave none. Its minister said that 40 tanks burnt.",
            "Ruritania's defence ministry",
        ),
        (
            "The European Union said that it would send shells. Its chief diplomat said that 40 trucks had come.",
            "European Union",
        ),
        ("Defence Minister Rudolf Rassen resigned from the ministry. Its minister said that 40 tanks burnt.", "Rassen"),
    ],
)
def test_who_is_named_before_is_not_a_source_of_its_own(text: str, expected: str) -> None:
    assert expected in names(text)[-1][0]


def test_every_source_opens_at_its_words() -> None:
    text = "According to the General Staff, 40 tanks were destroyed."
    ((source,),) = chains(text, sentences.split(text), [Span(32, 34)])
    assert source.span is not None
    assert text[source.span.start : source.span.end] == source.name == "General Staff"


def test_no_figures_no_chains() -> None:
    assert chains("Nobody said a word.", [Span(0, 19)], []) == []


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="The UN said “12”: 9, by X. \n•", min_size=1, max_size=90))
def test_any_text_gives_one_chain_for_each_figure(text: str) -> None:
    figures = [Span(m.start(), m.end()) for m in re.finditer(r"\d+", text)]
    assert len(chains(text, sentences.split(text), figures)) == len(figures)
