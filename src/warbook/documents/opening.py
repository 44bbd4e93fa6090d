"""Bytes in, documents and rejections out. One broken record never stops the others."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec
from lxml.etree import LxmlError

from warbook.documents.archives import BROKEN
from warbook.documents.drafts import Blob, Draft, Given, as_utf8, digest
from warbook.documents.finishing import finish
from warbook.documents.formats import Format, Item, Part, choose
from warbook.errors import ReadError
from warbook.model import Document, Rejection

DEEPEST = 4
"""How many archives, collections or mails may lie inside each other."""


class Read(NamedTuple):
    """A report or a rejection, and what it was read from: the file, or the member of an archive. A record has none."""

    item: Document | Rejection
    source: Blob | None = None

    def bytes(self) -> bytes:
        """The bytes of the report as they came in; for a record of a collection its text, as UTF-8."""
        if self.source is not None:
            return self.source.bytes()
        return self.item.text.encode("utf-8", "surrogatepass") if isinstance(self.item, Document) else b""


def read(data: bytes, name: str, given: Given | None = None) -> Iterator[Document | Rejection]:
    """The reports in the bytes of one file, chosen by content. Never raises for what is in the bytes."""
    for found in read_blob(Blob(name, data), given or Given()):
        yield found.item


def read_blob(blob: Blob, given: Given) -> Iterator[Read]:
    """The reports in a file that is read in a stream where its format allows it, each with its bytes."""
    yield from _read(blob, given, 0)


def _read(blob: Blob, given: Given, depth: int) -> Iterator[Read]:
    try:
        if not blob.head:
            raise ReadError("is empty")
        if depth > DEEPEST:
            raise ReadError(f"lies more than {DEEPEST} archives deep and is not opened")
        form = choose(blob, table=_is_named_in(as_utf8(blob.head), given))
    except ReadError as error:
        yield Read(Rejection(name=blob.name, reason=str(error)))
    else:
        try:
            yield from _read_as(form, blob, given, depth)
        except Exception as error:  # a library's own mistake must not stop the other files; the fuzzer sees it
            reason = f"could not be read: {type(error).__name__}: {error}"
            yield Read(Rejection(name=blob.name, reason=" ".join(reason.split())[:300]))


def _is_named_in(head: bytes, given: Given) -> bool:
    """Whether the text column that the user names is named at the start of a file."""
    column = given.columns.text if given.columns else None
    return column is not None and column.encode("utf-8", "surrogatepass") in head


def read_as(form: Format, blob: Blob, given: Given) -> Iterator[Document | Rejection]:
    """The reports in bytes that are taken for a format. Raises nothing that is known to come of broken bytes."""
    for found in _read_as(form, blob, given, 0):
        yield found.item


def _read_as(form: Format, blob: Blob, given: Given, depth: int) -> Iterator[Read]:
    try:
        for number, item in enumerate(form.read(blob, given), 1):
            yield from _finished(item, blob, given, depth, number)
    except (ReadError, OSError, LxmlError, RecursionError, *BROKEN) as error:
        yield Read(Rejection(name=blob.name, reason=one_line(error)))


def _finished(item: Item, blob: Blob, given: Given, depth: int, number: int) -> Iterator[Read]:
    if isinstance(item, Rejection):
        yield Read(item)
    elif isinstance(item, Part):
        yield from _read(item.blob, item.given, depth + 1)
    else:
        try:
            name = _name(item, blob, number)
            document = finish(item, name, _identity(item, blob), given if number == 1 else _shared(given))
            yield Read(document, None if item.record else blob)
        except ReadError as error:
            yield Read(Rejection(name=blob.name, where=f"record {number}", reason=str(error)))


def _name(draft: Draft, blob: Blob, number: int) -> str:
    """What a report is called beside its title: a record without one by its place in the file, as the file has many."""
    return f"{blob.name}, {draft.part or f'record {number}'}" if draft.record and not draft.title else blob.name


def _shared(given: Given) -> Given:
    """What the user said of a file that turns out to hold many reports: an id or a title belongs to one only."""
    return msgspec.structs.replace(given, id=None, title=None)


def _identity(draft: Draft, blob: Blob) -> str:
    """The hash of the file's bytes, or of the record's own text and title where a file holds many."""
    if draft.record:
        return digest("\0".join((draft.title or "", draft.text)).encode("utf-8", "surrogatepass"))
    return digest(blob.bytes())


def one_line(error: Exception) -> str:
    """What went wrong, on one line of at most 300 characters."""
    words = " ".join((str(error) if isinstance(error, ReadError) else f"is broken: {error}").split())
    return words[:300] if words != "is broken:" else f"is broken: {type(error).__name__}"
