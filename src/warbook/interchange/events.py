"""Events and acts of saying in the exchange format: lists that stand beside a report's figures where they are asked
for."""

from collections.abc import Iterable
from typing import Any

from warbook.interchange.figures import iso
from warbook.model import Attribution, Document, Event, Place, Span, Toll


def events_to_exchange(document: Document, events: Iterable[Event]) -> list[dict[str, Any]]:
    """Attacks as plain data; a period without a start is some day up to its end."""
    return [
        {
            "event": "attacks",
            "chance": round(event.chance, 2),
            "periods": [{"start": iso(one.start), "end": iso(one.end)} for one in event.periods],
            "places": [_place(document, one) for one in event.places],
            "casualties": [_toll(document, one) for one in event.casualties],
        }
        for event in events
    ]


def relations_to_exchange(document: Document, said: Iterable[Attribution]) -> list[dict[str, Any]]:
    """Who says what as plain data: source, cue and content, each as stretches of the text."""
    return [
        {
            "source": [_stretch(document, one) for one in relation.source],
            "cue": _stretch(document, relation.cue),
            "content": [_stretch(document, one) for one in relation.content],
            "kinds": list(relation.kinds),
        }
        for relation in said
    ]


def _place(document: Document, place: Place) -> dict[str, Any]:
    where = {"latitude": place.latitude, "longitude": place.longitude, "country": place.country}
    return {"name": place.name, **where, **(_offsets(place.span) if place.span else {})}


def _toll(document: Document, toll: Toll) -> dict[str, Any]:
    """`number` is null where no number is said: the words tell of one person."""
    stretch = _stretch(document, toll.span)
    number = stretch["words"] if toll.counted else None
    return {"event": toll.effect, "low": toll.number, "high": toll.number, "number": number, **stretch}


def _stretch(document: Document, span: Span) -> dict[str, Any]:
    return {"words": document.text[span.start : span.end], **_offsets(span)}


def _offsets(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
