"""How an origin usually speaks: of what, in which form, and how long after the day. Learnt from the book, drawn to
what is usual where the book says little.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from warbook.audit.hypotheses import form_of
from warbook.audit.observations import Observation
from warbook.audit.statement import Series, Statement

FORESIGHT = -9.0
TOMORROW = -6.0  # of the day after it a report can only know where clocks differ
RARE = 0.4  # what an origin that never spoke of a curve counts as having said
OTHER_SIDE = 0.15  # what an origin that never spoke of a side counts as having said of it
FORMS = 6
SELDOM = -7.5
UNDATED = 0.7  # how much the other dates of a report tell of its day
DRAWN = 8.0
WIDTHS = (3, 8, 50, 1500)  # days in each step of delay: 0 to 2, to 10, to 60, longer
USUAL = {
    "stock": (0.6, 0.15, 0.12, 0.13),
    "day": (0.8, 0.14, 0.03, 0.03),
    "week": (0.5, 0.3, 0.12, 0.08),
    "month": (0.1, 0.3, 0.5, 0.1),
    "range": (0.5, 0.2, 0.15, 0.15),
}


class Habits:
    """Counts of what was said, each observation weighed by how far it is trusted."""

    def __init__(self, last: date | None = None) -> None:
        self.last = last
        self.weight: dict[object, float] = defaultdict(float)
        self.sides: set[str] = set()
        self.told: dict[str, dict[str | None, tuple[date, str]]] = defaultdict(dict)
        self.delays = {form: list(shares) for form, shares in USUAL.items()}
        self.seen = {form: [DRAWN * share for share in shares] for form, shares in USUAL.items()}

    def learn(self, statements: Iterable[Statement]) -> None:
        """Take in the days that reports name, and how long after them they appeared."""
        for s in statements:
            if s.end is None:
                continue
            form = form_of(s)
            told = self.told[s.document]
            told[s.expression] = max(told.get(s.expression, (s.end, form)), (s.end, form))
            if s.published is not None and form in self.seen:
                delay = (s.published - s.end).days
                if delay >= 0:
                    self.seen[form][_step(delay)] += 1
        for form, counts in self.seen.items():
            total = sum(counts)
            self.delays[form] = [math.log(c / total / w) for c, w in zip(counts, WIDTHS, strict=True)]

    def recount(self, observations: Iterable[Observation], trust: Mapping[int, float]) -> None:
        """Count anew."""
        self.weight = defaultdict(float)
        for k, observation in enumerate(observations):
            self.count(observation, trust[k])

    def count(self, observation: Observation, trust: float) -> None:
        """Add an observation: in all and by the report that has it first."""
        series, document, form = observation.series, observation.lead.document, form_of(observation.lead)
        side = series.origin, series.subject, None
        for key in (series, series.origin, side, (series.origin, form)):
            self.weight[key] += trust
            self.weight[key, document] += trust
        self.sides.add(series.subject)

    def usual(self, series: Series, form: str, own: Collection[str]) -> float:
        """Log of how often this origin says this in this form, by other reports than its own."""
        keys = series, (series.origin, series.subject, None), (series.origin, form), series.origin
        mine, of_side, as_this, all_ = (self._others(key, own) for key in keys)
        of_this = (of_side + OTHER_SIDE) / (all_ + OTHER_SIDE * max(len(self.sides), 1))
        this = (mine + RARE) / (of_side + 2.0)
        return math.log(of_this * this) + math.log((as_this + 0.5) / (all_ + 0.5 * FORMS))

    def _others(self, key: object, own: Collection[str]) -> float:
        return max(self.weight.get(key, 0.0) - sum(self.weight.get((key, d), 0.0) for d in own), 0.0)

    def report_day(self, statement: Statement) -> date | None:
        """The day of the report, or the latest day that its other dates name."""
        told = self._told(statement)
        return statement.published or (told[0] if told else None)

    def _told(self, statement: Statement) -> tuple[date, str] | None:
        """The latest day that the other dates of a report name, and the form of what it dates."""
        days = self.told.get(statement.document, {})
        return max((told for e, told in days.items() if e != statement.expression), default=None)

    def timely(self, statement: Statement, end: date | None) -> float:
        """Log odds that a report speaks of a day so long before it; next to none for a day after it or after all."""
        if end is None:
            return 0.0
        delays = self.delays.get(form_of(statement), self.delays["stock"])
        if statement.published is not None:
            delay = (statement.published - end).days
            return FORESIGHT if delay < -1 else TOMORROW if delay < 0 else delays[_step(delay)]
        if self.last is not None and end > self.last:
            return FORESIGHT
        told = self._told(statement)
        if told is None:
            return 0.0
        if end > told[0]:  # then this is the latest day, and the other date is the one that looks back
            delays = self.delays.get(told[1], delays)
        near = math.exp(delays[_step(abs((told[0] - end).days))])
        return math.log(UNDATED * near + (1 - UNDATED) / WIDTHS[-1])

    def untimely(self, statement: Statement) -> bool:
        """Whether a report seldom speaks of such a day: long before it in this form, or after it."""
        return self.timely(statement, statement.end) < SELDOM


def _step(delay: int) -> int:
    return 0 if delay <= 2 else 1 if delay <= 10 else 2 if delay <= 60 else 3
