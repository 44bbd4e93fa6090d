"""Fit a log-linear model over the candidates of each choice: conditional maximum likelihood with an L2 penalty."""

from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Instance = tuple[list[list[str]], Collection[int]]
"""The features of each candidate, and the places of the right ones."""


def fit(
    instances: Sequence[Instance],
    penalty: float = 0.6,
    rarest: int = 3,
    smallest: float = 0.02,
    iterations: int = 200,
) -> dict[str, float]:
    """Weights by feature, those below `smallest` left out."""
    counts = Counter(f for candidates, _ in instances for features in candidates for f in set(features))
    names = {f: i for i, f in enumerate(f for f, n in counts.items() if n >= rarest)}
    known = [
        sorted({names[f] for f in features if f in names}) for candidates, _ in instances for features in candidates
    ]
    sizes = [len(candidates) for candidates, _ in instances]
    right = np.array([place in places for candidates, places in instances for place in range(len(candidates))])
    columns = np.concatenate([np.array(row, dtype=np.int32) for row in known])
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in known])])
    matrix = csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(known), len(names)))
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def shares(scores: np.ndarray) -> tuple[np.ndarray, float]:
        top = np.maximum.reduceat(scores, first)
        odds = np.exp(scores - np.repeat(top, sizes))
        total = np.add.reduceat(odds, first)
        return odds / np.repeat(total, sizes), float((np.log(total) + top).sum())

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        expected, log_all = shares(scores)
        observed, log_right = shares(np.where(right, scores, -1e9))
        slope = matrix.T @ (expected - observed) + penalty * weights
        return log_all - log_right + penalty * float(weights @ weights) / 2, slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": iterations})
    return {f: round(float(best.x[i]), 3) for f, i in sorted(names.items()) if abs(best.x[i]) >= smallest}
