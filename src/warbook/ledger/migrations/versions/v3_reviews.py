"""What people decide: reviews of claims, findings and decisions on them; and which reports are copies."""

import sqlalchemy as sa
from alembic import op

from warbook.ledger.migrations import guards

revision = "3"
down_revision = "2"

TABLES = ("audit", "finding", "found", "concerned", "decision", "review", "copy")


def key_text() -> sa.types.TypeEngine[str]:
    """Text that sorts by code point on every database."""
    return sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Create the tables, append-only; or take up those that a way back had laid aside."""
    if sa.inspect(op.get_bind()).has_table("later_review"):
        for table in TABLES:
            op.rename_table(f"later_{table}", table)
        return
    _findings()
    _decisions()
    _copies()
    guards.append_only(*TABLES)


def downgrade() -> None:
    """Lay aside what people decided, under other names: an older Warbook leaves it alone, and nothing is lost."""
    for table in TABLES:
        op.rename_table(table, f"later_{table}")


def _seq() -> sa.Column[int]:
    return sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False)


def _key(name: str, *, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, key_text(), nullable=False, unique=unique)


def _to(name: str, target: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=False)


def _to_finding(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(64), sa.ForeignKey("finding.digest"), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _findings() -> None:
    op.create_table("audit", _seq(), _text("version"), _key("digest"), _to("moment", "moment.seq"))
    op.create_table(
        "finding",
        sa.Column("digest", sa.String(64), primary_key=True),
        _key("id"),
        _key("kind"),
        _text("record"),
        _to("moment", "moment.seq"),
    )
    op.create_index("finding_by_id", "finding", ["id"])
    op.create_table(
        "found",
        _to("audit", "audit.seq"),
        sa.Column("position", sa.Integer, nullable=False),
        _to_finding("finding"),
        sa.PrimaryKeyConstraint("audit", "position"),
    )
    op.create_table(
        "concerned",
        _to_finding("finding"),
        _key("claim"),
        sa.PrimaryKeyConstraint("finding", "claim"),
    )
    op.create_index("concerned_by_claim", "concerned", ["claim"])


def _decisions() -> None:
    op.create_table(
        "decision",
        _seq(),
        _key("id", unique=True),
        _key("finding"),
        _to_finding("version"),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("repair", sa.Text),
        *(_text(name) for name in ("reviewer", "note", "public_note")),
        _to("moment", "moment.seq"),
    )
    op.create_index("decision_by_finding", "decision", ["finding", "seq"])
    op.create_table(
        "review",
        _seq(),
        _key("id", unique=True),
        _key("claim"),
        _to("entry", "entry.seq"),
        _to("before", "entry.seq"),
        sa.Column("seen", sa.Integer),
        sa.Column("verdict", sa.String(16), nullable=False),
        *(_text(name) for name in ("changes", "reviewer", "note")),
        sa.Column("decision", sa.Integer, sa.ForeignKey("decision.seq")),
        _to("moment", "moment.seq"),
    )
    op.create_index("review_of_claim", "review", ["claim", "seq"])
    op.create_index("review_by_entry", "review", ["entry"], unique=True)


def _copies() -> None:
    op.create_table(
        "copy",
        _seq(),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
        _to("document", "document.seq"),
        _to("origin", "document.seq"),
        _key("kind"),
        sa.Column("likeness", sa.Float, nullable=False),
        _to("moment", "moment.seq"),
    )
    op.create_index("copy_of_document", "copy", ["document"])
