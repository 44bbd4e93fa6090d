"""How observations hang on the daily rates of their curve, and the sums that a fit needs of that.

A slope is the share that a bin of days has in an observation's sum. Totals begin on day 0, so their slopes are the
same course cut off at different days: what a fit needs of them are running sums over the bins, K x K and not n x K.
Figures of a period are kept as a matrix.

Shapes: n observations, K bins.
"""

import math
from functools import lru_cache
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.linalg.lapack import dpotrf, dpotri, dpotrs  # type: ignore[import-untyped]

Array = NDArray[np.floating[Any]]
BINS = 110
SMALLEST = 1e-9


class Grid(msgspec.Struct, frozen=True):
    """Bins of `width` days from day 0 on."""

    width: float
    count: int

    @classmethod
    def over(cls, days: int) -> "Grid":
        """A grid for a war of so many days: bins of fifteen days, finer for a short war."""
        width = float(min(15, max(1, math.ceil(days / BINS))) if days < 15 * BINS else math.ceil(days / BINS))
        return cls(width, max(1, math.ceil(days / width)))

    def overlap(self, spans: Array) -> Array:
        """Days of each span in each bin, n x K. Days beyond the grid count into the last bin."""
        starts, ends = spans[:, 0, None], spans[:, 1, None]
        low, high = _edges(self.width, self.count)
        days: Array = np.minimum(ends, high) - np.maximum(starts, low)
        return np.maximum(days, 0.0)

    def bin_of(self, days: Array) -> NDArray[np.int64]:
        """The bin that each day falls into."""
        return np.clip((days / self.width).astype(np.int64), 0, self.count - 1)


@lru_cache(maxsize=64)
def _edges(width: float, count: int) -> tuple[Array, Array]:
    edges = np.arange(count + 1) * width
    edges[-1] = math.inf
    return edges[None, :-1], edges[None, 1:]


class Design:
    """Which bins each observation sums over. `spans` is n x 2: (day before the first, last day)."""

    def __init__(self, grid: Grid, spans: Array) -> None:
        self.grid, self.spans = grid, spans
        whole = spans[:, 0] <= 0
        self.whole, self.rest = np.flatnonzero(whole), np.flatnonzero(~whole)
        ends = spans[self.whole, 1]
        self.last = grid.bin_of(ends)
        self.part = ends - self.last * grid.width
        self.days = grid.overlap(spans[self.rest])

    def at(self, rates: Array) -> "Slopes":
        """The sums and slopes for some log rates."""
        return Slopes(self, np.exp(rates))


class Slopes:
    """Sums of rates over the days of each observation (`sums`), and the share that each bin has in them."""

    def __init__(self, design: Design, rate: Array) -> None:
        self.design, self.rate = design, rate
        self.course = design.grid.width * rate
        cut = design.part * rate[design.last]
        whole = np.maximum(_before(self.course)[design.last] + cut, SMALLEST)
        periods = design.days * rate
        rest = np.maximum(periods.sum(axis=1), SMALLEST)
        self.sums = self._both(whole, rest)
        self.whole, self.cut, self.periods = whole, cut / whole, periods / rest[:, None]

    def rows(self, which: list[int]) -> Array:
        """The slopes of some observations, m x K."""
        days = self.design.grid.overlap(self.design.spans[which])
        return np.asarray(days * self.rate / self.sums[which][:, None])

    def normal(self, weights: Array) -> Array:
        """The sum over observations of weight times the outer product of the slopes, K x K."""
        mine = weights[self.design.whole]
        after = _after(self._binned(mine / self.whole**2))
        edge = self._binned(mine * self.cut / self.whole)
        lower = np.tril(np.outer(self.course * after + edge, self.course), -1)
        found = lower + lower.T
        found[np.diag_indices(len(found))] += self.course**2 * after + self._binned(mine * self.cut**2)
        if len(self.periods):
            rows = self.periods * np.sqrt(weights[self.design.rest])[:, None]
            found += rows.T @ rows
        return found

    def gather(self, values: Array) -> Array:
        """The sum over observations of value times slopes, K."""
        mine = values[self.design.whole]
        found = self.course * _after(self._binned(mine / self.whole)) + self._binned(mine * self.cut)
        return np.asarray(found + values[self.design.rest] @ self.periods)

    def along(self, bins: Array) -> Array:
        """The slopes times a value for each bin, n."""
        last = self.design.last
        whole = _before(self.course * bins)[last] / self.whole + self.cut * bins[last]
        return self._both(whole, self.periods @ bins)

    def reach(self, cov: Array) -> Array:
        """The variance of each observation's log sum under a covariance of the log rates, n."""
        last = self.design.last
        below = np.tril(cov, -1) @ self.course
        own = np.diag(cov)
        square = _before(2 * self.course * below + self.course**2 * own)
        whole = square[last] / self.whole**2 + 2 * self.cut * below[last] / self.whole + self.cut**2 * own[last]
        return self._both(whole, ((self.periods @ cov) * self.periods).sum(axis=1))

    def _binned(self, values: Array) -> Array:
        """The sum of a value of each total over those that end in each bin."""
        return np.bincount(self.design.last, values, self.design.grid.count).astype(np.float64)

    def _both(self, whole: Array, rest: Array) -> Array:
        found = np.empty(len(self.design.spans))
        found[self.design.whole], found[self.design.rest] = whole, rest
        return found


def _before(values: Array) -> Array:
    """For each bin the sum of all before it."""
    return np.concatenate([[0.0], np.cumsum(values)[:-1]])


def _after(values: Array) -> Array:
    """For each bin the sum of all after it."""
    return np.concatenate([np.cumsum(values[::-1])[::-1][1:], [0.0]])


def solved(precision: Array, target: Array) -> tuple[Array, Array]:
    """The solution x of precision x = target, and the Cholesky factor of the precision for `inverse`."""
    factor, failed = dpotrf(precision, lower=1)
    if failed:
        return np.linalg.solve(precision, target), np.linalg.cholesky(precision)
    return dpotrs(factor, target, lower=1)[0], factor


def inverse(factor: Array) -> Array:
    """The inverse of the matrix of which this is the lower Cholesky factor."""
    found, failed = dpotri(factor, lower=1)
    if failed:
        raise np.linalg.LinAlgError("the precision of a curve is singular")
    found = np.tril(found)
    return np.asarray(found + np.tril(found, -1).T)
