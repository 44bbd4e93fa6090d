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
from warbook.audit.identities import event_of, of_form, with_event
from warbook.audit.observations import Observation, collapse, logs, observe, seen_of, span_of, told_as
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
NEGLIGIBLE = 12.0
FARTHEST = -5.0
CONSTANT = 0.8


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
        self._home()
        self.better: dict[int, str] = {}
        last = max((o.span[1] for o in self.observations), default=1)
        self.grid = Grid.over(max(last, 10))
        self.by_expression: dict[str, list[int]] = {}
        self.group_of: dict[str, list[int]] = {}
        for k in range(len(self.observations)):
            self._join(k)
        self.curves: dict[Series, Curve] = {}
        self.suspects: dict[int, Suspect] = {}
        self.run()

    def run(self) -> None:
        """Fit and judge in turn."""
        for turn in range(ROUNDS):
            self._fit(self.where, priors(self.curves) if turn else {})
            self._judge()
            if turn < ROUNDS - 1:
                self._reread()
        self._acquit()
        self._fit(self._reread(), priors(self.curves))

    def _home(self) -> None:
        """Which observations speak of which curve."""
        self.where: dict[Series, list[int]] = {}
        self.by_origin: dict[str, list[Series]] = defaultdict(list)
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
        for k, measure in self.better.items():
            observation = self.observations[k]
            changed.add(observation.series)
            observation.lead = msgspec.structs.replace(observation.lead, measure=measure)
            observation.members = [msgspec.structs.replace(m, measure=measure) for m in observation.members]
            observation.series = observation.lead.series
            changed.add(observation.series)
        self.better = {}
        if changed:
            self._home()
            self.curves = {series: curve for series, curve in self.curves.items() if series in self.where}
        return changed & self.where.keys()

    def _fit(self, which: Iterable[Series], borrowed: Mapping[Series, Array]) -> None:
        for series in which:
            rows = self.where[series]
            seen = seen_of([self.observations[k] for k in rows], np.maximum(self.trust[rows], DISTRUST))
            like = self.curves.get(series)
            self.curves[series] = Curve(self.grid, seen, borrowed.get(series), like)

    def add(self, statements: Sequence[Statement]) -> set[Series]:
        """Take in more statements: only the curves that they speak of are fitted and judged anew. Returns those."""
        self.subjects = sorted({*self.subjects, *(s.subject for s in statements)})
        for document, days in _told(statements).items():
            self.told[document].update(days)
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
                self._count(observation, 1.0)
            else:
                self.observations[k].members.append(s)
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

    def expected(self, statement: Statement) -> tuple[float, float, float] | None:
        """What the others lead to expect in a statement's place: the range of nine in ten, and how many times too high
        (or, below one, too low) it is. None where they say nothing.
        """
        group = self.group_of.get(statement.id)
        span, seen = span_of(statement, self.clock), logs(statement)
        curve = self.curves.get(statement.series)
        if group is None or span is None or seen is None or curve is None or len(curve.seen.values) < 2:
            return None
        view = self._view(statement.series, self._views(group))
        assert view is not None
        mean, sd = view.predict(np.array([span], dtype=float), np.array([seen[1]]), np.zeros(1))
        low, high = math.exp(mean[0] - 1.645 * sd[0]), math.exp(mean[0] + 1.645 * sd[0])
        return low, high, math.exp(seen[0] - mean[0])

    def _groups_of(self, rows: Iterable[int]) -> list[list[int]]:
        """The groups that some observations are in, each once."""
        return list({id(g): g for g in (self.group_of[self.observations[k].lead.id] for k in rows)}.values())

    def _judge(self, which: Collection[Series] | None = None) -> None:
        """Judge all observations of some curves, or of all."""
        if which is None:
            self.weight: dict[object, float] = defaultdict(float)
            for k, observation in enumerate(self.observations):
                self._count(observation, self.trust[k])
        odd: list[int] = []
        for series in self.where if which is None else which:
            rows, curve = self.where[series], self.curves[series]
            mean, sd = curve.left_out()
            strange = (np.abs(curve.seen.values - mean) / sd > ODD) | (len(rows) < 4)
            odd += [
                k
                for k, is_odd in zip(rows, strange, strict=True)
                if is_odd or self._foresight(self.observations[k].lead)
            ]
            self.trust[rows] = 1.0
            for k in rows:
                self.suspects.pop(k, None)
        for group in self._groups_of(odd):
            self._weigh(group)

    def _weigh(self, group: list[int]) -> None:
        """Judge the observations that one date expression dates, together."""
        views = self._views(group)
        clean = {k: self._clean(k, views) for k in group}
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
                Guess(change.kind, [(self.observations[k].lead, change)], still * math.exp(score - whole))
                for score, change in single[k]
            ]
            guesses += [Guess(kind, changes, math.exp(score - total)) for score, (kind, changes) in moves]
            self.trust[k] = right
            merged = [self._for_all(k, self._refined(k, guess, views)) for guess in _merged(guesses)]
            self.suspects[k] = Suspect(self.observations[k], right, merged)

    def _for_all(self, k: int, guess: Guess) -> Guess:
        """A guess about an observation as changes of all statements that tell it."""
        if len(guess.changes) > 1:
            return guess
        (lead, change), members = guess.changes[0], self.observations[k].members
        return Guess(guess.kind, [(m, change) for m in members], guess.probability) if lead in members[:1] else guess

    def _refined(self, k: int, guess: Guess, views: dict[Series, View]) -> Guess:
        """Lost thousands took their digits with them: the value nearest to what the others say, among all it may be."""
        lead, change = guess.changes[0]
        span, view = span_of(change.after, self.clock), self._view(change.after.series, views)
        if (
            guess.kind != "unit"
            or lead.hedge != "exact"
            or not lead.point
            or not change.after.point
            or change.after.point < lead.point
        ):
            return guess
        if span is None or view is None:
            return guess
        mean, _ = view.predict(np.array([span], dtype=float), np.zeros(1), np.zeros(1))
        near = float(np.clip(np.exp(mean[0]), (lead.point - 0.5) * 1000, (lead.point + 0.5) * 1000))
        value = int(round(near, 2 - int(math.log10(near))))
        after = msgspec.structs.replace(change.after, point=value)
        found = change._replace(value=value, after=after)
        return Guess(guess.kind, [(s, found) for s, _ in guess.changes], guess.probability)

    def candidates(self, ids: Collection[str]) -> list[Candidate]:
        """Every slip that might explain what is wrong with some statements, by its log odds against no slip, best
        first.
        """
        found = []
        for group in {id(g): g for g in (self.group_of[i] for i in sorted(ids) if i in self.group_of)}.values():
            views = self._views(group)
            clean = {k: self._clean(k, views) for k in group}
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
            shares = self._shares(series, spans, value, views)
            for (n, _, _), log, share in zip(kept, student((value - mean) / sd, sd), shares, strict=True):
                found[n] = log + share + usual + self._timely(read[n])
        return found

    def _shares(self, series: Series, spans: Array, value: Array, views: dict[Series, View]) -> Array:
        """Log odds of a part against its whole, where the other is the better known: the killed are some third of
        all.
        """
        found = np.zeros(len(value))
        for identity in of_form("order"):
            event = event_of(series.measure)
            if not identity.usual or event not in (identity.lesser, identity.greater):
                continue
            other = with_event(series, identity.greater if event == identity.lesser else identity.lesser)
            view = self._view(other, views) if self.weight[other] > self.weight[series] + 1 else None
            if view is not None:
                mean, sd = view.predict(spans, np.zeros(len(value)), np.zeros(len(value)))
                share = value - mean if event == identity.lesser else mean - value
                z = (share - math.log(identity.usual)) ** 2 / (identity.spread**2 + sd**2)
                found += np.maximum(-0.5 * z, FARTHEST)
        return found

    def _clean(self, k: int, views: dict[Series, View]) -> float:
        """Log density of an observation as it stands, under each meaning that its wording allows."""
        lead = self.observations[k].lead
        if not lead.alternatives:
            return float(self._logs(k, [lead], views)[0])
        known = {s.measure for s in self.by_origin[lead.origin] if s.subject == lead.subject}
        measures = [lead.measure, *sorted((set(lead.alternatives) & known) - {lead.measure})]
        read = [msgspec.structs.replace(lead, measure=m) for m in measures]
        other = math.log((1 - CONSTANT) / max(len(measures) - 1, 1))
        scores = self._logs(k, read, views) + np.array([math.log(CONSTANT)] + [other] * (len(measures) - 1))
        best = int(np.argmax(scores))
        if best:
            self.better[k] = measures[best]
        else:
            self.better.pop(k, None)
        return _sum(scores.tolist())

    def _count(self, observation: Observation, trust: float) -> None:
        """Add an observation to how often its origin speaks of its curve, in all and by the report that has it
        first.
        """
        series, document = observation.series, observation.lead.document
        for key in (series, series.origin, (series, document), (series.origin, document)):
            self.weight[key] += trust

    def _unexplained(self, statement: Statement, k: int) -> float:
        """Score of a value that has nothing to do with the truth."""
        odds = math.log(table().settings.error * table().settings.unexplained)
        return FLAT + odds + self._usual(statement.series, k) + self._timely(statement)

    def _usual(self, series: Series, k: int) -> float:
        """Log of how often this origin says this, by other reports."""
        observation = self.observations[k]
        own = observation.documents
        mine = self.weight[series] - sum(self.weight.get((series, d), 0.0) for d in own)
        all_ = self.weight[series.origin] - sum(self.weight.get((series.origin, d), 0.0) for d in own)
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
        scored: list[tuple[float, str, int]] = []
        leads = [(k, self.observations[k].lead) for k in group]
        if not all(m.dated for k in group for m in self.observations[k].members):
            return []  # the date is the report's own: no expression that could have slipped
        shifts = list(date_shifts())
        read = {k: [shifted(lead, months) for _, months, _ in shifts] for k, lead in leads}
        logs_ = {k: self._logs(k, read[k], views) for k, _ in leads}
        for n, (kind, months, odds) in enumerate(shifts):
            after = {k: read[k][n] for k in group}
            if any(a.end is None or a.end < self.clock.start for a in after.values()):
                continue
            score = math.log(error) + odds
            for k, _ in leads:
                log = float(logs_[k][n])
                score += max(log + math.log(1 - error), self._unexplained(after[k], k))
            scored.append((score, kind, months))
        top = max((score for score, _, _ in scored), default=0.0)
        return [(s, (kind, self._shift(group, kind, months))) for s, kind, months in scored if s > top - NEGLIGIBLE]

    def _shift(self, group: list[int], kind: str, months: int) -> list[tuple[Statement, Change]]:
        """The changes that date all statements of a group so many months later."""
        changes = []
        for k in group:
            for member in self.observations[k].members:
                after = shifted(member, months)
                assert after.end is not None
                changes.append((member, Change(kind, after.end.isoformat(), after, 0.0)))
        return changes


def _delay(days: int) -> float:
    return math.log(0.5 / 12 if days <= 10 else 0.3 / 50 if days <= 60 else 0.2 / 1500)


def _told(statements: Iterable[Statement]) -> dict[str, dict[str | None, date]]:
    """For each report the last day that each of its date expressions names."""
    found: dict[str, dict[str | None, date]] = defaultdict(dict)
    for s in statements:
        if s.end is not None:
            found[s.document][s.expression] = max(found[s.document].get(s.expression, s.end), s.end)
    return found


def _sum(logs_: Sequence[float]) -> float:
    top = max(logs_)
    return top + math.log(sum(math.exp(x - top) for x in logs_))


def _merged(guesses: list[Guess]) -> list[Guess]:
    """The guesses, best first. Days that are nearly the same are one guess, digits that differ are two."""
    best: dict[object, Guess] = {}
    centred = [_centred(guess, guesses) for guess in guesses]
    for guess in sorted(centred, key=lambda g: -g.probability):
        change = guess.changes[0][1]
        key: tuple[str, str] = (guess.kind, change.after.kind if guess.kind == "period" else "")
        if guess.kind in ("digit", "unit", "measure", "category", "side"):
            key = (guess.kind, str(change.value))
        if key in best:
            best[key].probability += guess.probability
        else:
            best[key] = Guess(guess.kind, guess.changes, guess.probability)
    return sorted(best.values(), key=lambda g: -g.probability)[:6]


def _centred(guess: Guess, guesses: list[Guess]) -> Guess:
    """For a total of some day in a month: the day in the middle of those that fit."""
    if guess.kind != "period" or guess.changes[0][1].after.kind != "stock":
        return guess
    like = [g for g in guesses if g.kind == "period" and g.changes[0][1].after.kind == "stock"]
    days = [(g.changes[0][1].after.end, g.probability) for g in like]
    total = sum(p for _, p in days) or 1.0
    middle = sum(d.toordinal() * p for d, p in days if d) / total
    nearest = min(like, key=lambda g: abs((g.changes[0][1].after.end or date.min).toordinal() - middle))
    return Guess(guess.kind, nearest.changes, guess.probability)
