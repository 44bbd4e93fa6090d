"""What the routes share: the ledger, the jobs, and tallies that are carried on from request to request."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import PurePath
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Query, Request

from warbook.errors import LedgerError, UsageError
from warbook.ledger import Book, Ledger, Name, Tally
from warbook.model import Figure
from warbook.web.jobs import Job, Jobs, Runner, Task
from warbook.web.sessions import Sessions
from warbook.web.settings import Settings

Answer = TypeVar("Answer")
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
        self._tallies: dict[str, Tally] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._answers: OrderedDict[tuple[Any, ...], Any] = OrderedDict()
        self._lock = threading.Lock()

    def tally(self, book: Book, of: str) -> Tally:
        """Standing claims by a key (see `Book.tally`): carried on from the last time."""
        if book.at is not None:
            return self.remembered(book, ("tally", of), lambda: book.tally(of))
        with self._lock:
            lock = self._locks.setdefault(of, threading.Lock())
        with lock:
            known = self._tallies.get(of)
            self._tallies[of] = book.tally(of, known) if known else book.tally(of)
            return self._tallies[of]

    def warm(self) -> None:
        """Count what pages will ask for, beside them: in a very large book that takes seconds, once."""

        def count() -> None:
            try:
                for of in ("status", "measure", "party", "place", "said"):
                    self.tally(self.ledger, of)
            except LedgerError:
                pass  # the page that needs it will say so

        threading.Thread(target=count, name="warm", daemon=True).start()

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

    def names(self, book: Book, of: str) -> list[Name]:
        """The parties, places or sources that most claims have, as they are written."""
        return self.remembered(book, ("names", of), lambda: self._names(book, of))

    def _names(self, book: Book, of: str) -> list[Name]:
        if of == "source":
            counts: dict[int, int] = {}
            for (number, _), many in self.tally(book, "said").counts.items():
                counts[number] = counts.get(number, 0) + many
            most = sorted(counts, key=lambda number: -counts[number])[:NAMES]
            names = book.source_names(most)
            return [Name(names[number], counts[number]) for number in most]
        tally = self.tally(book, of)
        keys = sorted((key for key in tally.counts if key[0]), key=lambda key: -tally.counts[key])[:NAMES]
        figures = book.wordings([tally.example[key] for key in keys])
        return [Name(_written(of, figures[tally.example[key]]), tally.counts[key]) for key in keys]

    def balance(self) -> Job | None:
        """Have the books balanced again, beside the pages; None where the book is too large for that unasked."""
        return self.jobs.add(Task(balanced_up_to=self.settings.balanced_up_to))


def _written(of: str, figure: Figure) -> str:
    if of == "place":
        return figure.place.name if figure.place else ""
    return figure.party or ""


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
