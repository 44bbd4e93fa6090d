"""Tables are told cell by cell, each number with what stands at the head of its column and row.

    told(text) -> Told: the text with its tables told, and the way back to the offsets of the text

'Category | Russia | Ukraine', 'Tanks | 3,166 | 870' is told as 'Russia: 3,166 tanks.', 'Ukraine: 870 tanks.', so that
all that reads sentences reads tables. A text without tables is told as it stands.
"""

from warbook.extraction.tables.telling import Told, told

__all__ = ["Told", "told"]
