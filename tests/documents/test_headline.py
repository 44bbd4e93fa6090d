"""Which line is the title of a text that was copied from a page with its menu."""

from warbook.documents import kind_at, read
from warbook.model import Document

BODY = (
    "The bridge over the river at Rivne fell on Monday after nine hours of shelling, and 14 people were killed, the "
    "regional governor said. The garrison lost six boats."
)


def text(*lines: str) -> Document:
    (report,) = read("\n\n".join([*lines, BODY, BODY.replace("Monday", "Tuesday")]).encode(), "r.txt")
    assert isinstance(report, Document)
    return report


def test_the_title_is_the_line_that_shares_its_words_with_the_report() -> None:
    report = text("Home", "Live: 34 dead at market", "We use cookies to measure visits.", "Shelling of Rivne kills 14")
    assert report.title == "Shelling of Rivne kills 14"
    assert kind_at(report, report.text.index("Live")) == "links"


def test_a_line_above_the_title_that_stands_in_no_menu_stays() -> None:
    report = text("Dispatch from the east", "Bridge at Rivne falls after shelling")
    assert report.title == "Dispatch from the east"
    assert kind_at(report, report.text.index("Bridge at")) == "heading"


def test_buttons_between_the_title_and_the_byline_change_nothing() -> None:
    report = text("Home", "Bridge at Rivne falls", "Share", "Shelling lasted nine hours", "By Marta Koval")
    assert report.title == "Bridge at Rivne falls"
