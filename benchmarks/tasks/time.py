"""Time expressions: WikiWars, TimeBank, AQUAINT."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from warbook.language import dates

SCORER = "time/score_time.py"


def predict(rows: list[dict[str, Any]], gold_path: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        published = date.fromisoformat(row["dct"]) if row.get("dct") else None
        timex = [
            {"start": found.span.start, "end": found.span.end, "type": found.kind.upper(), "value": found.value}
            for found in dates.find(row["text"], published)
        ]
        yield {"id": row["id"], "timex": timex}
