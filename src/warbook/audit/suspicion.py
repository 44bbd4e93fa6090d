"""Which statements are likely to be slips, and which: curves are fitted, each statement is held against what the
others predict, once as it stands and once with each slip undone, and the curves are fitted again with the
doubtful trusted less.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

import msgspec
import numpy as np

from warbook.audit.constraints import Clock
from warbook.audit.curve import Curve
from warbook.audit.deadline import Deadline
from warbook.audit.design import Array, Grid
from warbook.audit.family import priors
from warbook.audit.guesses import Candidate, Suspect
from warbook.audit.habits import Habits
from warbook.audit.judge import Judge, Views, groups_by_series
from warbook.audit.observations import collapse, logs, observe, seen_of, span_of, told_as
from warbook.audit.statement import Series, Statement
from warbook.audit.support import Support

ROUNDS = 3
REHEARINGS = 5
DISTRUST = 1e-4
ODD = 1.6
FEW = 4
RARE = 0.05  # of what an origin says: a curve that it speaks of no oftener may be one of slips only


class Suspicion:
    """All observations of a book with what is thought of them. `last` is the day after which nothing is known."""

    def __init__(
        self,
        clock: Clock,
        statements: Sequence[Statement],
        support: Support,
        last: date | None = None,
        deadline: Deadline | None = None,
    ) -> None:
        self.clock, self.deadline = clock, deadline or Deadline()
        self.undecided: list[str] = []
        self.observations = collapse(statements, clock)
        self.habits = Habits(last)
        self.habits.learn(statements)
        self.trust = np.ones(len(self.observations))
        self.curves: dict[Series, Curve] = {}
        self.judge = Judge(clock, self.observations, self.curves, self.habits, support)
        self.judge.subjects = sorted({s.subject for s in statements})
        self._home()
        self.grid = Grid.over(max([o.span[1] for o in self.observations], default=10))
        self.by_expression: dict[str, list[int]] = {}
        self.group_of: dict[str, list[int]] = {}
        for k in range(len(self.observations)):
            self._join(k)
        self.suspects: dict[int, Suspect] = {}
        self.run()

    def run(self) -> None:
        """Fit and judge in turn."""
        for turn in range(ROUNDS):
            self._fit(self.where, priors(self.curves) if turn else {})
            self._judge(explain=turn == ROUNDS - 1)
            if turn < ROUNDS - 1:
                self._reread()
        self._acquit()
        self._fit(self._reread(), priors(self.curves))

    def _home(self) -> None:
        """Which observations speak of which curve."""
        self.where: dict[Series, list[int]] = {}
        self.by_origin: dict[str, list[Series]] = defaultdict(list)
        self.judge.known = self.by_origin
        self.place: dict[int, tuple[Series, int]] = {}
        for k in range(len(self.observations)):
            self._settle(k)

    def _settle(self, k: int) -> None:
        """Put an observation with those of its curve."""
        series = self.observations[k].series
        if series not in self.where:
            self.where[series] = []
            self.by_origin[series.origin].append(series)
        self.place[k] = series, len(self.where[series])
        self.where[series].append(k)

    def _reread(self) -> set[Series]:
        """Give ambiguous statements the meaning that fits them best; the curves that gain or lose by it."""
        changed: set[Series] = set()
        for k, measure in self.judge.better.items():
            observation = self.observations[k]
            changed.add(observation.series)
            observation.lead = msgspec.structs.replace(observation.lead, measure=measure)
            observation.members = [msgspec.structs.replace(m, measure=measure) for m in observation.members]
            observation.series = observation.lead.series
            changed.add(observation.series)
            self.judge.forget(k)
        self.judge.better.clear()
        if changed:
            self._home()
            for series in [s for s in self.curves if s not in self.where]:
                del self.curves[series]
        return changed & self.where.keys()

    def _fit(self, which: Iterable[Series], borrowed: Mapping[Series, Array]) -> None:
        for series in which:
            rows = self.where[series]
            seen = seen_of([self.observations[k] for k in rows], np.maximum(self.trust[rows], DISTRUST))
            like = self.curves.get(series)
            self.curves[series] = Curve(self.grid, seen, borrowed.get(series), like)

    def add(self, statements: Sequence[Statement]) -> set[Series]:
        """Take in more statements: only the curves that they speak of are fitted and judged anew. Returns those."""
        self.judge.subjects = sorted({*self.judge.subjects, *(s.subject for s in statements)})
        self.habits.learn(statements)
        keyed = {told_as(self.observations[k].lead): k for s in statements for k in self.where.get(s.series, ())}
        fresh = [s for s in statements if s.unit == "count" and s.kind in ("stock", "flow") and not s.partial]
        for s in fresh:
            k = keyed.get(told_as(s))
            if k is None:
                observation = observe([s], self.clock)
                if observation is None:
                    continue
                k = keyed[told_as(s)] = len(self.observations)
                self.observations.append(observation)
                self._settle(k)
                self.trust = np.append(self.trust, 1.0)
                self.habits.count(observation, 1.0)
            else:
                self.observations[k].members.append(s)
                self.judge.forget(k)
            self._join(k)
        touched = {s.series for s in fresh if s.series in self.where}
        self._fit(touched, priors(self.curves, touched))
        self._judge(touched)
        self._acquit({k for series in touched for k in self.where[series]})
        return touched | self._reread()

    def _join(self, k: int) -> None:
        """Put an observation into the group of those that share a date expression with it."""
        group = [k]
        for expression in self.observations[k].expressions:
            other = self.by_expression.setdefault(expression, group)
            if other is not group:
                group = list(dict.fromkeys([*other, *group]))
        for member in group:
            for expression in self.observations[member].expressions:
                self.by_expression[expression] = group
            for m in self.observations[member].members:
                self.group_of[m.id] = group

    def _acquit(self, among: Collection[int] | None = None) -> None:
        """Judge the doubtful by the undoubted alone, and let those go who were only suspected with each other.

        Of several that hold against all but each other, the likeliest goes first; the others then face it too.
        """
        for _ in range(REHEARINGS):
            doubted = [k for k in self.suspects if self.trust[k] < 0.5 and (among is None or k in among)]
            groups = self._groups_of(doubted)
            before = {k: self.trust[k] for g in groups for k in g}
            for k, old in before.items():
                self.trust[k] = min(old, DISTRUST) if old < 0.5 else old
            concerned = {self.observations[k].series for k in before}
            borrowed = priors(self.curves, concerned)
            self._fit(concerned, borrowed)
            for group in groups:
                if self.deadline.passed:
                    self._give_up(group)
                    continue
                self._weigh(group)
            freed: dict[Series, int] = {}
            for k, old in before.items():
                series = self.observations[k].series
                if old < 0.5 <= self.trust[k] and (series not in freed or before[freed[series]] < old):
                    freed[series] = k
            for k, old in before.items():
                if old < 0.5 <= self.trust[k] and freed[self.observations[k].series] != k:
                    self.trust[k] = old
            if not freed:
                return
            self._fit(freed, borrowed)

    def expected(self, statement: Statement) -> tuple[float, float, float] | None:
        """What the others lead to expect in a statement's place: the range of nine in ten, and how many times too high
        (or, below one, too low) it is. None where they say nothing.
        """
        group = self.group_of.get(statement.id)
        span, seen = span_of(statement, self.clock), logs(statement)
        curve = self.curves.get(statement.series)
        if group is None or span is None or seen is None or curve is None or len(curve.seen.values) < 2:
            return None
        view = self.judge.view(statement.series, self._views(group))
        assert view is not None
        mean, sd = view.predict(np.array([span], dtype=float), np.array([seen[1]]), np.zeros(1))
        low, high = math.exp(mean[0] - 1.645 * sd[0]), math.exp(mean[0] + 1.645 * sd[0])
        return low, high, math.exp(seen[0] - mean[0])

    def candidates(self, ids: Collection[str], most: int) -> list[Candidate]:
        """The slips that might explain what is wrong with some statements, by log odds against no slip, best first."""
        groups = list({id(g): g for g in (self.group_of[i] for i in sorted(ids) if i in self.group_of)}.values())
        return self.judge.candidates(ids, groups, self._views, most)

    def _groups_of(self, rows: Iterable[int]) -> list[list[int]]:
        """The groups that some observations are in, each once."""
        return list({id(g): g for g in (self.group_of[self.observations[k].lead.id] for k in rows)}.values())

    def _judge(self, which: Collection[Series] | None = None, explain: bool = True) -> None:
        """Judge all observations of some curves, or of all, as far as anything about them is odd."""
        if which is None:
            self.habits.recount(self.observations, dict(enumerate(self.trust)))
        odd: list[int] = []
        for series in self.where if which is None else which:
            rows, curve = self.where[series], self.curves[series]
            mean, sd = curve.left_out()
            all_ = sum(len(self.where[s]) for s in self.by_origin[series.origin])
            strange = (np.abs(curve.seen.values - mean) / sd > ODD) | (len(rows) < max(FEW, RARE * all_))
            odd += [
                k
                for k, is_odd in zip(rows, strange, strict=True)
                if is_odd or self.habits.untimely(self.observations[k].lead)
            ]
            self.trust[rows] = 1.0
            for k in rows:
                self.suspects.pop(k, None)
        for group in self._groups_of(odd):
            if self.deadline.passed:
                self._give_up(group)
            else:
                self._weigh(group, explain)

    def _give_up(self, group: Sequence[int]) -> None:
        """Time ran out: what a group says remains undecided, and is neither trusted less nor blamed."""
        self.undecided += [m.id for k in group for m in self.observations[k].members]

    def _weigh(self, group: Sequence[int], explain: bool = True) -> None:
        for k, suspect in self.judge.weigh(group, self._views(group), explain):
            self.trust[k] = suspect.clean
            self.suspects[k] = suspect

    def _views(self, group: Sequence[int]) -> Views:
        """The curves as the others alone would have them."""
        rows = groups_by_series(group, self.place)
        return {series: self.curves[series].without(ns) for series, ns in rows.items()}
