"""The weights of what tells an attack (`incidents.en.json`, by training/incidents.py), and how they are summed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from math import log, sqrt

import msgspec

from warbook.extraction.incidents.beside import Forest

Rows = Mapping[str, Iterable[str]]
"""The words of a report by where they stand: 'all' of it, 'violent' sentences."""


class Option(msgspec.Struct, frozen=True):
    """A candidate: what speaks for and against it, and the sentences that name it."""

    features: list[str]
    lines: tuple[int, ...] = ()


class Weights(msgspec.Struct, frozen=True):
    """`lines`, `days`, `places` and `harms`: weight by feature. `words`: (rarity, weight) by word, for a whole report.

    `probes`: what to look for in the states of a report (context.py). `beside`: by kind the trees that look again at
    the candidates beside each other; a kind without them is decided by its sums, which must be above the `least` of
    the kind.
    """

    lines: dict[str, float]
    words: dict[str, tuple[float, float]]
    days: dict[str, float]
    places: dict[str, float]
    harms: dict[str, float]
    least: dict[str, float] = {}
    probes: dict[str, list[float]] = {}
    beside: dict[str, Forest] = {}


def score(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """The sum of the weights of the features that hold, each once."""
    return sum(weights.get(feature, 0.0) for feature in dict.fromkeys(features))


def score_words(weights: Mapping[str, tuple[float, float]], rows: Rows) -> float:
    """The report's words, each row weighed by frequency and rarity and scaled to length 1."""
    total = weights.get("bias", (1.0, 0.0))[1]
    for name, words in rows.items():
        known = {f: n for w, n in Counter(words).items() if (f := f"{name}={w}") in weights}
        sizes = {f: (1 + log(n)) * weights[f][0] for f, n in known.items()}
        length = sqrt(sum(size * size for size in sizes.values())) or 1.0
        total += sum(size * weights[f][1] for f, size in sizes.items()) / length
    return total


@cache
def shipped(lang: str = "en") -> Weights:
    """The weights that come with Warbook."""
    path = resources.files("warbook.extraction").joinpath(f"incidents.{lang}.json")
    return msgspec.json.decode(path.read_bytes(), type=Weights)
