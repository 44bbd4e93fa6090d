"""The formats that Warbook reads, one module each.

A module of this folder has `certainty(head, name) -> int`, 0 where the bytes are none of its format, and
`read(blob, given) -> Iterator[Item]`. The surest format reads the file; the name of a file is a hint at most.
"""

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import Protocol

from warbook.documents.drafts import Blob, Draft, Given, as_utf8
from warbook.errors import ReadError
from warbook.model import Rejection

SURE = 90
"""From here on no other format is asked."""


class Part:
    """A file or record inside another, still to be read: its bytes, and what the outer file says of it."""

    def __init__(self, blob: Blob, given: Given) -> None:
        self.blob = blob
        self.given = given


Item = Draft | Part | Rejection


class Format(Protocol):
    """What each module of this folder offers."""

    def certainty(self, head: bytes, name: str) -> int:
        """How sure the first bytes are of this format, 0 (not) to 100; text in UTF-16 comes as UTF-8."""

    def read(self, blob: Blob, given: Given) -> Iterator[Item]:
        """The reports in the bytes, in order. Raises ReadError where nothing can be read."""


@cache
def known() -> tuple[Format, ...]:
    """All formats, by module name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}") for name in names)


def choose(blob: Blob, *, table: bool = False) -> Format:
    """The format that is surest of the bytes; `table`: the user calls them a table. Raises ReadError for none."""
    best, surest = None, 0
    name = f"{blob.name}.csv" if table else blob.name
    head = as_utf8(blob.head)
    for form in known():
        certainty = form.certainty(head, name) if surest < SURE else 0
        if certainty > surest:
            best, surest = form, certainty
    if best is None:
        raise ReadError("is no report: its bytes are no text and no format that Warbook knows")
    return best
