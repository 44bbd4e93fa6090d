"""JSON Lines: a collection, one report a line with `text` and optionally `id`, `title`, `published`, `url`, `lang`.

Where a line has no `text`, or the user names other keys, its keys are read as the columns of a table are.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from warbook.documents import tables
from warbook.documents.drafts import HEAD_BYTES, MOST_BYTES, WIDE, Blob, Draft, Given
from warbook.documents.formats import Item
from warbook.errors import ReadError
from warbook.model import Rejection

FIRST_LINE = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
HAS_TEXT = re.compile(rb'[^\[\]]{0,65536}"text"\s*:\s*"')


def certainty(head: bytes, name: str) -> int:
    """A first line that is an object with a text; or lines of objects in a file that is called a collection."""
    if not FIRST_LINE.match(head):
        return 0
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)
    if name.lower().endswith((".jsonl", ".ndjson")) and len(lines) > 1:
        return 60
    first = _object(lines[0])
    if first is None:
        return 50 if len(lines) == 1 and len(head) >= HEAD_BYTES and HAS_TEXT.match(head) else 0
    if isinstance(first.get("text"), str):
        return 60
    more = lines[1].split(b"\n", 2) if len(lines) > 1 else []
    return 55 if len(more) > 1 and _object(more[0]) is not None else 0


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        return msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """A report a line; a broken line is a rejection and the rest is read. Lines are read one by one."""
    decoder = msgspec.json.Decoder(dict[str, Any])
    is_wide = any(blob.head.startswith(mark) for mark, _ in WIDE)
    with io.BytesIO(blob.utf8()) if is_wide else blob.open() as stream:
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


def draft_of(record: Mapping[str, Any], given: Given) -> Draft:
    """The report of a record. Raises ReadError where it holds no text."""
    names, values = list(record), [_words(value) for value in record.values()]
    used = tables.choose(names, [values], given)
    said = record[names[used["text"]]]
    if not isinstance(said, str) and not (isinstance(said, list) and values[used["text"]]):
        raise ReadError(f"is no report: its '{names[used['text']]}' is no text")
    return tables.draft(values, used, given)


def _words(value: object) -> str:
    """A field's words; a list of them is a list of paragraphs."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    return str(value) if isinstance(value, str | int | float) else ""
