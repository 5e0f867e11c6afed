"""The full-text index; SQLite only, another engine gets one of its own."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "sqlite":
        return
    # detail=full: with less, bm25 of a table without content ranks wrongly.
    op.execute("CREATE VIRTUAL TABLE terms USING fts5(headline, body, content='', detail=full)")
    # Words as printed, only ever asked for by their beginning, so places in the text are not kept.
    op.execute("CREATE VIRTUAL TABLE words USING fts5(surface, content='', detail=none)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE words")
        op.execute("DROP TABLE terms")
