"""The tables of the corpus, as the migrations leave them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    func,
)

METADATA = MetaData()


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept as UTC; SQLite has no zones and gets none."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC; a naive one is a mistake of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        at = value.astimezone(UTC)
        return at.replace(tzinfo=None) if dialect.name == "sqlite" else at

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """The moment, aware."""
        return value and (value if value.tzinfo else value.replace(tzinfo=UTC))


articles = Table(
    "articles",
    METADATA,
    # Ids follow arrival and are never given twice: the index finds its rows by them.
    Column("id", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("key_form", Text, nullable=False),  # novelty.Form
    Column("url", Text),
    Column("address", Text, index=True),
    Column("headline", Text),
    Column("byline", Text),
    Column("publisher", Text),
    Column("published", Text),  # as far as it is known: 2026-03-02, or with hour and offset
    Column("published_at", Instant),
    Column("body", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    # Where the body was shortened: the printed words of all of it, as the index has them.
    Column("surface", LargeBinary),
    UniqueConstraint("key", "key_form", name="ux_articles_key"),
    sqlite_autoincrement=True,
)
moment = func.coalesce(articles.c.published_at, articles.c.added_at)
Index("ix_articles_moment", moment)
Index("ix_articles_publisher", articles.c.publisher, moment)
_print = articles.c.fingerprint, func.coalesce(articles.c.publisher, "")
Index("ux_articles_print", *_print, unique=True)
_whole = articles.c.surface.is_(None)
Index("ix_articles_whole", articles.c.changed_at, sqlite_where=_whole, postgresql_where=_whole)
revisions = Table(
    "revisions",
    METADATA,
    Column("article", Integer, ForeignKey("articles.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("fingerprint", Text, nullable=False, index=True),
    Column("headline", Text),
    Column("body", Text, nullable=False),
    Column("replaced_at", Instant, nullable=False),
)
analyses = Table(
    "analyses",
    METADATA,
    Column("article", Integer, ForeignKey("articles.id"), primary_key=True),
    Column("spans", Text, nullable=False),
    Column("findings", Text, nullable=False),
    Column("terms", LargeBinary, nullable=False),
)
sketches = Table(
    "sketches",
    METADATA,
    Column("article", Integer, ForeignKey("articles.id"), primary_key=True),
    Column("sketch", LargeBinary, nullable=False),
    Column("original", Integer, ForeignKey("articles.id")),  # the first print of the same text
)
pieces = Table(
    "pieces",
    METADATA,
    Column("hash", Integer, primary_key=True),
    Column("article", Integer, ForeignKey("articles.id"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)
quotes = Table(
    "quotes",
    METADATA,
    Column("channel", Text, primary_key=True),
    Column("month", Text, primary_key=True),  # 2026-03
    Column("article", Integer, ForeignKey("articles.id"), primary_key=True),
    Column("sentence", Text, primary_key=True),  # its name in the accounts, not its words
    Column("characters", Integer, nullable=False),
)
followed = Table(
    "followed",
    METADATA,
    Column("kind", Text, primary_key=True),  # sources.Kind
    Column("address", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("failures", Integer, nullable=False),
    Column("next_at", Instant),  # None: at once, unless it is over
    Column("over", Boolean, nullable=False),
    Column("lease_until", Instant),  # somebody is looking at it
    Column("first_at", Instant),
    Column("visited_at", Instant),
    Column("succeeded_at", Instant),
    Column("failing_since", Instant),
    Column("announced_at", Instant),  # since when people know that it fails
    Column("error", Text),
    Column("moved_to", Text),
    Column("moves", Integer, nullable=False),  # how often in a row it said so
)
entries = Table(
    "entries",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", Text, nullable=False),  # the address of the source
    Column("key", Text, nullable=False),  # Entry.key
    Column("address", Text, index=True),  # novelty.canonical of its URL
    Column("headline", Text),
    Column("fingerprint", Text, nullable=False),  # of what the source said of it
    Column("given", Text),  # that, as JSON, while it waits
    Column("stage", Text, nullable=False),
    Column("reason", Text),
    Column("article", Integer, ForeignKey("articles.id"), index=True),
    Column("tries", Integer, nullable=False),
    Column("next_at", Instant),  # None: nothing more is to be done
    Column("seen_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("source", "key", name="ux_entries_key"),
    sqlite_autoincrement=True,
)
spent = Table(
    "spent",
    METADATA,
    Column("account", Text, primary_key=True),  # a name of its own, never the key itself
    Column("day", Text, primary_key=True),  # in Korea: 2026-03-05
    Column("calls", Integer, nullable=False),
)
Index(
    "ix_entries_next",
    entries.c.next_at,
    sqlite_where=entries.c.next_at.isnot(None),
    postgresql_where=entries.c.next_at.isnot(None),
)

blocked = Table(
    "blocked",
    METADATA,
    Column("what", Text, primary_key=True),  # a canonical address, or a domain
    Column("at", Instant, nullable=False),
)


def known_moment(published: str | None) -> datetime | date | None:
    """The moment or the day that the column `published` holds as text."""
    if published is None:
        return None
    day = len(published) == len("2026-03-02")
    return date.fromisoformat(published) if day else datetime.fromisoformat(published)


def stored_moment(at: datetime) -> str:
    """An aware moment as SQLite has it in a column of moments."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
