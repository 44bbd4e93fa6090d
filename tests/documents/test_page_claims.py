"""The claims of a page are the same whether it comes as HTML, as text or as PDF of the same words."""

import pytest
from documents.made_pages import FORMS, PAGES

from warbook.documents import read, readable
from warbook.extraction import extract
from warbook.model import Document

CASES = [(page, form) for page in PAGES for form in FORMS]
FIGURES = {
    "river": {14, 5, 30, 6, 2, 41, 3, 12},
    "harbour": {2, 19, 9, 1, 70},
    "strait": {340, 12, 61, 118, 27, 44},
}
"""Some that are the report's; 'two' engineers of the river's are 2 as well."""


def read_as(page: str, form: str) -> Document:
    (report,) = read(FORMS[form](PAGES[page]), form)
    assert isinstance(report, Document)
    return report


def claims(report: Document) -> list[tuple[object, ...]]:
    return sorted(
        (f.number, f.value.low, f.value.high, f.event, f.object, tuple(source.name for source in f.sources))
        for f in extract(report, trust={})
    )


@pytest.mark.parametrize(("page", "form"), CASES)
def test_what_stands_around_the_report_is_not_read(page: str, form: str) -> None:
    view = " ".join(readable(read_as(page, form)).split())
    for kind, words in PAGES[page]:
        about = kind in ("byline", "published")
        around = kind in ("nav", "cookie", "paywall", "related", "link", "newsletter", "share", "comments", "footer")
        parts = words.split(". ") if around else [words]
        assert all((part in view) is not (around or about) for part in parts), (kind, words)


@pytest.mark.parametrize("page", PAGES)
def test_the_claims_are_the_same_in_every_form(page: str) -> None:
    found = {form: claims(read_as(page, form)) for form in FORMS}
    assert {claim[1] for claim in found["page.txt"]} >= FIGURES[page]
    assert all(of_form == found["page.txt"] for of_form in found.values())


@pytest.mark.parametrize(("page", "form"), CASES)
def test_title_author_and_day_are_the_same(page: str, form: str) -> None:
    report, other = read_as(page, form), read_as(page, "page.txt")
    assert report.title == dict(PAGES[page])["title"]
    assert report.published is not None
    assert other.published is not None
    assert (report.published.day, report.authors) == (other.published.day, other.authors)
