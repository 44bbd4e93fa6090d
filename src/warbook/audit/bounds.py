"""How far a stated quantity can be stretched and still be what was said. Generous on purpose: what the audit calls
impossible must survive rounding, hedges and late reporting.

`interval` follows the bench's definition of 'cannot be true': an exact figure within 1 %; 'about' half a unit of
its last digit; 'more than' up to one unit of its last digit above that is not zero, or 15 % (3 % for three such
digits, 1 % for four: 'more than 40,520' is an exact figure in disguise).
"""

import math
from functools import lru_cache

from warbook.audit.statement import Statement

Bounds = tuple[float, float]
OPEN: Bounds = (0.0, math.inf)
ROUNDNESS = {1: 0.15, 2: 0.15, 3: 0.03}
LARGEST = 1e13


def significant(value: float) -> tuple[int, float]:
    """How many digits a number has before its closing zeros, and what one unit of the last of them is worth."""
    digits = str(int(value))
    stripped = digits.rstrip("0")
    if not stripped:
        return 0, 1.0
    return len(stripped), 10.0 ** (len(digits) - len(stripped))


def interval(statement: Statement) -> Bounds:
    """The generous bounds (low, high) of a statement's value; high is infinite where it is open."""
    if statement.point is None:
        low = 0.0 if statement.low is None else statement.low * 0.98
        return low, math.inf if statement.high is None else statement.high * 1.02
    low, high = stretched(statement.point, statement.hedge, statement.low, statement.high)
    return low * (1 - statement.slack), high * (1 + statement.slack)


@lru_cache(maxsize=1 << 16)
def stretched(point: float, hedge: str, low: float | None = None, high: float | None = None) -> Bounds:
    """The generous bounds of a number said with a hedge."""
    digits, unit = significant(point)
    share = ROUNDNESS.get(digits, 0.01)
    exact = max(0.01 * point, 0.5 * unit if point > 50 else 1)
    about = max(min(share, 0.05) * point, 0.5 * unit)
    beyond = max(share * point, 1.05 * unit)
    stated: dict[str, Bounds] = {
        "exact": (point - exact, point + exact),
        "about": (point - about, point + about),
        "more_than": (0.99 * point, point + beyond),
        "nearly": (point - beyond, 1.01 * point),
        "at_most": (0.0, 1.01 * point),
        "order": (low or 0.0, math.inf if high is None else high),
        "between": ((point if low is None else low) * 0.98, (point if high is None else high) * 1.02),
    }
    return stated.get(hedge, stated["between"])
