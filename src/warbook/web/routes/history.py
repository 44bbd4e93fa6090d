"""The history: who decided what, and when."""

from datetime import datetime
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import HTMLResponse, Response

from warbook.ledger import Book, Decision, Review
from warbook.web.answers import answer, tells
from warbook.web.asking import Pages
from warbook.web.rendering import page
from warbook.web.room import OfBook

router = APIRouter()


class Which(Pages):
    """Which page of the history."""

    size: Annotated[int, Field(ge=1, le=500)] = 50


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """A decision on a finding with its headline and the reviews that it made, or a review of a claim on its own."""

    at: datetime
    decision: Decision | None = None
    headline: str = ""
    reviews: tuple[Review, ...] = ()
    numbers: dict[str, str] = {}


class History(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what people decided, the latest first."""

    events: tuple[Event, ...]
    page: int
    size: int
    has_next: bool


def _history(book: Book, which: Which) -> History:
    """Decisions and reviews together. A decision's own reviews stand with it."""
    last = which.offset + which.size + 1
    decisions = {one.id: one for one in book.decisions()[::-1][:last]}
    reviews = book.reviews(limit=4 * last)
    made: dict[str, list[Review]] = {}
    for review in reviews:
        made.setdefault(review.decision or review.id, []).append(review)
    moments = {id: decision.at for id, decision in decisions.items()}
    moments |= {id: some[0].at for id, some in made.items() if id not in moments}
    ids = sorted(moments, key=lambda id: (moments[id], id), reverse=True)
    events = [_event(book, decisions.get(id), made.get(id, []), moments[id]) for id in ids[which.offset : last - 1]]
    return History(events=tuple(events), page=which.page, size=which.size, has_next=len(ids) >= last)


def _event(book: Book, decision: Decision | None, reviews: list[Review], at: datetime) -> Event:
    return Event(
        at=at,
        decision=decision,
        headline=book.finding(decision.finding).finding.headline if decision else "",
        reviews=tuple(reviews),
        numbers={review.claim: book.claim(review.claim).figure.number for review in reviews},
    )


@router.get("/history", include_in_schema=False)
def history(request: Request, book: OfBook, which: Annotated[Which, Query()]) -> HTMLResponse:
    """Who decided what, and when."""
    return page(request, "history.html", title="History", found=_history(book, which))


@router.get("/api/history", responses=tells(History), tags=["history"])
def history_json(book: OfBook, which: Annotated[Which, Query()]) -> Response:
    """A page of what people decided, the latest first."""
    return answer(_history(book, which))
