"""A second look at each candidate beside the others of its report, by boosted trees.

What was first summed for each by itself is compared: with its rivals, with the days, places and tolls told in the same
sentences, with how far the whole report tells of an attack at all.
"""

from collections.abc import Hashable, Iterable, Sequence
from math import exp

import msgspec

NOWHERE = -9.0
"""Stands in for the sum of a candidate that there is not."""


class Seen(msgspec.Struct, frozen=True):
    """A candidate after the first look: its sum, the sentences that name it, its size or sort.

    `twin` is shared by the readings of one mention or number, of which hardly more than one is told.
    """

    score: float
    lines: tuple[int, ...]
    twin: Hashable
    sort: float = 0.0


class Tree(msgspec.Struct, frozen=True):
    """A decision tree as rows: of a branch which measure it asks, the highest that goes left, and where it goes on.

    Of a leaf `measure` is -1 and `value` what it adds.
    """

    measure: list[int]
    highest: list[float]
    left: list[int]
    right: list[int]
    value: list[float]

    def of(self, measures: Sequence[float]) -> float:
        """The value of the leaf that the measures lead to."""
        at = 0
        while self.measure[at] >= 0:
            at = self.left[at] if measures[self.measure[at]] <= self.highest[at] else self.right[at]
        return self.value[at]


class Forest(msgspec.Struct, frozen=True):
    """Trees whose values are added to `base`; a sum above 0 says that it is told."""

    base: float
    trees: list[Tree]

    def score(self, measures: Sequence[float]) -> float:
        """The sum for one candidate's measures."""
        return self.base + sum(tree.of(measures) for tree in self.trees)


def measures(
    seen: Sequence[Seen], others: Sequence[Sequence[Seen]], scores: Sequence[float], whole: float
) -> list[list[float]]:
    """For each candidate what the trees ask. `others`: the candidates of the other kinds; `scores` of the sentences."""
    top = max(scores, default=NOWHERE)
    expected = [1 / (1 + exp(-one.score)) for one in seen]
    there = [_by_line(kind) for kind in others]
    tops = [max((o.score for o in kind), default=NOWHERE) for kind in others]
    rows = []
    for one, share in zip(seen, expected, strict=True):
        rest = [o for o in seen if o is not one]
        first = max((o.score for o in rest), default=NOWHERE)
        here = max((scores[i] for i in one.lines), default=NOWHERE)
        twin = max((o.score for o in rest if o.twin == one.twin), default=NOWHERE)
        close = max((o.score for o in rest if set(o.lines) & set(one.lines)), default=NOWHERE)
        row = [one.score, one.score - first, first, sum(o.score > one.score for o in rest), sum(expected) - share]
        row += [len(seen), whole, here, top, here - top, len(one.lines), min(one.lines, default=99), twin]
        row += [one.score - twin, close, one.score - close, one.sort]
        row.append(max((o.score for o in rest if o.sort == one.sort), default=NOWHERE))
        row.append(max((o.score for o in rest if o.sort > one.sort), default=NOWHERE))
        for lines, highest in zip(there, tops, strict=True):
            row += [max((lines.get(i, NOWHERE) for i in one.lines), default=NOWHERE), highest]
        rows.append(row)
    return rows


def _by_line(kind: Iterable[Seen]) -> dict[int, float]:
    best: dict[int, float] = {}
    for one in kind:
        for line in one.lines:
            best[line] = max(best.get(line, NOWHERE), one.score)
    return best
