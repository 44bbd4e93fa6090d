"""A Filter and a moment as SQL: which entries of the book are meant, and in which order."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.sql.elements import ColumnElement

from warbook.errors import UsageError
from warbook.ledger import search
from warbook.ledger import tables as t
from warbook.ledger.keys import fold
from warbook.ledger.records import Filter, SortOrder

e = t.entry.c
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


def standing(at: int | None) -> ColumnElement[bool]:
    """Entries that the book shows at a moment (None: now): present, and not superseded by then."""
    s = t.superseded.c
    later = sa.select(sa.literal(1)).where(s.entry == e.seq)
    if at is None:
        return e.present & ~later.exists()
    return e.present & (e.moment <= at) & ~later.where(s.moment <= at).exists()


def latest_audit(at: int | None) -> sa.ScalarSelect[Any]:
    """The number of the last audit at a moment (None: now)."""
    a = t.audit.c
    then = [a.moment <= at] if at is not None else []
    return sa.select(sa.func.max(a.seq)).where(*then).scalar_subquery()


def conditions(wanted: Filter, dialect: str) -> list[ColumnElement[bool]]:
    """What an entry must fulfil to be meant by the filter."""
    found: list[ColumnElement[bool]] = []
    event, _, object_ = (wanted.measure or "").partition("/")
    names = (
        (e.event, event),
        (e.object, object_),
        (e.party, wanted.party),
        (e.place, wanted.place),
        (e.unit, wanted.unit),
    )
    found += [column == fold(name) for column, name in names if name]
    if wanted.start:
        found.append(e.last_day >= wanted.start.isoformat())
    if wanted.end:
        found += [e.first_day <= wanted.end.isoformat(), e.first_day > ""]
    if wanted.at_least is not None:
        found.append(e.amount >= wanted.at_least)
    if wanted.at_most is not None:
        found.append(e.amount <= wanted.at_most)
    if wanted.status:
        found.append(e.status.in_(wanted.status))
    if wanted.source:
        found.append(_said_by(wanted.source))
    if wanted.document:
        found.append(
            e.document == sa.select(t.document.c.seq).where(t.document.c.id == wanted.document).scalar_subquery()
        )
    if wanted.text:
        rows = search.matches("entry_text", wanted.text, dialect)
        found.append(e.seq.in_(rows) if rows is not None else sa.false())
    return found


def _said_by(name: str) -> ColumnElement[bool]:
    sources = sa.select(t.source.c.seq).where(t.source.c.key.contains(fold(name), autoescape=True))
    return e.seq.in_(sa.select(t.said.c.entry).where(t.said.c.source.in_(sources)))


def order(sort: SortOrder) -> list[ColumnElement[Any]]:
    """The order of a list of claims, made complete by the order of entry. Raises UsageError for an unknown one."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        raise UsageError(f"claims cannot be sorted by '{name}'", f"one of {', '.join(SORTS)}, with - for descending")
    columns = [*SORTS[name], e.seq] if name != "entered" else [e.seq]
    return [column.desc() if sort.startswith("-") else column.asc() for column in columns]
