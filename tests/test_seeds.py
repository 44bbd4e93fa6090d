"""The five original reports, from their files to the page."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from warbook.app import auditing, gathering
from warbook.app.books import Books
from warbook.brief.page import page
from warbook.documents import locate

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
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
    assert "video at\u00a01:06" in html
    assert place.url.replace("&", "&amp;") in html


def test_every_figure_is_marked_at_its_words(books: Books) -> None:
    html = page(books)
    for figure in books.figures:
        assert f'<mark id="f-{figure.id}">' in html


def test_the_record_month_cannot_be_and_its_year_is_the_likeliest_slip(books: Books) -> None:
    (finding,) = [finding for finding in books.findings if finding.kind == "impossible"]
    numbers = {figure.number for figure in books.figures if figure.id in finding.claims}
    assert numbers == {"more than 90,000", "over 40,520", "approximately 696,410"}
    assert finding.proved
    assert "2024" in finding.repairs[0].words
    assert len(finding.repairs[0].edits) >= 4
    assert any("55,600" in line.amount for line in finding.sum)


def test_the_north_korean_losses_are_disputed_by_two_origins(books: Books) -> None:
    (finding,) = [finding for finding in books.findings if finding.kind == "disagreement"]
    numbers = {figure.number for figure in books.figures if figure.id in finding.claims}
    assert numbers == {"4,000", "hundreds"}
    assert not finding.repairs


def test_two_reports_rest_on_one_ministry(books: Books) -> None:
    (finding,) = [finding for finding in books.findings if finding.kind == "circular"]
    assert "Ministry of Defense" in finding.headline
    assert len({figure.document for figure in books.figures if figure.id in finding.claims}) == 2


def test_figures_of_the_originals_are_read_as_annotated() -> None:
    shared = SEEDS.parent
    command = [
        "benchmarks/run.py",
        "figures",
        str(shared / "gold" / "seeds.jsonl"),
        "--bench",
        str(shared / "bench"),
        "--json",
    ]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True, cwd=ROOT)
    score = json.loads(done.stdout.splitlines()[-1])
    assert score["found"]["r"] >= 0.9
    assert score["core"]["f1"] >= 0.85
