"""Statements as observations of curves: the same figure told by several reports is one observation, not several."""

import math
from collections import defaultdict
from collections.abc import Iterable

import msgspec
import numpy as np

from warbook.audit.bounds import significant
from warbook.audit.constraints import Clock
from warbook.audit.curve import Seen
from warbook.audit.design import Array
from warbook.audit.statement import Series, Statement

LAG_DATED = 1.5
LAG_UNDATED = 4.0
MANY = 50


class Observation(msgspec.Struct):
    """What one or more reports say of one curve. `members` are their statements, `expressions` what dates them."""

    series: Series
    span: tuple[int, int]
    value: float
    spread: float
    lag: float
    lead: Statement
    members: list[Statement]

    @property
    def documents(self) -> set[str]:
        """The reports of all members; of a figure that is told everywhere, some of them."""
        return {m.document for m in self.members[:MANY]}

    @property
    def expressions(self) -> set[str]:
        """The date expressions of all members."""
        return {f"{m.expression or m.id} {m.end} {m.dated}" for m in self.members}


def logs(statement: Statement, point: float | None = None) -> tuple[float, float] | None:
    """The log of a stated value and the spread that its rounding and hedge leave; None where it states no size.

    `point` puts another number in place of the stated one.
    """
    stated = statement.point
    if stated is None or stated <= 0:
        if statement.low is None or statement.high is None or statement.low <= 0:
            return None
        return _middle(statement.low, statement.high)
    value = stated if point is None else point
    if value <= 0:
        return None
    digits, unit = significant(value)
    if statement.hedge == "exact":
        return math.log(value), 0.5 / value * (1 if digits > 1 else 2)
    low, high = (statement.low or stated) * value / stated, (statement.high or stated) * value / stated
    bounds = {
        "more_than": (value, value + unit if digits < 4 else value * 1.005),
        "nearly": (max(value - unit, value * 0.5) if digits < 4 else value * 0.995, value),
        "about": (max(value - unit / 2, value * 0.6), value + unit / 2),
    }
    bounds["at_most"] = bounds["nearly"]
    return _middle(*bounds.get(statement.hedge, (max(min(low, high), 0.1), max(low, high, 0.2))))


def _middle(low: float, high: float) -> tuple[float, float]:
    return (math.log(low) + math.log(high)) / 2, (math.log(high) - math.log(low)) / 2 / 1.5


def span_of(statement: Statement, clock: Clock) -> tuple[int, int] | None:
    """The days of a statement as (eve of the first, last); None where it has none."""
    if statement.end is None:
        return None
    last = max(clock.day(statement.end), 1)
    if statement.kind == "stock":
        return 0, last
    if statement.kind == "flow" and statement.start is not None:
        return max(min(clock.day(statement.start), last) - 1, 0), last
    return None


def collapse(statements: Iterable[Statement], clock: Clock) -> list[Observation]:
    """One observation for each figure that is told with the same number, hedge and days of the same curve."""
    groups: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for s in statements:
        if s.unit == "count" and s.kind in ("stock", "flow") and not s.partial:
            groups[told_as(s)].append(s)
    return [o for members in groups.values() if (o := observe(members, clock)) is not None]


def told_as(s: Statement) -> tuple[object, ...]:
    """What two statements must share to be the same figure told twice."""
    return s.series, s.kind, s.point, s.low, s.high, s.hedge, s.start, s.end


def observe(members: list[Statement], clock: Clock) -> Observation | None:
    """Statements that tell the same figure as one observation; None where it has no days or no size."""
    lead = next((m for m in members if m.published is not None), members[0])
    span, seen = span_of(lead, clock), logs(lead)
    if span is None or seen is None:
        return None
    lag = LAG_DATED if any(m.dated for m in members) else LAG_UNDATED
    return Observation(lead.series, span, seen[0], seen[1], lag, lead, members)


def seen_of(observations: list[Observation], trust: Array) -> Seen:
    """The arrays that a curve is fitted to."""
    return Seen(
        np.array([o.span for o in observations], dtype=float).reshape(-1, 2),
        np.array([o.value for o in observations]),
        np.array([o.spread for o in observations]),
        np.array([o.lag for o in observations]),
        trust,
    )
