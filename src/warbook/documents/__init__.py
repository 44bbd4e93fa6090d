"""Reports of any format become documents: exact text, labelled segments, where and when published.

for item in documents.read_paths(["reports/"]):   # Document or Rejection
    words = documents.readable(item)              # what claims may come from, offsets kept
"""

from warbook.documents.drafts import Columns, Given
from warbook.documents.opening import read
from warbook.documents.paths import read_paths
from warbook.documents.reading import kind_at, locate, main_text, readable

__all__ = ["Columns", "Given", "kind_at", "locate", "main_text", "read", "read_paths", "readable"]
