"""Parquet collections: a report a row, read in batches."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from warbook.documents import tables
from warbook.documents.drafts import Blob, Given
from warbook.documents.formats import Item
from warbook.errors import ReadError
from warbook.model import Rejection

if TYPE_CHECKING:
    import pyarrow as arrow

BATCH = 256
SAMPLE = 50
DEEPEST = 8
"""Columns inside each other that are looked into."""


def certainty(head: bytes, name: str) -> int:
    """The Parquet mark."""
    return 95 if head.startswith(b"PAR1") else 0


def read(blob: Blob, given: Given) -> Iterator[Item]:
    """A report a row. Raises ReadError where the file is broken."""
    import pyarrow as arrow
    from pyarrow import parquet

    number = 0
    try:
        with blob.open() as stream:
            table = parquet.ParquetFile(stream)
            used: dict[str, int] = {}
            order: str | None = None
            for batch in table.iter_batches(batch_size=BATCH):
                flat = _flattened(arrow.Table.from_batches([batch]))
                rows = [
                    [_words(value) for value in row] for row in zip(*(c.to_pylist() for c in flat.columns), strict=True)
                ]
                if not used:
                    used = tables.choose(flat.column_names, rows[:SAMPLE], given)
                    order = tables.day_order(used, rows)
                for row in rows:
                    number += 1
                    yield _item(row, used, order, number, blob.name, given)
    except (arrow.ArrowException, OSError, ValueError, KeyError) as error:
        raise ReadError(f"is a broken Parquet file after row {number}: {error}") from error


def _flattened(table: "arrow.Table") -> "arrow.Table":
    """The table with the columns inside columns as columns of their own: 'doc.text'."""
    import pyarrow as arrow

    for _ in range(DEEPEST):
        if not any(arrow.types.is_struct(field.type) for field in table.schema):
            break
        table = table.flatten()
    return table


def _words(value: object) -> str:
    """A cell's words; a list of them is a list of paragraphs."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "\n\n".join(value)
    return "" if value is None else str(value)


def _item(row: list[str], used: dict[str, int], order: str | None, number: int, name: str, given: Given) -> Item:
    try:
        draft = tables.draft(row, used, given, order)
    except ReadError as error:
        return Rejection(name=name, where=f"row {number}", reason=str(error))
    draft.media = "application/vnd.apache.parquet"
    return draft
