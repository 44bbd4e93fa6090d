"""Findings written down: what a conflict or a doubt is called, what it rests on, and what would mend it."""

import math
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from warbook.audit.conflicts import Conflict
from warbook.audit.constraints import Clock
from warbook.audit.explain import Told
from warbook.audit.guesses import Candidate, Suspect
from warbook.audit.identities import reading_of, sentence
from warbook.audit.identity import finding_id
from warbook.audit.proofs import Proofs, consistent
from warbook.audit.repairs import Mend, applied, to_repairs, with_mates
from warbook.audit.statement import Statement
from warbook.audit.support import Support
from warbook.audit.suspicion import Suspicion
from warbook.audit.wording import amount, claim, day, how_far, measure, rough
from warbook.model import Finding

LEFT = 0.8
SUREST = 0.99  # of statements that look wrong beyond doubt, so many are: measured on some 1,700 known errors
WARY = 2.5  # what is thought likely is oftener so than thought, by these odds: the same ledgers
WEIGHED = 0.01  # a repair less likely than this is not held against the whole book
HELD = 4
SEASON = 45


def premature(statement: Statement) -> bool:
    """Whether a statement is dated after its report, by more than the day that time zones may make.

    What is said of a season or years that have not begun is a plan, no slip in a date; so is a budget of the running
    year.
    """
    start, end, published = statement.start, statement.end, statement.published
    if end is None or published is None or (end - published).days <= 1:
        return False
    if end.year == published.year and statement.measure.partition(":")[0] == "spent":
        return False
    return start is None or start <= published or (end - start).days < SEASON


def stated(clean: float) -> float:
    """How likely a statement is wrong that is right with a chance of `clean`, as findings say it: of those said to be p
    likely, a share p is wrong.
    """
    odds = WARY * (1 - clean)
    return round(SUREST * odds / (odds + clean), 3)


class Teller:
    """Writes findings. The statements by id and by date expression and what the curves say belong to the audit."""

    def __init__(
        self,
        by_id: Mapping[str, Statement],
        dated: Mapping[str, Sequence[Statement]],
        clock: Clock,
        names: Mapping[str, str],
        support: Support,
        suspicion: Suspicion,
        proofs: Proofs,
    ) -> None:
        self.by_id, self.dated, self.clock, self.names = by_id, dated, clock, names
        self.support, self.suspicion, self.proofs = support, suspicion, proofs

    def revision(self, conflict: Conflict) -> Finding:
        """An origin whose estimates scatter says less than before: it corrects itself."""
        told = Told(conflict, self.by_id, self.clock, self.names)
        claims = self._with_figures(conflict.claims)
        noise = self.suspicion.curves[conflict.series].noise
        return Finding(
            id=finding_id("revision", claims),
            kind="revision",
            headline=told.headline().replace("cannot all be true", "do not go together: the origin corrects itself"),
            claims=claims,
            proved=True,
            likelihood=0.0,
            identity=conflict.identity,
            sum=told.lines(),
            explanation=(
                *told.paragraphs(),
                f"The figures of this origin scatter by about {100 * noise:.0f} % anyway: these are estimates that it "
                "revises, no count that only rises.",
            ),
            proof=conflict.claims,
            reading=self._reading(conflict.claims),
        )

    def impossible(self, conflict: Conflict, found: Sequence[Mend], blame: Sequence[str]) -> Finding:
        """A conflict among statements that no curve finds odd, with the repairs that would end it."""
        told = Told(conflict, self.by_id, self.clock, self.names)
        claims = self._with_figures(conflict.claims)
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
            likelihood=LEFT if blame else 1.0,
            identity=conflict.identity,
            sum=told.lines(),
            explanation=(*told.paragraphs(), *more),
            repairs=to_repairs(found, self.names, self.support, told),
            reading="; ".join(filter(None, [reading_of(conflict.identity), self._reading(conflict.claims)])),
            proof=conflict.claims,
        )

    def doubt(self, suspects: Sequence[Suspect]) -> Finding:
        """Statements that the curves find wrong, by one slip, with what the rest proves against them."""
        blame = [m.id for s in suspects for m in s.observation.members]
        lead = min(suspects, key=lambda s: s.clean)
        statement = lead.observation.lead
        conflict = self.proofs.against(blame)
        kind = "impossible" if conflict else "implausible"
        late = premature(statement)
        told = Told(conflict, self.by_id, self.clock, self.names) if conflict else None
        claims = self._with_figures(conflict.claims) if conflict else (statement.shown,)
        return Finding(
            id=finding_id("anachronism" if late else kind, [*claims, *blame]),
            kind="anachronism" if late else kind,  # type: ignore[arg-type]
            headline=told.headline()
            if told
            else f"{claim(statement, self.names)}: out of line with all else that it says",
            claims=claims,
            blame=tuple(dict.fromkeys(self.by_id[i].shown for i in blame)),
            proved=conflict is not None or bool(late),
            likelihood=stated(lead.clean),
            identity="dated after its report" if late else conflict.identity if conflict else "",
            sum=told.lines() if told else (),
            explanation=told.paragraphs() if told else self._unusual(statement),
            repairs=to_repairs(self._mends(lead, conflict), self.names, self.support, told),
            reading=self._reading(conflict.claims if conflict else [statement.id]),
            proof=conflict.claims if conflict else (),
        )

    def late(self, members: Sequence[Statement], options: Iterable[Candidate]) -> Finding:
        """Figures that one expression dates after the report that has them."""
        fitting = [self._full(c) for c in options]
        fitting = [c for c in fitting if not any(premature(change.after) for _, change in c.changes)]
        claims = tuple(s.shown for s in members)
        return Finding(
            id=finding_id("anachronism", claims),
            kind="anachronism",
            headline=f"{claim(members[0], self.names)}: dated after its report",
            claims=claims,
            blame=claims,
            proved=True,
            identity="dated after its report",
            explanation=(*self._unusual(members[0]), sentence("dated after its report")),
            repairs=to_repairs(_one_of_a_kind(fitting), self.names, self.support),
        )

    def _mends(self, lead: Suspect, conflict: Conflict | None) -> list[Mend]:
        """What would mend a doubted statement: what ends the conflict before what does not, and of these what causes no
        other anywhere in the book.
        """
        found = [Mend(self._full(Candidate(0.0, g.kind, g.changes)), g.probability) for g in lead.guesses]
        if conflict:
            near = [self.by_id[i] for i in dict.fromkeys(self.needed(conflict.claims)) if i in self.by_id]
            resolving = [m for m in found if consistent(applied(near, m.candidate.changes), self.clock)]
            found = resolving or found
        return self.peaceful(found)

    def peaceful(self, found: Sequence[Mend], apart: Iterable[str] = ()) -> list[Mend]:
        """Repairs without those that would cause another conflict; all of them where every one would. Only what is
        likely enough to be shown is looked at.
        """
        total = sum(m.weight for m in found) or 1.0
        set_apart = frozenset(apart)
        looked_at = [m for m in sorted(found, key=lambda m: -m.weight) if m.weight >= WEIGHED * total][:HELD]
        clashing = [m for m in looked_at if self.proofs.clash(m.candidate.changes, set_apart)]
        left = [m for m in found if m not in clashing]
        return left if any(m in left for m in looked_at) else list(found)

    def needed(self, claims: Iterable[str]) -> list[str]:
        """Some statements, and the figures that the records among them are about."""
        return [i for c in claims for i in (c, self.by_id[c].of) if i]

    def _with_figures(self, claims: Sequence[str]) -> tuple[str, ...]:
        """The ids that people see, the figure of a record beside the record."""
        ids = [i for i in self.needed(claims) if i in self.by_id]
        return tuple(dict.fromkeys(self.by_id[i].shown for i in ids))

    def _reading(self, claims: Sequence[str]) -> str:
        read = {self.by_id[c].measure for c in claims if c in self.by_id and self.by_id[c].alternatives}
        return (
            f"where the wording leaves it open, {', '.join(measure(m) for m in sorted(read))} is meant" if read else ""
        )

    def _full(self, candidate: Candidate) -> Candidate:
        return msgspec.structs.replace(candidate, changes=with_mates(candidate, self.dated))

    def _unusual(self, statement: Statement) -> tuple[str, ...]:
        if statement.end and statement.published and premature(statement):
            return (
                claim(statement, self.names) + ".",
                f"The report is of {day(statement.published)}: it cannot know of {day(statement.end)}.",
            )
        expected = self.suspicion.expected(statement)
        if expected is None:
            return (claim(statement, self.names) + ".", "This origin says nothing else of this.")
        low, high, times = expected
        return (
            claim(statement, self.names) + ".",
            f"By all else that this origin says it should be {rough(low)} to {rough(high)}: {how_far(times)}.",
        )


def _one_of_a_kind(candidates: Sequence[Candidate]) -> list[Mend]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.kind, candidate)
    top = max((c.log_odds for c in first.values()), default=0.0)
    return [Mend(c, math.exp(c.log_odds - top)) for c in first.values()]
