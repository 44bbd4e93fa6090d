"""Place names and coordinates in articles (bench/places)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warbook.language.places import find

SCORER = "places/score_places.py"


def predict(rows: list[dict[str, Any]], gold_path: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        mentions = find(row["text"])
        yield {
            "id": row["id"],
            "toponyms": [
                {"start": m.span.start, "end": m.span.end, "name": m.name, "lat": m.latitude, "lon": m.longitude}
                for m in mentions
            ],
        }
