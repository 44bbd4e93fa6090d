"""Statements as difference constraints on a running total. Days are numbers: 0 is the eve of the war, where all
totals are 0.

| statement | constraint (n days, day t) |
|---|---|
| total in [L, U] on day t | L (1 - 3/t) <= S(t) <= U (1 + 3 lag/t), lag 1, or 7 where the report gives no day |
| period a..b in [L, U], a week or longer | L (1 - 2/n) <= S(b) - S(a-1) <= U (1 + 2/n) |
| a shorter period | S(b+1) - S(a-2) >= L, and no upper bound |
| record | no earlier period of the kind exceeds U (1 + 2/n) |

Late reporting is paid for in value, never by moving the days: in the gap between moved days anything could have
happened.
"""

import math
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import msgspec

from warbook.audit.bounds import interval
from warbook.audit.graph import Edge
from warbook.audit.statement import Statement

UNDATED_LAG = 7
SHORTEST = 7
ONE_DAY = timedelta(days=1)


class Clock(msgspec.Struct, frozen=True):
    """Numbers the days of a war: the day it began is 1."""

    start: date

    def day(self, when: date) -> int:
        """The number of a day; not below 0."""
        return max((when - self.start).days + 1, 0)

    def date(self, day: int) -> date:
        """The day with a number."""
        return self.start + timedelta(days=day - 1)


def edges_of(statement: Statement, clock: Clock, by_id: Mapping[str, Statement]) -> list[Edge]:
    """The constraints that one statement puts on its running total. Empty where it says nothing about one."""
    if statement.end is None or statement.unit != "count":
        return []
    match statement.kind:
        case "stock":
            return list(_stock(statement, clock))
        case "flow" if statement.start is not None:
            return list(_flow(statement, statement.start, clock))
        case "superlative":
            return list(_record(statement, by_id.get(statement.of or ""), clock))
    return []


def _stock(statement: Statement, clock: Clock) -> Iterator[Edge]:
    assert statement.end is not None
    low, high = interval(statement)
    day = clock.day(statement.end)
    lag = 1 if statement.dated else UNDATED_LAG
    if high < math.inf and not statement.partial:
        yield Edge(0, day, high * (1 + 3 * lag / max(day, 1)), (statement.id,), "running total")
    if low > 0:
        yield Edge(max(day, 1), 0, -low * (max(1 - 3 / day, 0) if day > 0 else 1), (statement.id,), "running total")


def _flow(statement: Statement, start: date, clock: Clock) -> Iterator[Edge]:
    assert statement.end is not None
    low, high = interval(statement)
    first = max(clock.day(start), 1)
    last = max(clock.day(statement.end), first)
    length = last - first + 1
    tags, identity = (statement.id,), "period as difference"
    if length < SHORTEST or statement.partial:
        if low > 0:
            yield Edge(last + 1, max(first - 2, 0), -low, tags, identity)
        return
    if high < math.inf:
        yield Edge(first - 1, last, high * (1 + 2 / length), tags, identity)
    if low > 0:
        yield Edge(last, first - 1, -low * (1 - 2 / length), tags, identity)


def _record(statement: Statement, flow: Statement | None, clock: Clock) -> Iterator[Edge]:
    if flow is None or flow.start is None:
        return
    _, high = interval(flow)
    if high == math.inf or not _is_month(flow):
        return
    for first, last in months(clock.start, flow.start):
        i, j = (first - clock.start).days, clock.day(last)
        if j > i + 6:
            yield Edge(i, j, high * (1 + 2 / (j - i)), (statement.id,), "record")


def _is_month(flow: Statement) -> bool:
    assert flow.start is not None and flow.end is not None
    return flow.period == "month" or 27 <= (flow.end - flow.start).days <= 30


def months(start: date, before: date) -> Iterator[tuple[date, date]]:
    """The calendar months from a day on, the first cut short, as far as they end before another day."""
    first = start
    while True:
        last = (first.replace(day=1) + timedelta(days=32)).replace(day=1) - ONE_DAY
        if last >= before:
            return
        yield first, last
        first = last + ONE_DAY
