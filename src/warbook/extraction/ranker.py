"""The learned linker's arithmetic: a candidate has named features, a feature has a weight, the sum decides.

The weights are a readable file (`linker.json`), one table a task; `training/linker.py` makes it by conditional
maximum likelihood (a log-linear model over the candidates of each choice).
"""

import json
from collections.abc import Hashable, Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T", bound=Hashable)
Features = list[str]


class Choice(NamedTuple, Generic[T]):
    """What was chosen, how likely it is among the candidates (0 to 1), and the features that spoke most for it."""

    label: T
    probability: float
    reasons: tuple[str, ...]


def choose(task: str, candidates: Sequence[tuple[T, Features]], lang: str = "en") -> Choice[T]:
    """The candidate with the highest score. Raises ValueError without candidates."""
    return decide(weights(lang).get(task, {}), candidates)


def decide(
    table: Mapping[str, float], candidates: Sequence[tuple[T, Features]], beside: Sequence[float] | None = None
) -> Choice[T]:
    """As `choose`, with the weights given. `beside`: what another says for each candidate, added to its score."""
    if not candidates:
        raise ValueError("nothing to choose from")
    get = table.get
    scores = [sum([get(feature, 0.0) for feature in set(features)]) for _, features in candidates]
    if beside is not None:
        scores = [score + more for score, more in zip(scores, beside, strict=True)]
    top = max(range(len(scores)), key=scores.__getitem__)
    total = sum([exp(score - scores[top]) for score in scores])
    label, features = candidates[top]
    reasons = sorted({f for f in features if get(f, 0.0) > 0.3}, key=lambda f: -table[f])[:3]
    return Choice(label, 1 / total, tuple(reasons))


@cache
def weights(lang: str = "en") -> dict[str, dict[str, float]]:
    """The weights of all tasks."""
    path = resources.files(__package__).joinpath(f"linker.{lang}.json")
    tables: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return tables
