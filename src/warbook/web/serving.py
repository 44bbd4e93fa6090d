"""Running the app on a port of this machine."""

import logging
import socket
from collections.abc import Callable

import uvicorn

from warbook.errors import UsageError
from warbook.ledger import Ledger
from warbook.web.app import create
from warbook.web.reader import Reader
from warbook.web.settings import Settings


def serve(settings: Settings, where: str | None, ready: Callable[[str], None]) -> None:
    """Serve the ledger at a path or URL until stopped; `ready` is told the address. Raises UsageError where the port
    cannot be had, LedgerError where the ledger cannot be opened.
    """
    with Ledger.open(where) as ledger:
        reader = Reader(ledger.address)
        app = create(settings, ledger, reader)
        listener = _listener(settings)
        config = uvicorn.Config(
            app, log_level=logging.WARNING, access_log=False, server_header=False, proxy_headers=False,
            timeout_graceful_shutdown=5, lifespan="on", http="h11", ws="none",
        )  # fmt: skip
        ready(_address(settings, listener.getsockname()[1]))
        try:
            uvicorn.Server(config).run(sockets=[listener])
        finally:
            reader.close()
            listener.close()


def _listener(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(f"{settings.host}, port {settings.port}: {reason}", "name another with --port") from error
    return listener


def _address(settings: Settings, port: int) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{port}/"
