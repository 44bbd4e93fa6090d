"""Main text of web pages by Warbook and by other tools, page by page in turn, so that all meet the same load.

    python benchmarks/pages_peers.py GOLD FOLDER [TOOL…]     TOOL: warbook, trafilatura, trafilatura-fast, readability,
                                                             resiliparse; all where none is named

GOLD is a gold file beside a folder html/ of pages. Prints pages a CPU second and the scorer's figures; the predictions
are written into FOLDER.
"""

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from run import BENCH, rows_of


def trafilatura(markup: str) -> str:
    from trafilatura import extract

    return extract(markup, include_comments=False) or ""


def trafilatura_fast(markup: str) -> str:
    from trafilatura import extract

    return extract(markup, include_comments=False, fast=True) or ""


def readability(markup: str) -> str:
    from lxml import html
    from readability import Document

    return str(html.document_fromstring(Document(markup).summary()).text_content())


def resiliparse(markup: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    return str(extract_plain_text(HTMLTree.parse(markup), main_content=True, alt_texts=False, comments=False))


def warbook(markup: str) -> str:
    from warbook import documents
    from warbook.model import Document

    read = documents.read(markup.encode(), "page.html")
    return "\n".join(documents.main_text(item) for item in read if isinstance(item, Document))


TOOLS: dict[str, Callable[[str], str]] = {
    "warbook": warbook,
    "trafilatura": trafilatura,
    "trafilatura-fast": trafilatura_fast,
    "readability": readability,
    "resiliparse": resiliparse,
}


def main() -> None:
    gold, folder, tools = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:] or list(TOOLS)
    folder.mkdir(parents=True, exist_ok=True)
    rows = rows_of(gold)
    used = dict.fromkeys(tools, 0.0)
    texts: dict[str, list[dict[str, str]]] = {tool: [] for tool in tools}
    for number, row in enumerate(rows):
        page = gzip.decompress((gold.parent / "html" / f"{row['id']}.html.gz").read_bytes()).decode()
        for tool in tools:
            if not number:
                TOOLS[tool](page)  # what is loaded once is not counted
            started = time.process_time()
            text = TOOLS[tool](page)
            used[tool] += time.process_time() - started
            texts[tool].append({"id": row["id"], "text": text})
    for tool in tools:
        out = folder / f"{tool}.jsonl"
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in texts[tool])
        out.write_text(lines, encoding="utf-8")
        print(f"{tool}: {len(rows)} pages, {len(rows) / used[tool]:.0f} a CPU second", flush=True)
        subprocess.run([sys.executable, str(BENCH / "pages/score_pages.py"), str(gold), str(out)], check=True)


if __name__ == "__main__":
    main()
