"""What a report tells of attacks, as a record: the candidates whose sums say that it tells them."""

from math import exp

from warbook.extraction.incidents import find
from warbook.extraction.incidents.toll import Harm
from warbook.language import numbers
from warbook.model import Document, Event, Period, Toll


def told(document: Document) -> list[Event]:
    """The attack that a report tells of, with all its days, places and tolls; none where it tells of none.

    Several attacks of one report stand together: which toll is of which is not told.
    """
    found = find(document)
    event = Event(
        chance=1 / (1 + exp(-found.score)),
        periods=tuple(Period(one.days[0], one.days[1], stated=True) for one in found.when if one.score > 0),
        places=tuple(one.place for one in found.where if one.score > 0),
        casualties=tuple(_toll(document, one.harm) for one in found.toll if one.score > 0),
    )
    return [event] if found.score > 0 and (event.places or event.casualties) else []


def _toll(document: Document, harm: Harm) -> Toll:
    counted = bool(numbers.find(document.text[harm.span.start : harm.span.end]))
    return Toll(harm.effect, harm.number, harm.span, counted)
