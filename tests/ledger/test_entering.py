"""Whatever is read and reviewed in whatever order: the book is whole, and says what a simple account of it says."""

import itertools
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger.examples import figure, harbour

from warbook.ledger import Book, Filter, Ledger, Run, Status, Verdict

CLAIMS = 3
numbers = itertools.count()
Line = tuple[int, str, Status, str | None]
readings = st.tuples(st.just("read"), st.sets(st.integers(0, CLAIMS - 1)), st.sampled_from(["killed", "wounded"]))
reviews = st.tuples(
    st.just("review"), st.integers(0, CLAIMS - 1), st.sampled_from(["accepted", "corrected", "rejected", "reopened"])
)


class Account:
    """What the book should say, kept in the simplest way."""

    def __init__(self) -> None:
        self.read: dict[int, str] = {}
        self.known: dict[int, str] = {}
        self.status: dict[int, Status] = {}
        self.group: dict[int, str] = {}

    def review(self, number: int, verdict: Verdict, changes: dict[str, str] | None) -> None:
        self.status[number] = "unreviewed" if verdict == "reopened" else verdict
        self.group |= {number: changes["group"]} if changes else {}
        if verdict == "reopened":
            self.group.pop(number, None)

    def view(self) -> list[Line]:
        kept = {number for number, status in self.status.items() if status in ("accepted", "corrected")}
        return [
            (number, self.known[number], self.status.get(number, "unreviewed"), self.group.get(number))
            for number in sorted(kept | set(self.read))
        ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(readings | reviews, max_size=10))
def test_the_book_says_what_a_simple_account_says(ledger: Ledger, acts: list[Any]) -> None:
    document, data, found = harbour(id=f"report {next(numbers)}")  # a new one in the same ledger each time
    ids = [figure.id for figure in found]
    account, past = Account(), []
    for place, (act, what, how) in enumerate(acts):
        if act == "read":
            account.read = dict.fromkeys(what, how)
            account.known |= account.read
            figures = [figure(document, found[number].number, event=how) for number in what]
            ledger.store(document, data, figures, Run(str(place), ""))
        elif what in account.known:
            changes = {"group": f"group {place}"} if how == "corrected" else None
            ledger.review(ids[what], how, "Ada", changes)
            account.review(what, how, changes)
        assert view(ledger, document.id, ids) == account.view()
        past.append((last_moment(ledger), account.view()))
    assert ledger.check() == []
    for moment, then in past:
        assert view(ledger.as_of(moment), document.id, ids) == then


def view(book: Book, document: str, ids: list[str]) -> list[Line]:
    claims = book.claims(Filter(document=document))
    return sorted((ids.index(c.figure.id), c.figure.event, c.status, c.figure.group) for c in claims)


def last_moment(ledger: Ledger) -> datetime:
    with ledger._engine.connect() as connection:
        at = connection.execute(sa.text("SELECT max(at) FROM moment")).scalar()
    return datetime.fromisoformat(at or "2000-01-01T00:00:00Z")
