"""Short answers for whoever looks at a whole book: findings by kind and page, sources and places of many claims."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import sqlalchemy as sa

from warbook.ledger import engine as engines
from warbook.ledger import planning, selecting
from warbook.ledger import tables as t
from warbook.ledger.claims import EVERYTHING, Claims, claim_of
from warbook.ledger.findings import Findings
from warbook.ledger.keys import figure_of, fold
from warbook.ledger.records import Claim, Filter, Judged
from warbook.ledger.selecting import e, latest_audit
from warbook.ledger.tallies import Tallies
from warbook.model import Figure

AT_ONCE = 500
State = Literal["open", "decided"]
f, o = t.finding.c, t.found.c


class Summaries(Claims, Findings, Tallies):
    """Summaries of a book. Every method raises LedgerError, in plain words, when the database cannot be read."""

    def findings_by_kind(self) -> dict[tuple[str, State], int]:
        """How many findings the latest audit has of each kind, open and decided."""
        decided = f.id.in_(self._decided())
        query = (
            sa.select(f.kind, decided, sa.func.count())
            .join(t.found, o.finding == f.digest)
            .where(o.audit == latest_audit(self.at))
            .group_by(f.kind, decided)
        )
        return {(kind, "decided" if done else "open"): many for kind, done, many in self._all(query)}

    def findings_page(
        self, kind: str | None = None, state: State | None = None, limit: int = 50, offset: int = 0
    ) -> list[Judged]:
        """Some findings of the latest audit, in its order."""
        query = sa.select(f.id).join(t.found, o.finding == f.digest).where(o.audit == latest_audit(self.at))
        if kind is not None:
            query = query.where(f.kind == kind)
        if state is not None:
            decided = f.id.in_(self._decided())
            query = query.where(decided if state == "decided" else ~decided)
        rows = self._all(query.order_by(o.position).limit(limit).offset(offset))
        return [self.finding(row.id) for row in rows]

    def _decided(self) -> sa.Select[Any]:
        """The findings whose last decision was not to open them again."""
        d, later = t.decision.c, t.decision.alias()
        newer = sa.select(sa.literal(1)).where(later.c.finding == d.finding, later.c.seq > d.seq)
        if self.at is not None:
            newer = newer.where(later.c.moment <= self.at)
        return sa.select(d.finding).where(d.verdict != "reopened", ~newer.exists(), *self._by_now(t.decision))

    def findings_of(self, claims: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
        """The findings of the latest audit that claims are part of: id and kind, by claim."""
        c = t.concerned.c
        found: dict[str, list[tuple[str, str]]] = {}
        for start in range(0, len(claims), AT_ONCE):
            query = (
                sa.select(c.claim, f.id, f.kind)
                .join(t.finding, f.digest == c.finding)
                .join(t.found, o.finding == f.digest)
                .where(c.claim.in_(claims[start : start + AT_ONCE]), o.audit == latest_audit(self.at))
                .order_by(o.position)
            )
            for row in self._all(query):
                found.setdefault(row.claim, []).append((row.id, row.kind))
        return found

    def clashing(self, kinds: Iterable[str]) -> Counter[int]:
        """How many standing claims in findings of these kinds each source (by its number) has a part in."""
        c, s = t.concerned.c, t.said.c
        query = (
            sa.select(s.source, sa.func.count(e.claim.distinct()).label("many"))
            .select_from(t.found)
            .join(t.finding, f.digest == o.finding)
            .join(t.concerned, c.finding == f.digest)
            .join(t.entry, e.claim == c.claim)
            .join(t.said, s.entry == e.seq)
            .where(o.audit == latest_audit(self.at), f.kind.in_(list(kinds)), selecting.standing(self.at))
            .group_by(s.source)
        )
        return Counter({row.source: row.many for row in self._all(query)})

    def source_names(self, numbers: Sequence[int]) -> dict[int, str]:
        """The names of sources by their numbers (see `Tallies`)."""
        n, found = t.source.c, dict[int, str]()
        for start in range(0, len(numbers), AT_ONCE):
            query = sa.select(n.seq, n.name).where(n.seq.in_(numbers[start : start + AT_ONCE]))
            found.update((row.seq, row.name) for row in self._all(query))
        return found

    def sources_named(self, text: str, most: int = 10_000) -> list[int]:
        """The numbers of the sources whose names hold a text, without regard to case and accents."""
        named = t.source.c.key.contains(fold(text), autoescape=True)
        return [row.seq for row in self._all(sa.select(t.source.c.seq).where(named).limit(most))]

    def wordings(self, entries: Sequence[int]) -> dict[int, Figure]:
        """The figures of entries, by their numbers (the examples of a `Tally`)."""
        with engines.reading(self._engine) as connection:
            return {row.seq: figure_of(row.record) for row in self._by_number(connection, list(entries))}

    def sample(self, wanted: Filter = EVERYTHING, most: int = 400) -> tuple[list[Claim], int]:
        """Up to `most` claims that the filter means, taken evenly from all of them, by period; and how many there are.

        Of more than that, claims that findings of the latest audit concern are taken first.
        """
        many = self.count(wanted)
        if many <= most:
            return self.claims(wanted, "period"), many
        with engines.reading(self._engine) as connection:
            where = [selecting.standing(self.at), *planning.plan_count(connection, wanted, None)]
            c = t.concerned.c
            concerned = sa.select(c.claim).join(t.found, o.finding == c.finding).where(o.audit == latest_audit(self.at))
            marked = sa.select(e.seq).where(e.claim.in_(concerned), *where).limit(most // 2)
            numbers = list(connection.execute(marked).scalars())
            even = sa.select(e.seq).where(e.seq % (many // (most - len(numbers)) + 1) == 0, *where)
            numbers += connection.execute(even.limit(most - len(numbers))).scalars()
            claims = [claim_of(row) for row in self._by_number(connection, sorted(set(numbers)))]
        return sorted(claims, key=_when), many


def _when(claim: Claim) -> tuple[str, int]:
    period = claim.figure.period
    return str(period.start or period.end or ""), claim.entry
