"""Resolve: what follows from a linked figure and its neighbours: other side, group, record, other readings."""

from collections.abc import Iterable, Sequence

import msgspec

from warbook.extraction import around, grammar, link_event
from warbook.extraction.discourse import Discourse
from warbook.extraction.link_period import aspect
from warbook.extraction.linked import Linked
from warbook.model import Document, Figure, Span

_HUMAN_READINGS = frozenset({"killed", "casualties"})
_GROUPS = frozenset({"women", "press", "police"})
_TOWARD = (".to", ".for", "iobj", ".towards")


def readings(linked: Linked) -> tuple[str, ...]:
    """Other events that the wording allows: 'lost' may be killed as well as casualties. Only for people."""
    if linked.event not in _HUMAN_READINGS or linked.object not in ("personnel", "civilians", "people", "units"):
        return ()
    near = (t for t in link_event.triggers(linked.item) if linked.event in t.events and t.near < 80)
    words = {event for trigger in near for event in trigger.events}
    return tuple(sorted((words & _HUMAN_READINGS) - {linked.event}))


def other_side(linked: Linked, discourse: Discourse) -> str | None:
    """Who receives what is supplied, or whom a ratio compares with: another party that the sentence points to."""
    if linked.event != "supplied" and linked.item.number.unit != "ratio":
        return None
    others = [s for s in discourse.by_line[linked.item.line.index] if s.party != linked.party and s.kind != "leader"]
    pointed = [s for s in others if any(mark in around.relation_to(linked.item, s.mention) for mark in _TOWARD)]
    named = [s for s in others if s.kind in ("name", "people", "seat") and linked.item.number.unit == "ratio"]
    return next((s.party for s in (*pointed, *named)), None)


def group(linked: Linked, discourse: Discourse) -> str | None:
    """The narrower group that the number counts: its own word ('children'), or a nation other than the party."""
    item = linked.item
    for standing in discourse.by_line[item.line.index]:
        owned = around.relation_to(item, standing.mention) in ("down:amod", "down:compound", "=")
        if standing.kind == "people" and standing.party != linked.party and owned:
            return item.scene.text[standing.mention.span.start : standing.mention.span.end]
    above = {item.tree.starts[token] for token in grammar.climb(item.tree, item.head)[1:3]}
    predicates = [m for m in item.line.things if any(m.span.start <= start < m.span.end for start in above)]
    for thing in ([item.thing] if item.thing else []) + predicates:
        if thing.sense.id in _GROUPS:
            return item.scene.text[thing.span.start : thing.span.end]
    return None


def records(linked: Sequence[Linked]) -> frozenset[int]:
    """Places of the figures that their sentence calls the highest so far: the largest of its kind in the sentence."""
    found = set()
    lines: dict[int, list[Linked]] = {}
    for one in linked:
        lines.setdefault(one.item.line.index, []).append(one)
    for place, one in enumerate(linked):
        if "word=record" not in aspect(one.item):
            continue
        rivals = [
            other.item.number.low or 0
            for other in lines[one.item.line.index]
            if (other.event, other.object) == (one.event, one.object)
        ]
        if (one.item.number.low or 0) >= max(rivals):
            found.add(place)
    return frozenset(found)


def join_summary(document: Document, figures: Iterable[Figure]) -> list[Figure]:
    """Each figure of a summary is joined to the body's figure that says the same."""
    summaries = [segment.span for segment in document.segments if segment.kind == "summary"]
    found = list(figures)
    body = {_said(figure): figure.id for figure in reversed(found) if not _inside(figure.span, summaries)}
    return [
        msgspec.structs.replace(figure, same_as=body.get(_said(figure)))
        if _inside(figure.span, summaries) and body.get(_said(figure)) != figure.id
        else figure
        for figure in found
    ]


def _said(figure: Figure) -> tuple[object, ...]:
    return figure.value.low, figure.value.high, figure.value.unit, figure.event, figure.object, figure.party


def _inside(span: Span, spans: Sequence[Span]) -> bool:
    return any(other.start <= span.start and span.end <= other.end for other in spans)
