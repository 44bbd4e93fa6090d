"""Claims: the table, one claim with its history, and what reviewers say of them."""

import io
from collections.abc import Iterator
from typing import Annotated, Any
from uuid import uuid4

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response, StreamingResponse

from warbook.display import wording
from warbook.errors import UsageError
from warbook.interchange.table import write_csv
from warbook.ledger import FIELDS, Book, Claim, Review, Verdict
from warbook.web.answers import answer, saves, tells
from warbook.web.asking import Asked, Wanted
from warbook.web.keys import id_of, key
from warbook.web.rendering import page
from warbook.web.room import InRoom, OfBook, Room
from warbook.web.views import claims as view
from warbook.web.writing import Next, Note, OwnForm, OwnProgram, Reviewer, back, numbered

router = APIRouter()
AT_ONCE = 5000
SORTS = (
    ("-entered", "the latest first"),
    ("-period", "the latest days first"),
    ("period", "the earliest days first"),
    ("-amount", "the largest first"),
    ("amount", "the smallest first"),
    ("measure", "by what is counted"),
    ("party", "by side"),
    ("source", "by who says so"),
    ("place", "by place"),
    ("report", "by report"),
)


def measure_name(code: str) -> str:
    """'destroyed/tanks' as people say it."""
    event, _, object_ = code.partition("/")
    thing, done = wording.label("object", object_), wording.label("event", event)
    return thing if thing.casefold() == done.casefold() else f"{thing} {done}".replace(" :", ":")


@router.get("/claims", include_in_schema=False)
def claims(request: Request, room: InRoom, book: OfBook, wanted: Asked) -> HTMLResponse:
    """The table of claims."""
    title = None
    if wanted.report:
        title = book.titles([id_of(wanted.report)]).get(id_of(wanted.report))
    return page(
        request,
        "claims.html",
        title="Claims",
        wanted=wanted,
        table=view.table(book, wanted),
        choices=view.choices(room),
        report_title=title,
        measure=measure_name,
        sorts=SORTS,
        fresh=uuid4().hex,
    )


@router.get("/api/claims", responses=tells(view.Table), tags=["claims"])
def claims_json(room: InRoom, book: OfBook, wanted: Asked) -> Response:
    """A page of the claims that are asked for, exactly as the table shows it."""
    return answer(view.table(book, wanted))


@router.get("/api/claims.csv", tags=["claims"], response_class=Response, responses=saves("text/csv"))
def claims_csv(
    room: InRoom,
    book: OfBook,
    wanted: Asked,
    everything: Annotated[bool, Query(alias="all", description="All claims that are asked for, not a page.")] = False,
) -> Response:
    """The same page (or all that is asked for) as a table for spreadsheets."""
    headers = {"Content-Disposition": 'attachment; filename="claims.csv"'}
    if not everything:
        found = book.claims(wanted.filter(), wanted.sort, wanted.size, wanted.offset)
        return Response(_csv(book, found), media_type="text/csv; charset=utf-8", headers=headers)
    first = book.claims(wanted.filter(), wanted.sort, AT_ONCE)  # asked now, so that a locked ledger is told as one
    return StreamingResponse(_all(book, wanted, first), media_type="text/csv; charset=utf-8", headers=headers)


def _all(book: Book, wanted: Wanted, claims: list[Claim]) -> Iterator[bytes]:
    offset = 0
    while claims:
        yield _csv(book, claims, head=offset == 0)
        offset += AT_ONCE
        claims = book.claims(wanted.filter(), wanted.sort, AT_ONCE, offset) if len(claims) == AT_ONCE else []


def _csv(book: Book, claims: list[Claim], head: bool = True) -> bytes:
    titles = book.titles([claim.figure.document for claim in claims])
    out = io.StringIO(newline="")
    more: dict[str, dict[str, Any]] = {
        "status": {claim.figure.id: claim.status for claim in claims},
        "report": {claim.figure.id: titles.get(claim.figure.document, "") for claim in claims},
    }
    write_csv([claim.figure for claim in claims], out, more)
    text = out.getvalue()
    return (text if head else text.partition("\r\n")[2]).encode("utf-8", "replace")


@router.get("/claims/{name}", include_in_schema=False)
def claim(request: Request, book: OfBook, name: str) -> HTMLResponse:
    """One claim, its history, and the form to correct it."""
    sheet = view.sheet(book, id_of(name))
    return page(request, "claim.html", title=sheet.row.claim.figure.number, sheet=sheet, **_form(sheet))


@router.get("/claims/{name}/form", include_in_schema=False)
def claim_form(request: Request, book: OfBook, name: str) -> HTMLResponse:
    """The form to correct a claim, for setting beside its words."""
    sheet = view.sheet(book, id_of(name))
    return page(request, "correct.html", title="", sheet=sheet, **_form(sheet))


def _form(sheet: view.Sheet) -> dict[str, Any]:
    return {
        "given": view.editable(sheet.row.claim.figure),
        "labels": wording.labels(),
        "fresh": uuid4().hex,
    }


@router.get("/api/claims/{name}", responses=tells(view.Sheet), tags=["claims"])
def claim_json(book: OfBook, name: str) -> Response:
    """One claim with all that the book ever said of it."""
    return answer(view.sheet(book, id_of(name)))


@router.post("/claims/reviews", include_in_schema=False, dependencies=[OwnForm])
def review_many(
    room: InRoom,
    verdict: Annotated[Verdict, Form()],
    reviewer: Reviewer = "",
    claim: Annotated[list[str], Form()] = [],  # noqa: B006
    note: Note = "",
    to: Next = "/claims",
) -> Response:
    """One verdict on all chosen claims, or on none where one cannot be reviewed so."""
    if not claim:
        raise UsageError("no claim is chosen", "tick the claims first")
    room.ledger.review_all(claim, verdict, reviewer, note=note)
    room.balance()
    return back(to, reviewer)


@router.post("/claims/{name}/review", include_in_schema=False, dependencies=[OwnForm])
async def review_one(request: Request, room: InRoom, name: str) -> Response:
    """A verdict on one claim; with 'corrected', the fields of the form that differ from the claim."""
    form = {k: v for k, v in (await request.form()).items() if isinstance(v, str)}
    wanted = {k: v[:5000] for k, v in {**request.query_params, **form}.items()}
    reviewer = wanted.get("reviewer", "").strip()[:100]
    done = await run_in_threadpool(_review, room, id_of(name), wanted, reviewer)
    if "application/json" in request.headers.get("accept", ""):
        json = answer(done)
        json.headers["Set-Cookie"] = back("/", reviewer).headers.get("set-cookie", "")
        return json
    return back(wanted.get("next", f"/claims/{key(id_of(name))}"), reviewer)


def _review(room: Room, id: str, wanted: dict[str, str], reviewer: str) -> Review:
    verdict: Any = wanted.get("verdict", "")
    claim = room.ledger.claim(id)
    changes = view.corrected(claim.figure, wanted) if verdict == "corrected" else None
    if verdict == "corrected" and not changes:
        raise UsageError("nothing would change by this correction", "accept the claim instead")
    review = room.ledger.review(
        id,
        verdict,
        reviewer,
        changes,
        note=wanted.get("note", ""),
        seen=numbered(wanted.get("seen")),
        id=wanted.get("id") or None,
    )
    room.balance()
    return review


class Reviewing(BaseModel):
    """A verdict on a claim. `changes` has new values by field, with 'corrected' only: see the ledger's fields."""

    verdict: Verdict
    reviewer: Annotated[str, Field(min_length=1, max_length=100)]
    changes: Annotated[dict[str, Any], Field(max_length=len(FIELDS))] = {}
    note: Annotated[str, Field(max_length=5000)] = ""
    seen: Annotated[int | None, Field(ge=0, lt=2**31)] = None
    id: Annotated[str | None, Field(max_length=64, pattern="^[A-Za-z0-9-]+$")] = None


@router.post(
    "/api/claims/{name}/reviews", status_code=201, responses=tells(Review, 201), tags=["claims"],
    dependencies=[OwnProgram],
)  # fmt: skip
def review_json(room: InRoom, name: str, wanted: Reviewing) -> Response:
    """Review a claim: accept it, correct fields of it, reject it, or take all reviews back."""
    fields = wanted.model_dump(exclude={"verdict", "reviewer", "changes"})
    done = room.ledger.review(id_of(name), wanted.verdict, wanted.reviewer, wanted.changes, **fields)
    room.balance()
    return answer(done, 201)
