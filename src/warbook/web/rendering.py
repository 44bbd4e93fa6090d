"""Pages from templates: everything that a report or a person wrote is escaped."""

from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from warbook import __version__
from warbook.display import wording
from warbook.web.keys import key
from warbook.web.kinds import CLASHING
from warbook.web.static import version

NAVIGATION = (
    ("/", "Front"),
    ("/findings", "Findings"),
    ("/claims", "Claims"),
    ("/series", "Series"),
    ("/sources", "Sources"),
    ("/map", "Map"),
    ("/reports", "Reports"),
    ("/history", "History"),
    ("/add", "Add reports"),
)


FIELDS = {
    "value.low": "at least", "value.high": "at most", "value.unit": "unit", "period.start": "first day",
    "period.end": "last day", "cumulative": "running total", "event": "what happened", "object": "what is counted",
    "party": "side", "to": "to, or against", "group": "narrower group", "place": "place", "sources": "who says so",
    "modality": "how it is said", "record": "called the highest so far",
}  # fmt: skip
"""What the ledger's fields of a claim are called."""


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page. What every page needs is taken from the request: the form token, the reviewer's name, the past day."""
    return HTMLResponse(render(request, template, **context), status)


def render(request: Request, template: str, **context: Any) -> str:
    """A template with what every page needs."""
    room = getattr(request.app.state, "room", None) if "app" in request.scope else None
    session = getattr(request.state, "session", None)
    asof = request.query_params.get("asof", "")
    return (
        _environment()
        .get_template(template)
        .render(
            **context,
            path=request.url.path,
            here=_here(request),
            query=dict(request.query_params),
            asof=asof,
            reviewer=_reviewer(request),
            csrf=room.sessions.form_token(session) if room and session else "",
            book=room.title if room else "",
            signed_in=bool(room and room.settings.token),
            link=lambda where, /, **words: link(where, asof=asof, **words),
        )
    )


def link(where: str, /, **words: Any) -> str:
    """An address with its question; what is empty is left out."""
    kept = {name: value for name, value in words.items() if value not in (None, "", (), [])}
    return where + ("?" + urlencode(kept, doseq=True) if kept else "")


def reasons(why: Sequence[str]) -> str:
    """Why a claim was read so, in one line; how its readings were weighed is left to its own page."""
    return "; ".join([reason for reason in why if " weighed: " not in reason] or why)[:600]


def outside(url: str | None) -> str | None:
    """An address that a report gives, where it is one that a reader may follow."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None


def _here(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def _reviewer(request: Request) -> str:
    return unquote(request.cookies.get("warbook_reviewer", ""))[:100]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("warbook.web", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(
        words=wording,
        key=key,
        outside=outside,
        version=__version__,
        navigation=NAVIGATION,
        static=version,
        fields=FIELDS,
        clashing=CLASHING,
        reasons=reasons,
    )
    return environment
