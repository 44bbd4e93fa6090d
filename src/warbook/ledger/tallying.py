"""How many claims stand under each name, kept along with every entry, so that a large book need not be counted.

A row of `tally` says how many claims of one status stand under a key now, and by which entry the key was last written
(its wording shows how the name is spelt). The kinds: 'claim' (all of them), 'event', 'object', 'unit', 'party',
'place', 'source' (the origin), 'measure' (event and object), 'series' (and party), 'report' (its number); and by number
of the source: 'said' (anywhere in the chain), 'first' (its origin), 'alone' (the only one in it), 'passed' (on to
whom). All of it follows from the entries: `counted` counts anew, and `warbook check` compares.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.ledger import tables as t
from warbook.ledger.keys import JOIN
from warbook.ledger.selecting import e, standing

COLUMNS = {
    "claim": (),
    "event": (e.event,),
    "object": (e.object,),
    "unit": (e.unit,),
    "party": (e.party,),
    "place": (e.place,),
    "source": (e.origin,),
    "measure": (e.event, e.object),
    "series": (e.event, e.object, e.party),
    "report": (e.document,),
}
ADD = sa.text(
    "INSERT INTO tally (kind, key, status, claims, entry) VALUES (:kind, :key, :status, :claims, :entry) "
    "ON CONFLICT (kind, key, status) DO UPDATE SET claims = tally.claims + excluded.claims, "
    "entry = CASE WHEN excluded.entry > tally.entry THEN excluded.entry ELSE tally.entry END"
)
Key = tuple[str, str, str]


class Standing(NamedTuple):
    """An entry that comes into the view or leaves it: its columns, its number, the sources of its chain by number."""

    columns: Mapping[str, Any]
    seq: int
    chain: list[int]

    def counts_under(self) -> Iterator[Key]:
        """What it counts under, once for each claim that it adds."""
        status = self.columns["status"]
        for kind, columns in COLUMNS.items():
            key = JOIN.join(str(self.columns[column.name]) for column in columns)
            if key or kind == "claim":
                yield kind, key, status
        for source in dict.fromkeys(self.chain):
            yield "said", str(source), status
        if self.chain:
            yield "first", str(self.chain[0]), status
        if len(self.chain) == 1:
            yield "alone", str(self.chain[0]), status
        for one, next_ in pairwise(self.chain):
            yield "passed", f"{one}{JOIN}{next_}", status


def add(connection: Connection, come: Iterable[Standing], left: Iterable[Standing]) -> None:
    """Count entries that come into the view and those that leave it."""
    change: Counter[Key] = Counter()
    last: dict[Key, int] = {}
    for entry in come:
        for key in entry.counts_under():
            change[key] += 1
            last[key] = max(last.get(key, 0), entry.seq)
    for entry in left:
        change.subtract(entry.counts_under())
    rows = [
        {"kind": kind, "key": key, "status": status, "claims": claims, "entry": last.get((kind, key, status), 0)}
        for (kind, key, status), claims in sorted(change.items())
        if claims or (kind, key, status) in last
    ]
    if rows:
        connection.execute(ADD, rows)


def counted(connection: Connection) -> Iterator[tuple[Key, int, int]]:
    """Every tally counted anew from the entries that stand: key, claims, the last entry."""
    for query in _queries():
        for row in connection.execute(query):
            yield (row.kind, row.key, row.status), row.claims, row.entry


def fill(connection: Connection) -> None:
    """Make the tallies of a book that has none yet."""
    for query in _queries():
        connection.execute(sa.insert(t.tally).from_select(["kind", "key", "status", "claims", "entry"], query))


def _queries() -> Iterator[sa.Select[Any]]:
    for kind, columns in COLUMNS.items():
        query = _query(kind, [sa.cast(column, sa.Text) for column in columns]).where(standing(None))
        yield query.where(columns[0] > "") if len(columns) == 1 and kind != "report" else query  # as counts_under
    s, more, on = t.said.c, t.said.alias(), t.said.alias()
    alone = ~sa.select(sa.literal(1)).where(more.c.entry == s.entry, more.c.link == 1).exists()
    source = sa.cast(s.source, sa.Text)
    said = _query("said", [source], sa.func.count(e.seq.distinct())).join(t.said, s.entry == e.seq)
    first = _query("first", [source]).join(t.said, (s.entry == e.seq) & (s.link == 0))
    passed = _query("passed", [source, sa.cast(on.c.source, sa.Text)]).join(t.said, s.entry == e.seq)
    yield said.where(standing(None))
    yield first.where(standing(None))
    yield first.with_only_columns(sa.literal("alone").label("kind"), *list(first.selected_columns)[1:]).where(
        standing(None), alone
    )
    yield passed.join(on, (on.c.entry == s.entry) & (on.c.link == s.link + 1)).where(standing(None))


def _query(kind: str, parts: list[Any], claims: Any = None) -> sa.Select[Any]:
    """Claims and last entry by key and status; to be narrowed down."""
    key: Any = sa.literal("", sa.Text) if not parts else parts[0]
    for part in parts[1:]:
        key = key + JOIN + part
    many = sa.func.count() if claims is None else claims
    columns = (sa.literal(kind).label("kind"), key.label("key"), e.status, many.label("claims"))
    return sa.select(*columns, sa.func.max(e.seq).label("entry")).select_from(t.entry).group_by(*parts, e.status)
