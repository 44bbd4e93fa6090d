"""The book, to be read: as it is now, or as it was at a past moment."""

from datetime import datetime

import sqlalchemy as sa

from warbook.errors import UsageError
from warbook.ledger import tables as t
from warbook.ledger.moments import stamp
from warbook.ledger.passages import Passages
from warbook.ledger.reports import Reports
from warbook.ledger.reviews import Reviews
from warbook.ledger.summaries import Summaries
from warbook.ledger.voices import Voices


class Book(Summaries, Voices, Reports, Passages, Reviews):
    """Everything that can be asked of a ledger: of claims, reports, reviews and findings."""

    def as_of(self, when: datetime) -> "Book":
        """The book as it was at `when` (with a time zone; what was written in that very instant is in it)."""
        if when.tzinfo is None:
            raise UsageError("a moment needs a time zone")
        last = sa.select(sa.func.max(t.moment.c.seq)).where(t.moment.c.at <= stamp(when))
        return Book(self._engine, self._number(last))
