"""PDF: columns one after the other, words joined over line ends, running headers left out, pages known."""

from documents import gallery
from documents.gallery import wrapped

from warbook.documents import Given, kind_at, locate, read, readable
from warbook.model import Document, Span

LEFT = "The bridge over the river at Rivne fell on Monday after nine hours of shelling, and 14 people were killed when it went down into the water with three lorries on it."
RIGHT = "Another 30 people are missing, the harbour master said, most of them from the mill on the eastern bank, where the flood after the fall took eleven houses with it."


def book(pages: list[list[tuple[float, float, float, str]]], given: Given | None = None) -> Document:
    (report,) = read(gallery.pdf(pages), "book.pdf", given)
    assert isinstance(report, Document), report
    return report


def column(words: str, x: float, width: int = 34, y: float = 700.0) -> list[tuple[float, float, float, str]]:
    return [(x, y - 13 * n, 10.0, line) for n, line in enumerate(wrapped(words, width))]


def test_columns_are_read_one_after_the_other_even_where_the_file_mixes_them() -> None:
    left, right = column(LEFT, 60), column(RIGHT, 310)
    mixed = [line for pair in zip(left, right, strict=False) for line in pair]
    rest = [line for line in [*left, *right] if line not in mixed]
    report = book([[(60.0, 740.0, 18.0, "Bridge at Rivne falls to shelling on Monday"), *mixed, *rest]])
    lines = readable(report).splitlines()
    assert lines == ["Bridge at Rivne falls to shelling on Monday", LEFT, RIGHT]


def test_a_table_keeps_its_rows() -> None:
    rows = [("Class", "Lost", "Captured"), ("Boats", "6", "1"), ("Guns", "2", "0"), ("Lorries", "11", "4")]
    cells = [(60.0 + 150 * i, 600.0 - 15 * n, 10.0, cell) for n, row in enumerate(rows) for i, cell in enumerate(row)]
    report = book([[*column(LEFT, 60, 80), *cells]])
    assert "Boats | 6 | 1" in report.text
    assert kind_at(report, report.text.index("Boats")) == "table"


def test_words_broken_at_a_line_end_are_joined_and_compounds_keep_their_hyphen() -> None:
    lines = [
        "The long-range guns were de-",
        "stroyed near the bridge, and two more long-",
        "range guns were taken to the de-",
        "pot in the town on the hill.",
    ]
    report = book([[(60.0, 700.0 - 13 * n, 10.0, words) for n, words in enumerate(lines)]])
    words = " ".join(report.text.split())
    assert "were destroyed near" in words
    assert "two more long-range guns" in words
    assert "the depot in" in words


def test_running_headers_and_page_numbers_are_not_read() -> None:
    pages = []
    for number in range(1, 5):
        body = column(f"{LEFT} Day {number * 11} of the siege began.", 60, 80)
        pages.append(
            [(60.0, 800.0, 9.0, "River Gazette special report"), *body, (290.0, 40.0, 9.0, f"Page {number} of 4")]
        )
    report = book(pages, Given(url="https://example.org/siege.pdf"))
    view = readable(report)
    assert "special report" not in view
    assert "of 4" not in view
    start = report.text.index("Day 33")
    anchor = locate(report, Span(start, start + 6))
    assert anchor is not None
    assert (anchor.kind, anchor.value, anchor.url) == ("page", 3, "https://example.org/siege.pdf#page=3")


def test_paragraphs_are_told_by_their_gaps() -> None:
    first, second = column(LEFT, 60, 80), column(RIGHT, 60, 80, 640.0)
    assert book([[*first, *second]]).text.splitlines() == [LEFT, RIGHT]


def test_pages_without_text_are_remarked_on() -> None:
    assert "1 of 2 pages have no text" in book([column(LEFT, 60, 80), []]).remarks


def test_lines_without_letters_that_go_below_do_not_end_a_paragraph() -> None:
    words = (
        "Four hundred lorries went over",
        "the dam before it was blown up,",
        "and more than forty of them",
        "sank.",
    )
    report = book([[(60.0, 700.0 - 13 * n, 10.0, line) for n, line in enumerate(words)]])
    assert readable(report).splitlines() == [" ".join(words)]


def test_a_compound_that_is_broken_at_its_hyphen_keeps_it() -> None:
    words = ["A well-", "known doc-", "tor said that the po-", "wer had failed"]
    report = book([[(60.0, 700.0 - 13 * n, 10.0, line) for n, line in enumerate(words)]])
    assert "A well-known doctor said that the power had failed" in readable(report)


def test_a_page_number_below_columns_is_no_part_of_one() -> None:
    columns = [*column(LEFT, 60), *column(RIGHT, 310)]
    report = book([[*columns, (290.0, 40.0, 9.0, "7")], [*column(RIGHT, 60), (290.0, 40.0, 9.0, "8")]])
    assert readable(report).splitlines()[:2] == [LEFT, RIGHT]
    assert "7" not in readable(report)
