"""How the linker's word and the reader's are weighed together, where the reader reads beside.

Both know much of the same, so that their scores may not simply be added: for each task either has a factor, and each of
the linker's features what it adds or takes beside the reader. All were fitted on reports that the reader had not been
taught on (`training/joint.py`, docs/decisions/0028).
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

from warbook.extraction import ranker, reader
from warbook.extraction.ranker import Features
from warbook.extraction.reader.beside import UNLIKELY

STEPS = (-0.03, -0.1, -0.3, -0.7, -1.4, -2.5, -4.0, -6.5)
"""Where the chances that the reader gives (natural logarithms) are cut into classes."""
_CLASSES = {"party": (("not in sentence:", "null"), ("fills", "owns", "other ", "free")), "period": (("",),)}
"""For a task how the features begin of which the first tells a class of the candidate: for each class one row."""


class Joint(msgspec.Struct, frozen=True):
    """For one task: factors of the linker's score and of the reader's, and what each feature adds to their sum."""

    linker: float
    reader: float
    weights: dict[str, float] = {}


class Table(msgspec.Struct, frozen=True):
    """For one task: the weights of the linker alone, and those with `joint` in them."""

    alone: Mapping[str, float]
    weights: Mapping[str, float]
    joint: Joint


def together(alone: Mapping[str, float], joint: Joint) -> Table:
    """The linker's weights scaled by its factor, with what is added beside the reader."""
    names = alone.keys() | joint.weights.keys()
    weights = {f: joint.linker * alone.get(f, 0.0) + joint.weights.get(f, 0.0) for f in sorted(names)}
    return Table(alone, weights, joint)


@cache
def load(lang: str = "en") -> dict[str, Joint]:
    """The stored factors and weights by task; empty where there is no reader for the language."""
    if not reader.available(lang):
        return {}
    path = resources.files(reader.__name__).joinpath("models", lang, "joint.json")
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Joint])


@cache
def tables(lang: str = "en") -> dict[str, Table]:
    """The shipped weights, beside the reader."""
    alone = ranker.weights(lang)
    return {task: together(alone[task], joint) for task, joint in load(lang).items() if task in alone}


def trust_in_voices(lang: str = "en") -> float:
    """The factor of the reader's word on who says a figure, beside the weights of the chain of sources."""
    found = load(lang).get("source")
    return found.reader if found else 0.0


def is_heard(task: str) -> bool:
    """Whether a task has features of what the reader says."""
    return task in _CLASSES


def heard(task: str, candidates: Sequence[Features], alone: Sequence[float], said: Sequence[float]) -> list[Features]:
    """Features of what the reader says of each candidate for a party or period: how likely it is, and in which rank.

    `alone` are the linker's own scores, `said` the reader's chances (natural logarithms). Of other tasks there are none,
    which gained nothing by them.
    """
    if not is_heard(task) or not any(said):
        return [[] for _ in candidates]
    ranks, own = ranked(said), ranked(alone)
    second = max((chance for chance, rank in zip(said, ranks, strict=True) if rank), default=UNLIKELY)
    return [
        _of_candidate(_classes(task, features), chance, rank, place) + ([_lead(chance, second)] if rank == 0 else [])
        for features, chance, rank, place in zip(candidates, said, ranks, own, strict=True)
    ]


def _of_candidate(classes: Sequence[str], chance: float, rank: int, place: int) -> Features:
    step = sum(chance < step for step in STEPS)
    found = [f"read={step}", f"rank={min(rank, 3)}", f"ranks={min(rank, 2)},{min(place, 2)}"]
    found += [f"{one}:read={step}" for one in classes]
    return found + [f"{one}:rank={min(rank, 2)}" for one in classes]


def _lead(chance: float, second: float) -> str:
    return f"first by {min(int(chance - second), 6)}"


def _classes(task: str, features: Features) -> list[str]:
    return [next((f for f in features if f.startswith(begins)), "none") for begins in _CLASSES[task]]


def ranked(scores: Sequence[float]) -> list[int]:
    """The rank of each score, 0 for the highest; of equal ones the first is higher."""
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    ranks = [0] * len(scores)
    for rank, place in enumerate(order):
        ranks[place] = rank
    return ranks
