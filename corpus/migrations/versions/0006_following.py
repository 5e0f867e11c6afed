"""What is known of each source that is followed, and the way of every entry that came from one.

With them what following for long needs: texts that may be shortened, addresses that are refused.
"""

import sqlalchemy as sa
from alembic import op

from corpus.tables import Instant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "followed",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, primary_key=True),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("next_at", Instant),
        sa.Column("over", sa.Boolean, nullable=False),
        sa.Column("lease_until", Instant),
        sa.Column("first_at", Instant),
        sa.Column("visited_at", Instant),
        sa.Column("succeeded_at", Instant),
        sa.Column("failing_since", Instant),
        sa.Column("announced_at", Instant),
        sa.Column("error", sa.Text),
        sa.Column("moved_to", sa.Text),
        sa.Column("moves", sa.Integer, nullable=False),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("address", sa.Text),
        sa.Column("headline", sa.Text),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("given", sa.Text),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.id")),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("next_at", Instant),
        sa.Column("seen_at", Instant, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.UniqueConstraint("source", "key", name="ux_entries_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "spent",
        sa.Column("account", sa.Text, primary_key=True),
        sa.Column("day", sa.Text, primary_key=True),
        sa.Column("calls", sa.Integer, nullable=False),
    )
    op.create_index("ix_entries_address", "entries", ["address"])
    op.create_index("ix_entries_article", "entries", ["article"])
    waiting = sa.text("next_at IS NOT NULL")
    op.create_index(
        "ix_entries_next",
        "entries",
        ["next_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.add_column("articles", sa.Column("surface", sa.LargeBinary))
    whole = sa.text("surface IS NULL")
    op.create_index(
        "ix_articles_whole",
        "articles",
        ["changed_at"],
        sqlite_where=whole,
        postgresql_where=whole,
    )
    op.create_table(
        "blocked",
        sa.Column("what", sa.Text, primary_key=True),
        sa.Column("at", Instant, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("blocked")
    op.drop_index("ix_articles_whole", "articles")
    op.drop_column("articles", "surface")
    op.drop_table("spent")
    op.drop_table("entries")
    op.drop_table("followed")
