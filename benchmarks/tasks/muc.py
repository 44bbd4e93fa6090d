"""Facts about attacks in messages of 1989 and 1990 (bench/muc): casualties, places, dates, as the product has them."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from warbook import documents
from warbook.extraction import incidents
from warbook.extraction.incidents.when import Days
from warbook.model import Document

SCORER = "muc/score_muc.py"
EFFECTS = {"killed": "DEATH", "wounded": "INJURY"}


def predict(rows: list[dict[str, Any]], gold_path: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        found = incidents.find(read(row))
        harms = [one.harm for one in found.toll if one.score > 0]
        yield {
            "id": row["id"],
            "facts": {
                "casualties": [[EFFECTS[harm.effect], harm.number] for harm in harms],
                "dates": [written_days(one.days) for one in found.when if one.score > 0],
                "places": [one.place.name.upper() for one in found.where if one.score > 0],
            },
        }


def read(row: dict[str, Any]) -> Document:
    line = json.dumps({"id": row["id"], "text": row["text"]})
    (document,) = documents.read(line.encode(), f"{row['id']}.jsonl")
    assert isinstance(document, Document), document
    return document


def written_days(days: Days) -> str:
    """A day, a span of days, or '- 6 NOV 89' for some day up to it."""
    start, end = days
    if start is None:
        return f"- {telex(end)}"
    return telex(start) if start == end else f"{telex(start)} - {telex(end)}"


def telex(day: date) -> str:
    """6 NOV 89."""
    return f"{day.day} {day:%b %y}".upper()
