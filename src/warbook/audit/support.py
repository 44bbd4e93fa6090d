"""What in the book speaks for a repair: a figure that, once repaired, another statement has to the digit.

A match to the digit is chance once or twice in a hundred, three together are none. A reference series (dates and
totals of some origin, read like any report) is such statements.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

from warbook.audit.bounds import significant
from warbook.audit.slips import Change
from warbook.audit.statement import Statement
from warbook.audit.wording import day, number

CHANCE = 0.02
NEAR = 1
TELLING = 3


class Support:
    """An index of the exact figures of a book."""

    def __init__(self) -> None:
        self.totals: dict[tuple[str, str], dict[int, list[Statement]]] = defaultdict(lambda: defaultdict(list))

    def add(self, statements: Iterable[Statement]) -> None:
        """Take in statements."""
        for s in statements:
            if s.kind == "stock" and s.point and s.end and s.hedge == "exact":
                self.totals[s.subject, s.measure][s.end.toordinal()].append(s)

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
        if not s.point or s.end is None or significant(s.point)[0] < TELLING:
            return None
        if s.kind == "stock":
            return next((self._said(t) for t in self._near(s, s.end.toordinal(), changed) if t.point == s.point), None)
        if s.kind == "flow" and s.start is not None:
            last, first = s.end.toordinal(), (s.start - timedelta(days=1)).toordinal()
            for after in self._near(s, last, changed):
                for before in self._near(s, first, changed):
                    if after.origin == before.origin and (after.point or 0) - (before.point or 0) == s.point:
                        return f"{self._said(after)}, {number(s.point)} more than on {day(before.end or s.start)}"
        return None

    def _near(self, s: Statement, at: int, changed: set[str]) -> list[Statement]:
        by_day = self.totals.get((s.subject, s.measure), {})
        return [t for d in range(at - NEAR, at + NEAR + 1) for t in by_day.get(d, ()) if t.id not in changed]

    def _said(self, t: Statement) -> str:
        when = f" on {day(t.end)}" if t.end else ""
        return f"{t.origin_name or t.origin} has {number(t.point or 0)}{when}"
