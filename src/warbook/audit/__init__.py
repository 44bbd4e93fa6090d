"""The audit: claims in, findings out. What cannot be true together is found and proved, and the likeliest slip is
named.
"""

from warbook.audit.bench import findings_to_bench
from warbook.audit.claims import read_claims
from warbook.audit.engine import Audit, audit
from warbook.audit.figures import book_of, statements_from
from warbook.audit.sources import Profile, manner
from warbook.audit.statement import Book, Statement

__all__ = [
    "Audit",
    "Book",
    "Profile",
    "Statement",
    "audit",
    "book_of",
    "findings_to_bench",
    "manner",
    "read_claims",
    "statements_from",
]
