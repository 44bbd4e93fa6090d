"""CSV and TSV collections: a report a row."""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from warbook.documents import tables
from warbook.documents.decoding import encoding_of, is_text
from warbook.documents.drafts import Blob, Draft, Given
from warbook.documents.formats import Item
from warbook.errors import ReadError
from warbook.model import Rejection

DELIMITERS = ",;\t|"
LONGEST_FIELD = 10_000_000
SAMPLE = 50
HEAD_CHARACTERS = 200_000
"""Of a table that are looked at for its columns; rows are read in a stream, one by one."""


def certainty(head: bytes, name: str) -> int:
    """A header with a known name for its text column, and rows as wide; or the name of the file and rows as wide."""
    if not is_text(head):
        return 0
    lines = head.decode("utf-8", errors="replace").lstrip("\ufeff")
    delimiter = _delimiter(lines)
    if delimiter is None:
        return 0
    rows = _sample(lines, delimiter)
    names = [field.strip().lower() for field in rows[0]] if rows else []
    even = len(rows) >= 2 and sum(len(row) == len(names) for row in rows[1:]) >= 0.5 * (len(rows) - 1)
    short = all(len(field) <= 40 for field in names) and len(set(names)) == len(names)
    if not (even and short and len(names) >= 2):
        return 0
    return 58 if name.lower().endswith((".csv", ".tsv")) or any(map(tables.holds_text, names)) else 0


def _delimiter(lines: str) -> str | None:
    first = lines.split("\n", 1)[0]
    best = max(DELIMITERS, key=first.count)
    return best if first.count(best) else None


def _sample(lines: str, delimiter: str) -> list[list[str]]:
    """The first rows, without the last, which may be cut off."""
    try:
        rows = list(islice(csv.reader(io.StringIO(lines), delimiter=delimiter), SAMPLE))
    except csv.Error:
        return []
    return [row for row in (rows[:-1] if len(rows) > 2 and len(lines) >= 60_000 else rows) if row]


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """A report a row; a row of another width is a rejection and the rest is read."""
    csv.field_size_limit(LONGEST_FIELD)
    with blob.open() as stream:
        encoding, remark = encoding_of(stream)
    given = msgspec.structs.replace(given, remarks=(*given.remarks, *([remark] if remark else [])))
    with blob.open() as stream, io.TextIOWrapper(stream, encoding, errors="replace", newline="") as lines:
        head = lines.read(HEAD_CHARACTERS)
        delimiter = _delimiter(head)
        if delimiter is None:
            raise ReadError("is a table of one column")
        names, *sample = _sample(head, delimiter) or [[]]
        if not names:
            raise ReadError("has no first row that names its columns")
        used = tables.choose(names, sample, given)
        lines.seek(0)
        rows = csv.reader(lines, delimiter=delimiter)
        next(rows)
        order = tables.day_order(used, sample)
        yield from _rows(rows, names, used, order, blob.name, given)


def _rows(
    rows: Any, names: list[str], used: dict[str, int], order: str | None, name: str, given: Given
) -> Iterator[Item]:
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Rejection(name=name, where=f"line {line}", reason=f"is a broken row: {error}")
            continue
        try:
            if row:
                yield _draft(row, names, used, order, given)
        except ReadError as error:
            yield Rejection(name=name, where=f"line {line}", reason=str(error))


def _draft(row: list[str], names: list[str], used: dict[str, int], order: str | None, given: Given) -> Draft:
    if len(row) != len(names):
        raise ReadError(f"has {len(row)} fields where the header has {len(names)}")
    draft = tables.draft(row, used, given, order)
    draft.media = "text/csv"
    return draft
