from builders import figure, report
from hypothesis import given
from hypothesis import strategies as st

from warbook.display.passages import AROUND, WHOLE, WIDE, blocks, sentence
from warbook.model import Segment, Span

PAGE = "<p>Arland lost <b>12</b> tanks &amp; 3 guns.</p><p>Subscribe now.</p>"


def html_report() -> object:
    tags = [Segment(Span(m, m + len(tag)), "markup") for tag in ("<p>", "<b>", "</b>", "</p>") for m in _places(tag)]
    first, last = PAGE.index("Arland"), PAGE.index("</p>")
    paywall = PAGE.index("Subscribe")
    kinds = (Segment(Span(first, last), "body"), Segment(Span(paywall, paywall + 14), "paywall"))
    return report(PAGE, media="text/html", segments=(*kinds, *tags))


def _places(tag: str) -> list[int]:
    return [at for at in range(len(PAGE)) if PAGE.startswith(tag, at)]


def test_markup_is_left_out_and_characters_are_as_readers_see_them() -> None:
    document = html_report()
    shown = list(blocks(document, [figure(document, "12", 12, 12)]))
    assert ["".join(piece.text for piece in block.pieces) for block in shown] == [
        "Arland lost 12 tanks & 3 guns.",
        "Subscribe now.",
    ]
    assert [block.kind for block in shown] == ["body", "paywall"]
    assert [piece.text for piece in shown[0].pieces if piece.figure] == ["12"]


def test_paragraphs_part_at_empty_lines() -> None:
    document = report("One fell.\n\nTwo fell.")
    assert [block.pieces[0].text.strip() for block in blocks(document, [])] == ["One fell.", "Two fell."]


def test_a_sentence_is_one_line_with_its_number_marked() -> None:
    document = report("Quiet days. Arland lost\n12 tanks. Rain.")
    pieces = sentence(document, figure(document, "12", 12, 12))
    assert [(piece.text, piece.figure is not None) for piece in pieces] == [
        ("Arland lost ", False),
        ("12", True),
        (" tanks.", False),
    ]


def test_a_long_report_is_shown_around_its_figures_and_the_gaps_are_counted() -> None:
    document = report("a" * WHOLE + " Arland lost 12 tanks. " + "b" * WHOLE)
    shown = list(blocks(document, [figure(document, "12", 12, 12)]))
    letters = sum(len(piece.text) for block in shown for piece in block.pieces)
    assert letters + sum(block.left_out for block in shown) == len(document.text)
    assert letters < 6 * AROUND + 100
    assert any(piece.figure for block in shown for piece in block.pieces)


def test_a_sentence_without_end_is_cut() -> None:
    document = report("a " * WHOLE + "12 " + "b " * WHOLE)
    pieces = sentence(document, figure(document, "12", 12, 12))
    assert (pieces[0].text, pieces[-1].text) == ("… ", " …")
    assert sum(len(piece.text) for piece in pieces) < 3 * WIDE


@given(st.text(alphabet="ab1 \n.<&", min_size=1, max_size=60), st.data())
def test_every_character_of_a_plain_report_is_shown_once_in_order(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    document = report(text)
    marked = figure(document, text[start:end], 1, 1)
    shown = "".join(piece.text for block in blocks(document, [marked]) for piece in block.pieces)
    assert shown.split() == text.split()
