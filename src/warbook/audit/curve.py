"""A running total as a curve of daily rates, fitted to what an origin says of it.

The logarithm of the rate walks at random from one bin of days to the next; a stated total or a period's figure is
the sum of rates over its days, seen with Student noise of four degrees of freedom (Gauss-Newton steps, weights from
the residuals, annealed from wide to narrow). Leave-one-out predictions follow from the posterior covariance by the
usual rank-one formulas.

Shapes: n observations, K bins. `spans` is n x 2: (day before the first, last day). Logarithms are natural.
"""

import math
from functools import lru_cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from warbook.audit.design import SMALLEST, Array, Design, Grid, inverse, solved

NU = 4.0
PREDICTIVE_NU = 30.0
ANNEAL = (10.0, 5.0, 2.5, 1.5, 1.0)
LEVEL_SD = 3.0
SETTLED = 3e-3
NEARLY = 0.03
SMALLEST_SD = 0.003
WANDER = 0.2
STIFF = 20
UNKNOWN = 1.2  # a curve that few figures bear may do as it likes
NOISE = 0.02
DAILY_SCATTER = 0.4
COARSE = 0.1
CLUSTERED = 2.0  # losses come in groups: small counts vary more than single ones would


class Seen(msgspec.Struct):
    """Observations of one curve: spans (n x 2), log values, their spread from rounding, days of lag, prior trust."""

    spans: Array
    values: Array
    spread: Array
    lag: Array
    trust: Array


class Curve:
    """A fitted curve. `rates` are log rates per bin, `cov` their posterior covariance."""

    def __init__(self, grid: Grid, seen: Seen, shape: Array | None = None, like: "Curve | None" = None) -> None:
        self.grid, self.seen = grid, seen
        self.steps = np.zeros(grid.count - 1) if shape is None else np.diff(shape)
        self.design = Design(grid, seen.spans)
        self.doubt = Doubt.of(grid, seen.spans, seen.spread, seen.lag)
        self.noise = NOISE
        known = max(float(np.sum(seen.trust)), 1.0)
        self.wander = WANDER * math.sqrt(grid.width / 15) * (1 + UNKNOWN / known)
        self.prior_wander = self.wander
        self.level = self._first_level()
        self.rates = self.level + np.concatenate([[0.0], np.cumsum(self.steps)])
        if shape is not None:
            self.rates -= np.median(np.log(self.design.at(self.rates).sums) - seen.values)
        self.level = float(np.mean(self.rates))
        if like is not None:
            self.rates, self.noise, self.wander = like.rates, like.noise, like.wander
        self._fit(ANNEAL if like is None else ANNEAL[-2:])

    def _first_level(self) -> float:
        lengths = np.maximum(self.seen.spans[:, 1] - self.seen.spans[:, 0], 1)
        if not len(lengths):
            return 0.0
        return _weighted_median(self.seen.values - np.log(lengths), self.seen.trust * np.sqrt(lengths))

    def _fit(self, factors: tuple[float, ...]) -> None:
        for factor in factors:
            for _ in range(3 if factor > 1 else 6):
                if self._step(factor) < (SETTLED if factor == 1 else NEARLY):
                    break
            if factor <= 2.5:
                self._learn()
        self._step(1.0)
        self.cov = inverse(self.factor)

    def _prior(self) -> tuple[Array, Array]:
        """Precision matrix and its product with the prior mean."""
        count, tie = self.grid.count, 1.0 / (LEVEL_SD**2 * self.grid.count)
        step = 1.0 / self.wander**2
        precision = step * _walk(count)
        precision.flat[:: count + 1] += tie
        target = np.full(count, tie * self.level)
        target[1:] += step * self.steps
        target[:-1] -= step * self.steps
        return precision, target

    def _step(self, factor: float) -> float:
        self.slopes = self.design.at(self.rates)
        self.expected = np.log(self.slopes.sums)
        residual = self.seen.values - self.expected
        self.sd = self.doubt.spread(self.rates, self.expected, self.noise)
        z = residual / (self.sd * factor)
        self.weights = self.seen.trust * (NU + 1) / (NU + z**2) / (self.sd * factor) ** 2
        precision, target = self._prior()
        precision += self.slopes.normal(self.weights)
        target += self.slopes.gather(self.weights * (residual + self.slopes.along(self.rates)))
        rates, self.factor = solved(precision, target)
        move = np.clip(rates - self.rates, -1.5, 1.5)
        self.rates = self.rates + move
        return float(np.max(np.abs(move)))

    def predict(self, days: Array) -> Array:
        """Log of the expected sum over each row of days (m x K)."""
        return np.asarray(np.log(np.maximum(days @ np.exp(self.rates), SMALLEST)))

    def spread_of(self, spans: Array, expected: Array, rounding: Array, lag: Array) -> Array:
        """Standard deviation of the log of a stated figure round the curve; see Doubt."""
        return Doubt.of(self.grid, spans, rounding, lag).spread(self.rates, expected, self.noise)

    def _learn(self) -> None:
        """The origin's noise and the wandering of the rate, each drawn to what is usual."""
        cov = inverse(self.factor)
        expected = np.log(self.design.at(self.rates).sums)
        other = self.sd**2 - self.noise**2
        residual = (self.seen.values - expected) ** 2
        robust = self.seen.trust * (NU + 1) / (NU + residual / self.sd**2)
        excess = np.maximum(residual + self.slopes.reach(cov) - other, 0.0)
        share = self.noise**2 / self.sd**2
        amount = float(np.sum(robust * share))
        self.noise = max(SMALLEST_SD, math.sqrt((float(np.sum(robust * share * excess)) + 4 * NOISE**2) / (amount + 4)))
        jumps = np.diff(self.rates) - self.steps
        spread = np.diag(cov)[1:] + np.diag(cov)[:-1] - 2 * np.diag(cov, 1)
        count = len(jumps)
        if count:
            total = float(np.sum(jumps**2 + spread))
            self.wander = math.sqrt((total + STIFF * self.prior_wander**2) / (count + STIFF))

    def left_out(self) -> tuple[Array, Array]:
        """For each observation, what the others predict: mean of the log value and its standard deviation."""
        expected = np.log(self.design.at(self.rates).sums)
        reach = self.slopes.reach(self.cov)
        hold = np.minimum(self.weights * reach, 0.999)
        mean = self.seen.values - (self.seen.values - expected) / (1 - hold)
        return mean, np.sqrt(reach / (1 - hold) + self.sd**2)

    def without(self, rows: list[int]) -> "View":
        """The curve as the other observations alone would have it."""
        if not rows:
            return View(self, self.rates, self.cov)
        slopes = self.slopes.rows(rows)
        pull = self.cov @ slopes.T
        weights = np.maximum(self.weights[rows], 1e-12)
        core = np.linalg.inv(np.diag(1 / weights) - slopes @ pull + 1e-9 * np.diag(1 / weights))
        residual = self.seen.values[rows] - self.predict(self.grid.overlap(self.seen.spans[rows]))
        rates = self.rates - np.clip(pull @ core @ residual, -4, 4)
        return View(self, rates, self.cov + pull @ core @ pull.T)


@lru_cache(maxsize=16)
def _walk(count: int) -> Array:
    """The precision of a walk of so many bins with steps of variance one."""
    steps = np.diff(np.eye(count), axis=0)
    return np.asarray(steps.T @ steps)


class Doubt(msgspec.Struct):
    """What makes stated figures uncertain: rounding and the scatter of single days (`fixed`, a variance), days of
    lag at the rate of the bin they end in, the origin's noise, and small counts.
    """

    fixed: Array
    ends: NDArray[np.int64]
    lag: Array

    @classmethod
    def of(cls, grid: Grid, spans: Array, rounding: Array, lag: Array) -> "Doubt":
        """For figures of some spans (m x 2), with the spread that rounding leaves and days of lag."""
        length = np.maximum(spans[:, 1] - spans[:, 0], 1)
        scatter = np.where(spans[:, 0] <= 0, COARSE * grid.width / length, DAILY_SCATTER / length**0.75)
        return cls(rounding**2 + scatter**2, grid.bin_of(spans[:, 1]), lag)

    def spread(self, rates: Array, expected: Array, noise: float) -> Array:
        """Standard deviation of the log of each figure round a curve of these log rates."""
        late = np.minimum(self.lag * np.exp(rates[self.ends] - expected), 1.0)
        small = CLUSTERED * np.exp(-np.maximum(expected, 0))
        return np.asarray(np.sqrt(self.fixed + noise**2 + late**2 + small))


class View(msgspec.Struct, frozen=True):
    """A curve with its uncertainty, perhaps without some of its observations."""

    curve: Curve
    rates: Array
    cov: Array

    def predict(self, spans: Array, rounding: Array, lag: Array) -> tuple[Array, Array]:
        """Mean and standard deviation of the log value that a statement of these spans should have."""
        days = self.curve.grid.overlap(spans)
        weighted = days * np.exp(self.rates)
        sums = np.maximum(weighted.sum(axis=1), 1e-9)
        expected = np.log(sums)
        slopes = weighted / sums[:, None]
        reach = ((slopes @ self.cov) * slopes).sum(axis=1)
        sd = self.curve.spread_of(spans, expected, rounding, lag)
        return expected, np.sqrt(np.minimum(reach, 25.0) + sd**2)


def _weighted_median(values: Array, weights: Array) -> float:
    order = np.argsort(values)
    total = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(total, total[-1] / 2)]) if total[-1] > 0 else float(np.median(values))


def student(z: Array, sd: Array, nu: float = PREDICTIVE_NU) -> Array:
    """Log density of Student's t with scale sd at z = deviation / sd, with `nu` degrees of freedom.

    The tails are lighter than in the fit: what a fit must withstand, the slips explain here.
    """
    constant = math.lgamma((nu + 1) / 2) - math.lgamma(nu / 2) - 0.5 * math.log(nu * math.pi)
    return np.asarray(constant - (nu + 1) / 2 * np.log1p(z**2 / nu) - np.log(sd))
