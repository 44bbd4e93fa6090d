"""Holds each statement against what the others lead to expect, once as it stands and once with each slip undone."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

import msgspec
import numpy as np
from numpy.typing import NDArray

from warbook.audit.constraints import Clock
from warbook.audit.curve import Curve, View, student
from warbook.audit.design import Array
from warbook.audit.guesses import Candidate, Changes, Guess, Suspect, merged
from warbook.audit.habits import Habits
from warbook.audit.hypotheses import SHIFTS, Hypotheses, Shifts, form_of, hypotheses, moved, shifts
from warbook.audit.identities import event_of, of_form, with_event
from warbook.audit.observations import Observation, span_of
from warbook.audit.slips import Change, table
from warbook.audit.statement import Series, Statement
from warbook.audit.support import Support, bonus, telling

FLAT = -math.log(200.0)
NOTHING = -60.0
UNKNOWN = -6.0
NEGLIGIBLE = 12.0
FARTHEST = -6.0
CONSTANT = 0.8
GUESSED = 0.7
LISTED = 60
TOTAL_NU = 30.0
PERIOD_NU = 6.0  # what happens in a period may break with all that came before; a total hardly can

Views = dict[Series, View]


class Judge:
    """Judges observations by curves that are fitted elsewhere. `curves`, `views` and the books it reads are shared."""

    def __init__(
        self,
        clock: Clock,
        observations: Sequence[Observation],
        curves: Mapping[Series, Curve],
        habits: Habits,
        support: Support,
    ) -> None:
        self.clock, self.observations, self.curves = clock, observations, curves
        self.habits, self.support = habits, support
        self.known: Mapping[str, Sequence[Series]] = {}
        self.subjects: Sequence[str] = ()
        self.readings: dict[int, Hypotheses] = {}
        self.shifts: dict[int, Shifts] = {}
        self.better: dict[int, str] = {}
        self.own: dict[int, tuple[set[str], set[str]]] = {}

    def forget(self, k: int) -> None:
        """An observation is another now: it gained a member or is read otherwise."""
        for kept in (self.readings, self.shifts, self.own):
            kept.pop(k, None)

    def weigh(self, group: Sequence[int], views: Views, explain: bool = True) -> list[tuple[int, Suspect]]:
        """Judge the observations that one date expression dates, together: for each how likely it is right and, if
        asked for, the explanations.
        """
        error = math.log(table().settings.error)
        sound = math.log(1 - table().settings.error)
        clean = {k: self.clean(k, views) for k in group}
        single = {k: self.singles(k, views) for k in group}
        whole = {k: _sum([clean[k] + sound, _sum_of(single[k] + error), self._unexplained(k)]) for k in group}
        unmoved = sum(whole.values())
        moves = self.moves(group, views)
        total = _sum_of(np.append(moves, unmoved))
        still = math.exp(unmoved - total)
        found = []
        for k in group:
            right = still * math.exp(clean[k] + sound - whole[k])
            guesses = []
            if explain and right < GUESSED:
                guesses += self._guesses(k, np.exp(single[k] + error - whole[k]) * still, views)
                guesses += self._moved(group, np.exp(moves - total))
            found.append((k, Suspect(self.observations[k], right, merged(guesses))))
        return found

    def _guesses(self, k: int, probability: Array, views: Views) -> list[Guess]:
        """The likeliest readings of one observation as changes of all statements that tell it."""
        rows = np.argsort(-probability)[:LISTED]
        members = self.observations[k].members
        found = []
        for row in rows:
            if probability[row] < 1e-7:
                break
            change = self._refined(k, self.readings[k].change(int(row)), views)
            found.append(Guess(change.kind, [(m, change) for m in members], float(probability[row])))
        return found

    def _moved(self, group: Sequence[int], probability: Array) -> list[Guess]:
        members = [m for k in group for m in self.observations[k].members]
        return [
            Guess(SHIFTS[row][0], list(moved(members, row)), float(p)) for row, p in enumerate(probability) if p > 1e-6
        ]

    def candidates(self, ids: Collection[str], groups: Sequence[Sequence[int]], views: Callable[[Sequence[int]], Views],
                   most: int) -> list[Candidate]:  # fmt: skip
        """The slips that might explain what is wrong with some statements, by log odds against no slip, best first."""
        error = math.log(table().settings.error)
        rows: list[tuple[float, str, Callable[[], Changes]]] = []
        for group in groups:
            seen = views(group)
            clean = {k: self.clean(k, seen) for k in group}
            for k in group:
                members = self.observations[k].members
                if any(m.id in ids for m in members):
                    for row, score in enumerate(self.singles(k, seen) + error - clean[k]):

                        def single(k: int = k, row: int = row) -> Changes:
                            return [(m, self.readings[k].change(row)) for m in self.observations[k].members]

                        rows.append((float(score), self.readings[k].readings[row].kind, single))
            for row, score in enumerate(self.moves(group, seen) - sum(clean.values())):
                if score > NOTHING:

                    def move(row: int = row, group: Sequence[int] = group) -> Changes:
                        return list(moved([m for k in group for m in self.observations[k].members], row))

                    rows.append((float(score), SHIFTS[row][0], move))
        rows.sort(key=lambda r: -r[0])
        return [Candidate(score, kind, changes()) for score, kind, changes in rows[:most]]

    def clean(self, k: int, views: Views) -> float:
        """Log density of an observation as it stands, under each meaning that its wording allows."""
        observation = self.observations[k]
        lead = observation.lead
        measures = [lead.measure]
        if lead.alternatives:
            known = {s.measure for s in self.known.get(lead.origin, ()) if s.subject == lead.subject}
            measures += sorted((set(lead.alternatives) & known) - {lead.measure})
        other = math.log((1 - CONSTANT) / max(len(measures) - 1, 1))
        scores = []
        for n, measure in enumerate(measures):
            read = lead if n == 0 else msgspec.structs.replace(lead, measure=measure)
            spans, value, spread = _row(observation)
            score = self._density(k, read.series, form_of(lead), spans, value, spread, views)
            agreed = self._agreed(k, read, lead.start, lead.end, float(score[0]))
            scores.append(float(score[0]) + agreed + (math.log(CONSTANT) if n == 0 else other))
        best = int(np.argmax(scores))
        self.better.pop(k, None)
        if best and scores[best] > FLAT + self.habits.usual(lead.series, form_of(lead), self._own(k)[1]):
            self.better[k] = measures[best]
        return _sum(scores) if lead.alternatives else scores[0] - math.log(CONSTANT)

    def singles(self, k: int, views: Views) -> Array:
        """Scores of the readings that concern one observation alone, in the order of its hypotheses."""
        observation = self.observations[k]
        lead = observation.lead
        read = self._readings(k)
        found = np.full(len(read.readings), NOTHING)
        for series, form, rows, spans, which in read.groups:
            value, spread = read.values[rows], read.spreads[rows]
            found[rows] = self._density(k, series, form, spans, value, spread, views, which)
        if telling(lead):
            self._add_agreement(k, read, found)
        return np.asarray(found + read.odds)

    def _add_agreement(self, k: int, read: Hypotheses, scores: Array) -> None:
        """Raise what the book has to the digit: another number for these days, or this number for other days."""
        lead, own = read.lead, self._own(k)[0]
        if lead.end is None:
            return
        others = self.support.numbers(lead, lead.start, lead.end, own)
        before = self.support.days_of(lead)
        if not others and not before:
            return
        for row, reading in enumerate(read.readings):
            target = reading.target
            if reading.kind == "digit" and target in others:
                scores[row] += bonus(float(target), scores[row])  # type: ignore[arg-type]
            elif reading.kind == "stale" and target in before:
                scores[row] += bonus(lead.point or 0.0, scores[row])

    def moves(self, group: Sequence[int], views: Views) -> Array:
        """Scores of dating the whole group otherwise, by each of SHIFTS."""
        error, sound = math.log(table().settings.error), math.log(1 - table().settings.error)
        leads = [(k, self.observations[k]) for k in group]
        if not all(m.dated for _, o in leads for m in o.members):
            return np.full(len(SHIFTS), NOTHING)  # the date is the report's own: no expression that could have slipped
        total = np.array([odds for _, _, odds in SHIFTS]) + error
        possible = np.ones(len(SHIFTS), dtype=bool)
        for k, observation in leads:
            lead, where = observation.lead, self._shifts(k)
            _, value, spread = _row(observation)
            many = np.ones(len(SHIFTS))
            density = self._density(
                k, lead.series, form_of(lead), where.spans.astype(float), value[0] * many, spread[0] * many, views
            )
            if telling(lead):
                agreed = [self._agreed(k, lead, *days, d) for days, d in zip(where.days, density, strict=True)]
                density = density + np.array(agreed)
            timely = np.array([self.habits.timely(lead, end) for _, end in where.days])
            total += np.maximum(density + sound, self._unexplained(k))
            total += (timely - self.habits.timely(lead, lead.end)) / len(group)  # one date, told once
            possible &= where.possible
        total[~possible] = NOTHING + min(float(total.min()), 0.0)
        return total

    def _density(
        self, k: int, series: Series, form: str, spans: Array, value: Array, spread: Array, views: Views,
        which: NDArray[np.int64] | None = None,
    ) -> Array:  # fmt: skip
        """Log density of values on a curve, with how usual it is that this origin speaks of it in this form. `which`
        says which of the spans each value is of, where they are not one for one.
        """
        usual = self.habits.usual(series, form, self._own(k)[1])
        view = self.view(series, views)
        if view is None:
            return np.full(len(value), UNKNOWN + usual)
        if which is None:
            which = np.arange(len(value))
        none = np.zeros(len(spans))
        mean, sd = view.predict(spans.astype(float), none, none + self.observations[k].lag)
        mean, sd = mean[which], np.sqrt(sd[which] ** 2 + spread**2)
        density = student((value - mean) / sd, sd, TOTAL_NU if form == "stock" else PERIOD_NU)
        return np.asarray(density + usual + self._shares(series, spans, which, value, views))

    def view(self, series: Series, views: Views) -> View | None:
        """A curve as a group that is judged may see it; None where nobody else speaks of it."""
        if series not in views:
            curve = self.curves.get(series)
            if curve is None:
                return None
            views[series] = curve.without([])
        return views[series]

    def _shares(self, series: Series, spans: Array, which: NDArray[np.int64], value: Array, views: Views) -> Array:
        """Log odds of a part against its whole, where the other is the better known: the killed are some third of
        all.
        """
        found = np.zeros(len(value))
        for identity in of_form("order"):
            event = event_of(series.measure)
            if not identity.usual or event not in (identity.lesser, identity.greater):
                continue
            other = with_event(series, identity.greater if event == identity.lesser else identity.lesser)
            weight = self.habits.weight
            better = weight.get(other, 0.0) > weight.get(series, 0.0) + 1
            view = self.view(other, views) if better else None
            if view is not None:
                mean, sd = view.predict(spans.astype(float), np.zeros(len(spans)), np.zeros(len(spans)))
                mean, sd = mean[which], sd[which]
                share = value - mean if event == identity.lesser else mean - value
                z = (share - math.log(identity.usual)) ** 2 / (identity.spread**2 + sd**2)
                found += np.maximum(-0.5 * z, FARTHEST)
        return found

    def _agreed(self, k: int, read: Statement, start: date | None, end: date | None, density: float) -> float:
        """What it is worth that others have the number for these days."""
        if end is None or not telling(read):
            return 0.0
        others = self.support.numbers(read, start, end, self._own(k)[0])
        return bonus(read.point or 0.0, density) if read.point in others else 0.0

    def _unexplained(self, k: int) -> float:
        """Score of a value that has nothing to do with the truth."""
        odds = math.log(table().settings.error * table().settings.unexplained)
        lead = self.observations[k].lead
        return FLAT + odds + self.habits.usual(lead.series, form_of(lead), self._own(k)[1])

    def _refined(self, k: int, change: Change, views: Views) -> Change:
        """Lost thousands took their digits with them: the value nearest to what the others say, among all it may be."""
        lead, after = self.observations[k].lead, change.after
        lost = change.kind == "unit" and lead.hedge == "exact" and lead.point and (after.point or 0) > lead.point
        span, view = span_of(after, self.clock), self.view(after.series, views)
        if not lost or not lead.point or span is None or view is None:
            return change
        mean, _ = view.predict(np.array([span], dtype=float), np.zeros(1), np.zeros(1))
        near = float(np.clip(np.exp(mean[0]), (lead.point - 0.5) * 1000, (lead.point + 0.5) * 1000))
        value = int(round(near, 2 - int(math.log10(near))))
        return change._replace(value=value, after=msgspec.structs.replace(after, point=value))

    def _own(self, k: int) -> tuple[set[str], set[str]]:
        """The statements and the reports of an observation."""
        if k not in self.own:
            observation = self.observations[k]
            self.own[k] = {m.id for m in observation.members}, observation.documents
        return self.own[k]

    def _readings(self, k: int) -> Hypotheses:
        if k not in self.readings:
            observation = self.observations[k]
            lead = observation.lead
            self.readings[k] = hypotheses(
                observation, self.clock, self.known.get(lead.origin, ()), self.subjects,
                self.habits.report_day(lead), self.support.days_of(lead),
            )  # fmt: skip
        return self.readings[k]

    def _shifts(self, k: int) -> Shifts:
        if k not in self.shifts:
            self.shifts[k] = shifts(self.observations[k], self.clock)
        return self.shifts[k]


def groups_by_series(rows: Sequence[int], place: Mapping[int, tuple[Series, int]]) -> dict[Series, list[int]]:
    """Where some observations stand on their curves."""
    found: dict[Series, list[int]] = defaultdict(list)
    for k in rows:
        series, n = place[k]
        found[series].append(n)
    return found


def _row(observation: Observation) -> tuple[Array, Array, Array]:
    return np.array([observation.span]), np.array([observation.value]), np.array([observation.spread])


def _sum(logs: Sequence[float]) -> float:
    top = max(logs)
    return top + math.log(sum(math.exp(x - top) for x in logs))


def _sum_of(logs: Array) -> float:
    if not len(logs):
        return -math.inf
    top = float(logs.max())
    return top + math.log(float(np.exp(logs - top).sum()))
