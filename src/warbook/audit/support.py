"""What in the book speaks for a repair: a figure that, once repaired, another statement has to the digit.

A match to the digit is chance once or twice in a hundred, three together are none. A reference series (dates and
totals of some origin, read like any report) is such statements.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta

from warbook.audit.bounds import significant
from warbook.audit.slips import Change
from warbook.audit.statement import Series, Statement
from warbook.audit.wording import day, number

REPEATED = 0.1  # how often a figure is told that the book has already
NEAR = 1
TELLING = 3
NOBODY: frozenset[float] = frozenset()


class Support:
    """An index of the exact figures of a book."""

    def __init__(self) -> None:
        self.totals: dict[tuple[str, str], dict[int, list[Statement]]] = defaultdict(lambda: defaultdict(list))
        self.flows: dict[tuple[str, str, date, date], list[Statement]] = defaultdict(list)
        self.days: dict[tuple[Series, float | None], set[date]] = defaultdict(set)
        self.known: set[str] = set()

    def add(self, statements: Iterable[Statement]) -> None:
        """Take in statements; those that are there are passed over."""
        for s in statements:
            if not s.point or not s.end or s.hedge != "exact" or s.id in self.known:
                continue
            self.known.add(s.id)
            if s.kind == "stock":
                self.totals[s.subject, s.measure][s.end.toordinal()].append(s)
                self.days[s.series, s.point].add(s.end)
            elif s.kind == "flow" and s.start is not None:
                self.flows[s.subject, s.measure, s.start, s.end].append(s)

    def numbers(self, s: Statement, start: date | None, end: date, own: Collection[str]) -> Collection[float]:
        """The numbers that others than `own` give for what a statement is about, if it is of these days."""
        if s.kind == "stock":
            by_day = self.totals.get((s.subject, s.measure))
            return {t.point or 0.0 for t in _near(by_day, end.toordinal(), own)} if by_day else NOBODY
        if s.kind != "flow" or start is None:
            return NOBODY
        same = self.flows.get((s.subject, s.measure, start, end), ())
        found = {t.point or 0.0 for t in same if t.id not in own}
        return found | {n for n, _, _ in self._differences(s, start, end, own)}

    def days_of(self, s: Statement) -> Collection[date]:
        """The days for which the origin of a total has the same number."""
        return self.days.get((s.series, s.point), ()) if s.kind == "stock" and telling(s) else ()

    def matches(self, changes: Sequence[tuple[Statement, Change]]) -> list[str]:
        """For each repaired figure that the book has to the digit, who has it. Round figures match nothing."""
        changed = {s.id for s, _ in changes}
        found = []
        for _, change in changes:
            match = self._match(change.after, changed)
            if match:
                found.append(match)
        return list(dict.fromkeys(found))

    def _match(self, s: Statement, changed: set[str]) -> str | None:
        if s.end is None or not telling(s):
            return None
        by_day = self.totals.get((s.subject, s.measure), {})
        if s.kind == "stock":
            near = _near(by_day, s.end.toordinal(), changed)
            return next((said(t) for t in near if t.point == s.point), None)
        if s.kind == "flow" and s.start is not None:
            for grown, after, before in self._differences(s, s.start, s.end, changed):
                if grown == s.point:
                    return f"{said(after)}, {number(grown)} more than on {day(before.end or s.start)}"
            same = (t for t in self.flows.get((s.subject, s.measure, s.start, s.end), ()) if t.id not in changed)
            return next((said(t) for t in same if t.point == s.point), None)
        return None

    def _differences(
        self, s: Statement, start: date, end: date, own: Collection[str]
    ) -> Iterator[tuple[float, Statement, Statement]]:
        """What totals of one origin grew by in some days, with the totals."""
        by_day = self.totals.get((s.subject, s.measure))
        if not by_day:
            return
        earlier = list(_near(by_day, (start - timedelta(days=1)).toordinal(), own))
        for after in _near(by_day, end.toordinal(), own) if earlier else ():
            for before in earlier:
                if after.origin == before.origin:
                    yield (after.point or 0.0) - (before.point or 0.0), after, before


def telling(s: Statement) -> bool:
    """Whether a number has digits enough to be known again."""
    return bool(s.point) and significant(s.point or 0)[0] >= TELLING


def bonus(point: float, log_density: float) -> float:
    """What it is worth that the book has a number to the digit: log odds against its being so by chance."""
    _, unit = significant(point)
    return math.log1p(REPEATED / (math.exp(log_density) * unit / point)) if point else 0.0


def said(t: Statement) -> str:
    """'the ministry has 82,960 on 28 September 2031'."""
    when = f" on {day(t.end)}" if t.end and t.kind == "stock" else ""
    return f"{t.origin_name or t.origin} has {number(t.point or 0)}{when}"


def _near(by_day: dict[int, list[Statement]], at: int, own: Collection[str]) -> Iterator[Statement]:
    for d in range(at - NEAR, at + NEAR + 1):
        for t in by_day.get(d, ()):
            if t.id not in own:
                yield t
