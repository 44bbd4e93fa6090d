"""Questions about findings and what was decided on them."""

from typing import Any

import msgspec
import sqlalchemy as sa

from warbook.ledger import tables as t
from warbook.ledger.moments import AnyRow, moment
from warbook.ledger.reader import Reader
from warbook.ledger.records import Decision, Judged
from warbook.ledger.selecting import latest_audit
from warbook.model import Finding, FindingKind, Repair

f, o = t.finding.c, t.found.c


class Findings(Reader):
    """The findings of a book. Every method raises LedgerError, in plain words, when the database cannot be read."""

    def findings(
        self,
        kind: FindingKind | None = None,
        claim: str | None = None,
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
        rows = self._all(query.limit(limit).offset(offset))
        decided: dict[str, list[Decision]] = {}
        for decision in self.decisions():
            decided.setdefault(decision.finding, []).append(decision)
        return [_judged(row, True, decided.get(row.id, [])) for row in rows]

    def is_audited(self) -> bool:
        """Whether an audit was written after all that was read into the book."""
        audit, reading = (sa.func.coalesce(sa.func.max(table.c.moment), 0) for table in (t.audit, t.reading))
        last = sa.select(sa.select(audit).scalar_subquery() > sa.select(reading).scalar_subquery())
        return bool(self._all(last)[0][0])

    def count_findings(self) -> dict[FindingKind, int]:
        """How many findings of which kind the latest audit has."""
        query = sa.select(f.kind, sa.func.count().label("many")).join(t.found, o.finding == f.digest)
        return {row.kind: row.many for row in self._all(self._latest(query).group_by(f.kind))}

    def _latest(self, query: sa.Select[Any]) -> sa.Select[Any]:
        return query.where(o.audit == latest_audit(self.at))

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
