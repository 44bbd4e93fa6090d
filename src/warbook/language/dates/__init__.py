"""Text → time expressions: what words tell a time, which days they mean, and from what that was worked out."""

from warbook.language.dates.finder import find
from warbook.language.dates.periods import Stretch, periods
from warbook.language.dates.record import TimeExpression

__all__ = ["Stretch", "TimeExpression", "find", "periods"]
