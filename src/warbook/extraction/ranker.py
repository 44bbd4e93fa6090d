"""The learned linker's arithmetic: a candidate has named features, a feature has a weight, the sum decides.

The weights are a readable file (`linker.json`), one table a task; `training/linker.py` makes it by conditional
maximum likelihood (a log-linear model over the candidates of each choice).
"""

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import repeat
from math import exp
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

T = TypeVar("T", bound=Hashable)
Features = list[str]


Weights = Mapping[str, float]
WEIGHTY = 0.3
"""A feature with no more weight than this is no reason worth telling."""
_NOTHING = repeat(0.0)
PLACES = 9
"""Decimal places of a score: what differs only by the order of summing is a tie, and the first candidate has it."""


class Choice(NamedTuple, Generic[T]):
    """What was chosen, how likely it is among the candidates (0 to 1), and the features that spoke most for it."""

    label: T
    probability: float
    reasons: tuple[str, ...]


class Ballot(NamedTuple, Generic[T]):
    """Candidates that have most of their features in common, each joined with its own label: 'unit=count&killed'.

    `shared` are written without the label; `own` are the others, a list for each label. Reading one as a matrix is many
    times as fast as the same features spelled out for every label.
    """

    labels: Sequence[T]
    shared: Features
    own: Sequence[Features]

    def spelled(self) -> list[tuple[T, Features]]:
        """The candidates as `decide` takes them."""
        return [
            (label, [*(f"{feature}&{label}" for feature in self.shared), *own])
            for label, own in zip(self.labels, self.own, strict=True)
        ]


def choose(task: str, candidates: Sequence[tuple[T, Features]], lang: str = "en") -> Choice[T]:
    """The candidate with the highest score. Raises ValueError without candidates."""
    return decide(weights(lang).get(task, {}), candidates)


def decide(
    table: Weights, candidates: Sequence[tuple[T, Features]], beside: Sequence[float] | None = None
) -> Choice[T]:
    """As `choose`, with the weights given. `beside`: what another says for each candidate, added to its score."""
    if not candidates:
        raise ValueError("nothing to choose from")
    place, probability = _best([sum_of(table, features) for _, features in candidates], beside)
    label, features = candidates[place]
    return Choice(label, probability, _reasons((feature, table.get(feature, 0.0)) for feature in features))


def elect(table: Weights, ballot: Ballot[T], beside: Sequence[float] | None = None) -> Choice[T]:
    """As `decide`, of a ballot."""
    crossed = _crossed(table, tuple(map(str, ballot.labels)))
    rows = {feature: row for feature in ballot.shared if (row := crossed.rows.get(feature)) is not None}
    shared: list[float] = np.add.reduce(crossed.weights[sorted(rows.values())]).tolist()
    scores = [score + sum_of(table, own) if own else score for score, own in zip(shared, ballot.own, strict=True)]
    place, probability = _best(scores, beside)
    label, column = ballot.labels[place], crossed.weights[:, place]
    weighed = [(f"{feature}&{label}", column[row]) for feature, row in rows.items() if column[row] > WEIGHTY]
    weighed += [(feature, table.get(feature, 0.0)) for feature in ballot.own[place]]
    return Choice(label, probability, _reasons(weighed))


def sum_of(table: Weights, features: Features) -> float:
    """The score of a candidate: the weights of its features, each counted once."""
    return sum(map(table.get, dict.fromkeys(features) if len(features) > 1 else features, _NOTHING))


def _best(scores: list[float], beside: Sequence[float] | None) -> tuple[int, float]:
    """The place of the highest score and its share among them all."""
    if beside is not None:
        scores = [score + more for score, more in zip(scores, beside, strict=True)]
    scores = [round(score, PLACES) for score in scores]
    top = max(scores)
    total = sum([exp(score - top) for score in scores])
    return scores.index(top), 1 / total


def _reasons(weighed: Iterable[tuple[str, float]]) -> tuple[str, ...]:
    """The features that spoke most for a choice, of those that spoke at all loudly."""
    loud = {feature: weight for feature, weight in weighed if weight > WEIGHTY}
    return tuple(sorted(loud, key=lambda feature: -loud[feature])[:3])


class _Crossed(NamedTuple):
    """The weights of features that are joined with a label: a row for each feature, a column for each label."""

    rows: dict[str, int]
    weights: npt.NDArray[np.float64]


_tables: dict[tuple[int, tuple[str, ...]], tuple[Weights, _Crossed]] = {}
"""Tables already crossed, by identity, since they have no hash; each is held here, so that its id stays its own."""
_MOST_TABLES = 32


def _crossed(table: Weights, labels: tuple[str, ...]) -> _Crossed:
    key = (id(table), labels)
    if key not in _tables:
        if len(_tables) >= _MOST_TABLES:
            _tables.clear()
        _tables[key] = (table, _cross(table, labels))
    return _tables[key][1]


def _cross(table: Weights, labels: tuple[str, ...]) -> _Crossed:
    columns = {label: column for column, label in enumerate(labels)}
    rows: dict[str, int] = {}
    cells = []
    for feature, weight in table.items():
        name, joined, label = feature.rpartition("&")
        if joined and label in columns:
            cells.append((rows.setdefault(name, len(rows)), columns[label], weight))
    weights = np.zeros((len(rows), len(labels)))
    if cells:
        at, column, weight_of = zip(*cells, strict=True)
        weights[list(at), list(column)] = weight_of
    return _Crossed(rows, weights)


@cache
def weights(lang: str = "en") -> dict[str, dict[str, float]]:
    """The weights of all tasks."""
    path = resources.files(__package__).joinpath(f"linker.{lang}.json")
    tables: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return tables
