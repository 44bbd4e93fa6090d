"""Adding reports: files, a pasted text or an address come in, are read beside the pages, and progress is told."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Request
from pydantic import BaseModel, Field, model_validator
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from warbook.errors import MissingError, UsageError
from warbook.web import arriving
from warbook.web.answers import answer, tells
from warbook.web.asking import Day, Words
from warbook.web.faults import wants_json
from warbook.web.jobs import Job
from warbook.web.rendering import page
from warbook.web.room import InRoom, Room
from warbook.web.writing import FORGED, OwnForm, OwnProgram, back

router = APIRouter()


@router.get("/add", include_in_schema=False)
def add(request: Request, room: InRoom, job: str = "") -> HTMLResponse:
    """The form, and the progress of a job."""
    found = _job(room, job) if job else None
    limits = {"files": room.settings.most_files, "upload": room.settings.most_upload, "paste": room.settings.most_paste}
    return page(request, "add.html", title="Add reports", job=found, limits=limits)


@router.post("/add", include_in_schema=False)
async def take(request: Request, room: InRoom) -> Response:
    """What a browser sends: files, a text, addresses. Read after the answer, as a job."""
    settings = room.settings
    form = await _form(request, settings.most_files, settings.most_upload)
    try:
        token = str(form.get("csrf", "")) or request.headers.get("x-warbook-form", "")
        if not room.sessions.is_form_token(request.state.session, token):
            raise HTTPException(403, FORGED)
        files = [(f.filename, f.file) for f in form.getlist("files") if isinstance(f, UploadFile) and f.filename]
        words = {name: str(form.get(name, "")) for name in ("text", "url", "title")}
        published = _day(str(form.get("published", "")))
        task = await run_in_threadpool(arriving.task, settings, files, published=published, **words)
    finally:
        await form.close()
    job = room.jobs.add(task)
    if wants_json(request):
        return JSONResponse({"job": job.id}, 202)
    return RedirectResponse(f"/add?job={job.id}", 303)


async def _form(request: Request, most_files: int, most: int) -> FormData:
    """The form's parts; a text may be as large as the whole. Raises HTTPException where they cannot be read."""
    return await request.form(max_files=most_files, max_fields=20, max_part_size=most)


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words) if words.strip() else None
    except ValueError as error:
        raise UsageError(f"'{words[:40]}' is no day", "write it like 2024-11-02") from error


class Given(BaseModel):
    """A text or an address to be read. `published` is its day, where that is known better than the report says."""

    text: Annotated[str, Field(max_length=5_000_000)] = ""
    url: Annotated[str, Field(max_length=20_000)] = ""
    title: Words = None
    published: Day = None

    @model_validator(mode="after")
    def _something(self) -> "Given":
        if not self.text.strip() and not self.url.strip():
            raise ValueError("give a text or a url")
        return self


@router.post(
    "/api/reports", status_code=202, responses=tells(Job, 202, "It will be read"), tags=["reports"],
    dependencies=[OwnProgram],
)  # fmt: skip
def take_json(room: InRoom, given: Given) -> Response:
    """Have a text or addresses read; ask /api/jobs/{id} how far that is."""
    words: dict[str, Any] = {"text": given.text, "url": given.url, "title": given.title or ""}
    return answer(room.jobs.add(arriving.task(room.settings, published=given.published, **words)), 202)


@router.get("/api/jobs/{id}", responses=tells(Job), tags=["reports"])
def job(room: InRoom, id: str) -> Response:
    """How far a job is: what it is at, what was read, how many findings came of it."""
    return answer(_job(room, id))


@router.get("/jobs/{id}", include_in_schema=False)
def job_part(request: Request, room: InRoom, id: str) -> HTMLResponse:
    """How far a job is, as a part of a page."""
    return page(request, "job.html", title="", job=_job(room, id))


@router.post("/balance", include_in_schema=False, dependencies=[OwnForm])
def balance(room: InRoom) -> Response:
    """Balance the books now, however large they are."""
    from warbook.web.jobs import Task

    return back(f"/add?job={room.jobs.add(Task()).id}")


def _job(room: Room, id: str) -> Job:
    found = room.jobs.get(id)
    if found is None:
        raise MissingError("this job is not known any more", "what it read is in the ledger")
    return found
