"""Parquet collections: a report a row, read in batches."""

from collections.abc import Iterator

from warbook.documents import tables
from warbook.documents.drafts import Blob, Given
from warbook.documents.formats import Item
from warbook.errors import ReadError
from warbook.model import Rejection

BATCH = 256


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
            names = [field.name for field in table.schema_arrow]
            used: dict[str, int] = {}
            for batch in table.iter_batches(batch_size=BATCH):
                rows = [[_words(value) for value in row.values()] for row in batch.to_pylist()]
                used = used or tables.choose(names, rows[:50], given)
                for row in rows:
                    number += 1
                    yield _item(row, used, number, blob.name, given)
    except (arrow.ArrowException, OSError, ValueError, KeyError) as error:
        raise ReadError(f"is a broken Parquet file after row {number}: {error}") from error


def _words(value: object) -> str:
    return "" if value is None else str(value)


def _item(row: list[str], used: dict[str, int], number: int, name: str, given: Given) -> Item:
    try:
        draft = tables.draft(row, used, given)
    except ReadError as error:
        return Rejection(name=name, where=f"row {number}", reason=str(error))
    draft.media = "application/vnd.apache.parquet"
    return draft
