"""The few files that pages need: known by name when the app starts, so that no request can name another."""

import hashlib
from functools import cache
from importlib import resources

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
router = APIRouter(include_in_schema=False)


@cache
def _files() -> dict[str, bytes]:
    folder = resources.files(__package__).joinpath("static")
    return {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.name.rpartition(".")[2] in KINDS}


@cache
def version(name: str) -> str:
    """The address of a file, which changes with its content."""
    return f"/static/{name}?v={hashlib.sha256(_files()[name]).hexdigest()[:12]}"


@router.get("/static/{name}")
def file(name: str) -> Response:
    """One of the files."""
    if name not in _files():
        raise HTTPException(404)
    kind = KINDS[name.rpartition(".")[2]]
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(_files()[name], media_type=kind, headers=headers)
