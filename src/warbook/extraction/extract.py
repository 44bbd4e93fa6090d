"""A document's figures: spotted, linked, resolved into records."""

import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from warbook.documents import readable
from warbook.extraction import dateline, place, ranker, resolve
from warbook.extraction.link import Linker
from warbook.extraction.linked import Linked
from warbook.extraction.reader.beside import Trust
from warbook.extraction.sources import chains
from warbook.extraction.spot import Scene, spot
from warbook.language import casing
from warbook.model import Document, Figure, Period, Source, Span, Value

QUICKLY = "read quickly: by rules and linker, without the reader"
"""The first reason of a figure that was read in quick mode."""


def extract(
    document: Document,
    weights: Mapping[str, Mapping[str, float]] | None = None,
    trust: Trust | None = None,
    *,
    quick: bool = False,
) -> list[Figure]:
    """The figures of a document in text order.

    `weights` and `trust` (how much the reader's word counts, by task) stand in for the shipped ones. With `quick` the
    reader is not asked at all, and every figure's `why` begins by saying so.
    """
    scene = scene_of(document)
    linker = Linker(scene, weights or ranker.weights(document.lang), {} if quick else trust)
    linked = linker.link()
    if not linked:
        return []
    records = resolve.records(linked)
    sources = _sources(scene, linked, linker)
    where = place.setting(document, scene)
    figures: list[Figure] = []
    for number, (one, chain) in enumerate(zip(linked, sources, strict=True)):
        before = figures[-1].place.name if figures and figures[-1].place else None
        figure = _figure(document, one)
        figures.append(
            msgspec.structs.replace(
                figure,
                sources=chain,
                place=place.choose(where, figure.span, figure.event, before),
                to=resolve.other_side(one, linker.discourse),
                group=resolve.group(one, linker.discourse),
                readings=resolve.readings(one),
                record=number in records,
                why=(QUICKLY, *figure.why) if quick else figure.why,
            )
        )
    return resolve.join_summary(document, figures)


def _sources(scene: Scene, linked: Sequence[Linked], linker: Linker) -> list[tuple[Source, ...]]:
    spans = [line.span for line in scene.lines]
    trees = {line.index: line.tree for line in scene.lines if line.tree}
    figures = [one.item.number.span for one in linked]
    return chains(scene.text, spans, figures, trees, beside=linker.beside, trust=linker.trust.get("source", 0.0))


def scene_of(document: Document) -> Scene:
    """All that is spotted in a document."""
    text = casing.restore(readable(document))
    published = document.published if document.published and document.published.precision == "day" else None
    if published:
        return spot(text, document.title or "", published.day, document.lang)
    day = dateline.day(text)
    told = dateline.blanked(text) if day else dateline.with_header_dates(text, document)
    return spot(told, document.title or "", day, document.lang)


def claim_id(document_id: str, span: Span, kind: str = "figure") -> str:
    """The id of a claim: made of document, raw span and kind only, so that a better reading never forks it."""
    return hashlib.sha256(f"{document_id}\0{span.start}\0{span.end}\0{kind}".encode()).hexdigest()[:24]


def _figure(document: Document, linked: Linked) -> Figure:
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
        modality=linked.modality,
        why=linked.why,
    )
