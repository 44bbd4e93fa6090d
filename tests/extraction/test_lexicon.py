from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from warbook.extraction import lexicon
from warbook.model import Span
from warbook.vocabulary import Entry

WORDS = (Entry(id="gun", words=("gun", "guns", "field gun")), Entry(id="ship", words=("ship", "gun boat", "gun")))
MATCHER = lexicon.matcher("thing", WORDS)


def found(text: str) -> list[str]:
    return [text[m.span.start : m.span.end] for m in MATCHER.find(text)]


def test_the_longest_phrase_wins() -> None:
    assert found("a field gun and a gun boat") == ["field gun", "gun boat"]


def test_only_whole_words_are_found() -> None:
    assert found("shotgun, gunner, gun-metal, begun, gun_2") == ["gun"]


def test_case_quotes_and_line_breaks_do_not_matter() -> None:
    assert found("GUNS, a Gun\nBoat and a field\u00a0gun") == ["GUNS", "Gun\nBoat", "field\u00a0gun"]


def test_a_word_of_two_entries_has_both_senses() -> None:
    (mention,) = MATCHER.find("one gun")
    assert [sense.id for sense in mention.senses] == ["gun", "ship"]


def test_parties_are_told_apart_by_case() -> None:
    assert [m.sense.id for m in lexicon.parties().find("US troops told us.")] == ["United States"]


def test_within_keeps_what_lies_wholly_inside() -> None:
    mentions = MATCHER.find("gun ship guns")
    assert [m.span.start for m in lexicon.within(mentions, Span(4, 11))] == [4]


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(lexicon.folded(text)) == len(text)


@given(
    st.lists(st.sampled_from(["gun", "GUN BOAT", "field gun", "ships", "İ", "ẞ", "-", " ", "\n", "🚀"])).map("".join)
)
def test_mentions_stand_in_order_and_never_overlap(text: str) -> None:
    spans = [m.span for m in MATCHER.find(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
