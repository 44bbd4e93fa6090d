"""The command that serves a ledger as a web app."""

import os
from pathlib import Path
from typing import Annotated

import typer

from warbook.cli.commands import app
from warbook.cli.options import Ledger, Quick
from warbook.cli.saying import say
from warbook.errors import UsageError

VARIABLE = "WARBOOK_TOKEN"


@app.command()
def serve(
    *,
    ledger: Ledger = None,
    host: Annotated[
        str, typer.Option(metavar="NAME", help="Where to listen. Others than this machine need a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="0: any that is free.")] = 8765,
    name: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A further host name under which it is called.")
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help=f"Holds the token; without it, ${VARIABLE} does.")
    ] = None,
    most_upload: Annotated[int, typer.Option(metavar="MB", min=1, max=2048, help="The most to be taken at once.")] = 64,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch addresses inside your own network too.")
    ] = False,
    quick: Quick = False,
) -> int:
    """Open a ledger in the browser: read, review, decide. Only this machine reaches it, unless --host says more."""
    from warbook.web.serving import serve
    from warbook.web.settings import MEGABYTE, Settings, is_loopback

    settings = Settings(
        host=host,
        port=port,
        names=tuple(name or ()),
        token=_token(token_file),
        most_upload=most_upload * MEGABYTE,
        allow_private=allow_private,
        quick=quick,
    )
    if not is_loopback(host):
        say(f"warbook: {host} is reached from the network; nothing that is sent is encrypted")
    serve(settings, ledger, lambda address: say(f"warbook: {address} (stop with Ctrl-C)"))
    return 0


def _token(file: Path | None) -> str | None:
    if file is None:
        return os.environ.get(VARIABLE) or None
    try:
        return file.read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is no text"
        raise UsageError(f"{file}: the token cannot be read: {reason}") from error
