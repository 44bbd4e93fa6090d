"""The book, to be read: as it is now, or as it was at a past moment."""

from datetime import datetime

import sqlalchemy as sa

from warbook.errors import UsageError
from warbook.ledger import tables as t
from warbook.ledger.claims import Claims
from warbook.ledger.findings import Findings
from warbook.ledger.moments import stamp
from warbook.ledger.passages import Passages
from warbook.ledger.reports import Reports
from warbook.ledger.reviews import Reviews
from warbook.ledger.voices import Voices


class Book(Claims, Voices, Reports, Passages, Reviews, Findings):
    """Everything that can be asked of a ledger: of claims, reports, reviews and findings."""

    def last_moment(self) -> int:
        """The number of the moment that is looked at: whatever is asked is the same as long as this is."""
        return self.at if self.at is not None else self._number(sa.select(sa.func.max(t.moment.c.seq)))

    def as_of(self, when: datetime) -> "Book":
        """The book as it was at `when` (with a time zone; what was written in that very instant is in it)."""
        if when.tzinfo is None:
            raise UsageError("a moment needs a time zone")
        last = sa.select(sa.func.max(t.moment.c.seq)).where(t.moment.c.at <= stamp(when))
        return Book(self._engine, self._number(last))
