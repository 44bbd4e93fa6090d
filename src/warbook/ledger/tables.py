"""The tables of the book. Rows are only ever added: the database itself refuses to change or remove one.

The one exception is `tally`, which holds no news: how many claims stand under each name (see `tallying`).

A `moment` is one transaction that wrote something; every row knows the moment it came in with, so the book can be seen
as it was at any moment. An `entry` is what the book says of a claim from its moment on, until it is `superseded`: by
another entry (a newer reading, a review), or at once, when it says that the claim leaves the view. `read` tells whether
the latest reading finds the claim.

The columns of `entry` are for finding and sorting, with '' for what is not known; names in them are folded
(`keys.fold`). What is shown is in `wording`: the whole figure as JSON, and as the machine read it where that differs.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

metadata = MetaData()


def key_text() -> TypeEngine[str]:
    """Text that sorts by code point on every database."""
    return Text().with_variant(Text(collation="C"), "postgresql")


moment = Table(
    "moment",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", key_text(), nullable=False, index=True),
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", key_text(), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("data", ForeignKey("blob.sha256"), nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
)

run = Table(
    "run",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("version", Text, nullable=False),
    Column("vocabulary", Text, nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
)

reading = Table(
    "reading",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("document", ForeignKey("document.seq"), nullable=False),
    Column("run", ForeignKey("run.id"), nullable=False),
    Column("text", ForeignKey("blob.sha256"), nullable=False),
    Column("record", Text, nullable=False),
    Column("document_digest", String(64), nullable=False),
    Column("figures_digest", String(64), nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
    Index("reading_of_document", "document", "seq"),
)

entry = Table(
    "entry",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("claim", key_text(), nullable=False),
    Column("document", ForeignKey("document.seq"), nullable=False),
    Column("reading", ForeignKey("reading.seq"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("read", Boolean, nullable=False),
    Column("event", key_text(), nullable=False),
    Column("object", key_text(), nullable=False),
    Column("party", key_text(), nullable=False),
    Column("recipient", key_text(), nullable=False),
    Column("grp", key_text(), nullable=False),
    Column("place", key_text(), nullable=False),
    Column("origin", key_text(), nullable=False),
    Column("first_day", key_text(), nullable=False),
    Column("last_day", key_text(), nullable=False),
    Column("low", Float),
    Column("high", Float),
    Column("amount", Float, nullable=False),
    Column("unit", key_text(), nullable=False),
    Column("cumulative", Boolean, nullable=False),
    Column("modality", key_text(), nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
    Index("entry_of_claim", "claim", "seq"),
    Index("entry_by_document", "document", "position"),
    Index("entry_by_measure", "event", "object", "party", "first_day"),
    Index("entry_by_object", "object", "first_day"),
    Index("entry_by_party", "party", "first_day"),
    Index("entry_by_place", "place", "first_day"),
    Index("entry_by_day", "first_day", "last_day"),
    Index("entry_by_origin", "origin", "first_day"),
    Index("entry_by_amount", "amount"),
    Index("entry_by_status", "status", "first_day"),
)

wording = Table(
    "wording",
    metadata,
    Column("entry", ForeignKey("entry.seq"), primary_key=True, autoincrement=False),
    Column("record", Text, nullable=False),
    Column("machine", Text),
)

superseded = Table(
    "superseded",
    metadata,
    Column("entry", ForeignKey("entry.seq"), primary_key=True, autoincrement=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
)

source = Table(
    "source",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("key", key_text(), nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
)

said = Table(
    "said",
    metadata,
    Column("source", ForeignKey("source.seq"), nullable=False),
    Column("entry", ForeignKey("entry.seq"), nullable=False),
    Column("link", Integer, nullable=False),
    PrimaryKeyConstraint("source", "entry", "link"),
    Index("said_by_entry", "entry"),
    sqlite_with_rowid=False,
)

rejection = Table(
    "rejection",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("version", Text, nullable=False),
    Column("digest", key_text(), nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
)

finding = Table(
    "finding",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("id", key_text(), nullable=False),
    Column("kind", key_text(), nullable=False),
    Column("record", Text, nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
    Index("finding_by_id", "id"),
)

found = Table(
    "found",
    metadata,
    Column("audit", ForeignKey("audit.seq"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("finding", ForeignKey("finding.digest"), nullable=False),
    PrimaryKeyConstraint("audit", "position"),
)

concerned = Table(
    "concerned",
    metadata,
    Column("finding", ForeignKey("finding.digest"), nullable=False),
    Column("claim", key_text(), nullable=False),
    PrimaryKeyConstraint("finding", "claim"),
    Index("concerned_by_claim", "claim"),
)

decision = Table(
    "decision",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", key_text(), nullable=False, unique=True),
    Column("finding", key_text(), nullable=False),
    Column("version", ForeignKey("finding.digest"), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("repair", Text),
    Column("reviewer", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("public_note", Text, nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
    Index("decision_by_finding", "finding", "seq"),
)

review = Table(
    "review",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", key_text(), nullable=False, unique=True),
    Column("claim", key_text(), nullable=False),
    Column("entry", ForeignKey("entry.seq"), nullable=False),
    Column("before", ForeignKey("entry.seq"), nullable=False),
    Column("seen", Integer),
    Column("verdict", String(16), nullable=False),
    Column("changes", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("decision", ForeignKey("decision.seq")),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
    Index("review_of_claim", "claim", "seq"),
    Index("review_by_entry", "entry", unique=True),
)

copy = Table(
    "copy",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("document", ForeignKey("document.seq"), nullable=False),
    Column("origin", ForeignKey("document.seq"), nullable=False),
    Column("kind", key_text(), nullable=False),
    Column("likeness", Float, nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
    Index("copy_of_document", "document"),
)

passage = Table(
    "passage",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("document", ForeignKey("document.seq"), nullable=False),
    Column("text", ForeignKey("blob.sha256"), nullable=False),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("moment", ForeignKey("moment.seq"), nullable=False),
    Index("passage_of_document", "document"),
)

tally = Table(
    "tally",
    metadata,
    Column("kind", String(16), nullable=False),
    Column("key", key_text(), nullable=False),
    Column("status", String(16), nullable=False),
    Column("claims", Integer, nullable=False),
    Column("entry", Integer, nullable=False),
    PrimaryKeyConstraint("kind", "key", "status"),
    sqlite_with_rowid=False,
)
