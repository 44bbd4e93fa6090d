"""Full-text search over the sentences of the claims; fills the index from the claims that are there."""

import msgspec
import sqlalchemy as sa
from alembic import op

from warbook.ledger import search

revision = "2"
down_revision = "1"


class Quoted(msgspec.Struct):
    """The part of a claim's record that is searched."""

    quote: str


def upgrade() -> None:
    """Create and fill the index."""
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        op.execute(
            "CREATE TABLE entry_text (rowid INTEGER PRIMARY KEY REFERENCES entry (seq), words TSVECTOR NOT NULL)"
        )
        op.execute("CREATE INDEX entry_text_words ON entry_text USING gin (words)")
    else:
        op.execute(
            "CREATE VIRTUAL TABLE entry_text USING "
            "fts5(words, content='', columnsize=0, tokenize='unicode61 remove_diacritics 0')"
        )
    rows = connection.execute(sa.text("SELECT entry, record FROM wording"))
    for some in rows.partitions(1000):
        texts = ((seq, msgspec.json.decode(record, type=Quoted).quote) for seq, record in some)
        search.index(connection, "entry_text", texts)


def downgrade() -> None:
    """Remove the index; no claim is touched."""
    op.execute("DROP TABLE entry_text")
