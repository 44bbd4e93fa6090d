"""Which words of a run are the name of a place: a linear-chain model, its weights in `data/{news,war}.tsv`."""

from functools import cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from warbook.language.places.theatres import Subject

LABELS = ("O", "B", "I")
"""Not of a place, its first word, a later one."""


class Weights(NamedTuple):
    """Of each feature for each label, and of each label after each."""

    features: dict[str, tuple[float, ...]]
    moves: list[list[float]]

    def save(self, path: Path) -> None:
        """Write the form that `shipped` reads."""
        rows = [f"{label}\t" + "\t".join(map(str, row)) for label, row in zip(LABELS, self.moves, strict=True)]
        rows += [f"{name}\t" + "\t".join(map(str, row)) for name, row in sorted(self.features.items())]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")


@cache
def shipped(subject: Subject) -> Weights:
    """The weights that come with Warbook, trained by `training/places.py`."""
    text = resources.files("warbook.language.places").joinpath("data", f"{subject}.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.rstrip("\n").split("\n")]
    moves = [[float(x) for x in row[1:]] for row in rows[: len(LABELS)]]
    return Weights({row[0]: tuple(map(float, row[1:])) for row in rows[len(LABELS) :]}, moves)


def best_labels(weights: Weights, rows: list[list[str]], bias: float = 0.0) -> list[int]:
    """The likeliest labels (indices of LABELS) for the words whose features are given; `bias` speaks for places."""
    known, moves = weights.features, weights.moves
    scores: list[tuple[float, float, float]] = []
    for row in rows:
        outside, begin, inside = 0.0, bias, bias
        for feature in row:
            weight = known.get(feature)
            if weight is not None:
                outside += weight[0]
                begin += weight[1]
                inside += weight[2]
        scores.append((outside, begin, inside))
    (oo, ob, _), (bo, bb, bi), (io, ib, ii) = moves
    o, b, i = scores[0][0], scores[0][1], -1e9
    back: list[tuple[int, int, int]] = []
    for outside, begin, inside in scores[1:]:
        to_o = (o + oo, b + bo, i + io)
        to_b = (o + ob, b + bb, i + ib)
        to_i = (-1e9, b + bi, i + ii)
        from_o, from_b, from_i = (max(range(3), key=way.__getitem__) for way in (to_o, to_b, to_i))
        back.append((from_o, from_b, from_i))
        o, b, i = to_o[from_o] + outside, to_b[from_b] + begin, to_i[from_i] + inside
    label = max(range(3), key=(o, b, i).__getitem__)
    path = [label]
    for step in reversed(back):
        label = step[label]
        path.append(label)
    return path[::-1]


def spans_of(labels: list[int]) -> list[tuple[int, int]]:
    """First and last word of each name in a list of labels."""
    found: list[tuple[int, int]] = []
    for at, label in enumerate(labels):
        if label == 1:
            found.append((at, at))
        elif label == 2 and found:
            found[-1] = (found[-1][0], at)
    return found
