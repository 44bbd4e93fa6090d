"""The measure of a bare number: '267 square kilometres, after 259 the month before' counts square kilometres twice."""

from collections.abc import Sequence

from warbook.extraction.linked import Linked

MEASURED = frozenset({"area", "money"})
"""Objects that no bare number counts: it leaves out the measure of one before it."""
WEIGHED = frozenset({"supplies"})
"""Objects that are counted or measured: only within a sentence does the measure of one before it hold."""
BACK = 4
"""Figures back to which a measure holds."""


def carried(linked: Linked, unit: str, before: Sequence[tuple[Linked, str]]) -> str:
    """The unit of a figure; of a bare number that of the last one that measures the same. `before`: the figures before
    it with their units, in text order."""
    if unit != "count" or not _is_bare(linked):
        return unit
    for other, measure in reversed(before[-BACK:]):
        if other.object != linked.object or measure == "count":
            continue
        near = other.item.line is linked.item.line
        return measure if near or (linked.object in MEASURED and other.event == linked.event) else unit
    return unit


def _is_bare(linked: Linked) -> bool:
    """Whether a number of what is measured stands without any word or sign of a measure: not '12 blocks', not 'R40'."""
    item = linked.item
    sign = item.scene.text[item.number.span.start - 1 : item.number.span.start]
    if linked.object not in MEASURED | WEIGHED or (sign.strip() and sign not in "([*"):
        return False
    thing = item.thing
    return thing is None or (linked.object == "money" and thing.sense.entry.data.get("object") == "money")
