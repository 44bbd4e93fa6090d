"""Signing in, where the server asks for a token."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from warbook.web.guard import cookie_name, set_cookie
from warbook.web.rendering import page
from warbook.web.room import InRoom
from warbook.web.writing import OwnForm

router = APIRouter(include_in_schema=False)
SHUT = "Too many wrong tokens were tried. Wait a minute, then try again."


@router.get("/login")
def login(request: Request, room: InRoom) -> Response:
    """The form for the token."""
    if room.settings.token is None:
        return RedirectResponse("/", 303)
    return page(request, "login.html", title="Sign in", wrong="", inside=request.state.session.signed_in)


@router.post("/login", dependencies=[OwnForm])
def sign_in(request: Request, room: InRoom, token: Annotated[str, Form(max_length=1000)] = "") -> Response:
    """Come in with the token."""
    if not room.sessions.is_token(token):
        words = SHUT if room.sessions.is_shut() else "That is not the token."
        status = 429 if room.sessions.is_shut() else 403
        return page(request, "login.html", status, title="Sign in", wrong=words, inside=False)
    return _go(room, signed_in=True)


@router.post("/logout", dependencies=[OwnForm])
def sign_out(room: InRoom) -> Response:
    """Leave: the browser forgets that the token was given."""
    return _go(room, signed_in=False)


def _go(room: InRoom, signed_in: bool) -> Response:
    answer = RedirectResponse("/", 303)
    cookie = room.sessions.cookie(room.sessions.new(signed_in=signed_in))
    answer.headers.append("Set-Cookie", set_cookie(cookie_name(room.settings), cookie))
    return answer
