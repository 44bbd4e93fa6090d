"""What would make the books balance: slips undone, each checked to resolve the conflict and to cause no other."""

import math
from collections.abc import Mapping, Sequence
from typing import Protocol

import msgspec

from warbook.audit.conflicts import Conflict
from warbook.audit.constraints import Clock
from warbook.audit.guesses import Candidate
from warbook.audit.proofs import consistent
from warbook.audit.slips import Change, shifted, slip
from warbook.audit.statement import Statement
from warbook.audit.support import Support
from warbook.audit.suspicion import Suspicion
from warbook.audit.wording import amount, day, days, measure
from warbook.model import Edit, Repair

TRIED = 160
SHOWN = 5
Names = Mapping[str, str]


class Mend(msgspec.Struct):
    """A repair in the making: a slip, the statements it changes, its weight, and what else it moves."""

    candidate: Candidate
    weight: float
    also: tuple[str, ...] = ()


class Books(Protocol):
    """What a repair must know of the statements under audit: by id, by date expression, and when the war began."""

    by_id: dict[str, Statement]
    dated: dict[str, list[Statement]]
    clock: Clock
    support: Support


class Consequences(Protocol):
    """Says what a repair would mean for the sum of a conflict."""

    def after(self, changes: Sequence[tuple[Statement, Change]]) -> str:
        """'then 26,400 a month'; nothing where there is nothing to say."""


def mends(conflict: Conflict, suspicion: Suspicion, books: Books) -> list[Mend]:
    """The slips that resolve a conflict without causing another, best first, one of a kind for each statement."""
    by_id = books.by_id
    near = [by_id[i] for i in _sized(conflict, by_id)]
    found: dict[tuple[str, frozenset[str]], Mend] = {}
    options = suspicion.candidates(_sized(conflict, by_id), TRIED) + _records(conflict, by_id)
    for candidate in sorted(options, key=lambda c: -c.log_odds):
        changed = frozenset(s.id for s, _ in candidate.changes)
        if (candidate.kind, changed) in found:
            continue
        moved = with_mates(candidate, books.dated)
        if consistent(applied(near, moved), books.clock):
            others = tuple(s.id for s, _ in moved if s.id not in conflict.claims)
            whole = Candidate(candidate.log_odds, candidate.kind, moved)
            found[candidate.kind, changed] = Mend(whole, math.exp(min(candidate.log_odds, 50)), others)
    return sorted(found.values(), key=lambda m: -m.weight)


def _sized(conflict: Conflict, by_id: Mapping[str, Statement]) -> set[str]:
    """The statements of a conflict, and the figures that its records are about."""
    return {i for c in conflict.claims for i in (c, by_id[c].of) if i}


def _records(conflict: Conflict, by_id: Mapping[str, Statement]) -> list[Candidate]:
    found = []
    for claim in conflict.claims:
        statement = by_id[claim]
        if statement.kind == "superlative":
            after = msgspec.structs.replace(statement, of=None)
            odds = math.log(slip("record").odds)
            found.append(
                Candidate(odds - 3.0, "record", [(statement, Change("record", "not the record", after, odds))])
            )
    return found


def with_mates(candidate: Candidate, dated: Mapping[str, Sequence[Statement]]) -> list[tuple[Statement, Change]]:
    """The changes of a slip in a date, with every other statement that the same expression dates."""
    if slip(candidate.kind).field != "to" or candidate.kind == "stale":
        return candidate.changes
    first, change = candidate.changes[0]
    if first.end is None or change.after.end is None:
        return candidate.changes
    months = (change.after.end.year - first.end.year) * 12 + change.after.end.month - first.end.month
    done = {s.id for s, _ in candidate.changes}
    expressions = {s.expression for s, _ in candidate.changes if s.expression}
    mates = [s for e in sorted(expressions) for s in dated.get(e, ()) if s.id not in done and s.end == first.end]
    moved = list(candidate.changes)
    for mate in mates:
        after = shifted(mate, months)
        assert after.end is not None
        moved.append((mate, Change(candidate.kind, after.end.isoformat(), after, change.log_odds)))
    return moved


def applied(statements: Sequence[Statement], changes: Sequence[tuple[Statement, Change]]) -> list[Statement]:
    """The statements with the changes made."""
    after = {s.id: change.after for s, change in changes}
    return [after.get(s.id, s) for s in statements]


def to_repairs(
    found: Sequence[Mend], names: Names, support: Support, told: "Consequences | None" = None
) -> tuple[Repair, ...]:
    """Repairs as people read them, with odds that add up over the explanations weighed. Who in the book has a figure to
    the digit once it is repaired is named.
    """
    weighed = sorted(((m.weight, m, support.matches(m.candidate.changes)) for m in found), key=lambda row: -row[0])
    total = sum(weight for weight, _, _ in weighed) or 1.0
    shown = []
    for rank, (weight, mend, said) in enumerate(weighed[:SHOWN], 1):
        changes = mend.candidate.changes
        then = told.after(changes) if told is not None else ""
        shown.append(
            Repair(
                rank=rank,
                words=in_words(mend.candidate, names),
                edits=tuple(
                    Edit(s.shown, slip(mend.candidate.kind).field, c.value)  # type: ignore[arg-type]
                    for s, c in changes
                    if s.kind != "superlative" or mend.candidate.kind == "record"
                ),
                odds=round(weight / total, 4),
                why="; ".join(filter(None, [then, _why(mend.candidate.kind, weight, weighed[0][0], rank)])),
                support="; ".join(said),
            )
        )
    return tuple(shown)


def in_words(candidate: Candidate, names: Names) -> str:
    """'the year is 2024, not 2023 (696,410 …)'."""
    statement, change = candidate.changes[0]
    before, after = _both(candidate.kind, statement, change.after, names)
    words = slip(candidate.kind).words.format(before=before, after=after)
    figures = ", ".join(dict.fromkeys(amount(s) for s, _ in candidate.changes if s.kind != "superlative"))
    return f"{words} (for {figures})" if figures else words


def _both(kind: str, before: Statement, after: Statement, names: Names) -> tuple[str, str]:
    match slip(kind).field:
        case "to" if before.end is not None and after.end is not None:
            style = {"year": "%Y", "month": "%B %Y"}.get(kind)
            return (f"{before.end:{style}}", f"{after.end:{style}}") if style else (day(before.end), day(after.end))
        case "value":
            return amount(before), amount(after)
        case "measure":
            return measure(before.measure), measure(after.measure)
        case "subject":
            return names.get(before.subject, before.subject), names.get(after.subject, after.subject)
        case "period":
            return _period(before), _period(after)
    return "", ""


def _period(statement: Statement) -> str:
    return ("the total " if statement.kind == "stock" else "the figure ") + days(statement)


def _why(kind: str, weight: float, best: float, rank: int) -> str:
    why = slip(kind).why
    if rank == 1:
        return why
    times = best / max(weight, 1e-300)
    much = f"about {times:.0f} times" if times < 1000 else "more than a thousand times"
    return (
        f"{why}; but the first repair is {much} likelier" if times >= 1.5 else f"{why}; nearly as likely as the first"
    )
