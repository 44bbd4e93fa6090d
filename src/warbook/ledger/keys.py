"""The forms in which names, days and amounts are found and sorted, alike on every database."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

import msgspec

from warbook.model import Figure

UNKEPT = re.compile("[\0\ud800-\udfff]")  # null and half characters: PostgreSQL refuses them

JOIN = "\x1f"
"""Stands between the parts of a key; no folded name holds it."""


@lru_cache(maxsize=65536)
def fold(name: str | None) -> str:
    """A name without regard to case, accents and spacing; '' for none. Holds nothing that a database refuses."""
    return fold_text(name) if name else ""


def fold_text(text: str) -> str:
    """What `fold` does, for texts that are not worth remembering."""
    if text.isascii():
        plain = text.lower()
    else:
        parts = unicodedata.normalize("NFKD", text)
        plain = "".join(part for part in parts if not unicodedata.combining(part)).casefold()
    return " ".join(UNKEPT.sub(" ", plain).split())


def columns(figure: Figure) -> dict[str, Any]:
    """The columns of `entry` by which a figure is found."""
    low, high = figure.value.low, figure.value.high
    start, end = figure.period.start, figure.period.end
    first, last = start or end, end or start
    return {
        "claim": figure.id,
        "position": figure.span.start,
        "event": fold(figure.event),
        "object": fold(figure.object),
        "party": fold(figure.party),
        "recipient": fold(figure.to),
        "grp": fold(figure.group),
        "place": fold(figure.place.name if figure.place else None),
        "origin": fold(figure.sources[0].name if figure.sources else None),
        "first_day": first.isoformat() if first else "",
        "last_day": last.isoformat() if last else "",
        "low": low,
        "high": high,
        "amount": low if low is not None else high if high is not None else 0.0,
        "unit": fold(figure.value.unit),
        "cumulative": figure.cumulative,
        "modality": figure.modality,
    }


def figure_of(record: str) -> Figure:
    """The figure that a record holds. Raises ValueError where it holds none."""
    return msgspec.json.decode(record, type=Figure)
