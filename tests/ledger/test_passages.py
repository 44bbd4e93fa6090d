import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledger.examples import NEXT_RUN, RUN, harbour, replaced, report

from warbook.ledger import Ledger
from warbook.ledger.passages import LENGTH, cut, without_markup
from warbook.model import Segment, Span


@given(st.text(st.sampled_from("ab \n"), max_size=3 * LENGTH))
def test_passages_follow_each_other_without_gap(text: str) -> None:
    spans = list(cut(text))
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(0 < span.end - span.start <= LENGTH for span in spans)


def test_a_word_is_not_cut() -> None:
    text = "harbour " * 1000
    assert all(text[span.start : span.end].endswith(" ") for span in cut(text))


def test_markup_becomes_blanks_of_the_same_length() -> None:
    text = "<b>12</b> dead"
    segments = (Segment(Span(0, 3), "markup"), Segment(Span(5, 9), "markup"), Segment(Span(0, 9), "body"))
    assert without_markup(text, segments) == "   12     dead"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("spokesman", ["spokesman"]),
        ("HARBOUR élan", ["Harbour", "harbour", "Élan", "harbour"]),
        ('"army spokesman"', ["army", "spokesman"]),
        ('"spokesman army"', None),
        ("harbour nowhere", None),
        ("", None),
        ("' OR 1=1; DROP TABLE document --", None),
    ],
)
def test_words_are_found_at_their_place(ledger: Ledger, query: str, words: list[str] | None) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    hits = ledger.search(query)
    texts = [[document.text[word.start : word.end] for word in hit.words] for hit in hits]
    assert texts == ([] if words is None else [words])


def test_a_long_report_without_line_breaks(ledger: Ledger) -> None:
    text = "x" * 50_000 + " thirteen ships " + "y" * 50_000
    document, data = report(text, name="long.txt")
    ledger.store(document, data, [], RUN)
    (hit,) = ledger.search("thirteen ships")
    assert [text[word.start : word.end] for word in hit.words] == ["thirteen", "ships"]


def test_a_report_read_twice_is_found_once(ledger: Ledger) -> None:
    document, data, found = harbour()
    ledger.store(document, data, found, RUN)
    moment = ledger.report(document.id).read
    ledger.store(replaced(document, outlet="Herald"), data, found, NEXT_RUN)
    assert len(ledger.search("spokesman")) == 1
    other, others = report("Another spokesman.\n", name="other.txt")
    ledger.store(other, others, [], RUN)
    assert [hit.name for hit in ledger.search("spokesman")] == ["other.txt", "harbour.txt"]
    assert [hit.name for hit in ledger.search("spokesman", limit=1, offset=1)] == ["harbour.txt"]
    assert [hit.name for hit in ledger.as_of(moment).search("spokesman")] == ["harbour.txt"]
