"""The door: every request passes here first, every answer leaves through here.

A request must call the app by a name that it knows (else a foreign name was led to this machine), a writing one must
come from the app's own pages, be no larger than it may, and where a token is asked for, only those who gave it come in.
Every answer forbids the browser whatever the pages do not need.
"""

import logging
from urllib.parse import urlsplit

from fastapi import HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from warbook.web.faults import refusal
from warbook.web.sessions import LASTS, Session, Sessions
from warbook.web.settings import Settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/login", "/static/")
"""What may be seen before the token is given."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
FAULT = "A fault of Warbook's own. Nothing was stored by this request; the app goes on."
log = logging.getLogger(__name__)


class Guard:
    """ASGI middleware around the whole app. Leaves the request's `Session` in `scope['state']['session']`."""

    def __init__(self, app: ASGIApp, settings: Settings, sessions: Sessions) -> None:
        self.app, self.settings, self.sessions = app, settings, sessions
        self.cookie = cookie_name(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = cookie_parser(headers.get("cookie", "")).get(self.cookie)
        session = self.sessions.read(given)
        answer = self._refused(scope, headers, session)
        fresh = session is None
        session = session or self.sessions.new()
        scope.setdefault("state", {})["session"] = session
        leave = _dressed(send, self._set_cookie(session) if fresh and not answer else None, scope["path"])
        if answer is not None:
            await _drained(receive, self.settings.most_upload)
            await answer(scope, receive, leave)
            return
        await self._inside(scope, Bounded(receive, self._most(scope["path"])), leave)

    async def _inside(self, scope: Scope, receive: Receive, leave: Send) -> None:
        """The app's own answer; one in plain words where the app has a fault."""
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await leave(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            log.error("a fault of Warbook's own at %s", scope["path"], exc_info=error)
            if not begun:
                await refusal(scope, 500, FAULT)(scope, receive, leave)

    def _refused(self, scope: Scope, headers: Headers, session: Session | None) -> Response | None:
        """The answer to a request that may not come in; None for one that may."""
        host = headers.get("host", "")
        if headers.getlist("host")[1:] or not self.settings.knows_host(_name(host)):
            return PlainTextResponse("This address leads here by a name that is not known.\n", 421)
        if scope["method"] not in SAFE and not _is_own(headers, host):
            return refusal(scope, 403, "This request came from another site, so nothing was done.")
        if len(scope["path"]) + len(scope.get("query_string", b"")) > 8000:
            return refusal(scope, 414, "The address is too long.", "narrow the list down by fewer words")
        bearer = _bearer(headers)
        if not scope["path"].startswith(OPEN) and not self.sessions.may_come_in(session, bearer):
            return _come_in(scope)
        most = self._most(scope["path"])
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > most:
            return refusal(scope, 413, *too_large(most))
        return None

    def _most(self, path: str) -> int:
        return self.settings.most_upload if path in ("/add", "/api/reports") else self.settings.most_form

    def _set_cookie(self, session: Session) -> str:
        return set_cookie(self.cookie, self.sessions.cookie(session))


def cookie_name(settings: Settings) -> str:
    """The name of the session's cookie: browsers share cookies between the ports of one host."""
    return f"warbook_{settings.port}"


def set_cookie(name: str, value: str) -> str:
    """A cookie that scripts cannot read and other sites cannot send."""
    return f"{name}={value}; HttpOnly; SameSite=Strict; Path=/; Max-Age={LASTS}"


def too_large(most: int) -> tuple[str, str]:
    """What to say, and advise, of more bytes than are taken at once."""
    size = f"{most / 1024**2:.0f} MB"
    return f"That is more than {size}, which is all that is taken at once. Nothing of it was stored.", (
        "save it as a file and read it with: warbook read FILE --ledger LEDGER"
    )


class Bounded:
    """Receives a body up to a size, whatever its header says. Raises HTTPException beyond."""

    def __init__(self, receive: Receive, most: int) -> None:
        self.receive, self.most, self.got = receive, most, 0

    async def __call__(self) -> Message:
        """The next message."""
        message = await self.receive()
        self.got += len(message.get("body", b""))
        if self.got > self.most:
            raise HTTPException(413, too_large(self.most)[0])
        return message


async def _drained(receive: Receive, most: int) -> None:
    """Take the rest of a refused body, up to a few times what is allowed, so that the sender hears why."""
    got = 0
    while got < 8 * most:
        message = await receive()
        got += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            return


def _dressed(send: Send, cookie: str | None, path: str) -> Send:
    async def leave(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                if name not in headers:
                    headers[name] = value
            if "cache-control" not in headers:
                headers["Cache-Control"] = "no-store"
            if cookie and not path.startswith(("/static/", "/api/")):
                headers.append("Set-Cookie", cookie)
        await send(message)

    return leave


def _is_own(headers: Headers, host: str) -> bool:
    """Whether a writing request comes from the app's own pages, or from no browser at all."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin") or headers.get("referer")
    if origin is None:
        return True
    try:
        return urlsplit(origin).scheme in ("http", "https") and urlsplit(origin).netloc.lower() == host.lower()
    except ValueError:
        return False


def _name(host: str) -> str:
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _bearer(headers: Headers) -> str | None:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _come_in(scope: Scope) -> Response:
    if scope["path"].startswith("/api/") or scope["method"] not in SAFE:
        answer = refusal(scope, 401, "A token is needed.", "send it as: Authorization: Bearer TOKEN")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    return RedirectResponse("/login", 303)
