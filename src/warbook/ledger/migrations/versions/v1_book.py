"""The book: moments, reports with their bytes, readings, claims, sources, rejections."""

import sqlalchemy as sa
from alembic import op

from warbook.ledger.migrations import guards

revision = "1"
down_revision = None

LATER = ("copy", "review", "decision", "concerned", "found", "finding", "audit")  # laid aside by a way back
TABLES = (
    "moment",
    "blob",
    "document",
    "run",
    "reading",
    "entry",
    "wording",
    "superseded",
    "source",
    "said",
    "rejection",
)


def key_text() -> sa.types.TypeEngine[str]:
    """Text that sorts by code point on every database."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create all tables, append-only."""
    guards.create_refusal()
    _reports()
    _claims()
    _sources()
    guards.append_only(*TABLES)


def downgrade() -> None:
    """Remove the whole book."""
    there = set(sa.inspect(op.get_bind()).get_table_names())
    laid_aside = [f"later_{table}" for table in LATER if f"later_{table}" in there]
    for table in (*laid_aside, *reversed(TABLES)):
        op.drop_table(table)
    guards.drop_refusal()


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False)


def _moment() -> sa.Column[int]:
    return sa.Column("moment", sa.Integer, sa.ForeignKey("moment.seq"), nullable=False)


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, key_text(), nullable=False)


def _reports() -> None:
    op.create_table("moment", _seq(), _key("at"))
    op.create_index("ix_moment_at", "moment", ["at"])
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "document",
        _seq(),
        sa.Column("id", key_text(), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("data", sa.String(64), sa.ForeignKey("blob.sha256"), nullable=False),
        _moment(),
    )
    op.create_table(
        "run",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("version", sa.Text, nullable=False),
        sa.Column("vocabulary", sa.Text, nullable=False),
        _moment(),
    )
    op.create_table(
        "reading",
        _seq(),
        sa.Column("document", sa.Integer, sa.ForeignKey("document.seq"), nullable=False),
        sa.Column("run", sa.String(64), sa.ForeignKey("run.id"), nullable=False),
        sa.Column("text", sa.String(64), sa.ForeignKey("blob.sha256"), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("document_digest", sa.String(64), nullable=False),
        sa.Column("figures_digest", sa.String(64), nullable=False),
        _moment(),
    )
    op.create_index("reading_of_document", "reading", ["document", "seq"])


def _claims() -> None:
    op.create_table(
        "entry",
        _seq(),
        _key("claim"),
        sa.Column("document", sa.Integer, sa.ForeignKey("document.seq"), nullable=False),
        sa.Column("reading", sa.Integer, sa.ForeignKey("reading.seq"), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("read", sa.Boolean, nullable=False),
        *(_key(name) for name in ("event", "object", "party", "recipient", "grp", "place", "origin")),
        *(_key(name) for name in ("first_day", "last_day")),
        sa.Column("low", sa.Float),
        sa.Column("high", sa.Float),
        sa.Column("amount", sa.Float, nullable=False),
        _key("unit"),
        sa.Column("cumulative", sa.Boolean, nullable=False),
        _key("modality"),
        _moment(),
    )
    op.create_table(
        "wording",
        sa.Column("entry", sa.Integer, sa.ForeignKey("entry.seq"), primary_key=True, autoincrement=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("machine", sa.Text),
    )
    op.create_index("entry_of_claim", "entry", ["claim", "seq"])
    op.create_index("entry_by_document", "entry", ["document", "position"])
    op.create_index("entry_by_measure", "entry", ["event", "object", "party", "first_day"])
    for name in ("object", "party", "place", "origin", "status"):
        op.create_index(f"entry_by_{name}", "entry", [name, "first_day"])
    op.create_index("entry_by_day", "entry", ["first_day", "last_day"])
    op.create_index("entry_by_amount", "entry", ["amount"])
    op.create_table(
        "superseded",
        sa.Column("entry", sa.Integer, sa.ForeignKey("entry.seq"), primary_key=True, autoincrement=False),
        _moment(),
    )


def _sources() -> None:
    op.create_table(
        "source",
        _seq(),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        sa.Column("name", sa.Text, nullable=False),
        _key("key"),
        _moment(),
    )
    op.create_table(
        "said",
        sa.Column("source", sa.Integer, sa.ForeignKey("source.seq"), nullable=False),
        sa.Column("entry", sa.Integer, sa.ForeignKey("entry.seq"), nullable=False),
        sa.Column("link", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("source", "entry", "link"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rejection",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        _moment(),
    )
