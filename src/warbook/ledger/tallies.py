"""How many claims of each kind stand in the book, quick in a large one.

A tally is counted once and then carried on: a book only grows, so what came since is counted alone. Claims that left
the view since then are among those that came since, by their own id: an entry is superseded by another of its claim.
"""

from collections import Counter
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.errors import UsageError
from warbook.ledger import engine as engines
from warbook.ledger import selecting
from warbook.ledger import tables as t
from warbook.ledger.reader import Reader
from warbook.ledger.selecting import e, unindexed

Columns = tuple[sa.ColumnElement[Any], ...]
Key = tuple[Any, ...]
FIRST: sa.ColumnElement[int] = sa.literal_column("0", sa.Integer)  # no parameter: PostgreSQL groups by it
GROUPS: dict[str, Columns] = {
    "status": (e.status,),
    "measure": (e.event, e.object, e.party),
    "party": (e.party,),
    "place": (e.place,),
}
"""What can be tallied by columns of the claims themselves. Beside these: 'said' and 'passed', by numbers of sources."""


class Tally(msgspec.Struct, frozen=True):
    """Numbers of standing claims by key; `example` names an entry of each. `entry` and `moment` are the last counted.

    Keys are the folded values of the group's columns. Of 'said': a source's number and whether it is the origin; of
    'passed': the number of who said it, of who passed it on, and whether the first is the origin.
    """

    counts: dict[Key, int]
    example: dict[Key, int]
    entry: int = 0
    moment: int = 0


NOTHING = Tally({}, {})


class Tallies(Reader):
    """Tallies of a book. Every method raises LedgerError, in plain words, when the database cannot be read."""

    def last_moment(self) -> int:
        """The number of the moment that is looked at: whatever is asked is the same as long as this is."""
        if self.at is not None:
            return self.at
        return self._number(sa.select(sa.func.max(t.moment.c.seq)))

    def tally(self, of: str, known: Tally = NOTHING) -> Tally:
        """The standing claims by 'status', 'measure', 'party', 'place', 'said' or 'passed'.

        With `known`, an earlier tally of the same, only what came since is counted. Raises UsageError for others.
        """
        if of not in (*GROUPS, "said", "passed"):
            raise UsageError(f"claims are not tallied by '{of}'", f"one of {', '.join(GROUPS)}, said, passed")
        with engines.reading(self._engine) as connection:
            if self.at is not None:
                return _added(NOTHING, _rows(connection, of, sa.select(e.seq).where(selecting.standing(self.at))))
            entry = connection.execute(sa.select(sa.func.max(e.seq))).scalar() or 0
            moment = connection.execute(sa.select(sa.func.max(t.moment.c.seq))).scalar() or 0
            if (entry, moment) == (known.entry, known.moment):
                return known
            came = _rows(connection, of, None if not known.entry else sa.select(e.seq).where(e.seq > known.entry))
            went = _rows(connection, of, _went(known))
        found = _added(known, came, went)
        return msgspec.structs.replace(found, entry=entry, moment=moment)


def _went(known: Tally) -> sa.Select[Any]:
    """The entries that were superseded since a tally."""
    s, other = t.superseded.c, t.entry.alias()
    if not known.entry:
        return sa.select(s.entry)
    claims = sa.select(e.claim).where(e.seq > known.entry)
    return sa.select(s.entry).where(
        s.moment > known.moment, s.entry.in_(sa.select(other.c.seq).where(other.c.claim.in_(claims)))
    )


def _rows(connection: Connection, of: str, entries: sa.Select[Any] | None) -> dict[Key, tuple[int, int]]:
    """The number of entries and the last of them, by key; of all entries where none are named."""
    build = {"said": _said, "passed": _passed}.get(of)
    query = build(entries) if build else _grouped(GROUPS[of], entries)
    return {tuple(row[:-2]): (int(row[-2]), int(row[-1])) for row in connection.execute(query)}


def _grouped(columns: Columns, entries: sa.Select[Any] | None) -> sa.Select[Any]:
    query = sa.select(*columns, sa.func.count(), sa.func.max(e.seq)).group_by(*columns)
    return query if entries is None else query.where(e.seq.in_(entries))


def _said(entries: sa.Select[Any] | None) -> sa.Select[Any]:
    """A source once a claim, by its first place in the chain."""
    s, before = t.said.c, t.said.alias().c
    earlier = sa.select(sa.literal(1)).where(before.entry == s.entry, before.source == s.source, before.link < s.link)
    first = (s.link == FIRST) | ~earlier.exists()
    query = sa.select(s.source, s.link == FIRST, sa.func.count(), sa.func.max(s.entry)).where(first)
    query = query.group_by(s.source, s.link == FIRST)
    return query if entries is None else query.where(s.entry.in_(entries))


def _passed(entries: sa.Select[Any] | None) -> sa.Select[Any]:
    """A source and the next in the chain. Few claims have a next one, so that is what is gone through."""
    s, by = t.said.alias(), t.said.alias()
    next_ = (s.c.entry == unindexed(by.c.entry)) & (s.c.link == by.c.link - 1)
    query = (
        sa.select(s.c.source, by.c.source, s.c.link == FIRST, sa.func.count(), sa.func.max(s.c.entry))
        .select_from(by)
        .join(s, next_)
        .where(by.c.link > 0)
        .group_by(s.c.source, by.c.source, s.c.link == FIRST)
    )
    return query if entries is None else query.where(by.c.entry.in_(entries))


def _added(known: Tally, came: dict[Key, tuple[int, int]], went: dict[Key, tuple[int, int]] | None = None) -> Tally:
    counts = Counter(known.counts)
    counts.update({key: many for key, (many, _) in came.items()})
    counts.subtract({key: many for key, (many, _) in (went or {}).items()})
    example = {**known.example, **{key: last for key, (_, last) in came.items()}}
    standing = {key: many for key, many in counts.items() if many > 0}
    return Tally(standing, {key: example[key] for key in standing})
