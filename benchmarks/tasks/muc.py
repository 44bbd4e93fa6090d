"""Facts about attacks in messages of 1989 and 1990 (bench/muc): casualties, places, dates, as the product has them."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from warbook import documents
from warbook.extraction import extract
from warbook.model import Document, Figure

SCORER = "muc/score_muc.py"
EFFECTS = {"killed": ("DEATH",), "wounded": ("INJURY",), "casualties": ("DEATH", "INJURY")}
HUMAN = {"civilians", "people"}
"""The keys leave out battles: soldiers and fighters are no victims of an attack."""
MOST = 500
"""Totals of a war are no facts of an attack."""


def predict(rows: list[dict[str, Any]], gold_path: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        yield {"id": row["id"], "facts": facts([f for f in figures(row) if of_attack(f)])}


def figures(row: dict[str, Any]) -> list[Figure]:
    line = json.dumps({"id": row["id"], "text": row["text"]})
    (document,) = documents.read(line.encode(), f"{row['id']}.jsonl")
    assert isinstance(document, Document), document
    return extract(document)


def of_attack(figure: Figure) -> bool:
    count = figure.value.low or figure.value.high
    asserted = figure.modality == "asserted" and not figure.cumulative
    return asserted and figure.event in EFFECTS and figure.object in HUMAN and bool(count) and 0 < count <= MOST


def facts(found: list[Figure]) -> dict[str, list[Any]]:
    casualties = {(effect, int(f.value.low or f.value.high or 0)) for f in found for effect in EFFECTS[f.event]}
    days = {f.period.start or f.period.end for f in found} - {None}
    places = {f.place.name.upper() for f in found if f.place and f.place.precision != 6}
    return {
        "casualties": [list(fact) for fact in sorted(casualties)],
        "dates": [telex(day) for day in sorted(days) if day],
        "places": sorted(places),
    }


def telex(day: date) -> str:
    """6 NOV 89."""
    return f"{day.day} {day:%b %y}".upper()
