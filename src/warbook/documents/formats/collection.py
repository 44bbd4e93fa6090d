"""JSON Lines: a collection, one report a line with `text` and optionally `id`, `title`, `published`, `url`, `lang`."""

import re
from collections.abc import Iterator

import msgspec

from warbook.documents import texts
from warbook.documents.drafts import HEAD_BYTES, MOST_BYTES, Blob, Draft, Given
from warbook.documents.formats import Item
from warbook.errors import ReadError
from warbook.model import Rejection

FIRST_LINE = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
HAS_TEXT = re.compile(rb'[^\[\]]{0,65536}"text"\s*:\s*"')


class Record(msgspec.Struct):
    """One line of a collection."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    lang: str | None = None
    outlet: str | None = None


def certainty(head: bytes, name: str) -> int:
    """A first line that is an object with a text; or lines of objects in a file that is called a collection."""
    if not FIRST_LINE.match(head):
        return 0
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)
    if name.lower().endswith((".jsonl", ".ndjson")) and len(lines) > 1:
        return 60
    try:
        first = msgspec.json.decode(lines[0])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return 50 if len(lines) == 1 and len(head) >= HEAD_BYTES and HAS_TEXT.match(head) else 0
    return 60 if isinstance(first, dict) and isinstance(first.get("text"), str) else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """A report a line; a broken line is a rejection and the rest is read. Lines are read one by one."""
    decoder = msgspec.json.Decoder(Record)
    with blob.open() as stream:
        for number, line in enumerate(iter(lambda: stream.readline(MOST_BYTES + 1), b""), 1):
            if len(line) > MOST_BYTES:
                raise ReadError(f"line {number} is larger than {MOST_BYTES // 1024**2} MB")
            if not line.strip():
                continue
            try:
                yield draft_of(decoder.decode(line.removeprefix(b"\xef\xbb\xbf")), given)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                yield Rejection(name=blob.name, where=f"line {number}", reason=f"is no record of a collection: {error}")
            except ReadError as error:
                yield Rejection(name=blob.name, where=f"line {number}", reason=str(error))


def draft_of(record: Record, given: Given) -> Draft:
    """The report of a record."""
    draft = texts.draft(record.text, record.lang or given.lang or "en")
    draft.record = True
    draft.id = str(record.id) if record.id is not None else None
    stated = Given(
        title=record.title, published=record.published, url=record.url, lang=record.lang, outlet=record.outlet
    )
    texts.take(draft, stated, found_in="metadata")
    return draft
