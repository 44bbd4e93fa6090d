"""A Filter and a moment as SQL: which entries of the book are meant, and in which order."""

from collections.abc import Callable, Iterator
from itertools import takewhile
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.expression import FunctionElement

from warbook.errors import UsageError
from warbook.ledger import search
from warbook.ledger import tables as t
from warbook.ledger.keys import JOIN, fold
from warbook.ledger.records import Filter, SortOrder

e = t.entry.c
Conditions = list[ColumnElement[bool]]
Naming = Callable[[ColumnElement[Any]], ColumnElement[Any]]
FAR = 1e308  # further than any amount
TALLIES = {"event": "event", "event/object": "measure", "event/object/party": "series"}
TALLIES |= {name: name for name in ("object", "party", "place")}
SORTS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "report": (e.document, e.position),
    "entered": (e.seq,),
    "period": (e.first_day,),
    "amount": (e.amount,),
    "measure": (e.event, e.object, e.party, e.first_day),
    "party": (e.party, e.first_day),
    "place": (e.place, e.first_day),
    "source": (e.origin, e.first_day),
}


class Term(NamedTuple):
    """One part of a filter: what an entry must fulfil, once so that an index finds it, once so that no index is used.

    `key` is the first column of the index that finds it, None where there is none. `counted` gives as many rows as the
    part means, about, and quickly; `tallied` how many claims it means, where the tallies tell.
    """

    found: Conditions
    checked: Conditions
    key: ColumnElement[Any] | None
    counted: sa.Select[Any]
    tallied: sa.Select[Any] | None = None


class Unindexed(FunctionElement[Any]):
    """A column by which SQLite shall not look for an index; the same value."""

    inherit_cache = True


@compiles(Unindexed)
def _plain(element: Unindexed, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses, **options))


@compiles(Unindexed, "sqlite")
def _marked(element: Unindexed, compiler: Any, **options: Any) -> str:
    return f"+{compiler.process(element.clauses, **options)}"


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The same column, of which SQLite uses no index."""
    marked = Unindexed(column)
    marked.type = column.type
    return marked


def as_it_is(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """The column itself."""
    return column


def _term(key: ColumnElement[Any] | None, build: Callable[[Naming], Conditions]) -> Term:
    """A term from a function that is told how to name the columns."""
    found = build(as_it_is)
    return Term(found, build(unindexed), key, sa.select(e.seq).where(*found))


def standing(at: int | None) -> ColumnElement[bool]:
    """Entries that the book shows at a moment (None: now): those not superseded by then."""
    s = t.superseded.c
    later = sa.select(sa.literal(1)).where(s.entry == e.seq)
    if at is None:
        return ~later.exists()
    return (e.moment <= at) & ~later.where(s.moment <= at).exists()


def latest_audit(at: int | None) -> sa.ScalarSelect[Any]:
    """The number of the last audit at a moment (None: now)."""
    a = t.audit.c
    then = [a.moment <= at] if at is not None else []
    return sa.select(sa.func.max(a.seq)).where(*then).scalar_subquery()


def conditions(wanted: Filter, dialect: str) -> Conditions:
    """What an entry must fulfil to be meant by the filter."""
    return [condition for term in terms(wanted, dialect) for condition in term.found]


def terms(wanted: Filter, dialect: str) -> list[Term]:
    """The parts of a filter."""
    return [*_names(wanted), *_ranges(wanted), *_elsewhere(wanted, dialect)]


def _names(wanted: Filter) -> Iterator[Term]:
    event, _, object_ = (wanted.measure or "").partition("/")
    asked = {e.event: event, e.object: object_, e.party: wanted.party, e.place: wanted.place, e.unit: wanted.unit}
    equal = {column: fold(name) for column, name in asked.items() if name}
    together = list(takewhile(equal.__contains__, (e.event, e.object, e.party)))  # one index holds them, in this order
    if together:
        yield _equal({column: equal.pop(column) for column in together}, e.event)
    for column, name in equal.items():
        yield _equal({column: name}, None if column is e.unit else column)


def _equal(names: dict[sa.Column[Any], str], key: ColumnElement[Any] | None) -> Term:
    kind = TALLIES.get("/".join(column.name for column in names))
    tallied = _tallied(kind, JOIN.join(names.values())) if kind else None
    return _term(key, lambda c: [c(column) == name for column, name in names.items()])._replace(tallied=tallied)


def _tallied(kind: str, key: str) -> sa.Select[Any]:
    y = t.tally.c
    return sa.select(sa.func.coalesce(sa.func.sum(y.claims), 0)).where(y.kind == kind, y.key == key)


def _ranges(wanted: Filter) -> Iterator[Term]:
    if wanted.start or wanted.end:
        start, end = (day.isoformat() if day else default for day, default in ((wanted.start, "0"), (wanted.end, "9")))
        touching = _term(e.first_day, lambda c: [c(e.last_day) >= start, c(e.first_day) <= end, c(e.first_day) >= "0"])
        yield touching._replace(counted=sa.select(e.seq).where(e.first_day.between(start, end)))
    low, high = wanted.at_least, wanted.at_most
    if low is not None or high is not None:
        low, high = -FAR if low is None else low, FAR if high is None else high
        yield _term(e.amount, lambda c: [c(e.amount).between(low, high)])
    if wanted.status:
        tallied = _tallied("claim", "").where(t.tally.c.status.in_(wanted.status))
        yield _term(e.status, lambda c: [c(e.status).in_(wanted.status)])._replace(tallied=tallied)
    if wanted.cumulative is not None:
        yield _term(None, lambda c: [c(e.cumulative) == wanted.cumulative])


def _elsewhere(wanted: Filter, dialect: str) -> Iterator[Term]:
    if wanted.document:
        d = t.document.c
        seq = sa.select(d.seq).where(d.id == wanted.document).scalar_subquery()
        yield _term(e.document, lambda c: [c(e.document) == seq])
    if wanted.source:
        sources = sa.select(t.source.c.seq).where(t.source.c.key.contains(fold(wanted.source), autoescape=True))
        s = t.said.c
        said = sa.select(s.entry).where(s.source.in_(sources))
        one = sa.select(sa.literal(1)).where(s.entry == e.seq, unindexed(s.source).in_(sources))
        yield Term([e.seq.in_(said)], [one.exists()], s.source, said)
    if wanted.text:
        rows = search.matches("entry_text", wanted.text, dialect)
        if rows is None:
            yield _term(None, lambda c: [sa.false()])
        else:
            yield _term(e.seq, lambda c: [c(e.seq).in_(rows)])._replace(counted=rows)


def order(sort: SortOrder) -> list[ColumnElement[Any]]:
    """The columns of an order, made complete by the order of entry. Raises UsageError for an unknown one."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        raise UsageError(f"claims cannot be sorted by '{name}'", f"one of {', '.join(SORTS)}, with - for descending")
    return [*SORTS[name], e.seq] if name != "entered" else [e.seq]


def directed(columns: list[ColumnElement[Any]], sort: SortOrder) -> list[ColumnElement[Any]]:
    """The columns up or down, as the order says."""
    return [column.desc() if sort.startswith("-") else column.asc() for column in columns]
