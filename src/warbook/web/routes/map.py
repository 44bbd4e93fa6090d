"""The map: claims by place."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from warbook.web.answers import answer, tells
from warbook.web.coasts import coasts
from warbook.web.rendering import page
from warbook.web.room import InRoom, OfBook
from warbook.web.views import map as view

router = APIRouter()


@router.get("/map", include_in_schema=False)
def map_(request: Request, room: InRoom, book: OfBook) -> HTMLResponse:
    """Claims by place, each no more precise than its report."""
    found = view.places(room, book)
    frame = view.frame(found.drawn)
    return page(
        request,
        "map.html",
        title="Map",
        found=found,
        frame=frame,
        radius=view.radius,
        halo=view.halo,
        coasts=coasts(frame),
    )


@router.get("/api/map", responses=tells(view.Map), tags=["map"])
def map_json(room: InRoom, book: OfBook) -> Response:
    """The places of the book with their claims and how precisely each is known."""
    return answer(view.places(room, book))
