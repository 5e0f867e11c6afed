"""A lighter index of terms, beginnings of words at hand, and publishers by name.

What the index held is made anew from what is stored; the analyser is not asked. Publishers had no
index, so that look-ups by publisher walked all articles.
"""

import zlib

import sqlalchemy as sa
from alembic import op

from corpus import index

revision = "0004"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = sa.text("coalesce(published_at, added_at)")
    op.create_index("ix_articles_publisher", "articles", ["publisher", moment])
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("DROP TABLE words")
    op.execute("DROP TABLE terms")
    # columnsize=0: lengths are never asked for, and looking them up took most of a ranking's time.
    op.execute(
        "CREATE VIRTUAL TABLE terms"
        " USING fts5(headline, body, content='', detail=full, columnsize=0)"
    )
    # prefix: a beginning of two letters costs what a word costs.
    op.execute(
        "CREATE VIRTUAL TABLE words"
        " USING fts5(surface, content='', detail=none, columnsize=0, prefix='2')"
    )
    _fill(op.get_bind())


def _fill(connection: sa.Connection) -> None:
    rows = connection.exec_driver_sql(
        "SELECT id, headline, body, terms FROM articles JOIN analyses ON article = id ORDER BY id"
    )
    for identifier, headline, body, packed in rows:
        first, _, rest = zlib.decompress(packed).decode().partition("\n")
        index.keep(connection, identifier, index.entry(first, rest, headline, body))


def downgrade() -> None:
    raise NotImplementedError("an older program makes the index anew from a backup")
