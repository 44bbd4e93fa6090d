"""Findings, and what people decide on them."""

from typing import Annotated, Literal
from uuid import uuid4

from fastapi import APIRouter, Form, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import HTMLResponse, Response

from warbook.ledger import Decision, Judgement, State
from warbook.model import FindingKind
from warbook.web.answers import answer, tells
from warbook.web.asking import Pages
from warbook.web.keys import id_of, key
from warbook.web.kinds import KINDS
from warbook.web.rendering import page
from warbook.web.room import InRoom, OfBook, Room
from warbook.web.views import findings as view
from warbook.web.writing import Next, Note, OwnForm, OwnProgram, Reviewer, back, numbered

router = APIRouter()


class Which(Pages):
    """Which findings."""

    size: Annotated[int, Field(ge=1, le=100)] = 10
    kind: FindingKind | Literal[""] = ""
    state: Literal["open", "decided", "all"] = "open"

    @property
    def only(self) -> State | None:
        """The state that is asked for, None for both."""
        return None if self.state == "all" else self.state


Asked = Annotated[Which, Query()]


@router.get("/findings", include_in_schema=False)
def findings(request: Request, book: OfBook, which: Asked) -> HTMLResponse:
    """What cannot be true together, what is unlikely, where sources differ."""
    found = view.listed(book, which.kind or None, which.only, which.page, which.size)
    return page(
        request, "findings.html", title="Findings", found=found, which=which, kinds=KINDS,
        fresh=lambda: uuid4().hex, first=view.FIRST,
    )  # fmt: skip


@router.get("/api/findings", responses=tells(view.Listed), tags=["findings"])
def findings_json(book: OfBook, which: Asked) -> Response:
    """A page of the findings of the latest audit, with their sentences and repairs."""
    return answer(view.listed(book, which.kind or None, which.only, which.page, which.size))


@router.get("/findings/{name}", include_in_schema=False)
def finding(request: Request, book: OfBook, name: str) -> HTMLResponse:
    """One finding, also one that no longer holds."""
    one = view.shown(book, book.finding(id_of(name)))
    return page(
        request,
        "finding.html",
        title=one.finding.headline,
        one=one,
        fresh=lambda: uuid4().hex,
        first=100,
    )


@router.get("/api/findings/{name}", responses=tells(view.Shown), tags=["findings"])
def finding_json(book: OfBook, name: str) -> Response:
    """One finding with its sentences, repairs and decisions."""
    return answer(view.shown(book, book.finding(id_of(name))))


def _decide(
    room: Room, finding: str, judgement: Judgement, reviewer: str, repair: int | None, **notes: str
) -> Decision:
    from warbook.app import deciding

    done = deciding.decide(room.ledger, finding, judgement, reviewer, repair=repair, **notes)
    if judgement == "repaired":
        room.balance()
    return done


@router.post("/findings/{name}/decision", include_in_schema=False, dependencies=[OwnForm])
def decide(
    room: InRoom,
    name: str,
    judgement: Annotated[str, Form(max_length=20)] = "",
    repair: Annotated[str, Form(max_length=20)] = "",
    reviewer: Reviewer = "",
    note: Note = "",
    public_note: Note = "",
    id: Annotated[str, Form(max_length=64)] = "",
    to: Next = "",
) -> Response:
    """Take a repair, overrule, write the public note, or open it again."""
    said: Judgement = "repaired" if repair else judgement  # type: ignore[assignment]  # the ledger refuses others
    notes = {"note": note, "public_note": public_note, **({"id": id} if id else {})}
    _decide(room, id_of(name), said, reviewer, numbered(repair), **notes)
    return back(to or f"/findings/{key(id_of(name))}", reviewer)


class Deciding(BaseModel):
    """A decision on a finding. `repair` is the rank of the repair taken, with 'repaired' only."""

    judgement: Judgement
    reviewer: Annotated[str, Field(min_length=1, max_length=100)]
    repair: Annotated[int | None, Field(ge=1, le=1000)] = None
    note: Annotated[str, Field(max_length=5000)] = ""
    public_note: Annotated[str, Field(max_length=5000)] = ""


@router.post(
    "/api/findings/{name}/decisions", status_code=201, responses=tells(Decision, 201), tags=["findings"],
    dependencies=[OwnProgram],
)  # fmt: skip
def decide_json(room: InRoom, name: str, wanted: Deciding) -> Response:
    """Decide on a finding; a repair that is taken corrects its claims in the same step."""
    notes = {"note": wanted.note, "public_note": wanted.public_note}
    return answer(_decide(room, id_of(name), wanted.judgement, wanted.reviewer, wanted.repair, **notes), 201)
