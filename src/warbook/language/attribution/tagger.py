"""A linear model that labels the tokens of a sentence one after the other: weights of features, weights of label pairs.

The weights are learned elsewhere (`training/attribution.py`, structured averaged perceptron) and stored as readable
lines: the labels, then a line for each label of what may follow it, then a line for each feature.
"""

import gzip
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import chain, repeat

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]


class Tagger:
    """Labels for sequences of feature lists, by the best-scoring path (Viterbi)."""

    def __init__(
        self, labels: Sequence[str], moves: Sequence[Sequence[int]], weights: Mapping[str, Sequence[int]]
    ) -> None:
        self.labels = tuple(labels)
        self._into = [[float(weight) for weight in column] for column in zip(*moves, strict=True)]
        self._rows = {feature: number for number, feature in enumerate(weights, 1)}
        table = np.zeros((len(weights) + 1, len(labels)), dtype=np.float32)
        if weights:
            table[1:] = list(weights.values())
        self._table: Scores = table

    def tag(self, features: Sequence[Sequence[str]], beside: Scores | None = None) -> list[str]:
        """One label for each item of `features`. Features that the model does not know count nothing.

        `beside` (items × labels, in the order of `labels`) is added to the sums of the features.
        """
        if not features:
            return []
        sums = self._scores(features)
        if beside is not None:
            sums = sums + beside
        return [self.labels[label] for label in self._best_path(sums.tolist())]

    def _scores(self, features: Sequence[Sequence[str]]) -> Scores:
        ids = list(map(self._rows.get, chain.from_iterable(features), repeat(0)))
        starts = np.cumsum([0, *(len(item) for item in features[:-1])])
        sums: Scores = np.add.reduceat(self._table[ids], starts, axis=0)
        return sums

    def _best_path(self, scores: list[list[float]]) -> list[int]:
        best, back = scores[0], []
        for row in scores[1:]:
            reached = [[score + move for score, move in zip(best, moves, strict=True)] for moves in self._into]
            best = [max(ways) for ways in reached]
            back.append([ways.index(top) for ways, top in zip(reached, best, strict=True)])
            best = [top + score for top, score in zip(best, row, strict=True)]
        path = [best.index(max(best))]
        for came in reversed(back):
            path.append(came[path[-1]])
        return path[::-1]


@cache
def load(name: str, lang: str = "en") -> Tagger:
    """The stored model `name` ('cues', 'roles')."""
    rows = lines(f"{name}.tsv.gz", lang)
    labels = rows[0].split("\t")
    moves = [[int(weight) for weight in row.split("\t")[1:]] for row in rows[1 : len(labels) + 1]]
    weights = {}
    for row in rows[len(labels) + 1 :]:
        feature, *numbers = row.split("\t")
        weights[feature] = [int(number) for number in numbers]
    return Tagger(labels, moves, weights)


def lines(name: str, lang: str = "en") -> list[str]:
    """The lines of a data file of this package."""
    packed = resources.files(__package__).joinpath(f"models/{lang}/{name}").read_bytes()
    return gzip.decompress(packed).decode("utf-8").splitlines()
