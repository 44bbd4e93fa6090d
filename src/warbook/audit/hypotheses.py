"""What an observation may have meant instead, as arrays: hundreds of slips are weighed at once, and only those that
matter are written out as changes.

Shapes: n hypotheses; `spans` is n x 2 (day before the first, last day); values and spreads are logarithms.
"""

import math
from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray

from warbook.audit.constraints import Clock
from warbook.audit.design import Array
from warbook.audit.observations import Observation, logs, span_of
from warbook.audit.slips import (
    ENDS_IN_ZEROS,
    STALE_LAGS,
    Change,
    date_shifts,
    digits,
    move,
    other_measures,
    other_sides,
    periods,
    rescaled,
    shifted,
    slip,
)
from warbook.audit.statement import Series, Statement

SHIFTS = tuple(date_shifts())
STALE_AFTER = 10  # days: an old figure is printed as today's, so what is dated long before its report is not stale
NOT_TODAY = math.log(0.2)
FADING = 200.0  # days: the older a figure, the less likely it is to be printed again
FADED = sum(math.exp(-lag / FADING) for lag in STALE_LAGS)


class Reading(msgspec.Struct, frozen=True):
    """One thing that the statement may have meant: the slip, what it changes to, and how it would be observed."""

    kind: str
    target: float | date | Change
    series: Series
    form: str
    span: tuple[int, int]
    value: float
    spread: float
    odds: float


class Hypotheses(msgspec.Struct):
    """All readings of one observation, and their columns. `groups`: for each curve and form the rows that it judges,
    their different spans, and which of these each row has.
    """

    lead: Statement
    readings: list[Reading]
    values: Array
    spreads: Array
    odds: Array
    groups: list[tuple[Series, str, NDArray[np.int64], Array, NDArray[np.int64]]]

    def change(self, row: int) -> Change:
        """A reading written out."""
        reading = self.readings[row]
        match reading.target:
            case date() as end:
                after = msgspec.structs.replace(self.lead, end=end)
                return Change(reading.kind, end.isoformat(), after, reading.odds)
            case Change() as change:
                return change
            case number:
                return Change(reading.kind, number, _numbered(self.lead, reading.kind, number), reading.odds)


def form_of(statement: Statement) -> str:
    """The form in which a figure is told: a total, or what happened in a day, a week, a month, some other time."""
    if statement.kind != "flow" or statement.start is None or statement.end is None:
        return statement.kind
    length = (statement.end - statement.start).days + 1
    return "day" if length <= 2 else "week" if length <= 10 else "month" if 27 <= length <= 31 else "range"


def hypotheses(
    observation: Observation,
    clock: Clock,
    known: Sequence[Series],
    subjects: Sequence[str],
    report: date | None,
    said_before: Collection[date],
) -> Hypotheses:
    """The readings of an observation that concern it alone. `known` are the curves that its origin speaks of,
    `report` the day of its report, `said_before` the days of which the book has the same number.
    """
    lead = observation.lead
    readings = [
        *_values(observation),
        *_stale(observation, clock, report, said_before),
        *_others(observation, clock, known, subjects, report),
    ]
    groups: dict[tuple[Series, str], list[int]] = {}
    for row, reading in enumerate(readings):
        groups.setdefault((reading.series, reading.form), []).append(row)
    return Hypotheses(
        lead,
        readings,
        np.array([r.value for r in readings]),
        np.array([r.spread for r in readings]),
        np.array([r.odds for r in readings]),
        [(*key, np.array(rows), *_different([readings[r].span for r in rows])) for key, rows in groups.items()],
    )


def _different(spans: Sequence[tuple[int, int]]) -> tuple[Array, NDArray[np.int64]]:
    """Each span once, and which of them stands where."""
    known = {span: n for n, span in enumerate(dict.fromkeys(spans))}
    return np.array(list(known), dtype=float), np.array([known[span] for span in spans])


def _values(observation: Observation) -> Iterator[Reading]:
    """Digits and thousands undone."""
    lead = observation.lead
    point = lead.point
    if point is None or point < 1 or point != int(point):
        return
    form = form_of(lead)
    for number, odds in digits(int(point)):
        seen = logs(lead, number)
        if seen is not None:
            yield Reading("digit", number, lead.series, form, observation.span, seen[0], seen[1], odds)
    odds = math.log(slip("unit").odds / 2)
    for size in (point * 1000, point / 1000):
        seen = logs(_numbered(lead, "unit", size)) if size >= 1 else None
        if seen is not None:
            rare = size < point and lead.hedge == "exact" and point % 1000 == 0
            more = math.log(ENDS_IN_ZEROS) if rare else 0.0
            yield Reading("unit", round(size), lead.series, form, observation.span, seen[0], seen[1], odds + more)


def _numbered(lead: Statement, kind: str, number: float) -> Statement:
    after = rescaled(lead, number)
    if kind == "unit" and lead.hedge == "exact" and lead.point is not None and number > lead.point:
        after = msgspec.structs.replace(after, hedge="about")  # the lost thousands took their digits with them
    return after


def _stale(
    observation: Observation, clock: Clock, report: date | None, said_before: Collection[date]
) -> Iterator[Reading]:
    """An old total printed as of today."""
    lead = observation.lead
    if lead.kind != "stock" or lead.end is None:
        return
    odds = math.log(slip("stale").odds / FADED)
    if report is not None and abs((report - lead.end).days) > STALE_AFTER:
        odds += NOT_TODAY
    ends = {lead.end - timedelta(days=lag) for lag in STALE_LAGS}
    ends |= {d for d in said_before if STALE_LAGS[0] <= (lead.end - d).days <= STALE_LAGS[-1]}
    for end in sorted(ends, reverse=True):
        span, faded = (0, max(clock.day(end), 1)), (lead.end - end).days / FADING
        yield Reading("stale", end, lead.series, "stock", span, observation.value, observation.spread, odds - faded)


def _others(
    observation: Observation, clock: Clock, known: Sequence[Series], subjects: Sequence[str], report: date | None
) -> Iterator[Reading]:
    """Another length of time, another measure, another side."""
    lead = observation.lead
    changes = [*periods(lead, report), *other_measures(lead, known), *other_sides(lead, subjects)]
    for change in changes:
        span = span_of(change.after, clock)
        if span is not None:
            form, series = form_of(change.after), change.after.series
            yield Reading(
                change.kind, change, series, form, span, observation.value, observation.spread, change.log_odds
            )


class Shifts(msgspec.Struct):
    """An observation dated otherwise, by each of SHIFTS: spans (n x 2), the days, and which of them can be."""

    spans: NDArray[np.int64]
    days: list[tuple[date | None, date]]
    possible: NDArray[np.bool_]


def shifts(observation: Observation, clock: Clock) -> Shifts:
    """Where an observation would be if the year or month of its date were another."""
    lead = observation.lead
    assert lead.end is not None
    spans, days = [], []
    for _, months, _ in SHIFTS:
        end = move(lead.end, months)
        start = None if lead.start is None else move(lead.start, months)
        last = max(clock.day(end), 1)
        first = max(min(clock.day(start), last) - 1, 0) if lead.kind == "flow" and start is not None else 0
        spans.append((first, last))
        days.append((start, end))
    return Shifts(np.array(spans, dtype=np.int64), days, np.array([end >= clock.start for _, end in days]))


def moved(members: Sequence[Statement], row: int) -> Iterator[tuple[Statement, Change]]:
    """Statements with the change that one of SHIFTS makes."""
    kind, months, _ = SHIFTS[row]
    for member in members:
        after = shifted(member, months)
        assert after.end is not None
        yield member, Change(kind, after.end.isoformat(), after, 0.0)
