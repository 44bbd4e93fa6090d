"""Short ways to write statements and figures in tests."""

from datetime import date
from typing import Any

import msgspec

from warbook.audit import Book, Statement
from warbook.model import Document, Figure, Period, Publication, Source, Span, Value

START = date(2031, 1, 1)


def said(*rows: dict[str, Any]) -> tuple[Statement, ...]:
    """Statements from short rows; what a row leaves out is usual."""
    usual = {"doc": "r1", "origin": "staff", "subject": "A", "kind": "stock", "hedge": "exact"}
    found = []
    for n, row in enumerate(rows):
        row = {"id": f"s{n}", "time_ref": f"t{n}", **usual, **row}  # noqa: PLW2901
        if row["kind"] == "flow" and "period" not in row:
            row["period"] = None
        found.append(msgspec.convert(row, Statement))
    return tuple(found)


def book(*rows: dict[str, Any]) -> Book:
    return Book(statements=said(*rows), start=START, names={"A": "Northland", "B": "Southland"})


def stock(point: float, to: str, **more: Any) -> dict[str, Any]:
    return {"measure": "casualties", "kind": "stock", "point": point, "to": to, **more}


def flow(point: float, start: str, to: str, **more: Any) -> dict[str, Any]:
    return {"measure": "casualties", "kind": "flow", "point": point, "from": start, "to": to, **more}


def report(name: str, published: str | None = None) -> Document:
    day = Publication(date.fromisoformat(published)) if published else None
    return Document(id=name, name=name, text="", title=name, published=day)


def figure(
    document: str,
    number: str,
    low: float | None,
    high: float | None = -1,
    *,
    event: str = "casualties",
    object_: str = "personnel",
    party: str = "Northland",
    period: tuple[str | None, str | None] = (None, None),
    words: Span | None = None,
    sources: tuple[str, ...] = (),
    **more: Any,
) -> Figure:
    start, end = (date.fromisoformat(d) if d else None for d in period)
    return Figure(
        id=f"{document}:{number}",
        document=document,
        span=Span(0, len(number)),
        number=number,
        sentence=Span(0, 80),
        quote=f"… {number} …",
        value=Value(
            low, low if high == -1 else high, hedge=None if number[0].isdigit() else number.split(maxsplit=1)[0]
        ),
        event=event,
        object=object_,
        party=party,
        period=Period(start, end, words=words, stated=words is not None),
        sources=tuple(Source(name) for name in sources),
        **more,
    )
