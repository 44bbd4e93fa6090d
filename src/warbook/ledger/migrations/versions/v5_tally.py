"""How many claims stand under each name, kept at writing."""

import sqlalchemy as sa
from alembic import op

from warbook.ledger import tallying
from warbook.ledger.tables import key_text

revision = "5"
down_revision = "4"


def upgrade() -> None:
    """Create the tallies and count what stands."""
    op.create_table(
        "tally",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", key_text(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("entry", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("kind", "key", "status"),
        sqlite_with_rowid=False,
    )
    tallying.fill(op.get_bind())


def downgrade() -> None:
    """Remove the tallies; they are counted again."""
    op.drop_table("tally")
