"""Figures in the exchange format: one document a line of JSON, its figures inside, offsets in Unicode code points."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec

from warbook.model import Document, Figure
from warbook.vocabulary.party_names import full_name

_ENCODER = msgspec.json.Encoder()


def to_exchange(document: Document, figures: Iterable[Figure]) -> dict[str, Any]:
    """A document and its figures as plain data; `path` is the name under which the report was read."""
    return {"id": document.id, "path": document.name, "figures": [figure_to_exchange(figure) for figure in figures]}


def figure_to_exchange(figure: Figure) -> dict[str, Any]:
    """One figure as plain data. Bounds that are whole numbers are written as such."""
    return {
        "id": figure.id,
        "number": figure.number,
        "start": figure.span.start,
        "end": figure.span.end,
        "quote": figure.quote,
        "low": _whole(figure.value.low),
        "high": _whole(figure.value.high),
        "unit": figure.value.unit,
        "event": figure.event,
        "object": figure.object,
        "party": full_name(figure.party),
        "to": full_name(figure.to),
        "group": figure.group,
        "period": {"start": iso(figure.period.start), "end": iso(figure.period.end)},
        "cumulative": figure.cumulative,
        "place": figure.place.name if figure.place else None,
        "sources": [
            {
                "name": source.name,
                "cue": source.cue,
                "start": source.span.start if source.span else None,
                "end": source.span.end if source.span else None,
            }
            for source in figure.sources
        ],
        "modality": figure.modality,
        "why": list(figure.why),
    }


def line(record: dict[str, Any]) -> str:
    """One record as a line of JSON Lines, without the line break."""
    return _ENCODER.encode(record).decode()


def iso(day: date | None) -> str | None:
    """2024-11-02."""
    return day.isoformat() if day else None


def _whole(amount: float | None) -> float | int | None:
    return int(amount) if amount is not None and amount == amount // 1 and abs(amount) < 2**53 else amount
