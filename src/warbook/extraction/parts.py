"""The parts of a report that tells of more than one war, such as a week's round-up: each with the sides named in it.

Where few sides are named the report is one part. Else a paragraph opens a new part if none of its sides is named in
the part before it or fights in a war with one of those, or if there would be too many sides.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from warbook.extraction.conflicts import going_on
from warbook.extraction.spot import Line, Part, Scene
from warbook.extraction.wars import conflicts

FEW = 10
"""Sides that a report on one war may name."""
MOST = 8
"""Sides of one part of a report that names more."""


def parts(scene: Scene) -> tuple[Part, ...]:
    """The parts of a scene in text order; they cover all its lines."""
    if len(scene.party_counts) <= FEW:
        return (Part(0, scene.party_counts),)
    together = _together(scene)
    found: list[Part] = []
    for paragraph in _paragraphs(scene):
        named = Counter(mention.sense.id for line in paragraph for mention in line.parties)
        before = found[-1].counts if found else {}
        if found and (not named or not before or _goes_on(before, named, together)):
            found[-1] = Part(found[-1].line, dict(named + Counter(before)))
        else:
            found.append(Part(paragraph[0].index, dict(named)))
    return tuple(found)


def alone(scene: Scene) -> tuple[Scene, ...]:
    """Each part as a scene of its own, with its lines and sides; the sentences keep their numbers."""
    if len(scene.parts) < 2:
        return (scene,)
    ends = [part.line for part in scene.parts[1:]] + [len(scene.lines)]
    return tuple(_only(scene, part, end) for part, end in zip(scene.parts, ends, strict=True))


def _only(scene: Scene, part: Part, end: int) -> Scene:
    lines = scene.lines[part.line : end]
    first, last = lines[0].span.start, lines[-1].span.end
    meant = tuple(one for one in scene.meant if first <= one.span.start < last)
    return msgspec.structs.replace(scene, party_counts=part.counts, lines=lines, meant=meant, parts=())


def part_of(scene: Scene, line: int) -> int:
    """The place of the part that has a line."""
    return max(0, bisect_right(scene.parts, line, key=lambda part: part.line) - 1)


def _paragraphs(scene: Scene) -> Iterator[Sequence[Line]]:
    first = 0
    for line, after in pairwise(scene.lines):
        if "\n" in scene.text[line.span.end - 1 : after.span.start]:
            yield scene.lines[first : after.index]
            first = after.index
    if scene.lines:
        yield scene.lines[first:]


def _together(scene: Scene) -> frozenset[tuple[str, str]]:
    """Pairs of sides that are in one war."""
    wars = [war for war in going_on(conflicts(scene.lang), scene) if len(set(war.sides) & set(scene.party_counts)) > 1]
    return frozenset((one, other) for war in wars for one in war.sides for other in war.sides)


def _goes_on(before: dict[str, int], named: dict[str, int], together: frozenset[tuple[str, str]]) -> bool:
    if len(before.keys() | named.keys()) > MOST:
        return False
    return any(one == other or (one, other) in together for one in before for other in named)
