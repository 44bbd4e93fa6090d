"""Makes the pictures of the web app's pages, docs/screens/*.png, from the bundled examples: `make screens`.

Reads examples/ into a ledger of its own, serves it, decides on one finding so that the history shows something, and
photographs each page at both widths, two of them in the dark too. Needs Chromium (Debian: chromium).
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
OUT = ROOT / "docs/screens"
WIDTHS = {"wide": (1280, 900), "narrow": (390, 844)}
PAGES = ("front", "findings", "claims", "report", "series", "sources", "map", "add", "history")
DARK = ("front", "report", "series")


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """The address of a server over a ledger, stopped in the end."""
    command = [sys.executable, "-c", "from warbook.cli import main; main()", "serve", "--ledger", str(ledger)]
    server = subprocess.Popen([*command, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        line = server.stderr.readline()
        found = re.search(r"http://\S+", line)
        if found is None:
            raise RuntimeError(line + server.stderr.read())
        yield found.group().rstrip("/")
    finally:
        server.terminate()
        server.wait(20)


def add_examples(page: Page, address: str) -> None:
    """Add the examples as a person would, and wait until the books are balanced."""
    page.goto(f"{address}/add")
    files = sorted(path for path in (ROOT / "examples").iterdir() if path.is_file())
    page.set_input_files("#files", [str(path) for path in files])
    page.click("text=Read >> nth=-1")
    page.wait_for_selector(".job.done", timeout=900_000)


def decide(page: Page, address: str) -> None:
    """Take the likeliest repair of the last finding that has one, so that most are still open."""
    page.goto(f"{address}/findings?size=50")
    cards = page.locator(".finding", has=page.locator("button[name=repair]"))
    card = cards.nth(cards.count() - 1)
    card.locator("input[name=reviewer]").fill("Ada Berg")
    card.locator("input[name=note]").fill("Called the desk: they meant the month before.")
    card.locator("button[name=repair]").first.click()
    page.wait_for_selector(".decisions")
    page.wait_for_timeout(4000)  # the books are balanced again


def addresses(page: Page, address: str) -> dict[str, str]:
    """Where each page is."""
    page.goto(f"{address}/claims?text=artillery&sort=-amount")
    report = str(page.locator(".where a").first.get_attribute("href")).partition("#")[0]
    paths = {name: f"/{name}" for name in PAGES} | {"front": "/", "report": report}
    paths["series"] = "/series?measure=destroyed/tanks&party=Russia"
    return {name: address + path for name, path in paths.items()}


def photograph(browser, state: dict, name: str, url: str, width: str, scheme: str) -> None:
    """One picture."""
    size = dict(zip(("width", "height"), WIDTHS[width], strict=True))
    context = browser.new_context(viewport=size, color_scheme=scheme, storage_state=state)
    page = context.new_page()
    page.set_default_timeout(300_000)
    page.goto(url)
    page.screenshot(path=OUT / f"{name}-{width}{'-dark' if scheme == 'dark' else ''}.png")
    context.close()


def main() -> int:
    """All pictures."""
    OUT.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "newsroom.db") as address,
        sync_playwright() as p,
    ):
        browser = p.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        add_examples(page, address)
        decide(page, address)
        urls, state = addresses(page, address), page.context.storage_state()
        for name, url in urls.items():
            for width in WIDTHS:
                photograph(browser, state, name, url, width, "light")
                if name in DARK:
                    photograph(browser, state, name, url, width, "dark")
        browser.close()
    pictures = sorted(OUT.glob("*.png"))
    print(f"{OUT}: {len(pictures)} pictures, {sum(p.stat().st_size for p in pictures):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
