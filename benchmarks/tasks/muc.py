"""Facts about attacks in messages of 1989 and 1990 (bench/muc): casualties, places, dates, as the product has them."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from warbook import documents
from warbook.extraction import dateline, extract, incidents, victims
from warbook.extraction.victims import Victim
from warbook.language import casing
from warbook.model import Document, Figure, Period

SCORER = "muc/score_muc.py"
EFFECTS = {"killed": ("DEATH",), "wounded": ("INJURY",), "casualties": ("DEATH", "INJURY")}
HUMAN = {"civilians", "people"}
"""The keys leave out battles: soldiers and fighters are no victims of an attack."""
LIKELY = 0.25
MOST = 500
"""Totals of a war are no facts of an attack."""


def predict(rows: list[dict[str, Any]], gold_path: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        document = read(row)
        found = [figure for figure in extract(document) if of_attack(figure)]
        yield {"id": row["id"], "facts": facts(document, found, victims.find(document))}


def read(row: dict[str, Any]) -> Document:
    line = json.dumps({"id": row["id"], "text": row["text"]})
    (document,) = documents.read(line.encode(), f"{row['id']}.jsonl")
    assert isinstance(document, Document), document
    return document


def of_attack(figure: Figure) -> bool:
    count = figure.value.low or figure.value.high
    asserted = figure.modality == "asserted" and not figure.cumulative
    return asserted and figure.event in EFFECTS and figure.object in HUMAN and bool(count) and 0 < count <= MOST


def facts(document: Document, found: list[Figure], single: list[Victim]) -> dict[str, list[Any]]:
    casualties = {(effect, int(f.value.low or f.value.high or 0)) for f in found for effect in EFFECTS[f.event]}
    casualties |= {(effect, 1) for victim in single for effect in EFFECTS[victim.effect]}
    report_day = dateline.day(casing.restore(document.text))
    likely = [i for i in incidents.find(document) if i.likelihood > LIKELY]
    days = {when(one.period, report_day) for one in (*found, *single)}
    days |= {when(i.period, report_day) for i in likely if i.period.start}
    if likely and not days - {""}:
        days.add(when(likely[0].period, report_day))
    places = [i.place for i in likely] + [f.place for f in found]
    return {
        "casualties": [list(fact) for fact in sorted(casualties)],
        "dates": sorted(days - {""}),
        "places": sorted({p.name.upper() for p in places if p and p.precision != 6}),
    }


def when(period: Period, report_day: date | None) -> str:
    """A day, a span of days, or what the keys write where a message does not tell: by the day of the message."""
    start, end = period.start, period.end or report_day
    if start and end and start != end:
        return f"{telex(start)} - {telex(end)}"
    return telex(start) if start else f"- {telex(end)}" if end else ""


def telex(day: date) -> str:
    """6 NOV 89."""
    return f"{day.day} {day:%b %y}".upper()
