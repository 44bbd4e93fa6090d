"""How the reading room is set up."""

import ipaddress
from typing import Annotated

import msgspec

from warbook.errors import UsageError

MEGABYTE = 1024 * 1024
SHORTEST_TOKEN = 12
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Where it listens, who may come in, and how much of anything it takes.

    `names` are further host names under which it is called. `token` must be given by whoever comes in; None where only
    this machine can. Sizes are in bytes. A book of more than `balanced_up_to` claims is balanced only when asked to.
    With `quick` reports are read without the reader.
    """

    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8765
    names: tuple[str, ...] = ()
    token: str | None = None
    most_upload: int = 64 * MEGABYTE
    most_paste: int = 5 * MEGABYTE
    most_form: int = MEGABYTE
    most_files: int = 200
    allow_private: bool = False
    quick: bool = False
    balanced_up_to: int = 50_000

    def __post_init__(self) -> None:
        """Raises UsageError where anybody on the network could come in, or a token can be guessed."""
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise UsageError(f"the token is too short: at least {SHORTEST_TOKEN} characters are needed")
        if self.token is None and not is_loopback(self.host):
            raise UsageError(
                f"listening on {self.host} lets others on the network in, so a token is needed",
                "set WARBOOK_TOKEN, or name a file with --token-file",
            )

    def knows_host(self, name: str) -> bool:
        """Whether a request may call the app by this host name (without port): else a foreign name led here."""
        name = name.strip("[]").rstrip(".").lower()
        if name in {*LOOPBACK, self.host.lower(), *(known.lower() for known in self.names)}:
            return True
        return not is_loopback(self.host) and _is_address(name)


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches what listens there."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _is_address(name: str) -> bool:
    """Whether a host is called by its number, which no foreign name server can lead elsewhere."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
