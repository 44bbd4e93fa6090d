"""The book: reports with their bytes, the claims read in them, and everything that was decided about them.

    with Ledger.open("warbook.db") as ledger:
        ledger.store(document, data, figures, Run(version, vocabulary))
        ledger.claims(Filter(measure="casualties/personnel", party="Russia"), sort="-period", limit=50)
        ledger.review(claim_id, "corrected", "Ada", {"period.start": "2024-10-01"})

`Ledger` writes and reads, `Book` reads (`ledger.as_of(moment)` gives one). This is the only room that knows SQL. It
keeps SQLite files (WAL) and PostgreSQL databases alike.
"""

from warbook.ledger.book import Book
from warbook.ledger.corrections import FIELDS
from warbook.ledger.records import (
    STANDING,
    Change,
    Claim,
    Copy,
    Decision,
    Fault,
    Filter,
    Hit,
    Judged,
    Judgement,
    Name,
    Point,
    Refused,
    Report,
    Review,
    Run,
    Series,
    SortOrder,
    SourceLine,
    State,
    Status,
    Step,
    Stored,
    Verdict,
    one_of,
)
from warbook.ledger.store import Ledger

__all__ = [
    "FIELDS",
    "STANDING",
    "Book",
    "Change",
    "Claim",
    "Copy",
    "Decision",
    "Fault",
    "Filter",
    "Hit",
    "Judged",
    "Judgement",
    "Ledger",
    "Name",
    "Point",
    "Refused",
    "Report",
    "Review",
    "Run",
    "Series",
    "SortOrder",
    "SourceLine",
    "State",
    "Status",
    "Step",
    "Stored",
    "Verdict",
    "one_of",
]
