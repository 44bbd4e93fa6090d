"""The book: reports with their bytes, the claims read in them, and everything that was decided about them.

    with Ledger.open("warbook.db") as ledger:
        ledger.store(document, data, figures, Run(version, vocabulary))
        ledger.claims(Filter(measure="casualties/personnel", party="Russia"), sort="-period", limit=50)

This is the only room that knows SQL. It keeps SQLite files (WAL) and PostgreSQL databases alike.
"""

from warbook.ledger.book import Book
from warbook.ledger.records import STANDING, Claim, Filter, Name, Refused, Report, Run, SortOrder, Status, Stored
from warbook.ledger.store import Ledger

__all__ = [
    "STANDING",
    "Book",
    "Claim",
    "Filter",
    "Ledger",
    "Name",
    "Refused",
    "Report",
    "Run",
    "SortOrder",
    "Status",
    "Stored",
]
