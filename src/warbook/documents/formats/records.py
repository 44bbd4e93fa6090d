"""JSON that is a list of reports, by itself or under one key; JSON of any other form is refused, not read as text."""

import re
from collections.abc import Iterator

import msgspec

from warbook.documents.drafts import Blob, Given
from warbook.documents.formats import Item
from warbook.documents.formats.collection import draft_of
from warbook.errors import ReadError
from warbook.model import Rejection

OPENING = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\{\s*"(?:[^"\\]|\\.){1,200}"\s*:|\[\s*(?:\{\s*["}]|\[|\]))')


def certainty(head: bytes, name: str) -> int:
    """An object with a key, or a list of objects."""
    return 30 if OPENING.match(head) else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """A report a record that has a text. Raises ReadError where the file is no such list."""
    try:
        data = msgspec.json.decode(blob.utf8().removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadError(f"is broken JSON: {error}") from error
    lists = [data] if isinstance(data, list) else []
    if isinstance(data, dict):
        lists = [value for value in data.values() if isinstance(value, list)]
    text = (given.columns and given.columns.text) or "text"
    records = next((found for found in [*lists, [data]] if any(_holds(record, text) for record in found)), None)
    if records is None:
        raise ReadError("is JSON without reports in it", "make it JSON Lines: one object a line, with a 'text'")
    for number, record in enumerate(records, 1):
        try:
            if not isinstance(record, dict):
                raise ReadError("is no object")
            yield draft_of(record, given)
        except ReadError as error:
            yield Rejection(name=blob.name, where=f"record {number}", reason=f"is no report: {error}")


def _holds(record: object, text: str) -> bool:
    return isinstance(record, dict) and isinstance(record.get(text), str)
