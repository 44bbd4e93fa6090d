"""The audit: statements in, findings out.

For each war the statements are read (ambiguous words get the origin's meaning), curves are fitted, the likely slips
named, and what the rest proves against each is shown. Conflicts among statements that no curve finds odd are
resolved by the cheapest repair, and left undecided where none stands out.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

import msgspec

from warbook.audit.claims import fault
from warbook.audit.conflicts import Conflict, Problem, conflict_with, first_conflict, problems
from warbook.audit.constraints import Clock
from warbook.audit.disagreements import disagreements
from warbook.audit.explain import Told
from warbook.audit.identities import sentence
from warbook.audit.identity import finding_id
from warbook.audit.lineage import shared_origins
from warbook.audit.readings import Reading, apply, choose
from warbook.audit.repairs import Mend, applied, mends, to_repairs, with_mates
from warbook.audit.slips import slip
from warbook.audit.statement import Book, Statement
from warbook.audit.suspicion import Candidate, Suspect, Suspicion
from warbook.audit.wording import amount, claim, day, measure
from warbook.model import Finding

UNKNOWN_START = timedelta(days=365)
DECIDED = 2.0
MOST_CONFLICTS = 10_000


def audit(book: Book) -> list[Finding]:
    """All findings of a book: what cannot be true first, then what is unlikely, then where origins differ or are
    one.
    """
    usable = [s for s in book.statements if fault(s) is None]
    found: list[Finding] = []
    for start, members in _wars(book, usable).items():
        found += Part(members, Clock(start), book.names).findings()
    found += disagreements(usable, book.names)
    found += shared_origins(usable, book.names)
    return sorted(found, key=_order)


def _premature(statement: Statement) -> bool:
    """Whether a statement is dated after its report, by more than the day that time zones may make."""
    return bool(statement.end and statement.published and (statement.end - statement.published).days > 1)


def _one_of_a_kind(candidates: Sequence[Candidate]) -> list[Mend]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.kind, candidate)
    top = max((c.log_odds for c in first.values()), default=0.0)
    return [Mend(c, math.exp(c.log_odds - top)) for c in first.values()]


KINDS = ("impossible", "anachronism", "copy error", "implausible", "revision", "disagreement", "circular")


def _order(finding: Finding) -> tuple[int, float, str]:
    return KINDS.index(finding.kind), -finding.likelihood, finding.id


def _wars(book: Book, statements: Sequence[Statement]) -> dict[date, list[Statement]]:
    """Statements by the day their war began. Without any such day it is taken to be a year before the first
    statement.
    """
    dated = [s.start or s.end for s in statements if s.end is not None]
    first = min((d for d in dated if d is not None), default=date(2000, 1, 1))
    default = book.start or min(book.starts.values(), default=max(first, date(2, 1, 1)) - UNKNOWN_START)
    wars: dict[date, list[Statement]] = defaultdict(list)
    for s in statements:
        wars[book.starts.get(s.subject, default)].append(s)
    return wars


class Part:
    """The statements of one war under audit."""

    def __init__(self, statements: Sequence[Statement], clock: Clock, names: Mapping[str, str]) -> None:
        self.clock, self.names = clock, names
        self.readings: dict[str, Reading] = choose(statements, clock)
        self.statements = list(apply(statements, self.readings))
        self.by_id = {s.id: s for s in self.statements}
        self.suspicion = Suspicion(clock, self.statements)
        self.doubted = {k: s for k, s in self.suspicion.suspects.items() if s.clean < 0.5}
        self.blamed = {m.id for s in self.doubted.values() for m in s.observation.members}

    def findings(self) -> list[Finding]:
        """The findings of this war: leftover conflicts first, then the doubtful statements with their proofs."""
        found = list(self._leftovers())
        self.problems = problems(self.statements, self.clock)
        self.tagged: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.problems:
            for tag in {t for e in problem.edges for t in e.tags}:
                self.tagged[tag].append(problem)
        return found + list(self._doubts()) + list(self._premature())

    def _premature(self) -> Iterator[Finding]:
        """Figures dated after the report that has them, as far as no other finding blames them."""
        late = [s for s in self.statements if _premature(s) and s.id not in self.blamed and s.kind != "superlative"]
        groups: dict[tuple[str, str | None], list[Statement]] = defaultdict(list)
        for s in late:
            groups[s.document, s.expression].append(s)
        for members in groups.values():
            options = self.suspicion.candidates({s.id for s in members})
            fitting = [self._full(c) for c in options if not any(_premature(change.after) for _, change in c.changes)]
            claims = tuple(s.shown for s in members)
            yield Finding(
                id=finding_id("anachronism", claims),
                kind="anachronism",
                headline=f"{claim(members[0], self.names)}: a day after the report",
                claims=claims,
                blame=claims,
                proved=True,
                identity="dated after its report",
                explanation=(*self._unusual(members[0]), sentence("dated after its report")),
                repairs=to_repairs(_one_of_a_kind(fitting), self.names),
            )

    def _leftovers(self) -> Iterator[Finding]:
        """Conflicts among statements that are not doubted, each resolved by its best repair before the next is
        sought.
        """
        working = [s for s in self.statements if s.id not in self.blamed]
        for _ in range(MOST_CONFLICTS):
            conflict = next((c for c in (first_conflict(p, p.edges) for p in problems(working, self.clock)) if c), None)
            if conflict is None:
                return
            found = mends(conflict, self.suspicion, working, self.clock)
            decided = bool(found) and (len(found) == 1 or found[0].weight >= DECIDED * found[1].weight)
            changes = found[0].candidate.changes if found else []
            yield self._impossible(conflict, found, [s.id for s, _ in changes] if decided else [])
            if found and found[0].candidate.kind != "record":
                working = applied(working, changes)
            else:
                dropped = {s.id for s, _ in changes} or {conflict.claims[0]}
                working = [s for s in working if s.id not in dropped]

    def _impossible(self, conflict: Conflict, found: Sequence[Mend], blame: Sequence[str]) -> Finding:
        told = Told(conflict, self.by_id, self.clock, self.names)
        claims = self._with_figures(conflict.claims)
        repairs = to_repairs(found, self.names)
        also = [self.by_id[i] for i in found[0].also if self.by_id[i].kind != "superlative"] if found else []
        more = (
            (f"The same date stands behind {', '.join(amount(s) for s in also)}: a repair moves them too.",)
            if also
            else ()
        )
        return Finding(
            id=finding_id("impossible", claims),
            kind="impossible",
            headline=told.headline(),
            claims=claims,
            blame=tuple(dict.fromkeys(self.by_id[i].shown for i in blame)),
            proved=True,
            likelihood=1.0,
            identity=conflict.identity,
            sum=told.lines(),
            explanation=(*told.paragraphs(), *more),
            repairs=repairs,
            reading=self._reading(conflict.claims),
        )

    def _with_figures(self, claims: Sequence[str]) -> tuple[str, ...]:
        """The ids that people see, the figure of a record beside the record."""
        ids = [i for c in claims for i in (c, self.by_id[c].of) if i in self.by_id and i]
        return tuple(dict.fromkeys(self.by_id[i].shown for i in ids))

    def _reading(self, claims: Sequence[str]) -> str:
        read = {self.by_id[c].measure for c in claims if c in self.by_id and self.by_id[c].alternatives}
        return (
            f"where the wording leaves it open, {', '.join(measure(m) for m in sorted(read))} is meant" if read else ""
        )

    def _doubts(self) -> Iterator[Finding]:
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
            yield self._doubt(suspects)

    def _doubt(self, suspects: Sequence[Suspect]) -> Finding:
        blame = [m.id for s in suspects for m in s.observation.members]
        lead = min(suspects, key=lambda s: s.clean)
        statement = lead.observation.lead
        conflict = self._proof(blame)
        kind = "impossible" if conflict else "implausible"
        late = _premature(statement)
        told = Told(conflict, self.by_id, self.clock, self.names) if conflict else None
        claims = self._with_figures(conflict.claims) if conflict else (statement.shown,)
        found = [Mend(Candidate(0.0, g.kind, g.changes), g.probability) for g in lead.guesses]
        found = [msgspec.structs.replace(m, candidate=self._full(m.candidate)) for m in found]
        return Finding(
            id=finding_id("anachronism" if late else kind, [*claims, *blame]),
            kind="anachronism" if late else kind,  # type: ignore[arg-type]
            headline=told.headline()
            if told
            else f"{claim(statement, self.names)}: out of line with all else that it says",
            claims=claims,
            blame=tuple(dict.fromkeys(self.by_id[i].shown for i in blame)),
            proved=conflict is not None or bool(late),
            likelihood=round(1 - lead.clean, 3),
            identity="dated after its report" if late else conflict.identity if conflict else "",
            sum=told.lines() if told else (),
            explanation=told.paragraphs() if told else self._unusual(statement),
            repairs=to_repairs(found, self.names),
            reading=self._reading(conflict.claims if conflict else [statement.id]),
        )

    def _full(self, candidate: Candidate) -> Candidate:
        return msgspec.structs.replace(candidate, changes=with_mates(candidate, self.statements))

    def _unusual(self, statement: Statement) -> tuple[str, ...]:
        if statement.end and statement.published and _premature(statement):
            return (
                claim(statement, self.names) + ".",
                f"The report is of {day(statement.published)}: it cannot know of {day(statement.end)}.",
            )
        return (claim(statement, self.names) + ".", "The origin's other figures lead elsewhere.")

    def _proof(self, blame: Sequence[str]) -> Conflict | None:
        """The smallest conflict of a doubted statement with the undoubted."""
        best: Conflict | None = None
        touched = {id(p): p for tag in blame for p in self.tagged.get(tag, [])}
        for problem in touched.values():
            conflict = conflict_with(problem, problem.without(self.blamed), blame)
            if conflict and (best is None or len(conflict.claims) < len(best.claims)):
                best = conflict
        return best
