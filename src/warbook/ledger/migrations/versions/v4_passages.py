"""Full-text search over whole reports, in passages; and the way from a claim to those who said it."""

import sqlalchemy as sa
from alembic import op

from warbook.ledger import passages
from warbook.ledger.migrations import guards

revision = "4"
down_revision = "3"


def upgrade() -> None:
    """Create the passages and their index, and fill them from the reports that are there."""
    op.create_index("said_by_entry", "said", ["entry"])
    op.create_table(
        "passage",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("document", sa.Integer, sa.ForeignKey("document.seq"), nullable=False),
        sa.Column("text", sa.String(64), sa.ForeignKey("blob.sha256"), nullable=False),
        sa.Column("first", sa.Integer, nullable=False),
        sa.Column("last", sa.Integer, nullable=False),
        sa.Column("moment", sa.Integer, sa.ForeignKey("moment.seq"), nullable=False),
    )
    op.create_index("passage_of_document", "passage", ["document"])
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        columns = "rowid INTEGER PRIMARY KEY REFERENCES passage (seq), words TSVECTOR NOT NULL"
        op.execute(f"CREATE TABLE passage_text ({columns})")
        op.execute("CREATE INDEX passage_text_words ON passage_text USING gin (words)")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE passage_text USING "
            "fts5(words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0')"
        )
    passages.fill(connection)
    guards.append_only("passage")


def downgrade() -> None:
    """Remove the passages; they are made from the reports again."""
    op.execute("DROP TABLE passage_text")
    op.drop_table("passage")
    op.drop_index("said_by_entry", "said")
