"""What goes wrong, said in one clear line: as a page to people, as JSON to programs."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from warbook.errors import LedgerError, MissingError, ReadError, UsageError, WarbookError
from warbook.web.rendering import page

STATUS: tuple[tuple[type[WarbookError], int], ...] = (
    (MissingError, 404),
    (UsageError, 422),
    (ReadError, 422),
    (LedgerError, 503),
)
AGAIN = {"Retry-After": "5"}


def refusal(scope: Scope, status: int, words: str, hint: str = "") -> Response:
    """An answer that says why a request is not served."""
    request = Request(scope)
    if wants_json(request):
        return JSONResponse({"error": words, "hint": hint}, status)
    name = HTTPStatus(status).phrase
    return page(request, "fault.html", status=status, title=name, said=words, hint=hint, again=())


def wants_json(request: Request) -> bool:
    """Whether a program asks, or a script of a page."""
    return request.url.path.startswith("/api/") or "application/json" in request.headers.get("accept", "")


def install(app: FastAPI) -> None:
    """Let the app answer whatever goes wrong."""
    app.add_exception_handler(WarbookError, _known)
    app.add_exception_handler(RequestValidationError, _unusable)
    app.add_exception_handler(HTTPException, _plain)


async def _known(request: Request, error: Exception) -> Response:
    assert isinstance(error, WarbookError)
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    answer = refusal(request.scope, status, _sentence(error.message), error.hint)
    if status == 503:
        answer = await _keep_form(request, answer, error)
        answer.headers.update(AGAIN)
    return answer


async def _keep_form(request: Request, answer: Response, error: WarbookError) -> Response:
    """Where a form could not be stored now, a page that holds all of it and can send it again."""
    kind = request.headers.get("content-type", "")
    if wants_json(request) or not kind.startswith("application/x-www-form-urlencoded"):
        return answer
    again = [(name, value) for name, value in (await request.form()).multi_items() if isinstance(value, str)]
    words = _sentence(error.message)
    return page(request, "fault.html", status=503, title="Not stored yet", said=words, hint=error.hint, again=again)


async def _unusable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return refusal(request.scope, 422, "; ".join(_what(fault) for fault in error.errors()[:5]))


def _what(fault: Any) -> str:
    where = ".".join(str(part) for part in fault["loc"] if part not in ("query", "body", "path", "form"))
    return f"{where}: {fault['msg']}" if where else str(fault["msg"])


async def _plain(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "There is no such page.", 405: "That cannot be done here."}.get(error.status_code, str(error.detail))
    answer = refusal(request.scope, error.status_code, words)
    answer.headers.update(error.headers or {})
    return answer


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")
