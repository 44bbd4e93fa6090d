"""Who says what: `warbook.extraction.saying` on articles, scored by bench/attribution/score_attribution.py."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warbook import documents
from warbook.extraction import saying
from warbook.language.attribution import Attribution
from warbook.model import Document

SCORER = "attribution/score_attribution.py"


def predict(rows: list[dict[str, Any]], gold_path: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        (document,) = documents.read(json.dumps({"id": row["id"], "text": row["text"]}).encode(), "article.jsonl")
        assert isinstance(document, Document), document
        yield {"id": row["id"], "relations": [as_relation(said) for said in saying.attributions(document)]}


def as_relation(said: Attribution) -> dict[str, Any]:
    return {
        "source": [[part.start, part.end] for part in said.source],
        "cue": [[said.cue.start, said.cue.end]],
        "content": [[part.start, part.end] for part in said.content],
    }
