"""Figures as the product extracts them, from the text and metadata of each gold document."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warbook import documents
from warbook.extraction import extract
from warbook.interchange.figures import to_exchange
from warbook.model import Document

SCORER = "score_figures.py"
KEPT = ("id", "text", "title", "published", "url", "lang")


def predict(rows: list[dict[str, Any]], gold_path: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        line = json.dumps({key: row.get(key) for key in KEPT})
        for document in documents.read(line.encode(), gold_path.name):
            if isinstance(document, Document):
                yield to_exchange(document, extract(document))
