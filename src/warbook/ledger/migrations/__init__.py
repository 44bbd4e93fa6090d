"""The versions of the book, oldest first. Opening a ledger brings it to the newest."""

REVISIONS = ("1", "2", "3", "4", "5")
HEAD = REVISIONS[-1]
