"""Stretches of a text that do not overlap, in text order: which one holds a place, and which mentions lie in one."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from warbook.extraction.lexicon import Mention, within
from warbook.extraction.spot import Line, Scene
from warbook.model import Span


def holding(span: Span, stretches: Sequence[Span]) -> int | None:
    """The place of the stretch in which `span` lies whole."""
    at = bisect_right(stretches, span.start, key=lambda one: one.start) - 1
    return at if at >= 0 and span.end <= stretches[at].end else None


def touched(span: Span, stretches: Sequence[Span]) -> bool:
    """Whether `span` shares a code point with one of the stretches."""
    at = bisect_left(stretches, span.end, key=lambda one: one.start) - 1
    return at >= 0 and span.start < stretches[at].end


def line_at(scene: Scene, at: int) -> Line | None:
    """The sentence at an offset."""
    place = bisect_right(scene.lines, at, key=lambda line: line.span.start) - 1
    return scene.lines[place] if place >= 0 and at < scene.lines[place].span.end else None


def parties(scene: Scene, span: Span) -> list[Mention]:
    """The parties named inside a stretch."""
    first = max(0, bisect_right(scene.lines, span.start, key=lambda line: line.span.start) - 1)
    last = bisect_left(scene.lines, span.end, key=lambda line: line.span.start)
    return [m for line in scene.lines[first:last] for m in within(line.parties, span)]
