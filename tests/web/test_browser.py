"""The pages in a real browser (Debian's chromium), served over a real port, by mouse and by keyboard."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright
from web.books import fill, harbour, wire

from warbook.ledger import Ledger
from warbook.web.app import create
from warbook.web.reader import perform
from warbook.web.settings import Settings

CHROMIUM = shutil.which("chromium")
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
pytestmark = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no chromium here; CI installs it and runs this"
)
REPORT, FIGURES = harbour()
HOSTILE, _ = wire()
PAGES = {
    "front": "/",
    "findings": "/findings",
    "finding": "/findings/clash01",
    "claims": "/claims",
    "claim": f"/claims/{FIGURES[0].id}",
    "report": f"/reports/{REPORT.id}",
    "hostile": f"/reports/{HOSTILE.id}",
    "reports": "/reports",
    "series": "/series?measure=destroyed/tanks&party=Arland",
    "sources": "/sources",
    "map": "/map",
    "add": "/add",
    "history": "/history",
    "rejected": "/rejected",
    "api": "/api",
}
SECONDS = 60_000


class Served:
    """A server in a thread of the tests, over a book of its own."""

    def __init__(self, where: Path) -> None:
        self.ledger = Ledger.open(where)
        app = create(Settings(), self.ledger, lambda task: perform(task, self.ledger))
        self.server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="on", ws="none"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        self.address = f"http://127.0.0.1:{self.server.servers[0].sockets[0].getsockname()[1]}"

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(20)
        self.ledger.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A book that nobody changes."""
    where = tmp_path_factory.mktemp("shared") / "book.db"
    fill(where)
    served = Served(where)
    yield served
    served.stop()


@pytest.fixture
def own(made: Path, tmp_path: Path) -> Iterator[Served]:
    """A book that the test may change."""
    served = Served(Path(shutil.copy(made, tmp_path / "own.db")))
    yield served
    served.stop()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(SECONDS)
    yield page
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_fits_asks_nobody_and_axe_finds_nothing_serious(
    browser: Browser, shared: Served, width: int, scheme: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page.set_default_timeout(SECONDS)
    asked: list[str] = []
    troubles: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: troubles.append(message.text))
    page.on("pageerror", lambda error: troubles.append(str(error)))
    axe = Axe()
    for name, path in PAGES.items():
        page.goto(shared.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        found = axe.run(page).response["violations"]
        grave = [
            (one["id"], one["nodes"][0]["html"][:120]) for one in found if one["impact"] in ("serious", "critical")
        ]
        assert grave == [], name
    assert troubles == []
    assert [url for url in asked if not url.startswith(shared.address)] == []
    page.close()


def test_a_hostile_report_does_nothing(page: Page, shared: Served) -> None:
    alerts: list[str] = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))
    page.goto(shared.address + PAGES["hostile"])
    assert page.title() != "taken"
    assert page.locator("main script, main img, main iframe").count() == 0
    assert "<script>" in page.inner_text(".sheet")
    assert alerts == []


def test_pages_weigh_little(page: Page, shared: Served) -> None:
    weights: list[int] = []
    page.on("response", lambda response: weights.append(len(response.body())))
    for name, path in PAGES.items():
        weights.clear()
        page.goto(shared.address + path)
        page.wait_for_load_state("networkidle")
        drawn = sum(
            len(svg) for svg in page.locator(".drawing svg").evaluate_all("all => all.map(one => one.outerHTML)")
        )
        assert sum(weights) - drawn < 300_000, name


def test_without_script_everything_can_be_decided(browser: Browser, own: Served) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.set_default_timeout(SECONDS)
    page.goto(own.address + PAGES["report"])
    page.fill("#reviewer", "Ada")
    page.locator(".note button[value=accepted]").first.click()
    assert page.locator(".note").first.locator(".status").inner_text() == "accepted"
    page.context.close()


def test_claims_are_reviewed_in_bulk_by_keyboard(page: Page, own: Served) -> None:
    page.goto(own.address + "/claims?sort=report")
    page.fill("input[name=reviewer]", "Ada")
    page.locator("h1").click()
    for key in ("j", "Space", "j", "j", "Space", "k"):
        page.keyboard.press(key)
    assert page.locator("tr.at").inner_text().strip().startswith("12")
    page.keyboard.press("a")
    page.wait_for_load_state()
    expect(page.locator(".status.accepted", has_text="2 accepted")).to_be_visible(timeout=SECONDS)
    assert own.ledger.claim(FIGURES[0].id).status == "accepted"
    assert own.ledger.claim(FIGURES[1].id).status == "unreviewed"


def test_a_report_is_reviewed_beside_its_words_by_keyboard(page: Page, own: Served) -> None:
    page.goto(own.address + PAGES["report"])
    page.fill("#reviewer", "Ada")
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.locator("mark.at").inner_text() == "900"
    assert page.evaluate("document.activeElement.closest('mark').id") == f"c-{FIGURES[0].id}"
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(f"#n-{FIGURES[1].id} .status")).to_have_text("rejected", timeout=SECONDS)
    expect(page.locator("#said")).to_contain_text("12 boats rejected")
    page.keyboard.press("k")
    page.keyboard.press("e")
    form = page.locator(f"#n-{FIGURES[0].id} .correction")
    form.locator("input[name='value.low']").fill("600")
    form.locator("input[name='value.high']").fill("600")
    form.locator("button[value=corrected]").click()
    expect(page.locator(f"#n-{FIGURES[0].id} .status")).to_have_text("corrected", timeout=SECONDS)
    assert own.ledger.claim(FIGURES[0].id).figure.value.low == 600
    page.locator("#keys").uncheck()
    page.locator("h1").click()
    page.keyboard.press("j")
    assert page.locator("mark.at").count() <= 1
    page.keyboard.press("o")
    assert "/reports/" in page.url


def test_a_click_on_a_mark_opens_its_claim(page: Page, shared: Served) -> None:
    page.goto(shared.address + PAGES["report"])
    page.locator("mark a").nth(2).click()
    assert page.evaluate("location.hash") == f"#n-{FIGURES[2].id}"
    assert page.evaluate("document.activeElement.closest('.note').id") == f"n-{FIGURES[2].id}"
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/claims/{FIGURES[2].id}")


def test_marks_of_a_series_are_reached_by_keyboard_and_open_their_sentence(page: Page, shared: Served) -> None:
    page.goto(shared.address + PAGES["series"])
    page.locator(".drawing .skip").first.focus()
    page.keyboard.press("Tab")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert name.startswith("900, total up to 31 May 2031: General Staff")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/reports/{REPORT.id}?claim=*")
    box = page.locator("mark.at").bounding_box()
    assert box is not None
    assert 0 < box["y"] < 900


def test_all_of_a_page_is_reached_by_keyboard_the_content_by_one_step(page: Page, shared: Served) -> None:
    page.goto(shared.address + "/findings")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "kind"


def test_a_form_is_not_lost_when_the_server_is_away(page: Page, own: Served) -> None:
    page.goto(own.address + PAGES["report"])
    page.fill("#reviewer", "Ada")
    page.context.set_offline(True)
    page.locator(".note button[value=accepted]").first.click()
    expect(page.locator("#said")).to_contain_text("what you wrote is still here", timeout=SECONDS)
    assert page.input_value("#reviewer") == "Ada"
    page.context.set_offline(False)
    page.locator(".note button[value=accepted]").first.click()
    expect(page.locator(".note").first.locator(".status")).to_have_text("accepted", timeout=SECONDS)


def test_too_large_a_paste_stays_in_the_browser(page: Page, shared: Served) -> None:
    page.goto(shared.address + "/add")
    page.evaluate("document.getElementById('text').value = 'tanks '.repeat(1000000)")
    page.click("form.adding button.main")
    expect(page.locator("#said")).to_contain_text("larger than 5 MB")
    assert page.evaluate("document.getElementById('text').value.length") == 6_000_000


def test_a_page_is_printed_without_what_is_for_the_screen(page: Page, shared: Served) -> None:
    page.goto(shared.address + "/claims")
    page.emulate_media(media="print")
    assert not page.locator(".filters").is_visible()
    assert not page.locator(".top nav").is_visible()
    assert page.locator("table.claims").is_visible()


REPORTS = {
    "may.txt": "The Staff counts\n\n1 June 2031\n\nRussia had lost 9,310 tanks by 31 May 2031, Ukraine's General Staff said.\n",
    "june.txt": "The Staff counts on\n\n1 July 2031\n\nRussia had lost 6,593 tanks by 30 June 2031, Ukraine's General Staff said.\n",
    "april.txt": "Spring\n\n1 May 2031\n\nRussia had lost 5,977 tanks by 30 April 2031, Ukraine's General Staff said.\n",
}


def test_the_whole_way(page: Page, tmp_path: Path) -> None:
    """Add reports, see their finding, take the repair, see the series change, find the decision in the history."""
    served = Served(tmp_path / "new.db")
    try:
        page.goto(served.address)
        page.click("text=Add the first reports")
        files = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in REPORTS.items()]
        page.set_input_files("#files", files)  # type: ignore[arg-type]
        assert page.locator("#chosen li").all_inner_texts() == list(REPORTS)
        page.click("form.adding button.main")
        expect(page.locator(".job.done")).to_be_visible(timeout=3 * SECONDS)
        assert page.locator(".read li").count() == 3
        page.click(".job >> text=finding")
        page.locator(".finding.impossible h2 a").first.click()
        headline = page.inner_text("h1")
        assert "9,310" in headline
        page.fill("input[name=reviewer]", "Ada Berg")
        page.fill("input[name=note]", "The desk confirms")
        page.click("button[name=repair] >> nth=0")
        expect(page.locator(".decisions")).to_contain_text("Ada Berg", timeout=SECONDS)
        page.click("text=See the series")
        expect(page.locator("table.claims .status.corrected").first).to_be_visible(timeout=SECONDS)
        assert [claim.machine for claim in served.ledger.claims() if claim.status == "corrected"]
        page.click("nav >> text=History")
        expect(page.locator(".steps li").first).to_contain_text(headline)
        expect(page.locator(".steps li").first).to_contain_text("The desk confirms")
        for _ in range(600):
            if not served.ledger.findings(kind="impossible", state="open"):
                break
            time.sleep(0.1)
        page.goto(f"{served.address}/findings?kind=impossible")
        assert page.locator(".finding").count() == 0
    finally:
        served.stop()


def test_one_pasted_report_opens_when_it_was_read(page: Page, own: Served) -> None:
    page.goto(own.address + "/add")
    page.fill("#text", REPORTS["june.txt"])
    page.click("form.adding button.main")
    page.wait_for_url("**/reports/*", timeout=3 * SECONDS)
    assert "The Staff counts on" in page.inner_text("h1")
