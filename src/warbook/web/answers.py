"""Answers to programs: records of the book as JSON, described in the app's OpenAPI."""

from typing import Any

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.responses import Response

from warbook import __version__

MODELS: dict[str, type[msgspec.Struct]] = {}
TEMPLATE = "#/components/schemas/{name}"


def answer(record: Any, status: int = 200) -> Response:
    """A record as JSON. What no JSON can hold (half a character) is replaced."""
    try:
        body = msgspec.json.encode(record)
    except UnicodeEncodeError:
        body = msgspec.json.encode(_whole(msgspec.to_builtins(record)))
    return Response(body, status, media_type="application/json")


def _whole(tree: Any) -> Any:
    if isinstance(tree, str):
        return tree.encode("utf-8", "replace").decode()
    if isinstance(tree, dict):
        return {_whole(name): _whole(value) for name, value in tree.items()}
    return [_whole(item) for item in tree] if isinstance(tree, list | tuple) else tree


def tells(kind: type[msgspec.Struct], status: int = 200, what: str = "As asked") -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers with such a record, or with a fault."""
    MODELS[kind.__name__] = kind
    schema = {"$ref": TEMPLATE.format(name=kind.__name__)}
    return {status: {"description": what, "content": {"application/json": {"schema": schema}}}, **FAULTS}


def saves(media: str) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that answers with a file."""
    return {200: {"description": "The file", "content": {media: {"schema": {"type": "string"}}}}, **FAULTS}


class Fault(msgspec.Struct):
    """Why something could not be done, and what may help."""

    error: str
    hint: str = ""


MODELS["Fault"] = Fault
FAULT = {"application/json": {"schema": {"$ref": TEMPLATE.format(name="Fault")}}}
FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": FAULT}
    for status, words in {
        400: "The request cannot be read",
        401: "A token is needed",
        403: "The request came from another site",
        404: "The ledger holds nothing of that id",
        413: "The request is too large",
        422: "The request cannot be meant so",
        503: "The ledger cannot be read or written now",
    }.items()
}


def describe(app: FastAPI) -> None:
    """Let the app describe itself, the records of the book included."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(title="Warbook", version=__version__, description=ABOUT, routes=app.routes)
            _, parts = msgspec.json.schema_components(list(MODELS.values()), ref_template=TEMPLATE)
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            schemas.update(parts)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


ABOUT = (
    "What the pages show, as JSON. Where the server asks for a token, send it as 'Authorization: Bearer TOKEN'. A "
    "request that brings the pages' cookie and writes must bring their form token too, as 'X-Warbook-Form'."
)
