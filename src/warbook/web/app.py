"""The app, put together."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module

from fastapi import FastAPI

from warbook import __version__
from warbook.ledger import Ledger
from warbook.web import faults, static
from warbook.web.answers import describe
from warbook.web.guard import Guard
from warbook.web.jobs import Runner
from warbook.web.room import Room
from warbook.web.settings import Settings

SUBJECTS = ("front", "findings", "claims", "reports", "series", "sources", "map", "add", "history", "login")


def create(settings: Settings, ledger: Ledger, run: Runner) -> FastAPI:
    """The app over a ledger; `run` does what goes on beside (see `reader`). The caller closes ledger and runner."""
    room = Room(settings, ledger, run)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        room.jobs.close()

    app = FastAPI(
        title="Warbook", version=__version__, lifespan=lifespan, docs_url=None, redoc_url=None, redirect_slashes=False
    )
    app.state.room = room
    faults.install(app)
    app.include_router(static.router)
    for subject in SUBJECTS:
        app.include_router(import_module(f"warbook.web.routes.{subject}").router)
    describe(app)
    app.add_middleware(Guard, settings=settings, sessions=room.sessions)
    return app
