"""Reports: the list, the search in their texts, and each with its claims beside their words."""

import mimetypes
from typing import Annotated
from uuid import uuid4

import msgspec
from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import HTMLResponse, Response

from warbook.display import wording
from warbook.ledger import Hit
from warbook.web.answers import answer, tells
from warbook.web.asking import Pages, Words
from warbook.web.keys import id_of
from warbook.web.rendering import page
from warbook.web.room import InRoom, OfBook
from warbook.web.views import reports as view

router = APIRouter()


class Looked(Pages):
    """Which reports: the latest first, or passages that hold words."""

    size: Annotated[int, Field(ge=1, le=500)] = 50
    text: Words = None


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What a search in the reports' texts found, and the titles of the reports by id."""

    hits: tuple[Hit, ...]
    titles: dict[str, str]


Asked = Annotated[Looked, Query()]


@router.get("/reports", include_in_schema=False)
def reports(request: Request, book: OfBook, asked: Asked) -> HTMLResponse:
    """The reports, the latest first; with words, where these stand."""
    hits = book.search(asked.text, asked.size, asked.offset) if asked.text else []
    return page(
        request,
        "reports.html",
        title="Reports",
        asked=asked,
        shelf=_shelf(book, asked),
        hits=[(hit, _snippets(hit)) for hit in hits],
        titles=book.titles([hit.document for hit in hits]),
    )


def _shelf(book: OfBook, asked: Looked) -> view.Shelf:
    found = () if asked.text else tuple(book.documents(asked.size, asked.offset, latest=True))
    return view.Shelf(reports=found, total=book.count_documents(), page=asked.page, size=asked.size)


def _snippets(hit: Hit, around: int = 70, most: int = 4) -> list[tuple[str, str, str]]:
    """The first words that a search found, each with the text before and after it."""
    found: list[tuple[str, str, str]] = []
    last = -1
    for word in hit.words:
        start, end = word.start - hit.span.start, word.end - hit.span.start
        if start < last or len(found) == most:
            continue
        before, after = hit.text[max(0, start - around) : start], hit.text[end : end + around]
        found.append((before, hit.text[start:end], after))
        last = end + around
    return found


@router.get("/api/reports", responses=tells(view.Shelf), tags=["reports"])
def reports_json(book: OfBook, asked: Asked) -> Response:
    """The reports, the latest first. With `text`, nothing: ask /api/search."""
    return answer(_shelf(book, asked))


@router.get("/api/search", responses=tells(Found), tags=["reports"])
def search_json(book: OfBook, asked: Asked) -> Response:
    """Passages of reports that hold all words of `text`; words in quotation marks must follow each other."""
    hits = book.search(asked.text, asked.size, asked.offset) if asked.text else []
    return answer(Found(hits=tuple(hits), titles=book.titles([hit.document for hit in hits])))


class At(Pages):
    """Which part of a report."""

    part: Annotated[int | None, Field(ge=1, le=1_000_000)] = None
    claim: Annotated[Words, Field(max_length=300)] = None


@router.get("/reports/{name}", include_in_schema=False)
def report(request: Request, room: InRoom, book: OfBook, name: str, at: Annotated[At, Query()]) -> HTMLResponse:
    """A report with its claims beside their words."""
    part = view.part(book, id_of(name), at.part, at.claim)
    return page(
        request,
        "report.html",
        title=part.report.title or part.report.name,
        part=part,
        labels=wording.labels(),
        fresh=uuid4().hex,
        at=at,
    )


@router.get("/api/reports/{name}", responses=tells(view.Part), tags=["reports"])
def report_json(book: OfBook, name: str, at: Annotated[At, Query()]) -> Response:
    """A part of a report: its paragraphs, with the claims that stand in each."""
    return answer(view.part(book, id_of(name), at.part, at.claim))


@router.get("/reports/{name}/original", include_in_schema=False)
def original(book: OfBook, name: str) -> Response:
    """The bytes of a report as they came in: to be saved, never to be shown here."""
    report = book.report(id_of(name))
    ending = mimetypes.guess_extension(report.media) or ".bin"
    headers = {
        "Content-Disposition": f'attachment; filename="{report.sha256[:16]}{ending}"',
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(book.data(report.id), media_type="application/octet-stream", headers=headers)
