"""Questions about findings and what was decided on them."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from warbook.ledger import tables as t
from warbook.ledger.moments import AnyRow, moment
from warbook.ledger.reader import Reader
from warbook.ledger.records import Decision, Judged, State
from warbook.ledger.selecting import latest_audit
from warbook.model import Finding, FindingKind, Repair

AT_ONCE = 500
f, o = t.finding.c, t.found.c


class Findings(Reader):
    """The findings of a book. Every method raises LedgerError, in plain words, when the database cannot be read."""

    def findings(
        self,
        kind: FindingKind | None = None,
        claim: str | None = None,
        state: State | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Judged]:
        """What the latest audit found, in its order; with `claim`, only what that claim is part of."""
        query = self._latest(self._findings().join(t.found, o.finding == f.digest)).order_by(o.position)
        if kind is not None:
            query = query.where(f.kind == kind)
        if claim is not None:
            c = t.concerned.c
            query = query.where(f.digest.in_(sa.select(c.finding).where(c.claim == claim)))
        query = self._in_state(query, state)
        rows = self._all(query.limit(limit).offset(offset))
        decided: dict[str, list[Decision]] = {}
        for decision in self.decisions():
            decided.setdefault(decision.finding, []).append(decision)
        return [_judged(row, True, decided.get(row.id, [])) for row in rows]

    def count_findings(self, state: State | None = None) -> dict[FindingKind, int]:
        """How many findings of which kind the latest audit has, the open ones, the decided ones or all."""
        query = sa.select(f.kind, sa.func.count().label("many")).join(t.found, o.finding == f.digest)
        return {row.kind: row.many for row in self._all(self._in_state(self._latest(query), state).group_by(f.kind))}

    def findings_of(self, claims: Sequence[str]) -> dict[str, list[tuple[str, FindingKind]]]:
        """The findings of the latest audit that claims are part of: id and kind, by claim."""
        c = t.concerned.c
        query: sa.Select[Any] = sa.select(c.claim, f.id, f.kind).join(t.finding, f.digest == c.finding)
        query = self._latest(query.join(t.found, o.finding == f.digest)).order_by(o.position)
        found: dict[str, list[tuple[str, FindingKind]]] = {}
        for start in range(0, len(claims), AT_ONCE):
            for row in self._all(query.where(c.claim.in_(claims[start : start + AT_ONCE]))):
                found.setdefault(row.claim, []).append((row.id, row.kind))
        return found

    def _latest(self, query: sa.Select[Any]) -> sa.Select[Any]:
        return query.where(o.audit == latest_audit(self.at))

    def _in_state(self, query: sa.Select[Any], state: State | None) -> sa.Select[Any]:
        """Only the findings whose last decision was not to open them again, or only the others."""
        if state is None:
            return query
        d, later = t.decision.c, t.decision.alias()
        newer = sa.select(sa.literal(1)).where(later.c.finding == d.finding, later.c.seq > d.seq)
        if self.at is not None:
            newer = newer.where(later.c.moment <= self.at)
        decided = sa.select(d.finding).where(d.verdict != "reopened", ~newer.exists(), *self._by_now(t.decision))
        return query.where(f.id.in_(decided) if state == "decided" else f.id.not_in(decided))

    def finding(self, id: str) -> Judged:
        """A finding by its id, also one that no longer holds. Raises LedgerError where the book never had it."""
        rows = self._findings().where(f.id == id, *self._by_now(t.finding)).order_by(*newest_first(self.at))
        row = self._one(rows, f"finding '{id}'")
        now = (
            sa.select(o.audit)
            .join(t.finding, f.digest == o.finding)
            .where(f.id == id, o.audit == latest_audit(self.at))
        )
        return _judged(row, bool(self._all(now)), self.decisions(id))

    def decisions(self, finding: str | None = None) -> list[Decision]:
        """All decisions, or those on one finding, oldest first."""
        d = t.decision.c
        query = sa.select(d.id, d.finding, d.verdict, d.repair, d.reviewer, d.note, d.public_note, t.moment.c.at)
        query = query.join(t.moment, t.moment.c.seq == d.moment).where(*self._by_now(t.decision)).order_by(d.seq)
        if finding is not None:
            query = query.where(d.finding == finding)
        return [decision_of(row) for row in self._all(query)]

    def _findings(self) -> sa.Select[Any]:
        return sa.select(f.id, f.digest, f.record, t.moment.c.at).join(t.moment, t.moment.c.seq == f.moment)


def newest_first(at: int | None) -> tuple[sa.ColumnElement[Any], ...]:
    """The order of a finding's versions: by the last audit (up to a moment) that had them."""
    a = t.audit.c
    then = [a.moment <= at] if at is not None else []
    last = sa.select(sa.func.max(o.audit)).join(t.audit, a.seq == o.audit).where(o.finding == f.digest, *then)
    return last.correlate(t.finding).scalar_subquery().desc(), f.digest


def decision_of(row: AnyRow) -> Decision:
    """The decision that a row holds."""
    return Decision(
        id=row.id,
        finding=row.finding,
        judgement=row.verdict,
        reviewer=row.reviewer,
        at=moment(row.at),
        repair=msgspec.json.decode(row.repair, type=Repair) if row.repair else None,
        note=row.note,
        public_note=row.public_note,
    )


def _judged(row: AnyRow, current: bool, decisions: list[Decision]) -> Judged:
    finding = msgspec.json.decode(row.record, type=Finding)
    return Judged(finding=finding, found=moment(row.at), current=current, decisions=tuple(decisions))
