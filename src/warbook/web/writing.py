"""What every writing request must bring: the form token of its session, and who decides."""

import re
from typing import Annotated
from urllib.parse import quote, urlsplit

from fastapi import Depends, Form, Header, HTTPException, Request
from pydantic import AfterValidator
from starlette.responses import RedirectResponse, Response

from warbook.errors import UsageError
from warbook.web.guard import cookie_name
from warbook.web.room import room_of

FORGED = "This form has expired or came from another site, so nothing was done. Load the page again."


def _form(request: Request, csrf: Annotated[str, Form(max_length=200)] = "") -> None:
    """Raises HTTPException where a form does not carry its session's token."""
    room = room_of(request)
    token = csrf or request.headers.get("x-warbook-form", "")
    if not room.sessions.is_form_token(request.state.session, token):
        raise HTTPException(403, FORGED)


def _program(request: Request, x_warbook_form: Annotated[str, Header(max_length=200)] = "") -> None:
    """Raises HTTPException where a request with the pages' cookie does not carry their form token."""
    room = room_of(request)
    if cookie_name(room.settings) not in request.cookies:
        return
    if not room.sessions.is_form_token(request.state.session, x_warbook_form):
        raise HTTPException(403, FORGED)


def _clean(words: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", " ", words).strip()


OwnForm = Depends(_form)
OwnProgram = Depends(_program)
Reviewer = Annotated[str, Form(max_length=100), AfterValidator(_clean)]
Note = Annotated[str, Form(max_length=5000), AfterValidator(_clean)]
Next = Annotated[str, Form(alias="next", max_length=4000)]


def back(to: str, reviewer: str = "") -> Response:
    """On to a page of this app, with the reviewer's name remembered."""
    answer = RedirectResponse(own(to), 303)
    if reviewer:
        answer.set_cookie(
            "warbook_reviewer", quote(reviewer), max_age=31_536_000, httponly=True, samesite="strict", path="/"
        )
    return answer


def own(to: str) -> str:
    """An address inside this app; the front page for any other."""
    parts = urlsplit(to.replace("\\", "/"))
    inside = to.startswith("/") and not parts.netloc and not parts.scheme and not to.startswith(("//", "/\\"))
    return to if inside and to.isprintable() else "/"


def numbered(words: str | None) -> int | None:
    """A number from a form; None where it is empty. Raises UsageError for what is none."""
    if not words:
        return None
    if not words.isascii() or not words.isdecimal() or len(words) > 18:
        raise UsageError(f"'{words[:40]}' is no number")
    return int(words)
