"""Who says what: `warbook.language.attribution` on articles, scored by bench/attribution/score_attribution.py."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warbook.language import attribution, sentences, syntax

SCORER = "attribution/score_attribution.py"


def predict(rows: list[dict[str, Any]], gold_path: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        text = row["text"]
        trees = syntax.parse(text, sentences.split(text))
        yield {"id": row["id"], "relations": [as_relation(said) for said in attribution.find(text, trees)]}


def as_relation(said: attribution.Attribution) -> dict[str, Any]:
    return {
        "source": [[part.start, part.end] for part in said.source],
        "cue": [[said.cue.start, said.cue.end]],
        "content": [[part.start, part.end] for part in said.content],
    }
