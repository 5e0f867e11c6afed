"""Articles, their earlier revisions, and what was found in them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("key_form", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("address", sa.Text, index=True),
        sa.Column("headline", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("published", sa.Text),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        # The id 1 is not the id "1".
        sa.UniqueConstraint("key", "key_form", name="ux_articles_key"),
        # An id is never given twice: the index finds its rows by it.
        sqlite_autoincrement=True,
    )
    op.create_index("ix_articles_moment", "articles", [sa.text("coalesce(published_at, added_at)")])
    # One text is kept once a publisher, whoever brings it in at the same moment.
    printed = [sa.text("fingerprint"), sa.text("coalesce(publisher, '')")]
    op.create_index("ux_articles_print", "articles", printed, unique=True)
    op.create_table(
        "revisions",
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False, index=True),
        sa.Column("headline", sa.Text),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_table(
        "analyses",
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("spans", sa.Text, nullable=False),
        sa.Column("findings", sa.Text, nullable=False),
        sa.Column("terms", sa.LargeBinary, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("analyses")
    op.drop_table("revisions")
    op.drop_table("articles")
