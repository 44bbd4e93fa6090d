"""Fit a logistic model over words that are there or not and a point in space: weighed log-likelihood, an L2 penalty."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, hstack

PENALTY = 3.3
RAREST = 2
SMALLEST = 0.04
WORDS_SCALE, POINT_SCALE = 0.5, 3.0
"""What a word and a coordinate count in the penalty: coordinates are small, and few."""
STEPS = 250


def fit(
    features: Sequence[Sequence[str]], points: np.ndarray, right: np.ndarray, weights: np.ndarray
) -> tuple[dict[str, float], np.ndarray]:
    """The weight of each feature, those below SMALLEST left out, and of each coordinate.

    `points`: one row for each example; `right`: whether it is one; `weights`: how often it counts.
    """
    counts = Counter(feature for row in features for feature in row)
    names = {f: i for i, f in enumerate(f for f, n in counts.items() if n >= RAREST)}
    known = [[names[f] for f in row if f in names] for row in features]
    pointers = np.concatenate([[0], np.cumsum([len(row) for row in known])])
    columns = np.concatenate([np.array(row, dtype=np.int32) for row in known])
    words = csr_matrix((np.full(len(columns), WORDS_SCALE), columns, pointers), shape=(len(known), len(names)))
    matrix = hstack([words, csr_matrix(points * POINT_SCALE)]).tocsr()
    sides = np.where(right, 1.0, -1.0)

    def loss(coefficients: np.ndarray) -> tuple[float, np.ndarray]:
        margins = sides * (matrix @ coefficients)
        doubt = -sides * weights / (1 + np.exp(np.clip(margins, -500, 500)))
        value = float(weights @ np.logaddexp(0, -margins)) + PENALTY * float(coefficients @ coefficients) / 2
        return value, matrix.T @ doubt + PENALTY * coefficients

    found = minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x
    kept = {f: round(float(found[i] * WORDS_SCALE), 3) for f, i in sorted(names.items())}
    return {f: w for f, w in kept.items() if abs(w) >= SMALLEST}, found[len(names) :] * POINT_SCALE
