"""The front page, what was not read, and what programs can ask for."""

import re
from typing import Annotated

import msgspec
from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import HTMLResponse, Response

from warbook.ledger import Refused
from warbook.web.answers import answer, tells
from warbook.web.asking import Pages
from warbook.web.rendering import page
from warbook.web.room import InRoom, OfBook
from warbook.web.views import front as view

router = APIRouter()


class Refusals(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what could not be read, the latest first."""

    refused: tuple[Refused, ...]
    total: int
    page: int
    size: int


class Which(Pages):
    """Which page of what was not read."""

    size: Annotated[int, Field(ge=1, le=500)] = 100


@router.get("/", include_in_schema=False)
def front(request: Request, room: InRoom, book: OfBook) -> HTMLResponse:
    """The book at a glance."""
    return page(request, "front.html", title="Front page", front=view.front(book))


@router.get("/api/front", responses=tells(view.Front), tags=["front"])
def front_json(room: InRoom, book: OfBook) -> Response:
    """What is in the book, the findings that matter most, what came in last, what was not read."""
    return answer(view.front(book))


def _refusals(book: OfBook, which: Which) -> Refusals:
    found = tuple(book.rejections(which.size, which.offset))
    return Refusals(refused=found, total=book.count_rejections(), page=which.page, size=which.size)


@router.get("/rejected", include_in_schema=False)
def rejected(request: Request, book: OfBook, which: Annotated[Which, Query()]) -> HTMLResponse:
    """What could not be read, and why."""
    return page(request, "rejected.html", title="Not read or left aside", found=_refusals(book, which))


@router.get("/api/rejected", responses=tells(Refusals), tags=["front"])
def rejected_json(book: OfBook, which: Annotated[Which, Query()]) -> Response:
    """What could not be read, and why, the latest first."""
    return answer(_refusals(book, which))


@router.get("/api", include_in_schema=False)
def programs(request: Request) -> HTMLResponse:
    """What programs can ask for, in words."""
    found = request.app.openapi()["paths"]
    ways = [
        (method.upper(), path, re.sub(r"\s+", " ", way.get("description", "")))
        for path, methods in found.items()
        for method, way in methods.items()
    ]
    return page(request, "api.html", title="For programs", ways=ways)
