"""Sources: who says what, through whom."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import HTMLResponse, Response

from warbook.web.answers import answer, tells
from warbook.web.asking import Pages, Words
from warbook.web.rendering import page
from warbook.web.room import InRoom, OfBook
from warbook.web.views import sources as view

router = APIRouter()


class Which(Pages):
    """Which sources: those whose name holds a text."""

    size: Annotated[int, Field(ge=1, le=500)] = 50
    text: Words = None


Asked = Annotated[Which, Query()]


@router.get("/sources", include_in_schema=False)
def sources(request: Request, room: InRoom, book: OfBook, which: Asked) -> HTMLResponse:
    """Who says what, through whom, how often alone, how often contradicted; copies as families."""
    found = view.sources(room, book, which.text, which.page, which.size)
    return page(request, "sources.html", title="Sources", found=found, which=which)


@router.get("/api/sources", responses=tells(view.Sources), tags=["sources"])
def sources_json(room: InRoom, book: OfBook, which: Asked) -> Response:
    """A page of the sources, those with most claims first; with the first page the families of copies."""
    return answer(view.sources(room, book, which.text, which.page, which.size))
