"""The statements of one war under audit: who is doubted, what the rest proves against them, and what is left over."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from warbook.audit.conflicts import Conflict, Totals, first_conflict, problems
from warbook.audit.constraints import Clock
from warbook.audit.deadline import Deadline
from warbook.audit.guesses import Suspect
from warbook.audit.proofs import Proofs
from warbook.audit.ratios import ratio_conflicts
from warbook.audit.readings import Reading, apply, choose
from warbook.audit.repairs import TRIED, Mend, mends
from warbook.audit.slips import slip
from warbook.audit.statement import Series, Statement
from warbook.audit.sums import sum_conflicts
from warbook.audit.support import Support
from warbook.audit.suspicion import Suspicion
from warbook.audit.telling import Teller, premature
from warbook.model import Finding

DECIDED = 4.0
BLAMED = 0.5
SURELY = 0.7  # up to here only what one slip explains is blamed, so far as it is likely at all
EXPLAINED = 0.65
REVISED = 3.0
ESTIMATED = 0.01
KNOWN = 8
FEW = 2
HARDLY = 0.013  # where next to nobody else speaks of it, only what is as unlikely as this is blamed
ELSEWHERE = frozenset({"unit", "category", "side"})  # but for slips that other curves speak against


class Part:
    """The statements of one war under audit. Statements can be added: what they do not touch is not done again."""

    def __init__(
        self,
        statements: Sequence[Statement],
        clock: Clock,
        names: Mapping[str, str],
        deadline: Deadline,
        last: date | None = None,
    ) -> None:
        self.clock, self.names, self.deadline = clock, names, deadline
        self.passed_over: list[str] = []
        self.contested: set[str] = set()
        self.by_id: dict[str, Statement] = {}
        self.dated: dict[str, list[Statement]] = defaultdict(list)
        self.full, self.working = Totals((), clock), Totals((), clock)
        self.support = Support()
        self.proofs = Proofs(self.full)
        self.leftover: dict[Series, list[Finding]] = {}
        self.joint: dict[str, Finding] = {}
        self.doubtful: dict[Series, list[Finding]] = {}
        self.late: dict[str, list[Finding]] = {}
        self.readings: dict[str, Reading] = choose(statements, clock)
        read = apply(statements, self.readings)
        self.support.add(read)
        self.suspicion = Suspicion(clock, read, self.support, last, deadline)
        self.teller = Teller(self.by_id, self.dated, clock, names, self.support, self.suspicion, self.proofs)
        self._take(read, set(self.suspicion.where))

    def add(self, statements: Sequence[Statement]) -> None:
        """Audit more statements together with those that are there."""
        alike = {self.by_id[i].series.origin: i for i in self.readings if i in self.by_id}
        for s in statements:
            if s.alternatives:
                known = alike.get(s.origin)
                self.readings[s.id] = self.readings[known] if known else Reading(s.measure, 1.0)
        read = apply(statements, self.readings)
        self.support.add(read)
        self._take(read, self.suspicion.add(read))

    @property
    def undecided(self) -> list[str]:
        """The claims of which time ran out before they were decided."""
        late = [*self.passed_over, *self.suspicion.undecided, *self.working.undecided]
        return list(dict.fromkeys(self.by_id[i].shown if i in self.by_id else i for i in late))

    def findings(self) -> list[Finding]:
        """The findings of this war: leftover conflicts first, then the doubtful statements with their proofs."""
        shelves: list[Mapping[Any, list[Finding]]] = [self.leftover, self.doubtful, self.late]
        return [*self.joint.values(), *(finding for shelf in shelves for found in shelf.values() for finding in found)]

    def _take(self, statements: Sequence[Statement], touched: set[Series]) -> None:
        """Enter statements, and audit anew what touches them or what was judged anew."""
        seen = {
            m.id: m for t in touched for k in self.suspicion.where[t] for m in self.suspicion.observations[k].members
        }
        fresh = {s.id: seen.get(s.id, s) for s in statements}
        for s in fresh.values():
            if s.expression:
                self.dated[s.expression].append(s)
        changed = [s for s in {**fresh, **seen}.values() if self.by_id.get(s.id) is not s]
        self.by_id.update((s.id, s) for s in changed)
        self.proofs.enter(changed)
        for s in changed:
            if s.id in self.readings:
                self.readings[s.id] = Reading(s.measure, self.readings[s.id].probability)
        self.doubted = {k: s for k, s in self.suspicion.suspects.items() if self._doubtful(s)}
        self.blamed = {m.id for s in self.doubted.values() for m in s.observation.members}
        affected = touched | set(self.full.replace(changed))
        out = {i for t in affected for i in self.working.curves.get(t, {}) if i in self.blamed}
        kept = [s for t in affected for s in self.full.curves[t].values() if s.id not in self.blamed]
        waiting = dict.fromkeys([*affected, *self.working.replace(kept, out)])
        self.proofs.begin(self.blamed)
        for series in waiting:
            self.leftover.pop(series, None)
        for finding in self._leftovers(waiting):
            self.leftover.setdefault(self.by_id[finding.proof[0]].series, []).append(finding)
        self._join_again(affected)
        self.proofs.begin(self.blamed | self.contested)
        for series in affected:
            self.doubtful.pop(series, None)
        for series, finding in self._doubts(affected):
            self.doubtful.setdefault(series, []).append(finding)
        reports = {s.document for s in changed}
        for document, found in self._late([s for s in changed if s.document in reports]).items():
            self.late[document] = found

    def _join_again(self, affected: Collection[Series]) -> None:
        """Conflicts of several totals, as far as they touch some series: sums of parts, ratios and shares."""
        for id_, finding in list(self.joint.items()):
            if any(self.by_id[c].series in affected for c in finding.proof):
                del self.joint[id_]
        for conflict in [*sum_conflicts(self.working, affected), *ratio_conflicts(self.working, affected)]:
            finding = self.teller.impossible(conflict, self._mends(conflict), [])
            self.joint[finding.id] = finding

    def _late(self, statements: Sequence[Statement]) -> dict[str, list[Finding]]:
        """Figures dated after the report that has them, as far as no other finding blames them, by report."""
        late = [s for s in statements if premature(s) and s.id not in self.blamed and s.kind != "superlative"]
        groups: dict[tuple[str, str | None], list[Statement]] = defaultdict(list)
        for s in late:
            groups[s.document, s.expression].append(s)
        found: dict[str, list[Finding]] = defaultdict(list)
        for (document, _), members in groups.items():
            options = self.suspicion.candidates({s.id for s in members}, TRIED)
            found[document].append(self.teller.late(members, options))
        return found

    def _leftovers(self, waiting: dict[Series, None]) -> Iterator[Finding]:
        """Conflicts among statements that are not doubted, each resolved by its best repair before the next is
        sought.
        """
        totals = self.working
        moved: set[str] = set()
        told: set[frozenset[str]] = set()
        while waiting:
            series = next(iter(waiting))
            if self.deadline.passed:
                self.passed_over += [s.shown for t in waiting for s in totals.curves[t].values()]
                return
            conflict = next((c for c in (first_conflict(p, p.edges) for p in totals.problems([series])) if c), None)
            if conflict is None:
                del waiting[series]
                continue
            key = frozenset(conflict.claims)
            if key in told:  # its mend left it standing: told once, its statements step aside
                waiting |= dict.fromkeys([*totals.replace([], key), series])
                continue
            told.add(key)
            found = self._mends(conflict)
            decided = bool(found) and (len(found) == 1 or found[0].weight >= DECIDED * found[1].weight)
            changes = found[0].candidate.changes if found else []
            self.contested |= set(conflict.claims)
            if self._within_noise(conflict):
                yield self.teller.revision(conflict)
            else:
                yield self.teller.impossible(conflict, found, [s.id for s, _ in changes] if decided else [])
            once = not moved & {s.id for s, _ in changes}  # a statement moved twice would go round in circles
            moved |= {s.id for s, _ in changes}
            if found and found[0].candidate.kind != "record" and once:
                touched = totals.replace(c.after for s, c in changes if s.id in totals.by_id)
            else:
                touched = totals.replace([], {s.id for s, _ in changes} | {conflict.claims[0]})
            waiting |= dict.fromkeys([*touched, series])

    def _mends(self, conflict: Conflict) -> list[Mend]:
        """The repairs of a conflict that cause no other."""
        return self.teller.peaceful(mends(conflict, self.suspicion, self), conflict.claims)

    def _within_noise(self, conflict: Conflict) -> bool:
        """Whether the origin's figures scatter so much anyway that a conflict of these is none worth the name."""
        curve = self.suspicion.curves.get(conflict.series)
        if curve is None or curve.noise < ESTIMATED or len(curve.seen.values) < KNOWN:
            return False
        slack = REVISED * curve.noise
        loose = [self.by_id[i] for i in dict.fromkeys(self.teller.needed(conflict.claims)) if i in self.by_id]
        wide = [msgspec.structs.replace(s, slack=slack) for s in loose]
        return all(first_conflict(p, p.edges) is None for p in problems(wide, self.clock))

    def _doubts(self, which: Collection[Series]) -> Iterator[tuple[Series, Finding]]:
        """One finding for each slip that the curves find likely: the statements it concerns share their dates or
        are copies.
        """
        groups: dict[tuple[str, ...], list[Suspect]] = defaultdict(list)
        for suspect in self.doubted.values():
            best = suspect.guesses[0] if suspect.guesses else None
            whole = best is not None and slip(best.kind).field == "to" and best.kind != "stale"
            key = tuple(sorted(m.id for m, _ in best.changes)) if best and whole else (suspect.observation.lead.id,)
            groups[key].append(suspect)
        for suspects in groups.values():
            home = suspects[0].observation.series
            if home not in which:
                continue
            if self.deadline.passed:
                self.passed_over += [m.shown for s in suspects for m in s.observation.members]
            else:
                yield home, self.teller.doubt(suspects)

    def _doubtful(self, suspect: Suspect) -> bool:
        """Whether a statement is to be blamed: likely wrong, and by more than one or two others of its own curve."""
        wrong = 1 - suspect.clean
        best = suspect.guesses[0].probability if suspect.guesses else 0.0
        if wrong <= BLAMED or (wrong < SURELY and best < EXPLAINED * wrong):
            return False
        if len(self.suspicion.where[suspect.observation.series]) > FEW:
            return True
        kind = suspect.guesses[0].kind if suspect.guesses else ""
        return kind in ELSEWHERE or suspect.clean < HARDLY
