"""Who is briefed, what is on its way to whom, and what people of a chat did."""

import sqlalchemy as sa
from alembic import op

from corpus.tables import Instant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("wishes", sa.Text, nullable=False),
        sa.Column("manager", sa.Text),
        sa.Column("watermark", Instant, nullable=False),
        sa.Column("newest", sa.Integer),
        sa.Column("slot", sa.Text),
        sa.Column("paused", sa.Text),
        sa.Column("created_at", Instant, nullable=False),
        sa.UniqueConstraint("platform", "team", "channel", name="ux_subscriptions_place"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "briefings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("behind", sa.Integer),
        sa.Column("newest", sa.Integer, nullable=False, server_default="0"),
        sa.Column("created_at", Instant, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("briefing", sa.Integer, sa.ForeignKey("briefings.id")),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", Instant),
        sa.Column("claimed_at", Instant),
        sa.Column("lease_until", Instant),
        sa.Column("sent_at", Instant),
        sa.Column("message", sa.Text),
        sa.Column("error", sa.Text),
        sa.Column("created_at", Instant, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deliveries_next", "deliveries", ["state", "next_at"])
    op.create_index("ix_deliveries_briefing", "deliveries", ["briefing"])
    op.create_table(
        "told",
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column("team", sa.Text, primary_key=True),
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("briefing", sa.Integer, sa.ForeignKey("briefings.id"), nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_index("ix_told_article", "told", ["article"])
    op.create_table(
        "uses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_index("ix_uses_person", "uses", ["person", "what", "at"])
    op.create_table(
        "asked",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False, unique=True),
        sa.Column("at", Instant, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "events",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("job", sa.Text, primary_key=True),
        sa.Column("slot", sa.Text, primary_key=True),
        sa.Column("at", Instant, nullable=False),
    )


def downgrade() -> None:
    for name in ("runs", "events", "asked", "uses", "told", "deliveries", "briefings"):
        op.drop_table(name)
    op.drop_table("subscriptions")
