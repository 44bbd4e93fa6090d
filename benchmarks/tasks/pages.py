"""Main text of web pages: what `documents` labels as the report, against the true article body."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warbook import documents
from warbook.model import Document

SCORER = "pages/score_pages.py"


def predict(rows: list[dict[str, Any]], gold_path: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        page = gzip.decompress((gold_path.parent / "html" / f"{row['id']}.html.gz").read_bytes())
        read = [item for item in documents.read(page, f"{row['id']}.html") if isinstance(item, Document)]
        yield {"id": row["id"], "text": "\n".join(documents.main_text(item) for item in read)}
