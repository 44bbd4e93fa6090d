"""What could not be read, and that it was read since: rows without a reason, for nothing is ever taken back."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from warbook.ledger import tables as t
from warbook.ledger.moments import Pen
from warbook.ledger.outcomes import plain
from warbook.ledger.records import digest
from warbook.model import Rejection

READ_SINCE = ""
"""The reason of a row that says that what is named was read after all."""


def refuse(pen: Pen, rejection: Rejection) -> bool:
    """Writes down what could not be read and why, once; again where it was read in between. Whether that was news."""
    name, place = plain(rejection.name), plain(rejection.where)
    times = _times(pen, name, place)
    id = digest(rejection.name, rejection.where, rejection.reason, *([str(times)] if times else []))
    row = {"id": id, "name": name, "place": place, "reason": plain(rejection.reason)}
    return pen.write_once(t.rejection, "id", row)


def settle(pen: Pen, refused: Iterable[Rejection]) -> None:
    """Writes down that what stands as refused was read since."""
    for one in dict.fromkeys((plain(each.name), plain(each.where)) for each in refused):
        times = _times(pen, *one)
        row = {"id": _id(*one, times), "name": one[0], "place": one[1], "reason": READ_SINCE}
        pen.write(t.rejection, row)


def _times(pen: Pen, name: str, place: str) -> int:
    """How many times something was read after it had been refused."""
    r, times = t.rejection.c, 0
    while pen.connection.execute(sa.select(sa.literal(1)).where(r.id == _id(name, place, times))).first() is not None:
        times += 1
    return times


def _id(name: str, place: str, times: int) -> str:
    return digest(name, place, READ_SINCE, "read since", str(times))


def standing(*by_now: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """The rows of what could not be read and was not read since. `by_now`: what leaves out rows that came later."""
    r = t.rejection.c
    since = (
        sa.select(r.name, r.place, sa.func.max(r.moment).label("moment"))
        .where(r.reason == READ_SINCE, *by_now)
        .group_by(r.name, r.place)
        .subquery()
    )
    return (
        sa.select(r.id, r.name, r.place, r.reason, r.moment)
        .outerjoin(since, sa.and_(since.c.name == r.name, since.c.place == r.place))
        .where(r.reason != READ_SINCE, sa.or_(since.c.moment.is_(None), since.c.moment < r.moment), *by_now)
    )
