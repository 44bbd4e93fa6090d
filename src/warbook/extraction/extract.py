"""A document's figures: spotted, linked, resolved into records."""

import hashlib
from collections.abc import Mapping, Sequence

import msgspec

from warbook.documents import readable
from warbook.extraction import (
    about,
    currency,
    dateline,
    measures,
    own_deeds,
    place,
    ranker,
    remainders,
    resolve,
    standpoint,
    tables,
)
from warbook.extraction.link import Linker
from warbook.extraction.linked import Linked
from warbook.extraction.parts import parts
from warbook.extraction.reader.beside import Trust
from warbook.extraction.rejected import rejected
from warbook.extraction.sources import chains
from warbook.extraction.spot import Scene, spot
from warbook.extraction.tables import Told
from warbook.language import casing
from warbook.model import Document, Figure, Period, Source, Span, Value

_MOST_HEADS = 200
"""Figures back to which the same words of a table's head may have been told."""
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
    reader is not asked at all, and every figure's `why` begins by saying so. A report that tells of no war has none.
    """
    scene = scene_of(document)
    if not about.tells_of_war(scene):
        return []
    linker = Linker(scene, weights or ranker.weights(document.lang), {} if quick else trust)
    linked = linker.link()
    if not linked:
        return []
    records = resolve.records(linked)
    sources = _sources(scene, linked, linker)
    denied = rejected(scene, linked, sources)
    where = place.setting(document, scene)
    figures: list[Figure] = []
    measured: list[tuple[Linked, str]] = []
    for number, (one, chain) in enumerate(zip(linked, sources, strict=True)):
        before = figures[-1].place.name if figures and figures[-1].place else None
        figure = _figure(document, one, scene, measured)
        if any(figure.span == other.span for other in figures[-_MOST_HEADS:]):
            continue  # a word of number in a table's head is told with every cell
        if remainders.left_out(linked, number):
            told = remainders.told(linked, number, figure.value)
            if told is None:
                continue  # nobody can say how many 'all but three' are
            figure = msgspec.structs.replace(figure, value=told[0], why=(*figure.why, told[1]))
        measured.append((one, figure.value.unit))
        figures.append(
            msgspec.structs.replace(
                figure,
                party=own_deeds.teller(one, chain) or figure.party,
                modality="denied" if number in denied and figure.modality == "asserted" else figure.modality,
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
    trust = linker.trust.get("source", 0.0)
    found = chains(scene.text, spans, figures, trees, beside=linker.beside, trust=trust)
    return [tuple(_placed(source, scene.told) for source in chain) for chain in found]


def _placed(source: Source, told: Told) -> Source:
    """The source with its place in the text itself."""
    return Source(source.name, source.cue, told.back(source.span)) if source.span else source


def tells_of_war(document: Document) -> bool:
    """Whether a report tells of war, or may."""
    return about.tells_of_war(scene_of(document))


def scene_of(document: Document) -> Scene:
    """All that is spotted in a document, with those whom it means by 'us' and 'the enemy'."""
    scene = _spotted(document)
    return msgspec.structs.replace(scene, meant=standpoint.meant(scene), parts=parts(scene))


def _spotted(document: Document) -> Scene:
    text = casing.restore(readable(document))
    header = document.text[: len(text) - len(text.lstrip())]
    published = document.published if document.published and document.published.precision == "day" else None
    day = published.day if published else dateline.day(text)
    if not published:
        text = dateline.blanked(text) if day else dateline.with_header_dates(text, document)
    told = tables.told(text, document.lang)
    scene = spot(told.text, document.title or "", day, document.lang, header)
    return msgspec.structs.replace(scene, told=told)


def claim_id(document_id: str, span: Span, kind: str = "figure") -> str:
    """The id of a claim: made of document, raw span and kind only, so that a better reading never forks it."""
    return hashlib.sha256(f"{document_id}\0{span.start}\0{span.end}\0{kind}".encode()).hexdigest()[:24]


def _figure(document: Document, linked: Linked, scene: Scene, measured: Sequence[tuple[Linked, str]]) -> Figure:
    number = linked.item.number
    span, sentence = scene.told.back(number.span), scene.told.sentence(linked.item.line.span)
    written = currency.settled(number.unit, document.text[span.start : span.end], scene)
    unit = measures.carried(linked, written, measured)
    carried = (f"unit {unit}: as of the figure before it",) if unit != written else ()
    return Figure(
        id=claim_id(document.id, span),
        document=document.id,
        span=span,
        number=document.text[span.start : span.end],
        sentence=sentence,
        quote=document.text[sentence.start : sentence.end],
        value=Value(number.low, number.high, unit, number.hedge),
        event=linked.event,
        object=linked.object,
        party=linked.party,
        period=linked.option.period() if linked.option else Period(),
        cumulative=linked.cumulative,
        modality=linked.modality,
        why=(*linked.why, *carried),
    )
