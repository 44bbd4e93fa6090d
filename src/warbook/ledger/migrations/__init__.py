"""The versions of the book, oldest first. Opening a ledger brings it to the newest."""

REVISIONS = ("0001", "0002", "0003")
HEAD = REVISIONS[-1]
