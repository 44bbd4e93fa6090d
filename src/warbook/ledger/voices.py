"""Who says the claims of a book: each source in numbers, and through whom its words came."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from warbook.ledger import summing
from warbook.ledger import tables as t
from warbook.ledger.keys import JOIN, fold
from warbook.ledger.numbers import EVERYTHING, Numbers
from warbook.ledger.records import Filter, Name, SourceLine
from warbook.ledger.selecting import latest_audit
from warbook.model import FindingKind

s, n = t.said.c, t.source.c
MOST = 20
"""Of those who passed on what a source said only the most frequent are told."""


class Voice(NamedTuple):
    """A source, by its number, in numbers of claims."""

    seq: int
    claims: int
    origin: int
    alone: int


class Voices(Numbers):
    """The sources of a book. Every method raises LedgerError, in plain words, when the database cannot be read."""

    def sources(
        self,
        wanted: Filter = EVERYTHING,
        limit: int | None = None,
        offset: int = 0,
        *,
        named: str = "",
        kinds: Collection[FindingKind] = (),
    ) -> list[SourceLine]:
        """Who says the claims that the filter means, in numbers of claims, the most frequent first.

        `named` keeps the sources whose names hold a text, `kinds` says which findings count; all where none is named.
        """
        names = self._names()
        page = self._ranked(wanted, names, named)[offset:][:limit]
        shown = [voice.seq for voice in page]
        through = self._passed(wanted, shown) if self._tallied(wanted) else self._through(wanted, shown)
        in_findings = self._in_findings(wanted, kinds)
        return [
            SourceLine(
                name=names[voice.seq],
                claims=voice.claims,
                origin=voice.origin,
                alone=voice.alone,
                in_findings=in_findings.get(voice.seq, 0),
                through=_most(Name(names[by], many) for by, many in through.get(voice.seq, ())),
            )
            for voice in page
        ]

    def speakers(self, wanted: Filter = EVERYTHING, limit: int | None = None) -> list[Name]:
        """The names of those who say the claims or pass them on, the most frequent first; quicker than `sources`."""
        names = self._names()
        return [Name(names[voice.seq], voice.claims) for voice in self._ranked(wanted, names)[:limit]]

    def count_sources(self, wanted: Filter = EVERYTHING, *, named: str = "") -> int:
        """How many sources the claims that the filter means have; with `named`, of those whose names hold a text."""
        return len(self._voices(wanted, named))

    def _names(self) -> dict[int, str]:
        return {row.seq: row.name for row in self._all(sa.select(n.seq, n.name))}

    def _ranked(self, wanted: Filter, names: Mapping[int, str], named: str = "") -> list[Voice]:
        return sorted(self._voices(wanted, named), key=lambda voice: (-voice.claims, names[voice.seq]))

    def _voices(self, wanted: Filter, named: str) -> list[Voice]:
        found = self._summed(wanted) if self._tallied(wanted) else self._counted(wanted)
        if not named:
            return found
        holds = sa.select(n.seq).where(n.key.contains(fold(named), autoescape=True))
        some = {row.seq for row in self._all(holds)}
        return [voice for voice in found if voice.seq in some]

    def _summed(self, wanted: Filter) -> list[Voice]:
        first, alone = (
            {row.key: int(row.claims) for row in self._all(summing.summed(wanted, kind))} for kind in ("first", "alone")
        )
        return [
            Voice(int(row.key), int(row.claims), first.get(row.key, 0), alone.get(row.key, 0))
            for row in self._all(summing.summed(wanted, "said"))
        ]

    def _counted(self, wanted: Filter) -> list[Voice]:
        more, entries = t.said.alias(), self._entries(wanted, t.entry.c.seq).subquery()
        alone = ~sa.select(sa.literal(1)).where(more.c.entry == s.entry, more.c.link == 1).exists()
        query = (
            sa.select(
                s.source.label("seq"),
                sa.func.count(s.entry.distinct()).label("claims"),
                _count(s.link == 0).label("origin"),
                _count(sa.and_(s.link == 0, alone)).label("alone"),
            )
            .join(entries, entries.c.seq == s.entry)
            .group_by(s.source)
        )
        return [Voice(**row._mapping) for row in self._all(query)]

    def _passed(self, wanted: Filter, shown: list[int]) -> dict[int, list[tuple[int, int]]]:
        """Who passed on what sources said, and how often, as the tallies have it."""
        y = summing.y
        found: dict[int, list[tuple[int, int]]] = {}
        for source in shown:
            begins = y.key > f"{source}{JOIN}", y.key < f"{source}{JOIN}:"  # ':' comes after all digits
            query = summing.summed(wanted, "passed").where(*begins)
            for row in self._all(query.order_by(sa.desc("claims"), "key").limit(MOST)):
                found.setdefault(source, []).append((int(row.key.partition(JOIN)[2]), int(row.claims)))
        return found

    def _through(self, wanted: Filter, shown: list[int]) -> dict[int, list[tuple[int, int]]]:
        """The same, counted."""
        on, entries = t.said.alias(), self._entries(wanted, t.entry.c.seq).subquery()
        query = (
            sa.select(s.source, on.c.source.label("by"), sa.func.count().label("many"))
            .select_from(t.said)
            .join(on, (on.c.entry == s.entry) & (on.c.link == s.link + 1))
            .join(entries, entries.c.seq == s.entry)
            .group_by(s.source, on.c.source)
        )
        found: dict[int, list[tuple[int, int]]] = {}
        for row in self._all(query):
            if row.source in shown:
                found.setdefault(row.source, []).append((row.by, row.many))
        return found

    def _in_findings(self, wanted: Filter, kinds: Collection[FindingKind]) -> dict[int, int]:
        """How many claims of each source are in the findings of the latest audit."""
        found = sa.select(t.found.c.finding).where(t.found.c.audit == latest_audit(self.at))
        if kinds:
            f = t.finding.c
            found = found.join(t.finding, f.digest == t.found.c.finding).where(f.kind.in_(kinds))
        concerned = sa.select(t.concerned.c.claim).where(t.concerned.c.finding.in_(found)).distinct().subquery()
        entries = self._entries(wanted, t.entry.c.seq).join(concerned, concerned.c.claim == t.entry.c.claim).subquery()
        query: sa.Select[Any] = sa.select(s.source, sa.func.count(s.entry.distinct()).label("claims"))
        rows = self._all(query.join(entries, entries.c.seq == s.entry).group_by(s.source))
        return {row.source: row.claims for row in rows}


def _most(found: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(sorted(found, key=lambda name: (-name.claims, name.name))[:MOST])


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.count(sa.case((condition, 1)))
