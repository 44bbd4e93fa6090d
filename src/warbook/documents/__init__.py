"""Reports of any format become documents: exact text, labelled segments, where and when published.

for item in documents.read_paths(["reports/"]):   # Document or Rejection
    words = documents.readable(item)              # what claims may come from, offsets kept
"""

from warbook.documents.copies import Copy, Family, Shared, copies, families
from warbook.documents.drafts import Blob, Columns, Given
from warbook.documents.journal import Journal, note_failure
from warbook.documents.opening import Read, read
from warbook.documents.paths import count, is_address, read_paths, read_with_bytes
from warbook.documents.reading import kind_at, locate, main_text, readable

__all__ = [
    "Blob",
    "Columns",
    "Copy",
    "Family",
    "Given",
    "Journal",
    "Read",
    "Shared",
    "copies",
    "count",
    "families",
    "is_address",
    "kind_at",
    "locate",
    "main_text",
    "note_failure",
    "read",
    "read_paths",
    "read_with_bytes",
    "readable",
]
