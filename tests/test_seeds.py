"""The five original reports, from their files to the page."""

import os
import re
from pathlib import Path

import pytest

from warbook.app import auditing, gathering
from warbook.app.books import Books
from warbook.brief.page import page
from warbook.documents import locate

SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir() and not os.environ.get("CI"), reason="needs the original reports in ../shared/seeds"
)


@pytest.fixture(scope="module")
def books() -> Books:
    return auditing.audited(gathering.gather([str(SEEDS)]))


def test_all_five_are_read(books: Books) -> None:
    assert len(books.documents) == 5
    assert not books.rejections


def test_no_figure_comes_from_site_text_models_units_or_spans_of_time(books: Books) -> None:
    for figure in books.figures:
        text = books.document[figure.document].text
        around = text[max(0, figure.span.start - 3) : figure.span.end + 12]
        assert not re.search(r"T-62|AK12|94th|48 hours|six miles", around), around
        assert not re.search(r"Subscribe|Times account|Up/Down", figure.quote), figure.quote


def test_the_ratio_is_linked_to_its_second(books: Books) -> None:
    (ratio,) = [figure for figure in books.figures if figure.number == "between 5 and 6"]
    place = locate(books.document[ratio.document], ratio.span)
    assert place is not None
    assert place.value == 66
    assert place.url is not None
    html = page(books)
    assert "video at 1:06" in html
    assert place.url.replace("&", "&amp;") in html


def test_every_figure_is_marked_at_its_words(books: Books) -> None:
    html = page(books)
    for figure in books.figures:
        assert f'<mark id="f-{figure.id}">' in html
