"""Sketches of texts, the pieces by which near-copies are found, and what was quoted where."""

import json

import sqlalchemy as sa
from alembic import op

from corpus import copies

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "sketches",
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
        sa.Column("original", sa.Integer, sa.ForeignKey("articles.id")),
    )
    op.create_table(
        "pieces",
        sa.Column("hash", sa.Integer, primary_key=True),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.id"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_pieces_article", "pieces", ["article"])
    op.create_table(
        "quotes",
        sa.Column("channel", sa.Text, primary_key=True),
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("article", sa.Integer, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("sentence", sa.Text, primary_key=True),
        sa.Column("characters", sa.Integer, nullable=False),
    )
    connection = op.get_bind()
    held = sa.text("SELECT article, findings FROM analyses ORDER BY article")
    for article, findings in connection.execute(held).all():
        copies.keep(connection, article, tuple(json.loads(findings).get("sketch", ())))


def downgrade() -> None:
    op.drop_table("quotes")
    op.drop_table("pieces")
    op.drop_table("sketches")
