"""How the linker's word and the reader's are weighed together, where the reader reads beside.

Both know much of the same, so that for each task either has a factor (`training/trust.py`). Of the period the
linker's features have weights of their own beside the reader, and what the reader says has features
(`training/joint.py`): fitted on reports that the reader had not been taught on, since of others it is too sure
(docs/decisions/0066).
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

import msgspec

from warbook.extraction import ranker, reader
from warbook.extraction.ranker import Features, Weights
from warbook.extraction.reader.beside import UNLIKELY

STEPS = (-0.03, -0.1, -0.3, -0.7, -1.4, -2.5, -4.0, -6.5)
"""Where the chances that the reader gives (natural logarithms) are cut into classes."""
HEARD = frozenset({"period"})
"""Tasks in which what the reader says has features: they helped no other on reports of other authors."""


OWN, SURE = "here in", 3.0
"""A day of the figure's own sentence that the linker prefers by so much stands, whatever the reader says: so it did for
136 periods of probes and passages, of which 129 were right, and the weights beside the reader changed none."""


class Joint(msgspec.Struct, frozen=True):
    """For one task: factors of the linker's score and of the reader's, and what each feature adds to their sum."""

    linker: float
    reader: float
    weights: dict[str, float] = {}


class Table(msgspec.Struct, frozen=True):
    """For one task: the weights of the linker alone, and those with `joint` in them."""

    alone: Weights
    weights: Weights
    joint: Joint


Joints = Mapping[str, Joint]
"""How both are weighed, by task; that of 'source' holds the factor of the reader's word on voices only."""


def together(alone: Weights, joint: Joint) -> Table:
    """The linker's weights scaled by its factor, with what is added beside the reader."""
    if joint.linker == 1.0 and not joint.weights:
        return Table(alone, alone, joint)
    names = sorted(alone.keys() | joint.weights.keys())
    weights = {f: joint.linker * alone.get(f, 0.0) + joint.weights.get(f, 0.0) for f in names}
    return Table(alone, weights, joint)


@cache
def load(lang: str = "en") -> Joints:
    """The stored factors and weights; empty where there is no reader for the language."""
    if not reader.available(lang):
        return {}
    path = resources.files(reader.__name__).joinpath("models", lang, "joint.json")
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Joint])


def tables(alone: Mapping[str, Weights], joints: Joints) -> dict[str, Table]:
    """The weights of each task beside the reader."""
    return {task: together(alone[task], joint) for task, joint in joints.items() if task in alone}


@cache
def shipped(lang: str = "en") -> dict[str, Table]:
    """The shipped weights beside the reader."""
    return tables(ranker.weights(lang), load(lang))


def is_sure(candidates: Sequence[Features], alone: Sequence[float]) -> bool:
    """Whether the linker is sure of a day that stands in the figure's own sentence."""
    best, *others = sorted(range(len(alone)), key=lambda place: -alone[place])
    lead = alone[best] - alone[others[0]] if others else 0.0
    return candidates[best][0] == OWN and lead >= SURE


def heard(candidates: Sequence[Features], alone: Sequence[float], said: Sequence[float]) -> list[Features]:
    """Features of what the reader says of each candidate: how likely it is, and in which rank.

    `alone` are the linker's own scores, `said` the reader's chances (natural logarithms).
    """
    if not any(said):
        return [[] for _ in candidates]
    ranks, own = ranked(said), ranked(alone)
    second = max((chance for chance, rank in zip(said, ranks, strict=True) if rank), default=UNLIKELY)
    return [
        _of_candidate(features[0], chance, rank, place) + ([_lead(chance, second)] if rank == 0 else [])
        for features, chance, rank, place in zip(candidates, said, ranks, own, strict=True)
    ]


def _of_candidate(first: str, chance: float, rank: int, place: int) -> Features:
    step = sum(chance < step for step in STEPS)
    found = [f"read={step}", f"rank={min(rank, 3)}", f"ranks={min(rank, 2)},{min(place, 2)}"]
    return [*found, f"{first}:read={step}", f"{first}:rank={min(rank, 2)}"]


def _lead(chance: float, second: float) -> str:
    return f"first by {min(int(chance - second), 6)}"


def ranked(scores: Sequence[float]) -> list[int]:
    """The rank of each score, 0 for the highest; of equal ones the first is higher."""
    order = sorted(range(len(scores)), key=lambda place: -scores[place])
    ranks = [0] * len(scores)
    for rank, place in enumerate(order):
        ranks[place] = rank
    return ranks
