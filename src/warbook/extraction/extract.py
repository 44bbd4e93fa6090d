"""A document's figures: spotted, linked, resolved into records."""

import hashlib
from collections.abc import Mapping

from warbook.documents import readable
from warbook.extraction import dateline, place, ranker
from warbook.extraction.link import link
from warbook.extraction.linked import Linked
from warbook.extraction.spot import Scene, spot
from warbook.language import casing
from warbook.model import Document, Figure, Period, Place, Span, Value

VERSION = "1"


def extract(document: Document, weights: Mapping[str, Mapping[str, float]] | None = None) -> list[Figure]:
    """The figures of a document in text order. `weights` stand in for the shipped ones (cross-validation)."""
    scene = scene_of(document)
    linked = link(scene, weights or ranker.weights(document.lang))
    where = place.setting(document) if linked else None
    figures: list[Figure] = []
    for one in linked:
        before = figures[-1].place if figures else None
        said = before.name if before else None
        at = place.choose(where, one.item.number.span, one.event, said) if where else None
        figures.append(_figure(document, one, at))
    return figures


def scene_of(document: Document) -> Scene:
    """All that is spotted in a document."""
    text = casing.restore(readable(document))
    published = document.published if document.published and document.published.precision == "day" else None
    day = published.day if published else dateline.day(text)
    return spot(dateline.blanked(text), document.title or "", day, document.lang)


def claim_id(document_id: str, span: Span, kind: str = "figure") -> str:
    """The id of a claim: made of document, raw span and kind only, so that a better reading never forks it."""
    return hashlib.sha256(f"{document_id}\0{span.start}\0{span.end}\0{kind}".encode()).hexdigest()[:24]


def _figure(document: Document, linked: Linked, where: Place | None) -> Figure:
    number, sentence = linked.item.number, linked.item.line.span
    return Figure(
        id=claim_id(document.id, number.span),
        document=document.id,
        span=number.span,
        number=document.text[number.span.start : number.span.end],
        sentence=sentence,
        quote=document.text[sentence.start : sentence.end],
        value=Value(number.low, number.high, number.unit, number.hedge),
        event=linked.event,
        object=linked.object,
        party=linked.party,
        period=linked.option.period() if linked.option else Period(),
        cumulative=linked.cumulative,
        place=where,
        modality=linked.modality,
        why=linked.why,
    )
