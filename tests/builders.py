"""Reports and figures for tests, made from one written sentence."""

from datetime import date
from typing import Any

from warbook.model import Document, Figure, Period, Segment, Source, Span, Value


def report(text: str, name: str = "report.txt", **fields: Any) -> Document:
    fields.setdefault("segments", (Segment(Span(0, len(text)), "body"),))
    return Document(id=fields.pop("id", name.replace(".", "-")), name=name, text=text, **fields)


def figure(document: Document, number: str, low: float | None, high: float | None, **fields: Any) -> Figure:
    """The figure written `number` in the document's first sentence that holds it."""
    start = document.text.index(number)
    first = max(document.text.rfind(". ", 0, start) + 2, 0) if ". " in document.text[:start] else 0
    last = document.text.find(". ", start + len(number)) + 1 or len(document.text)
    value = Value(low, high, fields.pop("unit", "count"), fields.pop("hedge", None))
    sources = tuple(Source(name) for name in fields.pop("sources", ()))
    fields.setdefault("event", "killed")
    fields.setdefault("object", "personnel")
    return Figure(
        id=fields.pop("id", f"{document.id}-{start}"),
        document=document.id,
        span=Span(start, start + len(number)),
        number=number,
        sentence=Span(first, last),
        quote=document.text[first:last],
        value=value,
        period=fields.pop("period", Period()),
        sources=sources,
        **fields,
    )


def days(start: str | None, end: str | None) -> Period:
    return Period(date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None, stated=True)
