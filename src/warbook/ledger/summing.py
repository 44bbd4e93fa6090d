"""Numbers of claims read off the tallies, where these have them: for the book of now, by one name and by status."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from warbook.ledger import tables as t
from warbook.ledger.keys import JOIN, fold
from warbook.ledger.records import Filter

y = t.tally.c
NAMED = {"measure", "party", "place", "unit"}


def only_by_status(wanted: Filter) -> bool:
    """Whether a filter asks for nothing but statuses."""
    return not _asked(wanted)


def summed(wanted: Filter, kind: str) -> sa.Select[Any]:
    """By key of one kind: the claims of the statuses that are wanted, and the last entry; those that have some."""
    many = sa.func.sum(y.claims)
    query = sa.select(y.key, many.label("claims"), sa.func.max(y.entry).label("entry")).where(y.kind == kind)
    if wanted.status:
        query = query.where(y.status.in_(wanted.status))
    return query.group_by(y.key).having(many > 0)


def count(connection: Connection, wanted: Filter) -> int | None:
    """How many claims stand that a filter means; None where the tallies do not tell."""
    key = _key(connection, wanted)
    if key is None:
        return None
    row = connection.execute(summed(wanted, key[0]).where(y.key == key[1])).first()
    return int(row.claims) if row else 0


def _asked(wanted: Filter) -> set[str]:
    return {name for name in wanted.__struct_fields__ if name != "status" and getattr(wanted, name) not in (None, "")}


def _key(connection: Connection, wanted: Filter) -> tuple[str, str] | None:
    """The kind and key under which the claims of a filter are counted."""
    asked = _asked(wanted)
    if asked == {"document"}:
        d = t.document.c
        return "report", str(connection.execute(sa.select(d.seq).where(d.id == wanted.document)).scalar())
    if not asked <= NAMED:
        return None
    parts = dict(_parts(wanted))
    kind = {
        frozenset[str](): "claim",
        frozenset({"event", "object"}): "measure",
        frozenset({"event", "object", "party"}): "series",
    }.get(frozenset(parts), next(iter(parts), "") if len(parts) == 1 else "")
    return (kind, JOIN.join(parts.values())) if kind else None


def _parts(wanted: Filter) -> Iterator[tuple[str, str]]:
    event, _, object_ = (wanted.measure or "").partition("/")
    names = {"event": event, "object": object_, "party": wanted.party, "place": wanted.place, "unit": wanted.unit}
    yield from ((name, fold(value)) for name, value in names.items() if value)
