"""Who says the claims of a book: each source in numbers, and through whom its words came."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import sqlalchemy as sa

from warbook.ledger import summing
from warbook.ledger import tables as t
from warbook.ledger.keys import JOIN, fold
from warbook.ledger.numbers import EVERYTHING, Numbers
from warbook.ledger.records import Filter, Name, SourceLine
from warbook.ledger.selecting import latest_audit

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
        self, wanted: Filter = EVERYTHING, limit: int | None = None, offset: int = 0, named: str | None = None
    ) -> list[SourceLine]:
        """Who says the claims that the filter means, in numbers of claims, the most frequent first.

        With `named`, only those whose names hold this text, without regard to case and accents.
        """
        tallied = self._tallied(wanted)
        names = self._names()
        only = names if named is None else self._names(named)
        found = self._summed(wanted) if tallied else self._counted(wanted)
        found = [voice for voice in found if voice.seq in only]
        found = sorted(found, key=lambda voice: (-voice.claims, names[voice.seq]))
        page = found[offset:][:limit]
        shown = [voice.seq for voice in page]
        through = self._passed(wanted, shown) if tallied else self._through(wanted, shown)
        in_findings = self._in_findings(wanted)
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

    def count_sources(self, wanted: Filter = EVERYTHING, named: str | None = None) -> int:
        """How many sources the claims that the filter means have; with `named`, of those whose names hold this text."""
        found = self._summed(wanted) if self._tallied(wanted) else self._counted(wanted)
        if named is None:
            return len(found)
        names = self._names(named)
        return sum(voice.seq in names for voice in found)

    def _names(self, named: str | None = None) -> dict[int, str]:
        query = sa.select(n.seq, n.name)
        if named is not None:
            query = query.where(n.key.contains(fold(named), autoescape=True))
        return {row.seq: row.name for row in self._all(query)}

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
            query = summing.summed(wanted, "handed", "passed").where(*begins)
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

    def _in_findings(self, wanted: Filter) -> dict[int, int]:
        """How many claims of each source are in the findings of the latest audit."""
        found = sa.select(t.found.c.finding).where(t.found.c.audit == latest_audit(self.at))
        concerned = sa.select(t.concerned.c.claim).where(t.concerned.c.finding.in_(found)).distinct().subquery()
        entries = self._entries(wanted, t.entry.c.seq).join(concerned, concerned.c.claim == t.entry.c.claim).subquery()
        query: sa.Select[Any] = sa.select(s.source, sa.func.count(s.entry.distinct()).label("claims"))
        rows = self._all(query.join(entries, entries.c.seq == s.entry).group_by(s.source))
        return {row.source: row.claims for row in rows}


def _most(found: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(sorted(found, key=lambda name: (-name.claims, name.name))[:MOST])


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.count(sa.case((condition, 1)))
