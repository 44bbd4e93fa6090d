"""What the statements that nobody doubts prove: against one that is doubted, and against a repair."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from warbook.audit.conflicts import Conflict, Problem, Totals, conflict_with, first_conflict
from warbook.audit.constraints import Clock
from warbook.audit.graph import Edge, negative_cycle, tightest
from warbook.audit.identities import event_of, of_form
from warbook.audit.ratios import is_relative, ratio_conflicts
from warbook.audit.slips import Change
from warbook.audit.statement import Series, Statement
from warbook.audit.sums import sum_conflicts

Changes = Sequence[tuple[Statement, Change]]
NOBODY: frozenset[str] = frozenset()


class Proofs:
    """The whole book of a war, as far as it is not doubted. `totals` holds all statements; `begin` says which to leave
    out from then on.
    """

    def __init__(self, totals: Totals) -> None:
        self.totals = totals
        self.doubted: AbstractSet[str] = NOBODY
        self.reports: dict[str, dict[str, None]] = defaultdict(dict)
        self.known: dict[Series, list[tuple[Problem, list[Edge]]]] = {}
        self.sound: dict[Series, bool] = {}

    def enter(self, statements: Iterable[Statement]) -> None:
        """Note which report has which statements."""
        for s in statements:
            self.reports[s.document][s.id] = None

    def begin(self, doubted: AbstractSet[str]) -> None:
        """Forget what was worked out; from here on these statements prove nothing."""
        self.doubted = frozenset(doubted)
        self.known.clear()
        self.sound.clear()

    def against(self, blame: Collection[str]) -> Conflict | None:
        """The smallest conflict of doubted statements with the undoubted."""
        best: Conflict | None = None
        for series in self.totals.touched_by(dict.fromkeys(self.totals.by_id[tag].series for tag in blame)):
            for problem, base in self._undoubted(series):
                conflict = conflict_with(problem, base, blame)
                if conflict and (best is None or len(conflict.claims) < len(best.claims)):
                    best = conflict
        return best

    def clash(self, changes: Changes, apart: AbstractSet[str] = NOBODY) -> bool:
        """Whether a repair would cause another conflict: what it makes of statements against all else in the book, but
        for those that are doubted, those that it changes and those set `apart`.
        """
        after = [c.after for s, c in changes if c.after.kind != "superlative" or c.after.of is not None]
        out = apart | {s.id for s, _ in changes}
        small = Totals(after, self.totals.clock)
        homes = dict.fromkeys(s.series for s in after)
        for series in dict.fromkeys([*homes, *self.totals.touched_by(homes)]):
            new = [e for p in small.problems([series]) if p.series == series for e in p.edges]
            if new and self._breaks(series, new, out):
                return True
        return any(not consistent(rows, self.totals.clock) for rows in self._beside(after, out))

    def _breaks(self, series: Series, new: list[Edge], out: AbstractSet[str]) -> bool:
        found = self._undoubted(series)
        base = found[0][1] if found else []
        rest = [e for e in base if out.isdisjoint(e.tags)]
        if series not in self.sound:
            self.sound[series] = negative_cycle(base) is None
        if not self.sound[series] and negative_cycle(rest) is not None:
            return False  # it does not hold without the repair either
        return negative_cycle(tightest([*rest, *new])) is not None

    def _undoubted(self, series: Series) -> list[tuple[Problem, list[Edge]]]:
        if series not in self.known:
            found = self.totals.problems([series])
            self.known[series] = [(p, tightest(p.without(self.doubted))) for p in found]
        return self.known[series]

    def _beside(self, after: Sequence[Statement], out: AbstractSet[str]) -> Iterator[list[Statement]]:
        """For each report of a repair that adds up or compares figures: its statements as they would then be."""
        for document in dict.fromkeys(s.document for s in after):
            others = [i for i in self.reports[document] if i not in out and i not in self.doubted]
            rest = [self.totals.by_id[i] for i in others if i in self.totals.by_id]
            rows = rest + [s for s in after if s.document == document]
            events = {event_of(s.measure) for s in rows}
            adds_up = any({i.whole, *i.parts} - {i.optional} <= events for i in of_form("sum"))
            if (adds_up or any(is_relative(s) for s in rows)) and consistent(rest, self.totals.clock):
                yield rows


def consistent(statements: Sequence[Statement], clock: Clock) -> bool:
    """Whether some statements can all be true, by every identity."""
    totals = Totals(statements, clock)
    if any(first_conflict(p, p.edges) is not None for p in totals.problems()):
        return False
    return (
        next(sum_conflicts(totals, list(totals.curves)), None) is None and next(ratio_conflicts(totals), None) is None
    )
