"""Every offset of the readable view holds for the text."""

from hypothesis import given
from hypothesis import strategies as st

from warbook.documents import kind_at, locate, readable
from warbook.model import READ_KINDS, Anchor, Document, Segment, Span

KINDS = st.sampled_from(["body", "paywall", "markup", "quotation", "links"])


def document(text: str, *segments: tuple[int, int, str], anchors: tuple[Anchor, ...] = ()) -> Document:
    kept = tuple(Segment(Span(start, end), kind) for start, end, kind in segments)
    return Document(id="d", name="d.txt", text=text, segments=kept, anchors=anchors)


def test_what_is_not_read_becomes_spaces_and_lines_stay() -> None:
    report = document("Three died.\nSubscribe\nnow.\n", (0, 11, "body"), (12, 26, "paywall"))
    assert readable(report) == "Three died.\n         \n    \n"


def test_the_narrower_segment_decides() -> None:
    report = document("[[a | Kyiv]] held", (0, 17, "body"), (0, 6, "markup"), (10, 12, "markup"))
    assert readable(report) == "      Kyiv   held"
    assert kind_at(report, 1) == "body"


def test_what_no_segment_covers_is_read() -> None:
    assert readable(document("40 men")) == "40 men"


def test_an_anchor_is_found_by_the_start_of_a_span() -> None:
    report = document("first second", anchors=(Anchor(Span(0, 6), "second", 5), Anchor(Span(6, 12), "second", 9)))
    assert locate(report, Span(0, 5)) == report.anchors[0]
    assert locate(report, Span(7, 9)) == report.anchors[1]
    assert locate(document("none"), Span(0, 2)) is None


@given(st.text(max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), KINDS), max_size=6))
def test_the_view_has_the_length_of_the_text_and_only_blanks_differ(text: str, raw: list[tuple[int, int, str]]) -> None:
    segments = [(min(a, b), max(a, b), kind) for a, b, kind in raw if max(a, b) <= len(text)]
    view = readable(document(text, *segments))
    assert len(view) == len(text)
    for position, (seen, written) in enumerate(zip(view, text, strict=True)):
        over = [(end - start, kind) for start, end, kind in segments if start <= position < end]
        if all(kind in READ_KINDS for _, kind in over):
            assert seen == written
        else:
            assert seen in (written, " ")
