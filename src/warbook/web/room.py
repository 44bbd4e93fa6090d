"""What the routes share: the ledger, the jobs, and answers that are remembered from request to request."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import PurePath
from typing import Annotated, Any, Literal, TypeVar

from fastapi import Depends, Query, Request

from warbook.errors import UsageError
from warbook.ledger import STANDING, Book, Filter, Ledger, Name
from warbook.web.jobs import Job, Jobs, Runner, Task
from warbook.web.sessions import Sessions
from warbook.web.settings import Settings

Answer = TypeVar("Answer")
STANDS = Filter(status=STANDING)
"""The claims that count."""
REMEMBERED = 64
NAMES = 300
"""So many names are offered where one is to be chosen."""


class Room:
    """The app's state. Everything here may be used from several threads."""

    def __init__(self, settings: Settings, ledger: Ledger, run: Runner) -> None:
        self.settings, self.ledger = settings, ledger
        self.sessions = Sessions(settings.token)
        self.jobs = Jobs(run)
        self.title = PurePath(ledger.name.split("?")[0]).name or ledger.name
        self._answers: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = threading.Lock()

    def remembered(self, book: Book, what: tuple[Any, ...], ask: Callable[[], Answer]) -> Answer:
        """An answer of the book, asked once for each moment that it is in."""
        key = (book.last_moment(), book.at is None, *what)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                found: Answer = self._answers[key]
                return found
        answer = ask()
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        return answer

    def names(self, book: Book, of: Literal["measure", "party", "place", "source"]) -> list[Name]:
        """The measures, parties, places or sources (anywhere in the chain) that most claims have, as written."""
        if of == "source":
            return self.remembered(book, ("names", of), lambda: book.speakers(STANDS, NAMES))
        return self.remembered(book, ("names", of), lambda: book.names(of, STANDS, NAMES))

    def balance(self) -> Job | None:
        """Have the books balanced again, beside the pages; None where the book is too large for that unasked."""
        return self.jobs.add(Task(balanced_up_to=self.settings.balanced_up_to))


def room_of(request: Request) -> Room:
    """The room that a request is in."""
    room: Room = request.app.state.room
    return room


def book_of(
    request: Request,
    asof: Annotated[
        str, Query(max_length=40, description="A past day or moment (ISO 8601): the book as it was at its end.")
    ] = "",
) -> Book:
    """The book as it is, or as it was on a day. Raises UsageError for what is no day."""
    ledger = room_of(request).ledger
    return ledger.as_of(moment(asof)) if asof.strip() else ledger


def moment(words: str) -> datetime:
    """The end of a day, or a moment, in UTC where it does not say. Raises UsageError for what is neither."""
    try:
        if len(words.strip()) == len("2024-11-02"):
            return datetime.combine(date.fromisoformat(words.strip()), time.max, UTC)
        when = datetime.fromisoformat(words.strip())
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"'{words}' is no day", "write it like 2024-11-02") from error


InRoom = Annotated[Room, Depends(room_of)]
OfBook = Annotated[Book, Depends(book_of)]
