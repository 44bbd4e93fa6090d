"""What a repair means for the figures: the way back from statements (`figures.py`) to a figure's own fields."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from warbook.audit.slips import move
from warbook.model import Edit, Figure, Repair

Fields = dict[str, Any]


def corrections(repair: Repair, figures: Mapping[str, Figure]) -> dict[str, Fields]:
    """New values by field by claim, as the ledger takes them ('period.end', 'value.low'). Raises KeyError for a claim
    that is not among the figures.
    """
    found: dict[str, Fields] = {}
    for edit in repair.edits:
        found.setdefault(edit.claim, {}).update(_fields(edit, figures[edit.claim]))
    return found


def _fields(edit: Edit, figure: Figure) -> Fields:
    match edit.field, edit.value:
        case "value", int() | float() as point:
            return _value(figure, float(point))
        case "to", str() as end:
            return _dated(figure, date.fromisoformat(end))
        case "measure", str() as measure:
            event, _, object_ = measure.partition(":")
            return {"event": event, "object": object_ or "personnel"}
        case "subject", str() as subject:
            return {"party": subject}
        case "period", list() as period:
            kind, start, end = period
            return {"cumulative": kind == "stock", "period.start": start, "period.end": end}
        case "record", _:
            return {"record": False}
    raise ValueError(f"no figure can be corrected in '{edit.field}' to {edit.value!r}")


def _value(figure: Figure, point: float) -> Fields:
    """The bounds, scaled as the number is; an open bound stays open."""
    low, high = figure.value.low, figure.value.high
    said = low if low is not None else high
    if low is not None and high is not None:
        said = (low + high) / 2
    factor = point / said if said else 1.0
    bounds = {"value.low": low, "value.high": high}
    return {name: _near(bound * factor) for name, bound in bounds.items() if bound is not None}


def _near(number: float) -> float:
    """Without the last digits that a division leaves."""
    return float(f"{number:.12g}")


def _dated(figure: Figure, end: date) -> Fields:
    """The last day, and with it the first of a figure that is no running total, moved by as many months."""
    before = figure.period
    if before.start is None or before.end is None or figure.cumulative:
        return {"period.end": end.isoformat()}
    months = (end.year - before.end.year) * 12 + end.month - before.end.month
    start = move(before.start, months) if before.end != before.start else end
    return {"period.start": start.isoformat(), "period.end": end.isoformat()}
