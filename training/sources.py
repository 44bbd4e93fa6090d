"""Train the weights by which figures are given their sources, or cross-validate them.

    python training/sources.py GOLD... --held-out 0 --ours OURS --out src/warbook/extraction/sources/sources.en.json
    python training/sources.py GOLD... --cross-validate [--folds 5] [--by conflict|document]

GOLD are files as the guidelines of annotated figures describe. The model is a linear chain over the figures of a report
whose states are the voices within reach: conditional maximum likelihood with an L2 penalty, where any voice of the
annotated chain counts as right. What is right is the scorer's rule (`--scorer`, score_figures.py).
"""

import argparse
import hashlib
import importlib.util
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from warbook.extraction.sources.features import STEPS
from warbook.extraction.sources.floor import Floor
from warbook.extraction.sources.ranking import Ask, ask, settle, step_of
from warbook.language import sentences
from warbook.model import Span

SCORER = Path(__file__).parent.parent.parent / "shared/bench/score_figures.py"
PENALTY, RAREST, SMALLEST, ROUNDS = 3.0, 3, 0.01, 60


class Lesson(NamedTuple):
    """A report: what is asked for each figure, which options are right, and its annotation."""

    row: dict[str, Any]
    figures: list[dict[str, Any]]
    asked: list[Ask]
    right: list[np.ndarray]


def lesson(row: dict[str, Any], scorer: Any) -> Lesson:
    figures = sorted({(f["start"], f["end"]): f for f in row["figures"]}.values(), key=lambda f: (f["start"], f["end"]))
    floor = Floor(row["text"], sentences.split(row["text"]), [Span(f["start"], f["end"]) for f in figures])
    asked = list(ask(floor, floor.figures))
    right = [
        np.array([scorer.sources_right(f, {"sources": [o.name] if o.name else []}) for o in one.options])
        for f, one in zip(figures, asked, strict=True)
    ]
    return Lesson(row, figures, asked, right)


class Chain:
    """The likelihood of many reports as one function of the weights."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        rows = [features for one in lessons for question in one.asked for features in question.features]
        steps = [question.steps[step] for one in lessons for question in one.asked for step in STEPS]
        counts = Counter(feature for row in (*rows, *steps) for feature in set(row))
        self.names = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n >= RAREST))}
        self.options, self.steps = self._matrix(rows), self._matrix(steps)
        self.reports = [self._report(one) for one in lessons]

    def _matrix(self, rows: Sequence[Sequence[str]]) -> csr_matrix:
        known = [[self.names[f] for f in row if f in self.names] for row in rows]
        pointers = np.concatenate([[0], np.cumsum([len(row) for row in known])])
        columns = np.array([column for row in known for column in row], dtype=np.int32)
        return csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(known), len(self.names)))

    @staticmethod
    def _report(one: Lesson) -> list[tuple[np.ndarray | None, np.ndarray]]:
        """For each figure which step leads from each option before to each option, and the penalty of wrong ones."""
        found: list[tuple[np.ndarray | None, np.ndarray]] = []
        before: Ask | None = None
        for question, right in zip(one.asked, one.right, strict=True):
            steps = None
            if before is not None:
                kinds = [[STEPS.index(step_of(a.name, b.name)) for b in question.options] for a in before.options]
                steps = np.array(kinds)
            found.append((steps, np.where(right | (not right.any()), 0.0, -1e4)))
            before = question
        return found

    def loss(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores, prices = self.options @ weights, (self.steps @ weights).reshape(-1, len(STEPS))
        total, at, number = 0.0, 0, 0
        option_slope, step_slope = np.zeros_like(scores), np.zeros_like(prices)
        for report in self.reports:
            sizes = [len(wrong) for _, wrong in report]
            own = np.split(scores[at : at + sum(sizes)], np.cumsum(sizes)[:-1])
            part = prices[number : number + len(report)]
            for sign in (1.0, -1.0):
                seen = own if sign > 0 else [s + wrong for s, (_, wrong) in zip(own, report, strict=True)]
                value, shares, used = expectations(seen, [s for s, _ in report], part)
                total += sign * value
                option_slope[at : at + sum(sizes)] += sign * np.concatenate(shares)
                step_slope[number : number + len(report)] += sign * used
            at, number = at + sum(sizes), number + len(report)
        slope = self.options.T @ option_slope + self.steps.T @ step_slope.ravel() + PENALTY * weights
        return total + PENALTY * float(weights @ weights) / 2, slope

    def fit(self) -> dict[str, float]:
        best = minimize(self.loss, np.zeros(len(self.names)), jac=True, method="L-BFGS-B", options={"maxiter": ROUNDS})
        return {f: round(float(best.x[i]), 3) for f, i in self.names.items() if abs(best.x[i]) >= SMALLEST}


def expectations(
    scores: list[np.ndarray], steps: list[np.ndarray | None], prices: np.ndarray
) -> tuple[float, list[np.ndarray], np.ndarray]:
    """Log of the sum over all sequences, each option's share, and how often each step is used (forward-backward)."""
    ahead = [scores[0]]
    for n in range(1, len(scores)):
        ahead.append(scores[n] + log_sum(ahead[-1][:, None] + prices[n][steps[n]]))
    after = [np.zeros_like(scores[-1])]
    for n in range(len(scores) - 1, 0, -1):
        after.insert(0, log_sum((prices[n][steps[n]] + (scores[n] + after[0])[None, :]).T))
    value = float(log_sum(ahead[-1][:, None])[0])
    shares = [np.exp(a + b - value) for a, b in zip(ahead, after, strict=True)]
    used = np.zeros_like(prices)
    for n in range(1, len(scores)):
        both = np.exp(ahead[n - 1][:, None] + prices[n][steps[n]] + (scores[n] + after[n])[None, :] - value)
        used[n] = np.bincount(steps[n].ravel(), both.ravel(), len(STEPS))
    return value, shares, used


def log_sum(rows: np.ndarray) -> np.ndarray:
    top = rows.max(axis=0)
    return top + np.log(np.exp(rows - top).sum(axis=0))


def fold_of(row: dict[str, Any], folds: int, by: str) -> int:
    """The fold of a document, stable between runs; a war is its name's first two capitalised words."""
    war = " ".join(sorted(re.findall(r"[A-Z]\w+", row.get("conflict") or ""))[:2]).lower()
    return int(hashlib.sha256((war if by == "conflict" else row["id"]).encode()).hexdigest(), 16) % folds


def cross_validate(lessons: Sequence[Lesson], files: dict[str, str], folds: int, by: str) -> None:
    """Print the share of figures whose source is right, each read by a model that knows nothing of its fold."""
    right: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for fold in range(folds):
        weights = Chain([one for one in lessons if fold_of(one.row, folds, by) != fold]).fit()
        for one in lessons:
            if fold_of(one.row, folds, by) == fold:
                chosen = settle(one.asked, weights)
                right[files[one.row["id"]]] += sum(
                    bool(r[question.options.index(option)])
                    for r, question, option in zip(one.right, one.asked, chosen, strict=True)
                )
                seen[files[one.row["id"]]] += len(chosen)
    for name in seen:
        print(f"{name:20} {right[name] / seen[name]:.3f} of {seen[name]}")
    print(f"{'all':20} {right.total() / seen.total():.3f} of {seen.total()}, by {by}")


def load_scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_figures", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--cross-validate", action="store_true")
    parser.add_argument(
        "--held-out", type=int, metavar="FOLD", help="the fold of documents (of --folds) that is not taught on"
    )
    parser.add_argument("--ours", nargs="*", type=Path, default=[], help="annotated files that are always taught on")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--by", choices=("conflict", "document"), default="document")
    parser.add_argument("--scorer", type=Path, default=SCORER)
    args = parser.parse_args()
    scorer = load_scorer(args.scorer)
    rows = [(path.name, json.loads(line)) for path in args.gold for line in path.open(encoding="utf-8")]
    lessons = [lesson(row, scorer) for _, row in rows if row["figures"]]
    if args.cross_validate:
        cross_validate(lessons, {row["id"]: name for name, row in rows}, args.folds, args.by)
    if args.out:
        taught = [
            one for one in lessons if args.held_out is None or fold_of(one.row, args.folds, args.by) != args.held_out
        ]
        ours = (json.loads(line) for path in args.ours for line in path.open(encoding="utf-8"))
        weights = Chain([*taught, *(lesson(row, scorer) for row in ours if row["figures"])]).fit()
        args.out.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
