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
from warbook.audit.curve import Array, Curve, Grid, View, student
from warbook.audit.family import priors
from warbook.audit.observations import Observation, collapse, logs, seen_of, span_of
from warbook.audit.slips import Change, date_shifts, other_measures, other_sides, periods, shifted, stale, table, values
from warbook.audit.statement import Series, Statement

ROUNDS = 3
REHEARINGS = 5
DISTRUST = 1e-4
ODD = 1.2
FLAT = -math.log(200.0)
FORESIGHT = -9.0
NOTHING = -60.0
UNKNOWN = -6.0


class Guess(msgspec.Struct):
    """One explanation of what is wrong: the changes that undo it (statement as read, change), and its probability."""

    kind: str
    changes: list[tuple[Statement, Change]]
    probability: float


class Candidate(msgspec.Struct):
    """One slip that might explain what is wrong, with its log odds against no slip."""

    log_odds: float
    kind: str
    changes: list[tuple[Statement, Change]]


class Suspect(msgspec.Struct):
    """What is thought of one observation: how likely it is right, and the explanations where it is not."""

    observation: Observation
    clean: float
    guesses: list[Guess]


class Suspicion:
    """All observations of a book with what is thought of them."""

    def __init__(self, clock: Clock, statements: Sequence[Statement]) -> None:
        self.clock = clock
        self.observations = collapse(statements, clock)
        self.subjects = sorted({s.subject for s in statements})
        self.told = _told(statements)
        self.trust = np.ones(len(self.observations))
        self.where: dict[Series, list[int]] = defaultdict(list)
        for k, observation in enumerate(self.observations):
            self.where[observation.series].append(k)
        self.by_origin: dict[str, list[Series]] = defaultdict(list)
        for series in self.where:
            self.by_origin[series.origin].append(series)
        last = max((o.span[1] for o in self.observations), default=1)
        self.grid = Grid.over(max(last, 10))
        self.groups = _groups(self.observations)
        self.curves: dict[Series, Curve] = {}
        self.suspects: dict[int, Suspect] = {}
        self.run()

    def run(self) -> None:
        """Fit and judge in turn."""
        for turn in range(ROUNDS):
            self._fit(self.where, priors(self.curves) if turn else {})
            self._judge()
        self._acquit()

    def _fit(self, which: Iterable[Series], borrowed: Mapping[Series, Array]) -> None:
        for series in which:
            rows = self.where[series]
            seen = seen_of([self.observations[k] for k in rows], np.maximum(self.trust[rows], DISTRUST))
            self.curves[series] = Curve(self.grid, seen, borrowed.get(series))

    def _acquit(self) -> None:
        """Judge the doubtful by the undoubted alone, and let those go who were only suspected with each other.

        Of several that hold against all but each other, the likeliest goes first; the others then face it too.
        """
        for _ in range(REHEARINGS):
            groups = [g for g in self.groups if any(k in self.suspects and self.trust[k] < 0.5 for k in g)]
            before = {k: self.trust[k] for g in groups for k in g}
            for k, old in before.items():
                self.trust[k] = min(old, DISTRUST) if old < 0.5 else old
            borrowed = priors(self.curves)
            self._fit({self.observations[k].series for k in before}, borrowed)
            for group in groups:
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

    def _judge(self) -> None:
        self.suspects = {}
        self.place = {k: (series, n) for series, rows in self.where.items() for n, k in enumerate(rows)}
        self.clean_log = np.zeros(len(self.observations))
        odd = np.zeros(len(self.observations), dtype=bool)
        for series, rows in self.where.items():
            curve = self.curves[series]
            mean, sd = curve.left_out()
            z = np.abs(curve.seen.values - mean) / sd
            self.clean_log[rows] = student(z, sd)
            odd[rows] = (z > ODD) | (len(rows) < 4)
        self.weight: dict[Series | str, float] = defaultdict(float)
        for k, observation in enumerate(self.observations):
            self.weight[observation.series] += self.trust[k]
            self.weight[observation.series.origin] += self.trust[k]
        odd |= np.array([self._foresight(o.lead) for o in self.observations], dtype=bool)
        self.trust = np.ones(len(self.observations))
        for group in self.groups:
            if odd[group].any():
                self._weigh(group)

    def _weigh(self, group: list[int]) -> None:
        """Judge the observations that one date expression dates, together."""
        views = self._views(group)
        clean = {k: self._log(self.observations[k].lead, k, views) for k in group}
        error = table().settings.error
        single = {k: self._singles(k, views) for k in group}
        rows = []
        for k in group:
            scores = [clean[k] + math.log(1 - error)] + [s for s, _ in single[k]]
            scores.append(self._unexplained(self.observations[k].lead, k))
            rows.append(scores)
        unmoved = sum(_sum(scores) for scores in rows)
        moves = self._moves(group, views)
        total = _sum([unmoved] + [score for score, _ in moves])
        still = math.exp(unmoved - total)
        for k, scores in zip(group, rows, strict=True):
            whole = _sum(scores)
            right = still * math.exp(scores[0] - whole)
            guesses = [
                Guess(change.kind, [(m, change) for m in self.observations[k].members], still * math.exp(score - whole))
                for score, change in single[k]
            ]
            guesses += [Guess(kind, changes, math.exp(score - total)) for score, (kind, changes) in moves]
            self.trust[k] = right
            self.suspects[k] = Suspect(self.observations[k], right, _merged(guesses))

    def candidates(self, ids: Collection[str]) -> list[Candidate]:
        """Every slip that might explain what is wrong with some statements, by its log odds against no slip, best
        first.
        """
        found = []
        for group in self.groups:
            if not any(m.id in ids for k in group for m in self.observations[k].members):
                continue
            views = self._views(group)
            clean = {k: self._log(self.observations[k].lead, k, views) for k in group}
            for k in group:
                members = self.observations[k].members
                if any(m.id in ids for m in members):
                    for score, change in self._singles(k, views):
                        found.append(Candidate(score - clean[k], change.kind, [(m, change) for m in members]))
            whole = sum(clean.values())
            found += [Candidate(score - whole, kind, changes) for score, (kind, changes) in self._moves(group, views)]
        return sorted(found, key=lambda c: -c.log_odds)

    def _views(self, group: list[int]) -> dict[Series, View]:
        rows: dict[Series, list[int]] = defaultdict(list)
        for k in group:
            series, n = self.place[k]
            rows[series].append(n)
        return {series: self.curves[series].without(ns) for series, ns in rows.items()}

    def _view(self, series: Series, views: dict[Series, View]) -> View | None:
        if series not in views:
            curve = self.curves.get(series)
            if curve is None:
                return None
            views[series] = curve.without([])
        return views[series]

    def _logs(self, k: int, read: Sequence[Statement], views: dict[Series, View]) -> Array:
        """Log density of an observation's value under each reading of its statement, with how usual such a claim is."""
        found = np.full(len(read), NOTHING)
        batches: dict[Series, list[int]] = defaultdict(list)
        for n, statement in enumerate(read):
            batches[statement.series].append(n)
        for series, picks in batches.items():
            view = self._view(series, views)
            rows = [(n, span_of(read[n], self.clock), logs(read[n])) for n in picks]
            kept = [(n, span, seen) for n, span, seen in rows if span and seen]
            if view is None:
                for n in picks:
                    found[n] = UNKNOWN + self._usual(series, k) + self._timely(read[n])
            if view is None or not kept:
                continue
            spans = np.array([span for _, span, _ in kept], dtype=float)
            value = np.array([seen[0] for _, _, seen in kept])
            spread = np.array([seen[1] for _, _, seen in kept])
            mean, sd = view.predict(spans, spread, np.full(len(kept), self.observations[k].lag))
            usual = self._usual(series, k)
            for (n, _, _), log in zip(kept, student((value - mean) / sd, sd), strict=True):
                found[n] = log + usual + self._timely(read[n])
        return found

    def _log(self, statement: Statement, k: int, views: dict[Series, View]) -> float:
        return float(self._logs(k, [statement], views)[0])

    def _unexplained(self, statement: Statement, k: int) -> float:
        """Score of a value that has nothing to do with the truth."""
        odds = math.log(table().settings.error * table().settings.unexplained)
        return FLAT + odds + self._usual(statement.series, k) + self._timely(statement)

    def _usual(self, series: Series, k: int) -> float:
        """Log of how often this origin says this, leaving the observation itself out."""
        own = self.observations[k].series
        mine = self.weight[series] - (self.trust[k] if own == series else 0.0)
        all_ = self.weight[series.origin] - self.trust[k]
        return math.log((max(mine, 0.0) + 0.15) / (max(all_, 0.0) + 2.0))

    def _foresight(self, statement: Statement) -> bool:
        return statement.end is not None and statement.published is not None and statement.end > statement.published

    def day_of(self, statement: Statement) -> date | None:
        """The day of the report, or the latest day that it names."""
        return statement.published or max(self.told.get(statement.document, {}).values(), default=None)

    def _timely(self, statement: Statement) -> float:
        """Log odds that a report speaks of a day so long before it; next to none for a day after it.

        Where the day of the report is not known, the latest day that its other dates name stands for it.
        """
        if statement.end is None:
            return 0.0
        if statement.published is not None:
            delay = (statement.published - statement.end).days
            return FORESIGHT if delay < -1 else _delay(delay)
        others = self.told.get(statement.document, {})
        told = max((day for expression, day in others.items() if expression != statement.expression), default=None)
        return 0.0 if told is None else _delay(abs((told - statement.end).days)) - math.log(2)

    def _singles(self, k: int, views: dict[Series, View]) -> list[tuple[float, Change]]:
        """Scores of the slips that concern this observation alone."""
        lead = self.observations[k].lead
        known = self.by_origin[lead.origin]
        changes = [
            *values(lead),
            *stale(lead),
            *periods(lead, self.day_of(lead)),
            *other_measures(lead, known),
            *other_sides(lead, self.subjects),
        ]
        if not changes:
            return []
        scores = self._logs(k, [c.after for c in changes], views)
        stated = self._timely(lead)
        error = math.log(table().settings.error)
        found = []
        for change, score in zip(changes, scores, strict=True):
            fair = score - self._timely(change.after) + stated if change.kind in ("stale", "period") else score
            found.append((float(fair) + change.log_odds + error, change))
        return found

    def _moves(
        self, group: list[int], views: dict[Series, View]
    ) -> list[tuple[float, tuple[str, list[tuple[Statement, Change]]]]]:
        """Scores of dating the whole group otherwise."""
        error = table().settings.error
        found = []
        leads = [(k, self.observations[k].lead) for k in group]
        for kind, months, odds in date_shifts():
            after = {k: shifted(lead, months) for k, lead in leads}
            if any(a.end is None or a.end < self.clock.start for a in after.values()):
                continue
            score = math.log(error) + odds
            changes = []
            for k, _ in leads:
                log = self._log(after[k], k, views)
                score += max(log + math.log(1 - error), self._unexplained(after[k], k))
                for member in self.observations[k].members:
                    end = shifted(member, months)
                    assert end.end is not None
                    changes.append((member, Change(kind, end.end.isoformat(), end, odds)))
            found.append((score, (kind, changes)))
        return found


def _delay(days: int) -> float:
    return math.log(0.5 / 12 if days <= 10 else 0.3 / 50 if days <= 60 else 0.2 / 1500)


def _told(statements: Iterable[Statement]) -> dict[str, dict[str | None, date]]:
    """For each report the last day that each of its date expressions names."""
    found: dict[str, dict[str | None, date]] = defaultdict(dict)
    for s in statements:
        if s.end is not None:
            found[s.document][s.expression] = max(found[s.document].get(s.expression, s.end), s.end)
    return found


def _groups(observations: Sequence[Observation]) -> list[list[int]]:
    """Observations that share a date expression, directly or through copies."""
    parent = list(range(len(observations)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    first: dict[str, int] = {}
    for k, observation in enumerate(observations):
        for expression in observation.expressions:
            parent[root(k)] = root(first.setdefault(expression, k))
    groups: dict[int, list[int]] = defaultdict(list)
    for k in range(len(observations)):
        groups[root(k)].append(k)
    return list(groups.values())


def _sum(logs_: Sequence[float]) -> float:
    top = max(logs_)
    return top + math.log(sum(math.exp(x - top) for x in logs_))


def _merged(guesses: list[Guess]) -> list[Guess]:
    """The likeliest guess of each kind, with the probability of all of its kind, best first."""
    best: dict[str, Guess] = {}
    for guess in sorted(guesses, key=lambda g: -g.probability):
        if guess.kind in best:
            best[guess.kind].probability += guess.probability
        else:
            best[guess.kind] = guess
    return sorted(best.values(), key=lambda g: -g.probability)[:6]
