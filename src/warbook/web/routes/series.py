"""Series: one measure and side over time, drawn, listed and to be taken along."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import RedirectResponse, Response

from warbook.errors import MissingError
from warbook.ledger import Book
from warbook.web.answers import answer, saves, tells
from warbook.web.asking import Wanted, Words
from warbook.web.keys import key
from warbook.web.rendering import link, page
from warbook.web.room import InRoom, OfBook, Room
from warbook.web.routes.claims import measure_name
from warbook.web.views import series as view
from warbook.web.views.claims import Row

router = APIRouter()
LISTED = 200


class Series(Wanted):
    """Which series; the largest where none is named."""

    kind: Annotated[Literal["total", "period"], Field(description="For a picture: which of the two drawings.")] = (
        "total"
    )
    series: Annotated[Words, Field(description="'event/object|party': both in one, as the page's form sends it.")] = (
        None
    )

    def named(self) -> dict[str, Any]:
        """The same with `series` as measure and side; another series is shown in the unit that most of it has."""
        measure, _, party = (self.series or "").partition("|")
        other = (measure, party) != (self.measure, self.party or "")
        unit = None if other and self.measure else self.unit
        return self.words(series=None, measure=measure or None, party=party or None, unit=unit)


Asked = Annotated[Series, Query()]


def _wanted(room: Room, book: Book, asked: Series) -> tuple[Series, list[view.Choice]]:
    """What is asked for, or else the largest series, and all that are offered."""
    offered = view.offered(room, book)
    if asked.measure is None and offered:
        first = next((one for one in offered if one.party), offered[0])
        asked = asked.model_copy(update={"measure": first.measure, "party": first.party or None})
    return asked, offered


def _drawn(room: Room, book: Book, chosen: view.Chosen, asked: Series, asof: str) -> dict[str, str | None]:
    """Both drawings, set for a page."""

    def draw() -> dict[str, str | None]:
        from warbook.web import charts

        found: dict[str, str | None] = {}
        for kind, line in (("total", chosen.totals), ("period", chosen.periods)):
            spec = charts.spec(chosen, kind)  # type: ignore[arg-type]
            found[kind] = charts.inline(spec, [_sentence(row, asof) for row in line.dated]) if spec else None
        return found

    return room.remembered(book, ("drawn", asof, *sorted(asked.words().items())), draw)


def _sentence(row: Row, asof: str) -> str:
    figure = row.claim.figure
    return link(f"/reports/{key(figure.document)}", claim=figure.id, asof=asof) + f"#c-{key(figure.id)}"


@router.get("/series", include_in_schema=False)
def series(request: Request, room: InRoom, book: OfBook, asked: Asked) -> Response:
    """One measure and side over time."""
    if asked.series is not None:
        return RedirectResponse(link("/series", asof=request.query_params.get("asof"), **asked.named()), 303)
    asked, offered = _wanted(room, book, asked)
    if not offered:
        return page(request, "series.html", title="Series", chosen=None, offered=[], wanted=asked)
    chosen = view.chosen(book, asked)
    drawn = _drawn(room, book, chosen, asked, request.query_params.get("asof", ""))
    listed = sorted((*chosen.totals.rows, *chosen.periods.rows), key=_when)
    return page(
        request,
        "series.html",
        title=view.title(chosen),
        wanted=asked,
        chosen=chosen,
        offered=offered,
        drawn=drawn,
        listed=listed[:LISTED],
        more=max(0, len(listed) - LISTED),
        sources=room.names(book, "source"),
        measure=measure_name,
        glyphs="●■◆▲✚▬",
    )


def _when(row: Row) -> str:
    return str(view.day_of(row.claim.figure) or "9999")


@router.get("/api/series", responses=tells(view.Chosen), tags=["series"])
def series_json(room: InRoom, book: OfBook, asked: Asked) -> Response:
    """The claims of a series: running totals and single periods, evenly sampled where there are very many."""
    return answer(view.chosen(book, _wanted(room, book, asked)[0]))


def _picture(room: Room, book: Book, asked: Series) -> tuple[dict[str, Any], str]:
    from warbook.web import charts

    asked, _ = _wanted(room, book, asked)
    chosen = view.chosen(book, asked)
    kinds = {"total": "running totals", "period": "by period"}
    spec = charts.spec(chosen, asked.kind, f"{view.title(chosen)}: {kinds[asked.kind]}")
    if spec is None:
        raise MissingError("there is no claim with a date in this series")
    return spec, asked.kind


@router.get("/api/series.svg", tags=["series"], response_class=Response, responses=saves("image/svg+xml"))
def series_svg(room: InRoom, book: OfBook, asked: Asked) -> Response:
    """One of the two drawings as SVG."""
    from warbook.web import charts

    spec, kind = _picture(room, book, asked)
    return Response(charts.to_svg(spec), media_type="image/svg+xml", headers=_saved(f"series-{kind}.svg"))


@router.get("/api/series.png", tags=["series"], response_class=Response, responses=saves("image/png"))
def series_png(room: InRoom, book: OfBook, asked: Asked) -> Response:
    """One of the two drawings as PNG."""
    from warbook.web import charts

    spec, kind = _picture(room, book, asked)
    return Response(charts.to_png(spec), media_type="image/png", headers=_saved(f"series-{kind}.png"))


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
