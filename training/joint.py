"""Fit what each feature adds to the linker's and the reader's word on the period, on reports that neither knows.

    python training/joint.py ANNOTATED.jsonl… --factors JOINT.json --out JOINT.json
    python training/joint.py ANNOTATED.jsonl… --factors JOINT.json --cross-validate [--folds 5]

The factors are those that `trust.py` found. Choices are recorded as the linker meets them, with what it decided
before them; then conditional maximum likelihood, with an L2 penalty on the weights of the features and a light one that
holds the factors of linker and reader near 1. Folds are whole files, since one hand wrote each.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from lessons import aligned, fits, party_id
from linker import document_of
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from warbook.extraction import joint, ranker
from warbook.extraction.extract import scene_of
from warbook.extraction.items import Item
from warbook.extraction.joint import Joint, Table
from warbook.extraction.link import Linker
from warbook.extraction.ranker import Ballot, sum_of
from warbook.extraction.reader.beside import Beside
from warbook.extraction.spot import Scene

PENALTIES = {"period": 15.0}
"""The L2 penalty by task; twice or half of it changes one answer in five hundred. Other tasks gained nothing."""
HOLD = 20.0
"""How firmly the factors are held near 1."""
RAREST, SMALLEST, ROUNDS = 3, 0.01, 150


class Row(NamedTuple):
    """A choice: the features of each candidate, the places of the right ones, the linker's scores, the reader's."""

    features: list[list[str]]
    right: list[int]
    alone: list[float]
    said: list[float]


Rows = dict[str, list[Row]]


class Recorder(Linker):
    """A linker that remembers each choice as it was put to it, with what was decided before by itself."""

    def __init__(self, scene: Scene, tables: Mapping[str, Table]) -> None:
        super().__init__(scene, ranker.weights(scene.lang), tables)
        self.asked: list[tuple[str, Item, list[tuple[Any, list[str]]]]] = []

    def _decide(self, task: str, item: Item, candidates: Any) -> Any:
        spelled = candidates.spelled() if isinstance(candidates, Ballot) else candidates
        self.asked.append((task, item, spelled))
        return super()._decide(task, item, candidates)


def rows_of(annotated: dict[str, Any], tables: Mapping[str, Table]) -> Rows:
    """The choices of a report by task, as linker and reader see them; those of which no candidate is right left out."""
    recorder = Recorder(scene_of(document_of(annotated)), tables)
    recorder.link()
    numbers = {item.number.span: item for _, item, _ in recorder.asked}
    gold = {item.number.span: one for item, one in aligned(list(numbers.values()), annotated["figures"])}
    found: Rows = defaultdict(list)
    for task, item, candidates in recorder.asked:
        if task not in PENALTIES:
            continue
        heard = recorder.beside.get(item.number.span)
        if heard is None or heard.reading is None:
            continue
        right = [at for at, (label, _) in enumerate(candidates) if is_right(task, label, gold[item.number.span])]
        if right:
            found[task].append(row(task, candidates, heard, right))
    return found


def is_right(task: str, label: Any, gold: dict[str, Any] | None) -> bool:
    """Whether a label is the annotated one."""
    if gold is None:
        return False
    if task == "period":
        return fits(label, gold)
    if task == "party":
        return label == party_id(gold["party"])
    return label == (bool(gold.get("cumulative")) if task == "running" else gold.get(task, "asserted"))


def row(task: str, candidates: list[tuple[Any, list[str]]], heard: Beside, right: list[int]) -> Row:
    features = [one for _, one in candidates]
    alone = [sum_of(ranker.weights()[task], one) for one in features]
    said = heard.of(task, [label for label, _ in candidates])
    more = joint.heard(features, alone, said)
    return Row([one + added for one, added in zip(features, more, strict=True)], right, alone, said)


class Choices:
    """Many choices of one task as matrices."""

    def __init__(self, rows: Sequence[Row], names: dict[str, int] | None = None) -> None:
        every = [features for one in rows for features in one.features]
        if names is None:
            counts = Counter(f for features in every for f in set(features))
            names = {f: at for at, f in enumerate(sorted(f for f, n in counts.items() if n >= RAREST))}
        self.names = names
        self.sizes = [len(one.features) for one in rows]
        self.first = np.concatenate([[0], np.cumsum(self.sizes)[:-1]])
        self.right = np.array([at in one.right for one in rows for at in range(len(one.features))])
        self.alone = np.array([score for one in rows for score in one.alone])
        self.said = np.array([chance for one in rows for chance in one.said])
        known = [sorted({names[f] for f in features if f in names}) for features in every]
        columns = np.array([column for row in known for column in row], dtype=np.int32)
        pointers = np.concatenate([[0], np.cumsum([len(row) for row in known])])
        self.matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(known), len(names)))

    def scores(self, values: np.ndarray) -> np.ndarray:
        """The score of each candidate; `values` are both factors and the weight of each feature."""
        return values[0] * self.alone + values[1] * self.said + self.matrix @ values[2:]

    def judged(self, found: Joint) -> np.ndarray:
        """The score of each candidate by what was fitted."""
        return self.scores(np.array([found.linker, found.reader, *(found.weights.get(f, 0.0) for f in self.names)]))

    def shares(self, scores: np.ndarray) -> tuple[np.ndarray, float]:
        top = np.maximum.reduceat(scores, self.first)
        odds = np.exp(scores - np.repeat(top, self.sizes))
        total = np.add.reduceat(odds, self.first)
        return odds / np.repeat(total, self.sizes), float((np.log(total) + top).sum())

    def correct(self, scores: np.ndarray) -> int:
        """How many choices come out right."""
        ends = self.first + self.sizes
        return sum(bool(self.right[a + np.argmax(scores[a:b])]) for a, b in zip(self.first, ends, strict=True))


def fit(choices: Choices, penalty: float) -> Joint:
    """Both factors and the weights of the features."""

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        scores = choices.scores(values)
        expected, log_all = choices.shares(scores)
        observed, log_right = choices.shares(np.where(choices.right, scores, -1e9))
        change, off, weights = expected - observed, values[:2] - 1, values[2:]
        slope = [choices.alone @ change + HOLD * off[0], choices.said @ change + HOLD * off[1]]
        held = HOLD * float(off @ off) / 2 + penalty * float(weights @ weights) / 2
        return log_all - log_right + held, np.concatenate([slope, choices.matrix.T @ change + penalty * weights])

    start = np.concatenate([[1.0, 1.0], np.zeros(len(choices.names))])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS}).x
    weights = {f: round(float(best[2 + at]), 3) for f, at in choices.names.items()}
    weights = {f: weight for f, weight in weights.items() if abs(weight) >= SMALLEST}
    return Joint(round(float(best[0]), 3), round(float(best[1]), 3), weights)


def taught(reports: Sequence[Rows], task: str) -> list[Row]:
    return [row for rows in reports for row in rows.get(task, ())]


def cross_validate(reports: Sequence[Rows], folds: Sequence[int], factors: Mapping[str, Joint]) -> None:
    """Print how often each is right on files that the weights have not seen."""
    for task, penalty in PENALTIES.items():
        right, count = np.zeros(4), 0
        for fold in sorted(set(folds)):
            model = Choices(taught([r for r, own in zip(reports, folds, strict=True) if own != fold], task))
            asked = Choices(
                taught([r for r, own in zip(reports, folds, strict=True) if own == fold], task), model.names
            )
            before, both = asked.judged(factors[task]), asked.judged(fit(model, penalty))
            right += [asked.correct(scores) for scores in (asked.alone, asked.said, before, both)]
            count += len(asked.sizes)
        shares = zip(("linker", "reader", "factors only", "with weights"), right / count, strict=True)
        print(f"{task}: {count} choices, " + ", ".join(f"{name} {share:.4f}" for name, share in shares), flush=True)


def stored(joints: Mapping[str, Joint]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(dict(sorted(joints.items()))), indent=0) + b"\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--factors", type=Path, required=True)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    factors = msgspec.json.decode(args.factors.read_bytes(), type=dict[str, Joint])
    tables = joint.tables(ranker.weights(), factors)
    reports, folds = [], []
    for at, path in enumerate(args.annotated):
        for line in path.open(encoding="utf-8"):
            reports.append(rows_of(json.loads(line), tables))
            folds.append(at % args.folds)
    if args.cross_validate:
        cross_validate(reports, folds, factors)
    if args.out:
        found = {task: fit(Choices(taught(reports, task)), penalty) for task, penalty in PENALTIES.items()}
        args.out.write_bytes(stored({**factors, **found}))


if __name__ == "__main__":
    main()
