"""Main text by other tools, as predictions for the same scorer:

python benchmarks/pages_peers.py TOOL GOLD OUT     TOOL: trafilatura, trafilatura-fast, readability, resiliparse
"""

import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from run import rows_of


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


TOOLS: dict[str, Callable[[str], str]] = {
    "trafilatura": trafilatura,
    "trafilatura-fast": trafilatura_fast,
    "readability": readability,
    "resiliparse": resiliparse,
}


def main() -> None:
    tool, gold, out = TOOLS[sys.argv[1]], Path(sys.argv[2]), Path(sys.argv[3])
    rows = rows_of(gold)
    pages = [gzip.decompress((gold.parent / "html" / f"{row['id']}.html.gz").read_bytes()).decode() for row in rows]
    tool(pages[0])
    started = time.process_time()
    texts = [tool(page) for page in pages]
    used = time.process_time() - started
    with out.open("w", encoding="utf-8") as lines:
        for row, text in zip(rows, texts, strict=True):
            lines.write(json.dumps({"id": row["id"], "text": text}, ensure_ascii=False) + "\n")
    print(f"{sys.argv[1]}: {len(pages)} pages, {len(pages) / used:.0f} a CPU second, predictions in {out}")


if __name__ == "__main__":
    main()
