"""The page in a real browser: Debian's chromium, without network."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import days, figure, report
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, sync_playwright

from warbook.app.books import Books
from warbook.brief.page import page
from warbook.brief.view import anchor
from warbook.model import Finding, Line, Repair, Segment, Span

CHROMIUM = shutil.which("chromium")
ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no chromium here; CI installs it and runs this"
)

TEXT = "Arland's army said that 12 tanks were lost in May. " + "Quiet. " * 300 + "By June it said 40. Subscribe for $4."
REPORT = report(
    TEXT,
    title="A very long title-without-any-place-to-break-" + "x" * 80,
    segments=(Segment(Span(0, len(TEXT) - 17), "body"), Segment(Span(len(TEXT) - 17, len(TEXT)), "paywall")),
)
TANKS = {"object": "tanks", "event": "destroyed", "party": "Arland", "sources": ("Army of Arland",)}
MAY = figure(REPORT, "12", 12, 12, period=days("2031-05-01", "2031-05-31"), **TANKS)
JUNE = figure(REPORT, "40", 40, None, period=days("2031-06-01", "2031-06-30"), **TANKS)
FINDING = Finding(
    id="one",
    kind="impossible",
    headline="12 and 40 cannot both be true",
    claims=(MAY.id, JUNE.id),
    proved=True,
    sum=(Line("by June", "1,040"), Line("less May", "− 12"), Line("left", "1,028", rule=True)),
    repairs=(Repair(rank=1, words="The year is 2032", edits=(), odds=0.8),),
)
BOOKS = Books(documents=(REPORT,), figures=(MAY, JUNE), findings=(FINDING,))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = tmp_path_factory.mktemp("page") / "brief.html"
    place.write_text(page(BOOKS), encoding="utf-8")
    return place.as_uri()


@pytest.fixture(params=[1280, 390])
def shown(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    sheet = browser.new_page(viewport={"width": request.param, "height": 800})
    sheet.goto(address)
    yield sheet
    sheet.close()


def test_nothing_hangs_over_the_edge(shown: Page) -> None:
    width = shown.evaluate("document.documentElement.scrollWidth")
    assert width <= shown.viewport_size["width"]  # type: ignore[index]


def test_a_figure_opens_the_report_at_its_words(shown: Page) -> None:
    shown.locator(f"#{anchor('t', JUNE.id)} a").first.click()
    mark = shown.locator(f"#{anchor('f', JUNE.id)}")
    assert mark.inner_text() == "40"
    box = mark.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800
    assert shown.evaluate("location.hash") == f"#{anchor('f', JUNE.id)}"
    assert mark.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"


def test_a_point_of_the_chart_opens_its_words(shown: Page) -> None:
    shown.locator("figure svg a path[aria-roledescription=point]").first.click()
    assert shown.evaluate("location.hash").startswith("#f-")


def test_all_links_can_be_reached_by_keyboard_in_reading_order(shown: Page) -> None:
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "Skip to the findings"
    seen = []
    for _ in range(200):
        shown.keyboard.press("Tab")
        target = shown.evaluate("document.activeElement.getAttribute('href')")
        if target is None:
            break
        seen.append(target)
    assert seen[:2] == ["#findings", "#figures"]
    assert seen.count(f"#{anchor('f', JUNE.id)}") >= 3


def test_the_table_is_a_table_to_a_screen_reader(shown: Page) -> None:
    table = shown.get_by_role("table", name="Tanks destroyed or lost")
    assert table.get_by_role("row").count() == 4
    assert shown.get_by_role("heading", name="12 and 40 cannot both be true").count() == 1


def test_numbers_of_the_sum_end_at_one_edge(shown: Page) -> None:
    cells = shown.locator(".sum td:last-child").all()
    edges = {round(box["x"] + box["width"]) for cell in cells if (box := cell.bounding_box())}
    assert len(edges) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_the_paper(browser: Browser, address: str, scheme: str) -> None:
    sheet = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    sheet.goto(address)
    for words in ("body", ".soft", "a", "mark", ".kind"):
        assert sheet.locator(words).first.evaluate(CONTRAST) >= 4.5, words
    sheet.close()


def test_the_page_asks_for_nothing(browser: Browser, address: str) -> None:
    sheet = browser.new_page()
    asked: list[str] = []
    troubles: list[str] = []
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.on("console", lambda message: troubles.append(message.text))
    sheet.goto(address)
    assert asked == [address]
    assert troubles == []
    sheet.close()


CONTRAST = """node => {
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).map(Number).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  let under = node;
  while (under.parentElement && getComputedStyle(under).backgroundColor === 'rgba(0, 0, 0, 0)') {
    under = under.parentElement;
  }
  const paper = light(getComputedStyle(under).backgroundColor), ink = light(getComputedStyle(node).color);
  return (Math.max(paper, ink) + 0.05) / (Math.min(paper, ink) + 0.05);
}"""


def test_a_number_of_a_sum_is_never_broken_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    words = "read most generously, the first of the two totals that cannot both be true is at least"
    finding = replace(FINDING, sum=(Line(words, "9,178"), Line("and the second at most", "6,686", rule=True)))
    place = tmp_path / "brief.html"
    place.write_text(page(replace(BOOKS, findings=(finding,))), encoding="utf-8")
    view = browser.new_page(viewport={"width": 390, "height": 900})
    view.goto(place.as_uri())
    heights = view.eval_on_selector_all(".sum td:last-child", "cells => cells.map(LINES)".replace("LINES", LINES))
    assert heights == [1, 1]


LINES = "c => { const r = document.createRange(); r.selectNodeContents(c); return r.getClientRects().length }"
"""How many lines the text of a cell takes."""
