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


def test_a_header_of_two_pages_is_not_read_and_is_not_the_title() -> None:
    header = (60.0, 800.0, 9.0, "Journal of Hill Studies, Vol. 12, March 2022")
    above = [
        (60.0, 760.0, 18.0, "The fall of the bridge"),
        (60.0, 730.0, 10.0, "By Ada Lorn and Bo Maas"),
        (60.0, 717.0, 10.0, "22 March 2022"),
    ]
    first = [header, *above, *column(LEFT, 60, 80, 690.0), (290.0, 40.0, 9.0, "41")]
    report = book([first, [header, *column(RIGHT, 60, 80), (290.0, 40.0, 9.0, "42")]])
    assert header[3] in report.text
    assert header[3] not in readable(report)
    assert report.title == "The fall of the bridge"
    assert report.authors == ("Ada Lorn", "Bo Maas")
    assert report.published is not None
    assert str(report.published.day) == "2022-03-22"


def test_lines_at_the_edge_of_pages_that_count_something_are_read() -> None:
    totals = (12, 340, 77, 5)
    pages = [[*column(f"{LEFT} ({n})", 60, 80), (60.0, 60.0, 10.0, f"Killed in all: {n}")] for n in totals]
    view = readable(book(pages))
    for total in totals:
        assert f"Killed in all: {total}" in view


def test_a_raised_number_is_the_mark_of_a_note() -> None:
    line = [
        (60.0, 700.0, 11.0, "The garrison lost 14"),
        (156.0, 704.0, 6.5, "2"),
        (162.5, 700.0, 11.0, "boats in the night."),
    ]
    assert "lost 14² boats in the night." in book([[*column(LEFT, 60, 80, 780.0), *line]]).text


def test_a_title_that_the_file_only_has_from_its_template_is_not_taken() -> None:
    lines = [(60.0, 760.0, 18.0, "The fall of the bridge"), *column(LEFT, 60, 80)]
    for known, title in (("Layout 1", "The fall of the bridge"), ("The bridge: a report", "The bridge: a report")):
        data = gallery.pdf([lines]).replace(b"/Root 1 0 R", b"/Root 1 0 R /Info 3 0 R")
        (report,) = read(data.replace(b"/BaseFont", b"/Title (%b) /BaseFont" % known.encode()), "r.pdf")
        assert isinstance(report, Document)
        assert report.title == title
