"""Ids as parts of addresses: an id can be anything that a collection gave a report, a path cannot."""

import base64
import binascii
import re

from warbook.errors import MissingError

PLAIN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}")


def key(id: str) -> str:
    """The id as one part of a path: itself where that is safe, else written in base64 after a '~'."""
    if PLAIN.fullmatch(id):
        return id
    return "~" + base64.urlsafe_b64encode(id.encode("utf-8", "surrogatepass")).decode().rstrip("=")


def id_of(key: str) -> str:
    """The id that a part of a path stands for. Raises MissingError for what stands for none."""
    if PLAIN.fullmatch(key):
        return key
    try:
        if not key.startswith("~"):
            raise ValueError
        id = base64.b64decode(key[1:] + "=" * (-len(key[1:]) % 4), b"-_", validate=True).decode()
        if "\0" in id:
            raise ValueError
    except (ValueError, binascii.Error) as error:
        raise MissingError("there is nothing of that id in the ledger") from error
    return id
