"""The same report gives the same claims in every format."""

import pytest
from documents.gallery import GALLERY
from documents.test_gallery import NAMED_BY_ENDING

from warbook.documents import read
from warbook.extraction import extract
from warbook.model import Document

FOLLOWS = sorted(set(GALLERY) - {"report.txt"})


def claims(name: str) -> list[tuple[str, float | None, float | None, str, str, tuple[str, ...]]]:
    (report,) = read(GALLERY[name], name if name in NAMED_BY_ENDING else "file")
    assert isinstance(report, Document)
    figures = extract(report)
    assert all(report.text[f.span.start : f.span.end] == f.number for f in figures)
    return sorted(
        (f.number, f.value.low, f.value.high, f.event, f.object, tuple(source.name for source in f.sources))
        for f in figures
    )


@pytest.fixture(scope="module")
def plain() -> list[tuple[str, float | None, float | None, str, str, tuple[str, ...]]]:
    return claims("report.txt")


def test_the_report_has_claims(plain: list[object]) -> None:
    assert {14, 30, 6, 2} <= {claim[1] for claim in plain}  # type: ignore[index]


@pytest.mark.parametrize("name", FOLLOWS)
def test_the_claims_are_the_same(name: str, plain: list[object]) -> None:
    assert claims(name) == plain
